"""The tables of what was posted for everybody to see. Moments are whole seconds since 1970 in UTC."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, text

from bot.store.tables.schema import metadata

# A message, or several of one answer, and what is in it (``reply``, JSON). ``message_ids`` are the platform's, with
# spaces between, ``first_id`` the first of them; a post of a subscription has them in the outbox. ``amended_to`` and
# ``refused_to`` name the state of the sources (a digest) that the message was brought to, or could not be brought to
# for the reason ``refused``. ``owner`` until ``lease_until`` is the process that amends it.
posted = Table(
    "posted",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outbox_id", ForeignKey("outbox.id", ondelete="CASCADE"), unique=True),
    Column("platform", Text, nullable=False),
    Column("server", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("message_ids", Text, nullable=False),
    Column("posted_at", BigInteger, nullable=False, index=True),
    Column("what", Text, nullable=False),
    Column("reply", Text, nullable=False),
    Column("wanted", Boolean, nullable=False),
    Column("owner", Text),
    Column("lease_until", BigInteger),
    Column("not_before", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("amended_to", Text, nullable=False),
    Column("amended_at", BigInteger),
    Column("refused_to", Text, nullable=False),
    Column("refused", Text, nullable=False),
    Column("first_id", Text, nullable=False, server_default=""),
    Index("ix_posted_channel", "platform", "server", "channel", "first_id"),
    # Only what is to be amended is looked for each minute.
    Index("ix_posted_wanted", "not_before", sqlite_where=text("wanted")),
    sqlite_autoincrement=True,
)

# What a message shows of the archive, a row for each citation of the reply, in order. ``passages`` are the words of its
# card, ``words`` those of the quote or event itself, both JSON lists. Whoever changes the document sets ``stale``.
posted_item = Table(
    "posted_item",
    metadata,
    Column("posted_id", ForeignKey("posted.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("card", Integer, nullable=False),
    Column("document_id", Integer, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("quote_id", Integer),
    Column("event_id", Integer),
    Column("passages", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("kind", Text),
    Column("speaker", Text),
    Column("dated", Text, nullable=False),
    Column("stale", Boolean, nullable=False),
    Index("ix_posted_item_stale", "posted_id", sqlite_where=text("stale")),
)
