"""The numbers that a table gives. Numbers are never given twice, even where the last rows are gone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import ColumnElement, Connection, Integer, Table, bindparam, column, func, select
from sqlalchemy import table as sql_table

from bot.store.engine.prepared import Prepared

_KNOWN = sql_table("sqlite_sequence", column("name"), column("seq"))


def numbered(table: Table) -> bool:
    """Whether the rows of a table have numbers that the database gives."""
    column = table.autoincrement_column
    return column is not None and column.name == "id"


def last_number(connection: Connection, table: Table) -> int:
    """The number given last; 0 where none was given yet."""
    given = _given(table, connection.dialect.name)
    return max(row.number or 0 for query in given for row in query.rows(connection))


def new_numbers(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Numbers for so many new rows, ascending. For a transaction that no other one changes the table beside."""
    if not count:
        return ()
    if connection.dialect.name == "postgresql":
        return [row.number for row in _next(table).rows(connection, {"count": count})]
    first = last_number(connection, table) + 1
    return range(first, first + count)


def go_on_after(connection: Connection, table: Table, number: int) -> None:
    """Let the next number be larger than ``number``."""
    if not number:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.setval(_sequence(table), number)))
    elif _is_remembered(table):
        connection.execute(_KNOWN.delete().where(_KNOWN.c.name == table.name))
        connection.execute(_KNOWN.insert().values(name=table.name, seq=number))


@cache
def _given(table: Table, dialect: str) -> tuple[Prepared, ...]:
    """What the database knows of the numbers that were given."""
    largest = Prepared(select(func.max(table.c.id).label("number")))
    if dialect == "postgresql":
        return largest, Prepared(select(func.pg_sequence_last_value(_sequence(table)).label("number")))
    if _is_remembered(table):
        return largest, Prepared(select(_KNOWN.c.seq.label("number")).where(_KNOWN.c.name == table.name))
    return (largest,)


@cache
def _next(table: Table) -> Prepared:
    """PostgreSQL's next numbers."""
    count = func.generate_series(1, bindparam("count", 1, Integer)).table_valued("value")
    return Prepared(select(func.nextval(_sequence(table)).label("number")).select_from(count))


def _is_remembered(table: Table) -> bool:
    """Whether SQLite remembers the last number itself."""
    return bool(table.dialect_options["sqlite"]["autoincrement"])


def _sequence(table: Table) -> ColumnElement[str]:
    """The name of the sequence that PostgreSQL numbers a table with."""
    return func.pg_get_serial_sequence(table.name, "id")
