"""Dates that may be partly known, and how each is known."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import total_ordering

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")


class Precision(IntEnum):
    """How much of a date is known; greater is finer."""

    NONE = 0
    YEAR = 1
    MONTH = 2
    DAY = 3

    @property
    def label(self) -> str:
        """The word used in cards and in the annotate format: day, month, year or none."""
        return self.name.lower()


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month or the year (proleptic Gregorian, year 1 to 9999).

    Raises ValueError for a date that does not exist. Ordered by first day, the coarser first.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        dt.date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, iso: str) -> PartialDate:
        """Read ``2024``, ``2024-05`` or ``2024-05-16`` (a time of day after ``T`` is left out)."""
        match = _ISO.fullmatch(iso.strip())
        if not match:
            raise ValueError(f"not an ISO date: {iso!r}")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, date: dt.date) -> PartialDate:
        """Return the day ``date`` as a PartialDate."""
        return cls(date.year, date.month, date.day)

    @property
    def precision(self) -> Precision:
        """YEAR, MONTH or DAY."""
        if self.day is not None:
            return Precision.DAY
        return Precision.MONTH if self.month is not None else Precision.YEAR

    @property
    def iso(self) -> str:
        """``2024``, ``2024-05`` or ``2024-05-16``."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)

    @property
    def first(self) -> dt.date:
        """The first day that the date can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The last day that the date can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def contains(self, other: PartialDate) -> bool:
        """Tell whether every day of ``other`` lies inside this date."""
        return self.first <= other.first and other.last <= self.last

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first, self.precision) < (other.first, other.precision)

    def __str__(self) -> str:
        if self.month is None:
            return str(self.year)
        month = calendar.month_name[self.month]
        return f"{month} {self.year}" if self.day is None else f"{self.day} {month} {self.year}"


class HowKnown(StrEnum):
    """How a date is known."""

    PRINTED = "printed"
    HEADER = "header"
    DATELINE = "dateline"
    RESOLVED = "resolved"
    CURATED = "curated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Derivation:
    """The reason for a date.

    ``words`` are the document's own words that the date rests on (a slice of its text at ``start:end``, where they
    stand in it), ``anchor`` the date they were worked out against and ``anchor_how`` how that one is known.
    ``note`` is a short remark of ours, for instance why nothing could be worked out.
    """

    how: HowKnown
    words: str | None = None
    start: int | None = None
    end: int | None = None
    anchor: PartialDate | None = None
    anchor_how: HowKnown | None = None
    note: str | None = None

    def explain(self) -> str:
        """Say in a reader's words how the date is known: ``"yesterday", printed 10 April 2024 (curator)``."""
        quoted = f'"{" ".join(self.words.split())}"' if self.words else ""
        match self.how:
            case HowKnown.RESOLVED if self.anchor:
                by = {"curated": " (curator)", "dateline": " (dateline)"}.get(self.anchor_how or "", "")
                reason = f"{quoted}, printed {self.anchor}{by}"
            case HowKnown.RESOLVED:
                reason = quoted or "worked out"
            case HowKnown.CURATED:
                reason = "stated by the curator"
            case HowKnown.HEADER:
                reason = f"in the document's header{': ' + quoted if quoted else ''}"
            case HowKnown.DATELINE:
                reason = f"dateline: {quoted}"
            case HowKnown.PRINTED:
                reason = f"printed: {quoted}"
            case _:
                reason = f"date unknown{': ' + quoted if quoted else ''}"
        return f"{reason}; {self.note}" if self.note else reason


@dataclass(frozen=True, slots=True)
class Dating:
    """A date with the reason for it. ``date`` is None exactly where the date is unknown."""

    date: PartialDate | None
    derivation: Derivation

    @property
    def precision(self) -> Precision:
        """The date's precision; NONE where it is unknown."""
        return self.date.precision if self.date else Precision.NONE

    def explain_said(self, published: Dating) -> str:
        """Say how the day of a quote is known; where it is but that of publication, that the day is not told."""
        reason = self.derivation.explain()
        return f"day not told; the document's date: {reason}" if self.date and self == published else reason

    @classmethod
    def unknown(cls, note: str | None = None, words: str | None = None) -> Dating:
        """A date that is not known, with a remark on why, and the words that could not be resolved."""
        return cls(None, Derivation(HowKnown.UNKNOWN, words=words, note=note))
