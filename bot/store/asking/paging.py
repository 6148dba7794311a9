"""One page of what a question finds, and how much it finds in all, as far as can be told in time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, bindparam, func, literal, select

from bot.store.asking.filters import Filters
from bot.store.asking.shapes import Shaped
from bot.store.engine.deadline import deadline

# Counting costs time for every row that fits, however few are shown. Beyond this "at least" is as good an answer.
COUNTED = 1_000
# With so many, a common word costs no more than a rare one: counted to 250 it cost a twentieth more.
WORDS_COUNTED = 100


@dataclass(frozen=True, slots=True)
class Question:
    """The ``columns`` of all rows from ``source`` that fulfil the conditions, in order.

    ``fitting`` has one row for each of them, where they can be counted without being read.
    """

    columns: Sequence[ColumnElement[Any]]
    source: FromClause
    conditions: Sequence[ColumnElement[bool]]
    order: Sequence[ColumnElement[Any]]
    fitting: Select[Any] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, and the number of all that fit. Where ``partial``, there are at least so many."""

    rows: tuple[Any, ...]
    total: int
    partial: bool = False


class Listing:
    """The answers to one sort of question, page by page. ``ask`` makes the question; None where nothing can fit."""

    def __init__(self, ask: Callable[[Connection, Filters], Question | None]) -> None:
        self._ask = ask
        self._queries = Shaped(self._select_rows, self._select_count)

    def page(self, connection: Connection, filters: Filters, offset: int, limit: int) -> Page:
        """The rows from ``offset`` on, and the number of all.

        What is found when the time is up (`bot.store.engine.deadline`) is returned, the first rows in order. More than
        ``COUNTED``, or ``WORDS_COUNTED`` where nothing but words is asked for, are not counted to the end.
        """
        most = max(min(COUNTED, WORDS_COUNTED) if filters.only_words else COUNTED, offset + limit)
        rows, fitting = self._queries.of(connection, filters)
        found: list[Any] = []
        total = 0
        with deadline(connection) as passed:
            found.extend(rows.each({"page_limit": limit, "page_offset": offset}))
            if 0 < len(found) < limit:
                return Page(tuple(found), offset + len(found))  # that was the end
            for row in fitting.each({"most": most + 1}):
                total = row.total
        counted = max(total, offset + len(found) if found else 0)
        return Page(tuple(found), counted, passed.passed or total > most)

    def _select_rows(self, connection: Connection, filters: Filters) -> Select[Any] | None:
        asked = self._ask(connection, filters)
        if asked is None:
            return None
        page = select(*asked.columns).select_from(asked.source).where(*asked.conditions).order_by(*asked.order)
        return page.offset(bindparam("page_offset", 0)).limit(bindparam("page_limit", 0))

    def _select_count(self, connection: Connection, filters: Filters) -> Select[Any] | None:
        asked = self._ask(connection, filters)
        if asked is None:
            return None
        fitting = asked.fitting
        if fitting is None:
            fitting = select(literal(1)).select_from(asked.source).where(*asked.conditions)
        return select(func.count().label("total")).select_from(fitting.limit(bindparam("most", 0)).subquery())
