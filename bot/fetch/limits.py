"""How much a fetch may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch. Seconds and bytes.

    ``total`` is for all of it, redirects included, ``wait`` for one connection or one read. ``size`` holds for the body
    as it comes and as it is unpacked. ``pause`` lies between two requests to one host; ``patience`` is the longest that
    a server's Retry-After is waited for at once.
    """

    total: float = 60.0
    wait: float = 15.0
    size: int = 20_000_000
    robots_size: int = 512_000
    redirects: int = 5
    pause: float = 1.0
    patience: float = 10.0
    ports: frozenset[int] = frozenset({80, 443})
