"""Rows and changes that every document brings: statements compiled once, each run for many rows (see `driver`).

Values go to the driver as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Table, Update, bindparam, insert

from bot.store.engine.driver import Compiled, PerDialect, driver_cursor, picked

Values = tuple[Any, ...]
_MOST_ROWS = 256  # of one statement


class Change:
    """An INSERT, UPDATE or DELETE with named parameters; ``names`` is the order in which rows give their values.

    All that it compares with or sets must be parameters or SQL. Safe to share between threads.
    """

    def __init__(self, statement: Insert | Update | Delete, names: Sequence[str]) -> None:
        self._statement = statement
        self._names = tuple(names)
        self._compiled = PerDialect(self._compile)

    def run(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Run it for each of the rows; none are fine. Raises what SQLAlchemy raises."""
        sql, arranged = self._compiled.of(connection)
        values = list(map(arranged, rows))
        if values:
            _run(connection, sql, values)

    def _compile(self, connection: Connection) -> tuple[str, Callable[[Values], Any]]:
        """The SQL in the words of the dialect, and what arranges a row's values for it."""
        compiled = Compiled(self._statement, connection)
        if compiled.order is None:
            return compiled.sql, self._named
        return compiled.sql, picked([self._names.index(name) for name in compiled.order])

    def _named(self, values: Values) -> dict[str, Any]:
        return dict(zip(self._names, values, strict=True))


class SearchedRows(Change):
    """Rows into a table beside which a full-text index stands, given as the values of these columns.

    SQLite's FTS5 writes out its index with every statement, and with every row whose place is not after the last one's.
    So many rows go in with one statement, in order of their place, which is the first column.
    """

    def __init__(self, table: Table, *columns: str) -> None:
        super().__init__(_insert(table, columns), columns)

    def run(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Insert the rows; none are fine. Raises what SQLAlchemy raises."""
        ordered = sorted(rows, key=itemgetter(0))
        if connection.dialect.name != "sqlite":
            super().run(connection, ordered)
            return
        sql, arranged = self._compiled.of(connection)
        head, values, row = sql.rpartition(" VALUES ")
        left = list(map(arranged, ordered))
        while left:
            size = min(_MOST_ROWS, 1 << len(left).bit_length() - 1)  # powers of two: few statements to keep
            _run(connection, head + values + ", ".join([row] * size), [tuple(chain.from_iterable(left[:size]))])
            left = left[size:]


def insertion(table: Table, *columns: str) -> Change:
    """Rows into ``table``, given as the values of these columns."""
    return Change(_insert(table, columns), columns)


def _insert(table: Table, columns: Sequence[str]) -> Insert:
    return insert(table).values({column: bindparam(column) for column in columns}).inline()


def _run(connection: Connection, sql: str, rows: Sequence[Any]) -> None:
    with driver_cursor(connection, sql) as cursor:
        cursor.executemany(sql, rows)
