"""Tellings of one event in several documents, joined in the store; the rules are bot.store.matching.grouping's.

An event leaves traces: numbers made of what happened and of a name, with its day. A new document's events are compared
with those that have a trace in common within a few days (or whose month or year holds the day), so that what a document
costs depends on how often its own deeds and names come within such days and not on the size of the archive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from bot.model import EntityKind, HowKnown, PartialDate
from bot.store.engine.changes import Change, insertion
from bot.store.engine.prepared import PreparedAmong
from bot.store.engine.rows import among
from bot.store.matching.grouping import group_tellings
from bot.store.matching.identity import fold, handle
from bot.store.matching.sameness import Telling, came_of, same_but_for_the_day, same_event
from bot.store.matching.wording import name_key
from bot.store.tables.codec import dating_from_json
from bot.store.tables.schema import document, event, event_participant, event_trace, name
from bot.store.writing.ready import Entry

_TRACES = 8  # of one event
_WINDOW = 3  # days before and after
_CANDIDATES = 2_000  # compared with the events of one document
_STRAND = 400  # tellings that are grouped together: more than any event has, fewer than would stall an ingest
_LINK = Change(
    update(event)
    .where(event.c.id == bindparam("event"))
    .values(happening=bindparam("first"), standing=bindparam("rank")),
    ["event", "first", "rank"],
)
_BECOME = Change(
    update(event).where(event.c.id == bindparam("event")).values(became=bindparam("outcome")), ["event", "outcome"]
)
_PUT_TRACE = insertion(event_trace, "event_id", "key", "first_day")

# The served and dated events, as they are compared.
_TELLINGS = (
    select(
        *(event.c.id, event.c.start, event.c.end, event.c.text, event.c.trigger_start, event.c.trigger_end),
        *(event.c.dating, event.c.planned, event.c.place, document.c.name.label("document"), document.c.story),
    )
    .join(document, document.c.id == event.c.document_id)
    .where(event.c.served, event.c.first_day.is_not(None))
)
_BY_ID = PreparedAmong(_TELLINGS, event.c.id)
_OF_DOCUMENTS = PreparedAmong(_TELLINGS, event.c.document_id)
_OF_STRANDS = PreparedAmong(_TELLINGS, event.c.strand)
_STORIES = PreparedAmong(select(document.c.story).where(document.c.story.is_not(None)), document.c.id)
_TRACED_BETWEEN = PreparedAmong(
    select(event_trace.c.key, event_trace.c.event_id)
    .where(event_trace.c.first_day.between(bindparam("first", 0), bindparam("last", 0)))
    .limit(_CANDIDATES),
    event_trace.c.key,
)
_PARTICIPANTS = PreparedAmong(
    select(
        *(event_participant.c.event_id, event_participant.c.position, event_participant.c.name),
        *(name.c.key, name.c.kind),
    ).outerjoin(name, name.c.id == event_participant.c.name_id),
    event_participant.c.event_id,
)


def strands_of(connection: Connection, document_id: int) -> frozenset[int]:
    """The strands that a document's events are part of; to be asked for before they change."""
    rows = select(event.c.strand).where(event.c.document_id == document_id, event.c.strand.is_not(None)).distinct()
    return frozenset(connection.execute(rows).scalars())


def weave(connection: Connection, entries: Sequence[Entry], former: Collection[int]) -> None:
    """Join the events of documents with those of others. ``former`` are the strands that they were part of."""
    mine = _tellings(_OF_DOCUMENTS.rows(connection, [one.id for one in entries]), connection)
    keys = {one.id: traces(one) for one in mine}
    _PUT_TRACE.run(
        connection,
        [(one.id, key, one.date.first.toordinal()) for one in mine for key in sorted(keys[one.id].left)],
    )
    by_document: dict[str, list[Telling]] = {}
    for one in mine:
        by_document.setdefault(one.document, []).append(one)
    touched = set(former).union(*(_tied(connection, own, keys) for own in by_document.values()))
    regroup(connection, touched)
    _join_undated(connection, entries)


def _tied(connection: Connection, mine: Sequence[Telling], keys: Mapping[int, Traces]) -> set[int]:
    """Tie one document's events to those of others that they have to do with; returns the strands they are in."""
    by_key = _traced(connection, mine, keys)
    near = set().union(*by_key.values()) - {one.id for one in mine}
    others = {one.id: one for one in _tellings(_BY_ID.rows(connection, near), connection)}
    strands = set()
    for one in mine:
        sought = sorted({id_ for key in keys[one.id].sought for id_ in by_key.get(key, ())})
        ids = [id_ for id_ in sought if id_ in others and _related(one, others[id_])]
        if ids:
            strands.add(_tie(connection, [one.id, *ids]))
    return strands


def regroup(connection: Connection, strands: Iterable[int]) -> None:
    """Group the tellings of these strands anew."""
    for strand in strands:
        tellings = _tellings(_OF_STRANDS.rows(connection, [strand]), connection)
        unlinked = {"happening": None, "standing": None, "became": None}
        left = [] if len(tellings) > 1 else [one.id for one in tellings]
        connection.execute(update(event).where(event.c.strand == strand).values(unlinked))
        if left:
            connection.execute(update(event).where(among(event.c.id, left)).values(strand=None))
        elif tellings:
            _store_groups(connection, tellings)


def _join_undated(connection: Connection, entries: Sequence[Entry]) -> None:
    """Join what documents and others of their stories tell without a date in the same words."""
    changed = [one.id for one in entries if one.changed]
    if changed:
        own = among(event.c.document_id, changed), event.c.first_day.is_(None)
        connection.execute(update(event).where(*own).values(happening=None, standing=None))
    for story in {row.story for row in _STORIES.rows(connection, [one.id for one in entries])}:
        papers = select(document.c.id).where(document.c.story == story)
        undated = event.c.served & event.c.first_day.is_(None)
        rows = connection.execute(
            select(event.c.id, event.c.plain).where(undated, event.c.document_id.in_(papers)).order_by(event.c.id)
        )
        alike: dict[str, list[int]] = {}
        for row in rows:
            alike.setdefault(row.plain, []).append(row.id)
        _link(connection, alike.values())


def _link(connection: Connection, groups: Iterable[Sequence[int]]) -> None:
    """Make one happening of each group of several events, the best telling first."""
    links = ((id_, ids[0], rank) for ids in groups if len(ids) > 1 for rank, id_ in enumerate(ids))
    _LINK.run(connection, links)


def _store_groups(connection: Connection, tellings: Sequence[Telling]) -> None:
    grouping = group_tellings(tellings)
    _link(connection, [[one.id for one in group] for group in grouping.groups])
    became = (
        (one.id, grouping.became[group[0].id])
        for group in grouping.groups
        if group[0].id in grouping.became
        for one in group
    )
    _BECOME.run(connection, became)


def _related(one: Telling, other: Telling) -> bool:
    return same_event(one, other) or same_but_for_the_day(one, other) or came_of(one, other) or came_of(other, one)


def _tie(connection: Connection, ids: Sequence[int]) -> int:
    """Give events one strand, with all that hangs on theirs; the smallest of all ids names it."""
    strands: set[int] = set(
        connection.execute(
            select(event.c.strand).where(among(event.c.id, ids), event.c.strand.is_not(None)).distinct()
        ).scalars()
    )
    chosen = min(strands or set(ids))
    held = connection.execute(select(func.count()).where(among(event.c.strand, strands))).scalar_one()
    if held > _STRAND:
        connection.execute(update(event).where(event.c.id == ids[0]).values(strand=chosen))
        return chosen
    connection.execute(
        update(event).where(among(event.c.id, ids) | among(event.c.strand, strands)).values(strand=chosen)
    )
    return chosen


@dataclass(frozen=True, slots=True)
class Traces:
    """The numbers that an event leaves to be found by, and those by which it looks for others."""

    left: frozenset[int]
    sought: frozenset[int]


def traces(one: Telling) -> Traces:
    """Numbers of each deed with each name, or where nobody is named with each other word, and of all words.

    A misfortune is found by its place too. A full name looks for full names with its initial and for bare surnames, a
    bare surname for all that have it.
    """
    words = " ".join(one.tokens)  # what agency copy leaves in every paper, whoever is named in it
    names = sorted(one.around if one.befallen else set(one.people))
    deeds = sorted(one.verbs, key=lambda verb: (verb != one.word, verb))
    left: set[str] = {words}
    sought: set[str] = {words}
    for verb, person in islice(product(deeds, names or sorted(one.content)), _TRACES):
        surname, given = handle(person), person.split()[0][0] if " " in person else ""
        full, bare, every = (f"{verb} {surname} {what}" for what in (fold(given), "alone", "every"))
        left |= {full, every} if given else {bare, every}
        sought |= {full, bare} if given else {every}
    return Traces(frozenset(map(_number, left)), frozenset(map(_number, sought)))


def _number(text: str) -> int:
    digest = hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _traced(connection: Connection, mine: Sequence[Telling], keys: Mapping[int, Traces]) -> dict[int, set[int]]:
    """The ids of events by the traces they share with these, at a time that can be the same."""
    by_days: dict[tuple[int, int], set[int]] = {}
    starts: set[int] = set()
    for one in mine:
        first, last = one.date.first.toordinal(), one.date.last.toordinal()
        by_days.setdefault((first - _WINDOW, last + _WINDOW), set()).update(keys[one.id].sought)
        # What only knows the month or the year stands on its first day.
        starts |= {PartialDate(one.date.year, month).first.toordinal() for month in (None, one.date.month)}
    found: dict[int, set[int]] = {}
    asked = [_TRACED_BETWEEN.rows(connection, wanted, _days(*days)) for days, wanted in by_days.items()]
    asked += [
        _TRACED_BETWEEN.rows(connection, set().union(*by_days.values()), _days(day, day)) for day in sorted(starts)
    ]
    for row in (row for rows in asked for row in rows):
        found.setdefault(row.key, set()).add(row.event_id)
    return found


def _days(first: int, last: int) -> dict[str, int]:
    return {"first": first, "last": last}


def _tellings(rows: Sequence[Any], connection: Connection) -> tuple[Telling, ...]:
    """Events as they are compared, in order of their ids."""
    named = _named(connection, [row.id for row in rows])
    tellings = []
    for row in sorted(rows, key=lambda row: row.id):
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
                planned=bool(row.planned),
                people=tuple(key for key, kind in people if kind != EntityKind.PLACE.value),
                places=tuple(key for key, kind in people if kind == EntityKind.PLACE.value),
                place=name_key(row.place or ""),
                story=row.story,
            )
        )
    return tuple(tellings)


def _trigger(row: Any) -> str:
    """The word that names the event; empty where it stands outside of the event's own text."""
    if row.trigger_start is None or not row.start <= row.trigger_start < row.end:
        return ""
    return str(row.text[row.trigger_start - row.start : row.trigger_end - row.start])


def _named(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """The key and kind of each event's participants."""
    found: dict[int, list[tuple[str, str]]] = {}
    for row in sorted(_PARTICIPANTS.rows(connection, ids), key=lambda row: (row.event_id, row.position)):
        found.setdefault(row.event_id, []).append((row.key or name_key(row.name), row.kind or ""))
    return found
