"""Question and answer in turns of their own: "At home," he replied. / "All night?" / "Most of it."

After a reply to somebody who asked, a paragraph of marked words alone is the asker's where it asks or calls the one who
answered by name, and the answer's to that is the other's again. What follows a question to somebody ("Then why take
it?" asked the judge. / "It came off, ma'am.") is that person's. In a reportage the one who asks is often its author:
"And the wheels?" I ask.
"""

from __future__ import annotations

import re

from bot.extract.attribution.nominals import COURT
from bot.extract.attribution.resolve import Resolver
from bot.extract.attribution.view import Candidate, View
from bot.extract.quotes.cues import LEMMA

_REPLIES = frozenset({"reply", "answer", "respond", "retort", "counter"})
_ASKING = frozenset({"ask", "press", "question", "challenge", "quiz"})
_REACH, _BLOCKS, _BESIDE = 60, 2, 8
_COURTESY = re.compile(
    r"\b(?:ma[’']am|madam|sir|[yY]our [hH]ono(?:u)?r|[yY]our [wW]orship|[mM]y [lL](?:ord|ady)|[mM][’']lud)\b[.!]?$"
)
_YOU, _WE = re.compile(r"\b[Yy]ou(?:rs?)?\b"), re.compile(r"\b(?:[Ww]e|[Oo]ur|us|[Tt]hey)\b")
_CALLED = re.compile(r"\s*[?.!]*\s*$")
_SHORT, _CURT, _CURTEST, _BEAT = 80, 30, 2, 10
_MORE = frozenset("?NnpquQ")
"""Behind who speaks, what shows that a paragraph tells of more than that."""
_CAME = frozenset({"came", "comes", "was", "is"})
_ANSWERS = frozenset({"answer", "reply", "response", "retort", "rejoinder"})
_ASKED = re.compile(r"[VB]([oNn])[^.?Q|]*\.\|$")


class Exchange:
    """Who asks and who answers, from one marked span to the next."""

    def __init__(self, text: str, view: View, resolver: Resolver) -> None:
        self.text = text
        self.view = view
        self.resolver = resolver
        self._asker: Candidate | None = None
        self._answerer: Candidate | None = None
        self._asked_last = False
        self._last: Candidate | None = None
        self._before: Candidate | None = None
        self._questioner: Candidate | None = None  # who spoke the marked words before, which ask something
        self._first: dict[int, Candidate] = {}  # where each is named first
        for mention in view.candidates:
            self._first.setdefault(mention.entity, mention)
        self._narrator = next((mention for mention in view.candidates if self._narrates(mention)), None)

    def said(self, number: int, cue: str, chosen: Candidate | None) -> None:
        """Note that ``chosen`` speaks the ``number``-th marked span with the verb ``cue`` (lower case)."""
        self._asker = self._answerer = None
        before, self._last = self._last, chosen
        questioner, self._questioner = self._questioner, None
        if chosen is None:
            return
        self._before = before
        if self._is_question(number):
            self._questioner = chosen
        if self._narrates(chosen):
            self._asker, self._answerer, self._asked_last = chosen, before, True
        elif LEMMA.get(cue) in _REPLIES:
            asker, name = self._asked(self.view.mark_items[number]), self._name_of(chosen)
            if asker is not None and name is not None and self._name_of(asker) not in {None, name}:
                self._asker, self._answerer, self._asked_last = asker, chosen, False
        if (
            self._asker is None
            and questioner is not None
            and self._follows(number)
            and self._others(chosen, questioner)
        ):
            self._asker, self._answerer, self._asked_last = questioner, chosen, False

    def turn(self, number: int) -> Candidate | None:
        """Return who speaks a paragraph of marked words alone, None where no exchange goes on."""
        asked = self._asked_just_before(number)
        if asked is not None:
            return asked
        if self._asker is None and self._is_question(number) and self._follows(number):
            self._asker, self._answerer = self._other_of_two(number) or self._narrator, self._last
        if self._asker is None and self._questioner is not None and self._follows(number):
            self._answerer = self._asked_by(self._questioner, number)
            self._asker, self._asked_last = (self._questioner, True) if self._answerer is not None else (None, False)
        if self._asker is None or self._answerer is None:
            return None
        if self._asks(number):
            self._asked_last = True
            return self._asker
        if not self._asked_last:
            self._asked_last = self._has_waited(number)
            return self._asker if self._asked_last or self._is_curt(number) else None
        self._asked_last = False
        return self._answerer

    def _other_of_two(self, number: int) -> Candidate | None:
        """Return who spoke right before the one who answered: "Ready," he says. / "Long since," says Velk. / "So?"."""
        items, first, second = self.view.mark_items, self._before, self._last
        if number < 2 or first is None or second is None or not self._others(first, second):
            return None
        turns = items[number - 2] < first.item < items[number - 1] < second.item and self._follows(number - 1)
        ends = not set(self.view.letters[second.item + 1 : items[number]]) & _MORE
        return first if turns and ends else None

    def _has_waited(self, number: int) -> bool:
        """Tell whether the sentence before shows who asks: "The lawyer waited." / "I am asking about paper."."""
        view, item = self.view, self.view.mark_items[number]
        if number == 0 or view.letters.count("|", view.mark_items[number - 1], item) > _BLOCKS:
            return False
        first = max(view.letters.rfind(stop, max(0, item - _BEAT), item - 2) for stop in ".|?Q") + 1
        shown = self.resolver.at_item.get(first)
        beat = view.letters[first : item - 2]
        waits = view.letters[item - 2 : item] == ".|" and not set(beat[1:]) & set("NnpVvq")
        return waits and shown is not None and self._name_of(shown) == self._name_of(self._asker or shown)

    def _is_curt(self, number: int) -> bool:
        """Tell whether a word or two answer an answer: "Which article?" - "I would have to look." - "Look."."""
        words = self.view.marks[number].span.of(self.text).split()
        return len(words) <= _CURTEST and self._follows(number)

    def came(self, number: int) -> Candidate | None:
        """Return whose the answer is in "I asked Velk why. “Of course,” came the reply.": whom the words before ask."""
        view, item = self.view, self.view.mark_items[number]
        behind = view.lows[item + 1 : item + 5]
        if not behind or behind[0] not in _CAME or not _ANSWERS & set(behind) or {"from", "of"} & set(behind):
            return None
        blocks = 0
        for at in range(item - 1, max(0, item - _REACH), -1):
            blocks += view.letters[at] == "|"
            if blocks > 1:
                return None
            asked = next((self.resolver.at_item[n] for n in (at + 1, at + 2) if n in self.resolver.at_item), None)
            if asked is not None and view.lows[at + 1] == "by" and at < view.letters.find(",", at) < item:
                comma = view.letters.find(",", at)  # "Pressed by a reader, she smiled."
                return next((self.resolver.at_item[n] for n in range(comma, item) if n in self.resolver.at_item), None)
            if asked is None or LEMMA.get(view.lows[at]) not in _ASKING or asked.item >= item:
                continue
            if view.subjects.get(at, (-1, ""))[0] != asked.item or asked.item > at:
                return asked
        return None

    def _others(self, one: Candidate, other: Candidate) -> bool:
        names = self._name_of(one), self._name_of(other)
        return None not in names and names[0] != names[1]

    def _asked_by(self, asker: Candidate, number: int) -> Candidate | None:
        """Return whom the marked words before ask, None where a reader could not tell that the next ones answer."""
        asked, answer = (self.view.marks[n].span.of(self.text).strip() for n in (number - 1, number))
        called = self._called(number - 1)
        judge = asker.entity >= 0 and bool(COURT & self.resolver.people[asker.entity].roles)
        told = _YOU.search(asked) is not None and _WE.search(answer) is None and len(answer) < _SHORT
        told = told or max(len(asked), len(answer)) < _CURT  # "Nothing at all?" - "Nothing but the lamp."
        if called is None and not (judge or told or _COURTESY.search(answer)):
            return None
        return called or self._object(number - 1, asker) or self._present(self.view.mark_items[number - 1], asker)

    def _called(self, number: int) -> Candidate | None:
        """Return who is called by name at the end of a question: "Are you sure, Mr Velk?"."""
        span = self.view.marks[number].span
        for named in self.resolver.names.within(span):
            before = self.text[max(span.start, named.whole.start - _BESIDE) : named.whole.start].rstrip()
            if before.endswith(",") and _CALLED.match(self.text, named.span.end, span.end):
                return self._first.get(named.entity)
        return None

    def _object(self, number: int, asker: Candidate) -> Candidate | None:
        """Return Brandt of "Velk asked Brandt" behind the question."""
        item, letters = self.view.mark_items[number], self.view.letters
        for at in range(item + 1, min(item + _BESIDE, len(letters) - 1)):
            if letters[at] in ".|?Q":
                break
            other = self.resolver.at_item.get(at + 1)
            if letters[at] in "VB" and other is not None and self._others(other, asker):
                return other
        return None

    def _present(self, item: int, asker: Candidate) -> Candidate | None:
        """Return the other person told of last before the question, first of all the one who spoke before it."""
        letters = self.view.letters
        before = self._before
        if before is not None and letters.count("|", before.item, item) <= _BLOCKS and self._others(before, asker):
            return before
        for at in range(item - 1, max(0, item - _REACH), -1):
            mention = self.resolver.at_item.get(at)
            if letters.count("|", at, item) > _BLOCKS:
                break
            if mention is not None and letters[at] in "Npn" and self._others(mention, asker):
                return mention
        return None

    def _narrates(self, mention: Candidate) -> bool:
        """Tell whether a mention is the author's "I", who says or asks something."""
        spoken = self.view.spoken.get(mention.item, ())
        return mention.word == "i" and any(self.view.letters[cue] in "VB" for cue, _ in spoken)

    def _name_of(self, mention: Candidate) -> str | None:
        return self.resolver.identity(mention).name

    def _follows(self, number: int) -> bool:
        """Tell whether the marked words before stand in the paragraph right before."""
        items = self.view.mark_items
        return number > 0 and self.view.letters.count("|", items[number - 1], items[number]) == 1

    def _asked_just_before(self, number: int) -> Candidate | None:
        """Return whom the sentence before asked, as in "I ask her why."."""
        item = self.view.mark_items[number]
        asked = _ASKED.search(self.view.letters, max(0, item - _REACH), item)
        if asked is None or LEMMA.get(self.view.lows[asked.start()]) != "ask":
            return None
        if self.view.subjects.get(asked.start(), (-1, ""))[0] == asked.start(1):
            return None  # "asked the judge."
        return self.resolver.at_item.get(asked.start(1))

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

    def _is_question(self, number: int) -> bool:
        return self.view.marks[number].span.of(self.text).rstrip().endswith("?")

    def _asks(self, number: int) -> bool:
        words = self.view.marks[number].span.of(self.text).rstrip()
        name = (self._name_of(self._answerer) or "") if self._answerer is not None else ""
        called = rf", (?:\w+\.? )?{re.escape(name.rsplit(maxsplit=1)[-1])}[.!?]?$" if name else r"(?!)"
        return self._is_question(number) or re.search(called, words) is not None
