"""Days, months, weekdays and weeks of which a piece is printed -> dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.extract.times import calendars, days
from bot.extract.times.context import Context
from bot.extract.times.forms import FOLLOWING, PREVIOUS, THAT_YEAR, THE, Day, Numeric, Week
from bot.extract.times.resolved import Resolved, dated, unknown
from bot.model import HowKnown, PartialDate, Precision

_OF_YEAR = 10  # see Day.rel
_WEEK = 7
_NEAR_BLOCKS = 2
_STORY = 60  # days


def day(context: Context, form: Day, direction: int) -> Resolved:
    """Return the date of which ``form`` prints pieces."""
    if form.year is not None:
        return _printed(form)
    if form.month is not None:
        return _without_year(context, form, direction)
    if form.weekday is not None and form.nth is None:
        return _weekday(context, form, direction)
    return _day_of_month(context, form, (direction > 0) - (direction < 0))


def numeric(context: Context, form: Numeric, _direction: int) -> Resolved:
    """Return the date in figures by the document's habit; both readings are told where it shows none."""
    if form.first == form.second or context.day_first is not None:
        day, month = (form.first, form.second) if context.day_first else (form.second, form.first)
        return _printed(Day(form.year, month, day, clock=form.clock))
    one, two = (calendars.make(form.year, *pair) for pair in ((form.second, form.first), (form.first, form.second)))
    note = f"ambiguous: {one} or {two}"
    return Resolved("DATE", None, PartialDate(form.year), HowKnown.PRINTED, note, anchored=False)


def week(context: Context, form: Week, direction: int) -> Resolved:
    """Return the week of a day, or the day of a week counted from publication."""
    if form.day is not None:
        found = day(context, form.day, direction)
        if found.date is None:
            return found
        return replace(found, value=calendars.week_value(found.date.first), date=calendars.week_of(found.date.first))
    if context.day is None or form.weekday is None:
        return unknown("no day to count from")
    date = calendars.add_days(context.day, form.steps * _WEEK - context.day.weekday() + form.weekday)
    return dated(PartialDate.of(date)) if date else unknown()


def _printed(form: Day) -> Resolved:
    date = days.in_year(form, form.year or 0)
    if date is None:
        return Resolved("DATE", None, note="the calendar has no such day", anchored=False)
    return dated(date, form.clock, how=HowKnown.PRINTED)


def _without_year(context: Context, form: Day, direction: int) -> Resolved:
    if form.rel in {PREVIOUS, FOLLOWING}:
        return _beside_last(context, form)
    if form.rel is not None and form.rel >= THAT_YEAR - 1:
        date = calendars.make(context.last.year + form.rel - THAT_YEAR, form.month, form.day) if context.last else None
        return dated(date, note=f'year from "{context.last_place.words}"') if date else unknown()
    if form.rel is None and form.day is not None and form.weekday is None and _month_spoken_of(context, form):
        date = days.in_year(form, context.last.year) if context.last else None
        note = f'year from "{context.last_place.words}"'
        return dated(date, form.clock, note=note) if date else unknown("the calendar has no such day")
    if form.rel is not None and form.rel >= _OF_YEAR - 1:
        base = context.published.date
        date = calendars.make(base.year + form.rel - _OF_YEAR, form.month, form.day) if base else None
        return dated(date, form.clock) if date else unknown()
    if not context.years.known():
        if form.rel is None and form.day is not None and _year_spoken_of(context):
            date = days.in_year(form, context.last.year) if context.last else None
            note = f'year from "{context.last_place.words}"'
            return dated(date, form.clock, note=note) if date else unknown()
        found = context.years.by_the_text(form, direction, context.place) if form.rel is None else None
        if found is None:
            return unknown("no year is known")
        return dated(found[0], form.clock, note=f'year from "{found[1].place.words}"')
    date = context.years.on_weekday(form) if form.weekday is not None and form.day is not None else None
    if date is None:
        date = context.years.nearest(lambda year: days.in_year(form, year), direction, form.rel)
        if direction <= 0 and form.rel is None and (told := _in_the_story(context, form, date)) is not None:
            return dated(told[0], form.clock, note=f'year from "{told[1]}"')
    return dated(date, form.clock) if date else unknown("the calendar has no such day")


def _in_the_story(context: Context, form: Day, nearest: PartialDate | None) -> tuple[PartialDate, str] | None:
    """The printed day close to a past date that the text has just named: "on 20 October 1918 ... on 12 November".

    Returned with the words of that date; None where the ``nearest`` to publication has only just passed.
    """
    base = context.published.date
    if form.day is None or form.weekday is not None or base is None:
        return None
    if nearest is not None and 0 <= (base.first - nearest.first).days <= _STORY:
        return None
    for told, place in reversed(context.recent):
        # Dates nearer to publication than that need no help: what is nearest to the one is nearest to the other.
        if context.place.block - place.block > _NEAR_BLOCKS or (base.first - told.last).days < _STORY:
            continue
        for year in (told.year, told.year + 1):
            date = days.in_year(form, year)
            if date is not None and abs((calendars.middle(date) - calendars.middle(told)).days) <= _STORY:
                return date, place.words
    return None


def _month_spoken_of(context: Context, form: Day) -> bool:
    """Tell whether the text has just named the month of a day: "in March ... on 14 March"."""
    last, near = context.last, context.place.block - context.last_place.block <= _NEAR_BLOCKS
    whole = context.last_how is HowKnown.PRINTED  # with its year, it may be of any year
    return last is not None and last.precision is Precision.MONTH and last.month == form.month and near and not whole


def _year_spoken_of(context: Context) -> bool:
    """Tell whether the sentence or the one before has just printed a year alone: "in 2003. It broke on 14 June"."""
    last, near = context.last, context.place.sentence - context.last_place.sentence <= 1
    printed = last is not None and last.precision is Precision.YEAR and context.last_how is HowKnown.PRINTED
    return printed and near and context.place.block == context.last_place.block


def _weekday(context: Context, form: Day, direction: int) -> Resolved:
    if context.day is None:
        return unknown("weekday only, and no publication date to count from")
    if form.rel in {PREVIOUS, FOLLOWING}:
        return _beside_last(context, form)
    if form.rel == THE and (told := _day_told_of(context)) is not None:
        date = days.nearest_weekday(told, form)
        note = f'beside "{context.last_place.words}"'
        return dated(date, form.clock, note=note) if date else unknown("no such weekday is near")
    if form.day is None:
        date = days.on_weekday(context.day, form, direction)
    else:
        date = days.on_weekday_and_day(context.day, form)
    return dated(date, form.clock) if date else unknown("no such weekday is near")


def _beside_last(context: Context, form: Day) -> Resolved:
    """The following Monday, the previous March: counted from the date that the text spoke of last."""
    base = context.last or context.published.date
    if base is None or (form.month is None and base.precision is not Precision.DAY):
        return unknown("no date in the text to count from")
    date = days.beside(base, form)
    if date is not None and form.month is None and any(date == spoken for spoken, _ in context.recent):
        date = days.beside(date, form)  # told of a Friday, "the previous Friday" is not that one
    note = f'counted from "{context.last_place.words}"' if context.last else None
    return dated(date, form.clock, note=note) if date else unknown()


def _day_told_of(context: Context) -> dt.date | None:
    """The past day that the paragraph or the one before it has just told of, beside which "the Monday" stands."""
    last, today = context.last, context.day
    near = context.place.block - context.last_place.block <= 1
    if last is None or last.precision is not Precision.DAY or not near or today is None or last.first >= today:
        return None
    return last.first


def _day_of_month(context: Context, form: Day, direction: int) -> Resolved:
    """The 16th: of the month that the paragraph spoke of, else of the month nearest to publication."""
    here = (
        context.last if context.last and context.last_place.block == context.place.block and form.rel is None else None
    )
    base = here if here and here.month else context.published.date
    if base is None or base.month is None:
        return unknown("no month is known")
    today = context.day if base is context.published.date and not form.rel else None
    date = days.in_month(base, form, direction, today)
    return dated(date, form.clock) if date else unknown("the calendar has no such day")
