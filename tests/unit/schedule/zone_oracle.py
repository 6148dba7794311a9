"""An oracle for local hours that shares nothing with the code under test: it walks UTC minute by minute and looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

MINUTE = dt.timedelta(minutes=1)
STEP = dt.timedelta(hours=6)
DAY = dt.timedelta(days=1)


def changes(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[dt.datetime]:
    """Moments up to six hours before the offset of ``zone`` changes."""
    moment = dt.datetime(first_year, 1, 1, tzinfo=dt.UTC)
    end = dt.datetime(last_year + 1, 1, 1, tzinfo=dt.UTC)
    offset = moment.astimezone(zone).utcoffset()
    while moment < end:
        following = (moment + STEP).astimezone(zone).utcoffset()
        if following != offset:
            yield moment
        offset, moment = following, moment + STEP


def walk(zone: ZoneInfo, day: dt.date, hours: list[dt.time]) -> dict[dt.time, dt.datetime]:
    """For each of ``hours`` of ``day``, the first UTC minute whose local clock shows it or later."""
    moment = dt.datetime.combine(day, dt.time(), dt.UTC) - DAY
    found: dict[dt.time, dt.datetime] = {}
    open_hours = sorted(hours)
    while open_hours:
        shown = moment.astimezone(zone).replace(tzinfo=None)
        while open_hours and shown >= dt.datetime.combine(day, open_hours[0]):
            found[open_hours.pop(0)] = moment
        moment += MINUTE
    return found
