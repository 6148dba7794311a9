"""A document's sentences, names, times, quotes and events into their tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, update

from bot.model import Annotations, Dating, Event, Quote, Span
from bot.store.engine.rows import among, insert_many, insert_rows
from bot.store.matching.retelling import worth_serving
from bot.store.matching.wording import plain, words_hash
from bot.store.tables.codec import dating_to_json, day_columns, month_day, spans_to_json, to_json
from bot.store.tables.schema import (
    entity_mention,
    event,
    event_participant,
    event_trace,
    name,
    quote,
    sentence,
    time_expression,
)
from bot.store.writing.order import places

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredSentences:
    """A document's sentences in order of the text, with the ids of their rows."""

    spans: tuple[Span, ...]
    ids: tuple[int, ...]

    def around(self, span: Span) -> Span | None:
        """The sentence, or the run of sentences, that ``span`` touches; None where it touches none."""
        first = bisect_right([one.end for one in self.spans], span.start)
        last = bisect_left([one.start for one in self.spans], span.end) - 1
        return Span(self.spans[first].start, self.spans[last].end) if first <= last else None

    def id_at(self, offset: int) -> int | None:
        """The id of the sentence in which ``offset`` lies."""
        index = bisect_right([one.start for one in self.spans], offset) - 1
        return self.ids[index] if index >= 0 and offset < self.spans[index].end else None


def clear_findings(connection: Connection, document_id: int) -> None:
    """Take away what was found in a document, but for its quotes and events, which may keep their ids."""
    for table in (entity_mention, time_expression, sentence):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    own = select(event.c.id).where(event.c.document_id == document_id)
    for table in (event_participant, event_trace):
        connection.execute(delete(table).where(table.c.event_id.in_(own)))


def put_sentences(connection: Connection, document_id: int, annotations: Annotations) -> StoredSentences:
    """Store the document's sentences."""
    text = annotations.document.text
    spans = tuple(sorted(one.span for one in annotations.sentences))
    chronos = places(connection, sentence, [annotations.published] * len(spans))
    rows = [
        {
            "document_id": document_id,
            "chrono": chrono,
            "start": span.start,
            "end": span.end,
            "plain": plain(span.of(text)),
        }
        for span, chrono in zip(spans, chronos, strict=True)
    ]
    insert_rows(connection, sentence, rows)
    ids = connection.execute(
        select(sentence.c.id).where(sentence.c.document_id == document_id).order_by(sentence.c.start, sentence.c.end)
    ).scalars()
    return StoredSentences(spans, tuple(ids))


def put_mentions(
    connection: Connection, document_id: int, annotations: Annotations, names: Mapping[str, int], kept: StoredSentences
) -> None:
    """Store the places where the document names somebody."""
    rows = {
        (span.start, names[found.name]): {
            "document_id": document_id,
            "start": span.start,
            "name_id": names[found.name],
            "end": span.end,
            "sentence_id": kept.id_at(span.start),
        }
        for found in annotations.entities
        if found.name in names
        for span in found.mentions
    }
    insert_rows(connection, entity_mention, list(rows.values()))


def put_times(connection: Connection, document_id: int, annotations: Annotations, kept: StoredSentences) -> None:
    """Store the document's time expressions."""
    rows = []
    for found in annotations.times:
        block = next((one.span for one in annotations.blocks if one.span.contains(found.span)), found.span)
        around = kept.around(found.span) or block
        rows.append(
            {
                "document_id": document_id,
                "sentence_id": kept.id_at(found.span.start),
                "start": found.span.start,
                "end": found.span.end,
                "type": found.type.value,
                "value": found.value,
                **day_columns(found.dating),
                "dating": dating_to_json(found.dating),
                "around_start": around.start,
                "around_end": around.end,
            }
        )
    insert_rows(connection, time_expression, rows)


def put_quotes(
    connection: Connection, document_id: int, annotations: Annotations, names: Mapping[str, int], kept: StoredSentences
) -> None:
    """Bring the document's quotes up to date; those with the same words, kind and speaker as before keep their ids."""
    quotes = sorted(annotations.quotes, key=lambda one: one.spans)
    speakers = _speakers(connection, quotes, names)
    rows = [
        _quote_row(annotations.document.text, one, kept.around(Span(one.start, one.end)), speakers) for one in quotes
    ]
    same = ["parts", "kind", "speaker_name_id"]
    _replace(connection, quote, document_id, rows, [one.said_on for one in quotes], same)
    _mark_repeated(connection, {row["words_hash"] for row in rows})


def put_events(
    connection: Connection, document_id: int, annotations: Annotations, names: Mapping[str, int], kept: StoredSentences
) -> int:
    """Bring the document's events up to date; those told in the same words keep their ids.

    Returns how many of them are served.
    """
    events = sorted(annotations.events, key=lambda one: one.span)
    text = annotations.document.text
    served = worth_serving(text, events)
    rows = [_event_row(text, one, kept.around(one.span), worth) for one, worth in zip(events, served, strict=True)]
    ids = _replace(connection, event, document_id, rows, [one.dating for one in events], ["text", "dating"])
    participants = [
        {"event_id": event_id, "position": position, "name": who, "name_id": names.get(who)}
        for event_id, one in zip(ids, events, strict=True)
        for position, who in enumerate(one.participants)
    ]
    insert_rows(connection, event_participant, participants)
    return sum(served)


def _speakers(connection: Connection, quotes: Sequence[Quote], names: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Name id and entity id by the speaker's name in the document."""
    ids = {who: names[who] for one in quotes if (who := one.speaker.name) and who in names}
    rows = connection.execute(select(name.c.id, name.c.entity_id).where(among(name.c.id, ids.values())))
    entities = {row.id: row.entity_id for row in rows}
    return {form: (name_id, entities[name_id]) for form, name_id in ids.items()}


def _quote_row(text: str, one: Quote, around: Span | None, speakers: Mapping[str, tuple[int, int]]) -> Row:
    parts = [span.of(text) for span in one.spans]
    words = " ".join(parts)
    name_id, entity_id = speakers.get(one.speaker.name or "", (None, None))
    around = around or Span(one.start, one.end)
    return {
        **day_columns(one.said_on),
        "said_on": dating_to_json(one.said_on),
        "start": one.start,
        "spans": spans_to_json(one.spans),
        "parts": to_json(parts),
        "plain": plain(words),
        "words_hash": words_hash(words),
        "repeated": False,
        "kind": one.kind.value,
        "speaker_name_id": name_id,
        "speaker_id": entity_id,
        "speaker_form": one.speaker.form.value,
        **_span_columns("speaker", one.speaker.span),
        **_span_columns("cue", one.cue),
        "via": one.via,
        "confidence": one.confidence,
        "sentence_start": min(around.start, one.start),
        "sentence_end": max(around.end, one.end),
    }


def _event_row(text: str, one: Event, around: Span | None, served: bool) -> Row:
    around = around or one.span
    searched = Span(min(around.start, one.span.start), max(around.end, one.span.end))
    return {
        **day_columns(one.dating),
        "month_day": month_day(one.dating),
        "dating": dating_to_json(one.dating),
        "start": one.span.start,
        "end": one.span.end,
        "text": one.span.of(text),
        "plain": plain(searched.of(text)),
        **_span_columns("trigger", one.trigger),
        "planned": one.planned,
        "place": one.place,
        "place_key": plain(one.place or ""),
        "evidence": spans_to_json(one.evidence),
        "served": served,
        "salience": one.salience,
    }


def _span_columns(prefix: str, span: Span | None) -> Row:
    return {f"{prefix}_start": span.start if span else None, f"{prefix}_end": span.end if span else None}


def _replace(
    connection: Connection,
    table: Table,
    document_id: int,
    rows: Sequence[Row],
    datings: Sequence[Dating],
    same: Sequence[str],
) -> list[int]:
    """Make ``rows`` the document's rows of ``table``; a row equal to a stored one in the columns ``same`` keeps its id.

    Returns the ids in the order of ``rows``.
    """
    stored = connection.execute(
        select(table.c.id, *(table.c[column] for column in same))
        .where(table.c.document_id == document_id)
        .order_by(table.c.start)
    )
    free: dict[tuple[Any, ...], list[int]] = {}
    for old in stored:
        free.setdefault(tuple(old[1:]), []).append(old.id)
    kept = [free.get(tuple(row[column] for column in same), []) for row in rows]
    ids = [candidates.pop(0) if candidates else None for candidates in kept]
    gone = [id_ for rest in free.values() for id_ in rest]
    if gone:
        connection.execute(delete(table).where(among(table.c.id, gone)))
    places_ = places(connection, table, datings)
    rows = [{"document_id": document_id, "chrono": chrono, **row} for chrono, row in zip(places_, rows, strict=True)]
    for id_, row in zip(ids, rows, strict=True):
        if id_ is not None:
            connection.execute(update(table).where(table.c.id == id_).values(row))
    made = iter(insert_many(connection, table, [row for id_, row in zip(ids, rows, strict=True) if id_ is None]))
    return [next(made) if id_ is None else id_ for id_ in ids]


def _mark_repeated(connection: Connection, hashes: set[int]) -> None:
    """Mark the quotes whose words stand in the archive more than once."""
    several = (
        select(quote.c.words_hash)
        .where(among(quote.c.words_hash, hashes))
        .group_by(quote.c.words_hash)
        .having(func.count() > 1)
    )
    connection.execute(update(quote).where(quote.c.words_hash.in_(several), ~quote.c.repeated).values(repeated=True))
