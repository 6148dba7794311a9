"""The database's own exceptions become ours here, with what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
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


def explain(error: BaseException, place: str) -> StoreError:
    """Return the StoreError that says what ``error`` means for the database at ``place``, and what to do."""
    if isinstance(error, PoolTimeoutError):
        return StoreError(f"The database {place} is busy: too many questions at once. Try again.")
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    remedy = _REMEDIES.get(code & 0xFF) if isinstance(code, int) else None
    return StoreError(f"The database {place} {remedy}" if remedy else f"The database {place} failed: {cause}.")


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn what SQLAlchemy and sqlite3 raise into StoreError; errors of ours pass through."""
    try:
        yield
    except BotError:
        raise
    except UnicodeEncodeError as error:
        raise StoreError(
            f"The database {place} cannot hold this text: it has a broken character at position {error.start}. "
            "Save the document as UTF-8 and try again."
        ) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise explain(error, place) from error
