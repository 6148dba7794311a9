"""Which of two people of one surname is the elder: told by kinship before the name, or by what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.tokens import Tokens
from bot.extract.wordlist import words

_ELDER_KIN = frozenset({"father", "mother", "uncle", "aunt", "grandfather", "grandmother", "stepfather", "stepmother"})
_YOUNGER_KIN = frozenset({"son", "daughter", "nephew", "niece", "grandson", "granddaughter", "stepson", "stepdaughter"})
_ELDER = frozenset({"elder", "older", "senior"})
_YOUNGER = frozenset({"younger", "junior"})
_OWNERS = frozenset({"his", "her", "their", "'s", "’s"})
_KIN = words(
    "brothers sisters siblings couple twins parents sons daughters cousins spouses newlyweds children grandparents"
)
_REACH = 3


_SIBLINGS = frozenset({"brother", "sister", "half-brother", "half-sister", "sibling", "twin", "cousin"})
_AGED = {**dict.fromkeys(("elder", "older", "big"), 1), **dict.fromkeys(("younger", "little", "kid", "baby"), -1)}
_FAR = 10


def told_age(tokens: Tokens, first: int) -> int:
    """Return 1 for "his uncle, Tom Velk", -1 for "her son Tom Velk", 0 where no kinship is told at ``first``."""
    lows = tokens.lows
    for at in range(first - 1, max(0, first - 1 - _REACH), -1):
        if lows[at] in _ELDER_KIN | _YOUNGER_KIN:
            return (1 if lows[at] in _ELDER_KIN else -1) if _OWNERS & set(lows[max(0, at - _REACH) : at]) else 0
        if lows[at] != "," and not lows[at].isalpha():
            break
    return _sibling_age(lows, first)


def _sibling_age(lows: Sequence[str], first: int) -> int:
    """Return -1 for "His younger brother and former chief of staff, Tom Velk", 1 for "her elder sister, Mara Velk"."""
    for at in range(first - 1, max(1, first - _FAR), -1):
        if lows[at] in _SIBLINGS and lows[at - 1] in _AGED:
            return _AGED[lows[at - 1]] if lows[at - 2] in _OWNERS else 0
        if not (lows[at].isalpha() or lows[at] == ","):
            return 0
    return 0


def are_kin(tokens: Tokens, first: int) -> bool:
    """Tell whether kin stands before the first name of several: "Two brothers, Ibo and Tom Velk", "the couple Ibo"."""
    at = first - 1 - (tokens.lows[first - 1] == "," if first else 0)
    return at >= 0 and tokens.lows[at] in _KIN


def asked_age(tokens: Tokens, first: int) -> int:
    """Return 1 before the surname of "the elder Velk", -1 of "the younger Velk", else 0."""
    low = tokens.lows[first - 1] if first > 1 and tokens.lows[first - 2] == "the" else ""
    return 1 if low in _ELDER else -1 if low in _YOUNGER else 0
