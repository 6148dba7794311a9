"""Readings of words that refer to another date: yesterday, last week, this morning, now.

Each returns a form, or None where the pattern is no time expression after all.
"""

from __future__ import annotations

import re

from bot.extract.events.verbs import is_past
from bot.extract.times import numbers
from bot.extract.times.forms import Clock, Fixed, Form, Shift
from bot.extract.times.piece import Piece
from bot.extract.wordlist import words

NOON = 12
_IN_ALL = frozenset({"for", "of", "in", "during"})
_OF_NOW = {"Y": frozenset({"for", "of"}), "W": _IN_ALL, "M": _IN_ALL - {"for"}}
LASTING = frozenset({"over", "for", "during", "within", "throughout"})
# "It fell over the last year"; "in the last decade" is a decade of the calendar
_THROUGH = {
    **{("elU", code): LASTING for code in ("W", "M", "DE")},
    ("elU", "Y"): LASTING | {"in"},
    ("exU", "DE"): LASTING,
}
_MODALS = frozenset({"may", "will", "can", "could", "might", "would", "to"})  # "it may last months"
_BEFORE_HOUR = frozenset({"at", "by", "until", "around", "from", "since", "before", "after"})
_BEFORE_NOON = frozenset({"at", "past", "until", "by", "around", "since", "from", "of", "before", "after"})
_DAYLIGHT = frozenset({"TMO", "TAF", "TEV"})
_IN_TRADING, _TRADING = frozenset({"in", "during"}), frozenset({"trade", "trading", "dealings", "deals"})
_AT_LIGHT = frozenset({"dawn", "daybreak", "sunrise", "sunset", "dusk", "nightfall"})

_OF_OUR_TIME = words(
    "world youth reader readers generation generations society teenagers children kids parents students consumers"
    " audiences voters youngsters culture"
)  # "today's reader"
_SHOWS = words("show shows host hosts comedy comic comics comedian comedians television tv talk radio")  # late-night
_BY_NIGHT = words("bus train coach ferry flight trip journey stay shift guest success sensation camp")  # of any night
_NO_NOUN = frozenset({"", ",", ".", "i", "f", "&", "T", ")", "-"})
_AFTER_A_NOUN = words(
    "as is was in of and that which had has from at to by on or were will would can with but under"
    " does did do could may might must should"
)
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*\s$")


def deictic(piece: Piece) -> Form | None:
    """Today, late yesterday, tomorrow at noon, tonight."""
    value = piece.value("K")
    if not isinstance(value, tuple):
        return None
    shift, clock = value
    if piece.text == "overnight" and piece.before in {"a", "an"} and piece.after in _BY_NIGHT:
        return None
    if piece.word(piece.start) == "today" and piece.after_class == "s" and piece.opening(piece.end + 1) in _OF_OUR_TIME:
        return Fixed("DATE", "PRESENT_REF")
    clock = numbers.clock(piece) or clock
    return Shift("D", abs(shift), (shift > 0) - (shift < 0), clock=clock)


def clock_and_part(piece: Piece) -> Form | None:
    """Seven o'clock this morning, 9:20 the following morning, 11 p.m. last night."""
    part = str(piece.value("P"))
    printed = _bare_hour(piece) if "c" not in piece.classes and "p" not in piece.classes else numbers.clock(piece)
    if not printed or part.endswith("s") or piece.classes.startswith("P"):
        return None
    hour = int(printed[1:3])
    if piece.value("p") is None and part in {"TAF", "TEV", "TNI"} and hour < NOON:
        printed = f"T{hour + NOON:02}{printed[3:]}"
    if "l" in piece.classes:
        return Shift("D", 1, -1, clock=printed)
    return Shift(
        "D", 1 if "X" in piece.classes else 0, "X" in piece.classes, from_text="X" in piece.classes, clock=printed
    )


def _bare_hour(piece: Piece) -> str:
    """The hour of "at eight this morning"; nothing for "ten this morning", which may be ten of anything."""
    number, part = piece.number("D"), piece.value("P")
    before = piece.word((piece.index("D") or 0) - 1)
    if number is None or not 1 <= number <= NOON or part not in {"TMO", "TAF", "TEV", "TNI"}:
        return ""
    return f"T{number % NOON:02}:00" if before in _BEFORE_HOUR else ""


def tonight(piece: Piece) -> Form | None:
    """At seven tonight."""
    hour = piece.number("D")
    if piece.word(piece.end - 1) != "tonight" or piece.before not in _BEFORE_HOUR or hour is None or hour >= NOON:
        return None
    return Shift("D", 0, 0, clock=f"T{hour + NOON:02}:00")


def part_of_day(piece: Piece) -> Form | None:
    """Last night, this morning, the next morning."""
    clock = numbers.clock(piece)
    if "s" in clock:
        return None
    if piece.classes == "P":
        counted = piece.tokens.classes[piece.start - 2 : piece.start] in {"U<", "U>"}
        if counted:
            return None  # ten minutes before midnight
        if clock in _DAYLIGHT and piece.before in _IN_TRADING and piece.after in _TRADING:
            return Shift("D", 0, 0, clock=clock)
        if clock in _DAYLIGHT and piece.before == "by":
            return Clock(clock)  # "by evening"
        at_light = piece.word(piece.start) in _AT_LIGHT and piece.before in {"at", "before", "after", "until", "by"}
        return Clock(clock) if at_light or (clock.endswith(":00") and piece.before in _BEFORE_NOON) else None
    if any(name in piece.classes for name in "XLx"):
        step = piece.step() or 0
        return Shift("D", 1, step, from_text=True, clock=clock)
    if "l" in piece.classes:
        return Shift("D", 1, -1, clock=clock) if clock == "TNI" else None
    if "h" in piece.classes:
        return Shift("D", 0, 0, clock=clock)
    if "j-" in piece.classes and (piece.after_class == "-" or piece.after.lower() in _SHOWS):
        return None
    if "t" in piece.classes or piece.classes.lstrip("e").startswith(("j", "1")):
        return Shift("D", 0, 0, from_text=True, clock=clock)
    if piece.before in {"in", "during", "of", "by"} and clock in {"TMO", "TAF", "TEV"}:
        return Shift("D", 0, 0, from_text=True, clock=clock)
    return None


def unit(piece: Piece) -> Form | None:
    """Last week, this year, the following day, that month, the coming weeks."""
    value = piece.value("U")
    if not isinstance(value, tuple):
        return None
    code, plural = value
    classes = piece.classes
    if piece.value("i") == "as":
        return None  # as early as next week
    if plural == 2:
        return plural_unit(piece, code)
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
    if code == "WE" and piece.value("l") == "past":
        return Shift("WE", None, -1)
    if piece.value("l") == "past" and "h" not in classes:
        return Fixed("DURATION", numbers.duration(code, 1))
    if piece.before in _THROUGH.get((classes, code), ()):
        return Fixed("DURATION", numbers.duration(code, 1))
    from_text = any(name in classes for name in "LXt1") or (code == "D" and "x" in classes)
    if code == "D" and "x" not in classes and not from_text:
        return Shift("D", 0, 0) if "h" in classes else None
    if code in {"H", "MIN", "S", "NI", "CE", "ML"}:
        return None
    return Shift(code, abs(step), (step > 0) - (step < 0), from_text=from_text)


def plural_unit(piece: Piece, code: str) -> Form | None:
    """These days, the coming weeks, recent years."""
    if code in {"S", "MIN", "H"}:
        return None
    if "E" in piece.classes:
        return Fixed("DATE", str(piece.value("E")))
    if "t" in piece.classes:
        return Fixed("DATE", "PRESENT_REF") if code == "D" and piece.word(piece.index("t") or 0) == "these" else None
    step = piece.step()
    if not step or (piece.classes == "lU" and piece.before in _MODALS):
        return None
    if "X" in piece.classes:
        return Fixed("DURATION", numbers.duration(code, None))
    return Fixed("DATE", "FUTURE_REF") if step > 0 else Fixed("DURATION", numbers.duration(code, None))


def unit_edge(piece: Piece) -> Form | None:
    """The end of the year, year-end, earlier in the month."""
    value = piece.value("U")
    if not isinstance(value, tuple) or value[1] == 2 or value[0] not in {"W", "M", "Y", "DE"}:
        return None
    if "J" in piece.classes and piece.classes[0] == "U" and piece.word(piece.end - 1) != "end":
        return None
    if piece.before == "since" and "J" in piece.classes and value[0] == "Y":
        return Shift("Y", 1, -1)  # "shares are up since year-end"
    return Shift(value[0], 0, 0)


def reference(piece: Piece) -> Form | None:
    """Now, currently, recently, the future, soon."""
    word = piece.word(piece.index("E") or 0)
    if "e" in piece.classes and word != "future":
        return None
    if (word == "current" and not _is_adjective(piece)) or (word == "now" and _ends_a_name(piece)):
        return None
    if (
        word == "latest"
        or piece.after_class == "-"
        or piece.before == "-"
        or (word == "soon" and not _is_to_come(piece))
    ):
        return None
    if word == "recent" and not piece.after:
        return None
    for_good = piece.before == "in" and not piece.after_class.isalpha()
    if word == "future" and piece.before not in {"near", "for", "of"} and "e" not in piece.classes and not for_good:
        return None
    return Fixed("DATE", str(piece.value("E")))


def _is_adjective(piece: Piece) -> bool:
    """Tell "the current mayor" from "the current was strong"."""
    return piece.after_class not in _NO_NOUN and piece.after not in _AFTER_A_NOUN and not is_past(piece.after)


def _ends_a_name(piece: Piece) -> bool:
    """Tell whether "Now" is the end of a name: "the news site Tarsk Now", "Safe Tracks Now"."""
    start = piece.tokens.starts[piece.start]
    named = piece.tokens.text[start].isupper() and _CAPITALISED.search(piece.tokens.text, max(0, start - 30), start)
    return bool(named)


def _is_to_come(piece: Piece) -> bool:
    """Tell "soon" from "as soon as", "soon after the vote" and "soon left"."""
    return (
        piece.before not in {"as", "too", "how", "so"}
        and piece.after_class not in {">", "<"}
        and (piece.before in {"be", "been"} or not is_past(piece.after.lower()))
    )


def some_day_soon(piece: Piece) -> Form | None:
    """Some day soon, one day soon."""
    number, value = piece.word(piece.start), piece.value("U")
    soon = piece.word(piece.end - 1) == "soon" and value == ("D", 1) and number in {"some", "one"}
    return Fixed("DATE", "FUTURE_REF") if soon else None


def in_the_past(piece: Piece) -> Form | None:
    """In the past."""
    if (
        piece.word(piece.start) != "in"
        or piece.value("l") != "past"
        or piece.after_class in {"U", "D", "N", "q", "Q", "o"}
    ):
        return None
    return Fixed("DATE", "PAST_REF")


def the_unit(piece: Piece) -> Form | None:
    """Over the weekend, a high for the year; "the year ended in March" and "over the years" are durations."""
    value = piece.value("U")
    if not isinstance(value, tuple):
        return None
    code, plural = value
    if plural == 2:
        over = piece.before == "over" and code in {"Y", "M"}
        beside = piece.after_class in {"<", ">"} or piece.after in {"ahead", "leading"}
        if over or (beside and piece.before in {"in", "over", "during"}):
            return Fixed("DURATION", numbers.duration(code, None))
        return None
    if code == "WE":
        return Shift("WE", None)  # the one that lies nearest in the clause's direction
    until = piece.after_class == "T" and piece.tokens.classes[piece.end + 1 : piece.end + 2] in {*"MmDdW"}
    if code in {"Y", "M", "W"} and (until or piece.after.lower() in {"ended", "ending"}):
        return Fixed("DURATION", numbers.duration(code, 1))  # the year to March, the week ending 5 May
    if "y" in piece.classes:
        return Shift("Y", 0, 0) if code == "Y" else None
    of_now = piece.before in _OF_NOW.get(code, ()) and piece.after_class not in {"<", ">", "g", "r", "R"}
    if piece.before == "of" and piece.tokens.classes[piece.start - 3 : piece.start - 2] == "v":
        return None  # "every night of the year"
    named = piece.tokens.text[piece.tokens.starts[piece.end - 1]].isupper()  # "Player of the Year"
    return Shift(code, 0, 0) if of_now and not named else None
