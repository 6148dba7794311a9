"""Quantities, units, times of day and dates in figures inside a time expression."""

from __future__ import annotations

import re

from bot.extract.times.forms import Day, Numeric
from bot.extract.times.piece import Piece

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d\d:\d\d(?::\d\d)?).*)?")
_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2}|\d{4})")
_OF_TIME = {"H": "H", "MIN": "M", "S": "S"}
_HALVES = {"Y": ("M", 6), "H": ("M", 30), "MIN": ("S", 30), "D": ("H", 12)}


def unit(piece: Piece) -> str | None:
    """The code of the unit that the piece counts, Q for quarters."""
    value = piece.value("U")
    if isinstance(value, tuple):
        return str(value[0])
    return "Q" if piece.value("Q") in {1, 2} else None


def quantity(piece: Piece) -> float | None:
    """How many units; None for "several" and "a few"."""
    half = 0.5 if "&aF" in piece.classes.replace("-", "") else 0.0
    if "q" in piece.classes:
        return 2.0 if is_couple(piece) else None
    figures = [
        float(str(piece.tokens.values[i])) for i in range(piece.start, piece.end) if piece.tokens.classes[i] in "DNY"
    ]
    if figures:
        return figures[0] + half
    return 1.0 + half if "a" in piece.classes else None


def is_couple(piece: Piece) -> bool:
    """Tell whether the vague number is "a couple"."""
    return piece.value("q") == "couple"


def duration(code: str, count: float | None) -> str:
    """Return a TIMEX3 duration: P3D, PT5H30M, PXY."""
    if code == "FN":
        code, count = "W", None if count is None else count * 2
    if code == "WE":
        code, count = "D", None if count is None else count * 2
    if code in {"DE", "CE"} and count is not None:
        code, count = "Y", count * (10 if code == "DE" else 100)
    if code == "S" and count is None:
        return "PTXS"
    prefix = "PT" if code in _OF_TIME else "P"
    letter = _OF_TIME.get(code, code)
    if count is None:
        return f"{prefix}X{letter}"
    if count % 1 == 0.5 and code in _HALVES:
        smaller, half = _HALVES[code]
        middle = "T" if code == "D" else ""
        return f"{prefix}{int(count)}{letter}{middle}{half}{smaller}"
    return f"{prefix}{count:.10g}{letter}"


def clock(piece: Piece) -> str:
    """The TIMEX3 time of day in the piece (T10:30, TMO), nothing where there is none."""
    half_day = piece.value("p")
    zone = "Z" if str(piece.value("z")).lower() in {"gmt", "utc"} else ""
    value = piece.value("c")
    if isinstance(value, tuple):
        printed, final = value
        hour = int(printed[1:3])
        if hour > 24 or (half_day == 12 and hour > 12):
            return ""
        if half_day is not None and not final and hour <= 12:
            hour = hour % 12 + int(str(half_day))
        return f"T{hour:02}{printed[3:]}{zone}"
    if "p" in piece.classes:
        index = piece.index("p") or 0
        number = piece.tokens.values[index - 1]
        if piece.tokens.classes[index - 1] != "D" or not isinstance(number, int) or not 1 <= number <= 12:
            return ""
        hour = number if half_day is None else number % 12 + int(str(half_day))
        return f"T{hour:02}:00{zone}"
    part = piece.value("P")
    return str(part) if part else ""


def hour_in_words(piece: Piece) -> str:
    """The hour of "four in the morning", nothing where there is none."""
    number, part = piece.number("D"), piece.value("P")
    if number is None or not 1 <= number <= 12 or part not in {"TMO", "TAF", "TEV", "TNI"}:
        return ""
    hour = number % 12 + (0 if part == "TMO" or (part == "TNI" and number in {12, 1, 2, 3}) else 12)
    return f"T{hour:02}:00"


def in_its_half(piece: Piece, printed: str) -> str:
    """Put the hour of "ten o'clock on Sunday night" after noon; the half of the day may be printed beside the hour."""
    part, hour = str(piece.value("P")), printed[1:3]
    if part not in {"TAF", "TEV", "TNI"} or piece.value("p") is not None or not hour.isdigit() or int(hour) >= 12:
        return printed
    return f"T{int(hour) + 12:02}{printed[3:]}"


def read_numeric(printed: str) -> Day | Numeric | None:
    """Read a date in figures; None where no calendar has it."""
    if match := _ISO.fullmatch(printed):
        year, month, day = (int(part) for part in match.groups()[:3])
        if not 1 <= month <= 12 or not 1 <= day <= 31:
            return None
        return Day(year, month, day, clock=f"T{match[4]}" if match[4] else "")
    match = _FIGURES.fullmatch(printed)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 2:
        year += 2000 if year < 70 else 1900
    if not (1 <= first <= 31 and 1 <= second <= 31) or (first > 12 and second > 12):
        return None
    if match[2] == "." or first > 12:  # with stops it is day.month everywhere
        return Day(year, second, first, day_first=True) if second <= 12 else None
    if second > 12:
        return Day(year, first, second, day_first=False)
    return Numeric(first, second, year)
