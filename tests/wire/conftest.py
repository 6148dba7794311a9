"""A Discord of ours, and an archive of five documents that the tests of a file share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.store.chats.servers import Servers
from bot.store.engine.database import Database
from tests.wire.discord_bot import archive
from tests.wire.discord_parts import GUILD
from tests.wire.discord_server import DiscordServer


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One archive for all tests of a file."""
    with archive(tmp_path_factory.mktemp("archive")) as opened:
        yield opened


@pytest.fixture
def database(shared: Database) -> Database:
    """The archive, with nothing set by its server."""
    Servers(shared).forget("discord", str(GUILD))
    return shared


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    """A Discord of ours."""
    async with DiscordServer().running() as running:
        yield running
