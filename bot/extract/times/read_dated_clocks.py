"""Readings of a day together with its time of day: ten o'clock on Sunday night, overnight on Saturday.

Each returns a form, or None where the pattern is no time expression after all.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.extract.times import numbers
from bot.extract.times.forms import Clock, Day, Form, Numeric, Shift
from bot.extract.times.piece import Piece, unit_is
from bot.extract.times.read_clocks import clock_past
from bot.extract.times.read_dates import day, numeric
from bot.extract.times.read_relative import deictic
from bot.extract.times.read_weekdays import weekday

_GAP = re.compile(r"\n|\s\s")


def any_day(piece: Piece) -> Form | None:
    """The day that the piece names, in whatever way."""
    if "I" in piece.classes:
        return numeric(piece)
    return deictic(piece) if "K" in piece.classes else weekday(piece) if piece.index("Mm") is None else day(piece)


def at(clock: str, named: Form | None) -> Day | Numeric | Shift | None:
    """The named day at a time of day; None where no day is named."""
    return replace(named, clock=clock) if isinstance(named, Day | Numeric | Shift) else None


def clock_and_date(piece: Piece) -> Form | None:
    """10:30 a.m. (on) Tuesday, noon on 3 May, night of yesterday."""
    clock = numbers.clock(piece)
    if not clock or (piece.after == ":" and _GAP.search(piece.text)):
        return None  # the day heads what follows: "low 12:20 p.m.  Saturday: high 6:38 a.m."
    first = next(
        i for i in range(piece.start, piece.end) if piece.tokens.classes[i] in "MmDdeWwKlLhxXrRjI" and i > piece.start
    )
    rest = piece.part(first, piece.end)
    return at(numbers.in_its_half(piece, clock), any_day(rest))


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
    return at(clock, any_day(piece.part(first, piece.end)))


def clock_past_and_day(piece: Piece) -> Form | None:
    """Half past ten on Tuesday night, a quarter past three this morning, half past ten tomorrow."""
    joints = [i for i in range(piece.start, piece.end) if piece.tokens.classes[i] in "lT"]
    split = joints[0] + 2
    found = clock_past(piece.part(piece.start, split))
    rest = piece.part(split, piece.end)
    if not isinstance(found, Clock) or str(rest.value("P")).endswith("s"):
        return None
    clock = numbers.in_its_half(rest, found.clock)
    named = rest.index("KW")
    if named is None:
        return Shift("D", 0, 0, clock=clock) if "h" in rest.classes else Clock(clock)
    return at(clock, any_day(rest.part(named, piece.end)))


def late_on(piece: Piece) -> Form | None:
    """Late on Monday."""
    late = piece.word(piece.start) == "late" and piece.word(piece.start + 1) == "on"
    return at("TNI", weekday(piece.part(piece.end - 1, piece.end))) if late else None


def overnight(piece: Piece) -> Form | None:
    """Overnight on Saturday."""
    return at("TNI", weekday(piece.part(piece.end - 1, piece.end))) if piece.word(piece.start) == "overnight" else None


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
    return at("TNI", any_day(rest))
