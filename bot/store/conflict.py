"""An INSERT that says what to do where the row is there already: the two databases have the same words for it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table


def insert_into(connection: Connection, table: Table) -> Any:
    """An insert that has ``on_conflict_do_nothing`` and ``on_conflict_do_update``.

    PostgreSQL's part of SQLAlchemy is loaded only where it is needed: it takes a sixth of the console's start.
    """
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert

        return insert(table)
    from sqlalchemy.dialects.sqlite import insert as sqlite_insert

    return sqlite_insert(table)
