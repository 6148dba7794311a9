"""An archive in a SQLite file: how its connections are made."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from bot.errors import NoArchiveError, StoreError

LOCK_SECONDS = 30
READERS = 8
STATEMENTS = 512
"""How many a connection keeps made ready: more than there are in `bot.store.engine.prepared` and `changes`."""


def prepare(url: URL, *, create: bool) -> Path:
    """The file that ``url`` names, its folder made where ``create`` says so.

    Raises StoreError where there can be no archive.
    """
    if url.database in (None, "", ":memory:"):
        raise StoreError(f"{url} cannot hold an archive. Write sqlite:///path/to/archive.db")
    path = Path(str(url.database))
    if not path.exists():
        if not create:
            raise NoArchiveError(f"There is no archive at {path}. Make one: briefing-bot ingest FOLDER")
        _make_folder(path.parent)
    if path.is_dir():
        raise StoreError(f"{path} is a folder. Name a file for the database, for instance {path / 'archive.db'}.")
    return path


def engine(path: Path, deadline: float, *, writes: bool) -> Engine:
    """Connections to the file: one that writes, in transactions that begin at once, or several that only read.

    These begin nothing by themselves (`bot.store.engine.readers` does).
    """
    made = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        pool_size=1 if writes else READERS,
        max_overflow=0,
        pool_timeout=LOCK_SECONDS,
        connect_args={"check_same_thread": False, "timeout": LOCK_SECONDS, "cached_statements": STATEMENTS},
    )

    @event.listens_for(made, "connect")
    def begin_well(connection: sqlite3.Connection, record: Any) -> None:
        record.info["deadline"] = deadline
        connection.isolation_level = None  # we say BEGIN ourselves: sqlite3 would leave schema changes outside
        if writes:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        else:
            connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA foreign_keys = ON")

    if writes:
        event.listen(made, "begin", _begin_writing)
    return made


def _begin_writing(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN IMMEDIATE")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {folder} cannot be made: {error.strerror}.") from error
