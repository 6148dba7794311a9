"""A stretch of tokens that a rule of the grammar matched, and what its readings ask of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.times.tokens import Tokens

_STEP = {"l": -1, "L": -1, "h": 0, "t": 0, "1": 0, "x": 1, "X": 1}


@dataclass(frozen=True, slots=True)
class Piece:
    """The tokens ``start`` to ``end`` (exclusive)."""

    tokens: Tokens
    start: int
    end: int

    @property
    def classes(self) -> str:
        """The classes of the piece."""
        return self.tokens.classes[self.start : self.end]

    @property
    def text(self) -> str:
        """The words of the piece as printed."""
        return self.tokens.text[self.tokens.starts[self.start] : self.tokens.ends[self.end - 1]]

    def value(self, wanted: str) -> object:
        """The value of the first token whose class is in ``wanted``, None where there is none."""
        index = self.index(wanted)
        return None if index is None else self.tokens.values[index]

    def number(self, wanted: str) -> int | None:
        """The same for a whole number."""
        value = self.value(wanted)
        return value if isinstance(value, int) else None

    def index(self, wanted: str) -> int | None:
        """Where the first token of a class in ``wanted`` stands."""
        return next((i for i in range(self.start, self.end) if self.tokens.classes[i] in wanted), None)

    def word(self, index: int) -> str:
        """The lower-cased text of a token; nothing outside the tokens, and for a run of other words its last word."""
        if not 0 <= index < len(self.tokens.classes):
            return ""
        if self.tokens.classes[index] == "_":
            stop = self.tokens.starts[index + 1] if index + 1 < len(self.tokens.starts) else self.tokens.ends[index]
            return (self.tokens.text[max(0, stop - 30) : stop].rsplit(None, 1) or [""])[-1].lower()
        return self.tokens.text[self.tokens.starts[index] : self.tokens.ends[index]].lower()

    def opening(self, index: int) -> str:
        """The first word of a token, as printed; nothing outside the tokens."""
        return str(self.tokens.values[index]) if 0 <= index < len(self.tokens.values) else ""

    @property
    def before(self) -> str:
        """The word before the piece, lower-cased."""
        return self.word(self.start - 1)

    @property
    def after_class(self) -> str:
        """The class of the token after the piece, nothing at the end."""
        return self.tokens.classes[self.end : self.end + 1]

    @property
    def after(self) -> str:
        """The first word after the piece, as printed; nothing where a mark of punctuation stands there."""
        if self.after_class != "_":
            return ""
        return str(self.tokens.values[self.end])

    def step(self) -> int | None:
        """-1 for "last", 0 for "this", 1 for "next", None where no such word is there."""
        index = self.index("lLhxXt1")
        return None if index is None else _STEP[self.tokens.classes[index]]

    def part(self, start: int, end: int) -> Piece:
        """A smaller piece."""
        return Piece(self.tokens, start, end)


def unit_is(piece: Piece, code: str) -> bool:
    """Tell whether the unit of the piece has that code (see times_lexicon.UNITS)."""
    value = piece.value("U")
    return isinstance(value, tuple) and value[0] == code
