"""What tests share: an empty archive, a web of ours, and how property tests are judged."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import stop_server

if TYPE_CHECKING:
    from bot.store.engine.database import Database
    from tests.web import Web

# By what they find, never by how long the machine took.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_sessionfinish() -> None:
    """Stop the PostgreSQL that this process has started for its tests, if any."""
    stop_server()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty archive, to be copied: it is made once."""
    from bot.store.engine.database import open_database

    path = tmp_path_factory.mktemp("empty") / "archive.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def database(tmp_path: Path, empty: Path) -> Iterator[Database]:
    """An empty archive in ``archive.db``."""
    from bot.store.engine.database import open_database
    from tests.archives import PATIENT

    shutil.copy(empty, tmp_path / "archive.db")
    with open_database(f"sqlite:///{tmp_path / 'archive.db'}", deadline=PATIENT) as opened:
        yield opened


@pytest.fixture
def web() -> Iterator[Web]:
    """An empty web."""
    from tests.web import serving

    with serving() as web:
        yield web
