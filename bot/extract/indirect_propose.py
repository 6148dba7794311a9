"""Where indirect speech may stand: the contents that each cue proposes, read off the row of items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.extract.attribution_view import Candidate, View
from bot.extract.names import NameTable
from bot.model import Span

_STOPS = frozenset(".?|Q;")
_SUBJECT = frozenset("NMLnedp")
_TELL = frozenset(
    {"tell", "told", "tells", "telling", "assure", "assured", "remind", "reminded", "warn", "warned", "inform"}
)


@dataclass(slots=True)
class Proposal:
    """A content that may be indirect speech: its place, its cue and the mention that may speak it."""

    span: Span
    cue: Span
    subject: Candidate | None
    pattern: str
    cue_item: int
    first: int
    last: int
    chance: float = 1.0


def propose(text: str, view: View, names: NameTable) -> Iterator[Proposal]:
    """Yield the proposals in order of their cues."""
    finder = _Finder(text, view, names)
    for item, symbol in enumerate(view.letters):
        if symbol in "VBGA":
            yield from finder.at(item)


class _Finder:
    def __init__(self, text: str, view: View, names: NameTable) -> None:
        self.text = text
        self.view = view
        self.letters = view.letters
        self.tokens = names.tokens
        self.by_item = {candidate.item: candidate for candidate in view.candidates}

    def at(self, item: int) -> Iterator[Proposal]:
        """Yield what the cue at ``item`` proposes."""
        start, end = self._sentence(item)
        if self.letters[item] == "A":
            yield from self._according(item, start, end)
            return
        subject, inverted = self._subject(item, start, end)
        before = self._before(item, subject, inverted, start, end)
        if before is not None:
            yield before
            return
        after = self._after(item, subject, end)
        if after is not None:
            yield after

    def _sentence(self, item: int) -> tuple[int, int]:
        letters = self.letters
        start = item
        while start > 0 and letters[start - 1] not in _STOPS:
            start -= 1
        end = item
        while end < len(letters) and letters[end] not in _STOPS:
            end += 1
        return start, end

    def _subject(self, item: int, start: int, end: int) -> tuple[Candidate | None, bool]:
        """Return the mention that the cue's verb has for its subject, and whether it stands after the verb."""
        letters = self.letters
        at = item - 1
        while at >= start and letters[at] in "xR":
            at -= 1
        if at >= start and letters[at] in _SUBJECT:
            return self.by_item.get(at), False
        if at >= start and letters[at] == "W":
            return self._left(at - 1, start), False
        if at >= start and letters[at] in ",uqQ-" and letters[item] != "G":
            following = letters[item + 1 : item + 2]
            if following and following in _SUBJECT and item + 1 < end:
                return self.by_item.get(item + 1), True
            opening = letters.rfind(",", start, at)
            if letters[at] == "," and opening > start and letters[opening - 1] in _SUBJECT:
                return self.by_item.get(opening - 1), False
        return self._main(item, start), False

    def _left(self, at: int, start: int) -> Candidate | None:
        while at >= start:
            if self.letters[at] in _SUBJECT:
                return self.by_item.get(at)
            at -= 1
        return None

    def _main(self, item: int, start: int) -> Candidate | None:
        """The first mention of the sentence that no preposition or possessive binds."""
        fallback = None
        for at in range(start, item):
            if self.letters[at] in _SUBJECT:
                candidate = self.by_item.get(at)
                if candidate is None or candidate.possessive:
                    continue
                if at == start or self.letters[at - 1] not in "PJ":
                    return candidate
                fallback = fallback or candidate
        return fallback

    def _before(self, item: int, subject: Candidate | None, inverted: bool, start: int, end: int) -> Proposal | None:
        """Read "CLAUSE, X said" and "CLAUSE, said X"."""
        letters = self.letters
        if subject is None or letters[item] not in "VB":
            return None
        edge = item if inverted else subject.item
        while edge > start and letters[edge - 1] in "RxD":
            edge -= 1
        if edge - 1 <= start + 2 or letters[edge - 1] != ",":
            return None
        rest = letters[max(item, subject.item) + 1 : end]
        told = self.view.lows[item] in _TELL and rest[:1] in tuple("NMLnepo")
        if rest and rest[0] not in ",tPORG" and not told:
            return None
        if "T" in rest[:3]:
            return None
        return self._proposal("before", item, subject, start, edge - 1)

    def _after(self, item: int, subject: Candidate | None, end: int) -> Proposal | None:
        """Read "X said (that) CLAUSE", past "told reporters" and "on Thursday"."""
        letters = self.letters
        first = item + 1
        if self.view.lows[item] in _TELL and first < end and letters[first] in "NMLnepo":
            first += 1
        that = letters.find("T", first, min(end, first + 9))
        if that >= 0 and "," not in letters[first:that] and self.view.lows[that] in {"that", "if", "whether"}:
            first = that + 1
        else:
            while first < end and letters[first] in "tR":
                first += 1
            if first + 1 < end and letters[first] == "P" and letters[first + 1] == "t":
                first += 2
        if first < end and letters[first] == ",":
            first += 1
        last = end
        cut = re.compile(r"O(?=[xR]+[VvGg])|,(?=[GR]*G)|,OR*(?=[Vv])").search(letters, first + 3, end)
        if cut:
            last = cut.start()
        if last - first < 3 or letters[first] in "qQu,P:J.VvGgBbOx":
            return None
        return self._proposal("after", item, subject, first, last)

    def _according(self, item: int, start: int, end: int) -> Iterator[Proposal]:
        letters = self.letters
        who = next((at for at in range(item + 2, min(item + 6, end)) if letters[at] in "NMLnedp"), None)
        if who is None:
            return
        subject = self.by_item.get(who)
        if item <= start + 1:
            comma = letters.find(",", who, end)
            if comma > 0 and end - comma > 3:
                yield self._proposal("according", item, subject, comma + 1, end)
        else:
            last = item - 1 if letters[item - 1] == "," else item
            if last - start > 3:
                yield self._proposal("according", item, subject, start, last)

    def _proposal(self, pattern: str, item: int, subject: Candidate | None, first: int, last: int) -> Proposal:
        view, tokens = self.view, self.tokens
        start = tokens.starts[view.tokens[first]]
        final = view.tokens[last] - 1 if last < len(view.tokens) else len(tokens) - 1
        end = tokens.ends[max(view.tokens[first], final)]
        token = view.tokens[item]
        while end > start and self.text[end - 1] in " ,.;\n":
            end -= 1
        cue = Span(tokens.starts[token], tokens.ends[token])
        return Proposal(Span(start, end), cue, subject, pattern, item, first, last)
