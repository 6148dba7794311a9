"""Pages that were fetched, and hosts that asked for patience."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "fetched_page",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("url", "etag", "last_modified", "file")),
        sa.PrimaryKeyConstraint("url"),
    )
    op.create_table(
        "quiet_host",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("host"),
    )
