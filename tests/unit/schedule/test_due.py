"""Local hours, weekdays, clock changes, 29 February: when a wish is due."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.subscriptions import EVERY_DAY, LeapDay
from bot.schedule.due import (
    UnknownZoneError,
    due_after,
    first_instant,
    is_round,
    kept_on,
    next_due,
    too_late,
    zone_of,
)
from tests.unit.schedule.zone_oracle import DAY, changes, walk

MOMENTS = st.datetimes(
    dt.datetime.fromisoformat("2024-01-01"), dt.datetime.fromisoformat("2030-12-01"), timezones=st.just(dt.UTC)
)
HALF_HOURS = [dt.time(hour, minute) for hour in range(24) for minute in (0, 30)]


def utc(text: str) -> dt.datetime:
    """A UTC moment from ``2024-03-31 01:00``."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


CLOCKS = [
    ("plain morning", "Europe/Berlin", "2024-05-16", "09:00", "2024-05-16 07:00"),
    ("hour left out: the next that exists", "Europe/Berlin", "2024-03-31", "02:30", "2024-03-31 01:00"),
    ("hour left out at its start", "Europe/Berlin", "2024-03-31", "02:00", "2024-03-31 01:00"),
    ("hour just after the jump", "Europe/Berlin", "2024-03-31", "03:00", "2024-03-31 01:00"),
    ("hour that comes twice: the first", "Europe/Berlin", "2024-10-27", "02:30", "2024-10-27 00:30"),
    ("midnight left out", "Africa/Cairo", "2024-04-26", "00:00", "2024-04-25 22:00"),
    ("half an hour off", "Asia/Kolkata", "2024-05-16", "09:00", "2024-05-16 03:30"),
    ("three quarters off", "Asia/Kathmandu", "2024-05-16", "09:00", "2024-05-16 03:15"),
    ("a change of half an hour", "Australia/Lord_Howe", "2024-10-06", "02:15", "2024-10-05 15:30"),
    ("a change of two hours", "Antarctica/Troll", "2024-03-31", "01:30", "2024-03-31 01:00"),
    ("a day that never was", "Pacific/Apia", "2011-12-30", "09:00", "2011-12-30 10:00"),
]


@pytest.mark.parametrize(("_why", "zone", "day", "at", "expected"), CLOCKS, ids=[case[0] for case in CLOCKS])
def test_local_hour(_why: str, zone: str, day: str, at: str, expected: str) -> None:
    """A briefing would come at the wrong hour, not at all, or twice when the clocks change."""
    found = first_instant(dt.date.fromisoformat(day), dt.time.fromisoformat(at), ZoneInfo(zone))
    assert found == utc(expected)


@pytest.mark.parametrize(
    "zone", ["Europe/London", "America/New_York", "Africa/Casablanca", "Australia/Lord_Howe", "Antarctica/Troll"]
)
def test_clock_changes_against_a_minute_walk(zone: str) -> None:
    """A rule that holds for one zone's clock change would fail in another's."""
    place = ZoneInfo(zone)
    for change in changes(place, 2024, 2025):
        day = change.astimezone(place).date()
        for near in (day - DAY, day, day + DAY):
            expected = walk(place, near, HALF_HOURS)
            assert {at: first_instant(near, at, place) for at in HALF_HOURS} == expected


@pytest.mark.drill
def test_every_zone_through_every_change_of_2024_to_2030() -> None:
    """Somewhere on earth a briefing would be skipped or doubled when the clocks change."""
    checked = 0
    for name in sorted(available_timezones()):
        place = ZoneInfo(name)
        for change in changes(place, 2024, 2030):
            day = change.astimezone(place).date()
            for near in (day - DAY, day, day + DAY):
                expected = walk(place, near, HALF_HOURS)
                found = {at: first_instant(near, at, place) for at in HALF_HOURS}
                assert found == expected, (name, near)
                checked += len(HALF_HOURS)
    assert checked > 100_000


@given(
    zone=st.sampled_from(sorted(available_timezones())),
    start=MOMENTS,
    at=st.times().map(lambda time: time.replace(second=0, microsecond=0)),
)
def test_a_fortnight_has_fourteen_posts(zone: str, start: dt.datetime, at: dt.time) -> None:
    """A day would be left out, or come twice, in some zone at some hour."""
    found = list(itertools.islice(due_after(at, ZoneInfo(zone), EVERY_DAY, start), 14))
    days = [due.day for due in found]
    assert days == [days[0] + DAY * number for number in range(14)]
    assert all(earlier.at < later.at for earlier, later in itertools.pairwise(found))
    assert all(start < due.at for due in found)


@given(
    moment=MOMENTS,
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
)
def test_only_the_wanted_weekdays(moment: dt.datetime, weekdays: tuple[int, ...]) -> None:
    """A channel that asked for Mondays would be written to on a Sunday."""
    due = next_due(dt.time(9), ZoneInfo("Asia/Kathmandu"), weekdays, moment)
    assert due is not None
    assert due.day.weekday() in weekdays
    assert due.at - moment <= DAY * 8


def test_no_weekday_is_never_due() -> None:
    """A subscription without a weekday would search for its next post for ever."""
    assert next_due(dt.time(9), ZoneInfo("UTC"), (), utc("2024-05-16 00:00")) is None


def test_the_moment_itself_is_over() -> None:
    """The post just made would be due again in the same minute."""
    due = next_due(dt.time(9), ZoneInfo("UTC"), EVERY_DAY, utc("2024-05-16 09:00"))
    assert due is not None
    assert due.day == dt.date(2024, 5, 17)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "Europe", "../etc/passwd", "/etc/localtime", "Europe/Berlin\0"])
def test_a_zone_that_is_not_there_is_named(name: str) -> None:
    """A zone removed from tzdata would stop the scheduler instead of one subscription."""
    with pytest.raises(UnknownZoneError):
        zone_of(name)


LATE = [
    ("on the dot", dt.timedelta(), 12, False),
    ("just in time", dt.timedelta(hours=12), 12, False),
    ("too late", dt.timedelta(hours=12, seconds=1), 12, True),
    ("never late, but the clock ticks a moment after the hour", dt.timedelta(seconds=90), 0, False),
    ("never late", dt.timedelta(minutes=6), 0, True),
]


@pytest.mark.parametrize(
    ("delay", "late_hours", "expected"), [case[1:] for case in LATE], ids=[case[0] for case in LATE]
)
def test_how_late_is_too_late(delay: dt.timedelta, late_hours: int, *, expected: bool) -> None:
    """After a night's outage the morning's post would be dropped, or last week's would come."""
    due = utc("2024-05-16 09:00")
    assert too_late(due, due + delay, late_hours) is expected


@pytest.mark.parametrize("rule", list(LeapDay))
def test_forty_years_of_29_february(rule: LeapDay) -> None:
    """An anniversary of 29 February would be missing, or come twice, in some year."""
    for year in range(2000, 2041):
        days = [dt.date(year, 2, 27) + DAY * number for number in range(5)]
        kept = {day: kept_on(day, rule) for day in days}
        keeping = [day for day in days if (2, 29) in kept[day]]
        other = dt.date(year, 2, 28) if rule is LeapDay.FEBRUARY_28 else dt.date(year, 3, 1)
        assert keeping == [dt.date(year, 2, 29) if calendar.isleap(year) else other]
        assert all((day.month, day.day) in kept[day] for day in days)


def test_what_counts_as_round() -> None:
    """A channel that asked for round years would be told of the 7th, or not of the 25th."""
    assert [years for years in range(-10, 130) if is_round(years)] == [
        1, 5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 100, 110, 120, 125,
    ]  # fmt: skip
