"""Readings of ranges: June 14-16, from May 28 to June 1, 2010-11.

Each returns a form, or None where the pattern is no time expression after all.
"""

from __future__ import annotations

from dataclasses import replace

from bot.extract.times import numbers
from bot.extract.times.forms import Clock, Day, Form, MonthsTo, Range
from bot.extract.times.piece import Piece, unit_is
from bot.extract.times.read_dated_clocks import any_day, at
from bot.extract.times.read_dates import day, numeric
from bot.extract.times.read_parts import is_numbered

_MONTHS = 12


def days_of_month(piece: Piece) -> Form | None:
    """June 14-16, 14 to 16 June 2021."""
    figures = [piece.tokens.values[i] for i in range(piece.start, piece.end) if piece.tokens.classes[i] in "Dd"]
    first, second = figures[0], figures[-1]
    if not isinstance(first, int) or not isinstance(second, int) or not first < second <= 31:
        return None
    base = Day(year=piece.number("Y"), month=piece.number("Mm"))
    return Range(replace(base, day=first), replace(base, day=second))


def two_days(piece: Piece) -> Form | None:
    """8 and 9 December 2021, April 24 and 25: one day after the other."""
    found = days_of_month(piece)
    if not isinstance(found, Range) or not isinstance(found.first, Day) or not isinstance(found.second, Day):
        return None
    following = (found.first.day or 0) + 1 == found.second.day
    return replace(found, both=True) if following and piece.word(piece.index("&") or 0) == "and" else None


def range_of_two(piece: Piece) -> Form | None:
    """From one date to another; two dates that are whole in themselves and joined by words are two expressions."""
    split = next((i for i in range(piece.start + 1, piece.end - 1) if _is_joint(piece, i)), None)
    if split is None:
        return None
    first, second = _any_date(piece.part(piece.start, split)), _any_date(piece.part(split + 1, piece.end))
    if isinstance(first, Day) and isinstance(second, Day):
        if first.year and second.year and piece.tokens.classes[split] in "T&" and not _is_between(piece):
            return None
        if first.year is None and first.month is not None:
            first = replace(first, year=second.year)
        return Range(first, second)
    return Range(first, second) if first and second else None


def clocks(piece: Piece) -> Form | None:
    """Between 1am and 2am on 14 October, between 3 and 4 p.m., 17 November from 14:00 to 18:00."""
    opening = piece.index("b") or piece.start
    joint = next(i for i in range(opening, piece.end) if piece.tokens.classes[i] in "&T-")
    end = next((i for i in range(joint + 1, piece.end) if piece.tokens.classes[i] not in "cpzDPJj-"), piece.end)
    second = numbers.clock(piece.part(joint + 1, end))
    first = numbers.clock(piece.part(opening + 1, joint)) or _hour_before(piece.tokens.values[opening + 1], second)
    if not first[1:2].isdigit() or not second[1:2].isdigit():
        return None
    rest = piece.part(piece.start, opening) if opening > piece.start else piece.part(end, piece.end)
    named = next((i for i in range(rest.start, rest.end) if piece.tokens.classes[i] not in ",i"), rest.end)
    on = at(first, any_day(piece.part(named, rest.end))) if named < rest.end else Clock(first)
    return Range(on, Clock(second)) if on is not None else None


def _hour_before(hour: object, second: str) -> str:
    """The first hour of "between 3 and 4 p.m.": the last of its number before the second."""
    if not isinstance(hour, int) or not 1 <= hour <= _MONTHS or not second[1:2].isdigit():
        return ""
    same_half = hour % _MONTHS + int(second[1:3]) // _MONTHS * _MONTHS
    return f"T{same_half if same_half < int(second[1:3]) else hour:02}:00"


def _is_between(piece: Piece) -> bool:
    """Tell whether what lies between two dates is meant: neither of them is when it happened."""
    return piece.word(piece.start) == "between"


def _is_joint(piece: Piece, index: int) -> bool:
    return piece.tokens.classes[index] in "-T&/"


def _any_date(piece: Piece) -> Form | None:
    if "I" in piece.classes:
        return numeric(piece)
    if piece.index("Mm") is not None:
        return day(piece)
    return Day(weekday=piece.number("Ww"))


def months_to(piece: Piece) -> Form | None:
    """The three months to 31 March, the quarter to 31 March."""
    joint = piece.index("T") or piece.start
    counted, end = piece.part(piece.start, joint), day(piece.part(joint, piece.end))
    count = 3 if counted.value("Q") == 1 else numbers.quantity(counted) if unit_is(counted, "M") else None
    if count is None or count % 1 or not 1 < count <= _MONTHS or not isinstance(end, Day):
        return None
    return MonthsTo(int(count), end) if piece.word(joint) == "to" and end.day is not None else None


def years(piece: Piece) -> Form | None:
    """2010-11, 1939-1945, between 2014 and 2019."""
    if (piece.classes.startswith("b") and not _is_between(piece)) or is_numbered(piece):
        return None
    figures = [piece.tokens.values[i] for i in range(piece.start, piece.end) if piece.tokens.classes[i] in "YDN"]
    first, second = int(str(figures[0]).split(".")[0]), int(str(figures[-1]).split(".")[0])
    printed = piece.word(piece.end - 1)
    if not 1000 <= first <= 2199 or len(printed) not in {2, 4} or not printed.isdigit():
        return None
    if second < 100:
        second += first // 100 * 100
        if second <= first and 1 <= second % 100 <= _MONTHS and piece.classes in {"Y-D", "Y-N"}:
            return Day(year=first, month=second % 100)  # 2031-02
    return Range(Day(year=first), Day(year=second)) if first < second <= first + 200 else None
