"""Connections that only read, kept from one question to the next.

SQLAlchemy looks through a connection whenever its pool gives one out or takes one back, which takes half as long as it
takes SQLite to find five quotes (docs/decisions/0069-around-a-statement.md). With a file no line can have broken off.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


class Readers:
    """``number`` connections of an engine over SQLite, made when they are first needed. Safe to share between threads.

    Who finds all in use waits for ``seconds``.
    """

    def __init__(self, engine: Engine, number: int, seconds: float) -> None:
        self._engine = engine
        self._seconds = seconds
        # The one that was used last comes first: what it has read of the file is still in memory.
        self._free: LifoQueue[Connection | None] = LifoQueue()
        for _ in range(number):
            self._free.put(None)

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection that sees one state of the archive until it is given back. Raises what SQLAlchemy raises."""
        try:
            connection = self._free.get(timeout=self._seconds)
        except Empty as error:
            raise PoolTimeoutError("all connections are in use") from error
        try:
            connection = connection or self._engine.connect()
            driver: Any = connection.connection.driver_connection
            driver.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction():  # SQLAlchemy begins its own, which is nothing to SQLite
                    connection.rollback()
                driver.rollback()
        finally:
            self._free.put(connection)

    def dispose(self) -> None:
        """Close the connections that are not in use. They are made again when they are needed."""
        free = [self._free.get() for _ in range(self._free.qsize())]
        for connection in free:
            if connection is not None:
                connection.close()
            self._free.put(None)
        self._engine.dispose()
