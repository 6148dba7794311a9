"""Rows into tables and out of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, bindparam, insert, select

_PAGE = 200


def insert_one(connection: Connection, table: Table, **values: Any) -> int:
    """Insert a row and return its id."""
    return int(connection.execute(insert(table).values(values).returning(table.c.id)).scalar_one())


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; none are fine."""
    if rows:
        connection.execute(insert(table), rows)


def pages_of(connection: Connection, table: Table, *shown: ColumnElement[Any]) -> Iterator[Sequence[Row[Any]]]:
    """All rows in the order of their ids, some at a time; others may be written meanwhile.

    Each with the columns ``shown``, the id among them; with all where none are named.
    """
    last = 0
    while True:
        wanted = select(*(shown or table.c)).where(table.c.id > last).order_by(table.c.id).limit(_PAGE)
        rows = connection.execute(wanted).all()
        if not rows:
            return
        yield rows
        last = rows[-1].id


def among(column: ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """Rows whose ``column`` has one of the values.

    As ``in_``, but the list is one parameter: SQLAlchemy takes long to look at each value by itself.
    """
    return column.in_(bindparam("among", list(values), expanding=True, unique=True))
