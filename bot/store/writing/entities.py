"""The names of a document into the store and out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, exists, select, update

from bot.model import Annotations, Entity, EntityKind, SpeakerForm
from bot.store.asking.aliases import curated_names
from bot.store.engine.rows import among, insert_rows
from bot.store.matching.identity import handle
from bot.store.matching.wording import bare_name, name_key, spelling_rank
from bot.store.tables.schema import document_name, entity_mention, name, name_form
from bot.store.writing.resolution import Pair, describe, drop_nameless, settle


@dataclass(frozen=True, slots=True)
class FormerNames:
    """The names that a document had: pairs of name id and the key of a form."""

    document_id: int
    pairs: frozenset[Pair]

    @property
    def ids(self) -> set[int]:
        """The ids of the names."""
        return {id_ for id_, _ in self.pairs}


def drop_names(connection: Connection, document_id: int) -> FormerNames:
    """Take a document's names away. To be followed by ``put_names`` or ``settle_without``."""
    former = FormerNames(document_id, _pairs(connection, document_id))
    if not former.pairs:
        return former
    for table in (entity_mention, name_form, document_name):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    connection.execute(update(name).where(among(name.c.id, former.ids)).values(documents=name.c.documents - 1))
    return former


def put_names(
    connection: Connection, former: FormerNames, annotations: Annotations, curated_keys: frozenset[str]
) -> dict[str, int]:
    """Store the names of a document and settle whom they mean, and whom names with ``curated_keys`` mean.

    Returns the name ids by form, as the text has them. ``former`` names are to be swept when nothing of the document
    refers to them any more.
    """
    document_id = former.document_id
    found = _with_speakers(annotations)
    ids = _name_ids(connection, found)
    curated = curated_names(connection)
    rows: dict[int, dict[str, Any]] = {}
    forms: dict[tuple[int, str], dict[str, Any]] = {}
    by_alias: dict[str, int] = {}
    for one, name_id in zip(found, ids, strict=True):
        row = rows.setdefault(name_id, {"document_id": document_id, "name_id": name_id, "role": one.role})
        row["role"] = row["role"] or one.role
        for form in (one.name, *one.aliases):
            by_alias.setdefault(form, name_id)
            forms[name_id, bare_name(form)] = {
                "document_id": document_id,
                "name_id": name_id,
                "form": bare_name(form),
                "key": _key(form),
                "handle": handle(_key(form), one.kind is EntityKind.PERSON),
            }
    insert_rows(connection, document_name, list(rows.values()))
    insert_rows(connection, name_form, list(forms.values()))
    connection.execute(update(name).where(among(name.c.id, rows)).values(documents=name.c.documents + 1))
    pairs = frozenset((row["name_id"], row["key"]) for row in forms.values())
    settled = settle(connection, _new_or_gone(connection, former, pairs), curated_keys, curated)
    describe(connection, former.ids | set(rows) | settled, curated)
    return by_alias | {one.name: name_id for one, name_id in zip(reversed(found), reversed(ids), strict=True)}


def settle_without(connection: Connection, former: FormerNames, curated_keys: frozenset[str]) -> None:
    """Decide anew whom names mean after a document is gone, and forget what nothing names now."""
    curated = curated_names(connection)
    settled = settle(connection, _new_or_gone(connection, former, frozenset()), curated_keys, curated)
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


def _with_speakers(annotations: Annotations) -> list[Entity]:
    """The document's entities, and those speakers of quotes that are not among them."""
    entities = [one for one in annotations.entities if one.name.strip()]
    known = {form for one in entities for form in (one.name, *one.aliases)}
    for quoted in annotations.quotes:
        speaker = quoted.speaker
        if speaker.name and speaker.name.strip() and speaker.name not in known:
            kind = EntityKind.GROUP if speaker.form is SpeakerForm.GROUP else EntityKind.PERSON
            entities.append(Entity(speaker.name, kind))
            known.add(speaker.name)
    return entities


def _key(form: str) -> str:
    """The key of a form; where it has neither letters nor digits, the form itself."""
    return name_key(form) or form.casefold()


def _name_ids(connection: Connection, found: Sequence[Entity]) -> list[int]:
    """The id of each entity's name; new names are inserted."""
    wanted = [(_key(one.name), one.kind is EntityKind.PERSON) for one in found]
    known = _known_names(connection, wanted)
    missing = {
        pair: {"key": pair[0], "person": pair[1], "name": bare_name(one.name), "kind": one.kind.value, "documents": 0}
        for one, pair in zip(reversed(found), reversed(wanted), strict=True)
        if pair not in known
    }
    if missing:
        insert_rows(connection, name, list(reversed(missing.values())))
        known |= _known_names(connection, missing)
    for one, pair in zip(found, wanted, strict=True):
        row = known[pair]
        better = bare_name(one.name)
        if better != row.name and spelling_rank(better) < spelling_rank(row.name):
            connection.execute(update(name).where(name.c.id == row.id).values(name=better))
    return [known[pair].id for pair in wanted]


def _known_names(connection: Connection, wanted: Iterable[tuple[str, bool]]) -> dict[tuple[str, bool], Any]:
    rows = connection.execute(
        select(name.c.id, name.c.key, name.c.person, name.c.name).where(among(name.c.key, {key for key, _ in wanted}))
    )
    return {(row.key, row.person): row for row in rows}


def _pairs(connection: Connection, document_id: int) -> frozenset[Pair]:
    forms = select(name_form.c.name_id, name_form.c.key).where(name_form.c.document_id == document_id)
    return frozenset((id_, key) for id_, key in connection.execute(forms))


def _new_or_gone(connection: Connection, former: FormerNames, pairs: frozenset[Pair]) -> set[Pair]:
    """Of the document's ``pairs`` and those it had, what it alone has brought into the archive or taken out of it."""
    candidates = pairs ^ former.pairs
    if not candidates:
        return set()
    elsewhere = connection.execute(
        select(name_form.c.name_id, name_form.c.key)
        .where(
            among(name_form.c.name_id, {id_ for id_, _ in candidates}), name_form.c.document_id != former.document_id
        )
        .distinct()
    )
    return set(candidates) - {(id_, key) for id_, key in elsewhere}
