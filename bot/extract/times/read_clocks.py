"""Readings of times of day.

Each returns a form, or None where the pattern is no time expression after all.
"""

from __future__ import annotations

import re

from bot.extract.times import numbers
from bot.extract.times.forms import Clock, Fixed, Form
from bot.extract.times.piece import Piece
from bot.extract.times.read_relative import NOON
from bot.extract.wordlist import words

_MINUTES = frozenset({5, 10, 15, 20, 25, 30})
_BEFORE_CLOCK = words("at about around by until before after")
_MILITARY = words("gmt utc bst cet cest est edt hrs")
_NEAR = 8  # tokens
_POINTS = frozenset({"T12:00", "T24:00"})  # noon, midnight
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+[\"“‘]?[A-Z]")
_AT_AN_HOUR = words(
    "up awake woke wakes dark light bed home closed closes opened opens rang rings rise rises rose dinner supper lunch"
    " breakfast tea"
)
_MINUTES_PRINTED = re.compile(r"[0-5]\d")
_FOUR_FIGURES = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")


def clock(piece: Piece) -> Form | None:
    """10:30, 9 a.m., five o'clock, and 5:30 of "5:30 to 8:00 p.m."; "home in 2:22:07" took so long."""
    value = numbers.clock(piece)
    if len(value) == len("T02:22:07") and piece.before == "in":
        hours, minutes, seconds = (int(part) for part in value[1:].split(":"))
        return Fixed("DURATION", f"PT{hours}H{minutes}M{seconds}S")
    following = piece.tokens.classes[piece.end : piece.end + 3]
    if (
        value
        and "p" not in piece.classes
        and following in {"Tcp", "-cp"}
        and piece.tokens.values[piece.end + 2] == NOON
    ):
        hour = int(value[1:3])
        value = f"T{hour + NOON:02}{value[3:]}" if hour < NOON else value
    unsure = piece.classes.endswith("p") and piece.value("p") is None and int(value[1:3] or 0) <= NOON
    return Clock(value, unsure=unsure) if value else None


def military_clock(piece: Piece) -> Form | None:
    """1900 GMT, 0930 hrs."""
    printed = piece.word(piece.start)
    behind = piece.word(piece.end - 1)
    if not _FOUR_FIGURES.fullmatch(printed) or behind not in _MILITARY:
        return None
    zone = "Z" if behind in {"gmt", "utc"} else ""
    return Clock(f"T{printed[:2]}:{printed[2:]}{zone}")


def clock_with_hyphen(piece: Piece) -> Form | None:
    """8-30 a.m., as the papers of some countries print it."""
    hour, half = piece.tokens.values[piece.start], piece.value("p")
    printed = piece.word(piece.start + 2)
    if not isinstance(hour, int) or not isinstance(half, int) or hour > NOON or not _MINUTES_PRINTED.fullmatch(printed):
        return None
    if int(printed) <= NOON:
        return None  # from eight to ten
    return Clock(f"T{hour % NOON + half:02}:{printed}")


def clock_in_words(piece: Piece) -> Form | None:
    """Four in the morning."""
    clock = numbers.hour_in_words(piece)
    return Clock(clock) if clock else None


def clock_in_its_part(piece: Piece) -> Form | None:
    """3:20 in the morning."""
    if piece.word((piece.index("P") or piece.end) - 2) not in {"in", "at"} or str(piece.value("P")).endswith("s"):
        return None
    clock = numbers.in_its_half(piece, numbers.clock(piece))
    return Clock(clock) if clock[1:2].isdigit() else None


_SHARP = re.compile(r"sharp\b(?!\s(?!(?:on|in|and|for|to|with|by|each|every)\b)\w)")
"""What makes "at six sharp" an hour; not "at six sharp bends"."""


def hour_alone(piece: Piece) -> Form | None:
    """Seven in "has been up since seven.", in words, with nothing behind it that it counts.

    "At seven" may be an age: it is an hour beside another time of day, of what is done at an hour, and sharp.
    """
    hour, before, in_words = piece.number("D"), piece.before, piece.word(piece.start).isalpha()
    if hour is None or not 1 <= hour <= NOON:
        return None
    if before == "at" and piece.after == "sharp" and _SHARP.match(piece.tokens.text, piece.tokens.starts[piece.end]):
        return Clock(f"T{hour:02}:00")
    beside = before in {"at", "by"} and _is_beside_a_clock(piece)
    at_hour = before == "at" and in_words and piece.word(piece.start - 2) in _AT_AN_HOUR
    if not (beside or at_hour or (before in {"since", "until", "till"} and in_words)):
        return None
    ends = piece.after_class in {"", ",", ".", ")", "&"} or (piece.after_class == "_" and not piece.after[:1].isalnum())
    return Clock(f"T{hour:02}:00", habitual=at_hour and not beside, unsure=not beside) if ends else None


def _is_beside_a_clock(piece: Piece) -> bool:
    """Tell whether another time of day stands in the same sentence: "tea at midnight and hymns at four"."""
    around = range(max(0, piece.start - _NEAR), min(len(piece.tokens.classes), piece.end + _NEAR))
    near = [i for i in around if piece.tokens.classes[i] in "cp" or piece.tokens.values[i] in _POINTS]
    starts, ends = piece.tokens.starts, piece.tokens.ends
    gaps = ((ends[i], starts[piece.start]) if i < piece.start else (ends[piece.end - 1], starts[i]) for i in near)
    return any(not _SENTENCE_END.search(piece.tokens.text, *gap) for gap in gaps)


def clock_past(piece: Piece) -> Form | None:
    """Half past eight, ten past eight, quarter to nine, at ten to nine, two minutes past nine."""
    unit = piece.value("U")
    if unit is not None and unit not in {("MIN", 1), ("MIN", 2)}:
        return None
    figures = [piece.tokens.values[i] for i in range(piece.start, piece.end) if piece.tokens.classes[i] in "DF"]
    hour = figures[-1]
    minutes = 15 if "Q" in piece.classes else 30 if "F" in piece.classes else figures[0]
    if not isinstance(hour, int) or not isinstance(minutes, int) or not 1 <= hour <= 12:
        return None
    if minutes not in _MINUTES and (unit is None or not 1 <= minutes < 60):
        return None
    if "l" in piece.classes:
        return Clock(f"T{hour:02}:{minutes:02}", unsure=True) if piece.value("l") == "past" else None
    if (unit is None and piece.before not in _BEFORE_CLOCK) or piece.value("T") not in {"to", "till"}:
        return None  # "ten to eight people"
    return Clock(f"T{hour - 1 or 12:02}:{60 - minutes:02}", unsure=True)
