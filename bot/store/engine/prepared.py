"""Statements that are asked all the time: built and compiled once (see `driver`)."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam

from bot.store.engine.driver import Compiled, PerDialect, driver_cursor, picked

Values = Mapping[str, Any]
_MOST = 1_024  # values in one statement


class Query(Compiled):
    """A query in the words of one dialect."""

    def __init__(self, statement: Select[Any], connection: Connection) -> None:
        super().__init__(statement, connection)
        self._parameters: Callable[[Values], Any] = dict if self.order is None else picked(self.order)
        row: Any = namedtuple("row", list(statement.selected_columns.keys()))  # type: ignore[misc] # known only here
        self._row: Callable[[Any], Any] = row._make
        self._streams = connection.dialect.name == "postgresql"

    def run(self, connection: Connection, values: Values) -> Iterator[Any]:
        """The rows one after the other, each as soon as the database has found it, as named tuples.

        Their values are the driver's: what is a Boolean in the schema may be 0 or 1. Raises what SQLAlchemy raises.
        """
        return map(self._row, self.tuples(connection, values))

    def tuples(self, connection: Connection, values: Values) -> Iterator[tuple[Any, ...]]:
        """The same without names: for very many rows."""
        parameters = self._parameters({**self.defaults, **values})
        with driver_cursor(connection, self.sql) as cursor:
            # psycopg would wait for all rows, and lose those that came before the time was up.
            yield from cursor.stream(self.sql, parameters) if self._streams else cursor.execute(self.sql, parameters)


class Prepared:
    """A query with named parameters. Safe to share between threads."""

    def __init__(self, statement: Select[Any]) -> None:
        self._query = PerDialect(partial(Query, statement))

    def rows(self, connection: Connection, values: Values | None = None) -> list[Any]:
        """All rows (see `Query.run`)."""
        return list(self._query.of(connection).run(connection, values or {}))

    def tuples(self, connection: Connection) -> Iterator[tuple[Any, ...]]:
        """All rows without names, one after the other (see `Query.tuples`)."""
        return self._query.of(connection).tuples(connection, {})


class PreparedAmong:
    """A query for the rows whose ``column`` has one of some values: ids, keys. Prepared once for every power of two."""

    def __init__(self, statement: Select[Any], column: ColumnElement[Any]) -> None:
        self._statement = statement
        self._column = column
        self._sizes: dict[int, tuple[Prepared, list[str]]] = {}

    def rows(self, connection: Connection, wanted: Collection[Any], values: Values | None = None) -> list[Any]:
        """The rows, in no order (see `Query.run`); none for no values. ``values`` are of other parameters.

        More than a thousand wanted values are asked for in several statements.
        """
        every = list(wanted)
        found: list[Any] = []
        for begin in range(0, len(every), _MOST):
            some = every[begin : begin + _MOST]
            size = 1 << (len(some) - 1).bit_length()
            prepared, names = self._sizes.get(size) or self._prepare(size)
            some += some[-1:] * (size - len(some))
            found += prepared.rows(connection, {**(values or {}), **dict(zip(names, some, strict=True))})
        return found

    def _prepare(self, size: int) -> tuple[Prepared, list[str]]:
        names = [f"wanted_{number}" for number in range(size)]
        among = self._column.in_([bindparam(name, type_=self._column.type) for name in names])
        self._sizes[size] = Prepared(self._statement.where(among)), names
        return self._sizes[size]
