"""People, organisations and places as the documents name them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.model.document import Span


class EntityKind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity of a document. ``name`` is the fullest form without titles, as the document first gives it.

    ``aliases`` are the other forms that occur (surname, other spelling), ``mentions`` all places where it is named,
    in order of the text. ``role`` is a title or office the text gives ("Russian Foreign Minister").
    """

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    role: str | None = None
