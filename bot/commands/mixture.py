"""Quotes, events, dates and sentences in one list: nothing twice, in the order in which a reader wants them."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cards import Card
from bot.commands.show import CardMaker
from bot.commands.spoken import Spoken
from bot.model import QuoteKind, Span
from bot.model.archive import DocumentRow, EventRow, MentionRow, SentenceRow

Row = Spoken | EventRow | MentionRow | SentenceRow

WINDOW = 60
"""Rows of each sort that are looked at: more than a reader pages through, few enough to be read at once."""


def merged(*sorts: Iterable[Row]) -> tuple[Row, ...]:
    """Put several sorts of rows behind one another, leaving out what an earlier row shows already.

    A sentence or date is left out where anything of its sentence is shown; an event where a sentence shown whole holds
    it; words that are no direct quote where an event's own text holds them. A direct quote is never left out.
    """
    rows: list[Row] = []
    for sort in sorts:
        for row in sort:
            if not any(_shows(shown, row) for shown in rows):
                rows.append(row)
    return tuple(rows)


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


def quotes_of(rows: Iterable[Row]) -> int:
    """Count the quotes among rows, those within another's sentence too."""
    return sum(1 + len(row.within) for row in rows if isinstance(row, Spoken))


def _shows(shown: Row, row: Row) -> bool:
    """Tell whether a reader who has seen ``shown`` has seen ``row``."""
    if document_of(shown).id != document_of(row).id:
        return _shows_elsewhere(shown, row)
    match row:
        case Spoken():
            direct = row.row.kind is QuoteKind.DIRECT
            return isinstance(shown, EventRow) and not direct and shown.span.contains(_words(row))
        case EventRow():
            return isinstance(shown, Spoken) and _visible(shown).contains(row.span)
        case MentionRow() | SentenceRow():
            repeated = isinstance(shown, MentionRow | SentenceRow) and shown.text == row.text
            return repeated or _sentence(shown).overlaps(_sentence(row))


def _shows_elsewhere(shown: Row, row: Row) -> bool:
    """Tell whether a sentence prints a quote that is shown from another document; offsets there are not known."""
    if not isinstance(shown, Spoken) or not isinstance(row, MentionRow | SentenceRow):
        return False
    copies = {document.id for document in shown.row.also_in}
    return row.document.id in copies and shown.row.parts[0] in row.text


def _words(row: Spoken) -> Span:
    return Span(row.row.spans[0].start, row.row.spans[-1].end)


def _visible(row: Spoken) -> Span:
    return row.row.sentence if row.row.kind is QuoteKind.MIXED else _words(row)


def _sentence(row: Row) -> Span:
    match row:
        case Spoken():
            return row.row.sentence
        case MentionRow():
            return row.sentence
        case _:
            return row.span
