"""Everything that extraction finds in one document."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.dates import Dating
from bot.model.document import Block, Document, Sentence, Span
from bot.model.entities import Entity
from bot.model.events import Event
from bot.model.quotes import MarkedPhrase, Quote
from bot.model.times import TimeExpression


@dataclass(frozen=True, slots=True)
class Annotations:
    """The annotations of ``document``; every span points into ``document.text``.

    ``published`` is the publication date that the rest was resolved against. ``events`` are those that a reader would
    list, ``background`` the remaining clauses with the dates they probably have: too many and too unsure to be served.
    ``conflicts`` are sentences that tell a reader where the curator and the print disagree. ``summary`` are whole
    sentences, in order of the text.
    """

    document: Document
    published: Dating
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotes: tuple[Quote, ...] = ()
    phrases: tuple[MarkedPhrase, ...] = ()
    events: tuple[Event, ...] = ()
    background: tuple[Event, ...] = ()
    summary: tuple[Span, ...] = ()
    conflicts: tuple[str, ...] = ()
