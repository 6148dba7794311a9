"""The database of one archive: connections that write, others that read, and the schema brought up to date."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Connection, Engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from bot.errors import NoArchiveError, SchemaError, StoreError
from bot.store.engine import on_postgresql, on_sqlite
from bot.store.engine.deadline import SECONDS
from bot.store.engine.faults import translated
from bot.store.engine.locks import Lock, hold
from bot.store.engine.readers import Readers

MIGRATIONS = Path(__file__).parent.parent / "migrations"
_BOTH_WAYS = "Write sqlite:///path/to/archive.db or postgresql://user@host/database"


class _Reading(Protocol):
    """Where connections that only read come from."""

    def connect(self) -> AbstractContextManager[Connection]: ...

    def dispose(self) -> None: ...


class Database:
    """An open database. Safe to share between threads: reads run side by side.

    So do writes over PostgreSQL; over SQLite they come one after the other.
    """

    def __init__(self, place: str, writer: Engine, reader: _Reading) -> None:
        self.place = place
        self._writer = writer
        self._reader = reader
        self._turn = threading.Lock() if writer.dialect.name == "sqlite" else nullcontext()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the archive until it is given back. Raises StoreError."""
        with translated(self.place), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it is stored at the end, or nothing where anything was raised. Raises StoreError."""
        with self._turn, translated(self.place), self._writer.begin() as connection:
            yield connection

    @property
    def shared(self) -> bool:
        """Whether other processes and machines may be at work in it: PostgreSQL."""
        return self._writer.dialect.name == "postgresql"

    def close(self) -> None:
        """Give back every connection. The database may be opened again."""
        self._reader.dispose()
        self._writer.dispose()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_database(url: str, *, create: bool = True, deadline: float = SECONDS) -> Database:
    """Open the archive at ``url``: ``sqlite:///relative/path``, ``sqlite:////absolute/path`` or
    ``postgresql://user@host/database``.

    Its schema is brought up to date first, in one transaction. With ``create`` a missing file is made, with its
    folder, or the tables of an empty PostgreSQL database; without, a missing archive is a StoreError. A question that
    takes more than ``deadline`` seconds is answered with what was found until then. Raises SchemaError for a database
    of a newer program, StoreError for what cannot be opened, MissingExtraError where psycopg is needed.
    """
    database = _connected(parsed_url(url), deadline, create=create)
    try:
        _migrate(database, create=create)
    except BaseException:
        database.close()
        raise
    return database


def parsed_url(url: str) -> URL:
    """Take a database's URL apart. Raises StoreError where it names none that can hold an archive."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        shown = url.rpartition("@")[2].partition("?")[0]  # what stands around it may be a password
        raise StoreError(f"{shown!r} does not name a database. {_BOTH_WAYS}") from error
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg"} and parsed.database:
        return parsed.set(drivername="postgresql")
    if parsed.drivername != "sqlite" or parsed.database in (None, "", ":memory:"):
        raise StoreError(f"{parsed.render_as_string(hide_password=True)} cannot hold an archive. {_BOTH_WAYS}")
    return parsed


def place_of(url: str) -> str:
    """What two ways of writing one database have in common: the whole path of its file, or its address without a user.

    Raises StoreError as `parsed_url` does.
    """
    parsed = parsed_url(url)
    if parsed.drivername == "sqlite":
        return str(Path(parsed.database or "").resolve())
    return f"{parsed.host or 'localhost'}:{parsed.port or 5432}/{parsed.database}"


def _connected(url: URL, deadline: float, *, create: bool) -> Database:
    if url.drivername == "sqlite":
        path = on_sqlite.prepare(url, create=create)
        writer, reader = (on_sqlite.engine(path, deadline, writes=writes) for writes in (True, False))
        return Database(str(path), writer, Readers(reader, on_sqlite.READERS, on_sqlite.LOCK_SECONDS))
    # Shown in chats: nothing that lets anybody in.
    place = f"postgresql://{url.host or 'localhost'}{f':{url.port}' if url.port else ''}/{url.database}"
    return Database(place, *(on_postgresql.engine(url, deadline, writes=writes) for writes in (True, False)))


def head_revision() -> str:
    """The newest revision of the schema that this program knows, by the names of its migration files."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _migrate(database: Database, *, create: bool) -> None:
    """Bring the schema to the newest revision. One small read where it is there already, so that a start never waits
    for another process that writes.
    """
    with database.read() as connection:
        current = _current_revision(connection, database.place)
    if current == head_revision():
        return
    if not current and not create:
        raise NoArchiveError(f"There is no archive at {database.place}. Make one: briefing-bot ingest FOLDER")
    with database.write() as connection:
        hold(connection, Lock.SCHEMA)
        if connection.dialect.name == "postgresql":
            on_postgresql.check(connection)
        if _current_revision(connection, database.place) != head_revision():  # another process may have been first
            _upgrade(connection)


def _current_revision(connection: Connection, place: str) -> str:
    """The revision of the archive; empty for an empty database. Raises SchemaError where it is a newer program's."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        if tables:
            raise StoreError(f"{place} is a database of another program. Name another one for the archive.")
        return ""
    current: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    if current > head_revision():
        raise SchemaError(
            f"The archive {place} was written by a newer version of the program (its schema is {current}, this "
            f"program knows {head_revision()}). Update the program: pip install --upgrade briefing-bot"
        )
    return current


def _upgrade(connection: Connection) -> None:
    # Imported here because a console on an archive that is up to date need not wait for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
