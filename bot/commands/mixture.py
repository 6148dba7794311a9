"""Quotes, events, dates and sentences in one list: nothing twice, in the order in which a reader wants them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.cards import Card
from bot.commands.show import CardMaker
from bot.commands.spoken import Spoken
from bot.model import Span
from bot.model.archive import DocumentRow, EventRow, MentionRow, SentenceRow

Row = Spoken | EventRow | MentionRow | SentenceRow

WINDOW = 60
"""Rows of each sort that are looked at: more than a reader pages through, few enough to be read at once."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of a document, or, with ``words``, any sentence of it that has them."""

    document: int
    span: Span
    words: str = ""

    def shows(self, row: Row) -> bool:
        own = _stretch(row)
        if own.document != self.document:
            return False
        if self.words:
            return isinstance(row, MentionRow | SentenceRow) and self.words in row.text
        return own.span.overlaps(self.span)


def merged(*sorts: Iterable[Row]) -> tuple[Row, ...]:
    """Put several sorts of rows behind one another, leaving out what an earlier sort has shown already.

    A row is left out where its words overlap a stretch that a row of an earlier sort shows. Rows of one sort are all
    kept, except for two dates or sentences in one stretch.
    """
    rows: list[Row] = []
    shown: list[_Stretch] = []
    for sort in sorts:
        fresh = [row for row in sort if not any(stretch.shows(row) for stretch in shown)]
        shown += [stretch for row in fresh for stretch in (_stretch(row), *_elsewhere(row))]
        rows += _once(fresh)
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


def _stretch(row: Row) -> _Stretch:
    match row:
        case Spoken():
            return _Stretch(row.row.document.id, row.row.sentence)
        case MentionRow():
            return _Stretch(row.document.id, row.sentence)
        case _:
            return _Stretch(row.document.id, row.span)


def _elsewhere(row: Row) -> tuple[_Stretch, ...]:
    """Where further documents print the words of a quote; their offsets there are not known, their words are."""
    if not isinstance(row, Spoken):
        return ()
    return tuple(_Stretch(document.id, Span(0, 0), row.row.parts[0]) for document in row.row.also_in)


def _once(rows: Iterable[Row]) -> list[Row]:
    seen: set[_Stretch] = set()
    kept: list[Row] = []
    for row in rows:
        own = _stretch(row)
        if isinstance(row, MentionRow | SentenceRow) and own in seen:
            continue
        seen.add(own)
        kept.append(row)
    return kept
