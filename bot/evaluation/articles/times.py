"""The day of publication and the time expressions of whole articles. Figures after TempEval-3's task A."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.evaluation.articles.differences import NOTHING, Difference, Reading, f1, one_to_one
from bot.evaluation.articles.labels import TimeLabel
from bot.model import Span, TimeExpression

_CALENDAR = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*)?")
_LONG = {"DE": 10, "CE": 100}
_TOP = 200


@dataclass(slots=True)
class PublishedScore:
    """Days of publication: right (also none where there is none), wrong, missed, found where there is none."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    wrongly_found: int = 0


@dataclass(slots=True)
class TimeScore:
    """Counts of time expressions; ``calendar_*`` of those whose value is a year, a month or a day."""

    labelled: int = 0
    served: int = 0
    value_right: int = 0
    calendar_labelled: int = 0
    calendar_served: int = 0
    calendar_right: int = 0

    @property
    def value_f1(self) -> float:
        """F1 where a hit needs an overlap and the same value."""
        return f1(self.value_right, self.labelled, self.served)

    @property
    def calendar_f1(self) -> float:
        """The same over calendar values alone, a time of day cut off."""
        return f1(self.calendar_right, self.calendar_labelled, self.calendar_served)


def score_published(readings: Iterable[Reading]) -> tuple[PublishedScore, list[Difference]]:
    """Score the day of publication that the text shows."""
    score, differences = PublishedScore(), list[Difference]()
    for reading in readings:
        wanted, found = reading.article.published, reading.found.published
        given = found.date.iso if found.date else None
        verdict = _verdict(wanted, given)
        setattr(score, verdict, getattr(score, verdict) + 1)
        if verdict != "right":
            start, end = found.derivation.start or 0, found.derivation.end or _TOP
            says = f"{given} ({found.derivation.explain()})"
            differences.append(reading.differs("publication date", Span(start, end), str(wanted), says))
    return score, differences


def _verdict(wanted: dt.date | None, given: str | None) -> str:
    if wanted is None:
        return "right" if given is None else "wrongly_found"
    if given is None:
        return "missed"
    return "right" if given == wanted.isoformat() else "wrong"


def score_times(readings: Iterable[Reading]) -> tuple[TimeScore, list[Difference]]:
    """Score the time expressions, resolved against the day of publication that was found."""
    score, differences = TimeScore(), list[Difference]()
    for reading in readings:
        wanted, given = reading.article.times, reading.found.times
        pairs = _match(wanted, given)
        same = [_canonical(wanted[i].value) == _canonical(given[j].value) for i, j in pairs]
        score.labelled += len(wanted)
        score.served += len(given)
        score.value_right += sum(same)
        _add_calendar(score, wanted, given)
        differences += _time_differences(reading, pairs, same)
    return score, differences


def _add_calendar(score: TimeScore, wanted: Sequence[TimeLabel], given: Sequence[TimeExpression]) -> None:
    wanted = [label for label in wanted if _calendar(label.value)]
    given = [time for time in given if _calendar(time.value)]
    score.calendar_labelled += len(wanted)
    score.calendar_served += len(given)
    pairs = _match(wanted, given)
    score.calendar_right += sum(_calendar(wanted[i].value) == _calendar(given[j].value) for i, j in pairs)


def _time_differences(reading: Reading, pairs: Sequence[tuple[int, int]], same: Sequence[bool]) -> Iterator[Difference]:
    wanted, given = reading.article.times, reading.found.times
    for (i, j), right in zip(pairs, same, strict=True):
        if not right:
            yield reading.differs("time value", wanted[i].span, str(wanted[i].value), str(given[j].value))
    matched, taken = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, label in enumerate(wanted):
        if i not in matched:
            yield reading.differs("time missed", label.span, f"{label.type} {label.value}", NOTHING)
    for j, time in enumerate(given):
        if j not in taken:
            yield reading.differs("time that is none", time.span, NOTHING, f"{time.type.value} {time.value}")


def _match(wanted: Sequence[TimeLabel], given: Sequence[TimeExpression]) -> list[tuple[int, int]]:
    """Pair what overlaps, one to one: equal extents first, then by the length of the overlap."""
    pairs = []
    for i, label in enumerate(wanted):
        for j, time in enumerate(given):
            overlap = min(label.end, time.span.end) - max(label.start, time.span.start)
            if overlap > 0:
                pairs.append((label.span != time.span, -overlap, i, j))
    return list(one_to_one((i, j) for _, _, i, j in sorted(pairs)).items())


def _canonical(value: str | None) -> str:
    value = (value or "").strip().upper()
    decades = re.fullmatch(r"P(\d+)(DE|CE)", value)
    return f"P{int(decades[1]) * _LONG[decades[2]]}Y" if decades else value


def _calendar(value: str | None) -> str | None:
    match = _CALENDAR.fullmatch((value or "").strip().upper())
    return match[1] if match else None
