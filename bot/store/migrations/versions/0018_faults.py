"""What cannot be read in a file, so that it is said again without reading the file again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Files with something bad in them are read once more: they have no state yet."""
    op.add_column("ingested_file", sa.Column("faults", sa.Text(), nullable=False, server_default=""))
