"""How long one question may take before what has been found until then must do."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from sqlite3 import SQLITE_INTERRUPT
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

SECONDS = 0.25
"""What a reader in a chat does not notice, and what a question that is well put needs a small part of."""
_STEPS = 2_000  # instructions of SQLite's virtual machine between two looks at the clock: some 20 microseconds
_QUERY_CANCELED = "57014"  # what PostgreSQL says where statement_timeout has stopped a statement


@dataclass(slots=True)
class Deadline:
    """Tells after the fact whether the time was up; before, where there is more to be asked, whether it is.

    ``end`` is by the monotonic clock.
    """

    end: float
    passed: bool = False

    def is_up(self) -> bool:
        """Whether the time is up: what is not asked for any more is then missing."""
        self.passed = self.passed or time.monotonic() >= self.end
        return self.passed


@contextmanager
def deadline(connection: Connection) -> Iterator[Deadline]:
    """Stop what runs on ``connection`` within this block when its time is up; the block then ends without an error.

    The time in seconds is ``connection.info["deadline"]`` (`open_database` sets it), SECONDS where there is none. Over
    PostgreSQL each statement of the block has that time.
    """
    seconds: float = connection.info.get("deadline", SECONDS)
    state = Deadline(time.monotonic() + seconds)
    stopped = _stopped_by_timeout if connection.dialect.name == "postgresql" else _stopped_by_handler
    with stopped(connection, seconds, state):
        yield state


@contextmanager
def _stopped_by_handler(connection: Connection, _seconds: float, state: Deadline) -> Iterator[None]:
    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(lambda: time.monotonic() >= state.end, _STEPS)
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", None) != SQLITE_INTERRUPT:
            raise
        state.passed = True
    finally:
        driver.set_progress_handler(None, _STEPS)


@contextmanager
def _stopped_by_timeout(connection: Connection, seconds: float, state: Deadline) -> Iterator[None]:
    # Going back to the savepoint lifts the limit again, and lets the transaction go on where it was reached.
    savepoint = connection.begin_nested()
    connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, round(seconds * 1000))}")
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _QUERY_CANCELED:
            raise
        state.passed = True
    finally:
        savepoint.rollback()
