"""Inserting rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, insert


def insert_one(connection: Connection, table: Table, **values: Any) -> int:
    """Insert a row and return its id."""
    return insert_many(connection, table, [values])[0]


def insert_many(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows and return their ids in the order of the rows."""
    if not rows:
        return []
    ids = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    if connection.dialect.name != "sqlite" or len(rows) == 1:
        return list(connection.execute(ids, rows).scalars())
    # SQLite cannot return them in order, so that each row would be a statement of its own. A transaction that writes
    # is alone there: the ids after the first one are free.
    first = connection.execute(ids, rows[:1]).scalar_one()
    numbers = range(first, first + len(rows))
    connection.execute(insert(table), [{"id": id_, **row} for id_, row in zip(numbers[1:], rows[1:], strict=True)])
    return list(numbers)


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; none are fine."""
    if rows:
        connection.execute(insert(table), rows)


def among(column: ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """Rows whose ``column`` has one of the values.

    As ``in_``, but the list is one parameter: SQLAlchemy takes long to look at each value by itself.
    """
    return column.in_(bindparam("among", list(values), expanding=True, unique=True))
