"""What those who run the bot want to know: every subscription, the history, counts, and what cannot post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import asdict

from bot.findings import Finding, Level
from bot.model.subscriptions import Occurrence, State, Subscription
from bot.schedule.due import UnknownZoneError, zone_of
from bot.store.chats.clock import ClockMemory
from bot.store.chats.history import History
from bot.store.chats.subscriptions import Subscriptions
from bot.store.engine.database import Database

Row = dict[str, str | int | None]
"""A line of a table, by column: ready to be printed, or written as JSON."""

_SUBJECT = "reminders"
_STALE = dt.timedelta(minutes=10)


def list_subscriptions(database: Database) -> Iterator[Row]:
    """Every subscription that has not ended, with its next post and last result."""
    history = History(database)
    for one in Subscriptions(database).every():
        last = history.last_results([one.id]).get(one.id)
        yield _row(one) | {
            "state": str(one.state),
            "next": iso(one.next_due),
            "last": f"{last.outcome} {last.name}" if last else None,
            "reason": one.reason or None,
        }


def list_history(database: Database, limit: int = 50) -> Iterator[Row]:
    """The newest occurrences and what became of them."""
    for occurrence, one in History(database).recent(limit):
        yield _row(one) | _occurrence(occurrence)


def count_posts(database: Database, since: dt.datetime) -> dict[str, int]:
    """How many were due since then, and how many were sent, late, skipped, failed: for metrics and for people."""
    return asdict(History(database).counts(since))


def check_reminders(database: Database, platforms: Collection[str], now: dt.datetime) -> list[Finding]:
    """Warn of subscriptions that cannot post: suspended, in an unknown zone, or on a platform that is not set up."""
    active, findings = 0, []
    for one in Subscriptions(database).every():
        active += one.state is State.ACTIVE
        problem = _problem(one, platforms)
        if problem:
            name = f"subscription {one.id} ({one.wish.kind}, {one.address.platform} channel {one.address.channel})"
            findings.append(Finding(Level.FAULT, _SUBJECT, f"{name} cannot post: {problem[0]}", problem[1]))
    last = ClockMemory(database).last_tick()
    if active and (last is None or now - last > _STALE):
        since = f"since {last:%Y-%m-%d %H:%M} UTC" if last else "yet"
        findings.append(
            Finding(Level.HINT, _SUBJECT, f"no process has delivered {since}", "Start one: briefing-bot serve")
        )
    return findings or [Finding(Level.OK, _SUBJECT, f"{active} active")]


def channels_posted_to(database: Database, platform: str) -> tuple[str, ...]:
    """The channels on ``platform`` that something is subscribed for, each once."""
    addresses = (one.address for one in Subscriptions(database).every())
    return tuple(dict.fromkeys(one.channel for one in addresses if one.platform == platform))


def _problem(one: Subscription, platforms: Collection[str]) -> tuple[str, str] | None:
    """What is wrong and what to do."""
    try:
        zone_of(one.wish.zone)
    except UnknownZoneError:
        return f"there is no time zone {one.wish.zone}", "Update tzdata, or subscribe again with another zone."
    if one.state is State.SUSPENDED:
        return one.reason, f"Put it right, then in chat: /resume {one.id}"
    if one.state is State.ACTIVE and one.address.platform not in platforms:
        return f"{one.address.platform} is not set up here", "Set its tokens in .env, or unsubscribe."
    return None


def _row(one: Subscription) -> Row:
    return {
        "number": one.id,
        "platform": one.address.platform,
        "server": one.address.server,
        "channel": one.address.channel,
        "kind": str(one.wish.kind),
        "about": one.wish.about.name or None,
        "at": f"{one.wish.at:%H:%M}",
        "zone": one.wish.zone,
    }


def _occurrence(one: Occurrence) -> Row:
    return {
        "occurrence": one.name,
        "due": iso(one.due_at),
        "outcome": str(one.outcome),
        "finished": iso(one.finished_at),
        "attempts": one.attempts,
        "message": one.message_id,
        "detail": one.detail or None,
    }


def iso(moment: dt.datetime | None) -> str | None:
    """A moment for a table; None where there is none."""
    return moment.isoformat(timespec="seconds") if moment else None
