"""Delivery when things go wrong: each occurrence is posted once, or it is said why it was not."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cards import Reply
from bot.errors import StoreError
from bot.model.subscriptions import Address, Occurrence, Outcome, PostKind, State, Subscription
from bot.schedule.clock import ReminderClock
from bot.schedule.delivery import Delivery
from bot.schedule.planner import QUIET, Planner
from bot.schedule.ports import BusyError, ForbiddenError, GoneError, RefusedError, TokenError, UnsureError
from bot.store.clock import ClockMemory
from bot.store.database import Database, open_database
from bot.store.history import History
from bot.store.outbox import LEASE, Outbox
from bot.store.subscriptions import Subscriptions
from tests.reminders import HOUR, MINUTE, MORNING, PRESS, Channel, HandClock, compose, subscribed, wish

DAY = 24 * HOUR


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty archive."""
    path = tmp_path_factory.mktemp("empty") / "archive.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def database(tmp_path: Path, empty: Path) -> Iterator[Database]:
    """An empty archive."""
    shutil.copy(empty, tmp_path / "archive.db")
    with open_database(f"sqlite:///{tmp_path / 'archive.db'}") as opened:
        yield opened


@pytest.fixture
def clock() -> HandClock:
    """The clock of the process."""
    return HandClock(MORNING - HOUR)


@pytest.fixture
def channel() -> Channel:
    """The channel that is posted to."""
    return Channel()


class Process:
    """A bot process: plans and delivers when told to."""

    def __init__(self, database: Database, channel: Channel, clock: HandClock, make: object = compose) -> None:
        self._clock = clock
        self.reminders = ReminderClock(database, [channel], make, clock)  # type: ignore[arg-type]

    async def at(self, moment: dt.datetime) -> None:
        """Set the clock, and tick."""
        self._clock.now = moment
        await self.reminders.tick()

    async def minutes(self, first: dt.datetime, count: int, step: dt.timedelta = MINUTE) -> None:
        """Tick ``count`` times from ``first`` on."""
        for number in range(count):
            await self.at(first + number * step)


def results(database: Database) -> list[tuple[str, Outcome]]:
    """What became of every occurrence, oldest first."""
    return [(one.name, one.outcome) for one, _ in reversed(History(database).recent(500)) if not one.notice]


def details(database: Database) -> list[str]:
    """What is said of the occurrences, oldest first."""
    return [one.detail for one, _ in reversed(History(database).recent(500))]


async def test_a_post_a_day(database: Database, channel: Channel, clock: HandClock) -> None:
    """A morning's post would be missing or come twice."""
    one = subscribed(database)
    await Process(database, channel, clock).minutes(MORNING - 2 * MINUTE, 3 * 24 * 60 // 10, 10 * MINUTE)
    assert channel.texts == [f"{one.id} 2031-05-{day}" for day in (16, 17, 18)]
    assert channel.looked == 0


TEMPORARY = [
    ("429", BusyError("slow down", 30.0), False),
    ("5xx, not carried out", UnsureError("Discord failed (503)."), False),
    ("5xx, carried out", UnsureError("Discord failed (502)."), True),
    ("cut before the request arrived", UnsureError("connection lost"), False),
    ("cut after the request was accepted", UnsureError("connection lost"), True),
    ("no answer in time", TimeoutError(), True),
]


@pytest.mark.parametrize(("error", "arrived"), [case[1:] for case in TEMPORARY], ids=[case[0] for case in TEMPORARY])
@pytest.mark.parametrize("times", [1, 5])
async def test_passing_trouble(
    database: Database, channel: Channel, clock: HandClock, error: Exception, times: int, *, arrived: bool
) -> None:
    """A bad minute of the platform would lose a post or double it."""
    subscribed(database)
    channel.faults = [(error, arrived and number == 0) for number in range(times)]
    await Process(database, channel, clock).minutes(MORNING, 60)
    assert len(channel.posts) == 1
    assert results(database) == [("2031-05-16", Outcome.SENT)]


async def test_a_storm_of_429_is_waited_out(database: Database, channel: Channel, clock: HandClock) -> None:
    """A storm of rate limits would lose the posts that met it."""
    for number in range(40):
        subscribed(database, address=Address("discord", "4194304", str(number)))
    channel.faults = [(BusyError("slow down", 20.0), False)] * 200
    await Process(database, channel, clock).minutes(MORNING, 30)
    assert len(channel.posts) == len({address for address, _, _ in channel.posts}) == 40


async def test_trouble_that_lasts_is_given_up(database: Database, channel: Channel, clock: HandClock) -> None:
    """A post of yesterday would come today, or its failure would never be told."""
    subscribed(database, wish(late_hours=1))
    channel.faults = [(UnsureError("Discord failed (503)."), False)] * 1000
    await Process(database, channel, clock).minutes(MORNING, 20, 10 * MINUTE)
    assert channel.posts == []
    assert results(database) == [("2031-05-16", Outcome.FAILED)]
    assert details(database) == ["Discord failed (503)."]


async def test_a_refused_message_is_not_repeated(database: Database, channel: Channel, clock: HandClock) -> None:
    """A message that the platform cannot take would be sent again for hours, and hold up the next day's."""
    subscribed(database)
    channel.faults = [(RefusedError("too long"), False)]
    process = Process(database, channel, clock)
    await process.minutes(MORNING, 5)
    await process.at(MORNING + DAY)
    assert results(database) == [("2031-05-16", Outcome.FAILED), ("2031-05-17", Outcome.SENT)]


@pytest.mark.parametrize("error", [GoneError("The channel is gone."), ForbiddenError("Allow Send Messages.")])
async def test_a_channel_that_cannot_be_posted_to(
    database: Database, channel: Channel, clock: HandClock, error: Exception
) -> None:
    """A deleted channel would be tried for ever, and nobody would know."""
    first, second = subscribed(database), subscribed(database, wish(PostKind.DAILY))
    channel.faults = [(error, False), (error, False)]
    await Process(database, channel, clock).minutes(MORNING, 3 * 24 * 60 // 30, 30 * MINUTE)
    states = {one.id: (one.state, one.reason) for one in Subscriptions(database).every()}
    assert states == {number: (State.SUSPENDED, str(error)) for number in (first.id, second.id)}
    ((address, text, _),) = channel.posts
    assert address.channel == "private 2002"
    assert str(error) in text
    assert "/resume" in text


async def test_a_token_that_does_not_work(database: Database, channel: Channel, clock: HandClock) -> None:
    """A mistake in .env would suspend every channel's subscriptions, to be resumed one by one."""
    one = subscribed(database)
    channel.faults = [(TokenError("Set the token."), False)] * 3
    await Process(database, channel, clock).minutes(MORNING, 60)
    assert channel.texts == [f"{one.id} 2031-05-16"]
    assert [known.state for known in Subscriptions(database).every()] == [State.ACTIVE]


async def test_a_channel_that_can_never_be_looked_through(
    database: Database, channel: Channel, clock: HandClock
) -> None:
    """A post that nobody can look for would be looked for until the end of days."""
    subscribed(database)
    channel.faults = [(UnsureError("connection lost"), True)]
    channel.find_faults = [TimeoutError()] * 10_000
    await Process(database, channel, clock).minutes(MORNING, 3 * 24, HOUR)
    assert results(database)[0] == ("2031-05-16", Outcome.FAILED)
    assert "given up" in details(database)[0]


async def test_a_notice_that_cannot_be_told(database: Database, channel: Channel, clock: HandClock) -> None:
    """A person who takes no private messages would keep the bot busy for ever."""
    subscribed(database)
    channel.faults = [(GoneError("The channel is gone."), False), (ForbiddenError("No private messages."), False)]
    await Process(database, channel, clock).minutes(MORNING, 10)
    assert channel.posts == []
    assert [one.outcome for one, _ in History(database).recent(10)] == [Outcome.FAILED, Outcome.FAILED]


async def test_resumed_after_suspension(database: Database, channel: Channel, clock: HandClock) -> None:
    """A channel that was put right would stay silent, or get everything it missed at once."""
    one = subscribed(database)
    channel.faults = [(ForbiddenError("Allow Send Messages."), False)]
    process = Process(database, channel, clock)
    await process.at(MORNING)
    await process.at(MORNING + 3 * DAY - HOUR)
    Subscriptions(database).change(one.id, State.ACTIVE, next_due=MORNING + 3 * DAY)
    await process.at(MORNING + 3 * DAY)
    assert [text for text in channel.texts if text.startswith(f"{one.id} 20")] == [f"{one.id} 2031-05-19"]


async def test_history_that_cannot_be_read(database: Database, channel: Channel, clock: HandClock) -> None:
    """A post that may be there already would be repeated, since nobody could look."""
    subscribed(database)
    channel.faults = [(UnsureError("connection lost"), True)]
    channel.find_faults = [ForbiddenError("Allow Read Message History.")]
    await Process(database, channel, clock).minutes(MORNING, 10)
    assert len(channel.posts) == 1
    assert results(database) == [("2031-05-16", Outcome.FAILED)]
    assert "was not repeated" in details(database)[0]


@pytest.mark.parametrize("error", [BusyError("slow down", 5.0), UnsureError("Discord failed (500)."), TimeoutError()])
async def test_looking_fails_for_a_while(
    database: Database, channel: Channel, clock: HandClock, error: Exception
) -> None:
    """A failure while looking would make us forget that the post may be there."""
    subscribed(database)
    channel.faults = [(UnsureError("connection lost"), True)]
    channel.find_faults = [error] * 3
    await Process(database, channel, clock).minutes(MORNING, 30)
    assert len(channel.posts) == 1
    assert results(database) == [("2031-05-16", Outcome.SENT)]


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
    monkeypatch.setattr("bot.store.database.LOCK_SECONDS", 0.05)
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
    from bot.store.write import ArchiveWriter
    from tests.builders import annotated

    writer = ArchiveWriter(database)
    known = next(_numbers)
    for number in range(count):
        writer.store_document(annotated(f"{known}-{number}.txt", f"Report {known}-{number} on the harbour.\n"))


_numbers = iter(range(1000))
