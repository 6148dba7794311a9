"""Readings of printed dates: figures, day and month, a day of a month.

Each returns a form, or None where the pattern is no time expression after all.
"""

from __future__ import annotations

from dataclasses import replace

from bot.extract.times import numbers
from bot.extract.times.forms import FOLLOWING, PREVIOUS, THAT_YEAR, Day, Form
from bot.extract.times.piece import Piece, unit_is
from bot.extract.wordlist import words

_MONTH_CUES = words(
    "in since during until till by from through of before after last next this past early late mid previous following"
    " and to between throughout for beginning start end middle earlier later or coming around on began ended entered"
)
_ATTACKS = (2001, 9, 11)  # "the September 11 attacks" are of no other year
_PLAIN_ORDINAL = 4  # "on the third" may be of anything
_LAST_DAYS = (31, None, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # that of February the year tells
_DETERMINERS = words("the a his her its their our this that")
_OF_A_PERSON = words("government family administration cabinet camp years era and who was is")
_STRONG_MONTH_CUES = words("in since during last next this until early late mid through")


def numeric(piece: Piece) -> Form | None:
    """2020-07-13, 2020/7/13, 3/4/2021 or 13.07.20, with a time of day after it."""
    printed = str(piece.value("I"))
    clock = numbers.clock(piece)
    form = numbers.read_numeric(printed)
    return replace(form, clock=clock) if form and clock else form


def day(piece: Piece) -> Form | None:
    """Month and day, month and year, or all three; a weekday and a time of day may stand with them."""
    month = piece.number("Mm")
    number = piece.number("Dd") if not _is_clock_figure(piece) else None
    if number is not None and number > 31:
        return None
    if number is None and "m" in piece.classes and piece.word(piece.index("m") or 0) == "mar":
        return None
    year = piece.number("Y")
    if (
        year is None
        and (month, number) == _ATTACKS[1:]
        and piece.after in {"attacks", "attack", "terrorist", "hijackings"}
    ):
        year = _ATTACKS[0]
    return Day(year=year, month=month, day=number, weekday=piece.number("Ww"), clock=numbers.clock(piece))


def _is_clock_figure(piece: Piece) -> bool:
    """Tell whether the only figure belongs to "9 a.m."."""
    index = piece.index("Dd")
    return index is not None and piece.tokens.classes[index + 1 : index + 2] == "p" and piece.classes.count("D") == 1


def month(piece: Piece) -> Form | None:
    """March, last March, early March, next March 3."""
    number = piece.number("Mm")
    common = "m" in piece.classes
    cued = piece.before in _MONTH_CUES or piece.before.endswith("est") or _bears_the_month(piece)
    if common and len(piece.classes) == 1 and not cued:
        return None
    if common and piece.word(piece.index("m") or 0) in {"mar", "jan", "dec", "sep"} and len(piece.classes) == 1:
        return None
    if len(piece.classes) == 1 and piece.after[:1].isupper() and piece.before not in _STRONG_MONTH_CUES | {"a"}:
        return None
    return Day(month=number, day=piece.number("Dd"), rel=beside_the_last(piece) or piece.step())


def beside_the_last(piece: Piece) -> int | None:
    """The value of Day.rel for "the previous" and "the following", which count from the date named last."""
    return PREVIOUS if piece.index("L") is not None else FOLLOWING if piece.index("X") is not None else None


def _bears_the_month(piece: Piece) -> bool:
    """Tell whether a noun bears the month: "at a March meeting", "her May speech"; not "the May government"."""
    owned = piece.before in _DETERMINERS or piece.tokens.classes[piece.start - 1 : piece.start] == "s"
    return owned and piece.after[:1].islower() and piece.after not in _OF_A_PERSON


def month_of_year(piece: Piece) -> Form | None:
    """June last year, 3 May this year."""
    if not unit_is(piece, "Y"):
        return None
    step = piece.step()
    inner = Day(month=piece.number("Mm"), day=piece.number("Dd"))
    if any(name in piece.classes for name in "tXL"):
        return replace(inner, rel=THAT_YEAR + (step or 0))
    return replace(inner, rel=10 + step) if step is not None else None


def day_alone(piece: Piece) -> Form | None:
    """On the 16th: a day of a month that was spoken of."""
    number = piece.number("d")
    printed = piece.word(piece.index("d") or 0)
    if (
        number is None
        or not (printed[0].isdigit() or number >= _PLAIN_ORDINAL)
        or piece.before != "on"
        or not piece.classes.startswith("e")
    ):
        return None
    if piece.after_class not in {"", ",", "_"} or piece.after[:1].isalpha():
        return None
    return Day(day=number)


def day_of_month(piece: Piece) -> Form | None:
    """The first of the month, the 28th of next month."""
    number = piece.number("d")
    if number is None or number > 31 or not unit_is(piece, "M"):
        return None
    return Day(day=number, rel=piece.step() or 0)


def nth_of_month(piece: Piece) -> Form | None:
    """The third Thursday of November, this 30th day of August; of the first week of May the month alone."""
    nth = -1 if piece.value("l") == "last" else piece.number("dS")
    if nth is not None and nth <= 31 and unit_is(piece, "D"):
        last = _LAST_DAYS[(piece.number("Mm") or 1) - 1]
        return Day(year=piece.number("Y"), month=piece.number("Mm"), day=nth if nth > 0 else last)
    if nth is None or nth > 5 or "h" in piece.classes:
        return None
    weekday_number = piece.number("W")
    if weekday_number is None:
        return Day(year=piece.number("Y"), month=piece.number("Mm"))
    return Day(year=piece.number("Y"), month=piece.number("Mm"), weekday=weekday_number % 7, nth=nth)
