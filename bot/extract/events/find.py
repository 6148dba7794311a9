"""Events: clauses that tell that something happened or is planned, each with the date that the text gives it.

Every sentence is an event of its main date; a clause, or a noun that names an event, that has another date than what is
around it is an event of its own. ``salience`` tells those that a reader would list from those that are here so that
every word of the text has a date.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.extract.events.clauses import Clause, find_clauses
from bot.extract.events.excluded import Excluded
from bot.extract.events.features import Linker, Node, nodes
from bot.extract.events.linked import Linked, distinct_events, further_days, is_inside, week_of
from bot.extract.events.listing import settle
from bot.extract.events.rank import best, weights
from bot.extract.events.salience import DATED_ELSEWHERE, UNDATED, Weigh, by_traits
from bot.extract.events.standing import asides
from bot.extract.events.traits import AGAIN, STAMP, Traits
from bot.extract.names.table import NameTable
from bot.model import (
    FURNITURE,
    Block,
    Dating,
    Derivation,
    EntityKind,
    Event,
    HowKnown,
    PartialDate,
    Precision,
    Quote,
    Sentence,
    Span,
    TimeExpression,
    TimexType,
)

_BEFORE_PLACE = 6
_PLACE_WORDS = frozenset({"in", "at", "to", "near"})
ELSEWHERE = {
    "same": "from a sentence on the same event",
    "before": "from a sentence before",
    "after": "from the sentence after",
}
_JOINING = re.compile(
    r"(?:[;:,—–]\s*)?(?:(?:that|and|but|or|so|since|after|before|when|while|because|although)\s+)?", re.IGNORECASE
)
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)/\d{4}-\d\d-\d\d")
_WITHIN = re.compile(r"between\b", re.IGNORECASE)
_ANY_DAY = re.compile(r"\ban?\s+$")  # "on a Tuesday night" is no day that the text names
_FIRST = "the first of these days"
_NEWS = "no date is given; told as news of the day it was published"


def find_events(
    text: str,
    blocks: tuple[Block, ...],
    sentences: tuple[Sentence, ...],
    names: NameTable,
    times: tuple[TimeExpression, ...],
    quotes: tuple[Quote, ...],
    published: Dating,
    weigh: Weigh = by_traits,
) -> tuple[Event, ...]:
    """Return the events of the document, in order of the text; ``weigh`` gives those their salience that have a date
    of their own.

    An event whose sentence names a time that could not be worked out is there with its date unknown.
    """
    linker = Linker(text, blocks, sentences, names.tokens, times, quotes, published)
    traits = Traits(text, names.tokens, blocks, sentences, quotes, published)
    teller = _Teller(text, names, published, traits, weigh)
    unresolved = [
        time
        for time in times
        if time.dating.date is None
        and time.value is None
        and time.type is not TimexType.TIME
        and not _ANY_DAY.search(text, max(0, time.span.start - 3), time.span.start)
    ]
    unresolved_at = [time.span.start for time in unresolved]
    events: list[Event] = []
    statement: int | None = None
    for sentence, clauses in _by_sentence(sentences, find_clauses(names.tokens, sentences)):
        if blocks[sentence.block].kind in FURNITURE:
            continue
        apart = asides(names.tokens, clauses)
        found = (teller.link(node, linker, apart) for node in nodes(names.tokens, clauses))
        linked = [item for item in found if item is not None]
        distinct = list(distinct_events(sentence, linked, names.tokens))
        distinct.extend(further_days(distinct, linked, linker.named(sentence.span)))
        if statement is None and any(
            traits.leads_with_statement(item.node) and is_inside(item) for item in distinct[:1]
        ):
            statement = len(events)
        events.extend(teller.event(item, sentence, clauses) for item in distinct)
        index = bisect_left(unresolved_at, sentence.span.start)
        named = index < len(unresolved) and unresolved_at[index] < sentence.span.end
        if named and clauses and not linker.inside(sentence.span):
            events.append(teller.undated(sentence, clauses, unresolved[index]))
    return settle(text, events, statement, published)


def _by_sentence(sentences: Sequence[Sentence], clauses: Iterable[Clause]) -> Iterator[tuple[Sentence, list[Clause]]]:
    groups: list[list[Clause]] = [[] for _ in sentences]
    for clause in clauses:
        groups[clause.sentence].append(clause)
    return zip(sentences, groups, strict=True)


class _Teller:
    """Makes the events of one document."""

    def __init__(self, text: str, names: NameTable, published: Dating, traits: Traits, weigh: Weigh) -> None:
        self._text = text
        self._names = names
        self._published = published
        self._traits = traits
        self._excluded = Excluded(text, names.tokens, published)
        self._weigh = weigh
        self._weights = weights()
        self._news = Dating(published.date, Derivation(HowKnown.RESOLVED, note=_NEWS))
        self._remarked: dict[tuple[int, str], Dating] = {}
        self._told: Counter[PartialDate | None] = Counter()

    def link(self, node: Node, linker: Linker, apart: Sequence[Span]) -> Linked | None:
        """Choose the date of ``node``, none that stands ``apart`` from it (spans in order that do not overlap); None
        where the document offers none.
        """
        candidates = [one for one in linker.candidates(node) if not _stands_apart(one.time, node, apart)]
        found = best(candidates, self._weights)
        if found is None:
            return None
        candidate, sure = found
        relation = candidate.features[0].partition(" ")[0]
        if candidate.time is None:
            return Linked(node, self._news, relation, sure, None)
        return Linked(node, self._dating(candidate.time, relation), relation, sure, candidate.time)

    def _dating(self, time: TimeExpression, relation: str) -> Dating:
        """The date of ``time``, with a remark where it stands in another sentence or is the first of several days."""
        first = _first_day(time)
        remarks = [remark for remark in (_FIRST if first else None, ELSEWHERE.get(relation)) if remark]
        if not remarks:
            return time.dating
        key = (time.span.start, relation)
        if key not in self._remarked:
            reason = time.dating.derivation
            note = "; ".join([*([reason.note] if reason.note else []), *remarks])
            self._remarked[key] = Dating(first or time.dating.date, replace(reason, note=note))
        return self._remarked[key]

    def event(self, item: Linked, sentence: Sentence, clauses: Sequence[Clause]) -> Event:
        """The event of a clause and its date."""
        clause, span = item.node.clause, item.node.span
        participants = self._who(span) or self._who(sentence.span)[:1]
        others = [other.span for other in clauses if other.ahead is not clause.ahead]
        place = self._where(clause.span) or self._where(span, without=others)
        event = Event(
            span=span if item.main else self._from_first_word(span),
            dating=item.dating,
            trigger=self._trigger(item.node),
            planned=item.is_planned(self._published.date),
            participants=participants,
            place=place,
            evidence=item.evidence,
        )
        return replace(event, salience=round(self._salience(event, item, sentence, clauses), 3))

    def _salience(self, event: Event, item: Linked, sentence: Sentence, clauses: Sequence[Clause]) -> float:
        """How likely a reader would list it; never a headline, a noun alone, nor what has its date from elsewhere."""
        if self._traits.in_headline(item.node):
            return 0.0
        noted = item.node.noun or not is_inside(item)
        if noted or self._excluded.has(item.node, item.dating, sentence.span):
            return DATED_ELSEWHERE * item.sure
        week = week_of(item.time) if item.time else None
        told = self._traits.of(item.node, item.dating, week, item.sure, main=item.main)
        if STAMP not in told:  # each entry of a live blog has the same day
            told += AGAIN[: self._told[item.dating.date]]
            self._told[item.dating.date] += 1
        return self._weigh(event, [*told, *self._traits.beside(item.node, item.dating, clauses)])

    def undated(self, sentence: Sentence, clauses: Sequence[Clause], time: TimeExpression) -> Event:
        """An event whose time the document names without saying which day that was."""
        clause = next((clause for clause in clauses if clause.span.contains(time.span)), clauses[0])
        return Event(
            span=sentence.span,
            dating=time.dating,
            trigger=self._trigger(Node(clause.span, clause, clause.head)),
            planned=clause.ahead,
            participants=self._who(sentence.span),
            place=self._where(sentence.span),
            evidence=(time.span,),
            salience=UNDATED,
        )

    def _trigger(self, node: Node) -> Span | None:
        if node.head is None:
            return None
        tokens = self._names.tokens
        return Span(tokens.starts[node.head], tokens.ends[node.head])

    def _from_first_word(self, span: Span) -> Span:
        """``span`` without the mark and the "that", "and" or "since" that join it to the clause before."""
        opening = _JOINING.match(self._text, *span)
        return Span(opening.end(), span.end) if opening and opening.end() < span.end else span

    def _who(self, span: Span) -> tuple[str, ...]:
        """Who is named in ``span``."""
        people = (self._names.people[mention.entity] for mention in self._names.within(span))
        return tuple(dict.fromkeys(person.name for person in people if person.credible))

    def _where(self, span: Span, without: Sequence[Span] = ()) -> str | None:
        """The first place in ``span`` behind "in", "at" or "to"; not in ``without``: what is foreseen is elsewhere."""
        for mention in self._names.within(span):
            named = self._names.people[mention.entity]
            if named.kind is EntityKind.PLACE and not any(other.contains(mention.span) for other in without):
                before = self._text[max(span.start, mention.span.start - _BEFORE_PLACE) : mention.span.start].split()
                if before and before[-1].lower() in _PLACE_WORDS:
                    return named.name
        return None


def _first_day(time: TimeExpression) -> PartialDate | None:
    """The day on which begins what goes on "from 3 to 5 June"; None for other times, and for "between 3 and 5 June"."""
    days = _DAYS.fullmatch(time.value or "")
    begins = (
        days and time.dating.precision is not Precision.DAY and not _WITHIN.match(time.dating.derivation.words or "")
    )
    return PartialDate.parse(days[1]) if days and begins else None


def _stands_apart(time: TimeExpression | None, node: Node, apart: Sequence[Span]) -> bool:
    if time is None:
        return False
    aside = bisect_right(apart, time.span.start, key=lambda span: span.start) - 1
    return aside >= 0 and apart[aside].contains(time.span) and not apart[aside].overlaps(node.span)
