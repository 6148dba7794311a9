"""Reminders as the commands ask for them, over the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.cards import Page, Reply
from bot.commands.paging import PAGE_SIZE
from bot.commands.reminders import Defaults, HeldEntry, Standing
from bot.errors import UsageError
from bot.model.archive import EventRow
from bot.model.posted import Correction
from bot.model.subscriptions import Address, PostKind, State, Subscription, Wish
from bot.schedule.corrections import CorrectionDesk
from bot.schedule.due import UnknownZoneError
from bot.schedule.planner import first_hour
from bot.schedule.posts import Composer
from bot.schedule.review import review_post, week_ahead, wishes_of
from bot.store.chats.editorial import Editorial
from bot.store.chats.history import History
from bot.store.chats.servers import Servers
from bot.store.chats.subscriptions import Subscriptions
from bot.store.corpus import Corpus
from bot.store.engine.database import Database

_NEWEST = 10**15


class ReminderDesk:
    """Fits ``bot.commands.reminders.Reminders``. Blocking; safe to share between threads. Raises StoreError."""

    def __init__(self, corpus: Corpus, database: Database) -> None:
        self._corpus = corpus
        self._servers = Servers(database)
        self._composer = Composer(corpus, database)
        self._subscriptions = Subscriptions(database)
        self._history = History(database)
        self._editorial = Editorial(database)
        self._corrections = CorrectionDesk(corpus)

    def defaults(self, platform: str, server: str) -> Defaults:
        """What the server has set."""
        known = self._servers.settings(platform, server)
        return Defaults(known.zone, dt.time.fromisoformat(known.hour))

    def subscribe(self, address: Address, wish: Wish, user: str, now: dt.datetime) -> tuple[Subscription, bool]:
        """Store a wish and tell whether it is new."""
        return self._subscriptions.keep(address, wish, user, now, _first(wish, now))

    def standing(self, platform: str, server: str) -> Sequence[Standing]:
        """All subscriptions of a server, by channel."""
        found = self._subscriptions.of_server(platform, server)
        last = self._history.last_results(one.id for one in found)
        return tuple(Standing(one, last.get(one.id)) for one in found)

    def unsubscribe(self, subscription: Subscription) -> None:
        """End it."""
        self._subscriptions.change(subscription.id, State.ENDED)

    def pause(self, subscription: Subscription) -> Subscription:
        """Post nothing until it is resumed."""
        return self._changed(subscription, State.PAUSED, None)

    def resume(self, subscription: Subscription, now: dt.datetime) -> Subscription:
        """Post again from the next hour on."""
        return self._changed(subscription, State.ACTIVE, _first(subscription.wish, now))

    def preview(self, subscription: Subscription, day: dt.date) -> Reply | None:
        """What would be posted on ``day``; for ``new``, what has come and was not told yet."""
        wish = subscription.wish
        if wish.kind is PostKind.NEW:
            return self._composer.arrived(wish, subscription.seen_document + 1, _NEWEST)
        if day.weekday() not in wish.weekdays:
            return None
        return self._composer.of_day(subscription.address, wish, day)

    def review(self, platform: str, server: str, day: dt.date, page: int) -> Reply:
        """The week ahead; all pages as ``Reply.page`` counts them."""
        wishes = wishes_of(self._subscriptions.of_server(platform, server))
        ahead = week_ahead(self._corpus, self._editorial, (platform, server), wishes, day)
        begin = (page - 1) * PAGE_SIZE
        pages = max(1, -(-len(ahead) // PAGE_SIZE))
        return replace(
            review_post(ahead[begin : begin + PAGE_SIZE], len(ahead), day), page=Page(page, pages, len(ahead))
        )

    def hold(
        self, platform: str, server: str, event: EventRow, day: dt.date | None, user: str, now: dt.datetime
    ) -> bool:
        """Hold an event back on ``day``, or for ever."""
        return self._editorial.hold(platform, server, event, day, user, now)

    def held(self, platform: str, server: str, today: dt.date) -> Sequence[HeldEntry]:
        """The editorial list."""
        entries = self._editorial.entries(platform, server, today)
        return tuple(HeldEntry(entry.id, entry.words, entry.day) for entry in entries)

    def release(self, platform: str, server: str, number: int) -> bool:
        """Take an entry off the list."""
        return self._editorial.release(platform, server, number)

    def corrections(self, platform: str, server: str, channel: str, number: int = 0) -> Iterator[Correction]:
        """What was posted there and has changed since."""
        return self._corrections.listing(platform, server, channel, number)

    def amend(self, corrections: Iterable[Correction], *, again: bool) -> int:
        """Ask for these to be amended."""
        return self._corrections.amend(corrections, again=again)

    def _changed(self, subscription: Subscription, state: State, next_due: dt.datetime | None) -> Subscription:
        changed = self._subscriptions.change(subscription.id, state, next_due=next_due)
        if changed is None:
            raise UsageError(f"Subscription {subscription.id} has ended.")
        return changed


def _first(wish: Wish, now: dt.datetime) -> dt.datetime | None:
    try:
        return first_hour(wish.kind, wish.at, wish.zone, wish.weekdays, now)
    except UnknownZoneError as error:
        raise UsageError(f'There is no time zone "{wish.zone}". For example: zone:Europe/Berlin') from error
