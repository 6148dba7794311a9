"""What is counted from another date -> dates: yesterday, last week, two years earlier."""

from __future__ import annotations

from dataclasses import replace

from bot.extract.times import calendars
from bot.extract.times.context import Context
from bot.extract.times.forms import Shift
from bot.extract.times.resolved import Resolved, dated, unknown
from bot.extract.times.years import Place
from bot.model import PartialDate, Precision

_SATURDAY = 5
_QUARTER_HOLDS = 2000  # characters after which "a year ago" no longer means the same quarter a year ago


def shift(context: Context, form: Shift, direction: int) -> Resolved:
    """Return the date so many units away from publication, or from the date that the text spoke of last."""
    base = context.last if form.from_text else context.published.date
    if form.from_text and form.unit == "D" and base is not None and base.precision < Precision.DAY:
        base = _last_day(context) or base  # "The mine was fined in 2008. She came the same day"
    if not form.sign and form.clock and (base is None or base.precision is not Precision.DAY):
        base = context.published.date  # "by the evening"
    written = context.written if form.unit in {"D", "NI"} and base is context.published.date else None
    if written is not None:
        base = written[0]
    if base is None:
        return unknown(f"no {'date in the text' if form.from_text else 'publication date'} to count from")
    steps = form.sign * (form.count or 0)
    near = context.place.at - context.quarter_place.at < _QUARTER_HOLDS
    if form.unit == "Y" and steps == -1 and context.quarter and near and form.counted:
        year = calendars.make(context.quarter[0] - 1)
        return dated(year) if context.longer and year else quarter(context.quarter[0] - 1, context.quarter[1])
    if form.count is None:
        return _near_weekend(context, form.sign or direction)
    moved = _moved(form, base, steps)
    if written is not None and moved.date is not None:
        return replace(moved, note=f'counted from the dateline, "{written[1].words}"', anchored=False)
    if form.from_text and context.last is not None and moved.date is not None:
        place = context.last_place
        if direction <= 0 and _is_ahead(context, moved):
            earlier = _from_earlier(context, form, steps)
            if earlier is None and direction < 0:
                return unknown("it would lie ahead of publication, and is told of as past")
            moved, place = earlier or (moved, place)
        return replace(moved, note=f'counted from "{place.words}"', anchored=False)
    return moved


def _last_day(context: Context) -> PartialDate | None:
    """The day that this paragraph or the one before spoke of last, where a month or a year was named since."""
    near = context.place.block - 1
    return next(
        (date for date, at in reversed(context.recent) if date.precision is Precision.DAY and at.block >= near), None
    )


def _is_ahead(context: Context, resolved: Resolved) -> bool:
    published = context.published.date
    return published is not None and resolved.date is not None and resolved.date.first > published.last


def _from_earlier(context: Context, form: Shift, steps: float) -> tuple[Resolved, Place] | None:
    """The same counted from an earlier date of the text: what "left two days later" is told of has happened."""
    for date, place in reversed(context.recent):
        moved = _moved(form, date, steps)
        if moved.date is not None and not _is_ahead(context, moved):
            return moved, place
    return None


def quarter(year: int, number: int) -> Resolved:
    """A quarter of a year (1 to 4)."""
    return Resolved("DATE", f"{year:04}-Q{number}", calendars.make(year))


def _near_weekend(context: Context, direction: int) -> Resolved:
    """The weekend that has begun last, or the one to come where the clause looks ahead."""
    if context.day is None:
        return unknown("no day to count from")
    steps = -1 if direction <= 0 and context.day.weekday() < _SATURDAY else 0
    return _moved_days(Shift("WE", 1, steps), PartialDate.of(context.day), steps)


def _moved(form: Shift, base: PartialDate, steps: float) -> Resolved:
    unit = form.unit
    if unit in {"H", "MIN", "S"}:
        return Resolved("TIME", None, note="no time of day to count from")
    if unit in {"D", "NI", "W", "FN", "WE"}:
        return _moved_days(form, base, steps)
    if unit == "Y" and steps % 1:
        unit, steps = "M", steps * 12
    if unit in {"M", "Q"}:
        if base.month is None:
            return unknown("no month is known")
        date = calendars.add_months(base.year, base.month, int(steps) * (3 if unit == "Q" else 1))
        if date is not None and unit == "Q":
            return quarter(date.year, calendars.quarter_of(date) or 1)
        return dated(date) if date else unknown()
    if form.to_the_day and base.precision is Precision.DAY:
        date = calendars.make(base.year + int(steps), base.month, base.day)
        return dated(date) if date else unknown()
    if unit == "Y":
        date = calendars.make(base.year + int(steps))
        return dated(date) if date else unknown()
    if unit == "DE" and form.counted:
        date = calendars.make(base.year + int(steps * 10))
        return dated(date) if date else unknown()
    if unit == "DE" and 0 < base.year + 10 * steps < 10000:
        return Resolved("DATE", f"{int(base.year + 10 * steps) // 10:03}", None, note="a decade")
    if unit == "CE" and 0 < base.year + 100 * steps < 10000:
        return Resolved("DATE", f"{(base.year - 1) // 100 + int(steps):02}", None, note="a century")
    return Resolved("DATE", None)


def _moved_days(form: Shift, base: PartialDate, steps: float) -> Resolved:
    if base.precision is not Precision.DAY:
        return unknown("no day to count from")
    size = {"W": 7, "FN": 14, "WE": 7}.get(form.unit, 1)
    date = calendars.add_days(base.first, round(steps * size))
    if date is None:
        return unknown()
    if form.unit in {"D", "NI"}:
        return dated(PartialDate.of(date), form.clock)
    end = form.unit == "WE"
    days = calendars.week_days(date, end=end)
    note = f"the week{'end' if end else ''} of {calendars.days_words(*days)}" if days else None
    value, covered = calendars.week_value(date), calendars.weekend_of(date) if end else calendars.week_of(date)
    return Resolved("DATE", f"{value}-WE" if end else value, covered, note=note)
