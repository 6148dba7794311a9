"""Annotations into the archive: one document, one transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, delete, select, update

from bot.errors import StoreError
from bot.model import Annotations, Document
from bot.store.asking.aliases import drop_unused_alias_sets, put_alias_set
from bot.store.asking.untitled import opening_title
from bot.store.chats import posted_items
from bot.store.engine.database import Database
from bot.store.engine.locks import Lock, hold
from bot.store.engine.rows import insert_one, insert_rows
from bot.store.matching.wording import plain
from bot.store.tables.codec import dating_to_json, day_columns, metadata_to_json, spans_to_json, to_json
from bot.store.tables.reminders import seconds
from bot.store.tables.schema import archive_state, document, document_text
from bot.store.verify import verify
from bot.store.writing.editions import drop_editions, follow_rename, former_of, has_editions, keep_changed, keep_removed
from bot.store.writing.entities import drop_names, put_names, settle_without, sweep
from bot.store.writing.findings import clear_findings, put_events, put_mentions, put_quotes, put_sentences, put_times
from bot.store.writing.order import places
from bot.store.writing.stories import part_story, tell_story
from bot.store.writing.weaving import regroup, strands_of, weave


class ArchiveWriter:
    """Writes documents into one archive. Safe to call from several threads; each call is one transaction.

    ``engine`` names the version of the extraction: where it changes, every document counts as changed. ``now`` may be
    another clock than the machine's.
    """

    def __init__(
        self,
        database: Database,
        engine: str = "",
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._database = database
        self._engine = engine
        self._now = now

    def fingerprint(self, document: Document) -> str:
        """What decides whether a document is to be read again: text, metadata, curation, layout, engine; no name."""
        known = {key: value for key, value in asdict(document).items() if key not in {"name", "text", "content_hash"}}
        digest = hashlib.sha256(self._engine.encode())
        digest.update(repr(sorted(known.items())).encode(errors="surrogatepass"))
        digest.update(content_hash(document).encode())
        return digest.hexdigest()

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of every stored document by its name: what has the same one need not be read again."""
        with self._database.read() as connection:
            rows = connection.execute(select(document.c.name, document.c.fingerprint))
            return {row.name: row.fingerprint for row in rows}

    def content_hashes(self) -> dict[str, str]:
        """The SHA-256 of every stored text, by the document's name: for telling a renamed file from a new one."""
        with self._database.read() as connection:
            rows = connection.execute(select(document.c.name, document.c.content_hash))
            return {row.name: row.content_hash for row in rows}

    @contextmanager
    def _change(self) -> Iterator[Connection]:
        """A transaction that no other process changes documents beside."""
        with self._database.write() as connection:
            hold(connection, Lock.ARCHIVE)
            yield connection

    def store_document(self, annotations: Annotations, *, same_source: bool = False) -> int:
        """Store a document with all its annotations, in place of what was stored under its name. Returns its id.

        Nothing changes where the fingerprint is the same. Quotes and events that are the same as before keep their ids.
        Only quotes that are surely ``stated`` are kept: what is in the archive is served as somebody's words. A version
        that says something else is kept in the history, unless the document comes from the ``same_source``, byte for
        byte, and it is only we who read it otherwise. Raises SourceChangedError where a span does not lie in the text;
        then nothing is stored.
        """
        verify(annotations)
        annotations = replace(annotations, quotes=tuple(one for one in annotations.quotes if one.stated))
        with self._change() as connection:
            stored = connection.execute(
                select(document.c.id, document.c.fingerprint).where(document.c.name == annotations.document.name)
            ).first()
            fingerprint = self.fingerprint(annotations.document)
            if stored and stored.fingerprint == fingerprint:
                return int(stored.id)
            former = former_of(connection, stored.id) if stored and not same_source else None
            set_id, new_keys = put_alias_set(connection, annotations.document)
            values = _document_values(annotations) | {"fingerprint": fingerprint, "alias_set_id": set_id}
            values |= {"engine": self._engine}
            if not stored or (former and former.row.content_hash != values["content_hash"]):
                values |= {"seen_at": seconds(self._now())}
            document_id = _put_document(connection, annotations, values, stored.id if stored else None)
            if stored:
                clear_findings(connection, document_id)
            _put_annotations(connection, document_id, annotations, new_keys | drop_unused_alias_sets(connection))
            if former:
                keep_changed(connection, former, self._now())
            _touch(connection)
            return document_id

    def rename_document(self, old: str, new: str) -> None:
        """Let a stored document follow its file. Raises StoreError where ``old`` is unknown or ``new`` is taken."""
        with self._change() as connection:
            document_id = _id_of(connection, old)
            if document_id is None:
                raise StoreError(f"There is no document {old} in the archive.")
            if _id_of(connection, new) is not None:
                raise StoreError(f"There is a document {new} in the archive already.")
            connection.execute(update(document).where(document.c.name == old).values(name=new))
            follow_rename(connection, old, new)
            posted_items.follow_rename(connection, document_id, new)
            _touch(connection)

    def remove_document(self, name: str) -> bool:
        """Remove a document with all that hangs on it; the history keeps what it was. Tells whether it was there."""
        with self._change() as connection:
            document_id = _id_of(connection, name)
            if document_id is None:
                return False
            keep_removed(connection, former_of(connection, document_id), self._now())
            _remove(connection, document_id)
            return True

    def knows(self, name: str) -> bool:
        """Whether a document called ``name`` is in the archive, or a former version of one is kept."""
        with self._database.read() as connection:
            return _id_of(connection, name) is not None or has_editions(connection, name)

    def forget_document(self, name: str) -> tuple[bool, int]:
        """Remove a document for good, with its history. Tells whether it was there, and how many former versions.

        Of messages that showed it, only where they are is kept, so that they can be amended.
        """
        with self._change() as connection:
            document_id = _id_of(connection, name)
            if document_id is not None:
                _remove(connection, document_id)
            posted_items.erase_items(connection, name)
            return document_id is not None, drop_editions(connection, name)


def content_hash(document: Document) -> str:
    """The SHA-256 of a document's text, in hexadecimal."""
    return document.content_hash or hashlib.sha256(document.text.encode(errors="surrogatepass")).hexdigest()


def _id_of(connection: Connection, name: str) -> int | None:
    return connection.execute(select(document.c.id).where(document.c.name == name)).scalar()


def _remove(connection: Connection, document_id: int) -> None:
    former, strands = drop_names(connection, document_id), strands_of(connection, document_id)
    part_story(connection, document_id)
    connection.execute(delete(document).where(document.c.id == document_id))
    settle_without(connection, former, drop_unused_alias_sets(connection))
    regroup(connection, strands)
    _touch(connection)


def _document_values(annotations: Annotations) -> dict[str, Any]:
    source = annotations.document
    return {
        "name": source.name,
        "content_hash": content_hash(source),
        "title": annotations.title or opening_title(annotations),
        "publisher": annotations.publisher,
        "publisher_key": plain(annotations.publisher or ""),
        "author": annotations.author,
        "url": source.curated.url or source.header.url,
        **day_columns(annotations.published),
        "published": dating_to_json(annotations.published),
        "conflicts": to_json(annotations.conflicts),
        "summary": spans_to_json(annotations.summary),
        "header": metadata_to_json(source.header),
        "curated": metadata_to_json(source.curated),
        "quote_count": len(annotations.quotes),
        "event_count": 0,
    }


def _put_document(
    connection: Connection, annotations: Annotations, values: dict[str, Any], document_id: int | None
) -> int:
    values = values | {"chrono": places(connection, document, [annotations.published])[0]}
    blocks = to_json([[block.span.start, block.span.end, block.kind.value] for block in annotations.blocks])
    text = {"text": annotations.document.text, "blocks": blocks}
    if document_id is None:
        made = insert_one(connection, document, **values)
        insert_rows(connection, document_text, [{"document_id": made, **text}])
        return made
    connection.execute(update(document).where(document.c.id == document_id).values(values))
    connection.execute(update(document_text).where(document_text.c.document_id == document_id).values(text))
    return document_id


def _put_annotations(
    connection: Connection, document_id: int, annotations: Annotations, curated_keys: frozenset[str]
) -> None:
    former = drop_names(connection, document_id)
    names = put_names(connection, former, annotations, curated_keys)
    sentences = put_sentences(connection, document_id, annotations)
    put_mentions(connection, document_id, annotations, names, sentences)
    put_times(connection, document_id, annotations, sentences)
    put_quotes(connection, document_id, annotations, names, sentences)
    tell_story(connection, document_id, annotations)
    strands = strands_of(connection, document_id)
    served = put_events(connection, document_id, annotations, names, sentences)
    weave(connection, document_id, strands)
    connection.execute(update(document).where(document.c.id == document_id).values(event_count=served))
    sweep(connection, former)


def _touch(connection: Connection) -> None:
    """Count one more change, so that what readers keep in memory is read again."""
    revision = archive_state.c.key == "revision"
    connection.execute(update(archive_state).where(revision).values(value=archive_state.c.value + 1))
