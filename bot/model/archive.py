"""What the store gives back: annotations with the ids and sources that a reader needs. Rows, read only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.model.dates import Dating, PartialDate
from bot.model.document import Span
from bot.model.entities import EntityKind
from bot.model.quotes import QuoteKind, SpeakerForm

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Period:
    """An inclusive range of days; ``words`` is how a reader would name it ("May 2024")."""

    first: dt.date
    last: dt.date
    words: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A stored document without its text.

    ``story`` is the same number in all documents that print one story (agency copy), None where it stands alone.
    ``copies`` are the others of its story, where a list shows one for all.
    """

    id: int
    name: str
    title: str
    publisher: str | None
    author: str | None
    url: str | None
    published: Dating
    conflicts: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    quote_count: int = 0
    event_count: int = 0
    story: int | None = None
    copies: tuple[DocumentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A stored entity with how much it says and where. ``first`` and ``last`` bound the dated quotes and events.

    ``listed_with`` are the names of further speakers whose quotes are counted and listed with its own, and shown as
    theirs: those it said something together with, and its bare surname.
    """

    id: int
    name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    roles: tuple[str, ...] = ()
    direct: int = 0
    mixed: int = 0
    indirect: int = 0
    documents: int = 0
    events: int = 0
    first: PartialDate | None = None
    last: PartialDate | None = None
    listed_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Somebody who says something, as offered while a name is typed: the name and the number of quotes."""

    id: int
    name: str
    quotes: int


@dataclass(frozen=True, slots=True)
class EntityMatch:
    """How a typed name was understood.

    ``how`` is exact, alias, surname, transliteration, part (another single word of the name) or spelling.
    """

    entity: EntityRow
    typed: str
    how: str


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A stored quote, verified against its document when it was read from the store.

    ``parts`` are the verbatim slices of ``spans``. ``sentence`` is the span of the whole sentence or sentences
    around it, ``context`` its text. ``also_in`` are further documents that print identical words.
    """

    id: int
    document: DocumentRow
    spans: tuple[Span, ...]
    parts: tuple[str, ...]
    kind: QuoteKind
    speaker: str | None
    speaker_id: int | None
    speaker_form: SpeakerForm
    via: str | None
    said_on: Dating
    confidence: float
    sentence: Span
    context: str
    also_in: tuple[DocumentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """A stored event. ``text`` is the verbatim slice of ``span``, ``evidence`` verbatim slices the date rests on.

    ``trigger`` is the word that names it, as a span of the document. ``begins_inside`` and ``ends_inside`` tell that
    words of its sentence stand before and behind it. ``also_told`` are the tellings of the same event
    in other documents, the best first; ``plans`` tellings that announced it; ``became`` what came of it, where it is a
    plan. These have none of their own.
    """

    id: int
    document: DocumentRow
    span: Span
    text: str
    dating: Dating
    planned: bool
    participants: tuple[str, ...]
    place: str | None
    evidence: tuple[str, ...] = ()
    trigger: Span | None = None
    begins_inside: bool = False
    ends_inside: bool = False
    also_told: tuple[EventRow, ...] = ()
    plans: tuple[EventRow, ...] = ()
    became: EventRow | None = None


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A stored sentence, verbatim."""

    document: DocumentRow
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A day that the documents mention: the words that say so, and the sentence they stand in."""

    document: DocumentRow
    dating: Dating
    sentence: Span
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document with the spans to highlight, relative to ``text``."""

    document: DocumentRow
    span: Span
    text: str
    highlights: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Results(Generic[T]):
    """One page of results: ``rows`` of ``total``, the offset of the first.

    Where ``partial``, time ran out before the end, or there are too many to be counted: ``total`` is at least so many.
    """

    rows: tuple[T, ...]
    total: int
    offset: int = 0
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """What stands behind an answer: documents, publishers, and the month of the latest that is published, said or done.

    ``newest`` is None where none of it is dated; plans do not count for it. ``copies`` are
    those of the documents that print what another one of them does. Where ``partial``, there are too many to be
    counted, or time ran out: there are at least so many, and where it ran out none are known.
    """

    documents: int = 0
    publishers: int = 0
    newest: PartialDate | None = None
    copies: int = 0
    partial: bool = False


@dataclass(frozen=True, slots=True)
class CorpusStats:
    """What the archive holds. ``first`` and ``last`` bound every dated event, quote and document.

    ``copies`` are those of the documents that print what another one does. ``publishers`` come with the number of their
    documents. Of the ``undated`` documents, so many, the first by name are in ``without_date``.
    """

    documents: int
    first: PartialDate | None
    last: PartialDate | None
    publishers: tuple[tuple[str, int], ...]
    undated: int
    without_date: tuple[DocumentRow, ...]
    years: tuple[int, ...]
    copies: int = 0


@dataclass(frozen=True, slots=True)
class CorpusCounts:
    """How much was found in the documents of the archive.

    ``said`` are quotes by kind; it or ``events`` is None where they could not be counted in time.
    """

    entities: int
    said: Mapping[QuoteKind, int] | None
    events: int | None

    @property
    def partial(self) -> bool:
        """Whether something could not be counted in time."""
        return self.said is None or self.events is None

    @property
    def quotes(self) -> int | None:
        """How many quotes there are, of all kinds."""
        return None if self.said is None else sum(self.said.values())
