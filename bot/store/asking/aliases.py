"""What curators state of names, as stored: the documents of one folder share one list."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, select

from bot.store.engine.rows import insert_one
from bot.store.matching.wording import name_key
from bot.store.tables.codec import to_json
from bot.store.tables.schema import alias_set, document

Stated = tuple[tuple[str, tuple[str, ...]], ...]
"""Canonical names with their spellings, as `Document.aliases`."""


@dataclass(frozen=True, slots=True)
class CuratedName:
    """A canonical name with the spellings that the curator states for it."""

    name: str
    aliases: tuple[str, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all of them."""
        return frozenset(key for key in map(name_key, (self.name, *self.aliases)) if key)


def curated_names(connection: Connection) -> tuple[CuratedName, ...]:
    """What the curators of all documents in the archive state of names."""
    stored = connection.execute(select(alias_set.c.aliases).order_by(alias_set.c.id)).scalars()
    return tuple(one for aliases in stored for one in _names(aliases))


def put_alias_set(connection: Connection, stated: Stated) -> tuple[int | None, frozenset[str]]:
    """The id of a document's list (None for an empty one), and the keys of its names where the list is new."""
    if not stated:
        return None, frozenset()
    aliases = to_json(stated)
    digest = hashlib.sha256(aliases.encode(errors="surrogatepass")).hexdigest()
    known = connection.execute(select(alias_set.c.id).where(alias_set.c.digest == digest)).scalar()
    if known is not None:
        return known, frozenset()
    return insert_one(connection, alias_set, digest=digest, aliases=aliases), _keys(aliases)


def drop_unused_alias_sets(connection: Connection) -> frozenset[str]:
    """Delete the lists that no document has any more; returns the keys of their names."""
    unused = connection.execute(
        select(alias_set.c.id, alias_set.c.aliases).where(~exists().where(document.c.alias_set_id == alias_set.c.id))
    ).all()
    if not unused:
        return frozenset()
    connection.execute(delete(alias_set).where(alias_set.c.id.in_([row.id for row in unused])))
    return frozenset().union(*(_keys(row.aliases) for row in unused))


def _names(aliases: str) -> list[CuratedName]:
    return [CuratedName(canonical, tuple(others)) for canonical, others in json.loads(aliases)]


def _keys(aliases: str) -> frozenset[str]:
    return frozenset().union(*(one.keys for one in _names(aliases)))
