"""Near misses: the known word that somebody most likely meant."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Of the letters of the longer word, the share that need not be changed (optimal string alignment: two swapped letters
# are one change). Two of three letters right lets "Lindkwist" be Lindqvist, and keeps "hello" from being /help.
_ENOUGH = 0.65


def alike(typed: str, name: str) -> bool:
    """Tell whether a name, or a word of it, looks so much like what was typed that it may have been meant."""
    wanted = typed.casefold()
    return any(_likeness(wanted, part.casefold()) >= _ENOUGH for part in (name, *name.split()))


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """Return the one of ``known`` that looks most like ``typed``, or None where none is near."""
    found = process.extractOne(
        typed.casefold(), list(known), scorer=OSA.normalized_similarity, processor=str.casefold, score_cutoff=_ENOUGH
    )
    return str(found[0]) if found else None


def nearest_title(typed: str, known: Iterable[str]) -> str | None:
    """Return the first of ``known``, names of several words, that has a word like each word typed; None without one.

    A likeness of the whole would take "Morning Star" for any longer name that has "Morning" in it.
    """
    wanted = typed.casefold().split()
    for name in known:
        words = name.casefold().split()
        if wanted and all(any(_likeness(one, word) >= _ENOUGH for word in words) for one in wanted):
            return name
    return None


def _likeness(one: str, other: str) -> float:
    return OSA.normalized_similarity(one, other)
