"""Readings of printed dates: figures, day and month, weekdays, months.

Each returns a form, or None where the pattern is no time expression after all.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.extract.times import numbers
from bot.extract.times.forms import (
    A_WEEK_ON,
    BEFORE_LAST,
    COMING,
    FOLLOWING,
    PREVIOUS,
    THAT_YEAR,
    THE,
    Clock,
    Day,
    Fixed,
    Form,
    Shift,
    Week,
)
from bot.extract.times.lexicon import MONTHS, WEEKDAYS
from bot.extract.times.piece import Piece, unit_is
from bot.extract.times.read_clocks import clock_past
from bot.extract.times.read_relative import deictic
from bot.extract.wordlist import words

_MONTH_CUES = words(
    "in since during until till by from through of before after last next this past early late mid previous following"
    " and to between throughout for beginning start end middle earlier later or coming around on began ended entered"
)
_PUBLICATIONS = words(
    "Review Times Post Telegraph Mail Mirror Herald Express Independent Magazine Club Night Live Ledger Courier Gazette"
    " Tribune Chronicle Observer Echo Argus Mercury"
)
_IS_A = re.compile(
    rf"(?:\bwhich\s(?:is|was|will\sbe|falls\son|fell\son)|(?:\d|{'|'.join(MONTHS)}),|[–—])\s+a\s+\Z", re.IGNORECASE
)
_GAP = re.compile(r"\n|\s\s")
_REACH = 24  # characters
_ATTACKS = (2001, 9, 11)  # "the September 11 attacks" are of no other year
_PLAIN_ORDINAL = 4  # "on the third" may be of anything
_OF_NAME = words("super black bloody")  # Super Tuesday is one Tuesday of many
_LAST_DAYS = (31, None, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # that of February the year tells
_OF_SUNDAY = words("school schools roast best")
_NAMED_AFTER, _BEFORE_NAMES = words("sunday friday"), frozenset({",", "&"})
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


def clock_and_date(piece: Piece) -> Form | None:
    """10:30 a.m. (on) Tuesday, noon on 3 May, night of yesterday."""
    clock = numbers.clock(piece)
    if not clock or (piece.after == ":" and _GAP.search(piece.text)):
        return None  # the day heads what follows: "low 12:20 p.m.  Saturday: high 6:38 a.m."
    first = next(
        i for i in range(piece.start, piece.end) if piece.tokens.classes[i] in "MmDdeWwKlLhxXrRj" and i > piece.start
    )
    rest = piece.part(first, piece.end)
    clock = numbers.in_its_half(piece, clock)
    inner = deictic(rest) if "K" in rest.classes else weekday(rest) if rest.index("Mm") is None else day(rest)
    if isinstance(inner, Day | Shift):
        return replace(inner, clock=clock)
    return None


def clock_part_and_date(piece: Piece) -> Form | None:
    """3:20 in the morning on the 28th, 9 in the evening of 3 May."""
    part = piece.index("P")
    printed = "c" in piece.classes or "p" in piece.classes
    clock = numbers.in_its_half(piece, numbers.clock(piece)) if printed else numbers.hour_in_words(piece)
    if part is None or not clock or str(piece.value("P")).endswith("s"):
        return None
    if piece.classes.endswith("ed"):
        number = piece.tokens.values[piece.end - 1]
        return Day(day=number, clock=clock) if isinstance(number, int) and number <= 31 else None
    first = next(i for i in range(part + 1, piece.end) if piece.tokens.classes[i] not in ",ie")
    rest = piece.part(first, piece.end)
    found = deictic(rest) if "K" in rest.classes else weekday(rest) if rest.index("Mm") is None else day(rest)
    return replace(found, clock=clock) if isinstance(found, Day | Shift) else None


def clock_past_and_day(piece: Piece) -> Form | None:
    """Half past ten on Tuesday night, a quarter past three this morning, half past ten tomorrow."""
    joints = [i for i in range(piece.start, piece.end) if piece.tokens.classes[i] in "lT"]
    split = joints[0] + 2
    found = clock_past(piece.part(piece.start, split))
    rest = piece.part(split, piece.end)
    if not isinstance(found, Clock) or str(rest.value("P")).endswith("s"):
        return None
    clock = numbers.in_its_half(rest, found.clock)
    if "K" in rest.classes:
        shifted = deictic(rest)
        return replace(shifted, clock=clock) if isinstance(shifted, Shift) else None
    if "W" not in rest.classes:
        return Shift("D", 0, 0, clock=clock) if "h" in rest.classes else Clock(clock)
    named = rest.part(rest.index("W") or rest.start, piece.end)
    day_named = weekday(named)
    return replace(day_named, clock=clock) if isinstance(day_named, Day) else None


def late_on(piece: Piece) -> Form | None:
    """Late on Monday."""
    late = piece.word(piece.start) == "late" and piece.word(piece.start + 1) == "on"
    found = weekday(piece.part(piece.end - 1, piece.end)) if late else None
    return replace(found, clock="TNI") if isinstance(found, Day) else None


def early_hours(piece: Piece) -> Form | None:
    """The early hours of yesterday, of Friday, of 4 March: that night; "of Thursday morning" is told by its morning."""
    rest = piece.part((piece.index("f") or piece.start) + 1, piece.end)
    if (
        not unit_is(piece, "H")
        or piece.value("j") != "early"
        or rest.index("P") is not None
        or piece.after_class == "P"
    ):
        return None
    found = deictic(rest) if "K" in rest.classes else weekday(rest) if rest.index("Mm") is None else day(rest)
    return replace(found, clock="TNI") if isinstance(found, Day | Shift) else None


def weekday(piece: Piece) -> Form | None:
    """Monday, last Monday, Monday morning; Mondays are a set."""
    number = piece.number("Ww")
    index = piece.index("Ww")
    if number is None or index is None:
        return None
    printed = piece.word(index)
    if piece.tokens.classes[index] == "w" and not printed.endswith(".") and piece.before not in {"on", "last", "next"}:
        return None
    if len(piece.classes) == 1 and piece.before == "the" and piece.after[:1].isupper():
        return None  # the Sunday Times
    start = piece.tokens.starts[piece.start]
    if piece.classes == "W" and piece.before == "a" and number < len(WEEKDAYS) and not piece.after[:1].isalpha():
        of_a_date = _IS_A.search(piece.tokens.text, max(0, start - _REACH), start)
        return Shift("D", 0, 0, from_text=True) if of_a_date else Fixed("DATE", None)  # "31 March, which is a Saturday"
    if piece.tokens.classes[piece.start] == "W" and piece.before in _OF_NAME:
        return Fixed("DATE", None)
    if (
        piece.classes == "W"
        and piece.before == "the"
        and piece.word(piece.start - 2) == "on"
        and number < len(WEEKDAYS)
    ):
        return Day(weekday=number, rel=THE)
    if (
        piece.before == "a"
        and piece.word(piece.start - 2) == "on"
        and (piece.classes == "WP" or (piece.classes == "W" and not piece.after))
    ):
        return Fixed("DATE" if piece.classes == "W" else "TIME", None)  # on a Tuesday
    if len(piece.classes) == 1 and (piece.after in _PUBLICATIONS | _OF_SUNDAY or _is_given_name(piece)):
        return None  # Saturday Review, Sunday school
    clock = numbers.clock(piece)
    if number >= 7 or clock.endswith("s"):
        return Fixed("SET", f"XXXX-WXX-{number % 7 + 1}{clock.removesuffix('s')}")
    if (beside := _beside(piece)) is not None:
        return Day(weekday=number, clock=clock, rel=beside)
    past_this = piece.classes.startswith(("hx", "hl"))  # "this coming Thursday"
    rel = piece.part(piece.start + past_this, piece.end).step()
    return Day(weekday=number, clock=clock, rel=COMING if rel == 1 and piece.value("xX") != "next" else rel)


def overnight(piece: Piece) -> Form | None:
    """Overnight on Saturday."""
    day = weekday(piece.part(piece.end - 1, piece.end)) if piece.word(piece.start) == "overnight" else None
    return replace(day, clock="TNI") if isinstance(day, Day) else None


def _beside(piece: Piece) -> int | None:
    """The value of Day.rel for "the previous" and "the following", which count from the date named last."""
    return PREVIOUS if piece.index("L") is not None else FOLLOWING if piece.index("X") is not None else None


def _is_given_name(piece: Piece) -> bool:
    """Tell whether a weekday is a person's name: "two welders, Sunday Effiong and"."""
    named = piece.word(piece.start) in _NAMED_AFTER and piece.after[:1].isupper() and not piece.after.isupper()
    return named and piece.tokens.classes[piece.start - 1 : piece.start] in _BEFORE_NAMES


def month(piece: Piece) -> Form | None:
    """March, last March, early March, next March 3."""
    number = piece.number("Mm")
    common = "m" in piece.classes
    cued = piece.before in _MONTH_CUES or piece.before.endswith("est") or _bears_the_month(piece)
    if common and len(piece.classes) == 1 and not cued:
        return None
    if common and piece.word(piece.index("m") or 0) in {"mar", "jan", "dec", "sep"} and len(piece.classes) == 1:
        return None
    if len(piece.classes) == 1 and piece.after[:1].isupper() and piece.before not in _STRONG_MONTH_CUES:
        return None
    return Day(month=number, day=piece.number("Dd"), rel=_beside(piece) or piece.step())


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


def nth_of_this_month(piece: Piece) -> Form | None:
    """The last Saturday of the month, the first Monday of next month."""
    nth = -1 if piece.value("l") == "last" else piece.number("dS")
    number, last = piece.number("Ww"), piece.tokens.values[piece.end - 1]
    if number is None or nth is None or nth > 5 or last != ("M", 1):
        return None
    return Day(weekday=number % len(WEEKDAYS), nth=nth, rel=piece.part(piece.end - 2, piece.end).step() or 0)


def a_week_on(piece: Piece) -> Form | None:
    """A week on Friday, a week from Friday, Monday week, a week tomorrow, tomorrow week."""
    number = piece.number("Ww")
    if not unit_is(piece, "W") or piece.value("U") != ("W", 1) or (number or 0) >= len(WEEKDAYS):
        return None
    if number is None:
        inner = deictic(piece)
        return (
            Shift("D", (inner.count or 0) + len(WEEKDAYS), 1) if isinstance(inner, Shift) and inner.sign >= 0 else None
        )
    if piece.classes.startswith("a") and piece.value("ib") not in {"on", "from"}:
        return None
    return Day(weekday=number, rel=A_WEEK_ON)


def weekdays_ago(piece: Piece) -> Form | None:
    """Two Sundays ago."""
    number = piece.number("W")
    if number is None or number < len(WEEKDAYS) or piece.number("D") != 2:
        return None
    return Day(weekday=number % len(WEEKDAYS), rel=BEFORE_LAST)


def week_of(piece: Piece) -> Form | None:
    """The week of 6 March, the week beginning 10 March."""
    joint = piece.word(piece.start + 2) if piece.classes[2] in "J_" else "of"
    if not unit_is(piece, "W") or joint not in {"of", "beginning", "commencing", "starting"}:
        return None
    return Week(Day(year=piece.number("Y"), month=piece.number("Mm"), day=piece.number("Dd")))


def weekday_of_week(piece: Piece) -> Form | None:
    """Thursday of next week."""
    step, number = piece.step(), piece.number("Ww")
    if step is None or number is None or not unit_is(piece, "W"):
        return None
    return Week(steps=step, weekday=number % len(WEEKDAYS))


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


def weekday_and_day(piece: Piece) -> Form | None:
    """Saturday 8th, Friday the 7th."""
    number, day_number = piece.number("W"), piece.number("d")
    in_figures = piece.word(piece.end - 1)[0].isdigit()
    if number is None or number >= len(WEEKDAYS) or day_number is None or day_number > 31 or not in_figures:
        return None
    return Day(weekday=number, day=day_number)


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
