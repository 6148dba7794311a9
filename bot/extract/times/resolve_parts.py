"""Parts of a year and holidays -> dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.extract.times import calendars
from bot.extract.times.context import Context
from bot.extract.times.forms import Decade, Holiday, MonthsTo, Part, Quarter, Shift
from bot.extract.times.holidays import holiday_date
from bot.extract.times.resolve_days import day
from bot.extract.times.resolve_shifts import quarter, shift
from bot.extract.times.resolved import NOTHING, Resolved, dated, unknown
from bot.model import HowKnown, PartialDate, Precision

_WHOLE = {(3, 3 * number - 2): f"Q{number}" for number in (1, 2, 3, 4)} | {(6, 1): "H1", (6, 7): "H2"}
"""What so many months from the first of a month are called."""
_UNDATED = 2019  # the year from which a decade is counted back in a text without a date


def part(context: Context, form: Part, direction: int) -> Resolved:
    """Return the quarter, half or season that ``form`` names."""
    if form.from_text and form.kind == "Q":
        return _quarter_beside(context, form.rel or 0)
    if form.from_text and form.kind == "H":
        return _named_part(form, context.halves_of) if context.halves_of else NOTHING  # NOTHING: a half of a match
    if form.from_text:
        year = context.last.year + (form.rel or 0) if context.last else None
        return _named_part(form, year) if year else unknown("no year in the text to count from")
    if form.kind == "Q" and form.index == 0:
        return shift(context, Shift("Q", abs(form.rel or 0), form.rel or 0), direction)
    year = form.year
    if year is None and form.year_shift is not None and context.published.date:
        year = context.published.date.year + form.year_shift - _has_not_begun(context.published.date, form, direction)
    if year is not None:
        how = HowKnown.PRINTED if form.year else HowKnown.RESOLVED
        return replace(_named_part(form, year), how=how, anchored=form.year is None)
    if form.rel is not None and abs(form.rel) > 1:
        sign = form.rel // 2
        date = context.years.nearest(lambda year: calendars.make(year, _middle_month(form)), sign, sign)
        return _named_part(form, date.year + sign) if date else unknown("no year is known")
    if form.rel == 0 and form.kind != "WI" and context.published.date is not None:
        return _named_part(form, context.published.date.year)  # this summer
    towards = min(direction, 0) if form.kind == "Q" else direction  # one still "expects a third-quarter loss"
    # In August "last summer" is not the one that lasts, nor is "next summer" in June: the season's edge counts.
    month = _middle_month(form) - (form.rel or 0 if form.kind in calendars.SEASON_MONTHS else 0)
    date = context.years.nearest(lambda year: calendars.make(year, month), towards, form.rel)
    begun = form.kind == "WI"  # a winter is named by the year in which it begins
    return _named_part(form, date.year - begun) if date else unknown("no year is known")


def _has_not_begun(today: PartialDate, form: Part, direction: int) -> bool:
    """Tell whether a half of "the year" that is told of as past has not begun: it is that of the year before."""
    begins = calendars.make(today.year, form.index * 6 - 5) if form.kind == "H" and not form.year_shift else None
    return direction < 0 and begins is not None and begins.first > today.last


def spoken_quarter(context: Context, form: Quarter, _direction: int) -> Resolved:
    """Return the quarter that the text speaks of, or the same one of another year."""
    if form.latest:
        return _latest_quarter(context)
    if form.index is not None or (context.quarter is not None and not (form.loose and context.longer)):
        year, number = context.quarter or (_last_year_with(context, form.index or 1), 0)
        if year:
            return quarter((form.year or year) + form.years, form.index or number)
    if form.end is not None:
        return _quarter_ending(context, form.end)
    if form.year is not None:
        return replace(dated(PartialDate(form.year)), how=HowKnown.PRINTED)
    if form.years and context.published.date is not None:
        date = calendars.make((context.quarter or [context.published.date.year])[0] + form.years)
        return dated(date) if date else unknown()
    return NOTHING


def _last_year_with(context: Context, number: int) -> int:
    """The year whose quarter of that number has begun last on publication; 0 where the day of that is not known."""
    begun = context.years.nearest(lambda year: calendars.make(year, number * 3 - 1), -1)
    return begun.year if begun else 0


def months_to(context: Context, form: MonthsTo, direction: int) -> Resolved:
    """Return the quarter or half that the months are, else their first and last day."""
    printed = form.end if form.end.year is not None or direction > 0 else replace(form.end, rel=-1)
    end = day(context, printed, min(direction, 0))
    if end.date is None or end.date.precision is not Precision.DAY:
        return end
    last = end.date.first
    after = calendars.add_days(last, 1)
    begin = calendars.add_months(after.year, after.month, -form.count) if after else None
    if after is None or begin is None or begin.month is None:
        return unknown()
    covered = calendars.covering(begin.first, last)
    whole = _WHOLE.get((form.count, begin.month)) if after.day == 1 else None
    if whole is not None:
        return replace(end, type="DATE", value=f"{begin.year:04}-{whole}", date=covered)
    first = begin.first.replace(day=min(after.day, begin.last.day))
    return replace(end, type="DATE", value=f"{first.isoformat()}/{last.isoformat()}", date=covered)


def _quarter_beside(context: Context, step: int) -> Resolved:
    """The quarter before or after the one that the text speaks of, else that of publication."""
    today = context.published.date
    current = (today.year, calendars.quarter_of(today) or 0) if today is not None else (0, 0)
    year, number = context.quarter or current
    if not number:
        return unknown("no quarter to count from")
    total = year * 4 + number - 1 + step
    return quarter(total // 4, total % 4 + 1)


def _quarter_ending(context: Context, month: int) -> Resolved:
    """The quarter of the calendar that most of the three months to the end of ``month`` lie in."""
    end = context.years.nearest(lambda year: calendars.make(year, month), -1, -1)
    middle = calendars.add_months(end.year, month, -1) if end else None
    return quarter(middle.year, calendars.quarter_of(middle) or 1) if middle else NOTHING


def _latest_quarter(context: Context) -> Resolved:
    """The quarter spoken of where it has ended, else the last that had ended on publication."""
    today = context.published.date
    ended = calendars.add_months(today.year, today.month, -3) if today is not None and today.month else None
    last = (ended.year, calendars.quarter_of(ended) or 1) if ended is not None else None
    spoken = context.quarter
    chosen = min(spoken, last) if spoken is not None and last is not None else spoken or last
    return quarter(*chosen) if chosen is not None else NOTHING


def decade(context: Context, form: Decade, _direction: int) -> Resolved:
    """Return the decade of those tens that has begun last; without a publication date, of 1920 to 2019."""
    year = context.published.date.year if context.published.date else _UNDATED
    century = year // 100 - (form.tens > year % 100 // 10)
    return Resolved("DATE", f"{century:02}{form.tens}")


def holiday(context: Context, form: Holiday, direction: int) -> Resolved:
    """Return the day of a holiday."""

    def on(year: int) -> PartialDate:
        return PartialDate.of(holiday_date(form.key, year) + dt.timedelta(days=form.days))

    if form.year is not None:
        return dated(on(form.year), form.clock, how=HowKnown.PRINTED)
    date = context.years.nearest(on, direction, form.rel)
    return dated(date, form.clock) if date else unknown("no year is known")


def _middle_month(form: Part) -> int:
    if form.kind == "Q":
        return form.index * 3 - 1
    if form.kind == "H":
        return form.index * 6 - 2
    return calendars.SEASON_MONTHS[form.kind][0] + 1 if form.kind != "WI" else 1


def _named_part(form: Part, year: int) -> Resolved:
    label = f"{form.kind}{form.index}" if form.index else form.kind
    return Resolved("DATE", f"{year:04}-{label}", calendars.make(year))
