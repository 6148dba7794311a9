"""Filters as conditions over the tables."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, exists, select

from bot.model.archive import Period
from bot.store.asking.search import has_words
from bot.store.tables.codec import chrono_bounds
from bot.store.tables.schema import document, entity_mention, name, sentence

Condition = ColumnElement[bool]


def in_period(rows: FromClause, period: Period, chrono: ColumnElement[Any] | None = None) -> list[Condition]:
    """Rows whose date surely lies in the period: May 2024 lies in 2024, not in 16 May 2024.

    ``chrono`` is the rows' place in time, by which they are found faster.
    """
    first, last = period.first.toordinal(), period.last.toordinal()
    ends = rows.c.last_day <= last
    if chrono is None:
        return [rows.c.first_day.between(first, last), ends]
    return [chrono.between(*chrono_bounds(period.first, period.last)), rows.c.first_day >= first, ends]


def of_publisher(document_id: ColumnElement[Any], publisher: str) -> Condition:
    """Rows of documents whose publisher has the words typed, in this order."""
    return document_id.in_(select(document.c.id).where(published_by(publisher)))


def published_by(publisher: str) -> Condition:
    """Documents whose publisher has the words typed, in this order."""
    return has_words(document.c.publisher_key, publisher)


def near_place(rows: FromClause, place: str, start: Any, end: Any) -> Condition:
    """Rows with a sentence between ``start`` and ``end`` of their document that names the place."""
    return exists().where(
        sentence.c.document_id == rows.c.document_id,
        sentence.c.start < end,
        sentence.c.end > start,
        has_words(sentence.c.plain, place),
    )


def names_of(entity_id: int) -> Any:
    """The ids of an entity's names, as a subquery."""
    return select(name.c.id).where(name.c.entity_id == entity_id)


def naming(sentence_id: ColumnElement[Any], entity_id: int) -> Condition:
    """Rows in whose sentence the entity is named."""
    return sentence_id.in_(
        select(entity_mention.c.sentence_id).where(entity_mention.c.name_id.in_(names_of(entity_id)))
    )
