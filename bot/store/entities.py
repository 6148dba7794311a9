"""Names into the store, and which entity each belongs to, kept right as documents come and go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, func, select, update

from bot.model import Annotations, Entity, EntityKind, SpeakerForm
from bot.store.aliases import CuratedName, curated_names
from bot.store.identity import WrittenName, group_names, handle
from bot.store.rows import insert_one, insert_rows
from bot.store.schema import document_name, entity, entity_mention, name, name_form, quote
from bot.store.wording import name_key

Pair = tuple[int, str]


def put_names(
    connection: Connection, document_id: int, annotations: Annotations, curated_keys: frozenset[str]
) -> dict[str, int]:
    """Replace the names of a document and settle whom they mean, and whom names with ``curated_keys`` mean.

    Returns the name ids by form, as the text has them. The names it had before are to be swept when nothing of the
    document refers to them any more.
    """
    before = drop_names(connection, document_id)
    by_form: dict[str, int] = {}
    aliases: dict[str, int] = {}
    rows: dict[int, dict[str, Any]] = {}
    forms: dict[tuple[int, str], dict[str, Any]] = {}
    for found in _with_speakers(annotations):
        name_id = _name_id(connection, found)
        by_form.setdefault(found.name, name_id)
        row = rows.setdefault(name_id, {"kind": found.kind.value, "role": found.role, "mentions": 0})
        row["mentions"] += len(found.mentions)
        row["role"] = row["role"] or found.role
        for form in (found.name, *found.aliases):
            aliases.setdefault(form, name_id)
            key = name_key(form)
            if key:
                forms[name_id, form] = {"form": form, "key": key, "handle": handle(key)}
    insert_rows(
        connection, document_name, [{"document_id": document_id, "name_id": id_, **row} for id_, row in rows.items()]
    )
    insert_rows(
        connection, name_form, [{"document_id": document_id, "name_id": id_, **row} for (id_, _), row in forms.items()]
    )
    settle(connection, _new_or_gone(connection, document_id, before), curated_keys)
    return aliases | by_form


def names_of(connection: Connection, document_id: int) -> set[int]:
    """The ids of the names that a document has."""
    rows = connection.execute(select(document_name.c.name_id).where(document_name.c.document_id == document_id))
    return set(rows.scalars())


def drop_names(connection: Connection, document_id: int) -> frozenset[Pair]:
    """Take a document's names away; ``settle`` what is returned when the document's quotes are gone too."""
    pairs = _pairs(connection, document_id)
    for table in (entity_mention, name_form, document_name):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    return pairs


def settle(connection: Connection, changed: Iterable[Pair], curated_keys: Iterable[str]) -> None:
    """Decide anew whom those names mean that the ``changed`` pairs of name id and form key may bear upon."""
    changed = list(changed)
    handles = {handle(key) for key in [*(key for _, key in changed), *curated_keys] if key}
    handles |= _handles_of(connection, {id_ for id_, _ in changed})
    if not handles:
        return
    affected = _names_with(connection, handles)
    context = _written(connection, _names_with(connection, _handles_of(connection, affected)) | affected)
    curated = curated_names(connection)
    groups = group_names(context.values(), [one.keys for one in curated])
    _assign(connection, [group for group in groups if any(one.id in affected for one in group)], curated)


def settle_removed(
    connection: Connection, document_id: int, pairs: Iterable[Pair], curated_keys: frozenset[str]
) -> None:
    """Decide anew whom names mean after a document that had ``pairs`` is gone, and forget what nothing names now."""
    pairs = list(pairs)
    settle(connection, [pair for pair in pairs if not _elsewhere(connection, document_id, pair)], curated_keys)
    sweep(connection, {id_ for id_, _ in pairs})


def sweep(connection: Connection, name_ids: Iterable[int]) -> None:
    """Delete those of the names that no document has any more, with the entities that have no other name."""
    unused = select(name.c.id, name.c.entity_id).where(
        name.c.id.in_(set(name_ids)), ~exists().where(document_name.c.name_id == name.c.id)
    )
    rows = connection.execute(unused).all()
    connection.execute(delete(name).where(name.c.id.in_([row.id for row in rows])))
    _drop_nameless(connection, {row.entity_id for row in rows if row.entity_id is not None})


def _with_speakers(annotations: Annotations) -> list[Entity]:
    """The document's entities, and those speakers of quotes that are not among them."""
    entities = list(annotations.entities)
    known = {form for one in entities for form in (one.name, *one.aliases)}
    for quoted in annotations.quotes:
        speaker = quoted.speaker
        if speaker.name and speaker.name not in known:
            kind = EntityKind.GROUP if speaker.form is SpeakerForm.GROUP else EntityKind.PERSON
            entities.append(Entity(speaker.name, kind))
            known.add(speaker.name)
    return entities


def _name_id(connection: Connection, found: Entity) -> int:
    person = found.kind is EntityKind.PERSON
    key = name_key(found.name) or found.name.casefold()
    known = connection.execute(select(name.c.id).where(name.c.key == key, name.c.person == person)).scalar()
    if known is not None:
        return int(known)
    return insert_one(connection, name, key=key, person=person, name=found.name)


def _pairs(connection: Connection, document_id: int) -> frozenset[Pair]:
    forms = select(name_form.c.name_id, name_form.c.key).where(name_form.c.document_id == document_id)
    return frozenset((id_, key) for id_, key in connection.execute(forms))


def _new_or_gone(connection: Connection, document_id: int, before: frozenset[Pair]) -> list[Pair]:
    """The pairs that this document alone brought into the archive, or took out of it."""
    differing = before ^ _pairs(connection, document_id)
    return [pair for pair in sorted(differing) if not _elsewhere(connection, document_id, pair)]


def _elsewhere(connection: Connection, document_id: int, pair: Pair) -> bool:
    other = select(1).where(
        name_form.c.name_id == pair[0], name_form.c.key == pair[1], name_form.c.document_id != document_id
    )
    return connection.execute(other.limit(1)).first() is not None


def _handles_of(connection: Connection, name_ids: set[int]) -> set[str]:
    return set(connection.execute(select(name_form.c.handle).where(name_form.c.name_id.in_(name_ids))).scalars())


def _names_with(connection: Connection, handles: set[str]) -> set[int]:
    return set(connection.execute(select(name_form.c.name_id).where(name_form.c.handle.in_(handles))).scalars())


def _written(connection: Connection, name_ids: set[int]) -> dict[int, WrittenName]:
    forms: dict[int, set[str]] = {}
    for id_, key in connection.execute(
        select(name_form.c.name_id, name_form.c.key).where(name_form.c.name_id.in_(name_ids)).distinct()
    ):
        forms.setdefault(id_, set()).add(key)
    weights = (
        select(document_name.c.name_id, func.count())
        .where(document_name.c.name_id.in_(name_ids))
        .group_by(document_name.c.name_id)
    )
    weight: dict[int, int] = dict(connection.execute(weights).tuples().all())
    rows = connection.execute(select(name.c.id, name.c.key, name.c.person).where(name.c.id.in_(weight)))
    return {id_: WrittenName(id_, key, person, frozenset(forms.get(id_, ())), weight[id_]) for id_, key, person in rows}


def _assign(connection: Connection, groups: Sequence[tuple[WrittenName, ...]], curated: Sequence[CuratedName]) -> None:
    """Give each group one entity: the one that most documents of the group already have, else a new one."""
    ids = [one.id for group in groups for one in group]
    current = dict(connection.execute(select(name.c.id, name.c.entity_id).where(name.c.id.in_(ids))).tuples().all())
    outside = and_(name.c.entity_id.in_({id_ for id_ in current.values() if id_}), name.c.id.not_in(ids))
    taken: set[int] = set(connection.execute(select(name.c.entity_id).where(outside)).scalars())
    touched = {id_ for id_ in current.values() if id_}
    for group in sorted(groups, key=lambda one: (-sum(each.weight for each in one), one[0].id)):
        votes: Counter[int] = Counter()
        for each in group:
            if current[each.id] is not None:
                votes[current[each.id]] += each.weight
        choice = next((id_ for id_, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))), None)
        chosen = choice if choice is not None and choice not in taken else _new_entity(connection, group[0])
        taken.add(chosen)
        touched.add(chosen)
        moved = [each.id for each in group if current[each.id] != chosen]
        if moved:
            connection.execute(update(name).where(name.c.id.in_(moved)).values(entity_id=chosen))
            connection.execute(update(quote).where(quote.c.speaker_name_id.in_(moved)).values(speaker_id=chosen))
    for entity_id in sorted(touched):
        _describe(connection, entity_id, curated)
    _drop_nameless(connection, touched)


def _drop_nameless(connection: Connection, entity_ids: Iterable[int]) -> None:
    nameless = entity.c.id.in_(set(entity_ids)) & ~exists().where(name.c.entity_id == entity.c.id)
    connection.execute(delete(entity).where(nameless))


def _new_entity(connection: Connection, one: WrittenName) -> int:
    return insert_one(connection, entity, name=one.key, kind=EntityKind.PERSON.value)


def _describe(connection: Connection, entity_id: int, curated: Sequence[CuratedName]) -> None:
    """Name the entity as the curator does, else by the full name that most documents write; likewise its kind."""
    rows = connection.execute(
        select(name.c.name, name.c.key, document_name.c.kind, func.count(), func.sum(document_name.c.mentions))
        .join(document_name, document_name.c.name_id == name.c.id)
        .where(name.c.entity_id == entity_id)
        .group_by(name.c.id, document_name.c.kind)
        .order_by(name.c.id)
    ).all()
    if not rows:
        return
    kinds: Counter[str] = Counter()
    for row in rows:
        kinds[row.kind] += row[3]
    keys = {row.key for row in rows}
    stated = next((one.name for one in curated if keys & one.keys), None)
    best = max(rows, key=lambda row: (" " in row.key and len(row.key.split()[0]) > 1, row[3], row[4]))
    connection.execute(
        update(entity).where(entity.c.id == entity_id).values(name=stated or best.name, kind=kinds.most_common(1)[0][0])
    )
