"""/today: what happened on this day in past years."""

from __future__ import annotations

import datetime as dt
from itertools import islice

from bot.cards import Action, Card, CardKind, Reply
from bot.commands import mixture
from bot.commands.command import Invocation
from bot.commands.coverage import coverage_of, coverage_words
from bot.commands.day import day_of
from bot.commands.paging import cut, page_of, turns
from bot.commands.period_units import of_date
from bot.commands.show import CardMaker
from bot.commands.wording import counted, covered, joined
from bot.model.archive import EventRow
from bot.model.dates import PartialDate
from bot.store.corpus import Corpus, Filters

_MONTHS_OFFERED = 3


def today(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer with the events of this day of the year, oldest first, with the years counted."""
    day = day_of(invocation, "/today 16 May")
    named = f"{day.day} {day:%B}"
    rows = [row for row in corpus.on_this_day(day.month, day.day) if _years(row, day) > 0 and not row.planned]
    shown = cut(invocation, rows)
    make = CardMaker()
    if not rows:
        return _nothing(named, day, corpus)
    behind = coverage_of(mixture.documents_of(rows), (row.dating.date for row in rows))
    return Reply(
        heading=joined((f"On {named}", counted(len(rows), "event"), coverage_words(behind))),
        cards=tuple(make.event(row, remark=_ago(row, day, invocation.now.date())) for row in shown.rows),
        actions=turns(invocation, shown.total),
        page=page_of(invocation, shown.total),
    )


def _years(row: EventRow, day: dt.date) -> int:
    return day.year - row.dating.date.year if row.dating.date else 0


def _ago(row: EventRow, day: dt.date, now: dt.date) -> str:
    years = counted(_years(row, day), "year")
    return f"{years} ago" if day <= now else f"{years} on {PartialDate.of(day)}"


def _nothing(named: str, day: dt.date, corpus: Corpus) -> Reply:
    stats = corpus.stats()
    months = [PartialDate(year, day.month) for year in sorted(stats.years, reverse=True) if year <= day.year]
    found = (month for month in months if corpus.events(Filters(period=of_date(month)), 0, 1).total)
    actions = [
        Action("suggestion", str(month), "event", {"what": str(month)}) for month in islice(found, _MONTHS_OFFERED)
    ]
    return Reply(
        heading=f"Nothing in the archive happened on a {named}.",
        cards=(Card(CardKind.INFO, body=covered(stats)),),
        actions=tuple(actions),
    )
