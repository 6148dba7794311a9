"""The year of a dateline that prints none: from its weekday, full dates of the text, its lead, its copyright line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.times import calendars
from bot.extract.times.direction import direction
from bot.extract.times.forms import Day, Form, Numeric
from bot.extract.times.match import Mention, find_mentions
from bot.extract.times.tokens import tokenise
from bot.model import Block, BlockKind, Dating, Derivation, HowKnown, PartialDate, Precision, Span

_LAST_YEAR = 9999
# How many days before and after a full date of its text a dateline may lie to share its year. News speaks of the recent
# past more than of the far future; a weekday that agrees makes up for distance.
_WINDOW, _WINDOW_WITH_WEEKDAY = (45, 200), (200, 366)
_CLOSE = (45, 45)  # where the lead tells of another weekday
_WEEKDAYS_RETURN = 3  # years after its latest full date within which a text is taken to be printed
_COPYRIGHT = re.compile(r"(?:©|\([Cc]\)|\b[Cc]opyright\b)[^\n]{0,40}?\b((?:19|20)\d\d)(?!\s?[-–]\s?\d)")
_COMPARED = re.compile(  # "610 tonnes last year, down from 700 in 2019"
    r"\blast\syear\b[^.!?;“”\"]{0,60}\b(?:from|than|with|to|against|after)\b[^.!?;“”\"]{0,40}\bin\s((?:19|20)\d\d)\b"
)

_LAST_YEAR_S = re.compile(r"\b[Ll]ast\syear['’]s\b")  # what "last year's fire" was, its full date tells

_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])")
_TOLD = 200  # characters before a day that tell whether it is past


def with_year(text: str, blocks: Sequence[Block], mention: Mention) -> Dating | None:
    """Give a date without a year the year that its weekday and the full dates of the text agree on."""
    form = mention.form
    if not isinstance(form, Day) or form.month is None or form.day is None:
        return None
    least = Precision.DAY if form.weekday is None else Precision.MONTH  # "Thursday, March 4" and "in January 2031"
    witnesses = [
        (date, witness.span)
        for witness in all_mentions(text, blocks)
        if (date := printed_date(witness.form, None)) is not None and date.precision >= least
    ]
    if not witnesses:
        return _by_the_lead(text, blocks, mention.span, form) or _by_copyright(text, blocks, mention.span, form)
    told = None if form.weekday is not None else _day_of_the_lead(text, blocks, mention.span)
    agreed = _near_witnesses(form, witnesses)
    if told is not None and not any((date.first.weekday() - told) % 7 < 2 for date, _ in agreed):
        # The lead tells of the dateline's own day, or of the day before.
        agreed = _near_witnesses(replace(form, weekday=told), witnesses) or _near_witnesses(form, witnesses, _CLOSE)
        latest = max((date for date, span in witnesses if is_told(text, span)), default=None)
        agreed = [one for one in agreed if latest is None or one[0] >= latest]
    if not agreed and told is not None and _LAST_YEAR_S.search(text):
        agreed = _the_year_after(replace(form, weekday=told), witnesses)
    if not agreed and form.weekday is not None:
        agreed = _next_on_weekday(form, witnesses)
    if not agreed:
        return None
    date, span = max(agreed, key=lambda item: item[0])
    return dating(text, mention.span, date, HowKnown.DATELINE, f'year from "{span.of(text)}"')


def _near_witnesses(
    form: Day, witnesses: Sequence[tuple[PartialDate, Span]], window: tuple[int, int] = _WINDOW
) -> list[tuple[PartialDate, Span]]:
    """The dates of the printed day, and weekday where there is one, that lie near a full date of the text."""
    before, after = window if form.weekday is None else _WINDOW_WITH_WEEKDAY
    return [
        (date, span)
        for witness, span in witnesses
        for year in range(witness.year - 1, witness.year + 2)
        if (date := calendars.make(year, form.month, form.day) if 1 <= year <= _LAST_YEAR else None)
        and -before <= (date.first - witness.first).days <= after
        and form.weekday in {None, date.first.weekday()}
    ]


def is_told(text: str, span: Span) -> bool:
    """Tell whether the text tells of a date in the past, so that it was not printed before that."""
    start = max(
        (stop.end() for stop in _SENTENCE_END.finditer(text, max(0, span.start - _TOLD), span.start)), default=0
    )
    return direction(text, span, Span(max(start, span.start - _TOLD), span.end)) < 0


def _the_year_after(form: Day, witnesses: Sequence[tuple[PartialDate, Span]]) -> list[tuple[PartialDate, Span]]:
    """The printed day in the year after the one full date of the text, if its weekday or the one before is told."""
    witness, span = max(witnesses, key=lambda item: item[0])
    date = calendars.make(witness.year + 1, form.month, form.day) if witness.year < _LAST_YEAR else None
    if date is None or form.weekday is None or (date.first.weekday() - form.weekday) % 7 > 1:
        return []
    return [(date, span)]


def _next_on_weekday(form: Day, witnesses: Sequence[tuple[PartialDate, Span]]) -> list[tuple[PartialDate, Span]]:
    """The first year after the latest full date of the text in which the printed day is the printed weekday."""
    latest, span = max(witnesses, key=lambda item: item[0])
    years = range(latest.year, min(latest.year + _WEEKDAYS_RETURN, _LAST_YEAR) + 1)
    dates = [date for year in years if (date := calendars.make(year, form.month, form.day))]
    fitting = (date for date in dates if date > latest and date.first.weekday() == form.weekday)
    return [(date, span) for date in fitting][:1]


def _by_the_lead(text: str, blocks: Sequence[Block], span: Span, form: Day) -> Dating | None:
    """Date a dateline by "on Wednesday" behind it and "last year, down from 700 in 2019": Wednesday is its own day.

    A year is compared with the one before it, and the weekday must agree.
    """
    weekday = None if form.weekday is not None else _day_of_the_lead(text, blocks, span)
    if weekday is None or form.month is None:
        return None
    compared = {
        int(match[1]): Span(*match.span(1)) for block in blocks for match in _COMPARED.finditer(text, *block.span)
    }
    dates = [(calendars.make(year + 2, form.month, form.day), place) for year, place in compared.items()]
    agreed = [(date, place) for date, place in dates if date and date.first.weekday() == weekday]
    if len({date for date, _ in agreed}) != 1:
        return None
    date, place = agreed[0]
    return dating(text, span, date, HowKnown.DATELINE, f'year from "{place.of(text)}" and the weekday')


def _by_copyright(text: str, blocks: Sequence[Block], span: Span, form: Day) -> Dating | None:
    """Date a dateline by the year of the copyright line, if the text names no later year and no other weekday.

    A page's foot may name the year in which the page was saved; a weekday that agrees makes that unlikely.
    """
    owned = [
        match
        for block in blocks
        if block.kind is BlockKind.BOILERPLATE and (match := _COPYRIGHT.search(text, *block.span))
    ]
    if not owned or form.month is None:
        return None
    year = int(owned[-1][1])
    named = (mention.form.year for mention in all_mentions(text, blocks) if isinstance(mention.form, Day))
    date = calendars.make(year, form.month, form.day)
    if date is None or any(other is not None and other > year for other in named):
        return None
    told = _day_of_the_lead(text, blocks, span)
    weekday = date.first.weekday()
    agrees = form.weekday == weekday if form.weekday is not None else told is None or (weekday - told) % 7 < 2
    if not agrees:
        return None
    return dating(text, span, date, HowKnown.DATELINE, f'year from "{owned[-1][0]}"')


def _day_of_the_lead(text: str, blocks: Sequence[Block], span: Span) -> int | None:
    """The weekday that the paragraph behind the dateline at ``span`` tells of: the dateline's own day.

    None where the paragraph names other days than that and the day before: nothing is sure then.
    """
    lead = next((block for block in blocks if block.kind is BlockKind.PARAGRAPH and block.span.end > span.end), None)
    if lead is None:
        return None
    named = [mention.form for mention in dates_in(text, Span(max(lead.span.start, span.end), lead.span.end))]
    told = [day.weekday for day in named if isinstance(day, Day) and day == Day(weekday=day.weekday, clock=day.clock)]
    if not told or told[0] is None or not {*told} <= {told[0], (told[0] - 1) % 7}:
        return None
    return told[0]


def dating(text: str, span: Span, date: PartialDate, how: HowKnown, note: str | None) -> Dating:
    """A date of publication and the words at ``span`` that tell it."""
    return Dating(date, Derivation(how, span.of(text), span.start, span.end, note=note))


def dates_in(text: str, span: Span) -> Iterator[Mention]:
    """Yield the days, months and weekdays in a stretch of text."""
    for mention in find_mentions(tokenise(text, *span)):
        if isinstance(mention.form, Day | Numeric):
            yield mention


def all_mentions(text: str, blocks: Sequence[Block]) -> Iterator[Mention]:
    """Yield the time expressions of the whole text but its boilerplate."""
    for block in blocks:
        if block.kind is not BlockKind.BOILERPLATE:
            yield from find_mentions(tokenise(text, *block.span))


def printed_date(form: Form, day_first: bool | None) -> PartialDate | None:
    """The date that ``form`` prints with its year; None where the order of its figures is not known."""
    if isinstance(form, Numeric):
        if day_first is None and form.first != form.second:
            return None
        month, day = (form.second, form.first) if day_first else (form.first, form.second)
        return calendars.make(form.year, month, day)
    if isinstance(form, Day) and form.year is not None and form.month is not None:
        return calendars.make(form.year, form.month, form.day)
    return None
