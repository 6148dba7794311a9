"""Subscriptions as rows: what channels asked for, kept once, changed, paused, suspended, ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, delete, func, select, update

from bot.model.subscriptions import About, AboutKind, Address, LeapDay, PostKind, State, Subscription, Wish, Years
from bot.store.engine.conflict import insert_into
from bot.store.engine.database import Database
from bot.store.tables.codec import moment, moment_or_none, seconds, seconds_or_none
from bot.store.tables.reminders import held_back, subscription
from bot.store.tables.schema import document

_PAGE = 1000


class Subscriptions:
    """Read and write access to subscriptions. Safe to share between threads. Raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(
        self, address: Address, wish: Wish, user: str, now: dt.datetime, next_due: dt.datetime | None
    ) -> tuple[Subscription, bool]:
        """Store a wish, active, and tell whether it is new.

        The same kind about the same thing in the same channel is changed in place, so that nobody gets it twice.
        """
        values = _columns(address, wish) | _state_columns(State.ACTIVE, "", next_due)
        with self._database.write() as connection:
            seen = {"seen_document": newest_document(connection)}
            there = select(subscription).where(_same(values))
            known = connection.execute(there).mappings().first()
            if known is None:
                made = {"created_by": user, "created_at": seconds(now)} | seen
                missing = insert_into(connection, subscription).values(**values, **made).on_conflict_do_nothing()
                number = connection.execute(missing.returning(subscription.c.id)).scalar()
                if number is not None:
                    return _one(connection, number), True
                known = connection.execute(there).mappings().one()  # another process was first
            rested = known["state"] != State.ACTIVE.value  # then what came in the meantime is not told of
            changed = values | (seen if rested else {})
            connection.execute(update(subscription).where(subscription.c.id == known["id"]).values(changed))
            return _one(connection, known["id"]), False

    def get(self, number: int) -> Subscription | None:
        """One subscription that has not ended."""
        with self._database.read() as connection:
            row = connection.execute(_live().where(subscription.c.id == number)).mappings().first()
        return None if row is None else subscription_of(row)

    def of_server(self, platform: str, server: str) -> tuple[Subscription, ...]:
        """All subscriptions of a server that have not ended, by channel."""
        wanted = _live().where(subscription.c.platform == platform, subscription.c.server == server)
        with self._database.read() as connection:
            rows = connection.execute(wanted.order_by(subscription.c.channel, subscription.c.id)).mappings()
            return tuple(subscription_of(row) for row in rows)

    def every(self) -> Iterator[Subscription]:
        """All subscriptions that have not ended, by number, read in pages."""
        last = 0
        while True:
            page = _live().where(subscription.c.id > last).order_by(subscription.c.id).limit(_PAGE)
            with self._database.read() as connection:
                rows = [subscription_of(row) for row in connection.execute(page).mappings()]
            if not rows:
                return
            yield from rows
            last = rows[-1].id

    def due(self, now: dt.datetime, limit: int) -> tuple[Subscription, ...]:
        """Up to ``limit`` active subscriptions whose next hour has come, the longest due first."""
        with self._database.read() as connection:
            rows = connection.execute(due_query(now, limit)).mappings()
            return tuple(subscription_of(row) for row in rows)

    def change(
        self, number: int, state: State, *, reason: str = "", next_due: dt.datetime | None = None
    ) -> Subscription | None:
        """Put a subscription into another state; None where it has ended or never was.

        One that becomes active again does not tell of documents that came in the meantime.
        """
        values = _state_columns(state, reason, next_due)
        with self._database.write() as connection:
            if state is State.ACTIVE:
                values["seen_document"] = newest_document(connection)
            wanted = update(subscription).where(subscription.c.id == number, _not_ended()).values(values)
            row = connection.execute(wanted.returning(*subscription.c)).mappings().first()
        return None if row is None else subscription_of(row)

    def move(self, number: int, old: dt.datetime | None, new: dt.datetime | None) -> None:
        """Correct the next hour, unless somebody has changed it since it was read as ``old``."""
        stored = seconds_or_none(old)
        wanted = update(subscription).where(
            subscription.c.id == number, subscription.c.next_due.is_not_distinct_from(stored)
        )
        with self._database.write() as connection:
            connection.execute(wanted.values(next_due=seconds_or_none(new)))

    def forget_server(self, platform: str, server: str) -> int:
        """Delete a server's subscriptions, their history and its editorial list; return how many subscriptions."""
        with self._database.write() as connection:
            connection.execute(delete(held_back).where(held_back.c.platform == platform, held_back.c.server == server))
            gone = delete(subscription).where(subscription.c.platform == platform, subscription.c.server == server)
            return connection.execute(gone).rowcount


def due_query(now: dt.datetime, limit: int) -> Select[Any]:
    """The bare question that `Subscriptions.due` asks."""
    wanted = select(subscription).where(subscription.c.next_due <= seconds(now))
    return wanted.where(subscription.c.state == State.ACTIVE.value).order_by(subscription.c.next_due).limit(limit)


def newest_document(connection: Connection) -> int:
    """The number of the newest document; 0 in an empty archive. Numbers are never given twice."""
    return int(connection.execute(select(func.max(document.c.id))).scalar() or 0)


def subscription_of(row: RowMapping | Mapping[str, Any]) -> Subscription:
    """A row of the table as a value."""
    return Subscription(
        id=row["id"],
        address=Address(row["platform"], row["server"], row["channel"]),
        wish=_wish(*(row[name] for name in _WISH)),
        state=State(row["state"]),
        created_by=row["created_by"],
        created_at=moment(row["created_at"]),
        next_due=moment_or_none(row["next_due"]),
        reason=row["reason"],
        seen_document=row["seen_document"],
    )


_WISH = ("kind", "minute", "zone", "weekdays", "years", "leap_day", "about_kind", "about", "hear_nothing", "late_hours")


@lru_cache(maxsize=4096)
def _wish(
    kind: str,
    minute: int,
    zone: str,
    mask: int,
    years: str,
    leap_day: str,
    about_kind: str,
    about: str,
    hear_nothing: bool,
    late_hours: int,
) -> Wish:
    """Wishes of many channels are alike, and are read together."""
    return Wish(
        kind=PostKind(kind),
        at=dt.time(minute // 60, minute % 60),
        zone=zone,
        weekdays=tuple(day for day in range(7) if mask & 1 << day),
        years=Years(years),
        leap_day=LeapDay(leap_day),
        about=About(AboutKind(about_kind), about),
        hear_nothing=hear_nothing,
        late_hours=late_hours,
    )


def _one(connection: Connection, number: int) -> Subscription:
    row = connection.execute(select(subscription).where(subscription.c.id == number)).mappings().one()
    return subscription_of(row)


def _columns(address: Address, wish: Wish) -> dict[str, Any]:
    return {
        "platform": address.platform,
        "server": address.server,
        "channel": address.channel,
        "kind": wish.kind.value,
        "minute": wish.at.hour * 60 + wish.at.minute,
        "zone": wish.zone,
        "weekdays": sum(1 << day for day in set(wish.weekdays)),
        "years": wish.years.value,
        "leap_day": wish.leap_day.value,
        "about_kind": wish.about.kind.value,
        "about": wish.about.name,
        "hear_nothing": wish.hear_nothing,
        "late_hours": wish.late_hours,
    }


def _state_columns(state: State, reason: str, next_due: dt.datetime | None) -> dict[str, Any]:
    return {"state": state.value, "reason": reason, "next_due": seconds_or_none(next_due)}


def _same(values: Mapping[str, Any]) -> ColumnElement[bool]:
    names = ("platform", "server", "channel", "kind", "about_kind", "about")
    return and_(_not_ended(), *(subscription.c[name] == values[name] for name in names))


def _not_ended() -> ColumnElement[bool]:
    return subscription.c.state != State.ENDED.value


def _live() -> Select[Any]:
    return select(subscription).where(_not_ended())
