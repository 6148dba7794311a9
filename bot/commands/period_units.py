"""One time in words: a day, week, month, quarter, season, year, decade or century. Pure; `periods` combines them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable

from bot.errors import PeriodError
from bot.model.archive import Period
from bot.model.dates import PartialDate

_ONE_DAY = dt.timedelta(days=1)
_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_WEEKDAYS = {name.casefold(): number for number, name in enumerate(calendar.day_name)}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}

_M = f"(?P<m>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_W = f"(?P<w>{'|'.join(_WEEKDAYS)})"
_Y, _D, _MM = r"(?P<y>\d{4})", r"(?P<d>\d{1,2})", r"(?P<mm>\d{1,2})"
_DAY_NAME = f"(?:(?:{'|'.join(_WEEKDAYS)}) )?"
_TURN = r"(?P<turn>this|current|last|past|previous|next|coming)"

BARE = frozenset({*_MONTHS, *_WEEKDAYS})
"""Single words that name a time only where a time is expected (May, March and Sun are words of other kinds too)."""

Reading = Callable[[re.Match[str], dt.date], Period]


def unit(text: str, today: dt.date) -> Period | None:
    """Read normalised ``text`` as one time; None where it has no known shape.

    Raises PeriodError where it has the shape of a time that does not exist or may mean two.
    """
    for pattern, read in _READINGS:
        if match := pattern.fullmatch(text):
            try:
                return read(match, today)
            except (ValueError, OverflowError) as error:
                raise PeriodError(f'There is no such time as "{text.title()}". {EXAMPLES}') from error
    return None


EXAMPLES = "Times read like this: 2024, May 2024, 16 May 2024, 2024-05-16, last year, since 2020, March to May 2024."


def of_date(date: PartialDate, words: str = "") -> Period:
    """Return all days that a partial date can mean."""
    return Period(date.first, date.last, words or str(date))


def of_days(first: dt.date, last: dt.date) -> Period:
    """Return a range of days, named as shortly as it can be read."""
    if first == last:
        return of_date(PartialDate.of(first))
    return Period(first, last, between(str(PartialDate.of(first)), str(PartialDate.of(last))))


def between(begin: str, end: str) -> str:
    """Name a range by its two ends, saying what both share once: ``16 to 18 May 2024``."""
    left, right = begin.split(), end.split()
    while len(left) == len(right) > 1 and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return f"{' '.join(left)} to {end}"


def _months(year: int, month: int, count: int, words: str) -> Period:
    first = dt.date(year, month, 1)
    return Period(first, _add_months(first, count) - _ONE_DAY, words)


def _add_months(date: dt.date, count: int) -> dt.date:
    index = date.year * 12 + date.month - 1 + count
    return dt.date(index // 12, index % 12 + 1, 1)


def _written(match: re.Match[str], today: dt.date) -> Period:
    """Read a date whose parts are named in the pattern; a month without a year is the latest one that has begun."""
    found = match.groupdict()
    month = _MONTHS[found["m"]] if found.get("m") else int(found["mm"]) if found.get("mm") else None
    day = int(found["d"]) if found.get("d") else None
    if found.get("y"):
        return of_date(PartialDate(int(found["y"]), month, day))
    for back in range(9):  # 29 February may be up to eight years away
        try:
            date = PartialDate(today.year - back, month, day)
        except ValueError:
            continue
        if date.first <= today:
            return of_date(date)
    raise ValueError(match.group())


def _slashed(match: re.Match[str], _: dt.date) -> Period:
    """Read 3/4/2021, which is two days unless the numbers tell."""
    one, two, year = (int(part) for part in match.groups())
    readings = [PartialDate(year, month, day) for day, month in {(one, two), (two, one)} if month <= 12]
    if not readings:
        raise ValueError(match.group())
    if len(readings) > 1:
        first, second = sorted(readings, reverse=True)
        raise PeriodError(f'"{match.group()}" may be {first} or {second}: type the one you mean.')
    return of_date(readings[0])


def _short_year(match: re.Match[str], _: dt.date) -> Period:
    raise PeriodError(f'"{match.group()}" leaves the century open: write the year with four digits.')


def _quarter(match: re.Match[str], _: dt.date) -> Period:
    number = _ORDINALS[match["q"]]
    return _months(int(match["y"]), number * 3 - 2, 3, f"Q{number} {match['y']}")


def _half(match: re.Match[str], _: dt.date) -> Period:
    number = _ORDINALS[match["h"]]
    return _months(int(match["y"]), number * 6 - 5, 6, f"{'first' if number == 1 else 'second'} half of {match['y']}")


def _season(match: re.Match[str], _: dt.date) -> Period:
    """Read a season as its three months north of the equator, and say which: the reader may live south of it."""
    year, name = int(match["y"]), match["season"]
    if name == "winter":
        raise PeriodError(
            f'"winter {year}" may be December {year - 1} to February {year} or December {year} to February {year + 1}:'
            " type the one you mean."
        )
    month = _SEASONS[name]
    words = f"{calendar.month_name[month]} to {calendar.month_name[month + 2]} {year}"
    return _months(year, month, 3, words)


def _decade(match: re.Match[str], _: dt.date) -> Period:
    year = int(match["y"])
    return Period(dt.date(year, 1, 1), dt.date(year + 9, 12, 31), f"the {year}s")


def _century(match: re.Match[str], _: dt.date) -> Period:
    number = int(match["n"])
    first = number * 100 - 99
    return Period(dt.date(first, 1, 1), dt.date(number * 100, 12, 31), f"{first} to {number * 100}")


def _iso_week(match: re.Match[str], _: dt.date) -> Period:
    first = dt.date.fromisocalendar(int(match["y"]), int(match["n"]), 1)
    return of_days(first, first + 6 * _ONE_DAY)


def _day(offset: int) -> Reading:
    return lambda _, today: of_date(PartialDate.of(today + offset * _ONE_DAY))


def _around(anchor: dt.date, size: str, shift: int) -> Period:
    """Return the day, week, month, quarter, year or decade that lies ``shift`` of them away from ``anchor``."""
    match size:
        case "day":
            return of_date(PartialDate.of(anchor + shift * _ONE_DAY))
        case "week":
            monday = anchor - anchor.weekday() * _ONE_DAY + shift * 7 * _ONE_DAY
            return of_days(monday, monday + 6 * _ONE_DAY)
        case "month":
            first = _add_months(anchor, shift)
            return of_date(PartialDate(first.year, first.month))
        case "quarter":
            first = _add_months(anchor.replace(month=(anchor.month - 1) // 3 * 3 + 1, day=1), shift * 3)
            return _months(first.year, first.month, 3, f"Q{(first.month + 2) // 3} {first.year}")
        case "year":
            return of_date(PartialDate(anchor.year + shift))
        case _:
            year = anchor.year // 10 * 10 + shift * 10
            return Period(dt.date(year, 1, 1), dt.date(year + 9, 12, 31), f"the {year}s")


def _shift(turn: str) -> int:
    return {"this": 0, "current": 0, "next": 1, "coming": 1}.get(turn, -1)


def _turned(match: re.Match[str], today: dt.date) -> Period:
    return _around(today, match["size"], _shift(match["turn"]))


def _ago(match: re.Match[str], today: dt.date) -> Period:
    return _around(today, match["size"], -int(match["n"]))


def _past_few(match: re.Match[str], today: dt.date) -> Period:
    """Read "last 30 days": up to and with today."""
    number, size = int(match["n"]), match["size"]
    if size in ("day", "week"):
        return of_days(today - (number * (7 if size == "week" else 1) - 1) * _ONE_DAY, today)
    first = _add_months(today, -number * (12 if size == "year" else 1))
    day = min(today.day, calendar.monthrange(first.year, first.month)[1])
    return of_days(first.replace(day=day) + _ONE_DAY, today)


def _weekday(match: re.Match[str], today: dt.date) -> Period:
    """Read a weekday as the latest one before today; with "next" or "coming", the first one after today."""
    if _shift(match.groupdict().get("turn") or "last") > 0:
        return of_date(PartialDate.of(today + ((_WEEKDAYS[match["w"]] - today.weekday() - 1) % 7 + 1) * _ONE_DAY))
    return of_date(PartialDate.of(today - ((today.weekday() - _WEEKDAYS[match["w"]] - 1) % 7 + 1) * _ONE_DAY))


def _turned_month(match: re.Match[str], today: dt.date) -> Period:
    month, shift = _MONTHS[match["m"]], _shift(match["turn"])
    year = today.year
    if shift < 0 and month >= today.month:
        year -= 1
    elif shift > 0 and month <= today.month:
        year += 1
    return of_date(PartialDate(year, month))


_SIZE = "(?P<size>day|week|month|quarter|year|decade)"
_READINGS: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (_Y, _written),
        (rf"{_Y}[-/]{_MM}", _written),
        (rf"{_Y}[-/.]{_MM}[-/.]{_D}", _written),
        (rf"{_D}\.{_MM}\.{_Y}", _written),
        (rf"{_MM}[/.]{_Y}", _written),
        (r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", _slashed),
        (r"\d{1,2}([./-])\d{1,2}\1\d{2}", _short_year),
        (rf"{_M} {_Y}", _written),
        (rf"{_Y} {_M}", _written),
        (rf"{_DAY_NAME}{_D} {_M} {_Y}", _written),
        (rf"{_DAY_NAME}{_M} {_D} {_Y}", _written),
        (rf"{_Y} {_M} {_D}", _written),
        (rf"{_DAY_NAME}{_D} {_M}", _written),
        (rf"{_DAY_NAME}{_M} {_D}", _written),
        (_M, _written),
        (rf"{_D}-{_M}-{_Y}", _written),
        (rf"q(?P<q>[1-4])[ -]?{_Y}", _quarter),
        (rf"{_Y}[ -]?q(?P<q>[1-4])", _quarter),
        (rf"(?P<q>first|second|third|fourth|[1-4]) quarter {_Y}", _quarter),
        (rf"h(?P<h>[12])[ -]?{_Y}", _half),
        (rf"(?P<h>first|second|[12]) half {_Y}", _half),
        (rf"(?P<season>spring|summer|autumn|fall|winter) {_Y}", _season),
        (r"(?P<y>\d{3}0)'?s", _decade),
        (r"(?P<n>\d{1,2}) century", _century),
        (rf"{_Y}-?w(?P<n>\d{{1,2}})", _iso_week),
        (rf"week (?P<n>\d{{1,2}}) {_Y}", _iso_week),
        ("today", _day(0)),
        ("yesterday", _day(-1)),
        ("day before yesterday", _day(-2)),
        ("tomorrow", _day(1)),
        (rf"{_TURN} {_SIZE}", _turned),
        (rf"(?P<n>\d{{1,4}}) {_SIZE}s? ago", _ago),
        (r"(?:last|past|previous) (?P<n>[1-9]\d{0,3}) (?P<size>day|week|month|year)s?", _past_few),
        (rf"(?:{_TURN} )?{_W}", _weekday),
        (rf"{_TURN} {_M}", _turned_month),
    )
)
