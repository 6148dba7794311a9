"""The quotes whose words stand in the archive more than once, from an index of them alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "ix_quote_repeated",
        "quote",
        ["chrono"],
        sqlite_where=sa.text("repeated = 1"),
        postgresql_where=sa.text("repeated"),
    )
