"""Former versions of documents; and of each document, since when its text is known and which engine has read it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and add the columns. Since when the texts that are there are known is not known."""
    op.add_column("document", sa.Column("seen_at", sa.BigInteger()))
    op.add_column("document", sa.Column("engine", sa.Text()))
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "title")),
        sa.Column("publisher", sa.Text()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("published", "header", "content_hash", "text")),
        sa.Column("seen_at", sa.BigInteger()),
        sa.Column("superseded_at", sa.BigInteger(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_edition_name", "edition", ["name"])
    op.create_index("ix_edition_superseded_at", "edition", ["superseded_at"])
    op.create_table(
        "former_quote",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("quote_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("spans", "parts")),
        sa.Column("speaker", sa.Text()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "said_on")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("edition_id", "position"),
    )
