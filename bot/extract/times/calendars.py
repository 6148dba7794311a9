"""Arithmetic on partial dates: weeks, months, quarters, seasons, and what a stretch of days has in common."""

from __future__ import annotations

import datetime as dt

from bot.model import PartialDate, Precision

QUARTER_MONTHS = 3
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


def make(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """Return the date, or None where the calendar has none such."""
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def add_days(date: dt.date, days: int) -> dt.date | None:
    """``days`` later; None beyond the years 1 to 9999."""
    try:
        return date + dt.timedelta(days=days)
    except OverflowError:
        return None


def add_months(year: int, month: int, months: int) -> PartialDate | None:
    """The month ``months`` later."""
    total = year * 12 + month - 1 + months
    return make(total // 12, total % 12 + 1)


def week_value(date: dt.date) -> str:
    """The ISO week of ``date`` as TIMEX3 writes it: 2021-W09."""
    year, week, _ = date.isocalendar()
    return f"{year:04}-W{week:02}"


def quarter_of(date: PartialDate) -> int | None:
    """1 to 4; None where the month is not known."""
    return None if date.month is None else (date.month - 1) // QUARTER_MONTHS + 1


def covering(first: dt.date, last: dt.date) -> PartialDate | None:
    """The finest partial date that surely holds all days from ``first`` to ``last``."""
    if first == last:
        return PartialDate.of(first)
    if first.year != last.year:
        return None
    return PartialDate(first.year, first.month) if first.month == last.month else PartialDate(first.year)


def week_days(date: dt.date, *, end: bool = False) -> tuple[dt.date, dt.date] | None:
    """Monday, or Saturday for its ``end``, and Sunday of the ISO week of ``date``; None beyond the years 1 to 9999."""
    first = add_days(date, 5 * end - date.weekday())
    last = add_days(date, 6 - date.weekday())
    return (first, last) if first and last else None


def week_of(date: dt.date) -> PartialDate | None:
    """What the days of the ISO week of ``date`` have in common: their month or year."""
    days = week_days(date)
    return covering(*days) if days else None


def weekend_of(date: dt.date) -> PartialDate | None:
    """What Saturday and Sunday of the ISO week of ``date`` have in common."""
    days = week_days(date, end=True)
    return covering(*days) if days else None


def days_words(first: dt.date, last: dt.date) -> str:
    """A stretch of days in words: ``3 to 9 September 2029``, ``30 September to 6 October 2029``."""
    one, other = PartialDate.of(first), PartialDate.of(last)
    if one.month == other.month and one.year == other.year:
        return f"{one.day} to {other}"
    return f"{str(one).removesuffix(f' {other.year}')} to {other}"


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> PartialDate | None:
    """The ``nth`` ``weekday`` (Monday is 0) of a month, the last for -1; None where it has none such."""
    first = make(year, month, 1)
    if first is None:
        return None
    days = [
        day
        for day in range(1, PartialDate(year, month).last.day + 1)
        if (first.first.weekday() + day - 1) % 7 == weekday
    ]
    return PartialDate(year, month, days[nth - 1 if nth > 0 else nth]) if nth <= len(days) else None


def middle(date: PartialDate) -> dt.date:
    """The day in the middle of a partial date."""
    if date.precision is Precision.DAY:
        return date.first
    return date.first + (date.last - date.first) // 2
