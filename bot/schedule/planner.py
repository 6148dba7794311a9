"""From the clock to the outbox: finds what is due, by the database alone, and makes a row for each occurrence."""

from __future__ import annotations

import datetime as dt
import logging
from functools import lru_cache

from bot.model.subscriptions import Outcome, PostKind, State, Subscription
from bot.schedule.due import UnknownZoneError, due_after, next_due, too_late, zone_of
from bot.store.chats.clock import ClockMemory
from bot.store.chats.outbox import Outbox, Plan, PlannedRow
from bot.store.chats.subscriptions import Subscriptions

log = logging.getLogger(__name__)

BATCH = 2000
"""Subscriptions planned in one transaction."""

QUIET = dt.timedelta(minutes=2)
"""An ingest is told of once no document has come for this long."""

_SET_BACK = dt.timedelta(minutes=5)
_SECOND = dt.timedelta(seconds=1)


def plan_for(subscription: Subscription, now: dt.datetime) -> Plan:
    """What ``subscription``, whose hour has come, owes at ``now``.

    One row for each hour from its ``next_due`` on: to be posted, or skipped where it is too late. Raises
    UnknownZoneError.
    """
    wish, start = subscription.wish, (subscription.next_due or now) - _SECOND
    return Plan(subscription, *_owed(wish.at, wish.zone, wish.weekdays, wish.late_hours, start, now))


@lru_cache(maxsize=4096)
def _owed(
    at: dt.time, zone: str, weekdays: tuple[int, ...], late_hours: int, start: dt.datetime, now: dt.datetime
) -> tuple[tuple[PlannedRow, ...], dt.datetime | None]:
    """The rows and the next hour; many channels owe the same in one minute."""
    rows: list[PlannedRow] = []
    for due in due_after(at, zone_of(zone), weekdays, start):
        if due.at > now:
            return tuple(rows), due.at
        if too_late(due.at, now, late_hours):
            rows.append(PlannedRow(due.day.isoformat(), due.at, Outcome.SKIPPED, f"more than {late_hours} h late"))
        else:
            rows.append(PlannedRow(due.day.isoformat(), due.at))
    return tuple(rows), None


def first_hour(
    kind: PostKind, at: dt.time, zone: str, weekdays: tuple[int, ...], now: dt.datetime
) -> dt.datetime | None:
    """When a wish made at ``now`` is due first; None for what no hour brings. Raises UnknownZoneError."""
    place = zone_of(zone)
    due = None if kind is PostKind.NEW else next_due(at, place, weekdays, now)
    return due.at if due else None


class Planner:
    """Plans over one database. Blocking. Raises StoreError, after which nothing is lost: the next tick plans again."""

    def __init__(self, subscriptions: Subscriptions, outbox: Outbox, memory: ClockMemory) -> None:
        self._subscriptions = subscriptions
        self._outbox = outbox
        self._memory = memory

    def plan(self, now: dt.datetime) -> int:
        """Put everything that is due at ``now`` into the outbox; return how many subscriptions were."""
        last = self._memory.last_tick()
        if last is not None and last - now > _SET_BACK:
            log.warning("the clock was set back", extra={"last_tick": last.isoformat(), "now": now.isoformat()})
            self._memory.take_back_skips(now)
            self.correct_hours(now)
        planned = 0
        while batch := self._subscriptions.due(now, BATCH):
            plans = [plan for subscription in batch if (plan := self._plan_one(subscription, now))]
            self._outbox.plan(plans)
            planned += len(plans)
        newest = self._memory.documents_at_rest(now, QUIET)
        return planned + (self._outbox.plan_documents(newest, now) if newest else 0)

    def correct_hours(self, now: dt.datetime) -> int:
        """Work out every future hour again, since rules of zones and the machine's clock may have changed.

        Return how many were wrong. Hours that have come are left to `plan`.
        """
        wrong = 0
        for subscription in self._subscriptions.every():
            stored, wish = subscription.next_due, subscription.wish
            if subscription.state is not State.ACTIVE or stored is None or stored <= now:
                continue
            try:
                right = first_hour(wish.kind, wish.at, wish.zone, wish.weekdays, now)
            except UnknownZoneError:
                self._without_zone(subscription, now)
                continue
            if right != stored:
                self._subscriptions.move(subscription.id, stored, right)
                wrong += 1
        return wrong

    def _plan_one(self, subscription: Subscription, now: dt.datetime) -> Plan | None:
        try:
            return plan_for(subscription, now)
        except UnknownZoneError:
            self._without_zone(subscription, now)
            return None

    def _without_zone(self, subscription: Subscription, now: dt.datetime) -> None:
        zone = subscription.wish.zone
        reason = f"the time zone {zone} is not in this machine's tzdata"
        notice = (
            f"Subscription {subscription.id} ({subscription.wish.kind}) is suspended: {reason} any more. "
            "Subscribe again with a zone that is offered while you type."
        )
        log.error("unknown time zone", extra={"subscription": subscription.id, "zone": zone})
        self._outbox.suspend_one(subscription, now, reason, notice)
