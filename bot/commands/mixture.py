"""Quotes, events, dates and sentences in one list: nothing twice, in the order in which a reader wants them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.cards import Card
from bot.commands.coverage import coverage_of, coverage_words
from bot.commands.excerpt import shown_length
from bot.commands.show import CardMaker
from bot.commands.spoken import Spoken
from bot.commands.wording import counted, joined
from bot.model import QuoteKind, Span
from bot.model.archive import DocumentRow, EventRow, MentionRow, SentenceRow
from bot.model.dates import PartialDate

Row = Spoken | EventRow | MentionRow | SentenceRow

WINDOW = 60
"""Rows of each sort that are looked at: more than a reader pages through, few enough to be read at once."""


CAPPED = f"Only the newest {WINDOW} of each sort are looked at: narrow the question for older ones."
"""What is to be said where there is more than that."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of rows for a mixture: what one is called, those that are looked at, how many there are in all."""

    noun: str
    rows: Sequence[Row]
    total: int
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Mixture:
    """Rows of several sorts, how many there are of each in words, and whether older ones were left out."""

    rows: tuple[Row, ...] = ()
    counts: str = ""
    capped: bool = False

    @property
    def behind(self) -> str:
        """What stands behind the rows; empty where not all rows are known."""
        return "" if self.capped else coverage_words(coverage_of(documents_of(self.rows), map(_date, self.rows)))


def mixed(*sorts: Sort) -> Mixture:
    """Put sorts behind one another as `merged` does, and count them: what is left out is counted where it is shown."""
    rows = merged(*(sort.rows for sort in sorts))
    left = {id(row) for row in rows}
    counts = joined((_counted(sort, left) for sort in sorts), ", ")
    return Mixture(rows, counts, any(sort.total > WINDOW or sort.partial for sort in sorts))


def _counted(sort: Sort, left: Container[int]) -> str:
    """Say how many there are of a sort, or at least; ``left`` are the ids of rows that are not shown by another."""
    number = sort.total if sort.total > WINDOW else sum(_weight(row) for row in sort.rows if id(row) in left)
    return f"{'at least ' if sort.partial else ''}{counted(number, sort.noun)}" if number else ""


def merged(*sorts: Iterable[Row]) -> tuple[Row, ...]:
    """Put several sorts of rows behind one another, leaving out what an earlier row shows already.

    A sentence or date is left out where anything of its sentence is shown; an event where a sentence shown whole holds
    it; words that are no direct quote where an event's own text holds them, and a paraphrase even where that event
    comes later: it tells the date too. A direct quote is never left out.
    """
    rows = [row for sort in sorts for row in sort]
    left: list[Row] = []
    earlier, events = _Neighbours(), _Neighbours(row for row in rows if isinstance(row, EventRow))
    for row in rows:
        paraphrase = isinstance(row, Spoken) and row.row.kind is QuoteKind.INDIRECT
        near = chain(earlier.of(row), events.of(row) if paraphrase else ())
        if not any(_shows(shown, row) for shown in near):
            left.append(row)
            earlier.add(row)
    return tuple(left)


def card(make: CardMaker, row: Row) -> Card:
    """Return the card of any row."""
    match row:
        case Spoken():
            return make.quote(row)
        case EventRow():
            return make.event(row)
        case MentionRow():
            return make.mention(row)
        case SentenceRow():
            return make.sentence(row)


def document_of(row: Row) -> DocumentRow:
    """Return the document that a row stands in."""
    return row.row.document if isinstance(row, Spoken) else row.document


def documents_of(rows: Iterable[Row]) -> Iterator[DocumentRow]:
    """Return the documents that rows stand in, those that tell or print the same among them; some twice."""
    for row in rows:
        yield document_of(row)
        if isinstance(row, Spoken):
            yield from row.row.also_in
        elif isinstance(row, EventRow):
            yield from (other.document for other in row.also_told)


class _Neighbours:
    """Rows by the documents that print them and by their stories: no others can show what a row shows."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._by_document: dict[int, list[Row]] = defaultdict(list)
        self._by_story: dict[int, list[Row]] = defaultdict(list)
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> None:
        """Enter a row."""
        own = document_of(row)
        for document in (own, *(row.row.also_in if isinstance(row, Spoken) else ())):
            self._by_document[document.id].append(row)
        if own.story is not None:
            self._by_story[own.story].append(row)

    def of(self, row: Row) -> Iterator[Row]:
        """Those of the document or the story of ``row``; some twice."""
        document = document_of(row)
        yield from self._by_document.get(document.id, ())
        if document.story is not None:
            yield from self._by_story.get(document.story, ())


def _date(row: Row) -> PartialDate | None:
    """When something was said or done; a plan and a day that is only mentioned are neither."""
    if isinstance(row, Spoken):
        return row.row.said_on.date
    return row.dating.date if isinstance(row, EventRow) and not row.planned else None


def _weight(row: Row) -> int:
    """Count a row; a quote that is shown with others in one sentence counts as all of them."""
    return 1 + len(row.within) if isinstance(row, Spoken) else 1


def _shows(shown: Row, row: Row) -> bool:
    """Tell whether a reader who has seen ``shown`` has seen ``row``."""
    if document_of(shown).id != document_of(row).id:
        return _shows_elsewhere(shown, row)
    match row:
        case Spoken():
            direct = row.row.kind is QuoteKind.DIRECT
            return isinstance(shown, EventRow) and not direct and _beginning(shown).contains(_words(row))
        case EventRow():
            return isinstance(shown, Spoken) and _visible(shown).contains(row.span)
        case MentionRow() | SentenceRow():
            repeated = isinstance(shown, MentionRow | SentenceRow) and shown.text == row.text
            return repeated or _sentence(shown).overlaps(_sentence(row))


def _shows_elsewhere(shown: Row, row: Row) -> bool:
    """Tell whether a sentence prints what is shown from another document; offsets there are not known."""
    if not isinstance(row, MentionRow | SentenceRow):
        return False
    if isinstance(shown, Spoken):
        copies = {document.id for document in shown.row.also_in}
        return row.document.id in copies and shown.row.parts[0] in row.text
    story = document_of(shown).story
    return story is not None and story == row.document.story and row.text in shown.text


def _beginning(row: EventRow) -> Span:
    """What a card surely shows of an event's text."""
    return Span(row.span.start, row.span.start + shown_length(row.text))


def _words(row: Spoken) -> Span:
    return Span(row.row.spans[0].start, row.row.spans[-1].end)


def _visible(row: Spoken) -> Span:
    return row.row.sentence if row.shown_whole else _words(row)


def _sentence(row: Row) -> Span:
    match row:
        case Spoken():
            return row.row.sentence
        case MentionRow():
            return row.sentence
        case _:
            return row.span
