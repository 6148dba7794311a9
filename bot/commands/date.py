"""/date: what happened and was said on a day; or on which days something happened, with the words that say so."""

from __future__ import annotations

from bot.cards import Reply
from bot.commands import mixture
from bot.commands.command import Invocation
from bot.commands.nothing import nothing
from bot.commands.paging import cut, page_of, turns
from bot.commands.show import CardMaker
from bot.commands.spoken import Spoken, spoken
from bot.commands.understanding import Understanding
from bot.commands.wording import behind, counted, date_range, joined
from bot.model.archive import EventRow, MentionRow
from bot.store.corpus import Corpus, Filters


def date(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer a day with what belongs to it, and words with the days that belong to them."""
    asked = Understanding(invocation, corpus)
    asked.read_free(invocation.text("what"))
    for reading in asked.readings():
        rows = _rows(corpus, reading.filters)
        if rows:
            break
    else:
        return nothing(asked, "date", lambda filters: len(_rows(corpus, filters)), Understanding.as_free)
    shown = cut(invocation, rows)
    make = CardMaker()
    return Reply(
        heading=joined((*reading.subject, _counts(rows), _days(reading, rows), behind(map(mixture.document_of, rows)))),
        cards=tuple(mixture.card(make, row) for row in shown.rows),
        note=reading.note,
        actions=(*turns(invocation, shown.total), *asked.namesakes("what")),
        page=page_of(invocation, shown.total),
    )


def _rows(corpus: Corpus, filters: Filters) -> tuple[mixture.Row, ...]:
    """Return events, then (for a time alone or with a person) quotes, then sentences that name such a day."""
    events = corpus.events(filters, 0, mixture.WINDOW).rows
    quotes = spoken(corpus.quotes(filters, 0, mixture.WINDOW).rows) if filters.period else ()
    mentions = corpus.mentions(filters, 0, mixture.WINDOW).rows
    rows = mixture.merged(events, quotes, mentions)
    return tuple(row for row in rows if _is_dated(row))


def _is_dated(row: mixture.Row) -> bool:
    match row:
        case EventRow() | MentionRow():
            return row.dating.date is not None
        case Spoken():
            return row.row.said_on.date is not None
        case _:
            return False


def _days(asked: Understanding, rows: tuple[mixture.Row, ...]) -> str:
    if asked.period:
        return ""
    dates = sorted(row.dating.date for row in rows if isinstance(row, EventRow | MentionRow) and row.dating.date)
    return date_range(dates[0], dates[-1]) if dates else ""


def _counts(rows: tuple[mixture.Row, ...]) -> str:
    sorts = (
        (sum(isinstance(row, EventRow) for row in rows), "event"),
        (mixture.quotes_of(rows), "quote"),
        (sum(isinstance(row, MentionRow) for row in rows), "mention"),
    )
    return ", ".join(counted(number, noun) for number, noun in sorts if number)
