"""Typed text in pieces: words, "phrases" and -words to leave out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.errors import UsageError

_PIECE = re.compile(
    r"""
    (?P<minus>-(?=["“„«\w]))?
    (?:
      "(?P<straight>[^"]*)" | [“„](?P<curly>[^“”]*)[“”] | «(?P<guillemet>[^«»]*)»
      | (?P<name>[A-Za-z_]+):(?P<value>"[^"]*"|“[^”]*”|«[^»]*»|\S*)
      | (?P<word>\S+)
    )
    """,
    re.VERBOSE,
)
_QUOTES = "\"“”„«»'‘’"
_SMALL_WORD = re.compile(
    "an?|and|at|by|did|does?|for|from|has|have|in|is|of|on|or|said|says?|the|this|to|was|were|what|when|where|who|with"
    "|happen(?:s|ed)?|events?|quotes?|about|there|any|all",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One word or phrase as typed. ``raw`` is the whole piece, ``text`` without quotation marks and minus.

    ``name`` is what stands before the colon of ``name:value``.
    """

    raw: str
    text: str
    phrase: bool = False
    minus: bool = False
    name: str = ""

    @property
    def covered(self) -> str:
        """The piece for those who look for times: phrases are hidden, for who quotes "May 2024" wants these words."""
        return '"' if self.phrase or self.minus else self.raw


def pieces(typed: str) -> tuple[Piece, ...]:
    """Cut typed text into words, phrases and ``name:value`` pairs; an unclosed quotation mark is a part of its word."""
    return tuple(_piece(match) for match in _PIECE.finditer(typed))


def _piece(match: re.Match[str]) -> Piece:
    found = match.groupdict()
    minus = found["minus"] is not None
    if found["name"] is not None:
        return Piece(match.group(), found["value"], minus=minus, name=found["name"].casefold())
    phrase = next((found[key] for key in ("straight", "curly", "guillemet") if found[key] is not None), None)
    if phrase is not None:
        return Piece(match.group(), " ".join(phrase.split()), phrase=True, minus=minus)
    # the mark of a question is no part of its last word
    return Piece(match.group(), found["word"].rstrip("?") or found["word"], minus=minus)


def apart_from_words(typed: str) -> tuple[str, str]:
    """Tell a name from words in quotation marks beside it: ``Velk "multipolar"``. Either may be empty.

    What is in quotation marks and has a capital letter may be a name: it stays with it.
    """
    found = pieces(typed)
    words = [piece.phrase and not piece.minus and piece.text == piece.text.casefold() for piece in found]
    name, said = (
        " ".join(piece.raw for piece, is_words in zip(found, words, strict=True) if is_words is wanted)
        for wanted in (False, True)
    )
    return name, said


def unquote(text: str) -> str:
    """Return a name or title without the quotation marks that somebody put around it."""
    return " ".join(text.split()).strip(_QUOTES).strip()


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for in texts: all ``words``, all ``phrases``, and none of ``without``."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for (leaving out is not looking for)."""
        return bool(self.words or self.phrases)

    @property
    def shown(self) -> str:
        """The query in typed form: ``sanctions “joint statement” without Brics``."""
        left_out = f"without {', '.join(self.without)}" if self.without else ""
        phrases = (f"“{phrase}”" for phrase in self.phrases)
        return " ".join(part for part in (*self.words, *phrases, left_out) if part)

    @property
    def typed(self) -> str:
        """The query as somebody would type it."""
        phrases = (f'"{phrase}"' for phrase in self.phrases)
        return " ".join(
            (*self.words, *phrases, *(f'-"{word}"' if " " in word else f"-{word}" for word in self.without))
        )

    def __add__(self, other: Query) -> Query:
        """What has all that either looks for."""
        return Query(self.words + other.words, self.phrases + other.phrases, self.without + other.without)

    def plus(self, text: str) -> Query:
        """The query with further words."""
        return self + Query(words=tuple(text.split()))


def query_of(found: Iterable[Piece], *, beside: bool = False) -> Query:
    """Sort pieces into a Query.

    Words such as "the" and "what" find everything: they are left out beside others, and where the query stands
    ``beside`` other limits.
    """
    found = tuple(piece for piece in found if any(letter.isalnum() for letter in piece.text))
    words = tuple(piece.text for piece in found if not piece.phrase and not piece.minus)
    telling = tuple(word for word in words if not _SMALL_WORD.fullmatch(word))
    phrases = tuple(piece.text for piece in found if piece.phrase and not piece.minus)
    return Query(
        words=telling or (() if phrases or beside else words),
        phrases=phrases,
        without=tuple(piece.text for piece in found if piece.minus),
    )


def query(typed: str) -> Query:
    """Read typed text as a Query. Raises UsageError where something is typed, but no word."""
    need_a_word(typed)
    return query_of(pieces(typed))


def need_a_word(typed: str) -> None:
    """Raise UsageError where something is typed, but no word: left out, it would seem to have been found everywhere."""
    if typed.strip() and not unquote(typed):
        raise UsageError("There is no word to look for between the quotation marks.")
    if typed.strip() and not any(letter.isalnum() for letter in typed):
        raise UsageError(f"There is no word to look for in “{typed.strip()}”.")
