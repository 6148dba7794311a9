"""Drills: processes that are killed while they deliver, and several that share one database. Each post comes once."""

from __future__ import annotations

import asyncio
import datetime as dt
import multiprocessing
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.model.subscriptions import Address, Outcome, PostKind
from bot.schedule.planner import first_hour
from bot.store.chats.history import History
from bot.store.chats.outbox import LEASE
from bot.store.chats.subscriptions import Subscriptions
from bot.store.engine.database import Database, open_database
from tests.archives import KINDS, archive_at
from tests.faults.delivery_worker import STEPS, Death, World, work
from tests.reminders import MINUTE, wish
from tests.wire.discord_server import DiscordServer
from tests.wire.slack_server import TEAM, Fault, SlackServer

pytestmark = pytest.mark.drill

KILLS = 500
STEP = LEASE + MINUTE
DISCORD, SLACK = "discord", "slack"


class Discord(DiscordServer):
    """Our Discord, with an executioner: kills a process when its post arrives, before or after taking it."""

    victim: ForkServerProcess | None = None
    kill_before_taking = False

    def _post(self, body: dict[str, Any], channel: str) -> web.Response:
        if self.victim and self.kill_before_taking:
            _kill(self.victim)
        answer = super()._post(body, channel)
        if self.victim and not self.kill_before_taking:
            _kill(self.victim)
        return answer

    def forget_nonces(self) -> None:
        """Discord holds a nonce against repetition for some minutes only."""
        for kept in self.messages.values():
            for message in kept:
                message.pop("nonce", None)


class Slack(SlackServer):
    """Our Slack, with the same executioner."""

    victim: ForkServerProcess | None = None
    kill_before_taking = False

    def _chat_postMessage(self, arguments: dict[str, Any]) -> dict[str, Any]:  # noqa: N802 - Slack's name
        if self.victim and self.kill_before_taking:
            _kill(self.victim)
        answer = super()._chat_postMessage(arguments)
        if self.victim and not self.kill_before_taking:
            _kill(self.victim)
        return answer


def _kill(process: ForkServerProcess) -> None:
    if process.pid:
        os.kill(process.pid, signal.SIGKILL)


class Stage:
    """Two platforms, a database, and processes that come and go."""

    def __init__(self, discord: Discord, slack: Slack, url: str) -> None:
        self.discord, self.slack = discord, slack
        authority = discord._authority.cert_pem.bytes().decode()
        self.world = World(url, discord.port, authority, slack.api)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["tests.faults.delivery_worker"])

    def start(self, now: dt.datetime, death: Death | None = None, ticks: int = 1) -> ForkServerProcess:
        """Start a process that ticks at ``now``."""
        process = self._context.Process(target=work, args=(self.world, now, death, ticks), daemon=True)
        process.start()
        return process

    async def ended(self, process: ForkServerProcess) -> int:
        """Wait for the end of a process; return its exit code."""
        await asyncio.to_thread(process.join, 60)
        assert process.exitcode is not None, "a process hangs"
        return process.exitcode

    def posts(self) -> Counter[tuple[str, str]]:
        """How often each post is in a channel, by platform and heading."""
        discord = ((DISCORD, _heading(one["content"])) for kept in self.discord.messages.values() for one in kept)
        slack = ((SLACK, _heading(one["text"])) for kept in self.slack.messages.values() for one in kept)
        return Counter([*discord, *slack])


def _heading(text: str) -> str:
    """``<subscription> <occurrence>``, as the worker's posts say."""
    return " ".join(text.replace("*", "").replace("\\", "").split()[:2])


@asynccontextmanager
async def stage(url: str) -> AsyncIterator[Stage]:
    """Both platforms, listening."""
    slack = Slack()
    await slack.start()
    try:
        async with Discord().running() as discord:
            assert isinstance(discord, Discord)
            yield Stage(discord, slack, url)
    finally:
        await slack.close()


def subscribe_all(database: Database, count: int, start: dt.datetime, step: dt.timedelta) -> None:
    """One subscription for each ``step`` from ``start`` on, on Discord and Slack in turns, daily."""
    subscriptions = Subscriptions(database)
    for number in range(count):
        at = (start + number * step).time().replace(second=0, microsecond=0)
        platform, server, channel = ((DISCORD, "4194304", "77"), (SLACK, TEAM, "C1"))[number % 2]
        asked = replace(wish(PostKind.DAILY, f"{at:%H:%M}"), about=wish().about, late_hours=24)
        due = first_hour(asked.kind, at, asked.zone, asked.weekdays, start - MINUTE)
        # Each in a channel of its own name would be no channel of our Slack: they differ by what they are about.
        asked = replace(asked, about=replace(asked.about, name=f"number {number}"))
        subscriptions.keep(Address(platform, server, channel), asked, "2002", start, due)


def expected(database: Database) -> dict[tuple[str, str], Outcome]:
    """Every occurrence and what became of it."""
    return {
        (one.address.platform, f"{one.id} {occurrence.name}"): occurrence.outcome
        for occurrence, one in History(database).recent(100_000)
    }


def the_day_before_yesterday() -> dt.datetime:
    """A start in the past, so that the platforms' stamps, which are of now, are never before our searches."""
    return (dt.datetime.now(dt.UTC) - dt.timedelta(days=4)).replace(hour=0, minute=0, second=0, microsecond=0)


AT_RANDOM, NOT_TAKEN, TAKEN = "at a random moment", "on arrival, not taken", "on arrival, taken"
DEATHS = (*(f"{when} {step}" for step in STEPS for when in ("before", "after")), NOT_TAKEN, TAKEN, AT_RANDOM)


async def test_killed_500_times(tmp_path: Path) -> None:
    """A crash at some point of a delivery would lose a post, or post it twice."""
    start, chance = the_day_before_yesterday(), random.Random(20310516)  # noqa: S311 - no secret
    killed: Counter[str] = Counter()
    with archive_at("sqlite", tmp_path) as url, open_database(url) as database:
        subscribe_all(database, 24 * 60 // 4, start, dt.timedelta(minutes=4))
        async with stage(url) as on:
            now = start
            while killed.total() < KILLS:
                how = chance.choice([*DEATHS, *[AT_RANDOM] * 7])
                if await on.ended(_doomed(on, now, how, chance)) == -signal.SIGKILL:
                    killed[how] += 1
                now += STEP
            on.discord.victim = on.slack.victim = None
            for number in range(4):
                assert await on.ended(on.start(now + number * STEP)) == 0
            posts, known = on.posts(), expected(database)
    assert {how for how, number in killed.items() if number >= 3} == set(DEATHS), killed
    assert set(known.values()) == {Outcome.SENT}
    assert set(posts) == set(known)
    assert {post: number for post, number in posts.items() if number != 1} == {}
    assert len(posts) > KILLS * 4 // 5


def _doomed(on: Stage, now: dt.datetime, how: str, chance: random.Random) -> ForkServerProcess:
    """Start a process that dies as ``how`` says; now and then the platforms fail as well."""
    on.discord.forget_nonces()
    on.discord.faults.clear()
    on.slack._faults.clear()
    on.discord.victim = on.slack.victim = None
    if how in (TAKEN, NOT_TAKEN):
        on.discord.kill_before_taking = on.slack.kill_before_taking = how == NOT_TAKEN
        on.discord.victim = on.slack.victim = process = on.start(now)
        return process
    if chance.random() < 0.1:
        on.discord.fail("POST", r"/channels/\d+/messages", 0, carried_out=chance.random() < 0.5)
        on.slack.fail("chat.postMessage", Fault(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "1"}))
    when, _, step = how.partition(" ")
    seconds = chance.uniform(0.001, 0.12)
    return on.start(now, Death(seconds=seconds) if how == AT_RANDOM else Death(step, when))


SHARED = 240


def _soon(chance: random.Random) -> Death:
    """At a post, which comes on any machine, or at a random moment before all is done on the fastest."""
    if chance.random() < 0.5:
        return Death(chance.choice(("post to Discord", "post to Slack")), chance.choice(("before", "after")))
    return Death(seconds=chance.uniform(0.005, 0.15))


@pytest.mark.parametrize("kind", KINDS)
async def test_three_processes_on_one_database(kind: str, tmp_path: Path) -> None:
    """Three bots on one database would post a morning's posts three times, or leave some to each other."""
    start = the_day_before_yesterday()
    with archive_at(kind, tmp_path) as url, open_database(url) as database:
        subscribe_all(database, SHARED, start, dt.timedelta())
        async with stage(url) as on:
            now = start + MINUTE
            processes = [on.start(now, ticks=3) for _ in range(3)]
            assert [await on.ended(process) for process in processes] == [0, 0, 0]
            posts, known = on.posts(), expected(database)
    assert set(posts.values()) == {1}
    assert set(posts) == set(known)
    assert len(known) == SHARED
    assert set(known.values()) == {Outcome.SENT}


@pytest.mark.parametrize("kind", KINDS)
async def test_three_processes_that_are_killed_at_random(kind: str, tmp_path: Path) -> None:
    """Crashes of one bot would make the others repeat or drop its posts."""
    start = the_day_before_yesterday()
    chance = random.Random(7)  # noqa: S311 - no secret
    with archive_at(kind, tmp_path) as url, open_database(url) as database:
        subscribe_all(database, SHARED, start, dt.timedelta())
        async with stage(url) as on:
            now, killed = start + MINUTE, 0
            while any(not outcome.settled for outcome in (expected(database) or {"": Outcome.WAITING}).values()):
                deaths = [_soon(chance) if killed < 30 else None for _ in range(3)]
                codes = [await on.ended(process) for process in [on.start(now, death) for death in deaths]]
                killed += codes.count(-signal.SIGKILL)
                on.discord.forget_nonces()
                now += STEP
            posts, known = on.posts(), expected(database)
    assert killed >= 10
    assert set(posts.values()) == {1}
    assert set(posts) == set(known)
    assert set(known.values()) == {Outcome.SENT}
