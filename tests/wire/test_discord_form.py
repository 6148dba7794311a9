"""The form of /subscribe on the wire: the real discord.py against a Discord of ours."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.commands.reminders import open_reminders
from bot.model.subscriptions import PostKind
from bot.schedule.desk import ReminderDesk
from bot.store.chats.servers import Servers
from bot.store.chats.subscriptions import Subscriptions
from bot.store.corpus import Corpus
from bot.store.engine.database import Database
from tests.wire.discord_bot import MANAGES, answered, archive
from tests.wire.discord_parts import GUILD, TOKEN, Exchange
from tests.wire.discord_server import DiscordServer

MODAL = 9


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An archive."""
    with archive(tmp_path) as opened:
        yield opened


async def _send(server: DiscordServer, fields: dict[str, Any], **who: Any) -> Exchange:
    """Send the form, filled in as Discord says it: values of menus as lists."""
    components = [{"type": 18, "component": {"custom_id": name} | _said(value)} for name, value in fields.items()]
    return await server._interact(5, {"custom_id": "form:subscribe", "components": components}, **who)


def _said(value: str | list[str]) -> dict[str, Any]:
    return {"type": 3, "values": value} if isinstance(value, list) else {"type": 4, "value": value}


async def _opened(server: DiscordServer, permissions: str = MANAGES) -> Exchange:
    """Call /subscriptions and press its button for the form."""
    listed = await answered(await server.slash("subscriptions", permissions=permissions))
    name = next(value for label, value in listed.custom_ids().items() if "form" in label)
    pressed = await server.press(name, listed.message, permissions=permissions)
    await server.until(lambda: bool(pressed.callbacks))
    return pressed


@pytest.fixture
async def bot(server: DiscordServer, database: Database) -> AsyncIterator[Any]:
    """The bot, over a corpus with reminders."""
    from bot.chat.discord import DiscordBot

    corpus = Corpus(database)
    open_reminders(corpus, ReminderDesk(corpus, database))
    made = DiscordBot(TOKEN, corpus, Servers(database), connector=server.connector, guild_ready_timeout=0.05)
    running = asyncio.create_task(made.run())
    async with asyncio.timeout(20):
        await made.ready.wait()
    yield made
    await made.close()
    await running


async def test_filled_in(server: DiscordServer, database: Database, bot: Any) -> None:
    """Who does not like options could not subscribe a channel on Discord."""
    opened = await _opened(server)
    assert opened.kind == MODAL
    data = opened.callbacks[0]["data"]
    assert (data["custom_id"], data["title"]) == ("form:subscribe", "Subscribe")
    fields = {label["component"]["custom_id"]: label["component"] for label in data["components"]}
    assert list(fields) == ["kind", "channel", "at", "zone", "about"]
    assert {option["value"] for option in fields["kind"]["options"]} == {kind.value for kind in PostKind}
    asked = {"kind": ["anniversaries"], "channel": ["77"], "at": "07:30", "zone": "Berlin", "about": ""}
    answer = await answered(await _send(server, asked, permissions=MANAGES))
    assert answer.ephemeral
    assert "Subscribed" in str(answer.message)
    (one,) = Subscriptions(database).every()
    assert (one.address.server, one.address.channel) == (str(GUILD), "77")
    assert (one.wish.zone, f"{one.wish.at:%H:%M}", one.created_by) == ("Europe/Berlin", "07:30", "2002")


async def test_filled_in_wrongly_or_by_somebody_else(server: DiscordServer, database: Database, bot: Any) -> None:
    """A form would let in what the command refuses."""
    wrong = await answered(await _send(server, {"kind": ["daily"], "at": "25:00"}, permissions=MANAGES))
    assert "is not an hour" in str(wrong.message)
    refused = await answered(await _send(server, {"kind": ["daily"]}))
    assert "those who may manage" in str(refused.message)
    assert list(Subscriptions(database).every()) == []
