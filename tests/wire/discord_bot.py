"""The real bot on the Discord of ours, over an archive of invented documents."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from bot.chat.discord import DiscordBot
from bot.store.chats.servers import Servers
from bot.store.corpus import Corpus
from bot.store.engine.database import Database, open_database
from bot.store.writing.write import ArchiveWriter
from tests.archives import PATIENT
from tests.dialogs.archive import documents
from tests.wire.discord_parts import Exchange
from tests.wire.discord_server import TOKEN, DiscordServer

MANAGES = str((1 << 5) | (1 << 11))
"""Permissions of somebody who may manage the server and write."""


@contextmanager
def archive(folder: Path) -> Iterator[Database]:
    """An archive of five documents."""
    with open_database(f"sqlite:///{folder / 'archive.db'}", deadline=PATIENT) as database:
        writer = ArchiveWriter(database)
        for annotations in documents():
            writer.store_document(annotations)
        yield database


def make_bot(server: DiscordServer, database: Database, token: str | None = TOKEN, **options: Any) -> DiscordBot:
    """A bot that is led to ``server``."""
    options.setdefault("guild_ready_timeout", 0.05)
    corpus = options.pop("corpus", None) or Corpus(database)
    return DiscordBot(token, corpus, Servers(database), connector=server.connector, **options)


async def answered(exchange: Exchange) -> Exchange:
    """``exchange`` once the person sees an answer."""
    async with asyncio.timeout(60):
        await exchange.answered.wait()
    return exchange


@asynccontextmanager
async def serving(server: DiscordServer, database: Database, **options: Any) -> AsyncIterator[DiscordBot]:
    """A bot that is connected and ready; closed at the end."""
    bot = make_bot(server, database, **options)
    running = asyncio.create_task(bot.run())
    ready = asyncio.create_task(bot.ready.wait())
    try:
        await asyncio.wait({running, ready}, timeout=60, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        assert bot.ready.is_set()
        yield bot
    finally:
        ready.cancel()
        await bot.close()
        await running
