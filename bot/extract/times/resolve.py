"""Printed time expressions -> TIMEX3 values and calendar dates, against the publication date and the text itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from bot.extract.times import calendars, resolve_days, resolve_parts, resolve_shifts
from bot.extract.times.context import Context
from bot.extract.times.forms import (
    Clock,
    Day,
    Decade,
    Fixed,
    Form,
    Holiday,
    MonthsTo,
    Numeric,
    Part,
    Quarter,
    Range,
    Shift,
    Week,
)
from bot.extract.times.resolved import Resolved, unknown
from bot.extract.times.years import Anchor, Place
from bot.model import Dating, HowKnown, PartialDate, Precision

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_WEEK = 7
_STORY_BLOCKS = 6  # paragraphs
_STORY = 60  # days; what was longer before publication is an aside in the news
_LONGER = frozenset({"P6M", "P9M", "P26W", "P39W"})

_Rule = Callable[[Context, Any, int], Resolved]


class Resolver:
    """Resolves the expressions of one document in the order of its text.

    ``own`` are the document's own full dates, ``day_first`` tells whether it writes 3/4 for 3 April (None: it does not
    tell).
    """

    def __init__(self, published: Dating, own: Iterable[Anchor], *, day_first: bool | None) -> None:
        self._context = Context(published, own, day_first=day_first)

    def resolve(self, form: Form, direction: int, place: Place) -> Resolved:
        """Return what ``form`` at ``place`` means; ``direction`` is that of its clause (see direction.py)."""
        context = self._context
        context.place = place
        resolved = (
            self._range(form, direction) if isinstance(form, Range) else _RULES[type(form)](context, form, direction)
        )
        spoken = isinstance(form, Part) or (isinstance(form, Quarter) and bool(form.latest or form.end))
        if spoken and (match := _QUARTER.fullmatch(resolved.value or "")):
            context.speak_of((int(match[1]), int(match[2])), place)
        if isinstance(form, Part) and form.kind == "H" and resolved.date is not None:
            context.halves_of = resolved.date.year
        if (longer := _of_a_longer_stretch(form)) is not None:
            context.longer = longer
        if resolved.date is not None and not isinstance(form, Clock):
            if resolved.date.precision is Precision.DAY and direction <= 0 and not self._only_said(place):
                context.tell(resolved.date, place)
            if resolved.date.precision >= Precision.MONTH:
                context.recent.append((resolved.date, place))
            context.last, context.last_place, context.last_how = resolved.date, place, resolved.how
            context.night = resolved.date if (resolved.value or "").endswith("TNI") else None
        return resolved

    def dateline(self, resolved: Resolved, place: Place) -> None:
        """Take what a dateline tells for the day on which the text was written."""
        if resolved.date is not None:
            self._context.dateline(resolved.date, place)

    def _only_said(self, place: Place) -> bool:
        """Tell whether a day is that of what was said of the story, whose own day this paragraph has told before."""
        told = self._context.told
        return place.said and told is not None and told[1].block == place.block

    def _range(self, form: Range, direction: int) -> Resolved:
        first = self.resolve(form.first, direction, self._context.place)
        if isinstance(form.second, Clock):
            return _clock_range(first, form.second.clock)
        second = self._end_of_range(form, first, direction)
        if first.date is None or second.date is None or first.value is None or second.value is None:
            return unknown(first.note or second.note)
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
                return replace(first, value=date.iso + end.clock, date=date) if date else unknown()
            if end.weekday is not None and first.date.precision is Precision.DAY:
                day = first.date.first
                date_after = calendars.add_days(day, (end.weekday - day.weekday()) % _WEEK)
                after = PartialDate.of(date_after) if date_after else None
                return replace(first, value=after.iso, date=after) if after else unknown()
        return self.resolve(end, direction, self._context.place)


def _of_a_longer_stretch(form: Form) -> bool | None:
    """Tell whether a report goes over to more than a quarter (the first nine months) or back to one; else None."""
    if isinstance(form, Fixed):
        return True if form.value in _LONGER else None
    if isinstance(form, Part):
        return form.kind == "H" if form.kind in {"H", "Q"} else None
    return False if isinstance(form, Quarter) and not form.loose else None


def _clock_range(first: Resolved, until: str) -> Resolved:
    """From one time of day to another, which may lie behind midnight; without its day where none is known."""
    day, _, since = (first.value or "").partition("T")
    if not since:
        return first
    if first.date is None:
        return replace(first, value=f"{first.value}/{until}")
    last = first.date.first if until > f"T{since}" else calendars.add_days(first.date.first, 1)
    return replace(first, value=f"{first.value}/{last.isoformat()}{until}") if last and day else first


def _clock(context: Context, form: Clock, direction: int) -> Resolved:
    here = _day_here(context)
    told = _day_of_the_story(context, direction) if here is None else None
    base = here or (told[0] if told else context.published.date)
    if context.place.habitual or form.habitual or base is None or base.precision is not Precision.DAY:
        alone = None if form.unsure and not form.habitual else form.clock
        return Resolved("TIME", alone, note="no day is known")
    if base == context.night and (morning := _after_the_night(context, base, form.clock)) is not None:
        base = context.last = morning
        context.tell(morning, context.place)
    words = context.last_place.words if here else told[1].words if told else None
    note = f'on the day of "{words}"' if words is not None and base is not context.published.date else None
    return Resolved("TIME", base.iso + form.clock, base, note=note, anchored=note is None)


def _after_the_night(context: Context, night: PartialDate, clock: str) -> PartialDate | None:
    """The day after a night of which the text told: "fell last night. She came at 6 a.m."; None if it lies ahead."""
    day = calendars.add_days(night.first, 1)
    if day is None or (context.day is not None and day > context.day):
        return None
    return PartialDate.of(day) if clock == "TMO" or clock < "T12" else None


def _day_here(context: Context) -> PartialDate | None:
    """The day that the sentence spoke of last or, where it is past, the paragraph."""
    day = context.last
    if day is None or day.precision is not Precision.DAY or context.last_place.block != context.place.block:
        return None
    if context.last_place.sentence == context.place.sentence:
        return day
    return day if context.published.date is None or day <= context.published.date else None


def _day_of_the_story(context: Context, direction: int) -> tuple[PartialDate, Place] | None:
    """The day of which the paragraph before told last, or in the past tense some before it.

    Further back only a day of the week before publication counts.
    """
    told, today = context.told, context.day
    if told is None or today is None or direction > 0 or told[0].first >= today:
        return None
    gap = context.place.block - told[1].block
    aside = gap == 1 and context.last != told[0] and (today - told[0].first).days > _STORY
    if aside and context.news is not None and context.news[1].block < told[1].block:
        return context.news if context.news[0].first < today else None
    if gap <= 1:
        return told
    return told if direction < 0 and gap <= _STORY_BLOCKS and (today - told[0].first).days < _WEEK else None


def _fixed(_context: Context, form: Fixed, _direction: int) -> Resolved:
    return Resolved(form.type, form.value, anchored=False)


_RULES: dict[type, _Rule] = {
    Day: resolve_days.day,
    Numeric: resolve_days.numeric,
    Week: resolve_days.week,
    Shift: resolve_shifts.shift,
    Part: resolve_parts.part,
    Quarter: resolve_parts.spoken_quarter,
    MonthsTo: resolve_parts.months_to,
    Decade: resolve_parts.decade,
    Holiday: resolve_parts.holiday,
    Clock: _clock,
    Fixed: _fixed,
}
