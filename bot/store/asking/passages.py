"""Sentences, and days that sentences mention, out of the store."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, not_, select

from bot.model import Span
from bot.model.archive import MentionRow, Results, SentenceRow
from bot.store.asking.conditions import Condition, in_period, naming, near_place, of_publisher
from bot.store.asking.documents import document_rows, texts
from bot.store.asking.filters import Filters
from bot.store.asking.paging import Listing, Question
from bot.store.asking.search import has_words, text_match
from bot.store.tables.codec import dating_from_json
from bot.store.tables.schema import document, sentence, time_expression


def list_sentences(connection: Connection, filters: Filters, offset: int, limit: int) -> Results[SentenceRow]:
    """Sentences, those of the newest document first, of one document in the order of the text."""
    found = _SENTENCES.page(connection, filters, offset, limit)
    documents = document_rows(connection, {row.document_id for row in found.rows})
    stored = texts(connection, documents)
    spans = [(documents[row.document_id], Span(row.start, row.end)) for row in found.rows]
    rows = tuple(SentenceRow(one, span, span.of(stored[one.id])) for one, span in spans)
    return Results(rows, found.total, offset, found.partial)


def list_mentions(connection: Connection, filters: Filters, offset: int, limit: int) -> Results[MentionRow]:
    """Dated time expressions, newest date first."""
    found = _MENTIONS.page(connection, filters, offset, limit)
    documents = document_rows(connection, {row.document_id for row in found.rows})
    stored = texts(connection, documents)
    rows = []
    for row in found.rows:
        around_span = Span(row.around_start, row.around_end)
        text = around_span.of(stored[row.document_id])
        rows.append(MentionRow(documents[row.document_id], dating_from_json(row.dating), around_span, text))
    return Results(tuple(rows), found.total, offset, found.partial)


def _ask_sentences(connection: Connection, filters: Filters) -> Question | None:
    match = text_match(connection, sentence, filters)
    if match.impossible:
        return None
    conditions = [*match.conditions, *_shared(sentence.c.id, sentence.c.document_id, filters)]
    if filters.period is not None:
        low = select(document.c.id).where(*in_period(document, filters.period, document.c.chrono))
        conditions.append(sentence.c.document_id.in_(low))
    if filters.place:
        conditions.append(has_words(sentence.c.plain, filters.place))
    conditions.append(_not_copied(filters))
    return Question(
        (sentence.c.document_id, sentence.c.start, sentence.c.end), match.source, conditions, [match.chrono.desc()]
    )


def _ask_mentions(connection: Connection, filters: Filters) -> Question | None:
    conditions: list[Condition] = [time_expression.c.first_day.is_not(None)]
    if filters.words or filters.phrases or filters.without:
        match = text_match(connection, sentence, filters)
        if match.impossible:
            return None
        matching = select(sentence.c.id).select_from(match.source).where(*match.conditions)
        conditions.append(time_expression.c.sentence_id.in_(matching))
    if filters.period is not None:
        conditions += in_period(time_expression, filters.period)
    conditions += _shared(time_expression.c.sentence_id, time_expression.c.document_id, filters)
    if filters.place:
        around = time_expression.c.around_start, time_expression.c.around_end
        conditions.append(near_place(time_expression, filters.place, *around))
    order = [time_expression.c.first_day.desc(), time_expression.c.last_day, time_expression.c.id]
    return Question(tuple(time_expression.c), time_expression, conditions, order)


_SENTENCES, _MENTIONS = Listing(_ask_sentences), Listing(_ask_mentions)


def _not_copied(filters: Filters) -> Condition:
    """Sentences that no newer document of the same story, among those asked for, prints to the word."""
    own, copy, other = document.alias("own"), document.alias("copy"), sentence.alias("other")
    asked = _shared(other.c.id, copy.c.id, filters)
    if filters.period is not None:
        asked += in_period(copy, filters.period, copy.c.chrono)
    return not_(
        exists().where(
            own.c.id == sentence.c.document_id,
            copy.c.story == own.c.story,
            other.c.document_id == copy.c.id,
            other.c.plain == sentence.c.plain,
            other.c.chrono > sentence.c.chrono,
            *asked,
        )
    )


def _shared(sentence_id: ColumnElement[Any], document_id: ColumnElement[Any], filters: Filters) -> list[Condition]:
    conditions: list[Condition] = []
    if filters.entity is not None:
        conditions.append(naming(sentence_id, filters.entity))
    if filters.publisher:
        conditions.append(of_publisher(document_id, filters.publisher))
    return conditions
