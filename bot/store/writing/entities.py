"""The names of documents into the store and out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from bot.store.asking.aliases import curated_names
from bot.store.engine.changes import Change, insertion
from bot.store.engine.prepared import PreparedAmong
from bot.store.engine.rows import among
from bot.store.engine.sequences import new_numbers
from bot.store.matching.wording import spelling_rank
from bot.store.tables.schema import document_name, entity_mention, name, name_form, name_spelling
from bot.store.writing.ready import Entry, ReadyName
from bot.store.writing.resolution import Pair, describe, drop_nameless, pairs_of, settle

_KNOWN = PreparedAmong(select(name.c.id, name.c.key, name.c.person, name.c.name), name.c.key)
_PUT_NAME = insertion(name, "id", "key", "person", "name", "kind", "documents")
_PUT_DOCUMENT_NAME = insertion(document_name, "document_id", "name_id", "role")
_PUT_FORM = insertion(name_form, "document_id", "name_id", "form")
_PUT_SPELLING = insertion(name_spelling, "name_id", "form", "key", "handle", "documents")
_SPELLINGS = PreparedAmong(select(name_spelling.c.name_id, name_spelling.c.form), name_spelling.c.name_id)
_COUNT_SPELLING = Change(
    update(name_spelling)
    .where(name_spelling.c.name_id == bindparam("counted"), name_spelling.c.form == bindparam("written"))
    .values(documents=name_spelling.c.documents + bindparam("more")),
    ["counted", "written", "more"],
)
_COUNT = Change(
    update(name).where(name.c.id == bindparam("counted")).values(documents=name.c.documents + bindparam("more")),
    ["counted", "more"],
)
_WRITE = Change(
    update(name).where(name.c.id == bindparam("written")).values(name=bindparam("better")), ["written", "better"]
)


@dataclass(slots=True)
class FormerNames:
    """The names that some documents had: pairs of name id and the key of a form."""

    pairs: set[Pair] = field(default_factory=set)

    @property
    def ids(self) -> set[int]:
        """The ids of the names."""
        return {id_ for id_, _ in self.pairs}


def drop_names(connection: Connection, document_id: int, former: FormerNames) -> None:
    """Take a document's names away and add them to ``former``.

    To be followed by ``put_names`` or ``settle_without``.
    """
    forms = (
        select(name_spelling.c.name_id, name_spelling.c.form, name_spelling.c.key)
        .join_from(
            *(name_form, name_spelling),
            (name_spelling.c.name_id == name_form.c.name_id) & (name_spelling.c.form == name_form.c.form),
        )
        .where(name_form.c.document_id == document_id)
    )
    written = connection.execute(forms).all()
    if not written:
        return
    for table in (entity_mention, name_form, document_name):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    ids = {row.name_id for row in written}
    _COUNT.run(connection, [(id_, -1) for id_ in ids])
    _COUNT_SPELLING.run(connection, [(row.name_id, row.form, -1) for row in written])
    connection.execute(delete(name_spelling).where(among(name_spelling.c.name_id, ids), name_spelling.c.documents == 0))
    former.pairs |= {(row.name_id, row.key) for row in written}


def put_names(
    connection: Connection, former: FormerNames, entries: Sequence[Entry], curated_keys: frozenset[str]
) -> list[list[int]]:
    """Store the names of documents and settle whom they mean, and whom names with ``curated_keys`` mean.

    Returns for each document the ids of its names. ``former`` names are to be swept when nothing of the documents
    refers to them any more.
    """
    known = _name_ids(connection, [one for entry in entries for one in entry.document.names])
    ids = [[known[one.key, one.person] for one in entry.document.names] for entry in entries]
    found = [
        (entry.id, id_, one)
        for entry, own in zip(entries, ids, strict=True)
        for id_, one in zip(own, entry.document.names, strict=True)
    ]
    pairs = {(id_, key) for _, id_, one in found for _, key, _ in one.forms}
    changed = _new_or_gone(connection, former, pairs)
    _PUT_DOCUMENT_NAME.run(connection, [(document_id, id_, one.role) for document_id, id_, one in found])
    _put_forms(connection, found)
    counts = Counter(id_ for _, id_, _ in found)
    _COUNT.run(connection, counts.items())
    curated = curated_names(connection)
    settled = settle(connection, changed, curated_keys, curated)
    describe(connection, former.ids | set(counts) | settled, curated)
    return ids


def settle_without(connection: Connection, former: FormerNames, curated_keys: frozenset[str]) -> None:
    """Decide anew whom names mean after a document is gone, and forget what nothing names now."""
    curated = curated_names(connection)
    settled = settle(connection, _new_or_gone(connection, former, set()), curated_keys, curated)
    describe(connection, former.ids | settled, curated)
    sweep(connection, former)


def sweep(connection: Connection, former: FormerNames) -> None:
    """Delete those of the names that no document has any more, with the entities that have no other name."""
    if not former.pairs:
        return
    unused = among(name.c.id, former.ids) & ~exists().where(document_name.c.name_id == name.c.id)
    rows = connection.execute(select(name.c.id, name.c.entity_id).where(unused)).all()
    if rows:
        connection.execute(delete(name).where(among(name.c.id, [row.id for row in rows])))
        drop_nameless(connection, {row.entity_id for row in rows if row.entity_id is not None})


def _name_ids(connection: Connection, found: Sequence[ReadyName]) -> dict[tuple[str, bool], int]:
    """The id of each name by its key and sort; new names are inserted, known ones get a better spelling."""
    several: dict[tuple[str, bool], list[ReadyName]] = {}
    for one in found:
        several.setdefault((one.key, one.person), []).append(one)
    rows = _KNOWN.rows(connection, {key for key, _ in several})
    known: dict[tuple[str, bool], Any] = {(row.key, bool(row.person)): row for row in rows}
    ids = {pair: row.id for pair, row in known.items()}
    new = [pair for pair in several if pair not in known]
    ids |= zip(new, new_numbers(connection, name, len(new)), strict=True)
    spelled = {
        pair: min({one.name for one in same} | ({known[pair].name} if pair in known else set()), key=spelling_rank)
        for pair, same in several.items()
    }
    _PUT_NAME.run(connection, [(ids[pair], *pair, spelled[pair], several[pair][0].kind, 0) for pair in new])
    better = [
        (ids[pair], spelling) for pair, spelling in spelled.items() if pair in known and spelling != known[pair].name
    ]
    _WRITE.run(connection, better)
    return ids


def _put_forms(connection: Connection, found: Sequence[tuple[int, int, ReadyName]]) -> None:
    """Store which forms of their names documents write, given with the ids of document and name."""
    written = [(document_id, id_, *form) for document_id, id_, one in found for form in one.forms]
    _PUT_FORM.run(connection, [(document_id, id_, form) for document_id, id_, form, _, _ in written])
    known = {(row.name_id, row.form) for row in _SPELLINGS.rows(connection, {id_ for _, id_, _ in found})}
    new = {(id_, form): (key, handle) for _, id_, form, key, handle in written if (id_, form) not in known}
    counts = Counter((id_, form) for _, id_, form, _, _ in written)
    _PUT_SPELLING.run(connection, [(*spelling, *keys, counts.pop(spelling)) for spelling, keys in new.items()])
    _COUNT_SPELLING.run(connection, [(*spelling, more) for spelling, more in counts.items()])


def _new_or_gone(connection: Connection, former: FormerNames, pairs: set[Pair]) -> set[Pair]:
    """Of these ``pairs`` and the former ones, what only they bring into the archive or take out of it.

    To be asked for when the former are dropped and the new ones not stored yet.
    """
    candidates = pairs ^ former.pairs
    return candidates - pairs_of(connection, {id_ for id_, _ in candidates})
