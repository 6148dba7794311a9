"""How names are spelt: where the family name stands, what tells a son from his father, which is short for which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.extract.lexicon import FAMILY_FIRST, GIVEN_NAMES
from bot.extract.names.titles import GENERATIONS, PARTICLES

_NICKNAME = re.compile(r"\s\(?\s?[“\"‘'][^”\"’']{1,30}[”\"’']\s?\)?\s|\s\(\s?[^\W\d_]{2,20}\s?\)\s")
_OF_A_FATHER, _OF_HER_FATHER = ("ovich", "evich", "yich"), ("ovna", "evna", "ichna")
"""Endings of Russian patronymics."""


def family_first(words: tuple[str, ...]) -> bool:
    """Tell whether the family name stands first, as in Liang Shuwen, Park Seo-yeon and Kiss Zoltán."""
    if words[0].lower() not in FAMILY_FIRST:
        return False
    korean = len(words) == 2 and "-" in words[1] and words[1].rsplit("-", 1)[1].islower()
    return words[0] not in GIVEN_NAMES or korean


def generation(name: str) -> str:
    """What tells a son from his father, nothing where a name has none: "jr" of "Tom Velk Jr."."""
    last = name.rsplit(maxsplit=1)[-1].strip(".").lower()
    return last if last in GENERATIONS else ""


def is_tail(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Tell whether a name is the end of a longer one: "Van der Velk" of "Bram van der Velk"."""
    tail = whole[-len(part) :]
    alike = tail[1:] == part[1:] and tail[0].lower() == part[0].lower()
    return len(part) < len(whole) and alike and (tail == part or part[0].lower() in PARTICLES)


def is_head(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Tell whether a name is the beginning of a longer one: "Vera Ilyinichna" of "Vera Ilyinichna Velk"."""
    return 2 <= len(part) < len(whole) and part == whole[: len(part)]


def sex_of(words: tuple[str, ...]) -> str:
    """Return the sex that the first name among the words of a name tells: m, f or u."""
    if any(word.endswith(_OF_HER_FATHER) for word in words[1:]):
        return "f"
    if any(word.endswith(_OF_A_FATHER) for word in words[1:-1]):  # last it may be a surname: "Petrovich"
        return "m"
    if len(words) < 2:  # a surname, which may be a man's first name: "Scott", "James"
        return "f" if GIVEN_NAMES.get(words[0]) == "f" else "u"
    given = words[1] if family_first(words) else words[0]
    return GIVEN_NAMES.get(given) or GIVEN_NAMES.get(given.split("-")[0]) or "u"


def is_surname(words: tuple[str, ...], word: str) -> bool:
    """Tell whether the one whose name has these words can be called by ``word`` alone as by a surname."""
    if len(words) == 1 or (words[-1] == word and words[0].lower() not in FAMILY_FIRST):
        return True
    if family_first(words):
        return words[0] == word
    return word in words[1:] or word == words[-1] or word == words[-1][3:]  # "Masri" of "al-Masri"


def without_nickname(name: str) -> str:
    """Return a name with a blank for a nickname within it."""
    return _NICKNAME.sub(" ", name)


def nickname(words: Sequence[str]) -> str:
    """Return "Sparky" of the words of Hugo “Sparky” Velk, "" where there is no nickname of one word."""
    inner = _NICKNAME.search(" ".join(words)) if len(words) > 3 else None
    word = inner[0].strip(" ()“”\"‘’'") if inner else ""
    return word if word.isalpha() and word[0].isupper() else ""
