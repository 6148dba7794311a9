"""Delivery over time: processes that slept, clocks that jump, zones that vanish, the scheduler that wakes it."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import threading

import pytest

from bot.cards import Reply
from bot.model.subscriptions import Address, Occurrence, Outcome, PostKind, State, Subscription
from bot.schedule.clock import ReminderClock
from bot.schedule.delivery import Delivery
from bot.schedule.planner import QUIET, Planner
from bot.store.chats.clock import ClockMemory
from bot.store.chats.outbox import Outbox
from bot.store.chats.subscriptions import Subscriptions
from bot.store.engine.database import Database
from bot.store.writing.write import ArchiveWriter
from tests.builders import annotated
from tests.reminders import (
    DAY,
    HOUR,
    MINUTE,
    MORNING,
    Channel,
    HandClock,
    Process,
    compose,
    results,
    subscribed,
    wish,
)

SLEEPS = [
    ("11 hours", 11 * HOUR, [("2031-05-16", Outcome.SENT)]),
    ("13 hours", 13 * HOUR, [("2031-05-16", Outcome.SKIPPED)]),
    ("a day and a minute", DAY + MINUTE, [("2031-05-16", Outcome.SKIPPED), ("2031-05-17", Outcome.SENT)]),
    (
        "three days",
        3 * DAY - HOUR,
        [("2031-05-16", Outcome.SKIPPED), ("2031-05-17", Outcome.SKIPPED), ("2031-05-18", Outcome.SKIPPED)],
    ),
]


@pytest.mark.parametrize(("slept", "expected"), [case[1:] for case in SLEEPS], ids=[case[0] for case in SLEEPS])
async def test_a_process_that_slept(
    database: Database,
    channel: Channel,
    clock: HandClock,
    slept: dt.timedelta,
    expected: list[tuple[str, Outcome]],
) -> None:
    """After an outage the morning's post would be lost, or a pile of old ones would come."""
    subscribed(database)
    process = Process(database, channel, clock)
    await process.at(MORNING - MINUTE)
    await process.minutes(MORNING + slept, 2)
    assert results(database) == expected
    assert len(channel.posts) == [outcome for _, outcome in expected].count(Outcome.SENT)


async def test_the_clock_jumps_ahead_and_back(database: Database, channel: Channel, clock: HandClock) -> None:
    """A machine whose clock was wrong for a while would skip the days in between, or post a day twice."""
    subscribed(database)
    process = Process(database, channel, clock)
    await process.minutes(MORNING, 3)
    await process.minutes(MORNING + 5 * DAY, 2)
    await process.minutes(MORNING + HOUR, 6 * 24, HOUR)
    assert sorted(text.split()[1] for text in channel.texts) == [f"2031-05-{day}" for day in range(16, 23)]


async def test_the_clock_is_set_back(database: Database, channel: Channel, clock: HandClock) -> None:
    """A clock that is set back by an hour would bring the morning's post again."""
    subscribed(database)
    process = Process(database, channel, clock)
    await process.minutes(MORNING, 3)
    await process.minutes(MORNING - HOUR, 120)
    assert len(channel.posts) == 1


async def test_a_zone_removed_from_tzdata(database: Database, channel: Channel, clock: HandClock) -> None:
    """One zone that is gone would stop everybody's posts, and nobody would know why."""
    subscribed(database, wish(zone="Mars/Olympus"))
    other = subscribed(database, address=Address("discord", "4194304", "78"))
    await Process(database, channel, clock).minutes(MORNING, 5)
    assert sorted(address.channel for address, _, _ in channel.posts) == ["78", "private 2002"]
    assert any("Mars/Olympus" in text for text in channel.texts)
    states = {one.id: one.state for one in Subscriptions(database).every()}
    assert states.pop(other.id) is State.ACTIVE
    assert list(states.values()) == [State.SUSPENDED]


async def test_paused_between_planning_and_posting(database: Database, channel: Channel, clock: HandClock) -> None:
    """Somebody who pauses at the last moment would still be written to."""
    one = subscribed(database)
    Planner(Subscriptions(database), Outbox(database), ClockMemory(database)).plan(MORNING)
    Subscriptions(database).change(one.id, State.PAUSED)
    await Process(database, channel, clock).at(MORNING)
    assert results(database) == [("2031-05-16", Outcome.SKIPPED)]


async def test_nothing_to_say(database: Database, channel: Channel, clock: HandClock) -> None:
    """An empty post would come on days without anything."""
    subscribed(database)
    await Process(database, channel, clock, lambda *_: None).minutes(MORNING, 2)
    assert (channel.posts, results(database)) == ([], [("2031-05-16", Outcome.NOTHING)])


async def test_a_defect_of_ours_costs_one_post(database: Database, channel: Channel, clock: HandClock) -> None:
    """One post that cannot be made would hold up all others."""
    bad = subscribed(database)
    subscribed(database, address=Address("discord", "4194304", "78"))

    def make(subscription: Subscription, occurrence: Occurrence) -> Reply | None:
        if subscription.id == bad.id:
            raise ZeroDivisionError
        return compose(subscription, occurrence)

    await Process(database, channel, clock, make).minutes(MORNING, 3)
    assert sorted(outcome for _, outcome in results(database)) == [Outcome.FAILED, Outcome.SENT]


async def test_new_documents_after_an_ingest(database: Database, channel: Channel, clock: HandClock) -> None:
    """`new` would be silent, or post once for every document."""
    one = subscribed(database, wish(PostKind.NEW), due=None)
    process = Process(database, channel, clock)
    await process.minutes(MORNING, 4)
    assert channel.posts == []
    _documents(database, 3)
    await process.minutes(MORNING + HOUR, 10)
    _documents(database, 2)
    await process.minutes(MORNING + 2 * HOUR, int(QUIET / MINUTE) + 2)
    assert channel.texts == [f"{one.id} documents 1-3", f"{one.id} documents 4-5"]


async def test_the_scheduler_ticks_at_once_and_stops(database: Database, channel: Channel) -> None:
    """A bot that starts at 9:00:30 would wait for the next minute, and one told to stop would not."""
    now = dt.datetime.now(dt.UTC)
    one = subscribed(database, wish(at=f"{now - MINUTE:%H:%M}"), due=(now - MINUTE).replace(second=0, microsecond=0))
    reminders = ReminderClock(database, [channel], compose)
    running = asyncio.create_task(reminders.run())
    async with asyncio.timeout(20):
        await channel.arrived.wait()
    await reminders.close()
    await running
    assert len(channel.posts) == 1
    assert channel.texts[0].startswith(f"{one.id} ")


async def test_stopping_lets_the_scheduler_finish(database: Database, channel: Channel) -> None:
    """A restart would cut the post that is on its way, to be looked for minutes later."""
    now = dt.datetime.now(dt.UTC)
    subscribed(database, wish(at=f"{now - MINUTE:%H:%M}"), due=(now - MINUTE).replace(second=0, microsecond=0))
    channel.seconds = 0.3
    reminders = ReminderClock(database, [channel], compose)
    running = asyncio.create_task(reminders.run())
    async with asyncio.timeout(20):
        await channel.begun.wait()
    await reminders.close()
    await running
    assert [outcome for _, outcome in results(database)] == [Outcome.SENT]


def test_delivery_needs_no_event_loop_to_be_made(database: Database, channel: Channel) -> None:
    """A command line that runs what is due could not be put together before its loop runs."""
    made: list[object] = []

    def make() -> None:
        made.append(Delivery(Outbox(database), [channel], compose))
        made.append(ReminderClock(database, [channel], compose))

    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    assert len(made) == 2


def _documents(database: Database, count: int) -> None:
    """Put documents into the archive, as an ingest does."""
    writer = ArchiveWriter(database)
    known = next(_numbers)
    for number in range(count):
        writer.store_document(annotated(f"{known}-{number}.txt", f"Report {known}-{number} on the harbour.\n"))


_numbers = itertools.count()
