"""Text -> tokens: words, abbreviations with their stop, and single punctuation marks, as parallel lists."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"(?:Messrs|Mrs|Mr|Ms|Dr|Sens|Sen|Del|Reps|Rep|Govs|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Cmdr|Adm|Prof|Rev|Hon|St|Jr|Sr|Fr|Supt"
    r"|Det|Insp|Sec|Atty|Co|Corp|Inc|Ltd|Bros|No|Mt|Ft|vs)\.(?!\w)"
    r"|(?:[^\W\d_]\.){2,}(?:-?[^\W\d_]+\b)?|[A-ZÀ-ÖØ-Þ]\.(?=[\s\w-])"
    r"|\w+(?:[-‐‑](?=\w)\w+|[’'](?![sS]\b)(?=\w)\w+)*"
    r"|[’'][sS]\b|``|''|[^\w\s]"
)


@dataclass(slots=True)
class Tokens:
    """The tokens of a text. ``starts``, ``ends``, ``words`` and ``lows`` (lower case) are parallel.

    The possessive "'s" is a token of its own; a hyphenated word is one token.
    """

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lows: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Tokens:
        """Split ``text``; linear in its length."""
        starts: list[int] = []
        words: list[str] = []
        for match in _TOKEN.finditer(text):
            starts.append(match.start())
            words.append(match.group())
        ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
        return cls(starts, ends, words, [word.lower() for word in words])

    def __len__(self) -> int:
        return len(self.starts)

    def at_or_after(self, offset: int) -> int:
        """Index of the first token that starts at ``offset`` or later (``len(self)`` where there is none)."""
        return bisect_left(self.starts, offset)

    def before(self, offset: int) -> int:
        """Index of the last token that starts before ``offset`` (-1 where there is none)."""
        return bisect_left(self.starts, offset) - 1

    def covering(self, offset: int) -> int:
        """Index of the last token that starts at ``offset`` or earlier (-1 where there is none)."""
        return bisect_right(self.starts, offset) - 1
