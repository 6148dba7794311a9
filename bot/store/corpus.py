"""The questions that commands ask of the archive: one facade over the modules that answer them."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic

from sqlalchemy import Connection, select

from bot.errors import StoreError
from bot.model.archive import (
    CorpusCounts,
    CorpusStats,
    Coverage,
    DocumentRow,
    EntityMatch,
    EntityRow,
    EventRow,
    MentionRow,
    Paragraph,
    QuoteRow,
    Results,
    SentenceRow,
    SpeakerRow,
)
from bot.model.editions import Corrections, Edition, ServedQuote
from bot.store.asking import coverage, documents, events, likely_words, overview, passages, people, quotes, titles
from bot.store.asking.filters import Filters
from bot.store.asking.names import NameIndex
from bot.store.asking.together import listed_together
from bot.store.engine.database import Database
from bot.store.engine.prepared import Prepared
from bot.store.tables.schema import archive_state
from bot.store.writing import editions

__all__ = ["Corpus", "Filters", "open_corpus"]


# While a large archive is written to, every document changes it. Its names are then not read again for each question,
# but when they have been of use for so many times as long as reading them took, at the latest after so many seconds.
SMALL = 0.2
"""Names that are read in fewer seconds than this are always those of the moment."""
WORTH, OLDEST = 20, 10.0
_REVISION = Prepared(select(archive_state.c.value).where(archive_state.c.key == "revision"))


class _Memory:
    """What is kept of one state of the archive."""

    def __init__(self, revision: int, connection: Connection) -> None:
        start = monotonic()
        self.revision = revision
        with _uncollected():
            known = people.load_names(connection)
            self.names = NameIndex(known)
            self.together = listed_together(known)
        self.entities: dict[int, EntityRow] = {}
        self.stats: CorpusStats | None = None
        self.counts: CorpusCounts | None = None
        now = monotonic()
        took = now - start
        self._good_until = now + min(WORTH * took, OLDEST) if took > SMALL else now

    def speaker(self, entity_id: int) -> SpeakerRow:
        """Somebody who says something, with what is listed as theirs."""
        ids = (entity_id, *self.together.get(entity_id, ()))
        return SpeakerRow(entity_id, self.names[entity_id].name, sum(self.names[id_].weight for id_ in ids))

    def serves(self, revision: int) -> bool:
        """Whether this is the archive's state, or near enough to it."""
        return self.revision == revision or monotonic() < self._good_until


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for garbage: among a hundred thousand objects that are all to stay it takes long."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class Corpus:
    """Read access to one archive. Safe to call from several threads. Raises StoreError where the database fails.

    What is served is compared with the stored text first; what no longer matches is logged and left out.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._memory: _Memory | None = None
        self._loading = threading.Lock()

    @property
    def database(self) -> Database:
        """Where the archive is, for what is kept beside it (settings of servers)."""
        return self._database

    def find_entities(self, typed: str, limit: int = 5, *, guess: bool = True) -> tuple[EntityMatch, ...]:
        """Say whom ``typed`` may mean, best first: exact, alias, surname, transliteration, part, spelling.

        Without ``guess`` spelling is left out: it compares all names, too slow for every run of words in a question.
        """
        with self._database.read() as connection:
            memory = self._remembered(connection)
            found = memory.names.find(typed, 2 * limit, guess=guess)
            listed = {other for id_, _ in found for other in memory.together.get(id_, ())}
            found = tuple(one for one in found if one[0] not in listed)[:limit]
            rows = self._entities(connection, memory, [id_ for id_, _ in found])
        return tuple(EntityMatch(row, typed, how) for row, (_, how) in zip(rows, found, strict=True))

    def nearest_names(self, typed: str, limit: int = 3) -> tuple[str, ...]:
        """Names that look or sound most like ``typed``, for an answer that found nobody."""
        with self._database.read() as connection:
            return self._remembered(connection).names.nearest(typed, limit)

    def likely_word(self, typed: str) -> str | None:
        """The word of the newest sentences that may be meant by one that is in none; None where none is like it."""
        with self._database.read() as connection:
            return likely_words.likely_word(connection, typed)

    def described_as(self, words: str, limit: int = 3) -> tuple[str, ...]:
        """Names of those whom documents describe by ``words``, as in "mayor"."""
        with self._database.read() as connection:
            return people.described_as(connection, words, limit)

    def entity(self, entity_id: int) -> EntityRow:
        """One entity, with its counts. Raises StoreError where there is none of this id (any more)."""
        with self._database.read() as connection:
            rows = self._entities(connection, self._remembered(connection), [entity_id])
        if not rows:
            raise StoreError(f"There is no person or organisation {entity_id} in the archive any more.")
        return rows[0]

    def quotes(self, filters: Filters, offset: int = 0, limit: int = 5) -> Results[QuoteRow]:
        """Quotes, newest first (undated last), identical words of several documents once with all their sources."""
        with self._database.read() as connection:
            results = quotes.list_quotes(connection, self._with_others(connection, filters), offset, limit)
            if not results.partial or filters != Filters(entity=filters.entity):
                return results
            # How much somebody says in all is known without counting it here.
            for known in self._entities(connection, self._remembered(connection), [filters.entity or 0]):
                said = known.direct + known.mixed + known.indirect
                results = replace(results, total=max(results.total, said), partial=said < results.total)
            return results

    def quote(self, quote_id: int) -> QuoteRow | None:
        """One quote."""
        with self._database.read() as connection:
            return quotes.one_quote(connection, quote_id)

    def events(self, filters: Filters, offset: int = 0, limit: int = 5) -> Results[EventRow]:
        """Events, newest first (undated last); ``words`` are looked for in the event's sentence."""
        with self._database.read() as connection:
            return events.list_events(connection, filters, offset, limit)

    def event(self, event_id: int) -> EventRow | None:
        """One event."""
        with self._database.read() as connection:
            return events.one_event(connection, event_id)

    def coverage(self, filters: Filters, *, events: bool = True, quotes: bool = True) -> Coverage:
        """How many documents and publishers stand behind all events and quotes of these filters, and the newest."""
        with self._database.read() as connection:
            asked = self._with_others(connection, filters)
            return coverage.coverage(connection, asked, events=events, quotes=quotes)

    def on_this_day(self, month: int, day: int) -> tuple[EventRow, ...]:
        """Events known to the day that fell on this day of any year, oldest first."""
        with self._database.read() as connection:
            return events.events_on_this_day(connection, month, day)

    def mentions(self, filters: Filters, offset: int = 0, limit: int = 5) -> Results[MentionRow]:
        """Dated time expressions whose date lies within the period, or whose sentence has the words."""
        with self._database.read() as connection:
            return passages.list_mentions(connection, filters, offset, limit)

    def sentences(self, filters: Filters, offset: int = 0, limit: int = 5) -> Results[SentenceRow]:
        """Sentences with the words, newest document first."""
        with self._database.read() as connection:
            return passages.list_sentences(connection, filters, offset, limit)

    def paragraph(self, document_id: int, start: int, end: int) -> Paragraph:
        """The paragraph or paragraphs around a span, with the span to highlight."""
        with self._database.read() as connection:
            return documents.paragraph_around(connection, document_id, start, end)

    def document(self, document_id: int) -> DocumentRow | None:
        """One document."""
        with self._database.read() as connection:
            return documents.one_document(connection, document_id)

    def current_document(self, document_id: int, name: str) -> DocumentRow | None:
        """The document with this number; where it has gone, the one that has come back under its name."""
        with self._database.read() as connection:
            return documents.one_document(connection, document_id) or documents.one_named(connection, name)

    def document_quotes(self, document_id: int) -> tuple[QuoteRow, ...]:
        """All quotes of a document, in order of the text."""
        with self._database.read() as connection:
            return quotes.quotes_of(connection, document_id)

    def document_events(self, document_id: int) -> tuple[EventRow, ...]:
        """All events of a document, in order of the text, those not worth listing among them."""
        with self._database.read() as connection:
            return events.events_of(connection, document_id)

    def corrections(self, row: DocumentRow) -> Corrections:
        """How often a document was corrected, and what the last correction changed."""
        with self._database.read() as connection:
            return editions.corrections_of(connection, row.name)

    def text(self, document_id: int) -> str:
        """A document's whole text, as stored."""
        with self._database.read() as connection:
            return documents.text_of(connection, document_id)

    def find_documents(self, typed: str, limit: int = 5) -> Results[DocumentRow]:
        """Documents whose name, title, number or publisher ``typed`` may mean, best first."""
        with self._database.read() as connection:
            return titles.find_documents(connection, typed, limit)

    def documents(self, filters: Filters, offset: int = 0, limit: int = 10) -> Results[DocumentRow]:
        """Documents, newest first, undated last."""
        with self._database.read() as connection:
            return documents.list_documents(connection, filters, offset, limit)

    def speakers(self, prefix: str = "", limit: int = 25) -> tuple[SpeakerRow, ...]:
        """Entities that say something, by how much they say; for autocomplete."""
        with self._database.read() as connection:
            memory = self._remembered(connection)
        return tuple(memory.speaker(id_) for id_ in memory.names.starting(prefix, limit))

    def stats(self) -> CorpusStats:
        """What is in the archive, from when to when and from whom."""
        with self._database.read() as connection:
            memory = self._remembered(connection)
            if memory.stats is None:
                memory.stats = overview.corpus_stats(connection)
            return memory.stats

    def counts(self) -> CorpusCounts:
        """How many quotes, events and names are in the archive; where that takes too long, not all of it."""
        with self._database.read() as connection:
            memory = self._remembered(connection)
            counts = memory.counts or overview.corpus_counts(connection)
            if not counts.partial:
                memory.counts = counts
            return counts

    def all_documents(self) -> Iterator[DocumentRow]:
        """Every document, with its summary, in the order of their ids."""
        with self._database.read() as connection:
            yield from documents.every_document(connection)

    def all_quotes(self) -> Iterator[QuoteRow]:
        """Every quote, identical ones each, in the order of their ids: what is exported."""
        with self._database.read() as connection:
            yield from quotes.every_quote(connection)

    def all_events(self) -> Iterator[EventRow]:
        """Every event, those not worth listing among them, in the order of their ids."""
        with self._database.read() as connection:
            yield from events.every_event(connection)

    def all_editions(self) -> Iterator[tuple[Edition, tuple[ServedQuote, ...]]]:
        """Every former version of a document with its quotes, in the order of their ids."""
        with self._database.read() as connection:
            yield from editions.every_edition(connection)

    def _remembered(self, connection: Connection) -> _Memory:
        """What is kept in memory of the state that ``connection`` sees, read again where the archive has changed."""
        revision = _REVISION.rows(connection)[0].value
        memory = self._memory
        if memory is None or not memory.serves(revision):
            with self._loading:
                memory = self._memory
                if memory is None or not memory.serves(revision):
                    memory = _Memory(revision, connection)
                    self._memory = memory
        return memory

    def _with_others(self, connection: Connection, filters: Filters) -> Filters:
        """The filters with those whose quotes are listed with the speaker's."""
        if filters.entity is None:
            return filters
        also = self._remembered(connection).together.get(filters.entity, ())
        return replace(filters, also=also) if also else filters

    def _entities(self, connection: Connection, memory: _Memory, ids: Sequence[int]) -> tuple[EntityRow, ...]:
        missing = [id_ for id_ in ids if id_ not in memory.entities]
        if missing:
            memory.entities.update(people.entity_rows(connection, missing, memory.together))
        return tuple(memory.entities[id_] for id_ in ids if id_ in memory.entities)


def open_corpus(database: Database) -> Corpus:
    """The questions that can be asked of an open database. Closing is the database's own matter."""
    return Corpus(database)
