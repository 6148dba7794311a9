"""An INSERT that says what to do where the row is there already: the two databases have the same words for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def put_row(connection: Connection, table: Table, key: Sequence[str], values: Mapping[str, Any]) -> None:
    """Insert a row, or change the one of the same ``key``, whatever another process does meanwhile."""
    given = insert_into(connection, table).values(values)
    rest = {name: value for name, value in values.items() if name not in key}
    connection.execute(given.on_conflict_do_update(index_elements=list(key), set_=rest))
