"""What a time expression says, before it is known which day that is."""

from __future__ import annotations

from dataclasses import dataclass

COMING, A_WEEK_ON, THE, PREVIOUS, FOLLOWING, BEFORE_LAST, THAT_YEAR = 2, 3, 4, 5, 6, 7, 20  # values of Day.rel


@dataclass(frozen=True, slots=True)
class Day:
    """Printed pieces of a date. ``clock`` is the TIMEX3 time of day (``T10:30``, ``TMO``).

    ``rel`` is -1 for "last", 0 for "this", 1 for "next", 2 for "coming", 3 for "a week on", 4 for "on the Monday", 5
    and 6 for "the previous" and "the following", 7 for "before last"; 9 to 11 for the same with "year"
    ("June last year"), 19 to 21 for the year before, of and after what the text spoke of last.
    ``day_first`` is the order that a date in figures shows, None where it shows none. ``nth`` is which ``weekday`` of
    ``month`` is meant, -1 for the last.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: str = ""
    rel: int | None = None
    day_first: bool | None = None
    nth: int | None = None


@dataclass(frozen=True, slots=True)
class Numeric:
    """A date in figures whose first two may be day and month in either order."""

    first: int
    second: int
    year: int
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """``count`` units from a reference: from the publication date, or from the date the text spoke of last.

    ``count`` None means an unknown number ("a few years ago"), ``sign`` then tells the direction.
    ``counted`` is true of "a year ago", false of "last year"; ``to_the_day`` of "a year ago today".
    """

    unit: str
    count: float | None
    sign: int = 0
    from_text: bool = False
    clock: str = ""
    counted: bool = False
    to_the_day: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of a year: quarter ``Q``, half ``H``, or a season ``SP SU FA WI`` (``index`` 0).

    ``rel`` is -1 for "last", 0 for "this", 1 for "next", -2 and 2 for "before last" and "after next"; ``year_shift``
    the same for "this year's third quarter". ``from_text`` counts from the year that the text spoke of last; "the
    second half" is that of the year whose halves it spoke of.
    """

    kind: str
    index: int = 0
    year: int | None = None
    rel: int | None = None
    year_shift: int | None = None
    from_text: bool = False


@dataclass(frozen=True, slots=True)
class Quarter:
    """The quarter that the text speaks of ("the quarter"), or ``years`` before it ("the year-earlier quarter").

    ``index`` and ``year`` stand where they are printed; ``latest`` is "the latest quarter", which has ended. ``loose``
    is true of "the year-ago period", which may be as long as the nine months just told of; ``end`` is the month of "the
    quarter ended July 31".
    """

    years: int
    index: int | None = None
    year: int | None = None
    latest: bool = False
    loose: bool = False
    end: int | None = None


@dataclass(frozen=True, slots=True)
class MonthsTo:
    """``count`` months, of which the last ends on ``end``: the three months to 31 March."""

    count: int
    end: Day


@dataclass(frozen=True, slots=True)
class Decade:
    """A decade by its tens alone: 8 for "the '80s"."""

    tens: int


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday by its key in holidays.py, or the day that lies ``days`` after it."""

    key: str
    year: int | None = None
    rel: int | None = None
    clock: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day whose day is that of the context; one of habit has none: "she gets up at two".

    ``unsure`` is true of "half past six", which does not tell which half of the day is meant.
    """

    clock: str
    habitual: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """The week in which ``day`` lies, or (``weekday``) the day of that name in the week ``steps`` from now."""

    day: Day | None = None
    steps: int = 0
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """``days`` after (or before, negative) an event; ``duration`` is the TIMEX3 duration where a number is printed.

    ``years`` counts an anniversary.
    """

    days: int
    duration: str | None
    years: int = 0


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs no working out: decades, centuries, references, durations, sets; ``type`` is TIMEX3's."""

    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another, or from one time of day to another.

    ``both`` where they are two days that are named, "8 and 9 December".
    """

    first: Form
    second: Form
    both: bool = False


Form = Day | Numeric | Shift | Part | Quarter | MonthsTo | Decade | Holiday | Clock | Week | Beside | Fixed | Range
