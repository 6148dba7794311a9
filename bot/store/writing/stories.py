"""Documents that print one story, joined in the store; what makes two texts one story is bot.store.matching.likeness's.

``document.story`` is the smallest id of those that hang together, None for a document that stands alone. A new document
is compared with those that share a band of its signature, so that what it costs does not grow with the archive.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from bot.store.engine.changes import insertion
from bot.store.engine.prepared import PreparedAmong
from bot.store.engine.rows import among
from bot.store.matching.likeness import Signature, alike
from bot.store.tables.schema import document, document_band, document_signature
from bot.store.writing.ready import Entry

_DAYS = 7
"""Agency copy is printed within days; what is alike after months is a form that is filled in again."""
_CANDIDATES = 1_000
"""Compared with one document. More than any story has papers; a form that a thousand documents share is no story."""

_PUT_SIGNATURE = insertion(document_signature, "document_id", "size", "minima")
_PUT_BAND = insertion(document_band, "document_id", "key")
_SHARING = PreparedAmong(
    select(document_band.c.document_id)
    .where(document_band.c.document_id != bindparam("own", 0))
    .distinct()
    .limit(_CANDIDATES),
    document_band.c.key,
)


@dataclass(frozen=True, slots=True)
class _Print:
    """A document as it is compared: ``day`` of publication as an ordinal, None where it is not known."""

    signature: Signature
    day: int | None

    def is_of(self, other: _Print) -> bool:
        """Tell whether the two documents print one story."""
        near = self.day is None or other.day is None or abs(self.day - other.day) <= _DAYS
        return near and alike(self.signature, other.signature)


def tell_stories(connection: Connection, entries: Sequence[Entry]) -> None:
    """Join documents that were just stored with those that print the same story, and with no others."""
    signed = [(one.id, *one.document.signed) for one in entries if one.document.signed]
    _PUT_SIGNATURE.run(connection, [(id_, size, minima) for id_, size, minima, _ in signed])
    _PUT_BAND.run(connection, [(id_, key) for id_, _, _, bands in signed for key in bands])
    for id_, _, _, bands in signed:
        candidates = {row.document_id for row in _SHARING.rows(connection, bands, {"own": id_})}
        if candidates:
            _join(connection, id_, candidates)


def _join(connection: Connection, document_id: int, candidates: Collection[int]) -> None:
    printed = _prints(connection, [document_id, *candidates])
    same = [id_ for id_ in candidates if printed[document_id].is_of(printed[id_])]
    if same:
        stories = select(document.c.story).where(among(document.c.id, same), document.c.story.is_not(None)).distinct()
        told = connection.execute(stories).scalars().all()
        together = among(document.c.id, [document_id, *same]) | among(document.c.story, told)
        first = connection.execute(select(func.min(document.c.id)).where(together)).scalar_one()
        connection.execute(update(document).where(together).values(story=first))


def part_story(connection: Connection, document_id: int) -> None:
    """Take a document out of its story, to be called before it changes or goes; the others are joined anew."""
    signed = document_signature.c.document_id == document_id
    known = connection.execute(select(document.c.story).join(document_signature).where(signed)).first()
    if known is None:
        return
    connection.execute(delete(document_signature).where(signed))
    connection.execute(delete(document_band).where(document_band.c.document_id == document_id))
    story = known.story
    if story is None:
        return
    connection.execute(update(document).where(document.c.id == document_id).values(story=None))
    left = connection.execute(select(document.c.id).where(document.c.story == story).order_by(document.c.id)).scalars()
    printed = _prints(connection, left.all())
    connection.execute(update(document).where(among(document.c.id, printed)).values(story=None))
    for together in _connected(printed):
        if len(together) > 1:
            connection.execute(update(document).where(among(document.c.id, together)).values(story=min(together)))


def _connected(printed: Mapping[int, _Print]) -> Iterable[Collection[int]]:
    """The documents in groups that hang together, each with at least one other of its group."""
    rest = dict(printed)
    while rest:
        reached = [rest.popitem()]
        for _, here in reached:
            new = [(id_, one) for id_, one in rest.items() if here.is_of(one)]
            for id_, _ in new:
                del rest[id_]
            reached += new
        yield [id_ for id_, _ in reached]


def _prints(connection: Connection, ids: Collection[int]) -> dict[int, _Print]:
    rows: Any = connection.execute(
        select(document_signature, document.c.first_day)
        .join(document, document.c.id == document_signature.c.document_id)
        .where(among(document_signature.c.document_id, ids))
        .order_by(document_signature.c.document_id)
    )
    return {row.document_id: _Print(Signature.unpacked(row.size, row.minima), row.first_day) for row in rows}
