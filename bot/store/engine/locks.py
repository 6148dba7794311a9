"""Locks that hold over processes and machines until the transaction ends.

SQLite needs none: a transaction that writes is alone there. PostgreSQL has advisory locks, numbers that mean what
programs agree on.
"""

from __future__ import annotations

from enum import IntEnum

from sqlalchemy import Connection, func, select


class Lock(IntEnum):
    """What can be held. The numbers are chosen at random once, so that another program's do not meet them."""

    SCHEMA = 7_209_114_501
    """Bringing the schema up to date."""
    ARCHIVE = 7_209_114_502
    """Changing documents: places in time, who is who and which tellings are one event all depend on what is there."""


def hold(connection: Connection, lock: Lock) -> None:
    """Wait until no other transaction holds ``lock``, and hold it until this one ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(lock.value)))
