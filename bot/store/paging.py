"""One page of what a question finds, and how much it finds in all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Table, func, select


def read_page(
    connection: Connection,
    rows: Table,
    source: FromClause,
    conditions: Sequence[ColumnElement[bool]],
    order: Sequence[ColumnElement[Any]],
    offset: int,
    limit: int,
) -> tuple[Sequence[Row[Any]], int]:
    """The rows of ``rows`` from ``source`` that fulfil the conditions, from ``offset`` on, and the number of all."""
    total = connection.execute(select(func.count()).select_from(source).where(*conditions)).scalar_one()
    page = select(rows).select_from(source).where(*conditions).order_by(*order).offset(offset).limit(limit)
    return connection.execute(page).all(), total
