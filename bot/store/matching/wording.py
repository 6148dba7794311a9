"""Text made comparable: words for search, keys for names. Nothing here is ever shown."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_TOKEN = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[a-z0-9]+")
_APOSTROPHES = re.compile(r"['’ʼ‘`´]")
_ODD_CAPITALS = re.compile(r"\b[A-Z]{2}[a-z]{3}")
_CLINGING = re.compile(r"^[\s\"“”‘’'«»,;:–—-]+|(?:\s*['’]s)?[\s\"“”‘’'«»,;:–—-]*$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    """The words of ``text`` without case, diacritics and punctuation: the unit of search and of "identical words"."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        marks = [ord(character) for character in set(text) if unicodedata.combining(character)]
        text = text.translate(dict.fromkeys(marks)) if marks else text
    return _TOKEN.findall(text.casefold())


def plain(text: str) -> str:
    """The words of ``text`` with one space before, between and after them, so that ``in`` finds whole words."""
    return f" {' '.join(words_of(text))} "


def words_hash(text: str) -> int:
    """A signed 64-bit number of the words of ``text`` (BLAKE2b), equal for texts that ``plain`` makes equal."""
    digest = hashlib.blake2b(plain(text).encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


@lru_cache(maxsize=32_768)
def spelling_rank(name: str) -> tuple[bool, bool, int, str]:
    """Which of several writings of a name to show, the least first.

    In Latin letters, without capitals that only haste explains (KOVACH, KOvach), with accents.
    """
    letters = [letter for letter in name if letter.isalpha()]
    latin = all("LATIN" in unicodedata.name(letter, "") for letter in letters)
    odd = name.isupper() or _ODD_CAPITALS.search(name) is not None
    return not latin, odd, sum(letter.isascii() for letter in letters) - len(letters), name


def bare_name(name: str) -> str:
    """A name without what sometimes clings to it: a possessive ending, blanks, punctuation around it."""
    stripped = " ".join(_CLINGING.sub("", name).split())
    return stripped or name


@lru_cache(maxsize=32_768)  # the same names come again with every document
def name_key(name: str) -> str:
    """A name in lower-case Latin letters and digits, whatever script it is written in, words parted by one space.

    The transliteration is anyascii's: the same spelling comes out of a Cyrillic and of a Latin text where the Latin
    one follows the usual romanisation.
    """
    latin = anyascii(_POSSESSIVE.sub("", name)).casefold()
    return " ".join(_LATIN.findall(_APOSTROPHES.sub("", latin)))
