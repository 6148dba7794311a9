"""Days of which only a piece is printed: a weekday, a day of a month, the nth weekday of one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.extract.times import calendars
from bot.extract.times.forms import A_WEEK_ON, BEFORE_LAST, COMING, FOLLOWING, Day
from bot.model import PartialDate

_WEEK = 7
_TWO_MONTHS = 62
_SOON = 3  # days within which a weekday is named without "next"


def in_year(form: Day, year: int) -> PartialDate | None:
    """The printed month, day or nth weekday in ``year``; None where the calendar has none such."""
    if form.nth is not None and form.month is not None and form.weekday is not None:
        return calendars.nth_weekday(year, form.month, form.weekday, form.nth)
    return calendars.make(year, form.month, form.day)


def on_weekday(today: dt.date, form: Day, direction: int) -> PartialDate | None:
    """The printed weekday: "last", "this", "next", "a week on", or the one nearest in the clause's direction."""
    weekday = form.weekday or 0
    back, ahead = (today.weekday() - weekday) % _WEEK, (weekday - today.weekday()) % _WEEK
    shift = -back
    if form.rel == -1:
        shift = -(back or _WEEK)
    elif form.rel == BEFORE_LAST:
        shift = -(back or _WEEK) - _WEEK
    elif form.rel == 0:
        shift = weekday - today.weekday()
    elif form.rel == A_WEEK_ON:
        shift = ahead + _WEEK
    elif form.rel == 1:  # said on a Monday, "next Tuesday" is not tomorrow; said on a Saturday, it is in three days
        soon = ahead <= _SOON and today.weekday() + ahead < _WEEK
        shift = ahead + _WEEK if soon else ahead
    elif form.rel == COMING or direction > 0:
        shift = ahead
    date = calendars.add_days(today, shift)
    return PartialDate.of(date) if date else None


def beside(base: PartialDate, form: Day) -> PartialDate | None:
    """The first printed weekday, month or day of one after ``base``; before it where ``form`` says "previous"."""
    after = form.rel == FOLLOWING
    if form.month is None:
        gap = (base.first.weekday() - (form.weekday or 0)) % _WEEK
        day = calendars.add_days(base.first, _WEEK - gap if after else -(gap or _WEEK))
        return PartialDate.of(day) if day else None
    near = [in_year(form, year) for year in range(max(1, base.year - 1), min(9999, base.year + 1) + 1)]
    found = [date for date in near if date and (date.first > base.last if after else date.last < base.first)]
    return (found[0] if after else found[-1]) if found else None


def nearest_weekday(day: dt.date, form: Day) -> PartialDate | None:
    """The printed weekday at most three days before or after ``day``."""
    ahead = ((form.weekday or 0) - day.weekday()) % _WEEK
    date = calendars.add_days(day, ahead - _WEEK if ahead > _WEEK // 2 else ahead)
    return PartialDate.of(date) if date else None


def on_weekday_and_day(today: dt.date, form: Day) -> PartialDate | None:
    """Saturday 8th: the nearest month in which they agree; None where that is more than two months away."""
    for shift in sorted(range(-_TWO_MONTHS, _TWO_MONTHS + 1), key=abs):
        day = calendars.add_days(today, shift)
        if day is not None and day.day == form.day and day.weekday() == form.weekday:
            return PartialDate.of(day)
    return None


def in_month(base: PartialDate, form: Day, direction: int, today: dt.date | None) -> PartialDate | None:
    """The 16th, or the last Saturday, of the month of ``base`` (``form.rel`` months later).

    Where ``today`` is given, the neighbouring month that suits the clause's direction comes first: told on the 7th,
    "on the 28th" was last month.
    """
    months = [calendars.add_months(base.year, base.month or 1, step) for step in (form.rel or 0, direction or -1)]
    days = [in_year(replace(form, month=month.month), month.year) for month in months if month is not None]
    found = [day for day in days if day is not None]
    if today is not None:
        found.sort(key=lambda day: day.first < today if direction > 0 else day.first > today)
    return found[0] if found else None
