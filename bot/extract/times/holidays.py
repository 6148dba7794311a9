"""Holidays that name a day, and the day they fall on in a given year.

Only days that mean the same date to every reader of an English text (or, like Thanksgiving, are meant in one sense
nearly always) are here: "Independence Day" is another day in every country and stays out, and so do lunar feasts.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable

Rule = Callable[[int], dt.date]


def easter(year: int) -> dt.date:
    """Return Easter Sunday of ``year`` in the Gregorian calendar (the anonymous algorithm, Meeus 1991)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def _fixed(month: int, day: int) -> Rule:
    return lambda year: dt.date(year, month, day)


def orthodox_easter(year: int) -> dt.date:
    """Return Easter Sunday of the churches that keep to the Julian calendar, by the Gregorian (Meeus; 1900 to 2099)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return dt.date(year, month, day + 1) + dt.timedelta(days=13)


def _from_easter(days: int) -> Rule:
    return lambda year: easter(year) + dt.timedelta(days=days)


def _nth(month: int, weekday: int, number: int, plus: int = 0) -> Rule:
    """The ``number``-th ``weekday`` (Monday is 0; -1 is the last) of ``month``, ``plus`` days later."""

    def rule(year: int) -> dt.date:
        days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
        return dt.date(year, month, days[number - 1 if number > 0 else number]) + dt.timedelta(days=plus)

    return rule


def _election_day(year: int) -> dt.date:
    return _nth(11, 0, 1, plus=1)(year)


_RULES: dict[str, Rule] = {
    "new years day": _fixed(1, 1), "new years eve": _fixed(12, 31), "new years": _fixed(1, 1),
    "epiphany": _fixed(1, 6), "burns night": _fixed(1, 25), "australia day": _fixed(1, 26),
    "groundhog day": _fixed(2, 2), "valentines day": _fixed(2, 14), "st valentines day": _fixed(2, 14),
    "st patricks day": _fixed(3, 17), "saint patricks day": _fixed(3, 17),
    "international womens day": _fixed(3, 8), "april fools day": _fixed(4, 1), "earth day": _fixed(4, 22),
    "lady day": _fixed(3, 25), "anzac day": _fixed(4, 25), "may day": _fixed(5, 1), "juneteenth": _fixed(6, 19),
    "midsummer day": _fixed(6, 24), "michaelmas": _fixed(9, 29), "canada day": _fixed(7, 1),
    "fourth of july": _fixed(7, 4), "bastille day": _fixed(7, 14), "halloween": _fixed(10, 31),
    "all saints day": _fixed(11, 1), "all souls day": _fixed(11, 2), "bonfire night": _fixed(11, 5),
    "guy fawkes night": _fixed(11, 5), "armistice day": _fixed(11, 11), "veterans day": _fixed(11, 11),
    "christmas eve": _fixed(12, 24), "christmas day": _fixed(12, 25), "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26), "st stephens day": _fixed(12, 26),
    "martin luther king day": _nth(1, 0, 3), "martin luther king jr day": _nth(1, 0, 3),
    "presidents day": _nth(2, 0, 3), "mothers day": _nth(5, 6, 2), "memorial day": _nth(5, 0, -1),
    "fathers day": _nth(6, 6, 3), "labor day": _nth(9, 0, 1), "columbus day": _nth(10, 0, 2),
    "election day": _election_day, "thanksgiving": _nth(11, 3, 4), "thanksgiving day": _nth(11, 3, 4),
    "black friday": _nth(11, 3, 4, plus=1), "cyber monday": _nth(11, 3, 4, plus=4),
    "candlemas": _fixed(2, 2), "st davids day": _fixed(3, 1), "st georges day": _fixed(4, 23),
    "cinco de mayo": _fixed(5, 5), "ve day": _fixed(5, 8), "lammas": _fixed(8, 1), "martinmas": _fixed(11, 11),
    "remembrance day": _fixed(11, 11), "remembrance sunday": _nth(11, 6, 2), "st andrews day": _fixed(11, 30),
    "world aids day": _fixed(12, 1), "human rights day": _fixed(12, 10), "patriots day": _nth(4, 0, 3),
    "shrove tuesday": _from_easter(-47), "mardi gras": _from_easter(-47), "holy thursday": _from_easter(-3),
    "holy saturday": _from_easter(-1), "trinity sunday": _from_easter(56),
    "ash wednesday": _from_easter(-46), "palm sunday": _from_easter(-7), "maundy thursday": _from_easter(-3),
    "good friday": _from_easter(-2), "easter": _from_easter(0), "easter sunday": _from_easter(0),
    "easter day": _from_easter(0), "easter monday": _from_easter(1), "ascension day": _from_easter(39),
    "orthodox easter": orthodox_easter, "orthodox christmas": _fixed(1, 7), "orthodox christmas eve": _fixed(1, 6),
    "pentecost": _from_easter(49), "whit sunday": _from_easter(49), "whit monday": _from_easter(50),
}  # fmt: skip


_CASED = {"of": "of", "de": "de", "ve": "VE", "aids": "AIDS"}


def _pattern(name: str) -> str:
    """A name as it may be printed: with or without apostrophes and stops."""
    listed = [
        re.sub(r"(?<=.)s$", "['’]?s['’]?", word) if word.endswith("s") and word not in _CASED else word
        for word in name.split()
    ]
    return r"\.?\s".join(_printed(word) for word in listed)


def _printed(word: str) -> str:
    return _CASED.get(word, word.capitalize())


HOLIDAY = re.compile("(?:" + "|".join(_pattern(name) for name in sorted(_RULES, key=len, reverse=True)) + r")(?!\w)")
HOLIDAY_OPENERS = frozenset(_printed(re.split(r"\W", name)[0]) for name in _RULES) | {
    name.split()[0][:-1].capitalize() for name in _RULES if name.split()[0].endswith("s")
}


def holiday_key(printed: str) -> str:
    """Return the name under which a printed holiday is known here."""
    return " ".join(re.sub(r"[’'.]", "", printed).lower().split())


def holiday_date(key: str, year: int) -> dt.date:
    """Return the day of the holiday ``key`` in ``year``; raises KeyError for a holiday that is not known."""
    return _RULES[key](year)
