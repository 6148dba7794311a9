"""When a wish is due: pure functions of local days, hours and zones, with the clock given.

One rule covers every change of the clocks: a post for a local day and hour is due at **the first instant at which the
local clock shows that day and hour, or later**. An hour that does not exist is thereby kept at the next that does, and
an hour that comes twice is kept the first time.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.model.subscriptions import Due, LeapDay

_SECOND = dt.timedelta(seconds=1)
_DAY = dt.timedelta(days=1)
_PUNCTUAL = dt.timedelta(minutes=5)


class UnknownZoneError(LookupError):
    """No such time zone in this machine's tzdata: misspelt, or removed since."""


def zone_of(name: str) -> ZoneInfo:
    """The IANA zone ``name``. Raises UnknownZoneError."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError) as error:
        raise UnknownZoneError(name) from error


@lru_cache(maxsize=65536)
def first_instant(day: dt.date, at: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The first instant (aware, UTC) at which the clocks of ``zone`` show ``day`` and ``at``, or later."""
    wanted = dt.datetime.combine(day, at, zone)
    instant = wanted.astimezone(dt.UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wanted.replace(tzinfo=None):
        return instant
    # The clocks jump over it. Read with the offset after the jump it lies before the jump, read with the offset before
    # the jump it lies after: the jump is found by halving between the two.
    before, after = wanted.replace(fold=1).astimezone(dt.UTC), instant
    target = wanted.replace(tzinfo=None)
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        middle -= dt.timedelta(microseconds=middle.microsecond)
        if middle.astimezone(zone).replace(tzinfo=None) >= target:
            after = middle
        else:
            before = middle
    return after


def due_after(at: dt.time, zone: ZoneInfo, weekdays: tuple[int, ...], moment: dt.datetime) -> Iterator[Due]:
    """Every time that ``at`` comes on one of ``weekdays`` (Monday is 0) after ``moment`` (aware), without end.

    Several may share an instant only where a whole day is missing from the zone's calendar.
    """
    day = moment.astimezone(zone).date() - _DAY
    while weekdays:
        if day.weekday() in weekdays and (instant := first_instant(day, at, zone)) > moment:
            yield Due(day, instant)
        day += _DAY


@lru_cache(maxsize=65536)
def next_due(at: dt.time, zone: ZoneInfo, weekdays: tuple[int, ...], moment: dt.datetime) -> Due | None:
    """The first time after ``moment``; None where no weekday is wanted."""
    return next(due_after(at, zone, weekdays, moment), None)


def too_late(due: dt.datetime, now: dt.datetime, late_hours: int) -> bool:
    """Tell whether a post that was due at ``due`` is no longer wanted at ``now``; a few minutes are always allowed."""
    return now - due > max(dt.timedelta(hours=late_hours), _PUNCTUAL)


def kept_on(day: dt.date, leap_day: LeapDay) -> tuple[tuple[int, int], ...]:
    """The months and days whose anniversaries are kept on ``day``.

    That is its own, and 29 February too on the day that stands in for it in a year that has none.
    """
    own = (day.month, day.day)
    stand_in = (2, 28) if leap_day is LeapDay.FEBRUARY_28 else (3, 1)
    return (own, (2, 29)) if own == stand_in and not calendar.isleap(day.year) else (own,)


def is_round(years: int) -> bool:
    """Tell whether an anniversary is one that newsrooms mark: 1, 5, and every further ten and twenty-five."""
    return years in (1, 5) or (years > 0 and (years % 10 == 0 or years % 25 == 0))
