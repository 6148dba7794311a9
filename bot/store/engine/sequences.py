"""The number that a table gave last. Numbers are never given twice, even where the last rows are gone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, Integer, Table, bindparam, column, func, select, text
from sqlalchemy import table as sql_table

from bot.store.engine.prepared import Prepared


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


def new_numbers(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Numbers for so many new rows, ascending. For a transaction that no other one changes the table beside."""
    if not count:
        return ()
    if connection.dialect.name == "postgresql":
        return [row.number for row in _next(table).rows(connection, {"count": count})]
    given = [row.number or 0 for query in _last(table) for row in query.rows(connection)]
    return range(max(given) + 1, max(given) + 1 + count)


@cache
def _next(table: Table) -> Prepared:
    """PostgreSQL's next numbers."""
    sequence = func.pg_get_serial_sequence(table.name, "id")
    count = func.generate_series(1, bindparam("count", 1, Integer)).table_valued("value")
    return Prepared(select(func.nextval(sequence).label("number")).select_from(count))


@cache
def _last(table: Table) -> tuple[Prepared, ...]:
    """What SQLite knows of the numbers that were given."""
    largest = Prepared(select(func.max(table.c.id).label("number")))
    if not table.dialect_options["sqlite"]["autoincrement"]:
        return (largest,)
    known = sql_table("sqlite_sequence", column("name"), column("seq"))
    return largest, Prepared(select(known.c.seq.label("number")).where(known.c.name == table.name))


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
