"""What speaks for a time expression as the date of an event: the candidates of each event and their features.

An event is a clause, or a noun in it that names an event. Its date often stands elsewhere: in the sentence, the one
before, the lead, a sentence on the same event, or nowhere but at the head of the page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from bot.extract.events.clauses import Clause
from bot.extract.events.verbs import EVENT_NOUNS, is_past
from bot.extract.spans import spoken
from bot.extract.tokens import Tokens
from bot.model import FURNITURE, Block, BlockKind, Dating, PartialDate, Precision, Quote, Sentence, Span, TimeExpression

_NEAR = 3
_IN_SENTENCE = 6
_MOSTLY = 0.5
_A_WEEK, _A_SEASON = 8, 100
_EDGE_WORDS = frozenset({"since", "until", "by", "before", "after", "from", "till", "through"})
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_HEADS = FURNITURE | {BlockKind.HEADLINE}


@dataclass(frozen=True, slots=True)
class Node:
    """An event to be dated: a clause, or (``noun``) one noun of it. ``head`` is its token."""

    span: Span
    clause: Clause
    head: int | None
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that an event may have, in ISO; ``time`` is None for the publication date."""

    date: str
    time: TimeExpression | None
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """What the features ask of a time expression, worked out once."""

    iso: str
    precision: str
    ago: str
    vague: bool


class Linker:
    """Finds the candidates of the events of one document."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        sentences: Sequence[Sentence],
        tokens: Tokens,
        times: Sequence[TimeExpression],
        quotes: Sequence[Quote],
        published: Dating,
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._published = published.date
        self._kinds = [blocks[sentence.block].kind for sentence in sentences]
        self._spoken = spoken(quotes)
        starts = [sentence.span.start for sentence in sentences]
        self._times = [time for time in times if time.dating.date is not None]
        self._starts = [time.span.start for time in self._times]
        self._views = [self._view(time) for time in self._times]
        openings = {blocks[sentence.block].span.start for sentence in sentences}
        self._stamps = frozenset(index for index, start in enumerate(self._starts) if start in openings)
        self._places = [max(0, bisect_right(starts, time.span.start) - 1) for time in self._times]
        body = [i for i, kind in enumerate(self._kinds) if kind not in _HEADS]
        self._lead = body[0] if body else 0
        self._stems: dict[str, list[int]] = {}
        for place, indices in groupby(range(len(self._times)), key=self._places.__getitem__):
            first = next(indices)
            if self._kinds[place] not in _HEADS:
                for stem in self._stems_of(sentences[place].span):
                    self._stems.setdefault(stem, []).append(first)

    def _stems_of(self, span: Span) -> set[str]:
        tokens = self._tokens
        first, last = tokens.at_or_after(span.start), tokens.at_or_after(span.end)
        return {_stem(low) for low in tokens.lows[first:last] if low in EVENT_NOUNS or is_past(low)}

    def inside(self, span: Span) -> Sequence[TimeExpression]:
        """Return the dated times inside ``span``, in order."""
        starts = self._starts
        return self._times[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def named(self, span: Span) -> Sequence[TimeExpression]:
        """Return the dated times inside ``span`` but for the stamp before an entry of a live blog."""
        starts = self._starts
        within = range(bisect_left(starts, span.start), bisect_left(starts, span.end))
        return [self._times[index] for index in within if index not in self._stamps]

    def candidates(self, node: Node) -> list[Candidate]:
        """Return the dates that ``node`` may have, each with its features; those of its own sentence first."""
        sentence = node.clause.sentence
        first, last = bisect_left(self._places, sentence), bisect_right(self._places, sentence)
        own = sorted(self._in_sentence(first, last), key=lambda index: not self._inside(node, index))
        tense = _tense(node, self._tokens)
        found = [self._candidate(index, self._own(node, index, own), tense) for index in own]
        found += [self._candidate(index, [relation], tense) for index, relation in self._elsewhere(node, first, last)]
        if self._published is not None:
            context = self._context(node, tense, has_own=bool(own))
            found.append(Candidate(self._published.iso, None, ("pub", *context)))
        return found

    def _in_sentence(self, first: int, last: int) -> Sequence[int]:
        """The times of a sentence; the stamp of a live blog is none where others are named: "16:22 On Friday"."""
        own = range(first, min(last, first + _IN_SENTENCE))
        views = self._views
        named = {views[i].iso for i in own if i not in self._stamps and views[i].precision == Precision.DAY.label}
        return [i for i in own if not (named and i in self._stamps and views[i].iso not in named)]

    def _context(self, node: Node, tense: str, *, has_own: bool) -> Iterator[str]:
        """What speaks for or against the publication date."""
        yield f"pub {tense}"
        if has_own:
            yield "pub has own"
        if node.clause.saying:
            yield "pub saying"
        if self._kinds[node.clause.sentence] in _HEADS:
            yield "pub headline"
        elif node.clause.sentence == self._lead:
            yield "pub lead"
        if node.noun:
            yield "pub definite noun" if self._definite(node) else "pub noun"
        if self._spoken.share(node.span) > _MOSTLY:
            yield "pub spoken"

    def _inside(self, node: Node, index: int) -> bool:
        return node.clause.span.contains(self._times[index].span)

    def _definite(self, node: Node) -> bool:
        head = node.head or 0
        return any(self._tokens.lows[i] in _DEFINITE for i in range(max(0, head - 3), head))

    def _own(self, node: Node, index: int, own: Sequence[int]) -> list[str]:
        """How a time in the same sentence stands to the event."""
        time = self._times[index]
        where = "in clause" if self._inside(node, index) else "in sentence"
        head = self._tokens.starts[node.head] if node.head is not None else node.span.start
        gap = time.span.start - head
        distance = abs(gap)
        names = [
            f"{where} {'after' if gap > 0 else 'before'}",
            f"{where} {'near' if distance < 30 else 'middle' if distance < 90 else 'far'}",
        ]
        if all(abs(self._times[other].span.start - head) >= distance for other in own):
            names.append(f"{where} nearest")
        token = self._tokens.before(time.span.start)
        if token >= 0 and self._tokens.lows[token] in _EDGE_WORDS:
            names.append(f"edge {self._tokens.lows[token]}")
        return names

    def _elsewhere(self, node: Node, first: int, last: int) -> Iterator[tuple[int, str]]:
        """Times of other sentences: the nearest before and after, those of the lead, those on the same event."""
        sentence = node.clause.sentence
        seen: set[int] = set()
        stem = _stem(self._tokens.lows[node.head]) if node.head is not None else ""
        same = list(islice((i for i in self._stems.get(stem, ()) if not first <= i < last), _NEAR))
        for index in same:
            seen.add(index)
            yield index, "same event noun" if node.noun else "same event"
        body = [i for i in range(first - 1, max(-1, first - 4), -1) if self._kinds[self._places[i]] not in _HEADS]
        for index in body[:_NEAR]:
            if index not in seen:
                seen.add(index)
                gap = sentence - self._places[index]
                yield index, f"before {gap if gap < _NEAR else 'far'}{'' if index == body[0] else ' not last'}"
        if last < len(self._times) and last not in seen:
            gap = self._places[last] - sentence
            yield last, f"after {gap if gap < _NEAR else 'far'}"

    def _candidate(self, index: int, names: list[str], tense: str) -> Candidate:
        view = self._views[index]
        relation = names[0].partition(" ")[0]
        features = [*names, f"{relation} {view.precision}", f"{tense} {view.ago}"]
        if view.vague:
            features.append("vague")
        if self._places[index] == self._lead:
            features.append(f"{relation} from lead")
        return Candidate(view.iso, self._times[index], tuple(features))

    def _view(self, time: TimeExpression) -> _View:
        date = time.dating.date or PartialDate(1)
        vague = time.value is not None and any(mark in time.value.partition("T")[0] for mark in "/WQ")
        return _View(date.iso, date.precision.label, self._against_published(date), vague)

    def _against_published(self, date: PartialDate) -> str:
        published = self._published
        if published is None:
            return "any time"
        if date.first > published.last:
            return "later"
        if date.contains(published) or published.contains(date):
            return "now"
        days = (published.first - date.last).days
        return "week ago" if days < _A_WEEK else "months ago" if days < _A_SEASON else "long ago"


def _tense(node: Node, tokens: Tokens) -> str:
    if node.clause.ahead:
        return "ahead"
    lows = tokens.lows[node.clause.first : node.clause.last]
    if "has" in lows or "have" in lows or "'ve" in lows:
        return "perfect"
    if "had" in lows:
        return "pluperfect"
    if node.head is not None and (is_past(tokens.lows[node.head]) or "was" in lows or "were" in lows):
        return "past"
    return "present"


def _stem(word: str) -> str:
    """A rough stem, so that "signed" and "signing", "flights" and "flight" meet."""
    for ending in ("ings", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def nodes(tokens: Tokens, clauses: Sequence[Clause]) -> Iterator[Node]:
    """Yield each clause as an event, and each noun in it that names one."""
    for clause in clauses:
        yield Node(clause.span, clause, clause.head)
        for index in range(clause.first, clause.last):
            if index != clause.head and tokens.lows[index] in EVENT_NOUNS:
                yield Node(Span(tokens.starts[index], tokens.ends[index]), clause, index, noun=True)
