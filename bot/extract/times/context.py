"""What is known when an expression is resolved: the publication date, and what the text has spoken of so far."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable

from bot.extract.times import calendars
from bot.extract.times.years import Anchor, Place, Years
from bot.model import Dating, HowKnown, PartialDate, Precision

_RECENT = 4  # dates
_TO_PRINT = 3  # days from writing to print
_NEWS = 7  # days before publication of which news tells


class Context:
    """The state of resolving one document.

    ``published`` is when it came out, ``day`` the same where it is known to the day; ``years`` chooses years.
    ``day_first`` tells whether the document writes 3/4 for 3 April (None: it does not tell). ``last`` is the date that
    the text spoke of last, for "two days later" and "that year"; ``last_how`` and ``last_place`` say how it was known
    and where it stood; ``recent`` are the last few days and months. ``quarter`` (year, number) is the quarter that a
    report speaks of, ``halves_of`` the year of whose halves it speaks, ``longer`` tells that it has named a longer
    stretch than a quarter since ("the first nine months"). ``place`` is where the text is read now.
    ``told`` is the last day that does not lie ahead, ``news`` the last of the week before publication, ``night`` the
    day whose night the text has just told of. ``written`` is the day of a dateline shortly before publication and where
    it stands: "tonight" is of that day.
    """

    def __init__(self, published: Dating, own: Iterable[Anchor], *, day_first: bool | None) -> None:
        self.published = published
        self.day_first = day_first
        self.years = Years(published, own)
        date = published.date
        self.day: dt.date | None = date.first if date and date.precision is Precision.DAY else None
        self.last: PartialDate | None = None
        self.recent: deque[tuple[PartialDate, Place]] = deque(maxlen=_RECENT)
        self.last_how = HowKnown.UNKNOWN
        self.quarter: tuple[int, int] | None = None
        self.halves_of: int | None = None
        self.longer = False
        self.told: tuple[PartialDate, Place] | None = None
        self.news: tuple[PartialDate, Place] | None = None
        self.night: PartialDate | None = None
        self.written: tuple[PartialDate, Place] | None = None
        self.place = self.last_place = self.quarter_place = Place(0, 0, 0)

    def dateline(self, date: PartialDate, place: Place) -> None:
        """Keep the day of a dateline that is shortly before that of publication."""
        apart = (self.day - date.first).days if self.day is not None and date.precision is Precision.DAY else 0
        if 0 < apart <= _TO_PRINT:
            self.written = (date, place)

    def tell(self, date: PartialDate, place: Place) -> None:
        """Keep a day that does not lie ahead."""
        self.told = (date, place)
        if self.day is not None and 0 <= (self.day - date.first).days < _NEWS:
            self.news = self.told

    def speak_of(self, quarter: tuple[int, int], place: Place) -> None:
        """Keep a quarter for "a year ago" and "the quarter"; results are not compared with one that lies ahead."""
        today = self.published.date
        if today is None or today.month is None or quarter <= (today.year, calendars.quarter_of(today) or 1):
            self.quarter, self.quarter_place = quarter, place
