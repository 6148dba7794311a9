"""Archives in each kind of database, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from bot.store.engine.database import Database, open_database
from tests.postgres import archive_url

KINDS = ["sqlite", "postgresql"]
PATIENT = 60.0
"""Seconds that a question may take: no answer of a test depends on how busy the machine is."""
_numbers = count()


@contextmanager
def archive_at(kind: str, folder: Path) -> Iterator[str]:
    """The URL of a new archive; a SQLite one lies in ``folder``, a PostgreSQL one is gone afterwards."""
    if kind == "postgresql":
        with archive_url() as url:
            yield url
    else:
        yield f"sqlite:///{folder / f'archive{next(_numbers)}.db'}"


@contextmanager
def open_archive(kind: str, folder: Path, deadline: float = PATIENT) -> Iterator[Database]:
    """A new archive, open."""
    with archive_at(kind, folder) as url, open_database(url, deadline=deadline) as database:
        yield database
