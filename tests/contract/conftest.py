"""An empty archive in each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.engine.database import Database
from tests.archives import KINDS, open_archive


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty archive in each kind of database."""
    with open_archive(request.param, tmp_path) as opened:
        yield opened
