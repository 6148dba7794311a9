"""Whose words are listed with whose, though they stay two: joint statements, and surnames that nearly always mean one.

Nothing is joined: each quote is shown as said by whom its document names. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.store.asking.names import KnownName
from bot.store.matching.identity import handle
from bot.store.matching.wording import name_key

# A surname without a given name is listed with one person where, of the documents that name anybody of this surname in
# full, at least this share names that person, and there are enough documents for a share to mean something.
MEANT_SHARE = 0.9
MEANT_DOCUMENTS = 10
_PARTED = re.compile(r",?\s+(?:and|&)\s+|,\s+")


def listed_together(known: Iterable[KnownName]) -> dict[int, tuple[int, ...]]:
    """By the id of an entity, the ids of those whose words are listed with its own."""
    every = tuple(known)
    found: dict[int, list[int]] = {}
    for joint, members in _joint(every):
        for member in members:
            found.setdefault(member, []).append(joint)
    for bare, meant in _bare_surnames(every):
        found.setdefault(meant, []).append(bare)
    return {id_: tuple(sorted(set(others))) for id_, others in found.items()}


def _joint(every: Iterable[KnownName]) -> Iterable[tuple[int, set[int]]]:
    """Those whose name is a list of names, with those whom it lists: each part must be known, and mean one."""
    lists = {one.entity_id: _PARTED.split(one.name) for one in every if _PARTED.search(one.name)}
    if not lists:
        return
    wanted = {name_key(part) for parts in lists.values() for part in parts}
    bearers: dict[str, set[int]] = {}
    for one in every:
        if one.entity_id not in lists:
            for key in wanted.intersection(one.keyed):
                bearers.setdefault(key, set()).add(one.entity_id)
    for joint, parts in lists.items():
        members = [bearers.get(name_key(part), set()) for part in parts]
        if all(len(meant) == 1 for meant in members):
            yield joint, set().union(*members)


def _bare_surnames(every: Iterable[KnownName]) -> Iterable[tuple[int, int]]:
    """People known by a surname alone, with the one whom it nearly always means."""
    people = [one for one in every if one.person]
    bare = {
        handle(name_key(one.name)): one.entity_id
        for one in people
        if " " not in one.name and not any(" " in form for form in one.forms)
    }
    if not bare:
        return
    full: dict[str, dict[int, int]] = {}
    for one in people:
        surnames = {handle(key) for form, key in zip(one.forms, one.keyed, strict=True) if " " in form}
        for surname in surnames & bare.keys():
            full.setdefault(surname, {})[one.entity_id] = one.documents
    for surname, bearer in bare.items():
        documents = full.get(surname, {})
        named = sum(documents.values())
        meant = max(documents, key=lambda id_: (documents[id_], -id_), default=None)
        if meant is not None and named >= MEANT_DOCUMENTS and documents[meant] >= MEANT_SHARE * named:
            yield bearer, meant
