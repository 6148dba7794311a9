"""Events out of the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from bot.model import Span
from bot.model.archive import EventRow, Results
from bot.store.codec import dating_from_json, spans_from_json
from bot.store.conditions import Condition, in_period, names_of, near_place, of_publisher
from bot.store.documents import document_rows, texts
from bot.store.filters import Filters
from bot.store.paging import read_page
from bot.store.schema import entity, event, event_participant, name
from bot.store.search import has_words, text_match
from bot.store.verify import is_verbatim

_BATCH = 500


def list_events(connection: Connection, filters: Filters, offset: int, limit: int) -> Results[EventRow]:
    """Events worth telling, newest first, undated last."""
    match = text_match(event, filters)
    if match.impossible:
        return Results((), 0, offset)
    conditions = [*match.conditions, *_conditions(filters, match.chrono)]
    order = [match.chrono.desc()]
    found, total = read_page(connection, event, match.source, conditions, order, offset, limit)
    return Results(_rows(connection, found), total, offset)


def one_event(connection: Connection, event_id: int) -> EventRow | None:
    """One event, or None where there is none, or where its text has changed."""
    rows = _rows(connection, connection.execute(select(event).where(event.c.id == event_id)).all())
    return rows[0] if rows else None


def events_on_this_day(connection: Connection, month: int, day: int) -> tuple[EventRow, ...]:
    """Events of this day of any year, oldest first; of one day in the order of the text."""
    found = connection.execute(
        select(event)
        .where(event.c.month_day == month * 100 + day, event.c.served)
        .order_by(event.c.first_day, event.c.chrono.desc())
    ).all()
    return _rows(connection, found)


def every_event(connection: Connection) -> Iterator[EventRow]:
    """All events in the order of their ids, those not worth listing among them."""
    last = 0
    while True:
        page = connection.execute(select(event).where(event.c.id > last).order_by(event.c.id).limit(_BATCH)).all()
        if not page:
            return
        yield from _rows(connection, page)
        last = page[-1].id


def _conditions(filters: Filters, chrono: ColumnElement[Any]) -> list[Condition]:
    conditions: list[Condition] = [event.c.served]
    if filters.entity is not None:
        taking_part = select(event_participant.c.event_id).where(
            event_participant.c.name_id.in_(names_of(filters.entity))
        )
        conditions.append(event.c.id.in_(taking_part))
    if filters.period is not None:
        conditions += in_period(event, filters.period, chrono)
    if filters.publisher:
        conditions.append(of_publisher(event.c.document_id, filters.publisher))
    if filters.place:
        here = has_words(event.c.place_key, filters.place)
        conditions.append(or_(here, near_place(event, filters.place, event.c.start, event.c.end)))
    return conditions


def _rows(connection: Connection, found: Sequence[Row[Any]]) -> tuple[EventRow, ...]:
    documents = document_rows(connection, {row.document_id for row in found})
    stored = texts(connection, documents)
    participants = _participants(connection, [row.id for row in found])
    rows = []
    for row in found:
        span = Span(row.start, row.end)
        text = stored[row.document_id]
        if not is_verbatim(text, [span], [row.text], f"event {row.id} of {documents[row.document_id].name}"):
            continue
        rows.append(
            EventRow(
                id=row.id,
                document=documents[row.document_id],
                span=span,
                text=row.text,
                dating=dating_from_json(row.dating),
                planned=row.planned,
                participants=participants.get(row.id, ()),
                place=row.place,
                evidence=tuple(one.of(text) for one in spans_from_json(row.evidence)),
            )
        )
    return tuple(rows)


def _participants(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Who took part, under the names the archive gives them."""
    columns = event_participant.c.event_id, event_participant.c.name, entity.c.name.label("known")
    rows = connection.execute(
        select(*columns)
        .outerjoin(name, name.c.id == event_participant.c.name_id)
        .outerjoin(entity, entity.c.id == name.c.entity_id)
        .where(event_participant.c.event_id.in_(set(ids)))
        .order_by(event_participant.c.event_id, event_participant.c.position)
    )
    found: dict[int, dict[str, None]] = {}
    for row in rows:
        found.setdefault(row.event_id, {})[row.known or row.name] = None
    return {event_id: tuple(names) for event_id, names in found.items()}
