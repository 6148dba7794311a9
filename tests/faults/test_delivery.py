"""Delivery when the platform is in trouble: each occurrence is posted once, or it is said why it was not."""

from __future__ import annotations

import pytest

from bot.model.subscriptions import Address, Outcome, PostKind, State
from bot.schedule.ports import BusyError, ForbiddenError, GoneError, RefusedError, TokenError, UnsureError
from bot.store.chats.history import History
from bot.store.chats.subscriptions import Subscriptions
from bot.store.engine.database import Database
from tests.reminders import (
    DAY,
    HOUR,
    MINUTE,
    MORNING,
    Channel,
    HandClock,
    Process,
    details,
    results,
    subscribed,
    wish,
)


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
