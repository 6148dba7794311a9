"""The number that a table gave last. Numbers are never given twice, even where the last rows are gone."""

from __future__ import annotations

from sqlalchemy import Connection, Table, column, func, select, text
from sqlalchemy import table as sql_table


def numbered(table: Table) -> bool:
    """Whether the rows of a table have numbers that the database gives."""
    column = table.autoincrement_column
    return column is not None and column.name == "id"


def last_number(connection: Connection, table: Table) -> int:
    """The number given last; 0 where none was given yet."""
    largest = int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one())
    if connection.dialect.name == "postgresql":
        given = select(func.pg_sequence_last_value(text(f"'{_sequence(connection, table)}'")))
    elif table.dialect_options["sqlite"]["autoincrement"]:
        known = sql_table("sqlite_sequence", column("name"), column("seq"))
        given = select(known.c.seq).where(known.c.name == table.name)
    else:
        return largest
    return max(largest, connection.execute(given).scalar() or 0)


def go_on_after(connection: Connection, table: Table, number: int) -> None:
    """Let the next number be larger than ``number``."""
    if not number:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.setval(text(f"'{_sequence(connection, table)}'"), number)))
    elif table.dialect_options["sqlite"]["autoincrement"]:
        known = sql_table("sqlite_sequence", column("name"), column("seq"))
        connection.execute(known.delete().where(known.c.name == table.name))
        connection.execute(known.insert().values(name=table.name, seq=number))


def _sequence(connection: Connection, table: Table) -> str:
    return str(connection.execute(select(func.pg_get_serial_sequence(table.name, "id"))).scalar_one())
