"""Days counted from an event that the text has dated: "the day after the fire", "the first anniversary of the vote"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.extract.times import calendars
from bot.extract.times.forms import Beside
from bot.model import PartialDate, Precision, Sentence, Span

_OF = re.compile(r"\s+(?:of\s+)?(?:the|his|her|its|their|that|this)\s+(?P<words>(?:[^\W\d_]+\s?){1,3})")
_STEM = 5
_SHORTEST = 4
_COMMA = re.compile(r",\s*")
_NEAR = 80  # characters between a date and the event that it dates
_BACK = 40  # days of the text that are looked at: news does not count from what stands pages before
_ABOUT_IT = r"(?:charges?|case|trial|suspects?|investigation|inquiry|probe|victims?|weapon|scene|site)\b"
_AS_VERBS = {
    "death": ("died", "killed", "killing", "slain", "slaying"),
    "arrest": ("arrested",),
    "shooting": ("shot",),
    "sinking": ("sank", "sunk"),
    "victory": ("won",),
    "murder": ("killed", "shot", "stabbed"),
    "killing": ("killed", "shot", "stabbed"),
    "slaying": ("killed", "shot", "slain"),
    "bombing": ("bomb", "exploded"),
    "explosion": ("exploded", "blew up"),
    "blast": ("exploded", "blew up"),
    "wedding": ("married",),
    "landing": ("landed",),
}


class Counted(NamedTuple):
    """A day, and the printed date from which it is counted."""

    date: PartialDate
    words: str


class DatedSentences:
    """The days that the text has named so far, with where they stand."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self._text = text
        self._sentences = sentences
        self._days: list[tuple[PartialDate, Span, Span]] = []

    def note(self, date: PartialDate | None, sentence: int, span: Span) -> None:
        """Take in the date of an expression, given in the order of the text."""
        if date is not None and date.precision is Precision.DAY:
            self._days.append((date, span, self._sentences[sentence].span))

    def count(self, form: Beside, span: Span, until: dt.date | None = None) -> Counted | None:
        """Return the day that ``form`` at ``span`` means; None where no sentence before it dates that event.

        A day later than ``until`` is none: who tells today what happened two days after a fire speaks of another fire.
        "On 12 October, the day before the fire" says again which day the 12th is.
        """
        match = _OF.match(self._text, span.end)
        if match is None or not self._days:
            return None
        date, last, _ = self._days[-1]
        if _COMMA.fullmatch(self._text, last.end, span.start):
            return None if form.duration or form.years else Counted(date, last.of(self._text))
        stems = [stem for word in match["words"].split() for stem in _stems(word.lower())]
        for date, named, told in reversed(self._days[-_BACK:]):
            start, end = max(told.start, named.start - _NEAR), min(told.end, named.end + _NEAR)
            if end < span.start and _tells(self._text[start:end].lower(), stems):
                day = _counted(date, form)
                if day is not None and (until is None or day.first <= until):
                    return Counted(day, named.of(self._text))
        return None


def _counted(date: PartialDate, form: Beside) -> PartialDate | None:
    """The day that stands so many days or years beside ``date``; None where the calendar has none such."""
    if form.years:
        return calendars.make(date.year + form.years, date.month, date.day)
    day = calendars.add_days(date.first, form.days)
    return PartialDate.of(day) if day else None


def _tells(words: str, stems: Sequence[str]) -> bool:
    """Tell whether the words tell the event; not who speaks "of the fire" or tries a murder case."""
    return any(
        re.search(
            rf"(?<!\binto the )(?<!\babout the )(?<!\bof the )(?<!\bwith )\b{re.escape(stem)}\w*\b(?!\s{_ABOUT_IT})",
            words,
        )
        for stem in stems
    )


def _stems(word: str) -> Sequence[str]:
    if word in _AS_VERBS:
        return (word, *_AS_VERBS[word])
    return (word[:_STEM],) if len(word) >= _SHORTEST else ()
