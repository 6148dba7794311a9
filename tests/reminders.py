"""What tests of reminders share: a clock that is set by hand, wishes, and a channel that remembers its posts."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.cards import Card, CardKind, Reply
from bot.model.subscriptions import Address, Occurrence, Outcome, PostKind, Subscription, Wish
from bot.schedule.clock import ReminderClock
from bot.store.chats.history import History
from bot.store.chats.subscriptions import Subscriptions
from bot.store.engine.database import Database

PRESS = Address("discord", "4194304", "77")
MORNING = dt.datetime(2031, 5, 16, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
DAY = 24 * HOUR


class HandClock:
    """A clock that stands still until it is set."""

    def __init__(self, now: dt.datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, by: dt.timedelta) -> None:
        self.now += by


def wish(kind: PostKind = PostKind.ANNIVERSARIES, at: str = "09:00", **more: object) -> Wish:
    """A wish for nine o'clock UTC, unless said otherwise."""
    return Wish(kind, dt.time.fromisoformat(at), **({"zone": "UTC"} | more))  # type: ignore[arg-type]


def subscribed(
    database: Database,
    asked: Wish | None = None,
    address: Address = PRESS,
    due: dt.datetime | None = MORNING,
) -> Subscription:
    """Store a wish that is due at ``due``."""
    return Subscriptions(database).keep(address, asked or wish(), "2002", MORNING - 24 * HOUR, due)[0]


def compose(subscription: Subscription, occurrence: Occurrence) -> Reply | None:
    """A post that says which occurrence it is."""
    text = f"{subscription.id} {occurrence.name}"
    return Reply(text, cards=(Card(CardKind.INFO, body=f"occurrence {occurrence.key}"),))


@dataclass
class Channel:
    """Stands in for a chat; fits `bot.schedule.ports.Poster`.

    ``faults`` are raised by the next posts, one each: before the message is there, or after where the pair says so.
    """

    platform: str = "discord"
    per_second: float = 10_000.0
    posts: list[tuple[Address, str, str]] = field(default_factory=list)
    looked: int = 0
    faults: list[tuple[Exception, bool]] = field(default_factory=list)
    find_faults: list[Exception] = field(default_factory=list)
    amendments: list[tuple[tuple[str, ...], Reply]] = field(default_factory=list)
    amend_faults: list[Exception] = field(default_factory=list)
    seconds: float = 0.0
    closed: bool = False
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def post(self, address: Address, reply: Reply, key: str) -> str:
        fault, arrived = self.faults.pop(0) if self.faults else (None, True)
        self.begun.set()
        if self.seconds:
            await asyncio.sleep(self.seconds)
        if arrived:
            self.posts.append((address, reply.heading or reply.cards[0].body, key))
            self.arrived.set()
        if fault:
            raise fault
        return f"message {len(self.posts)}"

    async def find(self, address: Address, key: str, since: dt.datetime) -> str | None:
        self.looked += 1
        if self.find_faults:
            raise self.find_faults.pop(0)
        for number, (place, _, known) in enumerate(self.posts, 1):
            if place == address and known == key:
                return f"message {number}"
        return None

    async def amend(self, address: Address, message_ids: Sequence[str], reply: Reply, key: str) -> None:
        if self.amend_faults:
            raise self.amend_faults.pop(0)
        self.amendments.append((tuple(message_ids), reply))

    async def private(self, address: Address, user: str) -> Address:
        return Address(address.platform, "", f"private {user}")

    async def close(self) -> None:
        self.closed = True

    @property
    def texts(self) -> list[str]:
        return [text for _, text, _ in self.posts]


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
