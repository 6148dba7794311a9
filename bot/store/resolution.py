"""Which entity each name belongs to, decided anew where documents come and go; the rules are bot.store.identity's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from bot.store.aliases import CuratedName, curated_names
from bot.store.identity import WrittenName, group_names, handle
from bot.store.rows import insert_one
from bot.store.schema import entity, name, name_form, quote

Pair = tuple[int, str]


def settle(connection: Connection, changed: Collection[Pair], curated_keys: Iterable[str]) -> None:
    """Decide anew whom those names mean that the ``changed`` pairs of name id and form key may bear upon.

    These are the names that share a handle with them; what shares one with those is looked at too, but not moved.
    """
    handles = {handle(key) for key in [*(key for _, key in changed), *curated_keys] if key}
    handles |= _handles_of(connection, {id_ for id_, _ in changed})
    if not handles:
        return
    affected = _names_with(connection, handles)
    context = _written(connection, _names_with(connection, _handles_of(connection, affected)) | affected)
    groups = group_names(context, [one.keys for one in curated_names(connection)])
    _assign(connection, [group for group in groups if any(one.id in affected for one in group)])


def describe(connection: Connection, name_ids: Collection[int]) -> None:
    """Name the entities of these names as the curator does, else by the full name that most documents write."""
    ids = select(name.c.entity_id).where(name.c.id.in_(name_ids), name.c.entity_id.is_not(None))
    rows = connection.execute(
        select(name.c.entity_id, name.c.name, name.c.key, name.c.kind, name.c.documents).where(
            name.c.entity_id.in_(ids), name.c.documents > 0
        )
    )
    names: dict[int, list[Any]] = {}
    for row in rows:
        names.setdefault(row.entity_id, []).append(row)
    curated = curated_names(connection)
    known = connection.execute(select(entity.c.id, entity.c.name, entity.c.kind).where(entity.c.id.in_(names)))
    changed = []
    for entity_id, *described in known:
        better = _description(names[entity_id], curated)
        if better != tuple(described):
            changed.append({"entity": entity_id, "better": better[0], "kind_of_it": better[1]})
    if changed:
        better_name = update(entity).where(entity.c.id == bindparam("entity"))
        connection.execute(better_name.values(name=bindparam("better"), kind=bindparam("kind_of_it")), changed)


def drop_nameless(connection: Connection, entity_ids: Iterable[int]) -> None:
    """Delete those of the entities that have no name any more."""
    nameless = entity.c.id.in_(set(entity_ids)) & ~exists().where(name.c.entity_id == entity.c.id)
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
    handles = select(name_form.c.handle).where(name_form.c.name_id.in_(name_ids)).distinct()
    return set(connection.execute(handles).scalars())


def _names_with(connection: Connection, handles: Collection[str]) -> set[int]:
    ids = select(name_form.c.name_id).where(name_form.c.handle.in_(handles)).distinct()
    return set(connection.execute(ids).scalars())


def _written(connection: Connection, name_ids: Collection[int]) -> list[WrittenName]:
    forms: dict[int, set[str]] = {}
    for id_, key in connection.execute(
        select(name_form.c.name_id, name_form.c.key).where(name_form.c.name_id.in_(name_ids)).distinct()
    ):
        forms.setdefault(id_, set()).add(key)
    rows = connection.execute(
        select(name.c.id, name.c.key, name.c.person, name.c.documents).where(
            name.c.id.in_(name_ids), name.c.documents > 0
        )
    )
    return [WrittenName(row.id, row.key, row.person, frozenset(forms[row.id]), row.documents) for row in rows]


def _assign(connection: Connection, groups: Sequence[tuple[WrittenName, ...]]) -> None:
    """Give each group one entity: the one that most documents of the group already have, else a new one."""
    ids = {one.id for group in groups for one in group}
    rows = connection.execute(select(name.c.id, name.c.entity_id).where(name.c.id.in_(ids)))
    current: dict[int, int | None] = dict(rows.all())
    before = {id_ for id_ in current.values() if id_ is not None}
    elsewhere = select(name.c.entity_id).where(name.c.entity_id.in_(before), name.c.id.not_in(ids))
    taken: set[int | None] = set(connection.execute(elsewhere).scalars())
    for group in sorted(groups, key=lambda one: (-sum(each.weight for each in one), one[0].id)):
        votes: Counter[int] = Counter()
        for each in group:
            votes[current[each.id] or 0] += each.weight
        ranked = sorted((id_ for id_ in votes if id_ and id_ not in taken), key=lambda id_: (-votes[id_], id_))
        chosen = ranked[0] if ranked else insert_one(connection, entity, name=group[0].key, kind="")
        taken.add(chosen)
        _move(connection, [each.id for each in group if current[each.id] != chosen], chosen)
    describe(connection, ids)
    drop_nameless(connection, before)


def _move(connection: Connection, name_ids: Sequence[int], entity_id: int) -> None:
    if name_ids:
        connection.execute(update(name).where(name.c.id.in_(name_ids)).values(entity_id=entity_id))
        connection.execute(update(quote).where(quote.c.speaker_name_id.in_(name_ids)).values(speaker_id=entity_id))
