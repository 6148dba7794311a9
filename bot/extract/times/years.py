"""The year of a date that is printed without one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import NamedTuple

from bot.extract.times import calendars
from bot.extract.times.forms import Day
from bot.model import Dating, PartialDate, Precision

# Days that a date against the clause's tense counts as farther away, by how close the verb stands; tried on dev. A
# modal carries farther than a past tense: "it will not yield him an advantage in November", said in January.
_AGAINST_PAST, _AGAINST_FUTURE = (0, 210, 300), (0, 250, 300)

YearRule = Callable[[int], PartialDate | None]


class Place(NamedTuple):
    """Where an expression stands: its offset, the numbers of its sentence and its block, and its words.

    ``habitual`` tells that the sentence says what happens again and again ("daily from 6 a.m."), ``said`` that it
    is the day on which somebody spoke of the story ("police said on Tuesday").
    """

    at: int
    sentence: int
    block: int
    words: str = ""
    habitual: bool = False
    said: bool = False


class Anchor(NamedTuple):
    """A full date that the text itself prints, with its words."""

    date: PartialDate
    place: Place


class Years:
    """Chooses years against the publication date or, where none is known, by the full dates that the text prints."""

    def __init__(self, published: Dating, own: Iterable[Anchor]) -> None:
        self._published = published
        self._own = tuple(own)
        self._starts = [anchor.place.at for anchor in self._own]
        self._same_day: dict[tuple[int | None, int | None], Anchor] = {}
        for anchor in self._own:
            self._same_day.setdefault((anchor.date.month, anchor.date.day), anchor)
        self._one_year = len({anchor.date.year for anchor in self._own}) == 1

    def known(self) -> bool:
        """Tell whether there is a publication date to count from."""
        return self._published.precision >= Precision.MONTH

    def nearest(self, year_of: YearRule, direction: int, rel: int | None = None) -> PartialDate | None:
        """Return the date of the year nearest to publication.

        ``direction`` is that of the clause (see direction.py); ``rel`` is -1 for "last", 1 for "next", where
        printed.
        """
        base = self._published.date
        return None if base is None or not self.known() else _nearest(year_of, base, direction, rel)

    def on_weekday(self, form: Day) -> PartialDate | None:
        """Return the date nearest to publication on which the printed weekday and day agree."""
        base = self._published.date
        if base is None or not self.known():
            return None
        years = range(max(1, base.year - 5), min(9999, base.year + 3))
        dates = [date for year in years if (date := calendars.make(year, form.month, form.day))]
        agreeing = [date for date in dates if date.first.weekday() == form.weekday]
        return min(agreeing, key=lambda date: abs((date.first - base.first).days), default=None)

    def by_the_text(self, form: Day, direction: int, place: Place) -> tuple[PartialDate, Anchor] | None:
        """Return a day without a year with that of the text's own full dates; None where they do not agree on one.

        The same day printed with its year tells it; so does the last full date of the paragraph, or all of them when
        they are of one year.
        """
        if form.month is None or form.day is None:
            return None
        anchor = self._same_day.get((form.month, form.day)) or self._last_before(place)
        if anchor is None and self._one_year:
            anchor = self._own[0]
        if anchor is None:
            return None
        date = _nearest(lambda year: calendars.make(year, form.month, form.day), anchor.date, direction, None)
        return (date, anchor) if date else None

    def _last_before(self, place: Place) -> Anchor | None:
        """The last full date of the same block before ``place``."""
        index = bisect_left(self._starts, place.at) - 1
        return self._own[index] if index >= 0 and self._own[index].place.block == place.block else None


def _nearest(year_of: YearRule, base: PartialDate, direction: int, rel: int | None) -> PartialDate | None:
    centre = calendars.middle(base)
    years = range(max(1, base.year - 1), min(9999, base.year + 1) + 1)
    dates = [date for year in years if (date := year_of(year))]
    if rel:
        dates = [date for date in dates if (date.first > base.last if rel > 0 else date.last < base.first)] or dates
        direction = rel

    def cost(date: PartialDate) -> float:
        gap = 0 if date.contains(base) else (calendars.middle(date) - centre).days
        against = _AGAINST_FUTURE if direction > 0 else _AGAINST_PAST
        return abs(gap) + (against[abs(direction)] if gap * direction < 0 else 0)

    return min(dates, key=cost, default=None)
