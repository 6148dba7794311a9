"""Readings: what each pattern of times_grammar says, as a form, or None where it is no time expression after all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.extract import times_numbers as numbers
from bot.extract.times_forms import Clock, Day, Fixed, Form, Holiday, Part, Quarter, Range, Shift
from bot.extract.times_tokens import Tokens
from bot.extract.wordlist import words

_STEP = {"l": -1, "L": -1, "h": 0, "t": 0, "1": 0, "x": 1, "X": 1}
_MONTH_CUES = words(
    "in since during until till by from through of before after last next this past early late mid previous following"
    " and to between throughout for beginning start end middle earlier later or coming around on"
)
_YEAR_CUES = words(
    "in since during until till by from through of before after and to between throughout for early late mid"
    " beginning start end middle summer winter spring autumn fall or year around about circa the post pre"
)
_NUMBERED = words(
    """
    about than some nearly almost over no no. number least only room flight page route highway bus train channel model
    unit section bill resolution building apartment suite form boeing airbus nasdaq dow ftse nikkei
    """
)
_COUNTED_CLASSES = frozenset("UPQpF%/$")
_COUNTED = words("people men women children feet dead police staff sheep cattle per square or")
_NOT_COUNTED = words("as was is has us this")
_YEAR_CUES_BEFORE_NOUNS = words("in since the by of until during")
_SIGNS = words("$ £ € #")
_LATEST_YEAR = 2060
_STRONG_MONTH_CUES = words("in since during last next this until early late mid through")


@dataclass(frozen=True, slots=True)
class Piece:
    """The tokens ``start`` to ``end`` (exclusive)."""

    tokens: Tokens
    start: int
    end: int

    @property
    def classes(self) -> str:
        """The classes of the piece."""
        return self.tokens.classes[self.start : self.end]

    def value(self, wanted: str) -> object:
        """The value of the first token whose class is in ``wanted``, None where there is none."""
        index = self.index(wanted)
        return None if index is None else self.tokens.values[index]

    def number(self, wanted: str) -> int | None:
        """The same for a whole number."""
        value = self.value(wanted)
        return value if isinstance(value, int) else None

    def index(self, wanted: str) -> int | None:
        """Where the first token of a class in ``wanted`` stands."""
        return next((i for i in range(self.start, self.end) if self.tokens.classes[i] in wanted), None)

    def word(self, index: int) -> str:
        """The lower-cased text of a token; nothing outside the tokens, and for a run of other words its last word."""
        if not 0 <= index < len(self.tokens.classes):
            return ""
        if self.tokens.classes[index] == "_":
            stop = self.tokens.starts[index + 1] if index + 1 < len(self.tokens.starts) else self.tokens.ends[index]
            return self.tokens.text[max(0, stop - 30) : stop].rstrip().rpartition(" ")[2].lower()
        return self.tokens.text[self.tokens.starts[index] : self.tokens.ends[index]].lower()

    @property
    def before(self) -> str:
        """The word before the piece, lower-cased."""
        return self.word(self.start - 1)

    @property
    def after_class(self) -> str:
        """The class of the token after the piece, nothing at the end."""
        return self.tokens.classes[self.end : self.end + 1]

    @property
    def after(self) -> str:
        """The first word after the piece, as printed; nothing where a mark of punctuation stands there."""
        if self.after_class != "_":
            return ""
        return str(self.tokens.values[self.end])

    def step(self) -> int | None:
        """-1 for "last", 0 for "this", 1 for "next", None where no such word is there."""
        index = self.index("lLhxXt1")
        return None if index is None else _STEP[self.tokens.classes[index]]

    def part(self, start: int, end: int) -> Piece:
        """A smaller piece."""
        return Piece(self.tokens, start, end)


# Dates


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
    return Day(year=piece.number("Y"), month=month, day=number, weekday=piece.number("Ww"), clock=numbers.clock(piece))


def _is_clock_figure(piece: Piece) -> bool:
    """Tell whether the only figure belongs to "9 a.m."."""
    index = piece.index("Dd")
    return index is not None and piece.tokens.classes[index + 1 : index + 2] == "p" and piece.classes.count("D") == 1


def clock_and_date(piece: Piece) -> Form | None:
    """10:30 a.m. (on) Tuesday, noon on 3 May, night of yesterday."""
    clock = numbers.clock(piece)
    if not clock:
        return None
    skip = 2 if piece.classes[1:2] == "p" else 1
    rest = piece.part(piece.start + skip, piece.end)
    inner = deictic(rest) if "K" in rest.classes else weekday(rest) if rest.index("Mm") is None else day(rest)
    if isinstance(inner, Day | Shift):
        return replace(inner, clock=clock)
    return None


def weekday(piece: Piece) -> Form | None:
    """Monday, last Monday, Monday morning; Mondays are a set."""
    number = piece.number("Ww")
    index = piece.index("Ww")
    if number is None or index is None:
        return None
    printed = piece.word(index)
    if piece.tokens.classes[index] == "w" and not printed.endswith(".") and piece.before not in {"on", "last", "next"}:
        return None
    clock = numbers.clock(piece)
    if number >= 7:
        return Fixed("SET", f"XXXX-WXX-{number - 6}{clock}")
    return Day(weekday=number, clock=clock, rel=piece.step())


def month(piece: Piece) -> Form | None:
    """March, last March, early March, next March 3."""
    number = piece.number("Mm")
    common = "m" in piece.classes
    if common and len(piece.classes) == 1 and piece.before not in _MONTH_CUES:
        return None
    if common and piece.word(piece.index("m") or 0) in {"mar", "jan", "dec", "sep"} and len(piece.classes) == 1:
        return None
    if len(piece.classes) == 1 and piece.after[:1].isupper() and piece.before not in _STRONG_MONTH_CUES:
        return None
    return Day(month=number, day=piece.number("Dd"), rel=piece.step())


def month_of_year(piece: Piece) -> Form | None:
    """June last year, 3 May this year."""
    if not _unit_is(piece, "Y"):
        return None
    step = piece.step()
    inner = Day(month=piece.number("Mm"), day=piece.number("Dd"))
    return replace(inner, rel=10 + step) if step is not None else None


def _unit_is(piece: Piece, code: str) -> bool:
    value = piece.value("U")
    return isinstance(value, tuple) and value[0] == code


def day_alone(piece: Piece) -> Form | None:
    """On the 16th: a day of a month that was spoken of."""
    number = piece.number("d")
    printed = piece.word(piece.index("d") or 0)
    if number is None or not printed[0].isdigit() or piece.before != "on" or not piece.classes.startswith("e"):
        return None
    if piece.after_class not in {"", ",", "_"} or piece.after[:1].isalpha():
        return None
    return Day(day=number)


# Ranges


def days_of_month(piece: Piece) -> Form | None:
    """June 14-16, 14 to 16 June 2021."""
    figures = [piece.tokens.values[i] for i in range(piece.start, piece.end) if piece.tokens.classes[i] in "Dd"]
    first, second = figures[0], figures[-1]
    if not isinstance(first, int) or not isinstance(second, int) or not first < second <= 31:
        return None
    base = Day(year=piece.number("Y"), month=piece.number("Mm"))
    return Range(replace(base, day=first), replace(base, day=second))


def range_of_two(piece: Piece) -> Form | None:
    """From one date to another, each printed as a date."""
    split = next((i for i in range(piece.start + 1, piece.end - 1) if _is_joint(piece, i)), None)
    if split is None:
        return None
    first, second = _any_date(piece.part(piece.start, split)), _any_date(piece.part(split + 1, piece.end))
    if isinstance(first, Day) and isinstance(second, Day):
        if first.year is None and first.month is not None:
            first = replace(first, year=second.year)
        return Range(first, second)
    return Range(first, second) if first and second else None


def _is_joint(piece: Piece, index: int) -> bool:
    return piece.tokens.classes[index] in "-T&/"


def _any_date(piece: Piece) -> Form | None:
    if "I" in piece.classes:
        return numeric(piece)
    if piece.index("Mm") is not None:
        return day(piece)
    return Day(weekday=piece.number("Ww"))


def years(piece: Piece) -> Form | None:
    """2010-11, 1939 to 1945."""
    figures = [piece.tokens.values[i] for i in range(piece.start, piece.end) if piece.tokens.classes[i] in "YDN"]
    first, second = int(str(figures[0]).split(".")[0]), int(str(figures[-1]).split(".")[0])
    printed = piece.word(piece.end - 1)
    if not 1000 <= first <= 2199 or len(printed) not in {2, 4} or not printed.isdigit():
        return None
    if second < 100:
        second += first // 100 * 100
    return Range(Day(year=first), Day(year=second)) if first < second <= first + 200 else None


# Words that refer to another date


def deictic(piece: Piece) -> Form | None:
    """Today, late yesterday, tomorrow at noon, tonight."""
    value = piece.value("K")
    if not isinstance(value, tuple):
        return None
    shift, clock = value
    clock = numbers.clock(piece) or clock
    return Shift("D", abs(shift), (shift > 0) - (shift < 0), clock=clock)


def part_of_day(piece: Piece) -> Form | None:
    """Last night, this morning, the next morning."""
    clock = numbers.clock(piece)
    if "s" in clock:
        return None
    if piece.classes == "P":
        return Clock(clock) if clock.endswith(":00") and piece.before in {"at", "until", "by", "around"} else None
    if any(name in piece.classes for name in "XLx"):
        step = piece.step() or 0
        return Shift("D", 1, step, from_text=True, clock=clock)
    if "l" in piece.classes:
        return Shift("D", 1, -1, clock=clock) if clock == "TNI" else None
    if "h" in piece.classes:
        return Shift("D", 0, 0, clock=clock)
    if piece.before in {"in", "during", "of"} and clock in {"TMO", "TAF", "TEV"}:
        return Shift("D", 0, 0, from_text=True, clock=clock)
    return None


def day_beyond(piece: Piece) -> Form | None:
    """The day before yesterday, the day after tomorrow."""
    value = piece.value("K")
    if not isinstance(value, tuple) or not _unit_is(piece, "D"):
        return None
    step = value[0] + (1 if ">" in piece.classes else -1)
    return Shift("D", abs(step), (step > 0) - (step < 0))


def ago(piece: Piece) -> Form | None:
    """Two weeks ago, a few years ago."""
    code = numbers.unit(piece)
    count = numbers.quantity(piece)
    if code is None:
        return None
    if piece.index("DNaq") is None:
        return Fixed("DATE", "PAST_REF")
    return Shift(code, count, -1, counted=True) if count is not None else Fixed("DATE", "PAST_REF")


def earlier_or_later(piece: Piece) -> Form | None:
    """A year earlier, two days later."""
    code, count = numbers.unit(piece), numbers.quantity(piece)
    if code is None or count is None:
        return None
    return Shift(code, count, -1 if piece.classes.endswith("r") else 1, from_text=True, counted=True)


def from_now(piece: Piece) -> Form | None:
    """Two weeks from now."""
    code, count = numbers.unit(piece), numbers.quantity(piece)
    if code is None or count is None or piece.value("E") != "PRESENT_REF":
        return None
    return Shift(code, count, 1)


def unit(piece: Piece) -> Form | None:
    """Last week, this year, the following day, that month, the coming weeks."""
    value = piece.value("U")
    if not isinstance(value, tuple):
        return None
    code, plural = value
    classes = piece.classes
    if plural == 2:
        return _plural_unit(piece, code)
    if "E" in classes:
        return (
            Shift(code, 0, 0)
            if piece.value("E") == "PRESENT_REF" and piece.word(piece.index("E") or 0) == "current"
            else None
        )
    if "o" in classes and not piece.step():
        return Shift(code, 0, 0) if code == "Y" and piece.before == "for" else None
    step = piece.step()
    if step is None:
        return None
    if piece.value("l") == "past" and "h" not in classes:
        return Fixed("DURATION", numbers.duration(code, 1))
    from_text = any(name in classes for name in "LXt1") or (code == "D" and "x" in classes)
    if code == "D" and "x" not in classes and not from_text:
        return Shift("D", 0, 0) if "h" in classes else None
    if code in {"H", "MIN", "S", "NI", "CE", "ML"}:
        return None
    return Shift(code, abs(step), (step > 0) - (step < 0), from_text=from_text)


def _plural_unit(piece: Piece, code: str) -> Form | None:
    if code in {"S", "MIN", "H"}:
        return None
    if "E" in piece.classes:
        return Fixed("DATE", str(piece.value("E")))
    if "t" in piece.classes:
        return Fixed("DATE", "PRESENT_REF") if code == "D" and piece.word(piece.index("t") or 0) == "these" else None
    step = piece.step()
    if not step:
        return None
    return Fixed("DATE", "FUTURE_REF") if step > 0 else Fixed("DURATION", numbers.duration(code, None))


def unit_edge(piece: Piece) -> Form | None:
    """The end of the year, year-end, earlier in the month."""
    value = piece.value("U")
    if not isinstance(value, tuple) or value[1] == 2 or value[0] not in {"W", "M", "Y", "DE"}:
        return None
    if "J" in piece.classes and piece.classes[0] == "U" and piece.word(piece.end - 1) != "end":
        return None
    return Shift(value[0], 0, 0)


def reference(piece: Piece) -> Form | None:
    """Now, currently, recently, the future, soon."""
    word = piece.word(piece.index("E") or 0)
    if "e" in piece.classes and word != "future":
        return None
    if word in {"recent", "latest"} or (word == "soon" and piece.before == "as") or piece.after_class == "-":
        return None
    if word == "future" and piece.before not in {"near", "for", "of"} and "e" not in piece.classes:
        return None
    return Fixed("DATE", str(piece.value("E")))


def in_the_past(piece: Piece) -> Form | None:
    """In the past."""
    if (
        piece.word(piece.start) != "in"
        or piece.value("l") != "past"
        or piece.after_class in {"U", "D", "N", "q", "Q", "o"}
    ):
        return None
    return Fixed("DATE", "PAST_REF")


# Parts of the year


def quarter(piece: Piece) -> Form | None:
    """The third quarter (of 1998), last year's fourth-quarter."""
    number = piece.number("dS")
    if number is None or number > 4 or piece.value("Q") != 1:
        return None
    return Part("Q", number, year=piece.number("Y"), year_shift=piece.step())


def quarter_figure(piece: Piece) -> Form | None:
    """Q3 2021, H1."""
    printed = str(piece.value("4"))
    return Part(printed[0], int(printed[1]), year=piece.number("Y"))


def quarter_near(piece: Piece) -> Form | None:
    """Last quarter, the current quarter."""
    period = piece.value("Q") == 0
    if piece.value("Q") == 2:
        return None
    if "E" in piece.classes:
        word = piece.word(piece.index("E") or 0)
        if word == "latest":
            return Quarter(0)
        return Part("Q", rel=0) if word == "current" and not period else None
    if piece.step() in {None, 0}:
        return Quarter(0) if not period and "h" not in piece.classes else Part("Q", rel=0) if not period else None
    return None if period else Part("Q", rel=piece.step())


def year_earlier(piece: Piece) -> Form | None:
    """The year-earlier quarter, year-ago results."""
    if not _unit_is(piece, "Y"):
        return None
    return Quarter(-1, index=piece.number("dS"))


def quarter_of_printed_year(piece: Piece) -> Form | None:
    """The 1988 period, the 1988 quarter, the 1988 third quarter."""
    year = piece.number("Y")
    index = piece.number("dS")
    if index is not None:
        return Part("Q", index, year=year) if index <= 4 else None
    return Quarter(0, year=year)


def the_weekend(piece: Piece) -> Form | None:
    """Over the weekend: the one that lies nearest in the clause's direction."""
    if not _unit_is(piece, "WE") or piece.tokens.values[piece.end - 1] != ("WE", 1):
        return None
    return Shift("WE", None)


def half(piece: Piece) -> Form | None:
    """The first half of 2021, the second half of this year."""
    index = 2 if piece.index("lS") is not None and piece.number("d") is None else piece.number("d")
    if index not in {1, 2}:
        return None
    if piece.number("Y") is None and piece.index("U") is None:
        return None
    steps = piece.part(piece.index("F") or piece.start, piece.end).step()
    return Part("H", index, year=piece.number("Y"), year_shift=steps or 0 if piece.index("U") else None)


def season(piece: Piece) -> Form | None:
    """Last summer, the winter of 1998, this past spring."""
    kind = str(piece.value("ZA"))
    plain = len(piece.classes) == 1
    if kind.endswith("s") or plain:
        return None
    year = piece.number("Y")
    step = 0 if "h" in piece.classes else piece.step()
    if "hl" in piece.classes:
        step = -1
    if "U" in piece.classes:
        return Part(kind, year_shift=step) if _unit_is(piece, "Y") else None
    if year is None and step is None and ("A" in piece.classes or kind == "SP"):
        return None
    return Part(kind, year=year, rel=step)


def year(piece: Piece) -> Form | None:
    """A number that is a year by its size and its neighbours."""
    number = piece.number("Y")
    if number is None or len(piece.classes) > 1:
        return Day(year=number) if number is not None else None
    before = piece.before
    if before[-1:] in _SIGNS or before in _NUMBERED or piece.after_class in _COUNTED_CLASSES:
        return None
    counted = piece.after in _COUNTED or (piece.after[:1].islower() and piece.after.endswith("s"))
    if counted and piece.after not in _NOT_COUNTED and before not in _YEAR_CUES_BEFORE_NOUNS:
        return None
    if 1900 <= number <= _LATEST_YEAR:
        return Day(year=number)
    return Day(year=number) if before in _YEAR_CUES and piece.after not in _COUNTED and not counted else None


def year_word(piece: Piece) -> Form | None:
    """Fiscal 1989, the year 2000, the year two thousand."""
    if "U" in piece.classes and not _unit_is(piece, "Y"):
        return None
    number = piece.value("YN")
    return Day(year=int(number)) if isinstance(number, int | float) and 1000 <= number < 2200 else None


def decade(piece: Piece) -> Form | None:
    """The 1990s, the late '80s."""
    return Fixed("DATE", str(piece.value("C")))


def century(piece: Piece) -> Form | None:
    """The 19th century."""
    number = piece.number("dS")
    if number is None or not 1 <= number <= 30:
        return None
    return Fixed("DATE", f"BC{number - 1:02}" if "G" in piece.classes else f"{number - 1:02}")


def era(piece: Piece) -> Form | None:
    """44 BC, 15 March 44 BC, AD 476."""
    index = piece.end - 2 if piece.classes.endswith("G") else piece.end - 1
    printed = piece.tokens.values[index]
    if not isinstance(printed, int | float) or not 1 <= printed < 10000:
        return None
    month, number = piece.number("Mm"), None if month_alone(piece) else piece.number("Dd")
    if piece.value("G") == "AD":
        return Day(year=int(printed), month=month, day=number) if len(piece.classes) == 2 else None
    rest = "".join(f"-{part:02}" for part in (month, number) if month is not None and part is not None)
    return Fixed("DATE", f"BC{int(printed):04}{rest}")


def month_alone(piece: Piece) -> bool:
    """Tell whether the only figure of the piece is its year."""
    return sum(name in "DdNY" for name in piece.classes) == 1


def holiday(piece: Piece) -> Form | None:
    """Christmas Day, last Thanksgiving, Easter 2021."""
    if "U" in piece.classes:
        return None
    return Holiday(str(piece.value("H")), year=piece.number("Y"), rel=piece.step())


# Times of day, durations, sets


def clock(piece: Piece) -> Form | None:
    """10:30, 9 a.m., five o'clock."""
    value = numbers.clock(piece)
    return Clock(value) if value else None


def clock_in_words(piece: Piece) -> Form | None:
    """Four in the morning."""
    number, part = piece.number("D"), piece.value("P")
    if number is None or not 1 <= number <= 12 or part not in {"TMO", "TAF", "TEV", "TNI"}:
        return None
    hour = number % 12 + (0 if part == "TMO" or (part == "TNI" and number in {12, 1, 2, 3}) else 12)
    return Clock(f"T{hour:02}:00")


def duration(piece: Piece) -> Form | None:
    """Two days, a three-year ..., the past two months, an hour and a half."""
    code, count = numbers.unit(piece), numbers.quantity(piece)
    if code is None:
        return None
    if piece.classes in {"aU", "aQ"}:
        return per_unit(piece)
    if "q" in piece.classes and count is None:
        return Fixed("DURATION", numbers.duration(code, None))
    if count is None:
        return None
    return Fixed("DURATION", numbers.duration(code, count))


def age(piece: Piece) -> Form | None:
    """An 8-month-old, 34 years old."""
    count = numbers.quantity(piece)
    code = numbers.unit(piece)
    if count is None or code is None:
        return None
    return Fixed("DURATION", numbers.duration(code, count))


def bare_unit(piece: Piece) -> Form | None:
    """For years, in weeks, decades-long."""
    value = piece.value("U")
    long = piece.after_class == "-" and piece.word(piece.end + 1).startswith("long")
    if not isinstance(value, tuple):
        return None
    if long and value[1] == 1:
        return Fixed("DURATION", numbers.duration(value[0], 1))
    if not long and (value[1] != 2 or piece.before not in {"for", "in", "over", "within"}):
        return None
    return Fixed("DURATION", numbers.duration(value[0], None))


def vague_duration(piece: Piece) -> Form | None:
    """Several years, the last few months."""
    value = piece.value("U")
    if not isinstance(value, tuple) or value[1] != 2:
        return None
    if "q" not in piece.classes:
        return _plural_unit(piece, value[0])
    return Fixed("DURATION", numbers.duration(value[0], 2 if numbers.is_couple(piece) else None))


def every(piece: Piece) -> Form | None:
    """Every day, each Monday, every two weeks, each July."""
    number = piece.number("Ww")
    if number is not None:
        return Fixed("SET", f"XXXX-WXX-{number % 7 + 1}")
    if piece.index("M") is not None:
        return Fixed("SET", f"XXXX-{piece.number('M'):02}")
    if piece.index("P") is not None:
        return Fixed("SET", f"XXXX-XX-XX{piece.value('P')}")
    if piece.index("ZA") is not None:
        return Fixed("SET", f"XXXX-{piece.value('ZA')}")
    code = "Q" if piece.index("Q") is not None else numbers.unit(piece)
    if code is None:
        return None
    return Fixed("SET", numbers.duration(code, piece.number("D") or 1))


def daily(piece: Piece) -> Form | None:
    """Daily, weekly, annual."""
    return Fixed("SET", str(piece.value("B")))


def per_unit(piece: Piece) -> Form | None:
    """Five times a year, 15 dollars a day: a set; for a week: a duration."""
    code = numbers.unit(piece)
    if code is None or code == "ML":
        return None
    before = piece.before
    if before in {"times", "once", "twice", "percent", "%"} or (before.endswith("s") and before not in _DURATION_CUES):
        return Fixed("SET", numbers.duration(code, 1))
    return Fixed("DURATION", numbers.duration(code, 1))


_DURATION_CUES = words("as was has is this its lasts takes less")
