"""What it costs to know what is due, and how many posts a second delivery manages.

    python -m benchmarks.schedule [--subscriptions 100000] [--posts 2000] [--message-seconds 0.1]

First: so many subscriptions, in forty zones, are due in one minute. Computing what is due and planning it is compared
with the bare SQL query over the same rows in the same run. Then: that many posts are delivered through the outbox to a
channel that takes 0.1 s for a message, as a platform does, and without that wait. Discord takes 50 requests a second
from a bot in all; the exit code is 1 where delivery is slower.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

from bot.model.subscriptions import Address
from bot.schedule.delivery import Delivery
from bot.schedule.planner import Planner, plan_for
from bot.store.chats.clock import ClockMemory
from bot.store.chats.outbox import Outbox
from bot.store.chats.subscriptions import Subscriptions, due_query
from bot.store.engine.database import Database, open_database
from tests.reminders import MORNING, Channel, HandClock, compose, wish

DISCORD_A_SECOND = 50
_ZONES = (
    "Europe/Berlin",
    "Europe/London",
    "Europe/Moscow",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "America/Santiago",
    "America/St_Johns",
    "Asia/Tokyo",
    "Asia/Shanghai",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Dhaka",
    "Asia/Yangon",
    "Asia/Bangkok",
    "Asia/Manila",
    "Asia/Seoul",
    "Asia/Kabul",
    "Australia/Sydney",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Australia/Eucla",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Honolulu",
    "Pacific/Marquesas",
    "Pacific/Apia",
    "Africa/Cairo",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Africa/Casablanca",
    "Atlantic/Azores",
    "Atlantic/Reykjavik",
    "Antarctica/Troll",
    "UTC",
)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscriptions", type=int, default=100_000)
    parser.add_argument("--posts", type=int, default=2000)
    parser.add_argument("--message-seconds", type=float, default=0.1)
    options = parser.parse_args()
    with _database() as database:
        _due(database, options.subscriptions)
    rates = []
    for seconds in (options.message_seconds, 0.0):
        with _database() as database:
            rates.append(asyncio.run(_deliver(database, options.posts, seconds)))
    return 0 if rates[0] >= DISCORD_A_SECOND else 1


class _database:  # noqa: N801 - used as a function
    """An empty archive, deleted at the end."""

    def __enter__(self) -> Database:
        self._folder = tempfile.TemporaryDirectory()
        self._database = open_database(f"sqlite:///{self._folder.name}/archive.db")
        return self._database

    def __exit__(self, *_: object) -> None:
        self._database.close()
        self._folder.cleanup()


def _subscribe(database: Database, count: int) -> None:
    """So many subscriptions that are due at MORNING, each at its zone's own hour."""
    from sqlalchemy import insert

    from bot.store.chats.subscriptions import _columns
    from bot.store.tables import reminders as tables

    wishes = [wish(zone=zone, at=f"{MORNING.astimezone(ZoneInfo(zone)):%H:%M}") for zone in _ZONES]
    rows = [
        _columns(Address("discord", str(number // 10), str(number)), wishes[number % len(wishes)])
        | {"state": "active", "reason": "", "created_by": "1", "created_at": 0, "seen_document": 0}
        | {"next_due": int(MORNING.timestamp())}
        for number in range(count)
    ]
    with database.write() as connection:
        connection.execute(insert(tables.subscription), rows)


def _due(database: Database, count: int) -> None:
    _subscribe(database, count)
    subscriptions, outbox = Subscriptions(database), Outbox(database)

    def bare() -> None:
        with database.read() as connection:
            _expect(len(connection.execute(due_query(MORNING, count)).all()), count)

    def computed() -> None:
        _expect(sum(len(plan_for(one, MORNING).rows) for one in subscriptions.due(MORNING, count)), count)

    def planned() -> None:
        _expect(Planner(subscriptions, outbox, ClockMemory(database)).plan(MORNING), count)

    floor = _seconds(bare)
    print(f"{count:,} subscriptions due in one minute, {len(_ZONES)} zones")
    print(f"{'bare SQL query':<42}{floor:>8.2f} s")
    for name, call in (("query and what is due, computed", computed), ("the same, planned into the outbox", planned)):
        taken = _seconds(call)
        print(f"{name:<42}{taken:>8.2f} s{taken / floor:>7.1f} x the query")


async def _deliver(database: Database, count: int, seconds: float) -> float:
    _subscribe(database, count)
    outbox = Outbox(database)
    Planner(Subscriptions(database), outbox, ClockMemory(database)).plan(MORNING)
    channel = Channel(per_second=1e6, seconds=seconds)
    began = time.perf_counter()
    await Delivery(outbox, [channel], compose, HandClock(MORNING)).run(600)
    rate = count / (time.perf_counter() - began)
    _expect(len(channel.posts), count)
    _expect(len({address for address, _, _ in channel.posts}), count)
    what = f"posts a second, {seconds:g} s a message"
    print(f"{what:<42}{rate:>8.0f}  {rate / DISCORD_A_SECOND:>6.1f} x Discord's limit of {DISCORD_A_SECOND}")
    return rate


def _expect(found: int, count: int) -> None:
    if found != count:
        raise SystemExit(f"{found} in place of {count}: what was measured is not what was meant")


def _seconds(call: Callable[[], None]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
