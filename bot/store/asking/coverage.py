"""What stands behind an answer, counted over all that a question finds and not over the page that is shown."""

from __future__ import annotations

import datetime as dt
from functools import partial
from itertools import product
from typing import Any

from sqlalchemy import Connection, Select, bindparam, distinct, func, select, union_all

from bot.model import PartialDate
from bot.model.archive import Coverage
from bot.store.asking.events import tellings_of
from bot.store.asking.filters import Filters
from bot.store.asking.quotes import printings_of
from bot.store.asking.shapes import Shaped
from bot.store.engine.deadline import deadline
from bot.store.tables.schema import document

COUNTED = 5_000
"""Each is a row to be read: some 10 ms."""


def coverage(connection: Connection, filters: Filters, *, events: bool, quotes: bool) -> Coverage:
    """The documents and publishers of the events, the quotes or both that fulfil the conditions.

    Of each sort the newest ``COUNTED`` are looked at, as long as the time lasts (`bot.store.engine.deadline`).
    """
    (behind,) = _BEHIND[events, quotes].of(connection, filters)
    found: list[Any] = []
    with deadline(connection) as time:
        found.extend(behind.each({"most": COUNTED}))
    if time.passed:
        return Coverage(partial=True)
    if not found:
        return Coverage()
    documents, stories, publishers, published, happened, counted = found[0]
    newest = max((day for day in (published, happened) if day is not None), default=None)
    day = dt.date.fromordinal(newest) if newest is not None else None
    return Coverage(
        documents,
        publishers,
        PartialDate(day.year, day.month) if day else None,
        documents - stories,
        counted >= COUNTED,
    )


def _behind(connection: Connection, filters: Filters, *, events: bool, quotes: bool) -> Select[Any] | None:
    """What `coverage` counts, in one row; None where there can be nothing."""
    sorts = (
        tellings_of(connection, filters) if events else None,
        printings_of(connection, filters) if quotes else None,
    )
    found = [rows for rows in sorts if rows is not None]
    if not found:
        return None
    newest_first = [
        select(rows.order_by(rows.selected_columns.chrono.desc()).limit(bindparam("most", 0)).subquery())
        for rows in found
    ]
    every = union_all(*newest_first).subquery()
    # A document is read once, however many of its rows are found.
    behind = (
        select(every.c.document_id, func.max(every.c.day).label("day"), func.count().label("rows"))
        .group_by(every.c.document_id)
        .subquery()
    )
    return select(
        func.count().label("documents"),
        func.count(distinct(func.coalesce(document.c.story, document.c.id))).label("stories"),
        func.count(distinct(document.c.publisher)).label("publishers"),
        func.max(document.c.last_day).label("published"),
        func.max(behind.c.day).label("happened"),
        func.coalesce(func.sum(behind.c.rows), 0).label("counted"),
    ).select_from(behind.join(document, document.c.id == behind.c.document_id))


_BEHIND = {
    (events, quotes): Shaped(partial(_behind, events=events, quotes=quotes))
    for events, quotes in product((True, False), repeat=2)
}
