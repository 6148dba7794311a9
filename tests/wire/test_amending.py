"""From an answer that everybody sees to its amendment in the channel: the real discord.py against a Discord of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.chat.discord import DiscordPoster
from bot.model.posted import Amendment
from bot.schedule.amending import Amender
from bot.schedule.corrections import CorrectionDesk
from bot.store.chats.servers import Servers, ServerSettings
from bot.store.corpus import Corpus
from bot.store.engine.database import Database
from bot.store.writing.write import ArchiveWriter
from tests.dialogs.archive import OPENING, documents
from tests.wire.discord_bot import answered, archive, serving
from tests.wire.discord_parts import GUILD, TOKEN
from tests.wire.discord_server import DiscordServer

ASKED = {"speaker": "Okwuosa"}
TEN, TWENTY = "would carry ten thousand people a day", "would carry twenty thousand people a day"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An archive whose answers everybody sees."""
    with archive(tmp_path) as opened:
        Servers(opened).change("discord", str(GUILD), ServerSettings(answers="public"))
        yield opened


def correct(database: Database) -> None:
    """Let the newspaper correct how many people the ferry carries."""
    text = OPENING.replace(TEN, TWENTY)
    for known in documents():
        if known.document.text == OPENING:
            document = replace(known.document, text=text, content_hash="")
            moved = len(TWENTY) - len(TEN)
            quotes = tuple(
                replace(one, spans=tuple(type(s)(s.start, s.end + moved) for s in one.spans)) for one in known.quotes
            )
            ArchiveWriter(database).store_document(
                replace(
                    known, document=document, quotes=quotes, events=(), sentences=(), blocks=(), times=(), entities=()
                )
            )


async def amend(server: DiscordServer, database: Database) -> list[Amendment]:
    """Amend what can be amended, and say what became of it."""
    corpus = Corpus(database)
    desk = CorrectionDesk(corpus)
    desk.amend(desk.listing())
    poster = DiscordPoster(TOKEN, Servers(database), connector=server.connector)
    try:
        await Amender(corpus, [poster]).run()
    finally:
        await poster.close()
    return [one.state for one in desk.listing()]


def shown(message: dict[str, Any]) -> str:
    """All that a message says."""
    return str(message["content"]) + str(message["embeds"])


@pytest.mark.parametrize("defer_after", [2.0, 0.0])
async def test_a_public_answer_is_amended_in_its_place(
    server: DiscordServer, database: Database, defer_after: float
) -> None:
    """What somebody was answered for all to see would stand there after the newspaper took it back."""
    async with serving(server, database, defer_after=defer_after):
        exchange = await answered(await server.slash("quote", ASKED))
    assert TEN in shown(exchange.message)
    correct(database)
    assert await amend(server, database) == [Amendment.AMENDED]
    assert TEN not in shown(exchange.message)
    assert TWENTY in shown(exchange.message)
    assert "Amended on" in shown(exchange.message)
    assert exchange.message["allowed_mentions"] == {"parse": []}


async def test_what_only_the_asker_sees_is_not_noted(server: DiscordServer, database: Database) -> None:
    """A list would be kept of what people ask in private."""
    Servers(database).change("discord", str(GUILD), ServerSettings(answers="private"))
    async with serving(server, database):
        exchange = await answered(await server.slash("quote", ASKED))
        alone = await answered(await server.slash("quote", ASKED, guild=None))
    assert exchange.ephemeral
    assert not alone.ephemeral
    correct(database)
    assert not list(CorrectionDesk(Corpus(database)).listing())


async def test_a_shared_answer_is_noted_with_who_shared_it(server: DiscordServer, database: Database) -> None:
    """An answer that somebody posted could not be amended, or lose who posted it."""
    Servers(database).change("discord", str(GUILD), ServerSettings(answers="private"))
    async with serving(server, database):
        exchange = await answered(await server.slash("quote", ASKED))
        pressed = await server.press(exchange.custom_ids()["Post to channel"], dict(exchange.message))
        await server.until(lambda: pressed.followups)
    (shared,) = pressed.followups
    assert TEN in shown(shared)
    correct(database)
    assert await amend(server, database) == [Amendment.AMENDED]
    assert TWENTY in shown(shared)
    assert "posted by" in shown(shared)


async def test_a_message_that_was_deleted_is_given_up(server: DiscordServer, database: Database) -> None:
    """A message that somebody took away would be looked for every minute."""
    async with serving(server, database):
        exchange = await answered(await server.slash("quote", ASKED))
    correct(database)
    server.fail("PATCH", f"/channels/77/messages/{exchange.message['id']}", 404, code=10008)
    assert await amend(server, database) == [Amendment.REFUSED]
    assert [one.reason for one in CorrectionDesk(Corpus(database)).listing()] == ["The message was deleted."]
    assert await amend(server, database) == [Amendment.REFUSED]
