"""Documents that print one story: what joins them, and by what they are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the tables. Documents that are there are joined when they are read again."""
    op.add_column("document", sa.Column("story", sa.Integer()))
    op.create_index("ix_document_story", "document", ["story"])
    op.create_table(
        "document_signature",
        _document(),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("minima", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("document_id"),
    )
    op.create_table(
        "document_band",
        _document(),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "key"),
    )
    op.create_index("ix_document_band_key", "document_band", ["key"])


def _document() -> sa.Column[int]:
    return sa.Column("document_id", sa.Integer(), sa.ForeignKey("document.id", ondelete="CASCADE"), nullable=False)
