"""Past SQLAlchemy to the driver: statements compiled once for each dialect, run on the driver's own cursor.

SQLAlchemy takes longer to build a statement and to wrap its result than a database to look a row up by an index
(measured: 90 and 12 microseconds for five quotes; docs/performance.md). The SQL is written in SQLAlchemy as everywhere
else and compiled for the dialect of the connection; only running it goes past SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import ClauseElement, Connection
from sqlalchemy.exc import DBAPIError

M = TypeVar("M")


class Compiled:
    """A statement in the SQL of one dialect.

    ``order`` names its parameters where the driver wants their values in a row; it is None where they go by name.
    ``defaults`` are the values that parameters have by themselves.
    """

    def __init__(self, statement: ClauseElement, connection: Connection) -> None:
        compiled = statement.compile(connection, compile_kwargs={"render_postcompile": True})
        self.sql = str(compiled)
        self.order: Sequence[str] | None = getattr(compiled, "positiontup", None)
        self.defaults = dict(compiled.params)


class PerDialect(Generic[M]):
    """What is made once for each dialect. Safe to share between threads: at worst it is made twice."""

    def __init__(self, make: Callable[[Connection], M]) -> None:
        self._make = make
        self._made: dict[str, M] = {}

    def of(self, connection: Connection) -> M:
        """What goes with the dialect of ``connection``."""
        dialect = connection.dialect.name
        made = self._made.get(dialect)
        if made is None:
            made = self._made[dialect] = self._make(connection)
        return made


@contextmanager
def driver_cursor(connection: Connection, sql: str) -> Iterator[Any]:
    """A cursor of the driver, on which ``sql`` is to be run; what the driver raises is raised as SQLAlchemy does."""
    driver: Any = connection.connection.driver_connection
    cursor = driver.cursor()
    try:
        yield cursor
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(sql, None, error, Exception, dialect=connection.dialect) from error
    finally:
        cursor.close()


def picked(keys: Sequence[Any]) -> Callable[[Any], Sequence[Any]]:
    """What takes the values under ``keys`` (or at these places) out of a mapping (or a row), in this order."""
    if len(keys) > 1:
        return itemgetter(*keys)
    return lambda values: [values[key] for key in keys]
