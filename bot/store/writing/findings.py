"""The sentences, names, times, quotes and events of some documents into their tables."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Table, bindparam, delete, func, select, true, update

from bot.store.engine.changes import Change, SearchedRows, insertion
from bot.store.engine.prepared import PreparedAmong
from bot.store.engine.rows import among
from bot.store.engine.sequences import new_numbers
from bot.store.tables.schema import (
    entity_mention,
    event,
    event_participant,
    event_trace,
    quote,
    sentence,
    time_expression,
)
from bot.store.writing.order import Places
from bot.store.writing.ready import Entry
from bot.store.writing.ready_rows import EVENT_COLUMNS, QUOTE_COLUMNS, TIME_COLUMNS, Values
from bot.store.writing.resolution import entities_of

Ids = Sequence[int]
"""The ids of a document's names, sentences or events, by their place in the ready document."""

_PUT_SENTENCE = SearchedRows(sentence, "chrono", "id", "document_id", "start", "end", "plain")
_PUT_MENTION = insertion(entity_mention, "document_id", "start", "end", "name_id", "sentence_id")
_PUT_TIME = insertion(time_expression, "document_id", "sentence_id", *TIME_COLUMNS)
_PUT_PARTICIPANT = insertion(event_participant, "event_id", "position", "name", "name_id")


class _Kept:
    """Rows of a table that keep their ids where they are the ``same`` as before in some columns."""

    def __init__(self, table: Table, columns: Sequence[str], same: Sequence[str]) -> None:
        self.table = table
        self.columns = columns
        self.same = same
        self.insertion = SearchedRows(table, "chrono", "id", *columns)


_QUOTES = _Kept(
    quote,
    ("document_id", "repeated", "speaker_name_id", "speaker_id", *QUOTE_COLUMNS),
    ("parts", "kind", "speaker_name_id"),
)
_EVENTS = _Kept(event, ("document_id", *EVENT_COLUMNS), ("text", "dating"))

_SEVERAL = PreparedAmong(
    select(quote.c.words_hash).group_by(quote.c.words_hash).having(func.count() > 1), quote.c.words_hash
)
_REPEAT = Change(
    update(quote).where(quote.c.words_hash == bindparam("words"), ~quote.c.repeated).values(repeated=true()), ["words"]
)


def clear_findings(connection: Connection, document_id: int) -> None:
    """Take away what was found in a document, but for its quotes and events, which may keep their ids."""
    for table in (entity_mention, time_expression, sentence):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    own = select(event.c.id).where(event.c.document_id == document_id)
    for table in (event_participant, event_trace):
        connection.execute(delete(table).where(table.c.event_id.in_(own)))


def put_sentences(connection: Connection, entries: Sequence[Entry], places: Places) -> list[Ids]:
    """Store the sentences of each document; returns their ids."""
    ids = _shares(connection, sentence, [len(one.document.sentences) for one in entries])
    rows: list[Values] = []
    for (document_id, document, _), own in zip(entries, ids, strict=True):
        chronos = places.take(sentence, [document.day] * len(own))
        rows += [
            (chrono, id_, document_id, *one) for chrono, id_, one in zip(chronos, own, document.sentences, strict=True)
        ]
    _PUT_SENTENCE.run(connection, rows)
    return ids


def put_mentions(connection: Connection, entries: Sequence[Entry], names: Sequence[Ids], kept: Sequence[Ids]) -> None:
    """Store the places where each document names somebody."""
    rows = (
        (document_id, start, end, known[place], None if within is None else sentences[within])
        for (document_id, document, _), known, sentences in zip(entries, names, kept, strict=True)
        for start, end, place, within in document.mentions
    )
    _PUT_MENTION.run(connection, rows)


def put_times(connection: Connection, entries: Sequence[Entry], kept: Sequence[Ids]) -> None:
    """Store the time expressions of each document."""
    rows = (
        (document_id, None if within is None else sentences[within], *values)
        for (document_id, document, _), sentences in zip(entries, kept, strict=True)
        for within, values in document.times
    )
    _PUT_TIME.run(connection, rows)


def put_quotes(connection: Connection, entries: Sequence[Entry], names: Sequence[Ids], places: Places) -> None:
    """Bring the quotes up to date; those with the same words, kind and speaker as before keep their ids."""
    speaking = {
        known[one.speaker]
        for (_, document, _), known in zip(entries, names, strict=True)
        for one in document.quotes
        if one.speaker is not None
    }
    entities = entities_of(connection, speaking)
    rows: list[list[Values]] = []
    for entry, known in zip(entries, names, strict=True):
        speakers = [None if one.speaker is None else known[one.speaker] for one in entry.document.quotes]
        rows.append(
            [
                (entry.id, False, who, None if who is None else entities[who], *one.values)
                for one, who in zip(entry.document.quotes, speakers, strict=True)
            ]
        )
    days = [[one.day for one in entry.document.quotes] for entry in entries]
    _put(connection, _QUOTES, entries, rows, days, places)
    hashes = {one.words_hash for entry in entries for one in entry.document.quotes}
    _REPEAT.run(connection, [(row.words_hash,) for row in _SEVERAL.rows(connection, hashes)])


def put_events(connection: Connection, entries: Sequence[Entry], names: Sequence[Ids], places: Places) -> None:
    """Bring the events up to date; those told in the same words keep their ids."""
    rows = [[(entry.id, *one.values) for one in entry.document.events] for entry in entries]
    days = [[one.day for one in entry.document.events] for entry in entries]
    ids = _put(connection, _EVENTS, entries, rows, days, places)
    participants = (
        (event_id, position, who, None if place is None else known[place])
        for entry, own, known in zip(entries, ids, names, strict=True)
        for event_id, one in zip(own, entry.document.events, strict=True)
        for position, (who, place) in enumerate(one.participants)
    )
    _PUT_PARTICIPANT.run(connection, participants)


def _shares(connection: Connection, table: Table, counts: Sequence[int]) -> list[Ids]:
    """New numbers, so many for each."""
    numbers = new_numbers(connection, table, sum(counts))
    shares, begin = [], 0
    for count in counts:
        shares.append(numbers[begin : begin + count])
        begin += count
    return shares


def _put(
    connection: Connection,
    kind: _Kept,
    entries: Sequence[Entry],
    rows: Sequence[Sequence[Values]],
    days: Sequence[Sequence[int]],
    places: Places,
) -> list[Ids]:
    """Make these the rows of a table that each document has, in order of the text. Returns their ids."""
    kept = [
        _kept_ids(connection, kind, entry.id, own) if entry.changed else [None] * len(own)
        for entry, own in zip(entries, rows, strict=True)
    ]
    made = iter(new_numbers(connection, kind.table, sum(ids.count(None) for ids in kept)))
    new: list[Values] = []
    result: list[Ids] = []
    for own, old, own_days in zip(rows, kept, days, strict=True):
        ids = [next(made) if id_ is None else id_ for id_ in old]
        for id_, before, chrono, row in zip(ids, old, places.take(kind.table, own_days), own, strict=True):
            if before is None:
                new.append((chrono, id_, *row))
            else:
                values = {"chrono": chrono, **dict(zip(kind.columns, row, strict=True))}
                connection.execute(update(kind.table).where(kind.table.c.id == id_).values(values))
        result.append(ids)
    kind.insertion.run(connection, new)
    return result


def _kept_ids(connection: Connection, kind: _Kept, document_id: int, rows: Sequence[Values]) -> list[int | None]:
    """The id that each of a document's rows keeps, None for a new one. Stored rows that are no more are deleted."""
    table = kind.table
    stored = connection.execute(
        select(table.c.id, *(table.c[column] for column in kind.same))
        .where(table.c.document_id == document_id)
        .order_by(table.c.start)
    )
    free: dict[Values, list[int]] = {}
    for old in stored:
        free.setdefault(tuple(old[1:]), []).append(old.id)
    compared = [kind.columns.index(column) for column in kind.same]
    candidates = [free.get(tuple(row[index] for index in compared), []) for row in rows]
    ids = [several.pop(0) if several else None for several in candidates]
    gone = [id_ for rest in free.values() for id_ in rest]
    if gone:
        connection.execute(delete(table).where(among(table.c.id, gone)))
    return ids
