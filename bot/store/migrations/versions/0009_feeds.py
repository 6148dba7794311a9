"""Feeds that are followed, and the pages that they named."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    texts = ("url", "publisher", "only", "error", "etag", "last_modified")
    moments = ("polled_at", "worked_at", "lease_until")
    op.create_table(
        "feed",
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("every", "failures", "pages")),
        sa.Column("next_due", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.BigInteger()) for name in moments),
        sa.Column("owner", sa.Text()),
        sa.PrimaryKeyConstraint("url"),
    )
    op.create_index("ix_feed_next_due", "feed", ["next_due"])
    op.create_table(
        "feed_page",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("feed_url", "url", "stamp")),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["feed_url"], ["feed.url"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("feed_url", "url"),
    )
