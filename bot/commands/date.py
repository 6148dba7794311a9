"""/date: what happened and was said on a day; or on which days something happened, with the words that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import Reply
from bot.commands import mixture
from bot.commands.command import Invocation
from bot.commands.coverage import coverage_words
from bot.commands.mixture import Mixture, Sort
from bot.commands.nothing import nothing
from bot.commands.paging import cut, page_of, turns
from bot.commands.show import CardMaker
from bot.commands.spoken import spoken
from bot.commands.understanding import Understanding
from bot.commands.wording import date_range, joined
from bot.model import Span
from bot.model.archive import EventRow, MentionRow, Results
from bot.store.corpus import Corpus, Filters


def date(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer a day with what belongs to it, and words with the days that belong to them."""
    asked = Understanding(invocation, corpus)
    asked.read_free(invocation.text("what"))
    for reading in asked.readings():
        found = _found(corpus, reading.filters)
        if found.rows:
            break
    else:
        return nothing(asked, "date", lambda filters: len(_found(corpus, filters).rows), Understanding.as_free)
    shown = cut(invocation, found.rows)
    make = CardMaker((*reading.query.words, *reading.query.phrases))
    return Reply(
        heading=joined(
            (*reading.subject, found.counts, _days(reading, found), _behind(corpus, reading.filters, found))
        ),
        cards=tuple(mixture.card(make, row) for row in shown.rows),
        note=joined((reading.note, mixture.CAPPED if found.capped else ""), "\n"),
        actions=(*turns(invocation, shown.total), *asked.namesakes("what")),
        page=page_of(invocation, shown.total),
    )


def _found(corpus: Corpus, filters: Filters) -> Mixture:
    """Return dated events, then (where a time is asked for) quotes, then sentences that name such a day."""
    events = corpus.events(filters, 0, mixture.WINDOW)
    quotes = corpus.quotes(filters, 0, mixture.WINDOW) if filters.period else Results((), 0)
    mentions = corpus.mentions(filters, 0, mixture.WINDOW)
    return mixture.mixed(
        Sort("event", [row for row in events.rows if row.dating.date], events.total, events.partial),
        Sort("quote", spoken(row for row in quotes.rows if row.said_on.date), quotes.total, quotes.partial),
        Sort("mention", _nearest(mentions.rows, (*filters.words, *filters.phrases)), mentions.total, mentions.partial),
    )


def _nearest(rows: Sequence[MentionRow], sought: Sequence[str]) -> list[MentionRow]:
    """Of the days that one sentence names, leave the one that stands nearest to the words ``sought``."""
    chosen: dict[tuple[int, Span], MentionRow] = {}
    for row in rows:
        key = row.document.id, row.sentence
        if key not in chosen or _distance(row, sought) < _distance(chosen[key], sought):
            chosen[key] = row
    return list(chosen.values()) if sought else list(rows)


def _distance(row: MentionRow, sought: Sequence[str]) -> int:
    """Characters between the words that name the day and the farthest of those sought; 0 where none is found."""
    day, text = (row.dating.derivation.start or row.sentence.start) - row.sentence.start, row.text.casefold()
    return max((abs(day - at) for word in sought if (at := text.find(word.casefold())) >= 0), default=0)


def _behind(corpus: Corpus, filters: Filters, found: Mixture) -> str:
    """Say what stands behind the answer; where not all rows are known, all events and quotes are asked for."""
    return found.behind or coverage_words(
        replace(corpus.coverage(filters, quotes=filters.period is not None), partial=True)
    )


def _days(asked: Understanding, found: Mixture) -> str:
    """Say from when to when the days run that words were found on."""
    if asked.period or found.capped:
        return ""
    dates = sorted(row.dating.date for row in found.rows if isinstance(row, EventRow | MentionRow) and row.dating.date)
    return date_range(dates[0], dates[-1]) if dates else ""
