"""What became of posts: the last result of each subscription, the history, counts; and old rows cleared away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, case, delete, func, select

from bot.model.subscriptions import Occurrence, Outcome, Subscription
from bot.store.chats.outbox import OPEN, occurrence_of, pairs, read_pairs
from bot.store.engine.database import Database
from bot.store.tables.codec import seconds
from bot.store.tables.reminders import outbox

LATE = dt.timedelta(minutes=5)
"""A post that goes out later than this after its hour counts as late."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many occurrences were due, and what became of them; ``late`` are among ``sent``, ``open`` not yet settled."""

    due: int = 0
    sent: int = 0
    late: int = 0
    nothing: int = 0
    skipped: int = 0
    failed: int = 0
    open: int = 0


class History:
    """Read access to what is settled. Safe to share between threads. Raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def recent(
        self, limit: int = 50, platform: str = "", server: str = ""
    ) -> tuple[tuple[Occurrence, Subscription], ...]:
        """The newest rows of the outbox with their subscriptions, open ones too."""
        wanted = pairs().order_by(outbox.c.due_at.desc(), outbox.c.id.desc()).limit(limit)
        for column, value in (("platform", platform), ("server", server)):
            if value:
                wanted = wanted.where(wanted.selected_columns[column] == value)
        with self._database.read() as connection:
            return tuple(read_pairs(connection, wanted))

    def last_results(self, subscriptions: Iterable[int]) -> dict[int, Occurrence]:
        """The latest occurrence of each of these subscriptions that had one."""
        mine = and_(outbox.c.subscription_id.in_(list(subscriptions)), outbox.c.notice.is_(None))
        latest = select(func.max(outbox.c.id)).where(mine).group_by(outbox.c.subscription_id)
        with self._database.read() as connection:
            rows = connection.execute(select(outbox).where(outbox.c.id.in_(latest))).mappings()
            return {row["subscription_id"]: occurrence_of(row) for row in rows}

    def counts(self, since: dt.datetime) -> Counts:
        """Counts of what was due at or after ``since``; notices are left out."""
        wanted = and_(outbox.c.due_at >= seconds(since), outbox.c.notice.is_(None))
        late = func.sum(case((outbox.c.finished_at - outbox.c.due_at > LATE.seconds, 1), else_=0))
        with self._database.read() as connection:
            rows = connection.execute(
                select(outbox.c.outcome, func.count(), late).where(wanted).group_by(outbox.c.outcome)
            ).all()
        by_outcome = {outcome: (count, late) for outcome, count, late in rows}
        of = {outcome: by_outcome.get(outcome.value, (0, 0))[0] for outcome in Outcome}
        return Counts(
            due=sum(of.values()),
            sent=of[Outcome.SENT],
            late=int(by_outcome.get(Outcome.SENT.value, (0, 0))[1]),
            nothing=of[Outcome.NOTHING],
            skipped=of[Outcome.SKIPPED],
            failed=of[Outcome.FAILED],
            open=of[Outcome.WAITING] + of[Outcome.SENDING],
        )

    def prune(self, before: dt.datetime) -> int:
        """Delete settled rows that were due before ``before``; return how many."""
        with self._database.write() as connection:
            return connection.execute(delete(outbox).where(outbox.c.due_at < seconds(before), ~OPEN)).rowcount
