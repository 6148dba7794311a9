"""Documents by the plain words of their titles, and messages by the first of their ids."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.matching.wording import plain

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, fill them, and take the second into the index of channels."""
    for table, name in (("document", "title_key"), ("posted", "first_id")):
        op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    titles = connection.execute(sa.text("SELECT id, title FROM document WHERE title IS NOT NULL")).all()
    _put(
        connection, "UPDATE document SET title_key = :key WHERE id = :id", {id_: plain(title) for id_, title in titles}
    )
    sent = connection.execute(sa.text("SELECT id, message_ids FROM posted WHERE message_ids <> ''")).all()
    _put(connection, "UPDATE posted SET first_id = :key WHERE id = :id", {id_: ids.split()[0] for id_, ids in sent})
    op.drop_index("ix_posted_channel", "posted")
    op.create_index("ix_posted_channel", "posted", ["platform", "server", "channel", "first_id"])


def _put(connection: sa.Connection, statement: str, keys: dict[int, str]) -> None:
    if keys:
        connection.execute(sa.text(statement), [{"id": id_, "key": key} for id_, key in keys.items()])
