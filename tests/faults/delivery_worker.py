"""A bot process of the drills: the real database, the real clients, one tick at a given moment, and a way to die.

Everything is imported here at the top, so that a fork server that has loaded this module starts a process in no time.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.chat.discord.poster import DiscordPoster
from bot.chat.slack import Archive, SlackConfig
from bot.chat.slack.poster import SlackPoster
from bot.schedule.clock import ReminderClock
from bot.store.chats.outbox import Outbox
from bot.store.chats.servers import Servers
from bot.store.corpus import Corpus
from bot.store.engine.database import Database, open_database
from tests.reminders import compose
from tests.wire.discord_parts import TOKEN, Loopback
from tests.wire.slack_server import APP_TOKEN, BOT_TOKEN

STEPS: dict[str, tuple[type, str]] = {
    "plan": (Outbox, "plan"),
    "claim": (Outbox, "claim"),
    "begin": (Outbox, "begin"),
    "settle": (Outbox, "settle"),
    "post to Discord": (DiscordPoster, "post"),
    "post to Slack": (SlackPoster, "post"),
    "find on Discord": (DiscordPoster, "find"),
    "find on Slack": (SlackPoster, "find"),
}
"""What a process can be killed just before, or just after."""


@dataclass(frozen=True)
class World:
    """Where the process finds everything. ``url`` is the database's, ``authority`` the certificate of our Discord's."""

    url: str
    discord_port: int
    authority: str
    slack_api: str


@dataclass(frozen=True)
class Death:
    """When the process kills itself: ``when`` ("before", "after") a step, or ``seconds`` after it began to tick."""

    step: str = ""
    when: str = ""
    seconds: float = 0.0


def work(world: World, now: dt.datetime, death: Death | None, ticks: int = 1) -> None:
    """Be a process: tick ``ticks`` times at ``now``."""
    if death and death.step:
        _arm(death)
    asyncio.run(_work(world, now, death, ticks))


async def _work(world: World, now: dt.datetime, death: Death | None, ticks: int) -> None:
    with open_database(world.url) as database:
        posters = _posters(world, database)
        reminders = ReminderClock(database, posters, compose, lambda: now)
        if death and death.seconds:
            timer = threading.Timer(death.seconds, _die)
            timer.daemon = True
            timer.start()
        try:
            for _ in range(ticks):
                await reminders.safe_tick()
        finally:
            for poster in posters:
                await poster.close()


def _posters(world: World, database: Database) -> list[Any]:
    def connector() -> aiohttp.TCPConnector:
        context = ssl.create_default_context(cadata=world.authority)
        return aiohttp.TCPConnector(resolver=Loopback(world.discord_port), ssl=context, limit=0)

    servers = Servers(database)
    config = SlackConfig(base_url=world.slack_api, port=0, bot_token=BOT_TOKEN, app_token=APP_TOKEN)
    posters = [
        DiscordPoster(TOKEN, servers, connector=connector),
        SlackPoster(config, Archive(Corpus(database), servers), database),
    ]
    for poster in posters:
        poster.per_second = 500.0  # type: ignore[misc] - our own servers take more than the platforms
    return posters


def _arm(death: Death) -> None:
    """Put the death before or after its step."""
    owner, name = STEPS[death.step]
    real: Callable[..., Any] = getattr(owner, name)

    if asyncio.iscoroutinefunction(real):

        async def fatal_later(*args: Any, **named: Any) -> Any:
            if death.when == "before":
                _die()
            await real(*args, **named)
            _die()

        setattr(owner, name, fatal_later)
        return

    def fatal(*args: Any, **named: Any) -> Any:
        if death.when == "before":
            _die()
        result = real(*args, **named)
        if name != "claim" or result:
            _die()
        return result

    setattr(owner, name, fatal)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
