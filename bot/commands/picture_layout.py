"""Where things stand in a picture of time: years to pixels with long gaps shortened, labels moved apart. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bot.model.dates import PartialDate, Precision

_TOO_LONG = 0.75  # of the time that is left to show: a longer gap without anything in it is shortened
_MOST_GAPS = 3
_GAP = 0.09  # of the height, what a shortened gap takes
_FEW = 3  # stretches of time from which on gaps are shortened
_MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Gap:
    """A long time in which nothing is shown, shortened: from ``top`` to ``bottom`` in pixels."""

    first: dt.date
    last: dt.date
    top: float
    bottom: float

    @property
    def words(self) -> str:
        """How long it is: ``174 years``."""
        days = (self.last - self.first).days
        for length, noun in ((365.2425, "year"), (30.44, "month")):
            number = round(days / length)
            if number >= 2:
                return f"{number} {noun}s"
        return f"{days} days"


class Scale:
    """Days to pixels, downwards from ``top`` to ``bottom``, linear but for the long gaps."""

    _only: int | None = None

    def __init__(self, dates: Sequence[PartialDate], top: float, bottom: float) -> None:
        stretches = _stretches(dates)
        if stretches[0][0] == stretches[-1][1]:  # one day stands in the middle
            stretches = [(max(stretches[0][0] - 1, 1), stretches[0][1] + 1)]
            self._only = stretches[0][1] - 1
        cut = _long_gaps(stretches)
        shown = max(stretches[-1][1] - stretches[0][0] - sum(after - before for before, after in cut), 1)
        gap_height = (bottom - top) * _GAP
        per_day = (bottom - top - gap_height * len(cut)) / shown
        self.gaps: list[Gap] = []
        self._points: list[tuple[int, float]] = [(stretches[0][0], top)]
        for before, after in cut:
            day, y = self._points[-1]
            above = y + (before - day) * per_day
            self._points += [(before, above), (after, above + gap_height)]
            first, last = dt.date.fromordinal(before), dt.date.fromordinal(after)
            self.gaps.append(Gap(first, last, above, above + gap_height))
        self._points.append((max(stretches[-1][1], self._points[-1][0] + 1), bottom))

    def y(self, day: dt.date) -> float:
        """The height of a day, kept within the picture."""
        ordinal = day.toordinal()
        for (left, above), (right, below) in pairwise(self._points):
            if ordinal <= right:
                share = (ordinal - left) / max(right - left, 1)
                return above + (below - above) * min(max(share, 0.0), 1.0)
        return self._points[-1][1]

    def extent(self, date: PartialDate) -> tuple[float, float]:
        """From where to where a date reaches: a point for a day, a bar for a month or a year."""
        if date.precision is Precision.DAY:
            return self.y(date.first), self.y(date.first)
        return self.y(date.first), self.y(date.last)

    def ticks(self) -> tuple[tuple[float, str, int], ...]:
        """Heights with the year, month or day that begins there, few enough to be read, none inside a gap; the year."""
        if self._only is not None:
            day = dt.date.fromordinal(self._only)
            return ((self.y(day), _STEPS[0].words(day), day.year),)
        first, last = self._points[0][0], self._points[-1][0]
        cut = sum((gap.last - gap.first).days for gap in self.gaps)
        days = max(last - first - cut, 1)
        for step in _STEPS:
            if days / step.days <= _MOST_TICKS:
                break
        hidden = [(gap.first.toordinal(), gap.last.toordinal()) for gap in self.gaps]
        return tuple((self.y(day), step.words(day), day.year) for day in step.days_between(first, last, hidden))


@dataclass(frozen=True, slots=True)
class _Step:
    """A distance between ticks: so many days, months or years."""

    unit: str
    number: int

    @property
    def days(self) -> float:
        return self.number * {"day": 1.0, "month": 30.44, "year": 365.2425}[self.unit]

    def days_between(self, first: int, last: int, hidden: Sequence[tuple[int, int]]) -> list[dt.date]:
        """The days on which a tick can stand, outside of what is hidden."""
        found = []
        ranges = _outside(first, last, hidden)
        for begin, end in ranges:
            day: dt.date | None = self._from(dt.date.fromordinal(begin))
            while day is not None and day.toordinal() <= end:
                if day.toordinal() >= begin:
                    found.append(day)
                day = self._after(day)
        return found

    def words(self, day: dt.date) -> str:
        """What stands at a tick."""
        month = dt.date(2000, day.month, 1).strftime("%b")
        return {"day": f"{day.day} {month}", "month": f"{month} {day.year}", "year": str(day.year)}[self.unit]

    def _from(self, day: dt.date) -> dt.date:
        if self.unit == "day":
            return day
        if self.unit == "month":
            return day.replace(month=day.month - (day.month - 1) % self.number, day=1)
        return dt.date(max(day.year - day.year % self.number, 1), 1, 1)

    def _after(self, day: dt.date) -> dt.date | None:
        try:
            if self.unit == "day":
                return day + dt.timedelta(days=self.number)
            if self.unit == "month":
                months = day.year * 12 + day.month - 1 + self.number
                return dt.date(months // 12, months % 12 + 1, 1)
            return dt.date(day.year - day.year % self.number + self.number, 1, 1)
        except (ValueError, OverflowError):  # beyond the calendar
            return None


_STEPS = (
    *(_Step("day", number) for number in (1, 2, 7, 14)),
    *(_Step("month", number) for number in (1, 2, 3, 6)),
    *(_Step("year", number) for number in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)),
)


def _stretches(dates: Sequence[PartialDate]) -> list[tuple[int, int]]:
    """The times that the dates cover, as ranges of ordinals that do not overlap, in order."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted((date.first.toordinal(), date.last.toordinal()) for date in dates):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _long_gaps(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The times between stretches that would leave too little room for all the rest, in order."""
    gaps = [(before[1], after[0]) for before, after in pairwise(stretches)]
    total = stretches[-1][1] - stretches[0][0]
    cut: list[tuple[int, int]] = []
    for gap in sorted(gaps, key=lambda gap: gap[0] - gap[1]):
        length = gap[1] - gap[0]
        if len(gaps) - len(cut) < _FEW - 1 or len(cut) == _MOST_GAPS or length < _TOO_LONG * total:
            break
        cut.append(gap)
        total -= length
    return sorted(cut)


def _outside(first: int, last: int, hidden: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    ranges, begin = [], first
    for low, high in hidden:
        ranges.append((begin, low))
        begin = high
    return [*ranges, (begin, last)]


def apart(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Tops for boxes whose middles want to be at ``wanted`` (ascending): none overlap, all are inside.

    The sum of squared moves is the least there is: isotonic regression by pooling adjacent violators, on the tops less
    the heights above them. The boxes must fit between ``top`` and ``bottom``.
    """
    above = [0.0, *accumulate(heights)]
    pools: list[tuple[float, int]] = []  # mean, number
    for middle, height, before in zip(wanted, heights, above, strict=False):
        mean, number = middle - height / 2 - before, 1
        while pools and pools[-1][0] > mean:
            other, count = pools.pop()
            mean, number = (other * count + mean * number) / (count + number), count + number
        pools.append((mean, number))
    room = bottom - above[-1]
    moved = [min(max(mean, top), room) for mean, number in pools for _ in range(number)]
    return [start + before for start, before in zip(moved, above, strict=False)]


def spread(count: int) -> list[int]:
    """The places 0 to ``count`` - 1 in such an order that the first few of them, however many, lie well apart.

    The places in the order of their reversed binary digits, as van der Corput's sequence has them.
    """
    digits = max(count - 1, 0).bit_length()
    reversed_digits = (int(f"{place:0{digits}b}"[::-1], 2) if digits else 0 for place in range(1 << digits))
    return [place for place in reversed_digits if place < count]
