"""Text -> tokens: words, abbreviations with their stop, and single punctuation marks, as parallel lists."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

_BREAK = r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[^\W\d_])"
"""A word broken over the end of a line."""
_BROKEN = re.compile(rf"(?P<hyphened>\w-\w+)?{_BREAK}(?P<capital>[A-ZÀ-ÖØ-Þ])?")
_TOKEN = re.compile(
    r"(?:Messrs|Mrs|Mr|Ms|Dr|Sens|Sen|Del|Reps|Rep|Govs|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Cmdr|Adm|Prof|Rev|Hon|St|Jr|Sr|Fr|Supt"
    r"|Det|Insp|Sec|Atty|Co|Corp|Inc|Ltd|Bros|No|Mt|Ft|vs)\.(?!\w)"
    r"|(?:[^\W\d_]\.){2,}(?:-?[^\W\d_]+\b)?|[A-ZÀ-ÖØ-Þ]\.(?=[\s\w-])"
    rf"|\w+(?:[-‐‑](?=\w)\w+|{_BREAK}\w+|[’'](?![sS]\b)(?=\w)\w+)*"
    r"|[’'][sS]\b|``|''|[^\w\s]"
)


def unbroken(text: str) -> str:
    """Return ``text`` on one line, its words without the hyphens that the ends of lines made.

    "61-year-" + "old" and "Pugh-" + "Velk" keep theirs.
    """
    return " ".join(_BROKEN.sub(_mended, text).split()) if "\n" in text else " ".join(text.split())


def _mended(match: re.Match[str]) -> str:
    kept = "-" if match["hyphened"] or match["capital"] else ""
    return (match["hyphened"] or "") + kept + (match["capital"] or "")


@dataclass(slots=True)
class Tokens:
    """The tokens of a text. ``starts``, ``ends``, ``words`` and ``lows`` (lower case) are parallel.

    The possessive "'s" is a token of its own; a hyphenated word is one token, and so is one that is broken over the
    end of a line (``words`` has it whole).
    """

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lows: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Tokens:
        """Split ``text``; linear in its length."""
        starts: list[int] = []
        ends: list[int] = []
        words: list[str] = []
        for match in _TOKEN.finditer(text):
            word = match.group()
            starts.append(match.start())
            ends.append(match.end())
            words.append(unbroken(word) if "\n" in word else word)
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
