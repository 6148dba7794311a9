"""Who is named in a document, and each place where: what the reading of names finds out."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.model import EntityKind, Span


@dataclass(slots=True)
class Person:
    """An entity while the document is read; ``name`` may still grow. Also used for institutions and places.

    ``age`` is 1 for the elder of a family, -1 for the younger, 0 where neither is told.
    """

    name: str
    kind: EntityKind
    words: tuple[str, ...]
    sex: str = "u"
    role: str | None = None
    aliases: dict[str, None] = field(default_factory=dict)
    mentions: list[Span] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    credible: bool = True
    age: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named. ``whole`` takes in the titles; ``token`` and ``end_token`` bound the name."""

    span: Span
    whole: Span
    entity: int
    token: int
    end_token: int
    possessive: bool
