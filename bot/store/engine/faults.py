"""The database's own exceptions become ours here, with what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.errors import BotError, StoreError

# By SQLite's primary result code (the low byte of the extended one).
_REMEDIES = {
    sqlite3.SQLITE_BUSY: "is locked by another process. Wait until it has finished, or stop it, and try again.",
    sqlite3.SQLITE_LOCKED: "is locked by another process. Wait until it has finished, or stop it, and try again.",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full. Free some space and try again; nothing was half-stored.",
    sqlite3.SQLITE_NOTADB: "is not a database. Point to another file, or move this one away.",
    sqlite3.SQLITE_CORRUPT: "is damaged. Restore it from a backup, or move it away and ingest the documents again.",
    sqlite3.SQLITE_READONLY: "may not be written to. Check the permissions of the file and of its folder.",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened. Check that its folder exists and that you may write there.",
    sqlite3.SQLITE_PERM: "cannot be opened. Check the permissions of the file and of its folder.",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports a fault. Check the disk.",
    sqlite3.SQLITE_TOOBIG: "cannot hold a document of this size. Split the document.",
}

# By PostgreSQL's SQLSTATE, and by its first two characters, the class, where the state itself is not here.
_UNREACHABLE = (
    "cannot be reached. Check that the server runs, and its address in DATABASE_URL; what is asked then works."
)
_REFUSED = "does not let us in. Check user, password and database in DATABASE_URL."
_POSTGRESQL_REMEDIES = {
    "08": _UNREACHABLE,
    "57P": _UNREACHABLE,
    "28": _REFUSED,
    "3D": "is not there. Make it: createdb NAME, or CREATE DATABASE on the server.",
    "42501": "does not let this user make or change tables. GRANT it CREATE, USAGE ON SCHEMA public.",
    "53100": "cannot grow: the server's disk is full. Free some space and try again; nothing was half-stored.",
    "53300": "has no connection left. Raise max_connections, or let fewer processes share it.",
    "25006": "may not be written to: the server is a standby or set to read-only. Name the primary in DATABASE_URL.",
    "40": "was busy with the same rows. Try again.",
    "55P03": "is locked by another process. Wait until it has finished, or stop it, and try again.",
    "57014": "took too long to answer. Try again.",
    "58": "cannot be read or written: the server reports a fault of its disk. Look at its log.",
    "XX": "is damaged, says the server. Look at its log, and restore a backup.",
}


def explain(error: BaseException, place: str) -> StoreError:
    """Return the StoreError that says what ``error`` means for the database at ``place``, and what to do."""
    if isinstance(error, PoolTimeoutError):
        return StoreError(f"The database {place} is busy: too many questions at once. Try again.")
    cause = error.orig if isinstance(error, DBAPIError) else error
    remedy = _remedy(cause)
    reason = str(cause).partition("\n")[0].rstrip(".")
    return StoreError(f"The database {place} {remedy}" if remedy else f"The database {place} failed: {reason}.")


def _remedy(cause: BaseException | None) -> str | None:
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(code, int):
        return _REMEDIES.get(code & 0xFF)
    state = getattr(cause, "sqlstate", None)
    if isinstance(state, str):
        return next(
            (_POSTGRESQL_REMEDIES[known] for known in (state, state[:3], state[:2]) if known in _POSTGRESQL_REMEDIES),
            None,
        )
    # What psycopg cannot connect to, or was cut off from, has no SQLSTATE.
    return (
        _unconnected(str(cause)) if any(kind.__name__ == "OperationalError" for kind in type(cause).__mro__) else None
    )


def _unconnected(reason: str) -> str:
    """What to do where there is no connection; the client library says in English why."""
    if "authentication failed" in reason or "no pg_hba.conf entry" in reason or "role " in reason:
        return _REFUSED
    if "database " in reason and "does not exist" in reason:
        return _POSTGRESQL_REMEDIES["3D"]
    if "too many" in reason or "remaining connection slots" in reason:
        return _POSTGRESQL_REMEDIES["53300"]
    return _UNREACHABLE


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn what SQLAlchemy and the drivers raise into StoreError; errors of ours pass through."""
    try:
        yield
    except BotError:
        raise
    except DataError as error:
        if "NUL" not in str(error.orig):
            raise explain(error, place) from error
        raise StoreError(
            f"The database {place} cannot hold this text: it has a zero byte. Take it out and try again."
        ) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"The database {place} cannot hold this text: it has a broken character at position {error.start}. "
            "Save the document as UTF-8 and try again."
        ) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise explain(error, place) from error
