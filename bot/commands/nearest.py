"""Near misses: the known word that somebody most likely meant."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_ENOUGH = 60.0  # rapidfuzz ratio, 0 to 100; below, a guess is more often wrong than right


def alike(typed: str, name: str) -> bool:
    """Tell whether a name, or a word of it, looks so much like what was typed that it may have been meant."""
    wanted = typed.casefold()
    return any(fuzz.ratio(wanted, part.casefold()) >= _ENOUGH for part in (name, *name.split()))


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """Return the one of ``known`` that looks most like ``typed``, or None where none is near."""
    found = process.extractOne(typed.casefold(), list(known), scorer=fuzz.WRatio, processor=str.casefold)
    return str(found[0]) if found and found[1] >= _ENOUGH else None
