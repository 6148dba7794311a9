"""Delivery when a process or its database fails: what was begun is looked for, what was not is sent, all of it once."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.cards import Reply
from bot.errors import StoreError
from bot.model.subscriptions import Address, Outcome
from bot.schedule.planner import Planner
from bot.schedule.ports import GoneError, UnsureError
from bot.store.chats.clock import ClockMemory
from bot.store.chats.history import History
from bot.store.chats.outbox import LEASE, Outbox
from bot.store.chats.subscriptions import Subscriptions
from bot.store.engine.database import Database, open_database
from tests.reminders import (
    MINUTE,
    MORNING,
    PRESS,
    Channel,
    HandClock,
    Process,
    results,
    subscribed,
)


async def test_a_killed_process_s_post_is_taken_over(database: Database, channel: Channel, clock: HandClock) -> None:
    """A post that was sent by a process that died before marking it would come again."""
    subscribed(database)
    clock.now = MORNING
    outbox = Outbox(database)
    Planner(Subscriptions(database), outbox, ClockMemory(database)).plan(MORNING)
    (claim,) = outbox.claim(["discord"], "dead", MORNING, 1)
    assert outbox.begin(claim, MORNING)
    await channel.post(PRESS, Reply("posted by the dead"), claim.occurrence.key)
    process = Process(database, channel, clock)
    await process.at(MORNING + MINUTE)
    assert results(database) == [("2031-05-16", Outcome.SENDING)]
    await process.at(MORNING + LEASE)
    assert results(database) == [("2031-05-16", Outcome.SENT)]
    assert channel.texts == ["posted by the dead"]


async def test_newest_writes_lost_with_the_power(database: Database, channel: Channel, clock: HandClock) -> None:
    """After a power failure the database may not know that a post was begun: it would come again."""
    subscribed(database)
    Planner(Subscriptions(database), Outbox(database), ClockMemory(database)).plan(MORNING)
    ((lost, _),) = History(database).recent(1)
    await channel.post(PRESS, Reply("posted before the power failed"), lost.key)
    clock.now = MORNING + 5 * MINUTE
    await Process(database, channel, clock).at(clock.now)
    assert channel.texts == ["posted before the power failed"]
    assert results(database) == [("2031-05-16", Outcome.SENT)]


async def test_a_locked_database_is_waited_for(
    tmp_path: Path, empty: Path, channel: Channel, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup that locks the database would lose the posts of that minute."""
    monkeypatch.setattr("bot.store.engine.on_sqlite.LOCK_SECONDS", 0.05)
    shutil.copy(empty, tmp_path / "archive.db")
    with open_database(f"sqlite:///{tmp_path / 'archive.db'}") as database:
        subscribed(database)
        process = Process(database, channel, clock)
        other = sqlite3.connect(tmp_path / "archive.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        clock.now = MORNING
        with pytest.raises(StoreError, match="locked"):
            await process.reminders.tick()
        await process.reminders.safe_tick()
        other.execute("ROLLBACK")
        other.close()
        await process.at(MORNING + MINUTE)
        assert len(channel.posts) == 1


@pytest.mark.parametrize("step", ["claim", "begin", "settle", "retry", "suspend", "plan"])
@pytest.mark.parametrize("reason", ["is locked by another process", "cannot grow: the disk is full"])
async def test_the_database_fails_at_each_step(
    database: Database,
    channel: Channel,
    clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    reason: str,
) -> None:
    """A database that fails in the middle of a delivery would lose the post or double it."""
    subscribed(database)
    real, failures = getattr(Outbox, step), [StoreError(f"The database {reason}")] * 2

    def failing(*args: object, **named: object) -> object:
        if failures:
            raise failures.pop()
        return real(*args, **named)

    monkeypatch.setattr(Outbox, step, failing)
    if step == "retry":
        channel.faults = [(UnsureError("connection lost"), True)]
    if step == "suspend":
        channel.faults = [(GoneError("The channel is gone."), False)] * 3
    process = Process(database, channel, clock)
    for number in range(20):
        clock.now = MORNING + number * MINUTE
        await process.reminders.safe_tick()
    if step == "suspend":
        assert results(database) == [("2031-05-16", Outcome.FAILED)]
    else:
        assert len([text for text in channel.texts if "notice" not in text]) == 1
        assert results(database) == [("2031-05-16", Outcome.SENT)]


async def test_a_full_disk(
    database: Database, channel: Channel, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    """A disk that fills up would leave posts half-noted, to be lost or doubled when there is room again."""
    for number in range(60):
        subscribed(database, address=Address("discord", "4194304", str(number)))
    with database.write() as connection:  # pages that migrations freed would be room
        free = connection.exec_driver_sql("PRAGMA freelist_count").scalar_one()
        connection.exec_driver_sql("CREATE TABLE filler (bytes BLOB)")
        connection.exec_driver_sql("INSERT INTO filler VALUES (zeroblob(?))", (4096 * (free + 1),))
    process = Process(database, channel, clock)
    for number in range(12):
        with database.write() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            room = 1_000_000 if number > 8 else number // 3
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + room}").scalar_one()
        clock.now = MORNING + number * 4 * MINUTE
        await process.reminders.safe_tick()
    assert "the disk is full" in caplog.text
    assert len(channel.posts) == len({address for address, _, _ in channel.posts}) == 60
    assert {outcome for _, outcome in results(database)} == {Outcome.SENT}


async def test_what_is_in_flight_is_finished(database: Database, channel: Channel, clock: HandClock) -> None:
    """A restart would cut posts in the middle, to be looked for minutes later."""
    for number in range(200):
        subscribed(database, address=Address("discord", "4194304", str(number)))
    channel.seconds, clock.now = 0.02, MORNING
    process = Process(database, channel, clock)
    ticking = asyncio.create_task(process.reminders.tick())
    await channel.arrived.wait()
    await process.reminders.close()
    await ticking
    sent = len(channel.posts)
    assert 0 < sent < 200
    open_rows = [one for one, _ in History(database).recent(500) if not one.outcome.settled]
    assert {one.outcome for one in open_rows} == {Outcome.WAITING}
    assert len(open_rows) == 200 - sent
    await Process(database, channel, clock).at(MORNING)
    assert len(channel.posts) == len({address for address, _, _ in channel.posts}) == 200


async def test_two_processes_side_by_side(tmp_path: Path, channel: Channel, clock: HandClock) -> None:
    """Two bots on one database would post everything twice."""
    url = f"sqlite:///{tmp_path / 'archive.db'}"
    with open_database(url) as one, open_database(url) as two:
        for number in range(50):
            subscribed(one, address=Address("discord", "4194304", str(number)))
        processes = [Process(one, channel, clock), Process(two, channel, clock)]
        clock.now = MORNING
        await asyncio.gather(*(process.reminders.tick() for process in processes))
        assert len(channel.posts) == len({address for address, _, _ in channel.posts}) == 50
