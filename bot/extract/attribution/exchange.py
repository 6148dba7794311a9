"""Question and answer in turns of their own: "At home," he replied. / "All night?" / "Most of it."

After a reply to somebody who asked, a paragraph of marked words alone is the asker's where it asks or calls the one who
answered by name, and the answer's to that is the other's again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.extract.attribution.resolve import Resolver
from bot.extract.attribution.view import Candidate, View
from bot.extract.quotes.cues import LEMMA

_REPLIES = frozenset({"reply", "answer", "respond", "retort", "counter"})
_REACH, _BLOCKS = 60, 2


@dataclass(slots=True)
class Exchange:
    """Who asks and who answers, from one marked span to the next."""

    text: str
    view: View
    resolver: Resolver
    asker: Candidate | None = None
    answerer: Candidate | None = None
    asked_last: bool = False

    def replied(self, number: int, cue: str, chosen: Candidate | None) -> None:
        """Note that ``chosen`` speaks the ``number``-th marked span with the verb ``cue`` (lower case)."""
        self.asker = self.answerer = None
        if chosen is None or LEMMA.get(cue) not in _REPLIES:
            return
        asker = self._asked(self.view.mark_items[number])
        name = self.resolver.identity(chosen).name
        if asker is not None and name is not None and self.resolver.identity(asker).name not in {None, name}:
            self.asker, self.answerer, self.asked_last = asker, chosen, False

    def turn(self, number: int) -> Candidate | None:
        """Return who speaks a paragraph of marked words alone, None where no exchange goes on."""
        if self.asker is None or self.answerer is None:
            return None
        if self._asks(number):
            self.asked_last = True
            return self.asker
        if not self.asked_last:
            return None
        self.asked_last = False
        return self.answerer

    def _asked(self, item: int) -> Candidate | None:
        """The subject of the last "asked" before an item."""
        letters, blocks = self.view.letters, 0
        for at in range(item - 1, max(0, item - _REACH), -1):
            blocks += letters[at] == "|"
            if blocks > _BLOCKS:
                return None
            if letters[at] in "VvB" and LEMMA.get(self.view.lows[at]) == "ask" and at in self.view.subjects:
                return self.resolver.at_item.get(self.view.subjects[at][0])
        return None

    def _asks(self, number: int) -> bool:
        words = self.view.marks[number].span.of(self.text).rstrip()
        name = (self.resolver.identity(self.answerer).name or "") if self.answerer is not None else ""
        called = rf", (?:\w+\.? )?{re.escape(name.rsplit(maxsplit=1)[-1])}[.!?]?$" if name else r"(?!)"
        return words.endswith("?") or re.search(called, words) is not None
