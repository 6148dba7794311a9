"""Which entity each name belongs to, decided anew where documents come and go; the rules are matching.identity's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from bot.store.asking.aliases import CuratedName
from bot.store.engine.changes import Change, insertion
from bot.store.engine.prepared import PreparedAmong
from bot.store.engine.sequences import new_numbers
from bot.store.matching.identity import WrittenName, group_names, handle
from bot.store.tables.schema import entity, name, name_spelling, quote

Pair = tuple[int, str]

_HANDLES = PreparedAmong(select(name_spelling.c.handle).distinct(), name_spelling.c.name_id)
_FORMS = PreparedAmong(select(name_spelling.c.name_id, name_spelling.c.key), name_spelling.c.name_id)
_WRITTEN = select(name.c.id, name.c.key, name.c.person, name.c.documents).where(name.c.documents > 0)
_NAMES = PreparedAmong(_WRITTEN, name.c.id)
_ENTITIES = PreparedAmong(select(name.c.id, name.c.entity_id), name.c.id)
_MEMBERS = PreparedAmong(select(name.c.id, name.c.entity_id), name.c.entity_id)
_PERSONS = PreparedAmong(select(name.c.id, name.c.person), name.c.id)
_WITH_HANDLE = PreparedAmong(select(name_spelling.c.name_id).distinct(), name_spelling.c.handle)
_DESCRIBED = PreparedAmong(
    select(
        *(name.c.entity_id, name.c.name, name.c.key, name.c.kind, name.c.documents),
        *(entity.c.name.label("known_name"), entity.c.kind.label("known_kind")),
    )
    .join(entity)
    .where(name.c.documents > 0),
    name.c.entity_id,
)

_PUT_ENTITY = insertion(entity, "id", "name", "kind")
_MOVE_NAME = Change(
    update(name).where(name.c.id == bindparam("moved")).values(entity_id=bindparam("to")), ["moved", "to"]
)
_MOVE_QUOTES = Change(
    update(quote).where(quote.c.speaker_name_id == bindparam("moved")).values(speaker_id=bindparam("to")),
    ["moved", "to"],
)
_DESCRIBE = Change(
    update(entity)
    .where(entity.c.id == bindparam("entity"))
    .values(name=bindparam("better"), kind=bindparam("kind_of_it")),
    ["entity", "better", "kind_of_it"],
)


def pairs_of(connection: Connection, name_ids: Collection[int]) -> set[Pair]:
    """The pairs of name id and form key that documents in the archive have of these names."""
    return {(row.name_id, row.key) for row in _FORMS.rows(connection, name_ids)}


def settle(
    connection: Connection, changed: Collection[Pair], curated_keys: Collection[str], curated: Sequence[CuratedName]
) -> set[int]:
    """Decide anew whom those names mean that the ``changed`` pairs of name id and form key may bear upon.

    These are the names that share a handle with them, or with what a curator says is the same; what shares one with
    those is looked at too, but not moved.
    Returns the ids of names whose entity has won or lost one, or of which a curator says something new: it is to be
    described anew.
    """
    brought = {key for _, key in changed}
    stated = set(curated_keys).union(*(one.keys for one in curated if one.keys & brought))
    handles = {handle(key, person) for key in stated if key for person in (True, False)}
    handles |= _handles_of(connection, {id_ for id_, _ in changed}) if changed else set()
    handles |= _handles_gone(connection, changed)
    if not handles:
        return set()
    affected = _names_with(connection, handles)
    context = _written(connection, _names_with(connection, _handles_of(connection, affected)) | affected)
    groups = group_names(context, [one.keys for one in curated])
    decided = [group for group in groups if any(one.id in affected for one in group)]
    moved = _assign(connection, decided)
    return {one.id for group in decided for one in group} if curated_keys else moved


def entities_of(connection: Connection, name_ids: Collection[int]) -> dict[int, int | None]:
    """Return the entity that each name belongs to, None where that is not decided yet."""
    return {row.id: row.entity_id for row in _ENTITIES.rows(connection, name_ids)}


def describe(connection: Connection, name_ids: Collection[int], curated: Sequence[CuratedName]) -> None:
    """Name the entities of these names as the curator does, else by the full name that most documents write."""
    ids = set(entities_of(connection, name_ids).values()) - {None}
    rows = _DESCRIBED.rows(connection, ids)
    names: dict[int, list[Any]] = {}
    for row in rows:
        names.setdefault(row.entity_id, []).append(row)
    changed = []
    for entity_id, written in names.items():
        better = _description(written, curated)
        if better != (written[0].known_name, written[0].known_kind):
            changed.append((entity_id, *better))
    _DESCRIBE.run(connection, changed)


def drop_nameless(connection: Connection, entity_ids: Iterable[int]) -> None:
    """Delete those of the entities that have no name any more."""
    ids = set(entity_ids)
    if ids:
        nameless = entity.c.id.in_(ids) & ~exists().where(name.c.entity_id == entity.c.id)
        connection.execute(delete(entity).where(nameless))


def _description(names: Sequence[Any], curated: Sequence[CuratedName]) -> tuple[str, str]:
    keys = {row.key for row in names}
    stated = next((one.name for one in curated if keys & one.keys), None)
    best = min(names, key=lambda row: (not _is_full(row.key), -row.documents, row.key))
    return stated or best.name, best.kind


def _is_full(key: str) -> bool:
    words = key.split()
    return len(words) > 1 and len(words[0]) > 1


def _handles_of(connection: Connection, name_ids: Collection[int]) -> set[str]:
    return {row.handle for row in _HANDLES.rows(connection, name_ids)}


def _handles_gone(connection: Connection, changed: Collection[Pair]) -> set[str]:
    """The handles of forms that may stand nowhere any more."""
    person = {row.id: bool(row.person) for row in _PERSONS.rows(connection, {id_ for id_, _ in changed})}
    return {handle(key, person[id_]) for id_, key in changed if key and id_ in person}


def _names_with(connection: Connection, handles: Collection[str]) -> set[int]:
    return {row.name_id for row in _WITH_HANDLE.rows(connection, handles)}


def _written(connection: Connection, name_ids: Collection[int]) -> list[WrittenName]:
    forms: dict[int, set[str]] = {}
    for id_, key in pairs_of(connection, name_ids):
        forms.setdefault(id_, set()).add(key)
    rows = _NAMES.rows(connection, name_ids)
    return [WrittenName(row.id, row.key, bool(row.person), frozenset(forms[row.id]), row.documents) for row in rows]


def _assign(connection: Connection, groups: Sequence[tuple[WrittenName, ...]]) -> set[int]:
    """Give each group one entity: the one that most documents of the group already have, else a new one.

    Returns the ids of the names in groups that have changed.
    """
    ids = {one.id for group in groups for one in group}
    current = entities_of(connection, ids)
    before = {id_ for id_ in current.values() if id_ is not None}
    taken = {row.entity_id for row in _MEMBERS.rows(connection, before) if row.id not in ids}
    without = []
    moves: dict[int, int] = {}
    for group in sorted(groups, key=lambda one: (-sum(each.weight for each in one), one[0].id)):
        chosen = _chosen(group, current, taken)
        if chosen is None:
            without.append(group)
        else:
            taken.add(chosen)
            moves |= {each.id: chosen for each in group if current[each.id] != chosen}
    made = new_numbers(connection, entity, len(without))
    _PUT_ENTITY.run(connection, [(id_, group[0].key, "") for id_, group in zip(made, without, strict=True)])
    for group, entity_id in zip(without, made, strict=True):
        moves |= {each.id: entity_id for each in group}
    _move(connection, moves, current)
    drop_nameless(connection, before - taken)
    touched = set(moves.values()) | {current[id_] for id_ in moves}
    return {id_ for id_ in ids if moves.get(id_, current[id_]) in touched}


def _chosen(group: Sequence[WrittenName], current: dict[int, int | None], taken: Collection[int]) -> int | None:
    votes: Counter[int] = Counter()
    for each in group:
        entity_id = current[each.id]
        if entity_id is not None and entity_id not in taken:
            votes[entity_id] += each.weight
    return min(votes, key=lambda id_: (-votes[id_], id_), default=None)


def _move(connection: Connection, moves: dict[int, int], current: dict[int, int | None]) -> None:
    """Point names, and the quotes of those that had an entity before, to their entities."""
    _MOVE_NAME.run(connection, moves.items())
    _MOVE_QUOTES.run(connection, [(id_, to) for id_, to in moves.items() if current[id_] is not None])
