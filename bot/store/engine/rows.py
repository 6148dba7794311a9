"""Inserting rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, insert


def insert_one(connection: Connection, table: Table, **values: Any) -> int:
    """Insert a row and return its id."""
    return int(connection.execute(insert(table).values(values).returning(table.c.id)).scalar_one())


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; none are fine."""
    if rows:
        connection.execute(insert(table), rows)


def among(column: ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """Rows whose ``column`` has one of the values.

    As ``in_``, but the list is one parameter: SQLAlchemy takes long to look at each value by itself.
    """
    return column.in_(bindparam("among", list(values), expanding=True, unique=True))
