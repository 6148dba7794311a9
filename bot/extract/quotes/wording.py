"""The form of a few marked words, for the decision whether they are nobody's (bot.extract.quotes.whose)."""

from __future__ import annotations

import re

from bot.extract.attribution.mark_context import MarkContext
from bot.extract.quotes.cues import letter
from bot.extract.quotes.phrases import is_title_case
from bot.model import Span

_WORD = re.compile(r"[\w’'-]+")
_INNER = re.compile(r"[,;:—–.?!]")
_WINDOW, _TIMES, _LEAST = 3000, 2, 3
"""Characters on either side in which the words are looked for again; how often counts; how long they have to be."""
_MINE = frozenset(("i", "me", "my", "we", "us", "our", "you", "your")) | {
    word + mark + end
    for mark in "'’"
    for word, ends in {"i": "m ve ll d", "we": "re ve ll d", "you": "re ve ll d"}.items()
    for end in ends.split(" ")
}
_ENDINGS = (
    *("ing", "ed", "ly", "ism", "ist", "ous", "ful", "ive", "al", "able", "ible", "ent", "ant", "ic", "ary", "less"),
    *("tion", "ment", "ness", "ity", "er", "y", "s"),
)


class Wording:
    """The marked words themselves: how many, in which shape."""

    def __init__(self, text: str, span: Span) -> None:
        self.inner = inner = span.of(text).strip()
        self.again = _again(text, span, inner.strip(" .,!?"))
        self.words = _WORD.findall(inner)
        self.lows = [word.lower() for word in self.words]
        count = len(self.words)
        self.size = str(count) if count < 4 else "4" if count < 6 else "6"
        self.shape = self._shape()
        self.letters = "".join(letter(low) for low in self.lows)

    def _shape(self) -> str:
        """Capitals: of a title, a sentence, every letter, a name within, none; for one word, hyphens too."""
        words = self.words
        if not words:
            return "0"
        first = words[0]
        if len(words) == 1:
            capital = "U" if first.isupper() and len(first) > 1 else "C" if first[0].isupper() else ""
            return "1" + (capital or ("-" if "-" in first else "l"))
        if self.inner.isupper():
            return "X"
        if is_title_case(self.inner.split()):
            return "T"
        return "S" if first[0].isupper() else "m" if any(word[0].isupper() for word in words[1:]) else "l"

    def features(self, context: MarkContext) -> list[str]:
        """First and last word, persons, verbs and stops, each word, and whether they stand elsewhere too."""
        letters, item, size = context.letters, context.item, self.size
        before, after = letters[item - 1 : item], letters[item + 1 : item + 2]
        ends = f"{self.letters[:1]}{self.letters[-1:]}"
        last = _ending(self.lows[-1]) if self.lows else ""
        first = _ending(self.lows[0]) if self.lows else ""
        mine = int(not _MINE.isdisjoint(self.lows))
        verb = int(any(found in "xVvBb" for found in self.letters))
        again = context.view.repeats.get(self.inner.strip(" .,!?").casefold(), 1) > 1
        return [
            f"form {size}{self.shape}",
            f"ends {ends}{size}",
            f"endb {before}{self.letters[:1]}{size}",
            f"endba {before}{ends}{after}",
            f"suff {first}{last}{size}",
            f"sufb {before}{last}{size}{after}",
            f"verb {verb}{mine}{size}",
            f"mine {mine}{self.shape}",
            f"shrt {int(any(mark in self.inner for mark in chr(39) + '’'))}{size}",
            f"stop {int(_INNER.search(self.inner[:-1]) is not None)}{size}",
            f"again {again:d}{size}",
            f"agains {again:d}{self.shape}",
            f"rec {self.again}{size}",
            f"recs {self.again}{self.shape}",
            *(f"in {low}" for low in dict.fromkeys(self.lows)),
        ]


def _again(text: str, span: Span, inner: str) -> int:
    """How often the words stand nearby besides, in marks or not, at most ``_TIMES``: a term comes back."""
    if len(inner) < _LEAST:
        return 0
    near = text[max(0, span.start - _WINDOW) : span.end + _WINDOW].casefold()
    return min(_TIMES, near.count(inner.casefold()) - 1)


def _ending(low: str) -> str:
    return next((end for end in _ENDINGS if low.endswith(end) and len(low) > len(end) + 2), "-")
