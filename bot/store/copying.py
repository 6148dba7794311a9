"""A whole archive from one database into another: every table, every number as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection, Table, delete, func, insert, select

from bot.errors import StoreError
from bot.store.engine.database import Database
from bot.store.engine.locks import Lock, hold
from bot.store.engine.sequences import go_on_after, last_number, numbered
from bot.store.tables.schema import archive_state, metadata

_BATCH = 1_000

OnCopied = Callable[[str, int, int], None]
"""Is given a table's name, how many rows of all tables were copied so far, and of how many."""


def every_table() -> Sequence[Table]:
    """All tables of an archive, those that others refer to first."""
    # Their modules make them known: a test holds them to what the migrations make.
    from bot.store.tables import editions, files, installations, posted, reminders, servers, web  # noqa: F401

    return metadata.sorted_tables


def copy_archive(
    source: Database, target: Database, *, replace: bool = False, copied: OnCopied = lambda *_: None
) -> dict[str, int]:
    """Copy all of ``source``, as it is at this moment, into ``target``, in one transaction.

    Returns the number of rows by table, which were counted in ``target`` afterwards. Raises StoreError where it holds
    something already, unless that is to be ``replace``d, and where the counts differ; then nothing was changed.
    """
    tables = every_table()
    with source.read() as reading, target.write() as writing:
        hold(writing, Lock.ARCHIVE)
        revision = _revision(writing)
        if not replace and (held := [table.name for table in tables if _holds(writing, table)]):
            raise StoreError(
                f"{target.place} holds something already ({', '.join(held[:3])}). Copy into an empty database, or say "
                "--replace to throw away what it holds."
            )
        for table in reversed(tables):
            writing.execute(delete(table))
        wanted = {table.name: _count(reading, table) for table in tables}
        done = 0
        for table in tables:
            for rows in _rows(reading, table):
                writing.execute(insert(table), rows)
                done += len(rows)
                copied(table.name, done, sum(wanted.values()))
            if numbered(table):
                go_on_after(writing, table, last_number(reading, table))
        counted = {table.name: _count(writing, table) for table in tables}
        if counted != wanted:
            differing = ", ".join(name for name in wanted if wanted[name] != counted[name])
            raise StoreError(f"{target.place} has not got all of {differing}. Nothing was changed; copy again.")
        # What other processes keep in memory of the target is of another archive.
        newer = max(revision, _revision(writing)) + 1
        writing.execute(archive_state.update().where(archive_state.c.key == "revision").values(value=newer))
    return counted


def _holds(connection: Connection, table: Table) -> bool:
    """Whether a table has rows other than those that the migrations make."""
    rows = select(1).select_from(table).limit(1)
    if table is archive_state:
        rows = rows.where(archive_state.c.value != 0)
    return connection.execute(rows).first() is not None


def _rows(connection: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    ordered = select(table).order_by(*table.primary_key.columns)
    found = connection.execute(ordered, execution_options={"yield_per": _BATCH}).mappings()
    for part in found.partitions():
        yield [dict(row) for row in part]


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _revision(connection: Connection) -> int:
    kept = select(archive_state.c.value).where(archive_state.c.key == "revision")
    return connection.execute(kept).scalar() or 0
