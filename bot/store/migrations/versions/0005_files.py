"""The files that the archive was read from."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = max(path.name[:4] for path in Path(__file__).parent.glob("0*.py") if path.name[:4] < revision)
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "ingested_file",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("path", "name", "digest", "state")),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("path"),
        sa.UniqueConstraint("name"),
    )
    op.create_index("ix_ingested_file_digest", "ingested_file", ["digest"])
