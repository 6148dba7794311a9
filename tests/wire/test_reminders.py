"""From /subscribe to the post in the channel and its buttons, on both platforms, with the real clients."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chat.discord import DiscordBot, DiscordPoster
from bot.chat.slack import SlackPoster
from bot.commands.reminders import open_reminders
from bot.model.subscriptions import Outcome
from bot.schedule.clock import ReminderClock
from bot.schedule.desk import ReminderDesk
from bot.schedule.ports import Poster
from bot.schedule.posts import Composer
from bot.store.chats.history import History
from bot.store.chats.servers import Servers
from bot.store.corpus import Corpus
from bot.store.engine.database import Database
from tests.reminders import MINUTE, HandClock
from tests.wire.discord_bot import MANAGES, answered
from tests.wire.discord_bot import archive as discord_archive
from tests.wire.discord_parts import TOKEN, ChannelId
from tests.wire.discord_server import DiscordServer
from tests.wire.slack_workspace import Workspace
from tests.wire.slack_workspace import archive as slack_archive

ANNIVERSARY = dt.datetime(2032, 5, 16, 9, tzinfo=dt.UTC)
SIGNED = "signed a joint statement in Oldhaven"


async def _post(database: Database, corpus: Corpus, poster: Poster) -> None:
    """Let the morning of the anniversary come."""
    clock = HandClock(ANNIVERSARY - MINUTE)
    reminders = ReminderClock(database, [poster], Composer(corpus, database), clock)
    for _ in range(3):
        await reminders.tick()
        clock.forward(MINUTE)
    sent = [occurrence.name for occurrence, _ in History(database).recent(5) if occurrence.outcome is Outcome.SENT]
    assert sent == ["2032-05-16"]


@pytest.fixture
def on_discord(tmp_path: Path) -> Iterator[Database]:
    """An archive."""
    with discord_archive(tmp_path) as database:
        yield database


async def test_discord(server: DiscordServer, on_discord: Database) -> None:
    """A channel on Discord that subscribed would get nothing, or a post whose buttons do nothing."""
    corpus = Corpus(on_discord)
    open_reminders(corpus, ReminderDesk(corpus, on_discord))
    bot = DiscordBot(TOKEN, corpus, Servers(on_discord), connector=server.connector, guild_ready_timeout=0.05)
    poster = DiscordPoster(TOKEN, Servers(on_discord), connector=server.connector)
    running = asyncio.create_task(bot.run())
    async with asyncio.timeout(20):
        await bot.ready.wait()
    try:
        wanted = {"kind": "anniversaries", "channel": ChannelId("79"), "at": "09:00"}
        refused = await answered(await server.slash("subscribe", wanted))
        assert "those who may manage" in json.dumps(refused.message)
        done = await answered(await server.slash("subscribe", wanted, permissions=MANAGES))
        assert "Subscribed" in json.dumps(done.message)
        await _post(on_discord, corpus, poster)
        (message,) = server.messages[79]
        assert SIGNED in json.dumps(message, ensure_ascii=False)
        assert "1 year ago" in json.dumps(message)
        buttons = {part["label"]: part["custom_id"] for row in message["components"] for part in row["components"]}
        pressed = await server.press(buttons["In context"], message, user=3003)
        assert "Mara Lindqvist and Tomas Okwuosa" in json.dumps((await answered(pressed)).message)
        assert pressed.ephemeral
    finally:
        await poster.close()
        await bot.close()
        await running


@pytest.fixture
def on_slack(tmp_path: Path) -> Iterator[Database]:
    """An archive."""
    yield from slack_archive(tmp_path)


async def test_slack(on_slack: Database) -> None:
    """A channel on Slack that subscribed would get nothing, or a post whose buttons do nothing."""
    async with Workspace(on_slack, "socket") as workspace:
        corpus = workspace.archive.corpus
        open_reminders(corpus, ReminderDesk(corpus, on_slack))
        assert "those who may manage" in (await workspace.ask("subscribe anniversaries at 09:00")).text
        assert "Subscribed" in (await workspace.ask("subscribe anniversaries at 09:00", user="UADMIN")).text
        poster = SlackPoster(workspace.config(), workspace.archive, on_slack)
        try:
            await _post(on_slack, corpus, poster)
        finally:
            await poster.close()
        (message,) = workspace.server.messages["C1"]
        assert SIGNED in json.dumps(message, ensure_ascii=False)
        review = await workspace.ask("review 12 May 2032", user="UADMIN")
        assert SIGNED in review.text
        held = await workspace.press(review, "Never", user="UADMIN")
        assert "Nobody here is reminded of this any more" in held[0].text
        assert SIGNED not in (await workspace.ask("review 12 May 2032", user="UADMIN")).text
