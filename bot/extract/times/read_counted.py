"""Readings of what is counted from another date: two weeks ago, a year earlier, the day after the fire.

Each returns a form, or None where the pattern is no time expression after all.
"""

from __future__ import annotations

from bot.extract.times import numbers
from bot.extract.times.forms import A_WEEK_ON, BEFORE_LAST, Beside, Day, Fixed, Form, Part, Shift
from bot.extract.times.piece import Piece, unit_is
from bot.extract.wordlist import words

_WEEK = 7
_PERSONS = words("he she it they we I you the")
_PLACING = words("in on at")
_MONTHS = 12


def day_beyond(piece: Piece) -> Form | None:
    """The day before yesterday, the day after tomorrow."""
    value = piece.value("K")
    if not isinstance(value, tuple) or not unit_is(piece, "D"):
        return None
    step = value[0] + (1 if ">" in piece.classes else -1)
    return Shift("D", abs(step), (step > 0) - (step < 0))


def before_last(piece: Piece) -> Form | None:
    """The week before last, the Saturday after next, the summer before last."""
    step = -2 if "<" in piece.classes else 2
    if piece.value("lx") not in {"last", "next"}:
        return None
    if "W" in piece.classes:
        number = piece.number("W")
        known = number is not None and number < _WEEK
        return Day(weekday=number, rel=A_WEEK_ON if step > 0 else BEFORE_LAST) if known else None
    if piece.index("ZA") is not None:
        kind = str(piece.value("ZA"))
        return None if kind.endswith("s") else Part(kind, rel=step)
    code = numbers.unit(piece)
    return Shift(code, 2, step // 2) if code in {"W", "M", "Y"} and code else None


def day_beside(piece: Piece) -> Form | None:
    """The day after (the fire), two days before (the vote)."""
    if not unit_is(piece, "D") or piece.after_class not in {"e", "h", "t", "_"} or _goes_on(piece):
        return None
    step = 1 if piece.classes.endswith(">") else -1
    if piece.classes.startswith("e"):
        return Beside(step, None) if piece.tokens.values[piece.start + 1] == ("D", 1) else None
    count = numbers.quantity(piece)
    if count is None or count % 1:
        return None
    return Beside(step * int(count), numbers.duration("D", count))


def same_month(piece: Piece) -> Form | None:
    """The same month last year, the same month a year earlier."""
    units = [piece.tokens.values[i] for i in range(piece.start, piece.end) if piece.tokens.classes[i] == "U"]
    back = any(name in piece.classes for name in "lLrg")
    return Shift("M", 12, -1, from_text=True) if back and units == [("M", 1), ("Y", 1)] else None


def anniversary(piece: Piece) -> Form | None:
    """The first anniversary (of the fire)."""
    years = piece.number("dS")
    return Beside(0, None, years) if years and piece.tokens.values[piece.end - 1] == "anniversary" else None


def nth_day_now(piece: Piece) -> Form | None:
    """It is the second day (of the talks): today, whenever they began."""
    now = piece.before in {"is", "'s", "’s", "marks"} and piece.after_class == "f"
    return Shift("D", 0, 0) if now and piece.value("U") == ("D", 1) else None


def _goes_on(piece: Piece) -> bool:
    """Tell whether the clause goes on: "he told them the day before that he would leave", "the day before at home"."""
    after = piece.word(piece.end)
    return after in _PLACING or (after == "that" and piece.opening(piece.end + 1) in _PERSONS)


def unit_beside(piece: Piece) -> Form | None:
    """The day before, the year after: counted from the date that the text spoke of last, with nothing behind it."""
    code = numbers.unit(piece)
    if code not in {"D", "W", "M", "Y"} or piece.after_class not in {"", ",", ".", "_", ";", ")", "i", "t"}:
        return None
    in_words = piece.after_class in {"i", "t"} or piece.after[:1].isalnum()
    if in_words and not _goes_on(piece):
        return None  # "the year before he left"
    step = 1 if piece.classes.endswith(">") else -1
    return Shift(code, 1, step, from_text=True)


def ago(piece: Piece) -> Form | None:
    """Two weeks ago, a few years ago."""
    code = numbers.unit(piece)
    count = numbers.quantity(piece)
    if code is None:
        return None
    if piece.index("DNaq") is None:
        return Fixed("DATE", "PAST_REF")
    return Shift(code, count, -1, counted=True) if count is not None else Fixed("DATE", "PAST_REF")


def ago_today(piece: Piece) -> Form | None:
    """Five years ago today, a year ago to the day, ten years ago this month."""
    count, last = numbers.quantity(piece), piece.tokens.values[piece.end - 1]
    if not unit_is(piece, "Y") or count is None or count % 1:
        return None
    if piece.classes.endswith("hU"):
        return Shift("M", _MONTHS * count, -1, counted=True) if last == ("M", 1) else None
    if last != ("D", 1) and piece.word(piece.end - 1) != "today":
        return None
    return Shift("Y", count, -1, to_the_day=True)


def a_century_ago(piece: Piece) -> Form | None:
    """A century ago, half a century ago."""
    return Shift("Y", 50 if "F" in piece.classes else 100, -1, counted=True)


def earlier_or_later(piece: Piece) -> Form | None:
    """A year earlier, two days later."""
    code, count = numbers.unit(piece), numbers.quantity(piece)
    if code is None or count is None or piece.word(piece.end) == "than":
        return None
    if code in {"H", "MIN", "S"}:
        return Fixed("DURATION", numbers.duration(code, count))  # no clock to count from
    return Shift(code, count, -1 if piece.classes.endswith("r") else 1, from_text=True, counted=True)


def from_now(piece: Piece) -> Form | None:
    """Two weeks from now."""
    code, count = numbers.unit(piece), numbers.quantity(piece)
    if code is None or count is None or piece.value("E") != "PRESENT_REF":
        return None
    return Shift(code, count, 1)
