"""The forms of names with how many documents write each, apart from which document writes which.

Names were read out of the rows of all documents before, so that a start took longer with every document.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of forms out of the documents' rows, which then need no more than point to it."""
    number = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
    op.create_table(
        "name_spelling",
        sa.Column("name_id", number, sa.ForeignKey("name.id"), primary_key=True),
        sa.Column("form", sa.Text(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("key", "handle")),
        sa.Column("documents", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO name_spelling (name_id, form, key, handle, documents) "
        "SELECT name_id, form, min(key), min(handle), count(*) FROM name_form GROUP BY name_id, form"
    )
    op.create_index("ix_name_spelling_handle", "name_spelling", ["handle", "name_id"])
    op.create_table(
        "document_form",
        *(sa.Column(name, number, primary_key=True) for name in ("document_id", "name_id")),
        sa.Column("form", sa.Text(), primary_key=True),
        sa.ForeignKeyConstraint(
            ["document_id", "name_id"], ["document_name.document_id", "document_name.name_id"], ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO document_form (document_id, name_id, form) "
        "SELECT document_id, name_id, form FROM name_form ORDER BY document_id, name_id, form"
    )
    op.drop_table("name_form")
    op.rename_table("document_form", "name_form")
