"""Events out of the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, case, exists, or_, select

from bot.model import Span
from bot.model.archive import EventRow, Results
from bot.store.asking.conditions import Condition, in_period, names_of, near_place, of_publisher
from bot.store.asking.documents import with_texts
from bot.store.asking.filters import Filters
from bot.store.asking.paging import Listing, Question
from bot.store.asking.search import has_words, holds, text_match
from bot.store.asking.torn import begins_inside, ends_inside
from bot.store.engine.prepared import PreparedAmong
from bot.store.engine.rows import pages_of
from bot.store.tables.codec import dating_from_json, spans_from_json
from bot.store.tables.schema import entity, event, event_participant, name
from bot.store.verify import is_verbatim

_TELLINGS = PreparedAmong(select(event), event.c.happening)
_OUTCOMES = PreparedAmong(select(event), event.c.id)
_PLANS = PreparedAmong(select(event), event.c.became)
_PARTICIPANTS = PreparedAmong(
    select(event_participant.c.event_id, event_participant.c.name, entity.c.name.label("known"))
    .outerjoin(name, name.c.id == event_participant.c.name_id)
    .outerjoin(entity, entity.c.id == name.c.entity_id)
    .order_by(event_participant.c.event_id, event_participant.c.position),
    event_participant.c.event_id,
)


def list_events(connection: Connection, filters: Filters, offset: int, limit: int) -> Results[EventRow]:
    """Events worth telling, newest first, undated last; of several tellings of one event the best that is asked for."""
    found = _EVENTS.page(connection, filters, offset, limit)
    return Results(_rows(connection, found.rows), found.total, offset, found.partial)


def tellings_of(connection: Connection, filters: Filters) -> Select[Any] | None:
    """The document, the last day (None for plans) and the place in time of every telling of such events.

    None where there can be none.
    """
    match = text_match(connection, event, filters)
    if match.impossible:
        return None
    conditions = [*match.conditions, *_conditions(event, filters, match.chrono)]
    day = case((event.c.planned, None), else_=event.c.last_day)
    return (
        select(event.c.document_id, day.label("day"), match.chrono.label("chrono"))
        .select_from(match.source)
        .where(*conditions)
    )


def one_event(connection: Connection, event_id: int) -> EventRow | None:
    """One event, or None where there is none, or where its text has changed."""
    rows = _rows(connection, connection.execute(select(event).where(event.c.id == event_id)).all())
    return rows[0] if rows else None


def events_on_this_day(connection: Connection, month: int, day: int) -> tuple[EventRow, ...]:
    """Events of this day of any year, oldest first; of one day in the order of the text. One event is told once."""
    better = event.alias("better")
    same_day = better.c.month_day == month * 100 + day
    found = connection.execute(
        select(event)
        .where(event.c.month_day == month * 100 + day, event.c.served, _no_better(better, [same_day]))
        .order_by(event.c.first_day, event.c.chrono.desc())
    ).all()
    return _rows(connection, found)


def events_of(connection: Connection, document_id: int) -> tuple[EventRow, ...]:
    """All events of a document, in order of the text, those not worth listing among them."""
    mine = select(event).where(event.c.document_id == document_id).order_by(event.c.start, event.c.id)
    return _rows(connection, connection.execute(mine).all())


def every_event(connection: Connection) -> Iterator[EventRow]:
    """All events in the order of their ids, those not worth listing among them."""
    for page in pages_of(connection, event):
        yield from _rows(connection, page)


def _ask(connection: Connection, filters: Filters) -> Question | None:
    match = text_match(connection, event, filters)
    if match.impossible:
        return None
    conditions = [*match.conditions, *_conditions(event, filters, match.chrono), _best_telling(connection, filters)]
    return Question(tuple(event.c), match.source, conditions, [match.chrono.desc()])


_EVENTS = Listing(_ask)


def _conditions(rows: FromClause, filters: Filters, chrono: ColumnElement[Any] | None = None) -> list[Condition]:
    conditions: list[Condition] = [rows.c.served]
    if filters.entity is not None:
        taking_part = select(event_participant.c.event_id).where(
            event_participant.c.name_id.in_(names_of(filters.entity))
        )
        conditions.append(rows.c.id.in_(taking_part))
    if filters.period is not None:
        conditions += in_period(rows, filters.period, chrono)
    if filters.publisher:
        conditions.append(of_publisher(rows.c.document_id, filters.publisher))
    if filters.place:
        here = has_words(rows.c.place_key, filters.place)
        conditions.append(or_(here, near_place(rows, filters.place, rows.c.start, rows.c.end)))
    return conditions


def _best_telling(connection: Connection, filters: Filters) -> Condition:
    """Of several tellings of one event the best of those that fulfil the conditions."""
    better = event.alias("better")
    return _no_better(better, [*_conditions(better, filters), *holds(connection, event, better, filters)])


def _no_better(better: FromClause, conditions: Sequence[Condition]) -> Condition:
    same = (better.c.happening == event.c.happening) & (better.c.standing < event.c.standing)
    told_better = exists().where(same, better.c.served, *conditions)
    return or_(event.c.happening.is_(None), ~told_better)


def _rows(connection: Connection, found: Sequence[Any]) -> tuple[EventRow, ...]:
    """The events with their other tellings, their plans, and what became of them."""
    happenings = {row.happening for row in found if row.happening is not None}
    outcomes = {row.became for row in found if row.became is not None}
    this = {row.happening or row.id for row in found if not row.planned}
    several = (
        *_TELLINGS.rows(connection, happenings),
        *_OUTCOMES.rows(connection, outcomes),
        *_PLANS.rows(connection, this),
    )
    related = sorted({row.id: row for row in several}.values(), key=lambda row: (row.standing or 0, row.id))
    plain = {row.id: row for row in _plain_rows(connection, {row.id: row for row in [*found, *related]}.values())}
    if not related:
        return tuple(plain.values())
    result = []
    for row in found:
        if row.id in plain:
            others = [one.id for one in related if row.happening is not None and one.happening == row.happening]
            plans = [one.id for one in related if one.became == (row.happening or row.id)]
            result.append(
                replace(
                    plain[row.id],
                    also_told=tuple(plain[id_] for id_ in others if id_ != row.id and id_ in plain),
                    plans=tuple(plain[id_] for id_ in plans if id_ in plain),
                    became=plain.get(row.became),
                )
            )
    return tuple(result)


def _plain_rows(connection: Connection, found: Iterable[Any]) -> Iterator[EventRow]:
    """The events without what they have to do with one another."""
    found = list(found)
    stored = with_texts(connection, {row.document_id for row in found})
    participants = _participants(connection, [row.id for row in found])
    for row in found:
        span = Span(row.start, row.end)
        document, text = stored[row.document_id]
        if not is_verbatim(text, [span], [row.text], f"event {row.id} of {document.name}"):
            continue
        yield EventRow(
            id=row.id,
            document=document,
            span=span,
            text=row.text,
            dating=dating_from_json(row.dating),
            planned=bool(row.planned),
            participants=participants.get(row.id, ()),
            place=row.place,
            evidence=tuple(one.of(text) for one in spans_from_json(row.evidence)),
            trigger=Span(row.trigger_start, row.trigger_end) if row.trigger_start is not None else None,
            begins_inside=begins_inside(text, span),
            ends_inside=ends_inside(text, span),
        )


def _participants(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Who took part, under the names the archive gives them."""
    found: dict[int, dict[str, None]] = {}
    for row in _PARTICIPANTS.rows(connection, set(ids)):
        found.setdefault(row.event_id, {})[row.known or row.name] = None
    return {event_id: tuple(names) for event_id, names in found.items()}
