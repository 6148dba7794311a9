"""The outbox: each single post that is due, claimed by one process at a time, and what became of it.

The life of a row: WAITING -> (claimed) -> SENDING, stored before anything is sent -> SENT, FAILED, or WAITING again
with a later ``not_before``. A claim is a lease: when its process dies, another takes the row over once the lease has
run out. Whoever finds ``attempted_at`` set on a row it took over must look whether the post is there already.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, bindparam, or_, select, update

from bot.cards import Reply
from bot.model.subscriptions import Occurrence, Outcome, PostKind, State, Subscription
from bot.store.chats.posted import note_post
from bot.store.chats.subscriptions import subscription_of
from bot.store.engine.conflict import insert_into
from bot.store.engine.database import Database
from bot.store.tables.codec import moment, moment_or_none, seconds, seconds_or_none
from bot.store.tables.reminders import outbox, subscription

LEASE = dt.timedelta(minutes=3)
"""How long a claim holds. Several times what composing and sending one post may take (30 seconds)."""

OPEN = outbox.c.outcome.in_([Outcome.WAITING.value, Outcome.SENDING.value])


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row to make: WAITING, or SKIPPED at once with the reason in ``detail``."""

    name: str
    due_at: dt.datetime
    outcome: Outcome = Outcome.WAITING
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What became due for ``subscription`` as it was read: the rows to make, and the next hour from now on."""

    subscription: Subscription
    rows: tuple[PlannedRow, ...]
    next_due: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A row that this process, and no other, works on until its lease runs out."""

    occurrence: Occurrence
    subscription: Subscription
    owner: str


class Outbox:
    """Safe to share between threads, processes and machines. Raises StoreError; then nothing was changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, plans: Sequence[Plan]) -> None:
        """Make the rows of ``plans`` and move the subscriptions' hours on, in one transaction.

        Rows that are there already stay as they are: two processes may plan the same minute.
        """
        ordered = sorted(plans, key=lambda plan: plan.subscription.id)  # one order of locking for all processes
        moved = [
            {"number": plan.subscription.id, "old": seconds(old), "new": seconds_or_none(plan.next_due)}
            for plan in ordered
            if (old := plan.subscription.next_due)
        ]
        rows = [_new_row(plan.subscription, row) for plan in ordered for row in plan.rows]
        with self._database.write() as connection:
            if moved:
                connection.execute(_MOVE, moved)
            _insert_missing(connection, rows)

    def plan_documents(self, newest: int, now: dt.datetime) -> int:
        """Make a row for every ``new`` subscription that has not told of documents up to number ``newest``."""
        behind = and_(
            subscription.c.kind == PostKind.NEW.value,
            subscription.c.state == State.ACTIVE.value,
            subscription.c.seen_document < newest,
        )
        with self._database.write() as connection:
            found = connection.execute(select(subscription).where(behind).order_by(subscription.c.id)).mappings().all()
            rows = [
                _new_row(subscription_of(row), PlannedRow(documents_name(row["seen_document"] + 1, newest), now))
                for row in found
            ]
            _insert_missing(connection, rows)
            if rows:
                told = update(subscription).where(behind, subscription.c.id.in_([row["id"] for row in found]))
                connection.execute(told.values(seen_document=newest))
        return len(rows)

    def claim(self, platforms: Sequence[str], owner: str, now: dt.datetime, limit: int) -> tuple[Claim, ...]:
        """Take up to ``limit`` open rows for ``owner``, the longest waiting first, until ``now`` + LEASE.

        A lease that would end in a far future was given by a clock that was wrong, and does not count.
        """
        wanted = select(outbox.c.id).where(_claimable(platforms, now)).order_by(outbox.c.not_before, outbox.c.id)
        with self._database.read() as connection:  # most minutes have nothing to do, and need not wait for a writer
            if connection.execute(wanted.limit(1)).first() is None:
                return ()
        with self._database.write() as connection:
            taken = wanted.limit(limit).with_for_update(skip_locked=True)
            mine = outbox.c.id.in_(list(connection.execute(taken).scalars()))
            connection.execute(update(outbox).where(mine).values(owner=owner, lease_until=seconds(now + LEASE)))
            return tuple(Claim(*pair, owner) for pair in read_pairs(connection, pairs().where(mine)))

    def begin(self, claim: Claim, now: dt.datetime, reply: Reply | None = None) -> bool:
        """Note that the post is about to be sent, and what it shows, and renew the lease.

        False where the claim is no longer ours: then nothing may be sent.
        """
        ours = and_(_ours(claim), outbox.c.lease_until > seconds(now))
        sending = {
            "outcome": Outcome.SENDING.value,
            "attempts": outbox.c.attempts + 1,
            "attempted_at": seconds(now),
            "lease_until": seconds(now + LEASE),
        }
        with self._database.write() as connection:
            if connection.execute(update(outbox).where(ours).values(sending)).rowcount != 1:
                return False
            if reply:
                wish = claim.subscription.wish
                what = f"{wish.kind} about {wish.about}" if wish.about.name else str(wish.kind)
                note_post(connection, claim.occurrence.id, claim.subscription.address, what, reply, now)
            return True

    def settle(
        self, claim: Claim, outcome: Outcome, now: dt.datetime, *, message_id: str | None = None, detail: str = ""
    ) -> bool:
        """Store what became of it. False where another process has taken it over."""
        return self._change(_ours(claim), **_settled(outcome, now), message_id=message_id, detail=detail)

    def retry(self, claim: Claim, not_before: dt.datetime, detail: str, *, surely_not_sent: bool) -> bool:
        """Give it back, to be tried again from ``not_before``; unless ``surely_not_sent``, by looking first."""
        values: dict[str, Any] = {"attempted_at": None} if surely_not_sent else {}
        return self._change(
            _ours(claim),
            outcome=Outcome.WAITING.value,
            not_before=seconds(not_before),
            detail=detail,
            **values,
            **_FREE,
        )

    def release(self, claim: Claim) -> bool:
        """Give back what was not begun, for another process to take at once."""
        return self._change(and_(_ours(claim), outbox.c.outcome == Outcome.WAITING.value), **_FREE)

    def suspend(self, claim: Claim, now: dt.datetime, reason: str, notice: str) -> int:
        """Settle ``claim`` as failed and suspend every active subscription of its channel, for ``reason``.

        Where there was any, one private ``notice`` to the person who subscribed is put into the outbox. Return how many
        were suspended.
        """
        address = claim.subscription.address
        here = and_(
            subscription.c.platform == address.platform,
            subscription.c.server == address.server,
            subscription.c.channel == address.channel,
        )
        with self._database.write() as connection:
            failed = _settled(Outcome.FAILED, now) | {"detail": reason}
            connection.execute(update(outbox).where(_ours(claim)).values(failed))
            return _suspend(connection, here, claim.subscription, now, reason, notice)

    def suspend_one(self, which: Subscription, now: dt.datetime, reason: str, notice: str) -> int:
        """Suspend one subscription, for ``reason``, with a ``notice`` as in `suspend`."""
        with self._database.write() as connection:
            return _suspend(connection, subscription.c.id == which.id, which, now, reason, notice)

    def _change(self, which: ColumnElement[bool], **values: Any) -> bool:
        with self._database.write() as connection:
            return connection.execute(update(outbox).where(which).values(values)).rowcount == 1


def documents_name(first: int, last: int) -> str:
    """The name of an occurrence that tells of the documents with these numbers."""
    return f"documents {first}-{last}"


def documents_of(name: str) -> tuple[int, int] | None:
    """The inverse of ``documents_name``; None for an occurrence that an hour brought."""
    first, _, last = name.removeprefix("documents ").partition("-")
    return (int(first), int(last)) if name.startswith("documents ") else None


def pairs() -> Select[Any]:
    """Rows of the outbox with their subscriptions."""
    return _LABELLED.join(subscription, subscription.c.id == outbox.c.subscription_id)


def read_pairs(connection: Connection, wanted: Select[Any]) -> Iterator[tuple[Occurrence, Subscription]]:
    """The values of what ``pairs`` selects."""
    for row in connection.execute(wanted).mappings():
        ours = {column.name: row[f"outbox_{column.name}"] for column in outbox.c}
        yield occurrence_of(ours), subscription_of(row)


def occurrence_of(row: RowMapping | Mapping[str, Any]) -> Occurrence:
    """A row of the table as a value."""
    return Occurrence(
        id=row["id"],
        subscription_id=row["subscription_id"],
        name=row["name"],
        key=row["key"],
        due_at=moment(row["due_at"]),
        outcome=Outcome(row["outcome"]),
        attempts=row["attempts"],
        attempted_at=moment_or_none(row["attempted_at"]),
        finished_at=moment_or_none(row["finished_at"]),
        message_id=row["message_id"],
        detail=row["detail"],
        notice=row["notice"],
    )


_LABELLED = select(*(column.label(f"outbox_{column.name}") for column in outbox.c), *subscription.c).select_from(outbox)
_FREE: dict[str, Any] = {"owner": None, "lease_until": None}
_MOVE = (
    update(subscription)
    .where(subscription.c.id == bindparam("number"), subscription.c.next_due == bindparam("old"))
    .values(next_due=bindparam("new"))
)


def _claimable(platforms: Sequence[str], now: dt.datetime) -> ColumnElement[bool]:
    """Open rows of ``platforms`` that nobody works on. A lease that ends further ahead than any that is given now came
    from a clock that was wrong, and does not count.
    """
    at, farthest = seconds(now), seconds(now + 2 * LEASE)
    free = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= at, outbox.c.lease_until > farthest)
    return and_(OPEN, outbox.c.not_before <= at, outbox.c.platform.in_(platforms), free)


def _ours(claim: Claim) -> ColumnElement[bool]:
    return and_(outbox.c.id == claim.occurrence.id, outbox.c.owner == claim.owner, OPEN)


def _settled(outcome: Outcome, now: dt.datetime) -> dict[str, Any]:
    return {"outcome": outcome.value, "finished_at": seconds(now), **_FREE}


def _new_row(owner: Subscription, row: PlannedRow) -> dict[str, Any]:
    return {
        "subscription_id": owner.id,
        "name": row.name,
        "platform": owner.address.platform,
        "key": secrets.token_hex(8),
        "due_at": seconds(row.due_at),
        "outcome": row.outcome.value,
        "attempts": 0,
        "not_before": seconds(row.due_at),
        "finished_at": seconds(row.due_at) if row.outcome.settled else None,
        "detail": row.detail,
        "notice": None,
    }


def _suspend(
    connection: Connection, which: ColumnElement[bool], told: Subscription, now: dt.datetime, reason: str, notice: str
) -> int:
    active = and_(which, subscription.c.state == State.ACTIVE.value)
    stopped = update(subscription).where(active).values(state=State.SUSPENDED.value, reason=reason, next_due=None)
    count = connection.execute(stopped).rowcount
    if count:
        name = f"notice {seconds(now)} {secrets.token_hex(2)}"
        _insert_missing(connection, [_new_row(told, PlannedRow(name, now)) | {"notice": notice}])
    return count


def _insert_missing(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    missing = insert_into(connection, outbox).on_conflict_do_nothing(index_elements=["subscription_id", "name"])
    connection.execute(missing, list(rows))
