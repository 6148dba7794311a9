"""Events: clauses that tell that something happened or is planned, each with the date that the text gives it.

Every sentence is an event of its main date; a clause, or a noun that names an event, that has another date than what is
around it is an event of its own. ``salience`` tells those that a reader would list from those that are here so that
every word of the text has a date.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.extract.clauses import Clause, find_clauses
from bot.extract.event_features import Candidate, Linker, Node, nodes
from bot.extract.event_rank import best, weights
from bot.extract.event_salience import Salience
from bot.extract.names import NameTable
from bot.model import (
    Block,
    BlockKind,
    Dating,
    Derivation,
    EntityKind,
    Event,
    HowKnown,
    Precision,
    Quote,
    Sentence,
    Span,
    TimeExpression,
)

_NOT_TOLD = frozenset({BlockKind.BOILERPLATE, BlockKind.DATELINE, BlockKind.BYLINE})
_PLACE_WORDS = frozenset({"in", "at", "to", "near"})
LISTED = 0.5  # the salience from which on an event is one that a reader would list
_ELSEWHERE = {
    "same": "from a sentence on the same event",
    "before": "from a sentence before",
    "after": "from the sentence after",
}
_NEWS = "no date is given; told as news of the day it was published"


@dataclass(frozen=True, slots=True)
class _Linked:
    """A node with the date that was chosen for it and how it stands to it ("in", "same", "before", "after", "pub")."""

    node: Node
    dating: Dating
    relation: str
    sure: float
    evidence: tuple[Span, ...]
    main: bool = False


def find_events(
    text: str,
    blocks: tuple[Block, ...],
    sentences: tuple[Sentence, ...],
    names: NameTable,
    times: tuple[TimeExpression, ...],
    quotes: tuple[Quote, ...],
    published: Dating,
) -> tuple[Event, ...]:
    """Return the events of the document, in order of the text.

    An event whose sentence names a time that could not be worked out is there with its date unknown.
    """
    linker = Linker(text, blocks, sentences, names.tokens, times, quotes, published)
    unresolved = [time for time in times if time.dating.date is None and time.value is None]
    unresolved_at = [time.span.start for time in unresolved]
    salience = Salience(names.tokens, blocks, sentences, quotes)
    events: list[Event] = []
    clauses = find_clauses(names.tokens, sentences)
    for sentence, own in _by_sentence(sentences, clauses):
        kind = blocks[sentence.block].kind
        if kind in _NOT_TOLD:
            continue
        linked = [item for node in nodes(names.tokens, own) if (item := _link(node, linker, published)) is not None]
        distinct = list(_distinct(sentence, linked))
        distinct.extend(_further_days(distinct, linked, linker.inside(sentence.span)))
        events.extend(_event(text, item, sentence, names, published, salience) for item in distinct)
        index = bisect_left(unresolved_at, sentence.span.start)
        if not linked and index < len(unresolved) and unresolved_at[index] < sentence.span.end:
            events.append(_undated(text, sentence, own, unresolved[index], names))
    return tuple(events)


def _by_sentence(sentences: Sequence[Sentence], clauses: Iterable[Clause]) -> Iterator[tuple[Sentence, list[Clause]]]:
    groups: list[list[Clause]] = [[] for _ in sentences]
    for clause in clauses:
        groups[clause.sentence].append(clause)
    return zip(sentences, groups, strict=True)


def _link(node: Node, linker: Linker, published: Dating) -> _Linked | None:
    """Choose the date of ``node``; None where the document offers none."""
    found = best(linker.candidates(node), weights())
    if found is None:
        return None
    candidate, sure = found
    return _Linked(node, _dating(candidate, published), candidate.features[0].split()[0], sure, _evidence(candidate))


def _dating(candidate: Candidate, published: Dating) -> Dating:
    if candidate.time is None:
        return Dating(published.date, Derivation(HowKnown.RESOLVED, note=_NEWS))
    dating = candidate.time.dating
    remark = _ELSEWHERE.get(candidate.features[0].split()[0])
    if remark is None:
        return dating
    note = f"{dating.derivation.note}; {remark}" if dating.derivation.note else remark
    return Dating(dating.date, replace(dating.derivation, note=note))


def _evidence(candidate: Candidate) -> tuple[Span, ...]:
    return (candidate.time.span,) if candidate.time is not None else ()


def _distinct(sentence: Sentence, linked: Sequence[_Linked]) -> Iterator[_Linked]:
    """Yield the sentence with its main date, then what has another date than what is around it."""
    clauses = [item for item in linked if not item.node.noun]
    if not clauses:
        return
    inside = [item for item in clauses if _is_inside(item)]
    to_the_day = [item for item in inside if item.dating.precision is Precision.DAY]
    main = (to_the_day or inside or clauses)[0]
    yield replace(main, node=replace(main.node, span=sentence.span), main=True)
    dates = {item.node.clause.first: item.dating.date for item in clauses}
    for item in linked:
        around = dates[item.node.clause.first] if item.node.noun else main.dating.date
        if item.dating.date != around:
            yield item


def _further_days(
    distinct: Sequence[_Linked], linked: Sequence[_Linked], times: Iterable[TimeExpression]
) -> Iterator[_Linked]:
    """Yield the clause of each day that the sentence names and nothing was linked to: "today and tomorrow"."""
    seen = {item.dating.date for item in distinct}
    clauses = [item for item in linked if not item.node.noun]
    starts = [item.node.clause.span.start for item in clauses]
    for time in times:
        if time.dating.precision is Precision.DAY and time.dating.date not in seen:
            index = bisect_right(starts, time.span.start) - 1
            if index >= 0:
                around = clauses[index]
                seen.add(time.dating.date)
                node = replace(around.node, span=around.node.clause.span, head=around.node.clause.head, noun=False)
                yield _Linked(node, time.dating, "in", around.sure, (time.span,))


def _is_inside(item: _Linked) -> bool:
    """Tell whether the date stands in the clause itself."""
    return any(item.node.clause.span.contains(span) for span in item.evidence)


def _event(
    text: str, item: _Linked, sentence: Sentence, names: NameTable, published: Dating, salience: Salience
) -> Event:
    clause, span = item.node.clause, item.node.span
    date = item.dating.date
    later = date is not None and published.date is not None and date.last > published.date.last
    participants = _participants(span, names) or _participants(sentence.span, names)[:1]
    return Event(
        span=span,
        dating=item.dating,
        trigger=_trigger(item.node, names),
        planned=clause.ahead and (later or published.date is None),
        participants=participants,
        place=_place(text, span, names),
        evidence=item.evidence,
        salience=salience.of(
            item.node, item.dating, item.relation, item.sure, participants, inside=_is_inside(item), main=item.main
        ),
    )


def _undated(text: str, sentence: Sentence, clauses: Sequence[Clause], time: TimeExpression, names: NameTable) -> Event:
    """An event whose time the document names without saying which day that was."""
    clause = next((clause for clause in clauses if clause.span.contains(time.span)), clauses[0])
    return Event(
        span=sentence.span,
        dating=time.dating,
        trigger=_trigger(Node(clause.span, clause, clause.head), names),
        planned=clause.ahead,
        participants=_participants(sentence.span, names),
        place=_place(text, sentence.span, names),
        evidence=(time.span,),
        salience=Salience.UNDATED,
    )


def _trigger(node: Node, names: NameTable) -> Span | None:
    if node.head is None:
        return None
    return Span(names.tokens.starts[node.head], names.tokens.ends[node.head])


def _participants(span: Span, names: NameTable) -> tuple[str, ...]:
    found = (names.at(mention.span) for mention in names.within(span))
    return tuple(dict.fromkeys(entity.name for entity in found if entity))


def _place(text: str, span: Span, names: NameTable) -> str | None:
    """The first place that the words "in", "at" or "to" stand before."""
    for mention in names.within(span):
        entity = names.at(mention.span)
        if entity and entity.kind is EntityKind.PLACE:
            before = text[max(span.start, mention.span.start - 6) : mention.span.start].split()
            if before and before[-1].lower() in _PLACE_WORDS:
                return entity.name
    return None
