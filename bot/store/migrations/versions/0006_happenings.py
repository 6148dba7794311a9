"""One event told in several documents: what joins its tellings, and by what they are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_LINKS = ("strand", "happening", "became")


def upgrade() -> None:
    """Add the columns and the table. Documents that are there are joined when they are read again."""
    for name in (*_LINKS, "standing"):
        op.add_column("event", sa.Column(name, sa.Integer()))
    for name in _LINKS:
        op.create_index(f"ix_event_{name}", "event", [name])
    op.create_table(
        "event_trace",
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "key"),
    )
    op.create_index("ix_event_trace_key", "event_trace", ["key", "first_day"])
