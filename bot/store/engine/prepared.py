"""Statements that are asked all the time: built and compiled once, then run on the driver's own cursor.

SQLAlchemy takes longer to build a statement and to wrap its result than a database to look a row up by an index
(measured: 90 and 12 microseconds for five quotes; docs/performance.md). The SQL is written in SQLAlchemy as everywhere
else and compiled for the dialect of the connection; only running it goes past SQLAlchemy.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam
from sqlalchemy.exc import DBAPIError

Values = Mapping[str, Any]
_MOST = 1_024  # values in one statement


class Compiled:
    """A query in the words of one dialect, with the names of its parameters and the values they have by themselves."""

    def __init__(self, statement: Select[Any], connection: Connection) -> None:
        compiled = statement.compile(connection, compile_kwargs={"render_postcompile": True})
        self.sql = str(compiled)
        self.defaults = dict(compiled.params)
        order: Sequence[str] | None = getattr(compiled, "positiontup", None)
        self._parameters = _in_order(order) if order is not None else dict
        row: Any = namedtuple("row", list(statement.selected_columns.keys()))  # type: ignore[misc] # known only here
        self._row: Callable[[Any], Any] = row._make
        self._streams = connection.dialect.name == "postgresql"
        self._error: type[Exception] = connection.dialect.loaded_dbapi.Error

    def run(self, connection: Connection, values: Values) -> Iterator[Any]:
        """The rows one after the other, each as soon as the database has found it, as named tuples.

        Their values are the driver's: what is a Boolean in the schema may be 0 or 1. Raises what SQLAlchemy raises.
        """
        driver: Any = connection.connection.driver_connection
        cursor = driver.cursor()
        parameters = self._parameters({**self.defaults, **values})
        try:
            # psycopg would wait for all rows, and lose those that came before the time was up.
            found = cursor.stream(self.sql, parameters) if self._streams else cursor.execute(self.sql, parameters)
            yield from map(self._row, found)
        except self._error as error:
            raise DBAPIError(self.sql, None, error) from error
        finally:
            cursor.close()


class Prepared:
    """A query with named parameters. Safe to share between threads."""

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._dialects: dict[str, Compiled] = {}

    def rows(self, connection: Connection, values: Values | None = None) -> list[Any]:
        """All rows (see `Compiled.run`)."""
        compiled = self._dialects.get(connection.dialect.name)
        if compiled is None:
            compiled = self._dialects[connection.dialect.name] = Compiled(self._statement, connection)
        return list(compiled.run(connection, values or {}))


class PreparedAmong:
    """A query for the rows whose ``column`` has one of some values: ids, keys. Prepared once for every power of two."""

    def __init__(self, statement: Select[Any], column: ColumnElement[Any]) -> None:
        self._statement = statement
        self._column = column
        self._sizes: dict[int, tuple[Prepared, list[str]]] = {}

    def rows(self, connection: Connection, wanted: Collection[Any], values: Values | None = None) -> list[Any]:
        """The rows, in no order (see `Compiled.run`); none for no values. ``values`` are of other parameters.

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


def _in_order(names: Sequence[str]) -> Callable[[Values], Sequence[Any]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]
