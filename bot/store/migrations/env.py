"""Alembic's entry: runs the migrations inside the transaction that bot.store.engine.database has opened."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import Text
from sqlalchemy.ext.compiler import compiles

from bot.store.tables.schema import metadata


@compiles(Text, "postgresql")
def _by_code_point(*_: Any, **__: Any) -> str:
    """Texts are compared as SQLite compares them, whatever language the server speaks: ranges of names rely on it."""
    return 'TEXT COLLATE "C"'


# transactional_ddl: with BEGIN said by us SQLite takes schema changes back like any other, so that a migration and
# the record of it are stored together or not at all.
context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
