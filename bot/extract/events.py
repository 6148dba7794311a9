"""Events: clauses that tell that something happened or is planned, each with the date that the text gives it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bot.extract.clauses import Clause, find_clauses
from bot.extract.names import NameTable
from bot.extract.spans import Spans
from bot.model import (
    Block,
    BlockKind,
    Dating,
    EntityKind,
    Event,
    Quote,
    Sentence,
    Span,
    TimeExpression,
)

_SPOKEN = 0.8
_TOLD_IN = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION})


def find_events(
    text: str,
    blocks: tuple[Block, ...],
    sentences: tuple[Sentence, ...],
    names: NameTable,
    times: tuple[TimeExpression, ...],
    quotes: tuple[Quote, ...],
    published: Dating,
) -> tuple[Event, ...]:
    """Return the events of the document, in order of the text."""
    clauses = find_clauses(names.tokens, sentences)
    dated = [time for time in times if time.dating.date is not None]
    starts = [time.span.start for time in dated]
    events: list[Event] = []
    spoken = Spans(span for quote in quotes for span in quote.spans)
    for number, sentence in enumerate(sentences):
        if blocks[sentence.block].kind not in _TOLD_IN or spoken.share(sentence.span) > _SPOKEN:
            continue
        inside = dated[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
        own = [clause for clause in clauses if clause.sentence == number]
        if inside:
            events.extend(_of_sentence(text, sentence, own, inside, names, published))
    return tuple(events)


def _of_sentence(
    text: str,
    sentence: Sentence,
    clauses: Sequence[Clause],
    times: Sequence[TimeExpression],
    names: NameTable,
    published: Dating,
) -> list[Event]:
    """The sentence as an event of its first date, and each clause that has another date as an event of its own."""
    main = times[0]
    events = [_event(text, sentence.span, clauses[0], main, names, sentence.span, published)]
    for clause in clauses:
        inside = [time for time in times if clause.span.contains(time.span)]
        if inside and inside[0].dating.date != main.dating.date:
            events.append(_event(text, clause.span, clause, inside[0], names, sentence.span, published))
    return events


def _event(
    text: str,
    span: Span,
    clause: Clause,
    time: TimeExpression,
    names: NameTable,
    sentence: Span,
    published: Dating,
) -> Event:
    participants = _participants(span, names) or _participants(sentence, names)[:1]
    trigger = None
    if clause.head is not None:
        trigger = Span(names.tokens.starts[clause.head], names.tokens.ends[clause.head])
    later = time.dating.date is not None and published.date is not None and time.dating.date.last > published.date.last
    return Event(
        span=span,
        dating=time.dating,
        trigger=trigger,
        planned=clause.ahead and (later or published.date is None),
        participants=participants,
        place=_place(text, span, names),
        evidence=(time.span,),
    )


def _participants(span: Span, names: NameTable) -> tuple[str, ...]:
    found = (names.at(mention.span) for mention in names.within(span))
    return tuple(dict.fromkeys(entity.name for entity in found if entity))


def _place(text: str, span: Span, names: NameTable) -> str | None:
    """The first place that the words "in", "at" or "to" stand before."""
    for mention in names.within(span):
        entity = names.at(mention.span)
        if entity and entity.kind is EntityKind.PLACE:
            before = text[max(span.start, mention.span.start - 6) : mention.span.start].split()
            if before and before[-1].lower() in {"in", "at", "to", "near"}:
                return entity.name
    return None
