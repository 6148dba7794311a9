"""Tellings of one event in several documents, joined in the store; the rules are bot.store.grouping's.

An event leaves traces: numbers made of what happened and of a name, with its day. A new document's events are compared
with those that have a trace in common within a few days (or whose month or year holds the day), so that what a document
costs depends on how often its own deeds and names come within such days and not on the size of the archive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, Row, bindparam, column, delete, func, select, update, values

from bot.model import EntityKind, HowKnown, PartialDate
from bot.store.codec import dating_from_json
from bot.store.grouping import group_tellings
from bot.store.identity import handle
from bot.store.rows import insert_rows
from bot.store.sameness import Telling, came_of, same_but_for_the_day, same_event
from bot.store.schema import document, event, event_participant, event_trace, name
from bot.store.wording import name_key

_TRACES = 8  # of one event
_WINDOW = 3  # days before and after
_CANDIDATES = 2_000  # compared with the events of one document
_STRAND = 400  # tellings that are grouped together: more than any event has, fewer than would stall an ingest
_BATCH = 500


def strands_of(connection: Connection, document_id: int) -> frozenset[int]:
    """The strands that a document's events are part of; to be asked for before they change."""
    rows = select(event.c.strand).where(event.c.document_id == document_id, event.c.strand.is_not(None)).distinct()
    return frozenset(connection.execute(rows).scalars())


def weave(connection: Connection, document_id: int, former: Collection[int]) -> None:
    """Join a document's events with those of other documents. ``former`` are the strands that they were part of."""
    mine = _tellings(connection, event.c.document_id == document_id)
    _leave_traces(connection, document_id, mine)
    candidates = _candidates(connection, document_id, mine)
    touched = set(former)
    for one in mine:
        ids = [other.id for other in candidates if _related(one, other)]
        if ids:
            touched.add(_tie(connection, [one.id, *ids]))
    regroup(connection, touched)


def regroup(connection: Connection, strands: Iterable[int]) -> None:
    """Group the tellings of these strands anew."""
    for strand in strands:
        tellings = _tellings(connection, event.c.strand == strand)
        unlinked = {"happening": None, "standing": None, "became": None}
        left = [] if len(tellings) > 1 else [one.id for one in tellings]
        connection.execute(update(event).where(event.c.strand == strand).values(unlinked))
        if left:
            connection.execute(update(event).where(event.c.id.in_(left)).values(strand=None))
        elif tellings:
            _store_groups(connection, tellings)


def _store_groups(connection: Connection, tellings: Sequence[Telling]) -> None:
    grouping = group_tellings(tellings)
    links = [
        {"event": one.id, "first": group[0].id, "rank": rank}
        for group in grouping.groups
        if len(group) > 1
        for rank, one in enumerate(group)
    ]
    became = [
        {"event": one.id, "outcome": grouping.became[group[0].id]}
        for group in grouping.groups
        if group[0].id in grouping.became
        for one in group
    ]
    this = update(event).where(event.c.id == bindparam("event"))
    if links:
        connection.execute(this.values(happening=bindparam("first"), standing=bindparam("rank")), links)
    if became:
        connection.execute(this.values(became=bindparam("outcome")), became)


def _related(one: Telling, other: Telling) -> bool:
    return same_event(one, other) or same_but_for_the_day(one, other) or came_of(one, other) or came_of(other, one)


def _tie(connection: Connection, ids: Sequence[int]) -> int:
    """Give events one strand, with all that hangs on theirs; the smallest of all ids names it."""
    strands: set[int] = set(
        connection.execute(
            select(event.c.strand).where(event.c.id.in_(ids), event.c.strand.is_not(None)).distinct()
        ).scalars()
    )
    chosen = min(strands or set(ids))
    held = connection.execute(select(func.count()).where(event.c.strand.in_(strands))).scalar_one()
    if held > _STRAND:
        connection.execute(update(event).where(event.c.id == ids[0]).values(strand=chosen))
        return chosen
    connection.execute(update(event).where(event.c.id.in_(ids) | event.c.strand.in_(strands)).values(strand=chosen))
    return chosen


def _leave_traces(connection: Connection, document_id: int, tellings: Sequence[Telling]) -> None:
    own = select(event.c.id).where(event.c.document_id == document_id)
    connection.execute(delete(event_trace).where(event_trace.c.event_id.in_(own)))
    rows = [
        {"event_id": one.id, "key": key, "first_day": one.date.first.toordinal()}
        for one in tellings
        for key in traces(one)
    ]
    insert_rows(connection, event_trace, rows)


def traces(one: Telling) -> tuple[int, ...]:
    """The numbers by which other tellings of the event are found: of each deed with each name, else with each word."""
    names = sorted({handle(person) for person in one.people}) or sorted(one.content)
    pairs = [
        f"{verb} {word}" for verb in sorted(one.verbs, key=lambda verb: (verb != one.word, verb)) for word in names
    ]
    return tuple(dict.fromkeys(_number(pair) for pair in pairs[:_TRACES]))


def _number(text: str) -> int:
    digest = hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _windows(one: Telling) -> Iterator[tuple[int, int]]:
    """Ranges of first days within which the day of another telling of the same event can lie."""
    first, last = one.date.first.toordinal(), one.date.last.toordinal()
    yield max(first - _WINDOW, 1), last + _WINDOW
    if one.date.month is not None:
        year = PartialDate(one.date.year).first.toordinal()
        yield year, year
        month = PartialDate(one.date.year, one.date.month).first.toordinal()
        yield month, month


def _candidates(connection: Connection, document_id: int, mine: Sequence[Telling]) -> tuple[Telling, ...]:
    """The events of other documents that share a trace, at a time that can be the same."""
    wanted = {(key, low, high) for one in mine for key in traces(one) for low, high in _windows(one)}
    found: set[int] = set()
    ordered = sorted(wanted)
    for begin in range(0, len(ordered), _BATCH):
        columns = (column("key", BigInteger), column("low", Integer), column("high", Integer))
        asked = values(*columns, name="asked").data(ordered[begin : begin + _BATCH]).cte("asked")
        rows = (
            select(event_trace.c.event_id)
            .select_from(asked)
            .join(
                event_trace,
                (event_trace.c.key == asked.c.key) & event_trace.c.first_day.between(asked.c.low, asked.c.high),
            )
            .distinct()
            .limit(_CANDIDATES)
        )
        found |= set(connection.execute(rows).scalars())
    ids = sorted(found)[:_CANDIDATES]
    return tuple(
        telling
        for begin in range(0, len(ids), _BATCH)
        for telling in _tellings(
            connection, event.c.id.in_(ids[begin : begin + _BATCH]), event.c.document_id != document_id
        )
    )


def _tellings(connection: Connection, *conditions: Any) -> tuple[Telling, ...]:
    """The served and dated events that fulfil the conditions, as they are compared."""
    rows = connection.execute(
        select(event, document.c.name.label("document"))
        .join(document, document.c.id == event.c.document_id)
        .where(event.c.served, event.c.first_day.is_not(None), *conditions)
        .order_by(event.c.id)
    ).all()
    named = _named(connection, [row.id for row in rows])
    tellings = []
    for row in rows:
        dating = dating_from_json(row.dating)
        if dating.date is None:
            continue
        people = named.get(row.id, [])
        tellings.append(
            Telling(
                id=row.id,
                document=row.document,
                start=row.start,
                text=row.text,
                trigger=_trigger(row),
                date=dating.date,
                vague=dating.derivation.how is HowKnown.RESOLVED and not dating.derivation.words,
                planned=row.planned,
                people=tuple(key for key, kind in people if kind != EntityKind.PLACE.value),
                places=tuple(key for key, kind in people if kind == EntityKind.PLACE.value),
                place=name_key(row.place or ""),
            )
        )
    return tuple(tellings)


def _trigger(row: Row[Any]) -> str:
    """The word that names the event; empty where it stands outside of the event's own text."""
    if row.trigger_start is None or not row.start <= row.trigger_start < row.end:
        return ""
    return str(row.text[row.trigger_start - row.start : row.trigger_end - row.start])


def _named(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """The key and kind of each event's participants."""
    rows = connection.execute(
        select(event_participant.c.event_id, event_participant.c.name, name.c.key, name.c.kind)
        .outerjoin(name, name.c.id == event_participant.c.name_id)
        .where(event_participant.c.event_id.in_(ids))
        .order_by(event_participant.c.event_id, event_participant.c.position)
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(row.event_id, []).append((row.key or name_key(row.name), row.kind or ""))
    return found
