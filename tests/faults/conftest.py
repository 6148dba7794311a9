"""An empty archive, a clock set by hand and a channel that remembers its posts, for tests of delivery."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.engine.database import Database, open_database
from tests.reminders import HOUR, MORNING, Channel, HandClock


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty archive."""
    path = tmp_path_factory.mktemp("empty") / "archive.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def database(tmp_path: Path, empty: Path) -> Iterator[Database]:
    """An empty archive."""
    shutil.copy(empty, tmp_path / "archive.db")
    with open_database(f"sqlite:///{tmp_path / 'archive.db'}") as opened:
        yield opened


@pytest.fixture
def clock() -> HandClock:
    """The clock of the process."""
    return HandClock(MORNING - HOUR)


@pytest.fixture
def channel() -> Channel:
    """The channel that is posted to."""
    return Channel()
