"""What was posted for everybody to see, so that it can be amended when a source changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "posted",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outbox_id", sa.Integer()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("platform", "server", "channel", "message_ids")),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("what", "reply")),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.Text()),
        sa.Column("lease_until", sa.BigInteger()),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("amended_to", sa.Text(), nullable=False),
        sa.Column("amended_at", sa.BigInteger()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("refused_to", "refused")),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("outbox_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_posted_posted_at", "posted", ["posted_at"])
    op.create_index("ix_posted_channel", "posted", ["platform", "server", "channel"])
    wanted = sa.text("wanted")
    op.create_index("ix_posted_wanted", "posted", ["not_before"], sqlite_where=wanted, postgresql_where=wanted)
    op.create_table(
        "posted_item",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("posted_id", "position", "card", "document_id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "content_hash")),
        *(sa.Column(name, sa.Integer()) for name in ("quote_id", "event_id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("passages", "words")),
        *(sa.Column(name, sa.Text()) for name in ("kind", "speaker")),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["posted_id"], ["posted.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("posted_id", "position"),
    )
    op.create_index("ix_posted_item_document_id", "posted_item", ["document_id"])
    stale = sa.text("stale")
    op.create_index("ix_posted_item_stale", "posted_item", ["posted_id"], sqlite_where=stale, postgresql_where=stale)
