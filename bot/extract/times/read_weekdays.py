"""Readings of weekdays and of the weeks they lie in.

Each returns a form, or None where the pattern is no time expression after all.
"""

from __future__ import annotations

import re

from bot.extract.times import numbers
from bot.extract.times.forms import A_WEEK_ON, BEFORE_LAST, COMING, THE, Day, Fixed, Form, Shift, Week
from bot.extract.times.lexicon import MONTHS, WEEKDAYS
from bot.extract.times.piece import Piece, unit_is
from bot.extract.times.read_dates import beside_the_last
from bot.extract.times.read_relative import deictic
from bot.extract.wordlist import words

_PUBLICATIONS = words(
    "Review Times Post Telegraph Mail Mirror Herald Express Independent Magazine Club Night Live Ledger Courier Gazette"
    " Tribune Chronicle Observer Echo Argus Mercury"
)
_IS_A = re.compile(
    rf"(?:\bwhich\s(?:is|was|will\sbe|falls\son|fell\son)|(?:\d|{'|'.join(MONTHS)}),|[–—])\s+a\s+\Z", re.IGNORECASE
)
_REACH = 24  # characters
_OF_NAME = words("super black bloody")  # Super Tuesday is one Tuesday of many
_OF_SUNDAY = words("school schools roast best")
_NAMED_AFTER, _BEFORE_NAMES = words("sunday friday"), frozenset({",", "&"})


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
    if (beside := beside_the_last(piece)) is not None:
        return Day(weekday=number, clock=clock, rel=beside)
    past_this = piece.classes.startswith(("hx", "hl"))  # "this coming Thursday"
    rel = piece.part(piece.start + past_this, piece.end).step()
    return Day(weekday=number, clock=clock, rel=COMING if rel == 1 and piece.value("xX") != "next" else rel)


def _is_given_name(piece: Piece) -> bool:
    """Tell whether a weekday is a person's name: "two welders, Sunday Effiong and"."""
    named = piece.word(piece.start) in _NAMED_AFTER and piece.after[:1].isupper() and not piece.after.isupper()
    return named and piece.tokens.classes[piece.start - 1 : piece.start] in _BEFORE_NAMES


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


def weekday_and_day(piece: Piece) -> Form | None:
    """Saturday 8th, Friday the 7th."""
    number, day_number = piece.number("W"), piece.number("d")
    in_figures = piece.word(piece.end - 1)[0].isdigit()
    if number is None or number >= len(WEEKDAYS) or day_number is None or day_number > 31 or not in_figures:
        return None
    return Day(weekday=number, day=day_number)
