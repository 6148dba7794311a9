"""Documents that somebody hands in: what is handed in, and what was made of it."""

from __future__ import annotations

from dataclasses import dataclass, field

UPLOAD_LIMIT = 20_000_000
"""Bytes of a file that is handed in through a chat."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call. ``size`` is what the platform says of it, in bytes.

    ``data`` is empty where it was not fetched: it is too large, or ``fault`` says why it could not be had.
    """

    name: str
    size: int
    data: bytes = field(default=b"", repr=False)
    media_type: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of it. ``documents`` are the numbers of the documents, new or not, in the archive.

    ``new``, ``changed`` and ``unchanged`` count them, ``quotes`` and ``events`` what the new and changed ones hold.
    ``unread`` has a line for each thing that did not go in, ``remarks`` for what else a person should know.
    """

    documents: tuple[int, ...] = ()
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    quotes: int = 0
    events: int = 0
    unread: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
