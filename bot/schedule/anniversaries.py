"""Which events are remembered on a day, and the post that tells of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.cards import Action, Reply
from bot.commands.show import CardMaker
from bot.commands.wording import counted, joined
from bot.model.archive import EventRow, Period
from bot.model.dates import Precision
from bot.model.subscriptions import Wish, Years
from bot.schedule.due import is_round, kept_on
from bot.schedule.subject import filters_about
from bot.store.chats.editorial import fingerprint, fingerprints
from bot.store.corpus import Corpus, Filters

CARDS = 5
"""Events in one post: as many as a channel reads and one message holds."""

_OF_ONE_DAY = 500


@dataclass(frozen=True, slots=True)
class Anniversary:
    """An event known to the day, ``years`` whole years before the day it is remembered on."""

    event: EventRow
    years: int


def anniversaries(corpus: Corpus, wish: Wish, day: dt.date, held: frozenset[str]) -> tuple[Anniversary, ...]:
    """What is remembered on ``day``, most important first.

    Only what has happened (no plans), is known to the day, lies in an earlier year, is what the wish is about, and is
    not on the editorial list (``held``, fingerprints). The same words in several documents count once.
    """
    rows = [row for month_day in kept_on(day, wish.leap_day) for row in corpus.on_this_day(*month_day)]
    found: dict[str, Anniversary] = {}
    for row in _about(corpus, wish, rows):
        date = row.dating.date
        if date is None or row.dating.precision is not Precision.DAY or row.planned:
            continue
        years = day.year - date.year
        if years > 0 and (wish.years is Years.ALL or is_round(years)) and held.isdisjoint(fingerprints(row)):
            found.setdefault(fingerprint(row), Anniversary(row, years))
    return tuple(sorted(found.values(), key=_importance))


def anniversary_post(found: Sequence[Anniversary], wish: Wish, day: dt.date) -> Reply:
    """The post: one card an event, in the order given, and where the rest can be read."""
    make, named = CardMaker(), f"{day.day} {day:%B}"
    left_out = len(found) - CARDS
    return Reply(
        heading=joined((f"On this day, {named}", str(wish.about), counted(len(found), "event"))),
        cards=tuple(make.event(one.event, remark=years_ago(one.years)) for one in found[:CARDS]),
        note=f"and {counted(left_out, 'further event')}" if left_out > 0 else "",
        actions=(Action("suggestion", f"All of {named}", "today", {"day": named}),) if left_out > 0 else (),
    )


def years_ago(years: int) -> str:
    """Say ``10 years ago``."""
    return f"{counted(years, 'year')} ago"


def _importance(one: Anniversary) -> tuple[int, int, int, int]:
    """Rounder years first; then what several took part in, what its document tells earlier (news begins with what
    matters most), and what is newer.
    """
    years = one.years
    roundness = 3 if years % 25 == 0 else 2 if years % 10 == 0 else 1 if is_round(years) else 0
    return -roundness, -min(len(one.event.participants), 2), one.event.span.start, years


def _about(corpus: Corpus, wish: Wish, rows: Sequence[EventRow]) -> Iterable[EventRow]:
    """Those of ``rows`` that the wish is about, asked of the archive so that stems and other names match."""
    filters = filters_about(corpus, wish.about)
    if filters is None:
        return []
    if filters == Filters():
        return rows
    days = {row.dating.date.first for row in rows if row.dating.date}
    wanted = {
        row.id
        for day in days
        for row in corpus.events(replace(filters, period=Period(day, day, str(day))), 0, _OF_ONE_DAY).rows
    }
    return [row for row in rows if row.id in wanted]
