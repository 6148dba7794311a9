"""The tables of reminders. Moments are whole seconds since 1970 in UTC.

The migration makes the partial indexes on PostgreSQL too; here they are said for SQLite alone, since saying more would
load PostgreSQL's part of SQLAlchemy at each start of the console.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from bot.store.tables.schema import Number, metadata

# What channels asked for. ``weekdays`` is a sum of 1 << weekday (Monday is 0), ``minute`` that of the local day.
# ``next_due`` is null where no hour brings a post; ``seen_document`` is the newest document that ``new`` has told of.
subscription = Table(
    "subscription",
    metadata,
    Column("id", Number, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("server", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("zone", Text, nullable=False),
    Column("weekdays", Integer, nullable=False),
    Column("years", Text, nullable=False),
    Column("leap_day", Text, nullable=False),
    Column("about_kind", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("hear_nothing", Boolean, nullable=False),
    Column("late_hours", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("next_due", BigInteger),
    Column("seen_document", BigInteger, nullable=False),
    Index("ix_subscription_due", "next_due"),
    # A channel has each wish once: asking again changes it. Ended ones stay for the history.
    Index(
        "ix_subscription_wish",
        "platform",
        "server",
        "channel",
        "kind",
        "about_kind",
        "about",
        unique=True,
        sqlite_where=text("state <> 'ended'"),
    ),
    sqlite_autoincrement=True,
)

# Every single time that something was due, and what became of it. The unique pair is what makes a post happen once
# however many processes plan it; ``owner`` until ``lease_until`` is the process that works on it.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Number, primary_key=True),
    Column("subscription_id", ForeignKey("subscription.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", BigInteger, nullable=False),
    Column("owner", Text),
    Column("lease_until", BigInteger),
    Column("attempted_at", BigInteger),
    Column("finished_at", BigInteger),
    Column("message_id", Text),
    Column("detail", Text, nullable=False),
    Column("notice", Text),
    UniqueConstraint("subscription_id", "name"),
    # Only what is open is looked for each minute; what is settled may be millions of rows.
    Index(
        "ix_outbox_open",
        "not_before",
        sqlite_where=text("outcome IN ('waiting', 'sending')"),
    ),
    Index("ix_outbox_due", "due_at"),
    sqlite_autoincrement=True,
)

# The editorial list: events a server is never reminded of (``day`` empty), or not on one day. ``fingerprint`` stands
# for the event's date and words, so that it holds when the document is read again.
held_back = Table(
    "held_back",
    metadata,
    Column("id", Number, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("server", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("held_by", Text, nullable=False),
    Column("held_at", BigInteger, nullable=False),
    UniqueConstraint("platform", "server", "fingerprint", "day"),
)

# What the clock remembers: ``tick`` (the last one that was finished), ``newest`` (the newest document it has seen) and
# ``newest_since`` (when it first saw that one).
clock_state = Table(
    "clock_state",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)
