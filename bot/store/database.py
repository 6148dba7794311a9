"""The database of one archive: one connection that writes, several that read, and the schema brought up to date."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from bot.errors import SchemaError, StoreError
from bot.store.deadline import SECONDS
from bot.store.faults import translated

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK_SECONDS = 30
READERS = 8


class Database:
    """An open database. Safe to share between threads: reads run side by side, writes one after the other."""

    def __init__(self, place: str, writer: Engine, reader: Engine) -> None:
        self.place = place
        self._writer = writer
        self._reader = reader
        self._turn = threading.Lock()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the archive until it is given back. Raises StoreError."""
        with translated(self.place), self._reader.connect() as connection:
            connection.begin()  # what goes past SQLAlchemy (bot.store.prepared) would not begin by itself
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it is stored at the end, or nothing where anything was raised. Raises StoreError."""
        with self._turn, translated(self.place), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Give back every connection. The database may be opened again."""
        self._reader.dispose()
        self._writer.dispose()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_database(url: str, *, create: bool = True, deadline: float = SECONDS) -> Database:
    """Open the archive at ``url`` (``sqlite:///relative/path`` or ``sqlite:////absolute/path``).

    Its schema is brought up to date first, in one transaction. With ``create`` a missing file is made, with its
    folder; without, a missing file is a StoreError. A question that takes more than ``deadline`` seconds is answered
    with what was found until then. Raises SchemaError for a database of a newer program, StoreError for what cannot be
    opened.
    """
    path = _sqlite_path(url)
    if not path.exists():
        if not create:
            raise StoreError(f"There is no archive at {path}. Make one: briefing-bot ingest FOLDER")
        _make_folder(path.parent)
    if path.is_dir():
        raise StoreError(f"{path} is a folder. Name a file for the database, for instance {path / 'archive.db'}.")
    database = Database(str(path), _engine(path, writes=True), _engine(path, writes=False, deadline=deadline))
    try:
        _migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def head_revision() -> str:
    """The newest revision of the schema that this program knows, by the names of its migration files."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _sqlite_path(url: str) -> Path:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"{url!r} does not name a database. Write sqlite:///path/to/archive.db") from error
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        shown = parsed.render_as_string(hide_password=True)
        raise StoreError(f"{shown} cannot hold an archive. Write sqlite:///path/to/archive.db")
    return Path(str(parsed.database))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {folder} cannot be made: {error.strerror}.") from error


def _engine(path: Path, *, writes: bool, deadline: float = SECONDS) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        pool_size=1 if writes else READERS,
        max_overflow=0,
        pool_timeout=LOCK_SECONDS,
        connect_args={"check_same_thread": False, "timeout": LOCK_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: Any) -> None:
        record.info["deadline"] = deadline
        connection.isolation_level = None  # we say BEGIN ourselves: sqlite3 would leave schema changes outside
        if writes:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        else:
            connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _migrate(database: Database) -> None:
    """Bring the schema to the newest revision. One small read where it is there already, so that a start never waits
    for another process that writes.
    """
    with database.read() as connection:
        if _is_current(connection, database.place):
            return
    with database.write() as connection:
        if not _is_current(connection, database.place):  # another process may have been first
            _upgrade(connection)


def _is_current(connection: Connection, place: str) -> bool:
    current, head = _current_revision(connection, place), head_revision()
    if current > head:
        raise SchemaError(
            f"The archive {place} was written by a newer version of the program (its schema is {current}, this "
            f"program knows {head}). Update the program: pip install --upgrade briefing-bot"
        )
    return current == head


def _current_revision(connection: Connection, place: str) -> str:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    if tables:
        raise StoreError(f"{place} is a database of another program. Name another file for the archive.")
    return ""


def _upgrade(connection: Connection) -> None:
    # Imported here because a console on an archive that is up to date need not wait for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
