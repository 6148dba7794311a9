"""An archive in a PostgreSQL database: how its connections are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from bot.errors import MissingExtraError, StoreError

if TYPE_CHECKING:
    import psycopg

LOCK_SECONDS = 30
READERS, WRITERS = 8, 4
OLDEST = 14
"""The first version of PostgreSQL with function bodies in standard SQL, which the search is made of."""

# A machine that is gone is noticed within a minute, not when the system gives its connection up.
_LIVELY = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": 30_000}


def engine(url: URL, deadline: float, *, writes: bool) -> Engine:
    """Connections to the database: some that write, or several that only read, each a snapshot while it is in use.

    Raises MissingExtraError where psycopg is not installed.
    """
    try:
        import psycopg
    except ImportError as error:
        raise MissingExtraError("PostgreSQL", "postgres") from error

    made = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=WRITERS if writes else READERS,
        max_overflow=0,
        pool_timeout=LOCK_SECONDS,
        pool_pre_ping=True,  # a server that was started again is met with a new connection
        connect_args=_LIVELY
        | {"connect_timeout": 10, "application_name": "briefing-bot"}
        # A statement is planned for the words that are asked for: common and rare ones want different plans.
        | {"prepare_threshold": None}
        | dict(url.query),
    )

    @event.listens_for(made, "connect")
    def begin_well(connection: psycopg.Connection[Any], record: Any) -> None:
        record.info["deadline"] = deadline
        connection.autocommit = True
        # Counting is stopped at a thousand, which the planner does not know: compiling the plan would take longer.
        connection.execute("SET jit = off")
        connection.autocommit = False
        if not writes:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True

    return made


def check(connection: Connection) -> None:
    """Raise StoreError where the server or the database cannot hold an archive."""
    version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10_000
    if version < OLDEST:
        raise StoreError(f"The server is PostgreSQL {version}; {OLDEST} or newer is needed.")
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise StoreError(
            f"The database is encoded in {encoding}, which cannot hold every script. "
            "Make another one: CREATE DATABASE briefing ENCODING 'UTF8' TEMPLATE template0"
        )
