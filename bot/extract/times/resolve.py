"""Printed time expressions -> TIMEX3 values and calendar dates, against the publication date and the text itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from bot.extract.times import calendars, days
from bot.extract.times.forms import (
    FOLLOWING,
    PREVIOUS,
    THAT_YEAR,
    THE,
    Clock,
    Day,
    Fixed,
    Form,
    Holiday,
    Numeric,
    Part,
    Quarter,
    Range,
    Shift,
    Week,
)
from bot.extract.times.holidays import holiday_date
from bot.extract.times.resolved import NOTHING, Resolved
from bot.extract.times.years import Anchor, Place, Years
from bot.model import Dating, HowKnown, PartialDate, Precision

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_OF_YEAR = 10  # see Day.rel
_WEEK = 7
_SATURDAY = 5
_NEAR_BLOCKS = 2
_QUARTER_HOLDS = 2000  # characters after which "a year ago" no longer means the same quarter a year ago


class Resolver:
    """Resolves the expressions of one document in the order of its text.

    ``own`` are the document's own full dates, ``day_first`` tells whether it writes 3/4 for 3 April (None: it does not
    tell). ``last`` is the date that the text spoke of last, for "two days later" and "that year".
    """

    def __init__(self, published: Dating, own: Iterable[Anchor], *, day_first: bool | None) -> None:
        self.published = published
        self.day_first = day_first
        self.last: PartialDate | None = None
        self.quarter: tuple[int, int] | None = None
        self._years = Years(published, own)
        self._last_how = HowKnown.UNKNOWN
        self._place = self._last_place = self._quarter_place = Place(0, 0, 0)
        date = published.date
        self.day = date.first if date and date.precision is Precision.DAY else None
        self._methods: dict[type, Callable[[Any, int], Resolved]] = {
            Day: self._day, Numeric: self._numeric, Shift: self._shift, Part: self._part, Holiday: self._holiday,
            Clock: self._clock, Fixed: self._fixed, Range: self._range, Quarter: self._spoken_quarter, Week: self._week,
        }  # fmt: skip

    def resolve(self, form: Form, direction: int, place: Place) -> Resolved:
        """Return what ``form`` at ``place`` means; ``direction`` is that of its clause (see direction.py)."""
        self._place = place
        resolved = self._methods[type(form)](form, direction)
        spoken = isinstance(form, Part) or (isinstance(form, Quarter) and form.latest)
        if spoken and (match := _QUARTER.fullmatch(resolved.value or "")):
            self._speak_of((int(match[1]), int(match[2])), place)
        if resolved.date is not None and not isinstance(form, Clock):
            self.last, self._last_place, self._last_how = resolved.date, place, resolved.how
        return resolved

    def _speak_of(self, quarter: tuple[int, int], place: Place) -> None:
        """Keep a quarter for "a year ago" and "the quarter"; results are not compared with one that lies ahead."""
        today = self.published.date
        if today is None or today.month is None or quarter <= (today.year, calendars.quarter_of(today) or 1):
            self.quarter, self._quarter_place = quarter, place

    # Printed pieces of a date

    def _day(self, form: Day, direction: int) -> Resolved:
        if form.year is not None:
            return self._printed(form)
        if form.month is not None:
            return self._without_year(form, direction)
        if form.weekday is not None and form.nth is None:
            return self._weekday(form, direction)
        return self._day_of_month(form, (direction > 0) - (direction < 0))

    def _printed(self, form: Day) -> Resolved:
        date = days.in_year(form, form.year or 0)
        if date is None:
            return Resolved("DATE", None, note="the calendar has no such day", anchored=False)
        return self._dated(date, form.clock, how=HowKnown.PRINTED)

    def _without_year(self, form: Day, direction: int) -> Resolved:
        if form.rel in {PREVIOUS, FOLLOWING}:
            return self._beside_last(form)
        if form.rel is not None and form.rel >= THAT_YEAR - 1:
            date = calendars.make(self.last.year + form.rel - THAT_YEAR, form.month, form.day) if self.last else None
            return self._dated(date, note=f'year from "{self._last_place.words}"') if date else self._unknown()
        if form.rel is None and form.day is not None and form.weekday is None and self._month_spoken_of(form):
            date = days.in_year(form, self.last.year) if self.last else None
            note = f'year from "{self._last_place.words}"'
            return self._dated(date, form.clock, note=note) if date else self._unknown("the calendar has no such day")
        if form.rel is not None and form.rel >= _OF_YEAR - 1:
            base = self.published.date
            date = calendars.make(base.year + form.rel - _OF_YEAR, form.month, form.day) if base else None
            return self._dated(date, form.clock) if date else self._unknown()
        if not self._years.known():
            if form.rel is None and form.day is not None and self._year_spoken_of():
                date = days.in_year(form, self.last.year) if self.last else None
                note = f'year from "{self._last_place.words}"'
                return self._dated(date, form.clock, note=note) if date else self._unknown()
            found = self._years.by_the_text(form, direction, self._place) if form.rel is None else None
            if found is None:
                return self._unknown("no year is known")
            return self._dated(found[0], form.clock, note=f'year from "{found[1].place.words}"')
        date = self._years.on_weekday(form) if form.weekday is not None and form.day is not None else None
        if date is None:
            date = self._years.nearest(lambda year: days.in_year(form, year), direction, form.rel)
        return self._dated(date, form.clock) if date else self._unknown("the calendar has no such day")

    def _month_spoken_of(self, form: Day) -> bool:
        """Tell whether the text has just named the month of a day: "in March ... on 14 March"."""
        last, near = self.last, self._place.block - self._last_place.block <= _NEAR_BLOCKS
        whole = self._last_how is HowKnown.PRINTED  # with its year, it may be of any year
        return (
            last is not None and last.precision is Precision.MONTH and last.month == form.month and near and not whole
        )

    def _year_spoken_of(self) -> bool:
        """Tell whether the sentence or the one before has just printed a year alone: "in 2003. It broke on 14 June"."""
        last, near = self.last, self._place.sentence - self._last_place.sentence <= 1
        printed = last is not None and last.precision is Precision.YEAR and self._last_how is HowKnown.PRINTED
        return printed and near and self._place.block == self._last_place.block

    def _weekday(self, form: Day, direction: int) -> Resolved:
        if self.day is None:
            return self._unknown("weekday only, and no publication date to count from")
        if form.rel in {PREVIOUS, FOLLOWING}:
            return self._beside_last(form)
        if form.rel == THE and (told := self._day_told_of()) is not None:
            date = days.nearest_weekday(told, form)
            note = f'beside "{self._last_place.words}"'
            return self._dated(date, form.clock, note=note) if date else self._unknown("no such weekday is near")
        if form.day is None:
            date = days.on_weekday(self.day, form, direction)
        else:
            date = days.on_weekday_and_day(self.day, form)
        return self._dated(date, form.clock) if date else self._unknown("no such weekday is near")

    def _beside_last(self, form: Day) -> Resolved:
        """The following Monday, the previous March: counted from the date that the text spoke of last."""
        base = self.last or self.published.date
        if base is None or (form.month is None and base.precision is not Precision.DAY):
            return self._unknown("no date in the text to count from")
        date = days.beside(base, form)
        note = f'counted from "{self._last_place.words}"' if self.last else None
        return self._dated(date, form.clock, note=note) if date else self._unknown()

    def _day_told_of(self) -> dt.date | None:
        """The past day that the paragraph or the one before it has just told of, beside which "the Monday" stands."""
        last, today = self.last, self.day
        near = self._place.block - self._last_place.block <= 1
        if last is None or last.precision is not Precision.DAY or not near or today is None or last.first >= today:
            return None
        return last.first

    def _day_of_month(self, form: Day, direction: int) -> Resolved:
        """The 16th: of the month that the paragraph spoke of, else of the month nearest to publication."""
        here = self.last if self.last and self._last_place.block == self._place.block and form.rel is None else None
        base = here if here and here.month else self.published.date
        if base is None or base.month is None:
            return self._unknown("no month is known")
        today = self.day if base is self.published.date and not form.rel else None
        date = days.in_month(base, form, direction, today)
        return self._dated(date, form.clock) if date else self._unknown("the calendar has no such day")

    def _numeric(self, form: Numeric, _direction: int) -> Resolved:
        if form.first == form.second or self.day_first is not None:
            day, month = (form.first, form.second) if self.day_first else (form.second, form.first)
            return self._printed(Day(form.year, month, day, clock=form.clock))
        one, two = (calendars.make(form.year, *pair) for pair in ((form.second, form.first), (form.first, form.second)))
        note = f"ambiguous: {one} or {two}"
        return Resolved("DATE", None, PartialDate(form.year), HowKnown.PRINTED, note, anchored=False)

    # Counted from another date

    def _shift(self, form: Shift, direction: int) -> Resolved:
        base = self.last if form.from_text else self.published.date
        if not form.sign and form.clock and (base is None or base.precision is not Precision.DAY):
            base = self.published.date  # "by the evening"
        if base is None:
            return self._unknown(f"no {'date in the text' if form.from_text else 'publication date'} to count from")
        steps = form.sign * (form.count or 0)
        near = self._place.at - self._quarter_place.at < _QUARTER_HOLDS
        if form.unit == "Y" and steps == -1 and self.quarter and near and form.counted:
            return self._quarter(self.quarter[0] - 1, self.quarter[1])
        if form.count is None:
            return self._near_weekend(direction)
        moved = self._moved(form, base, steps)
        if form.from_text and self.last is not None and moved.date is not None:
            return replace(moved, note=f'counted from "{self._last_place.words}"', anchored=False)
        return moved

    def _near_weekend(self, direction: int) -> Resolved:
        """The weekend that has begun last, or the one to come where the clause looks ahead."""
        if self.day is None:
            return self._unknown("no day to count from")
        steps = -1 if direction <= 0 and self.day.weekday() < _SATURDAY else 0
        return self._moved_days(Shift("WE", 1, steps), PartialDate.of(self.day), steps)

    def _moved(self, form: Shift, base: PartialDate, steps: float) -> Resolved:
        unit = form.unit
        if unit in {"H", "MIN", "S"}:
            return Resolved("TIME", None, note="no time of day to count from")
        if unit in {"D", "NI", "W", "FN", "WE"}:
            return self._moved_days(form, base, steps)
        if unit == "Y" and steps % 1:
            unit, steps = "M", steps * 12
        if unit in {"M", "Q"}:
            if base.month is None:
                return self._unknown("no month is known")
            date = calendars.add_months(base.year, base.month, int(steps) * (3 if unit == "Q" else 1))
            if date is not None and unit == "Q":
                return self._quarter(date.year, calendars.quarter_of(date) or 1)
            return self._dated(date) if date else self._unknown()
        if unit == "Y":
            date = calendars.make(base.year + int(steps))
            return self._dated(date) if date else self._unknown()
        if unit == "DE" and form.counted:
            date = calendars.make(base.year + int(steps * 10))
            return self._dated(date) if date else self._unknown()
        if unit == "DE" and 0 < base.year + 10 * steps < 10000:
            return Resolved("DATE", f"{int(base.year + 10 * steps) // 10:03}", None, note="a decade")
        return Resolved("DATE", None)

    def _moved_days(self, form: Shift, base: PartialDate, steps: float) -> Resolved:
        if base.precision is not Precision.DAY:
            return self._unknown("no day to count from")
        size = {"W": 7, "FN": 14, "WE": 7}.get(form.unit, 1)
        date = calendars.add_days(base.first, round(steps * size))
        if date is None:
            return self._unknown()
        if form.unit in {"D", "NI"}:
            return self._dated(PartialDate.of(date), form.clock)
        if form.unit == "WE":
            return Resolved("DATE", f"{calendars.week_value(date)}-WE", calendars.weekend_of(date), note="a weekend")
        return Resolved("DATE", calendars.week_value(date), calendars.week_of(date), note="a week")

    def _week(self, form: Week, direction: int) -> Resolved:
        if form.day is not None:
            found = self._day(form.day, direction)
            if found.date is None:
                return found
            return replace(
                found, value=calendars.week_value(found.date.first), date=calendars.week_of(found.date.first)
            )
        if self.day is None or form.weekday is None:
            return self._unknown("no day to count from")
        date = calendars.add_days(self.day, form.steps * _WEEK - self.day.weekday() + form.weekday)
        return self._dated(PartialDate.of(date)) if date else self._unknown()

    # Parts of the year

    def _part(self, form: Part, direction: int) -> Resolved:
        if form.from_text:
            year = self.last.year + (form.rel or 0) if self.last else None
            return self._named_part(form, year) if year else self._unknown("no year in the text to count from")
        if form.kind == "Q" and form.index == 0:
            return self._shift(Shift("Q", abs(form.rel or 0), form.rel or 0), direction)
        year = form.year
        if year is None and form.year_shift is not None and self.published.date:
            year = self.published.date.year + form.year_shift
        if year is not None:
            how = HowKnown.PRINTED if form.year else HowKnown.RESOLVED
            return replace(self._named_part(form, year), how=how, anchored=form.year is None)
        if form.rel is not None and abs(form.rel) > 1:
            sign = form.rel // 2
            date = self._years.nearest(lambda year: calendars.make(year, self._middle_month(form)), sign, sign)
            return self._named_part(form, date.year + sign) if date else self._unknown("no year is known")
        if form.rel == 0 and form.kind != "WI" and self.published.date is not None:
            return self._named_part(form, self.published.date.year)  # this summer
        towards = (direction > 0 and form.kind != "Q") - (direction < 0)  # one still "expects a third-quarter loss"
        date = self._years.nearest(lambda year: calendars.make(year, self._middle_month(form)), towards, form.rel)
        begun = form.kind == "WI"  # a winter is named by the year in which it begins
        return self._named_part(form, date.year - begun) if date else self._unknown("no year is known")

    @staticmethod
    def _middle_month(form: Part) -> int:
        if form.kind == "Q":
            return form.index * 3 - 1
        if form.kind == "H":
            return form.index * 6 - 2
        return calendars.SEASON_MONTHS[form.kind][0] + 1 if form.kind != "WI" else 1

    def _named_part(self, form: Part, year: int) -> Resolved:
        label = f"{form.kind}{form.index}" if form.index else form.kind
        return Resolved("DATE", f"{year:04}-{label}", calendars.make(year))

    def _spoken_quarter(self, form: Quarter, _direction: int) -> Resolved:
        if form.latest:
            return self._latest_quarter()
        if form.index is not None or self.quarter is not None:
            year, number = self.quarter or (self.published.date.year if self.published.date else 0, 0)
            if year:
                return self._quarter((form.year or year) + form.years, form.index or number)
        if form.year is not None:
            return replace(self._dated(PartialDate(form.year)), how=HowKnown.PRINTED)
        if form.years and self.published.date is not None:
            date = calendars.make(self.published.date.year + form.years)
            return self._dated(date) if date else self._unknown()
        return NOTHING

    def _latest_quarter(self) -> Resolved:
        """The quarter spoken of where it has ended, else the last that had ended on publication."""
        today = self.published.date
        ended = calendars.add_months(today.year, today.month, -3) if today is not None and today.month else None
        last = (ended.year, calendars.quarter_of(ended) or 1) if ended is not None else None
        spoken = self.quarter
        chosen = min(spoken, last) if spoken is not None and last is not None else spoken or last
        return self._quarter(*chosen) if chosen is not None else NOTHING

    def _quarter(self, year: int, number: int) -> Resolved:
        return Resolved("DATE", f"{year:04}-Q{number}", calendars.make(year))

    def _holiday(self, form: Holiday, direction: int) -> Resolved:
        def on(year: int) -> PartialDate:
            return PartialDate.of(holiday_date(form.key, year))

        if form.year is not None:
            return self._dated(on(form.year), form.clock, how=HowKnown.PRINTED)
        date = self._years.nearest(on, direction, form.rel)
        return self._dated(date, form.clock) if date else self._unknown("no year is known")

    # The rest

    def _clock(self, form: Clock, _direction: int) -> Resolved:
        base = self._day_here() or self.published.date
        if self._place.habitual or base is None or base.precision is not Precision.DAY:
            return Resolved("TIME", form.clock, note="no day is known")
        note = f'on the day of "{self._last_place.words}"' if base is not self.published.date else None
        return Resolved("TIME", base.iso + form.clock, base, note=note, anchored=note is None)

    def _day_here(self) -> PartialDate | None:
        """The day that the sentence spoke of last or, where it is past, the paragraph."""
        day = self.last
        if day is None or day.precision is not Precision.DAY or self._last_place.block != self._place.block:
            return None
        if self._last_place.sentence == self._place.sentence:
            return day
        return day if self.published.date is None or day <= self.published.date else None

    def _fixed(self, form: Fixed, _direction: int) -> Resolved:
        return Resolved(form.type, form.value, anchored=False)

    def _range(self, form: Range, direction: int) -> Resolved:
        first = self.resolve(form.first, direction, self._place)
        second = self._end_of_range(form, first, direction)
        if first.date is None or second.date is None or first.value is None or second.value is None:
            return self._unknown(first.note or second.note)
        if second.date < first.date:
            return Resolved("DATE", None, note="the end stands before the beginning")
        covered = first.date if form.both else calendars.covering(first.date.first, second.date.last)
        how = HowKnown.PRINTED if first.how is second.how is HowKnown.PRINTED else HowKnown.RESOLVED
        return Resolved("DATE", f"{first.value}/{second.value}", covered, how, first.note)

    def _end_of_range(self, form: Range, first: Resolved, direction: int) -> Resolved:
        """Resolve the end so that it lies after the beginning."""
        end = form.second
        if isinstance(end, Day) and first.date is not None and end.year is None:
            if end.month is not None:
                year = first.date.year
                date = calendars.make(year, end.month, end.day)
                if date and date < first.date:
                    date = calendars.make(year + 1, end.month, end.day)
                return replace(first, value=date.iso + end.clock, date=date) if date else self._unknown()
            if end.weekday is not None and first.date.precision is Precision.DAY:
                day = first.date.first
                date_after = calendars.add_days(day, (end.weekday - day.weekday()) % _WEEK)
                after = PartialDate.of(date_after) if date_after else None
                return replace(first, value=after.iso, date=after) if after else self._unknown()
        return self.resolve(end, direction, self._place)

    def _dated(
        self, date: PartialDate, clock: str = "", *, how: HowKnown = HowKnown.RESOLVED, note: str | None = None
    ) -> Resolved:
        kind = "TIME" if clock else "DATE"
        return Resolved(kind, date.iso + clock, date, how, note, anchored=how is HowKnown.RESOLVED and note is None)

    def _unknown(self, note: str | None = None) -> Resolved:
        return Resolved("DATE", None, None, HowKnown.UNKNOWN, note, anchored=False)
