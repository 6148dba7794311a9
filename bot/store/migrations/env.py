"""Alembic's entry: runs the migrations inside the transaction that bot.store.database has opened."""

from __future__ import annotations

from alembic import context

from bot.store.schema import metadata

# transactional_ddl: with BEGIN said by us SQLite takes schema changes back like any other, so that a migration and
# the record of it are stored together or not at all.
context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
