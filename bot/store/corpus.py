"""The questions that commands ask of the archive. This docstring-and-signature form is the contract; the rest follows."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.archive import (
    CorpusStats,
    DocumentRow,
    EntityMatch,
    EntityRow,
    EventRow,
    MentionRow,
    Paragraph,
    Period,
    QuoteRow,
    Results,
    SentenceRow,
)
from bot.model.quotes import QuoteKind


@dataclass(frozen=True, slots=True)
class Filters:
    """What a question is limited to; every part left out does not limit.

    ``words`` must all occur (stems match), ``phrases`` occur as they are, ``without`` occur nowhere. ``entity`` is an
    entity id: the speaker of a quote, a participant of an event, somebody named in a sentence.
    """

    entity: int | None = None
    period: Period | None = None
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    kind: QuoteKind | None = None
    publisher: str | None = None
    place: str | None = None


class Corpus:
    """Read access to one archive. Safe to call from several threads. Raises StoreError where the database fails."""

    def find_entities(self, typed: str, limit: int = 5) -> tuple[EntityMatch, ...]:
        """Say whom ``typed`` may mean, best first: exact, alias, surname, transliteration, then spelling."""
        raise NotImplementedError

    def nearest_names(self, typed: str, limit: int = 3) -> tuple[str, ...]:
        """Names that look or sound most like ``typed``, for an answer that found nobody."""
        raise NotImplementedError

    def entity(self, entity_id: int) -> EntityRow:
        """One entity, with its counts."""
        raise NotImplementedError

    def quotes(self, filters: Filters, offset: int = 0, limit: int = 5) -> Results[QuoteRow]:
        """Quotes, newest first (undated last), identical words of several documents once with all their sources."""
        raise NotImplementedError

    def quote(self, quote_id: int) -> QuoteRow | None:
        """One quote."""
        raise NotImplementedError

    def events(self, filters: Filters, offset: int = 0, limit: int = 5) -> Results[EventRow]:
        """Events, newest first (undated last); ``words`` are looked for in the event's sentence."""
        raise NotImplementedError

    def event(self, event_id: int) -> EventRow | None:
        """One event."""
        raise NotImplementedError

    def on_this_day(self, month: int, day: int) -> tuple[EventRow, ...]:
        """Events known to the day that fell on this day of any year, oldest first."""
        raise NotImplementedError

    def mentions(self, filters: Filters, offset: int = 0, limit: int = 5) -> Results[MentionRow]:
        """Dated time expressions whose date lies within the period, or whose sentence has the words."""
        raise NotImplementedError

    def sentences(self, filters: Filters, offset: int = 0, limit: int = 5) -> Results[SentenceRow]:
        """Sentences with the words, newest document first."""
        raise NotImplementedError

    def paragraph(self, document_id: int, start: int, end: int) -> Paragraph:
        """The paragraph or paragraphs around a span, with the span to highlight."""
        raise NotImplementedError

    def document(self, document_id: int) -> DocumentRow | None:
        """One document."""
        raise NotImplementedError

    def text(self, document_id: int) -> str:
        """A document's whole text, as stored."""
        raise NotImplementedError

    def find_documents(self, typed: str, limit: int = 5) -> tuple[DocumentRow, ...]:
        """Documents whose name, title, number or publisher ``typed`` may mean, best first."""
        raise NotImplementedError

    def documents(self, filters: Filters, offset: int = 0, limit: int = 10) -> Results[DocumentRow]:
        """Documents, newest first, undated last."""
        raise NotImplementedError

    def speakers(self, prefix: str = "", limit: int = 25) -> tuple[EntityRow, ...]:
        """Entities that say something, by how much they say; for autocomplete."""
        raise NotImplementedError

    def stats(self) -> CorpusStats:
        """What is in the archive."""
        raise NotImplementedError
