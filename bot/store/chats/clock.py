"""What the clock remembers between ticks, and what it does when the machine's time was set back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, delete, select

from bot.model.subscriptions import Outcome
from bot.store.chats.subscriptions import newest_document
from bot.store.engine.conflict import insert_into
from bot.store.engine.database import Database
from bot.store.tables.codec import moment, seconds
from bot.store.tables.reminders import clock_state, outbox


class ClockMemory:
    """Safe to share between threads and processes. Raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last_tick(self) -> dt.datetime | None:
        """When a tick was last finished, by any process; None before the first."""
        with self._database.read() as connection:
            stored = _get(connection, "tick")
        return None if stored is None else moment(stored)

    def finish_tick(self, now: dt.datetime) -> None:
        """Remember that a tick was finished at ``now``."""
        with self._database.write() as connection:
            _put(connection, "tick", seconds(now))

    def documents_at_rest(self, now: dt.datetime, quiet: dt.timedelta) -> int | None:
        """The number of the newest document, once none has come for ``quiet``: an ingest is told of when it is over."""
        with self._database.read() as connection:
            newest, known, since = (
                newest_document(connection),
                _get(connection, "newest"),
                _get(connection, "newest_since"),
            )
        if newest == known and since is not None and since <= seconds(now):
            return newest if seconds(now) - since >= quiet.total_seconds() else None
        with self._database.write() as connection:
            _put(connection, "newest", newest)
            _put(connection, "newest_since", seconds(now))
        return None

    def take_back_skips(self, now: dt.datetime) -> int:
        """Delete what was skipped ahead of ``now`` while the clock was wrong, so that it can still be posted."""
        ahead = delete(outbox).where(outbox.c.outcome == Outcome.SKIPPED.value, outbox.c.due_at > seconds(now))
        with self._database.write() as connection:
            return connection.execute(ahead).rowcount


def _get(connection: Connection, key: str) -> int | None:
    return connection.execute(select(clock_state.c.value).where(clock_state.c.key == key)).scalar()


def _put(connection: Connection, key: str, value: int) -> None:
    stored = insert_into(connection, clock_state).values(key=key, value=value)
    connection.execute(stored.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
