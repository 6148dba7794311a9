"""What stands behind an answer, counted over all that a question finds and not over the page that is shown."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, distinct, func, select, union_all

from bot.model import PartialDate
from bot.model.archive import Coverage
from bot.store.asking.events import tellings_of
from bot.store.asking.filters import Filters
from bot.store.asking.quotes import printings_of
from bot.store.engine.deadline import deadline
from bot.store.tables.schema import document

COUNTED = 5_000
"""Each is a row to be read: some 10 ms."""


def coverage(connection: Connection, filters: Filters, *, events: bool, quotes: bool) -> Coverage:
    """The documents and publishers of the events, the quotes or both that fulfil the conditions.

    Of each sort the newest ``COUNTED`` are looked at, as long as the time lasts (`bot.store.engine.deadline`).
    """
    sorts = (
        tellings_of(connection, filters) if events else None,
        printings_of(connection, filters) if quotes else None,
    )
    found = [rows for rows in sorts if rows is not None]
    if not found:
        return Coverage()
    newest_first = [
        select(rows.order_by(rows.selected_columns.chrono.desc()).limit(COUNTED).subquery()) for rows in found
    ]
    every = union_all(*newest_first).subquery()
    # A document is read once, however many of its rows are found.
    behind = (
        select(every.c.document_id, func.max(every.c.day).label("day"), func.count().label("rows"))
        .group_by(every.c.document_id)
        .subquery()
    )
    with deadline(connection) as time:
        documents, stories, publishers, published, happened, counted = connection.execute(
            select(
                func.count(),
                func.count(distinct(func.coalesce(document.c.story, document.c.id))),
                func.count(distinct(document.c.publisher)),
                func.max(document.c.last_day),
                func.max(behind.c.day),
                func.coalesce(func.sum(behind.c.rows), 0),
            ).select_from(behind.join(document, document.c.id == behind.c.document_id))
        ).one()
    if time.passed:
        return Coverage(partial=True)
    newest = max((day for day in (published, happened) if day is not None), default=None)
    day = dt.date.fromordinal(newest) if newest is not None else None
    return Coverage(
        documents,
        publishers,
        PartialDate(day.year, day.month) if day else None,
        documents - stories,
        counted >= COUNTED,
    )
