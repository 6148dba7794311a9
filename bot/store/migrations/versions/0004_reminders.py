"""Reminders: subscriptions, the outbox, the editorial list, and what the clock remembers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ENDED = sa.text("state <> 'ended'")
OPEN = sa.text("outcome IN ('waiting', 'sending')")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("platform", "server", "channel", "kind")),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("years", "leap_day", "about_kind", "about")),
        sa.Column("hear_nothing", sa.Boolean(), nullable=False),
        sa.Column("late_hours", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("state", "reason", "created_by")),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("next_due", sa.BigInteger()),
        sa.Column("seen_document", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subscription_due", "subscription", ["next_due"])
    op.create_index(
        "ix_subscription_wish",
        "subscription",
        ["platform", "server", "channel", "kind", "about_kind", "about"],
        unique=True,
        sqlite_where=ENDED,
        postgresql_where=ENDED,
    )
    _outbox()
    op.create_table(
        "held_back",
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("platform", "server", "fingerprint", "day", "words", "held_by")
        ),
        sa.Column("held_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("platform", "server", "fingerprint", "day"),
    )
    op.create_table(
        "clock_state",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "platform", "key")),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.Text()),
        *(sa.Column(name, sa.BigInteger()) for name in ("lease_until", "attempted_at", "finished_at")),
        sa.Column("message_id", sa.Text()),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("notice", sa.Text()),
        sa.ForeignKeyConstraint(["subscription_id"], ["subscription.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("subscription_id", "name"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_open", "outbox", ["not_before"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_outbox_due", "outbox", ["due_at"])
