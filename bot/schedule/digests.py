"""Daily and weekly briefings: what the archive has dated to the days just gone, and what is planned for those ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.cards import Action, Reply
from bot.commands.period_units import of_days
from bot.commands.show import CardMaker
from bot.commands.spoken import spoken
from bot.commands.wording import counted, joined
from bot.model.archive import EventRow
from bot.model.dates import Precision
from bot.model.subscriptions import PostKind, Wish
from bot.schedule.subject import filters_about
from bot.store.corpus import Corpus

_EVENTS, _PLANS, _QUOTES, _DOCUMENTS = 3, 2, 3, 2
_READ = 200
_DAY = dt.timedelta(days=1)


def days_back(wish: Wish, day: dt.date) -> int:
    """Days since the post before, by the weekdays wished for: Monday's of a Monday-to-Friday briefing covers three."""
    return next(count for count in range(1, 8) if (day - count * _DAY).weekday() in wish.weekdays)


def days_ahead(wish: Wish, day: dt.date) -> int:
    """Days until the next post."""
    return next(count for count in range(1, 8) if (day + count * _DAY).weekday() in wish.weekdays)


def digest(corpus: Corpus, wish: Wish, day: dt.date) -> Reply | None:
    """The briefing of ``day``; None where the archive has nothing dated to these days."""
    gone = of_days(day - days_back(wish, day) * _DAY, day - _DAY)
    ahead = of_days(day, day + (days_ahead(wish, day) - 1) * _DAY)
    then, soon = filters_about(corpus, wish.about, gone), filters_about(corpus, wish.about, ahead)
    if then is None or soon is None:
        return None
    happened = [row for row in _dated(corpus.events(then, 0, _READ).rows) if not row.planned]
    planned = [row for row in _dated(corpus.events(soon, 0, _READ).rows) if row.planned]
    quotes, documents = corpus.quotes(then, 0, _QUOTES), corpus.documents(then, 0, _DOCUMENTS)
    if not (happened or planned or quotes.total or documents.total):
        return None
    make = CardMaker()
    counts = (
        (len(planned), "plan"),
        (len(happened), "event"),
        (quotes.total, "quote"),
        (documents.total, "document"),
    )
    return Reply(
        heading=joined((digest_name(wish, day), *(counted(number, noun) for number, noun in counts if number))),
        cards=(
            *(make.event(row) for row in planned[:_PLANS]),
            *(make.event(row) for row in happened[:_EVENTS]),
            *(make.quote(said) for said in spoken(quotes.rows)),
            *(make.document_line(row) for row in documents.rows),
        ),
        note=f"What the archive dates to {gone.words}" + (f", and plans for {ahead.words}." if planned else "."),
        actions=(Action("suggestion", f"All of {gone.words}"[:40], "brief", {"what": gone.words}),),
    )


def digest_name(wish: Wish, day: dt.date) -> str:
    """Say ``Daily briefing, Thursday 16 May 2024 · Brandt``."""
    name = "Weekly briefing" if wish.kind is PostKind.WEEKLY else "Daily briefing"
    return joined((f"{name}, {day:%A} {day.day} {day:%B %Y}", str(wish.about)))


def _dated(rows: Sequence[EventRow]) -> list[EventRow]:
    return [row for row in rows if row.dating.precision is Precision.DAY]
