"""The tables of former versions. Moments are whole seconds since 1970 in UTC.

They refer to a document by number and name without a foreign key: what a document was outlives it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, Table, Text

from bot.store.tables.schema import metadata

# A version of a document that a newer one has replaced, or that was removed. ``changes`` is JSON (see editions.py).
edition = Table(
    "edition",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, nullable=False),
    Column("name", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("publisher", Text),
    Column("published", Text, nullable=False),
    Column("header", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("seen_at", BigInteger),
    Column("superseded_at", BigInteger, nullable=False, index=True),
    Column("removed", Boolean, nullable=False),
    Column("changes", Text, nullable=False),
    sqlite_autoincrement=True,
)

# The quotes of a version as they were served, in order of the text. ``spans`` point into the edition's text.
former_quote = Table(
    "former_quote",
    metadata,
    Column("edition_id", ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("quote_id", Integer, nullable=False),
    Column("spans", Text, nullable=False),
    Column("parts", Text, nullable=False),
    Column("speaker", Text),
    Column("kind", Text, nullable=False),
    Column("said_on", Text, nullable=False),
)
