"""What chats keep: settings of servers, states of buttons, and records of what was registered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "server_settings",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("platform", "server", "answers", "zone", "hour")),
        sa.PrimaryKeyConstraint("platform", "server"),
    )
    op.create_table(
        "button_state",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("used_on", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index("ix_button_state_used_on", "button_state", ["used_on"])
    op.create_table(
        "chat_record",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
