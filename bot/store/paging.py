"""One page of what a question finds, and how much it finds in all, as far as can be told in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Table, func, literal, select

from bot.store.deadline import deadline

# Counting costs time for every row that fits, however few are shown. Beyond this "at least" is as good an answer.
COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, and the number of all that fit. Where ``partial``, there are at least so many."""

    rows: tuple[Row[Any], ...]
    total: int
    partial: bool = False


def read_page(
    connection: Connection,
    rows: Table,
    source: FromClause,
    conditions: Sequence[ColumnElement[bool]],
    order: Sequence[ColumnElement[Any]],
    offset: int,
    limit: int,
) -> Page:
    """The rows of ``rows`` from ``source`` that fulfil the conditions, from ``offset`` on, and the number of all.

    What is found when the time is up (`bot.store.deadline`) is returned, the first rows in order. More than
    ``COUNTED`` are not counted to the end.
    """
    page = select(rows).select_from(source).where(*conditions).order_by(*order).offset(offset).limit(limit)
    fitting = select(literal(1)).select_from(source).where(*conditions).limit(max(COUNTED, offset + limit) + 1)
    found: list[Row[Any]] = []
    total = 0
    with deadline(connection) as passed:
        found.extend(connection.execution_options(yield_per=1).execute(page))
        if 0 < len(found) < limit:
            return Page(tuple(found), offset + len(found))  # that was the end
        total = connection.execute(select(func.count()).select_from(fitting.subquery())).scalar_one()
    counted = max(total, offset + len(found) if found else 0)
    return Page(tuple(found), counted, passed.passed or total > max(COUNTED, offset + limit))
