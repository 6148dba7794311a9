"""Readings of durations, ages and sets.

Each returns a form, or None where the pattern is no time expression after all.
"""

from __future__ import annotations

import re

from bot.extract.times import numbers
from bot.extract.times.forms import Fixed, Form, Shift
from bot.extract.times.holidays import holiday_date
from bot.extract.times.piece import Piece
from bot.extract.times.read_relative import plural_unit
from bot.extract.wordlist import words

_SOME_YEARS = range(2001, 2008)  # in which a feast that moves falls on more than one day
_MODALS = words("will would may might could can")  # "she will one day return"
_HOPES = words("hope hopes hoped hoping want wants wanted wish wishes")  # "they hope one day to return"
_SHE_WILL = re.compile(r",?\s+(?:I|you|he|she|it|we|they)(?:\s(?:will|shall|may|might|could|can)|['’]ll)\b")
_DURATION_CUES = words("as was has is this its lasts takes less")
_SOMEBODY = words("I you he she it we they my your his her our their somebody someone")
_BEFORE_A_VERB = _MODALS | words("to must should shall not")
_DAYS_OF = words("mourning rest rage action remembrance prayer reckoning celebration thanksgiving")
_SUCH = words("like when that which such")
_LENGTHS = words("miles kilometres kilometers km metres meters feet")
_HALVES = {"Y": "P6M", "H": "PT30M", "MIN": "PT30S", "D": "PT12H", "DE": "P5Y"}
_LONG = {"day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y", "decade": "P10Y"}
_STRETCHES = frozenset({"D", "W", "M", "Y", "DE"})
_NO_STRETCH = words("the those early late small first last final closing opening")
_MERE = words("just only mere merely barely")
_EVERY_OTHER = re.compile(r"\w+\s+(other|single)\s+\w+")
_ADJECTIVE = re.compile(r"(?:[\w,.]+[\s-]+)+([a-z]+)\s+\w+")
_NO_ADJECTIVES = words(
    "of per or and to by in on at for from the a an his her its their was were is are had has have other more"
    " with without into over under about after before between through during than as until since who that which when"
)
_MONEY = words("$ £ €")
_AFTER_AN_ADVERB = words("and or but to by from until with since at as")
_AMOUNTS = words("more times once twice percent % million billion trillion tonnes tons barrels")
_OLDEST = 125
_TIME_FROM_NOW = re.compile(r"[’']s?\s+time\b")


def compound(piece: Piece) -> Form | None:
    """Two hours and ten minutes, 30 minutes 51.2 seconds."""
    split = (piece.index("U") or piece.start) + 1
    values = []
    for part in (piece.part(piece.start, split), piece.part(split, piece.end)):
        code, count = numbers.unit(part), numbers.quantity(part)
        if code is None or count is None:
            return None
        values.append(numbers.duration(code, count))
    coarse, fine = values
    if fine.startswith("PT"):
        return Fixed("DURATION", coarse + fine.removeprefix("PT" if coarse.startswith("PT") else "P"))
    return None if coarse.startswith("PT") else Fixed("DURATION", coarse + fine.removeprefix("P"))


def duration_before(piece: Piece) -> Form | None:
    """The year-earlier nine months."""
    counted = piece.part(piece.end - 2, piece.end)
    code, count = numbers.unit(counted), numbers.quantity(counted)
    return Fixed("DURATION", numbers.duration(code, count)) if code is not None and count is not None else None


def all_through(piece: Piece) -> Form | None:
    """All week, all year; not "of all day tickets" nor "all night trains"."""
    code = numbers.unit(piece)
    value = piece.value("U")
    single = isinstance(value, tuple) and value[1] == 1 and code in {"D", "W", "M", "Y"}
    if not single or code is None or piece.before in {"of", "at"} or piece.after_class == "-":
        return None
    return Fixed("DURATION", numbers.duration(code, 1))


def quarters_of_an_hour(piece: Piece) -> Form | None:
    """A quarter of an hour, three quarters of an hour."""
    count = piece.number("D") or 1
    return Fixed("DURATION", f"PT{15 * count}M") if numbers.unit(piece) == "H" and count in {1, 3} else None


def every_quarter_of_an_hour(piece: Piece) -> Form | None:
    """Every quarter of an hour."""
    return Fixed("SET", "PT15M") if numbers.unit(piece) == "H" and piece.word(piece.start) == "every" else None


def a_century(piece: Piece) -> Form | None:
    """A century, half a century."""
    return Fixed("DURATION", "P50Y" if "F" in piece.classes else "P100Y")


def half_a_unit(piece: Piece) -> Form | None:
    """Half an hour, a half-hour, half a year."""
    code = numbers.unit(piece)
    if code not in _HALVES or piece.before in {"first", "second"}:
        return None
    return Fixed("DURATION", _HALVES[code])


def as_long_as(piece: Piece) -> Form | None:
    """Decade-long, yearlong, a two-week-long."""
    if piece.classes == "V":
        return Fixed("DURATION", _LONG[str(piece.value("V"))]) if piece.value("V") else None
    value, count = piece.value("U"), piece.number("DN")
    if not isinstance(value, tuple) or piece.value("V"):
        return None
    return Fixed("DURATION", numbers.duration(value[0], count or (1 if value[1] == 1 else None)))


def duration(piece: Piece) -> Form | None:
    """Two days, a three-year ..., the past two months, an hour and a half."""
    code, count = numbers.unit(piece), numbers.quantity(piece)
    if code is None or _is_no_duration(piece, code):
        return None
    if "E" in piece.classes and piece.word(piece.index("E") or 0) not in {"current", "latest", "recent"}:
        return None  # "currently two years behind"
    if piece.classes in {"aU", "aQ"}:
        return per_unit(piece)
    if "q" in piece.classes and count is None:
        return _some_unit(piece, code) if piece.classes == "qU" else Fixed("DURATION", numbers.duration(code, None))
    if count is None:
        return None
    if code == "D" and piece.word(piece.start) == "one" and _opens_a_tale(piece):
        return None
    if code == "D" and piece.word(piece.start) == "one" and (piece.before in _MODALS | _HOPES or _one_day_ahead(piece)):
        return Fixed("DATE", "FUTURE_REF")
    if piece.before == "in" and _TIME_FROM_NOW.match(piece.tokens.text, piece.tokens.ends[piece.end - 1]):
        return Shift(code, count, 1)
    return Fixed("DURATION", numbers.duration(code, count))


def _some_unit(piece: Piece, code: str) -> Form | None:
    """Some days, several years; "some day we will" is one to come, "some year" and "some night" are none."""
    if piece.tokens.values[piece.end - 1] == (code, 2):
        return Fixed("DURATION", numbers.duration(code, None))
    ahead = code == "D" and piece.word(piece.start) == "some" and piece.before != "on"
    return Fixed("DATE", "FUTURE_REF") if ahead else None


def _is_no_duration(piece: Piece, code: str) -> bool:
    """Tell whether "three-quarters of the food", "a quarter-final", "will last two days" is read; or a minute of play.

    "He was sent off on 38 minutes" names a moment of the match.
    """
    if code == "MIN" and piece.before == "on" and piece.classes in {"DU", "NU"}:
        return True
    if piece.after_class == "-" and piece.tokens.classes[piece.end + 1 : piece.end + 2] == "O":
        return True  # around a 6-year-old
    if piece.word(piece.start) in {"more", "less"} and piece.word(piece.start + 1) != "than":
        return True  # $20 or more an hour
    if code == "Q" and "-Q" in piece.classes and "l" not in piece.classes and piece.classes[0] in "DNk":
        return True  # three-quarters of it
    if code == "Q" and "l" not in piece.classes and "x" not in piece.classes:
        return piece.after_class == "f" or (
            piece.after_class == "-" and piece.opening(piece.end + 1).startswith("final")
        )
    return piece.word(piece.start) == "last" and piece.before in _BEFORE_A_VERB


def _one_day_ahead(piece: Piece) -> bool:
    """Tell whether the sentence opens so: "One day she will come back"."""
    text = piece.tokens.text
    opens = text.startswith("One", piece.tokens.starts[piece.start])
    return opens and _SHE_WILL.match(text, piece.tokens.ends[piece.end - 1]) is not None


def _opens_a_tale(piece: Piece) -> bool:
    """Tell whether the sentence opens so: "One day you notice that nobody comes"."""
    opens = piece.tokens.text.startswith("One", piece.tokens.starts[piece.start])
    return opens and piece.after in _SOMEBODY and not _one_day_ahead(piece)


def age(piece: Piece) -> Form | None:
    """An 8-month-old, 34 years old, aged 34."""
    count = numbers.quantity(piece)
    if piece.classes in {"OD", "ON"}:
        whole = count is not None and not count % 1 and count <= _OLDEST
        return Fixed("DURATION", f"P{count:.0f}Y") if whole and piece.word(piece.start) == "aged" else None
    code = numbers.unit(piece)
    if count is None or code is None:
        return None
    return Fixed("DURATION", numbers.duration(code, count))


def bare_unit(piece: Piece) -> Form | None:
    """For years, in weeks, months of talks, hours later, just days before the vote."""
    value = piece.value("U")
    if not isinstance(value, tuple) or value[1] != 2:
        return None
    counted = piece.after_class == "R" or (piece.after_class == "f" and value[0] in _STRETCHES)
    counted = counted or (piece.before in _MERE and piece.after_class in {"<", ">"})
    if piece.before not in {"for", "in", "over", "within"} and not (counted and piece.before not in _NO_STRETCH):
        return None
    return Fixed("DURATION", numbers.duration(value[0], None))


def vague_duration(piece: Piece) -> Form | None:
    """Several years, the last few months."""
    value, code = piece.value("U"), numbers.unit(piece)
    if code is None or (value[1] if isinstance(value, tuple) else piece.value("Q")) != 2:
        return None
    if "q" not in piece.classes:
        return plural_unit(piece, code)
    return Fixed("DURATION", numbers.duration(code, 2 if numbers.is_couple(piece) else None))


def every(piece: Piece) -> Form | None:
    """Every day, each Monday, every other week, each July, every Christmas Eve; no value for a feast that moves."""
    number = piece.number("Ww")
    if number is not None:
        return Fixed("SET", f"XXXX-WXX-{number % 7 + 1}")
    if piece.index("M") is not None:
        return Fixed("SET", f"XXXX-{piece.number('M'):02}")
    if piece.index("H") is not None:
        days = {holiday_date(str(piece.value("H")), year) for year in _SOME_YEARS}
        month_days = {f"XXXX-{day:%m-%d}" for day in days}
        return Fixed("SET", month_days.pop() if len(month_days) == 1 else None)
    if piece.index("P") is not None:
        return Fixed("SET", "P1D")  # every morning comes once a day
    if piece.index("ZA") is not None:
        return Fixed("SET", f"XXXX-{piece.value('ZA')}")
    code = "Q" if piece.index("Q") is not None else numbers.unit(piece)
    if code is None:
        return None
    if "_" in piece.classes or "o" in piece.classes:
        between = _EVERY_OTHER.fullmatch(piece.text)
        return Fixed("SET", numbers.duration(code, 2 if between[1] == "other" else 1)) if between else None
    return Fixed("SET", numbers.duration(code, piece.number("DNdS") or 1))


def every_of_several(_piece: Piece) -> Form | None:
    """Every Tuesday and Thursday: both come once a week."""
    return Fixed("SET", "P1W")


def nth_of_every(_piece: Piece) -> Form | None:
    """The first Tuesday of each month: a set for which TIMEX3 has no value."""
    return Fixed("SET", None)


def within(piece: Piece) -> Form | None:
    """Within the hour, within the month."""
    value = piece.value("U")
    if not isinstance(value, tuple) or value[1] != 1 or piece.word(piece.start) != "within":
        return None
    return Fixed("DURATION", numbers.duration(value[0], 1))


def described_duration(piece: Piece) -> Form | None:
    """Nine lost hours, three long years: one adjective between the number and its unit."""
    value = piece.value("U")
    count = numbers.quantity(piece)
    between = _ADJECTIVE.fullmatch(piece.text)
    if not isinstance(value, tuple) or value[1] != 2 or value[0] == "S" or count is None or between is None:
        return None
    return None if between[1] in _NO_ADJECTIVES or piece.before in _MONEY else duration(piece)


def daily(piece: Piece) -> Form | None:
    """Daily, weekly, annual; not "the Lunde daily Echo", nor a quarterly dividend."""
    if piece.after[:1].isupper():
        return None
    if piece.value("B") == "P3M" and (piece.after[:1].isalpha() and piece.after not in _AFTER_AN_ADVERB):
        return None
    return Fixed("SET", str(piece.value("B")))


def per(piece: Piece) -> Form | None:
    """Per day, per year: a set; not the hour of a speed, nor "km/week"."""
    code = numbers.unit(piece)
    if code not in _STRETCHES | {"Q"} or piece.word(piece.start) != "per":
        return None
    return Fixed("SET", numbers.duration(code or "", 1))


def per_unit(piece: Piece) -> Form | None:
    """Five times a year, 15 dollars a day: a set; for a week: a duration."""
    code = numbers.unit(piece)
    if code is None or code == "ML":
        return None
    if code == "D" and piece.after_class == "f" and piece.opening(piece.end + 1) in _DAYS_OF:
        return None  # a day of mourning
    if code == "D" and piece.before == "on" and piece.after in _SUCH:
        return None  # "on a day like this", "on a day when it rained"
    before = piece.before
    if piece.after_class == "-":
        return None  # a year-end sale
    if code == "H" and before in _LENGTHS:
        return None  # a speed
    if piece.after_class in {"<", ">"}:
        return Fixed("DURATION", numbers.duration(code, 1))  # "it comes a week after the vote"
    amount = piece.tokens.classes[piece.start - 1 : piece.start] in {"D", "N", "Y", "%"}
    if amount or before in _AMOUNTS or (before.endswith("s") and before not in _DURATION_CUES):
        return Fixed("SET", numbers.duration(code, 1))
    return Fixed("DURATION", numbers.duration(code, 1))
