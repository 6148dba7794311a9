"""Words for a time -> Period: "2024", "16 May 2024", "last year", "from March to May 2024", "since 2020". Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.period_units import BARE, EXAMPLES, between, unit
from bot.errors import PeriodError
from bot.model.archive import Period

_LONGEST = 80
_WINDOW = 9
_ONE_DAY = dt.timedelta(days=1)
_DASHES = str.maketrans({"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "’": "'", ",": " "})
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_FILLER = re.compile(r"\b(?:the|of)\b")
_ABBREVIATED = re.compile(r"\b(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.(?=\s|$)")
_BETWEEN = re.compile(r"between (.+?) and (.+)")
_JOIN = re.compile(r" ?\.\.\.? ?| (?:to|until|till|through) | ?- ?")
_IN = re.compile(r"(?:in|on|during|within|throughout|for) (.+)")
_OPEN = re.compile(r"(since|from|after|before|until|till|up to|by) (.+)")
_DAY_OR_MONTH = re.compile(r"\d{1,2}(?:st|nd|rd|th)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?")
_YEAR = re.compile(r"\d{4}")
_MAY_BEGIN = re.compile(
    r"\d|q\d|h[12]|week|today|yesterday|tomorrow|day|this|current|last|past|previous|next|coming|first|second|third|fourth"
    r"|spring|summer|autumn|fall|winter|since|from|after|before|until|till|up|by|between|in|on|during|within|throughout|for"
    r"|the|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A time inside other words: its period, the words that name it, the range ``[begin, end)`` of their indices."""

    period: Period
    typed: str
    begin: int
    end: int


def parse_period(text: str, now: dt.datetime) -> Period:
    """Read all of ``text`` as a time; relative words count from the day of ``now``.

    Raises PeriodError, with examples, where the words name no time, one that does not exist, or may mean two.
    """
    period = _read(text, now.date())
    if period is None:
        raise PeriodError(f'"{" ".join(text.split())[:_LONGEST]}" is not a time I know. {EXAMPLES}')
    return period


def find_period(words: Sequence[str], now: dt.datetime) -> Found | None:
    """Find the first, longest run of ``words`` that names a time.

    A month or weekday alone counts only after a word such as "in" ("May" may be a name). Raises PeriodError for a time
    that does not exist or may mean two.
    """
    ancient = _before_christ(words)
    for begin, word in enumerate(words):
        if begin in ancient or not _MAY_BEGIN.match(word.casefold()):
            continue
        last = min((index for index in ancient if index > begin), default=len(words))
        for end in range(min(last, begin + _WINDOW), begin, -1):
            typed = " ".join(words[begin:end])
            if end - begin == 1 and typed.casefold() in BARE:
                continue
            period = _read(typed, now.date())
            if period:
                return Found(period, typed, begin, end)
    return None


def _before_christ(words: Sequence[str]) -> frozenset[int]:
    """The indices of words that date something before Christ ("15 March 44 BC"): words to look for, no time we know."""
    found: set[int] = set()
    for index, word in enumerate(words):
        if word.casefold().replace(".", "") in {"bc", "bce"} and index and words[index - 1].isdecimal():
            found |= {index - 1, index}
            for before in range(index - 2, max(index - 4, -1), -1):
                if not _DAY_OR_MONTH.fullmatch(words[before].casefold()):
                    break
                found.add(before)
    return frozenset(found)


def _read(text: str, today: dt.date) -> Period | None:
    plain = _normalised(text)
    if not plain or len(plain) > _LONGEST:
        return None
    try:
        return unit(plain, today) or _range(plain, today) or _within(plain, today) or _open(plain, today)
    except OverflowError as error:
        raise PeriodError(f'"{plain}" lies beyond the calendar. {EXAMPLES}') from error


def _normalised(text: str) -> str:
    plain = " ".join(text.translate(_DASHES).casefold().split())
    plain = _ABBREVIATED.sub(r"\1", _FILLER.sub(" ", _ORDINAL.sub(r"\1", plain)))
    return " ".join(plain.split())


def _within(plain: str, today: dt.date) -> Period | None:
    match = _IN.fullmatch(plain)
    return (unit(match[1], today) or _range(match[1], today)) if match else None


def _open(plain: str, today: dt.date) -> Period | None:
    """Read a time that is open at one end."""
    match = _OPEN.fullmatch(plain)
    period = unit(match[2], today) if match else None
    if not match or not period:
        return None
    match match[1]:
        case "since" | "from":
            return Period(period.first, dt.date.max, f"since {period.words}")
        case "after":
            return Period(period.last + _ONE_DAY, dt.date.max, f"after {period.words}")
        case "before":
            return Period(dt.date.min, period.first - _ONE_DAY, f"before {period.words}")
        case _:
            return Period(dt.date.min, period.last, f"until {period.words}")


def _range(plain: str, today: dt.date) -> Period | None:
    if match := _BETWEEN.fullmatch(plain):
        return _joined(match[1], match[2], today)
    plain = plain.removeprefix("from ")
    for match in _JOIN.finditer(plain):
        period = _joined(plain[: match.start()], plain[match.end() :], today)
        if period:
            return period
    return None


def _joined(left: str, right: str, today: dt.date) -> Period | None:
    """Read two ends of a range; what one leaves out, the other lends: "March to May 2024", "May 16-18 2024"."""
    ends = _ends(left, right, today)
    if ends is None:
        return None
    begin, end = ends
    if begin.first > end.last:
        raise PeriodError(f'"{left} to {right}" ends before it begins: turn it round.')
    return Period(begin.first, end.last, between(begin.words, end.words))


def _ends(left: str, right: str, today: dt.date) -> tuple[Period, Period] | None:
    if not left or not right:
        return None
    lent = right.split()
    if _YEAR.fullmatch(lent[-1]) and not _YEAR.search(left):
        for tail in (lent[-1:], lent[-2:], lent[-3:-2] + lent[-1:]):
            begin, end = unit(f"{left} {' '.join(tail)}", today), unit(right, today)
            if begin and end:
                return begin, end
        month = left.split(maxsplit=1)[0]
        begin, end = unit(f"{left} {lent[-1]}", today), unit(f"{month} {right}", today)
        return (begin, end) if begin and end else None
    begin, end = unit(left, today), unit(right, today)
    return (begin, end) if begin and end else None
