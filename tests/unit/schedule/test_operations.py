"""What those who run the bot are told about reminders."""

from __future__ import annotations

import json

from bot.cards import Reply
from bot.findings import Level
from bot.model.subscriptions import Address, PostKind, State
from bot.schedule.clock import ReminderClock
from bot.schedule.operations import check_reminders, count_posts, list_history, list_subscriptions
from bot.schedule.printed import PrintedPoster
from bot.store.chats.clock import ClockMemory
from bot.store.chats.subscriptions import Subscriptions
from bot.store.engine.database import Database
from tests.reminders import HOUR, MINUTE, MORNING, Channel, HandClock, compose, subscribed, wish

PLATFORMS = ("discord", "slack")


async def test_lists_and_counts(database: Database) -> None:
    """`schedule list`, `schedule history` and the metrics would not say what happened."""
    subscribed(database)
    paused = subscribed(database, wish(PostKind.DAILY, "10:00"), due=MORNING + HOUR)
    Subscriptions(database).change(paused.id, State.PAUSED)
    await ReminderClock(database, [Channel()], compose, HandClock(MORNING + 10 * MINUTE)).tick()
    first, second = list_subscriptions(database)
    assert (first["kind"], first["next"], first["last"]) == (
        "anniversaries",
        "2031-05-17T09:00:00+00:00",
        "sent 2031-05-16",
    )
    assert (second["state"], second["next"], second["last"]) == ("paused", None, None)
    (line,) = list_history(database)
    assert (line["occurrence"], line["outcome"], line["message"], line["attempts"]) == (
        "2031-05-16",
        "sent",
        "message 1",
        1,
    )
    assert count_posts(database, MORNING - HOUR) == {
        "due": 1,
        "sent": 1,
        "late": 1,
        "nothing": 0,
        "skipped": 0,
        "failed": 0,
        "open": 0,
    }
    assert json.dumps([first, second, line])


def test_check_names_what_cannot_post(database: Database) -> None:
    """`check` would call a set-up healthy in which a channel waits for posts in vain."""
    ClockMemory(database).finish_tick(MORNING)
    assert [finding.level for finding in check_reminders(database, PLATFORMS, MORNING)] == [Level.OK]
    subscribed(database)
    assert [finding.message for finding in check_reminders(database, PLATFORMS, MORNING)] == ["1 active"]
    gone = subscribed(database, address=Address("discord", "4194304", "78"))
    Subscriptions(database).change(gone.id, State.SUSPENDED, reason="The channel is gone.")
    subscribed(database, wish(zone="Mars/Olympus"), address=Address("slack", "T1", "C1"))
    messages = [finding.message for finding in check_reminders(database, ("slack",), MORNING)]
    assert len(messages) == 3
    for number, problem in (
        (1, "discord is not set up"),
        (2, "The channel is gone."),
        (3, "no time zone Mars/Olympus"),
    ):
        assert any(f"subscription {number} " in message and problem in message for message in messages)


def test_check_says_that_nobody_delivers(database: Database) -> None:
    """A scheduler that does not run would go unnoticed until somebody misses the post."""
    subscribed(database)
    (finding,) = check_reminders(database, PLATFORMS, MORNING)
    assert (finding.level, finding.message) == (Level.HINT, "no process has delivered yet")
    ClockMemory(database).finish_tick(MORNING)
    (finding,) = check_reminders(database, PLATFORMS, MORNING + HOUR)
    assert finding.message == "no process has delivered since 2031-05-16 09:00 UTC"


async def test_posts_of_the_console(database: Database) -> None:
    """`schedule run-due` would print nothing, or the same post at each call."""
    subscribed(database, address=Address("console", "", ""))
    shown: list[Reply] = []
    for minute in range(3):
        now = HandClock(MORNING + minute * MINUTE)
        await ReminderClock(database, [PrintedPoster(shown.append)], compose, now).tick()
    assert [reply.heading for reply in shown] == ["1 2031-05-16"]
