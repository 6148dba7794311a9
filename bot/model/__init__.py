"""What the project talks about: documents, spans, quotes, dates, events, entities. Plain frozen values, no I/O."""

from __future__ import annotations

from bot.model.annotations import Annotations
from bot.model.dates import Dating, Derivation, HowKnown, PartialDate, Precision
from bot.model.document import BODY, FURNITURE, Block, BlockKind, Document, Metadata, Sentence, Span
from bot.model.entities import Entity, EntityKind
from bot.model.events import Event
from bot.model.quotes import MarkedPhrase, PhraseKind, Quote, QuoteKind, Speaker, SpeakerForm
from bot.model.times import TimeExpression, TimexType

__all__ = [
    "BODY",
    "FURNITURE",
    "Annotations",
    "Block",
    "BlockKind",
    "Dating",
    "Derivation",
    "Document",
    "Entity",
    "EntityKind",
    "Event",
    "HowKnown",
    "MarkedPhrase",
    "Metadata",
    "PartialDate",
    "PhraseKind",
    "Precision",
    "Quote",
    "QuoteKind",
    "Sentence",
    "Span",
    "Speaker",
    "SpeakerForm",
    "TimeExpression",
    "TimexType",
]
