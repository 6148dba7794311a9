"""Annotations into the archive: some documents, one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, delete, select, update

from bot.errors import StoreError
from bot.model import Annotations, Document
from bot.store.asking.aliases import drop_unused_alias_sets, put_alias_set
from bot.store.chats import posted_items
from bot.store.engine.database import Database
from bot.store.engine.locks import Lock, hold
from bot.store.engine.prepared import PreparedAmong
from bot.store.tables.codec import seconds
from bot.store.tables.schema import archive_state, document
from bot.store.writing.documents import put_documents
from bot.store.writing.editions import (
    Former,
    drop_editions,
    follow_rename,
    former_of,
    has_editions,
    keep_changed,
    keep_removed,
)
from bot.store.writing.entities import FormerNames, drop_names, put_names, settle_without, sweep
from bot.store.writing.findings import clear_findings, put_events, put_mentions, put_quotes, put_sentences, put_times
from bot.store.writing.order import Places
from bot.store.writing.ready import Entry, ReadyDocument, fingerprint, make_ready
from bot.store.writing.stories import part_story, tell_stories
from bot.store.writing.weaving import regroup, strands_of, weave

_KNOWN = PreparedAmong(select(document.c.id, document.c.name, document.c.fingerprint), document.c.name)


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
        """What decides whether a document is to be read again by this writer's engine."""
        return fingerprint(document, self._engine)

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of every stored document by its name: what has the same one need not be read again."""
        with self._database.read() as connection:
            rows = connection.execute(select(document.c.name, document.c.fingerprint))
            return {row.name: row.fingerprint for row in rows}

    @contextmanager
    def _change(self) -> Iterator[Connection]:
        """A transaction that no other process changes documents beside."""
        with self._database.write() as connection:
            hold(connection, Lock.ARCHIVE)
            yield connection

    def store_document(self, annotations: Annotations, *, same_source: bool = False) -> int:
        """Store one document with all its annotations (see `store_documents`, `make_ready`). Returns its id."""
        document = make_ready(annotations, self._engine)
        return self.store_documents([document], {document.name} if same_source else ())[0]

    def store_documents(self, documents: Sequence[ReadyDocument], same_source: Collection[str] = ()) -> list[int]:
        """Store documents of different names, each in place of what was stored under its name. Returns their ids.

        All go in or none. Nothing changes where the fingerprint is the same. Quotes and events that are the same as
        before keep their ids. A version that says something else is kept in the history, unless the document is named
        in ``same_source``: it comes from the same bytes, and it is only we who read them otherwise.
        """
        with self._change() as connection:
            known = {row.name: row for row in _KNOWN.rows(connection, [one.name for one in documents])}
            new = [one for one in documents if one.name not in known or known[one.name].fingerprint != one.fingerprint]
            ids = {name: int(row.id) for name, row in known.items()}
            if new:
                ids |= self._put(connection, new, ids, same_source)
                _touch(connection)
            return [ids[one.name] for one in documents]

    def _put(
        self,
        connection: Connection,
        documents: Sequence[ReadyDocument],
        known: Mapping[str, int],
        same_source: Collection[str],
    ) -> dict[str, int]:
        """Store documents that are new or have changed; returns their ids by name."""
        changed = [one.name for one in documents if one.name in known]
        formers = {name: former_of(connection, known[name]) for name in changed if name not in same_source}
        sets = {stated: put_alias_set(connection, stated) for stated in dict.fromkeys(one.aliases for one in documents)}
        curated_keys = frozenset[str]().union(*(keys for _, keys in sets.values()))
        now = seconds(self._now())
        rows = [
            one.row
            | {"name": one.name, "fingerprint": one.fingerprint, "alias_set_id": sets[one.aliases][0]}
            | ({} if _is_same_text(one, known, formers) else {"seen_at": now})
            for one in documents
        ]
        places = Places(connection)
        entries = put_documents(connection, documents, rows, known, places)
        if changed:
            curated_keys |= drop_unused_alias_sets(connection)
        _put_annotations(connection, entries, curated_keys, places)
        for former in formers.values():
            keep_changed(connection, former, self._now())
        return {one.document.name: one.id for one in entries}

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


def _is_same_text(one: ReadyDocument, known: Mapping[str, int], formers: Mapping[str, Former]) -> bool:
    """Whether a document has the text that is known already."""
    former = formers.get(one.name)
    return one.name in known and (former is None or bool(former.row.content_hash == one.row["content_hash"]))


def _id_of(connection: Connection, name: str) -> int | None:
    return connection.execute(select(document.c.id).where(document.c.name == name)).scalar()


def _remove(connection: Connection, document_id: int) -> None:
    former, strands = FormerNames(), strands_of(connection, document_id)
    drop_names(connection, document_id, former)
    part_story(connection, document_id)
    connection.execute(delete(document).where(document.c.id == document_id))
    settle_without(connection, former, drop_unused_alias_sets(connection))
    regroup(connection, strands)
    _touch(connection)


def _put_annotations(
    connection: Connection, entries: Sequence[Entry], curated_keys: frozenset[str], places: Places
) -> None:
    former, strands = FormerNames(), set[int]()
    for document_id in (one.id for one in entries if one.changed):
        strands |= strands_of(connection, document_id)
        clear_findings(connection, document_id)
        part_story(connection, document_id)
        drop_names(connection, document_id, former)
    names = put_names(connection, former, entries, curated_keys)
    sentences = put_sentences(connection, entries, places)
    put_mentions(connection, entries, names, sentences)
    put_times(connection, entries, sentences)
    put_quotes(connection, entries, names, places)
    tell_stories(connection, entries)
    put_events(connection, entries, names, places)
    weave(connection, entries, strands)
    sweep(connection, former)


def _touch(connection: Connection) -> None:
    """Count one more change, so that what readers keep in memory is read again."""
    revision = archive_state.c.key == "revision"
    connection.execute(update(archive_state).where(revision).values(value=archive_state.c.value + 1))
