"""The table of files that documents were read from."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from bot.store.tables.schema import metadata

# ``name`` is what the file's documents are called (``name`` itself, ``name#1``, ``name/a.txt``), ``digest`` the SHA-256
# of its bytes, ``state`` what else its documents depend on. Both are empty until all its documents are stored.
# ``faults`` is what was said of those that cannot be read: JSON pairs of what follows ``name`` in theirs and the words.
ingested_file = Table(
    "ingested_file",
    metadata,
    Column("path", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("digest", Text, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("faults", Text, nullable=False, server_default=""),
)
