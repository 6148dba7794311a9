"""How much each speaker says of each kind, from an index alone: a speaker of many quotes is counted often."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_quote_speaker_kind", "quote", ["speaker_id", "kind", "repeated"])
