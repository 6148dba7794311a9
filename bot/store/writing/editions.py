"""Former versions of documents: kept when the source changes or goes, read again, and cleared away."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from bot.model import Metadata, PartialDate, QuoteKind
from bot.model.editions import Changes, Corrections, Edition, HeaderChange, QuoteChange, ServedQuote
from bot.store.chats.posted_items import mark_stale
from bot.store.engine.database import Database
from bot.store.engine.rows import insert_rows, pages_of
from bot.store.matching.differences import Version, header_changes, one_line, quote_changes
from bot.store.tables.codec import dating_from_json, dating_to_json, moment, moment_or_none, seconds, strings, to_json
from bot.store.tables.editions import edition, former_quote
from bot.store.tables.schema import document, document_text, entity, quote

_SERVED = (
    select(quote.c.id, quote.c.spans, quote.c.parts, quote.c.kind, quote.c.said_on, entity.c.name)
    .outerjoin(entity, entity.c.id == quote.c.speaker_id)
    .order_by(quote.c.start, quote.c.id)
)
_CURRENT = select(document, document_text.c.text).join(document_text)


@dataclass(frozen=True, slots=True)
class Former:
    """A document as it is stored just before it is replaced or removed: its row with its text, and its quotes' rows."""

    row: Row[Any]
    quotes: tuple[Row[Any], ...]


def former_of(connection: Connection, document_id: int) -> Former:
    """What is stored of a document now, with its quotes as they are served."""
    row = connection.execute(_CURRENT.where(document.c.id == document_id)).one()
    return Former(row, tuple(connection.execute(_SERVED.where(quote.c.document_id == document_id))))


def keep_changed(connection: Connection, former: Former, now: dt.datetime) -> bool:
    """Keep ``former`` where the document that has replaced it by now says something else. Tells whether it does.

    A text that is only wrapped anew, or only read by another engine, is the same.
    """
    current = former_of(connection, former.row.id)
    header = header_changes(_header(former.row.header), _header(current.row.header))
    if not header and one_line(former.row.text) == one_line(current.row.text):
        return False
    _keep(connection, former, now, Changes(quote_changes(_version(former), _version(current)), header), removed=False)
    mark_stale(connection, former.row.id)
    return True


def keep_removed(connection: Connection, former: Former, now: dt.datetime) -> None:
    """Keep ``former``, which is about to be removed."""
    mark_stale(connection, former.row.id)
    _keep(connection, former, now, Changes(), removed=True)


def follow_rename(connection: Connection, old: str, new: str) -> None:
    """Let former versions follow their document to its new name."""
    connection.execute(update(edition).where(edition.c.name == old).values(name=new))


def corrections_of(connection: Connection, name: str) -> Corrections:
    """How often the document called ``name`` was corrected, and its newest former version."""
    mine = (edition.c.name == name) & ~edition.c.removed
    times = connection.execute(select(func.count()).select_from(edition).where(mine)).scalar_one()
    newest = select(edition).where(mine).order_by(edition.c.id.desc()).limit(1)
    row = connection.execute(newest).first() if times else None
    return Corrections(times, _edition(row) if row else None)


def every_edition(connection: Connection) -> Iterator[tuple[Edition, tuple[ServedQuote, ...]]]:
    """All former versions with their quotes, in the order of their ids."""
    for rows in pages_of(connection, edition):
        for row in rows:
            yield _edition(row), _quotes_of(connection, row.id)


def has_editions(connection: Connection, name: str) -> bool:
    """Whether a former version of the document called ``name`` is kept."""
    return connection.execute(select(edition.c.id).where(edition.c.name == name).limit(1)).first() is not None


def drop_editions(connection: Connection, name: str) -> int:
    """Delete every former version of the document called ``name``; return how many there were."""
    return connection.execute(delete(edition).where(edition.c.name == name)).rowcount


def prune_editions(database: Database, until: dt.datetime) -> int:
    """Delete the versions that were superseded up to ``until``; return how many. Raises StoreError."""
    old = edition.c.superseded_at <= seconds(until)
    with database.read() as connection:  # most times there are none, and no writer need be waited for
        if connection.execute(select(edition.c.id).where(old).limit(1)).first() is None:
            return 0
    with database.write() as connection:
        return connection.execute(delete(edition).where(old)).rowcount


def _keep(connection: Connection, former: Former, now: dt.datetime, changes: Changes, *, removed: bool) -> None:
    row = former.row
    values = {
        "document_id": row.id,
        "name": row.name,
        "title": row.title or row.name,
        "publisher": row.publisher,
        "published": row.published,
        "header": row.header,
        "content_hash": row.content_hash,
        "text": row.text,
        "seen_at": row.seen_at,
        "superseded_at": seconds(now),
        "removed": removed,
        "changes": _changes_to_json(changes),
    }
    made = connection.execute(insert(edition).values(values).returning(edition.c.id)).scalar_one()
    rows = [
        {
            "edition_id": made,
            "position": position,
            "quote_id": one.id,
            "spans": one.spans,
            "parts": one.parts,
            "speaker": one.name,
            "kind": one.kind,
            "said_on": one.said_on,
        }
        for position, one in enumerate(former.quotes)
    ]
    insert_rows(connection, former_quote, rows)


def _version(former: Former) -> Version:
    return Version(former.row.text, tuple(map(_served, former.quotes)), former.row.engine)


def _served(row: Row[Any]) -> ServedQuote:
    return ServedQuote(row.id, strings(row.parts), row.name, QuoteKind(row.kind), dating_from_json(row.said_on))


def _quotes_of(connection: Connection, edition_id: int) -> tuple[ServedQuote, ...]:
    mine = select(former_quote).where(former_quote.c.edition_id == edition_id).order_by(former_quote.c.position)
    return tuple(
        ServedQuote(row.quote_id, strings(row.parts), row.speaker, QuoteKind(row.kind), dating_from_json(row.said_on))
        for row in connection.execute(mine)
    )


def _edition(row: Row[Any]) -> Edition:
    return Edition(
        id=row.id,
        document_id=row.document_id,
        name=row.name,
        title=row.title,
        publisher=row.publisher,
        published=dating_from_json(row.published),
        header=_header(row.header),
        content_hash=row.content_hash,
        seen_at=moment_or_none(row.seen_at),
        superseded_at=moment(row.superseded_at),
        removed=row.removed,
        changes=_changes_from_json(row.changes),
    )


def _header(stored: str) -> Metadata:
    """The inverse of ``metadata_to_json``."""
    known = json.loads(stored)
    published = known.pop("published", None)
    return Metadata(**known, published=PartialDate.parse(published) if published else None)


def _changes_to_json(changes: Changes) -> str:
    return to_json(
        {
            "quotes": [[_quote_to_json(one.before), _quote_to_json(one.after)] for one in changes.quotes],
            "header": [[one.name, one.before, one.after] for one in changes.header],
        }
    )


def _changes_from_json(stored: str) -> Changes:
    known = json.loads(stored)
    return Changes(
        tuple(QuoteChange(_quote_from_json(before), _quote_from_json(after)) for before, after in known["quotes"]),
        tuple(HeaderChange(*one) for one in known["header"]),
    )


def _quote_to_json(one: ServedQuote | None) -> list[Any] | None:
    return [one.id, list(one.parts), one.speaker, one.kind.value, dating_to_json(one.said_on)] if one else None


def _quote_from_json(known: list[Any] | None) -> ServedQuote | None:
    if known is None:
        return None
    id_, parts, speaker, kind, said_on = known
    return ServedQuote(id_, tuple(parts), speaker, QuoteKind(kind), dating_from_json(said_on))
