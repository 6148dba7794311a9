"""What the commands of reminders ask of the house, and how they come by it.

A handler knows an Invocation and a Corpus. Whoever puts the house together opens reminders for a corpus once; a corpus
without them answers that they are not set up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.cards import Reply
from bot.commands.opened import Opened
from bot.model.archive import EventRow
from bot.model.posted import Correction
from bot.model.subscriptions import Address, Occurrence, Subscription, Wish


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a server has set for its posts: an IANA zone and the usual hour, local."""

    zone: str = "UTC"
    at: dt.time = dt.time(9)


@dataclass(frozen=True, slots=True)
class Standing:
    """A subscription and the latest occurrence of it, None before the first."""

    subscription: Subscription
    last: Occurrence | None


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """An entry of the editorial list; ``day`` is None for an event that is never to be mentioned."""

    number: int
    words: str
    day: dt.date | None


class Reminders(Protocol):
    """Subscribing and what goes with it, for one server at a time. Blocking. Raises StoreError."""

    def defaults(self, platform: str, server: str) -> Defaults:
        """What the server has set."""
        ...

    def subscribe(self, address: Address, wish: Wish, user: str, now: dt.datetime) -> tuple[Subscription, bool]:
        """Store a wish and tell whether it is new. Raises UsageError for a zone that is not known."""
        ...

    def standing(self, platform: str, server: str) -> Sequence[Standing]:
        """All subscriptions of a server, by channel."""
        ...

    def unsubscribe(self, subscription: Subscription) -> None:
        """End it."""
        ...

    def pause(self, subscription: Subscription) -> Subscription:
        """Post nothing until it is resumed."""
        ...

    def resume(self, subscription: Subscription, now: dt.datetime) -> Subscription:
        """Post again from the next hour on. Raises UsageError for a zone that is not known."""
        ...

    def preview(self, subscription: Subscription, day: dt.date) -> Reply | None:
        """What would be posted on ``day``; None where nothing would."""
        ...

    def review(self, platform: str, server: str, day: dt.date, page: int) -> Reply:
        """What the server will be reminded of in the week from ``day``, with buttons to hold items back."""
        ...

    def hold(
        self, platform: str, server: str, event: EventRow, day: dt.date | None, user: str, now: dt.datetime
    ) -> bool:
        """Hold an event back on ``day``, or for ever; False where it was held already."""
        ...

    def held(self, platform: str, server: str, today: dt.date) -> Sequence[HeldEntry]:
        """The editorial list, newest first, without days that are over."""
        ...

    def release(self, platform: str, server: str, number: int) -> bool:
        """Take an entry off the list; False where there is none of that number."""
        ...

    def corrections(self, platform: str, server: str, channel: str, number: int = 0) -> Iterator[Correction]:
        """What was posted there and has changed since, the newest first; each is worked out as it is asked for.

        An empty id stands for all, ``number`` for one message.
        """
        ...

    def amend(self, corrections: Iterable[Correction], *, again: bool) -> int:
        """Ask for these to be amended, ``again`` for those that could not be; return how many will be."""
        ...


_OPENED: Opened[Reminders] = Opened("Reminders are not set up here. Start the bot with: briefing-bot serve")
open_reminders = _OPENED.open
reminders_for = _OPENED.of
