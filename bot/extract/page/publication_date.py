"""The publication date that the text itself prints: "Published: ...", a date line, a dateline, a release's date.

Only furniture counts. A date in the body tells when something happened, a copyright year when the page was made:
neither is a publication date. A dateline without a year takes it from its weekday and the full dates in the text, or
from a year that stands beside "last year", where the weekday of the opening paragraph agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from bot.extract.times import calendars
from bot.extract.times.day_order import habit
from bot.extract.times.forms import Day, Form, Numeric
from bot.extract.times.match import Mention, find_mentions
from bot.extract.times.tokens import tokenise
from bot.model import Block, BlockKind, Dating, Derivation, HowKnown, PartialDate, Precision, Span

_FIRST = re.compile(
    r"\b(?:published|posted|issued|released?|created|filed|printed|date\s+of\s+(?:issue|publication|release)|dated?(?!\s+of\b)|embargoed|aired|broadcast|air\s?date)\b"
    r"[^.\d]{0,40}$",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:last\s+(?:updated|modified|edited)|updated|modified|amended|corrected|edited|revised|accessed|retrieved)\b"
    r"[^.\d]{0,40}$",
    re.IGNORECASE,
)
_PRINTED_IN_BODY = re.compile(
    r"\b(?:this\s+(?:article|story|report|piece|version|interview|post)|first|originally)\s+(?:was\s+|has\s+been\s+)?"
    r"(?:first\s+|originally\s+)?(?:published|posted|appeared|aired|broadcast)\b[^.\d]{0,80}$",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"\b(?:published|posted|appear(?:ed|s)|aired|broadcast|printed|last\s+(?:updated|modified)"
    r"|(?:done|signed|adopted|issued|given)\s+(?:at|in))\b",
    re.IGNORECASE,
)
_THIS = r"\bthis\s+(?:article|story|report|piece|version|interview|post|conversation|transcript|text|essay)\b"
_SELF = re.compile(
    _THIS + r"\s+(?:(?:was|is|has|had|first|originally|also|took|will)\b[^!?]{0,120})?"
    r"\b(?:published|posted|appear(?:ed|s)|aired|broadcast|printed)\b[^.\d]{0,40}$",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    r"^(?:Done|Signed|Adopted|Issued|Given)\s+(?:at|in)\s+[A-Z][^.\d]{0,60}$"
)  # at the foot of a statement
_LAST_CHANGE = re.compile(r"\blast\s+(?:updated|modified)\b[^.\d]{0,20}$", re.IGNORECASE)
_SITTING = re.compile(
    r"(?:(?:the|a|an|of|verbatim|official|full|ordinary|public|plenary|records?|reports?|minutes|transcript|proceedings"
    r"|sitting|session|meeting|hearing|debate|briefing|(?-i:[A-Z][\w’'-]*))[\s:]+)*"
    r"(?:sitting|session|meeting|hearing|debate|briefing|proceedings|minutes|transcript|records?)"
    r"(?:\s+(?:of|on|for|held(?:\s+(?:in|at)\s[^.\d]{2,40}?)?(?:\s+on)?))?[\s,:–—]*|held\s+(?:in|at)\s[^.\d]{2,40}?\son\s",
    re.IGNORECASE,
)  # what a record of a sitting has before its day, which is also the day on which the words in it were spoken
_STOPS = re.compile(r"\s*(?:[.;|,(]|at\s+\d|$)")
_HEAD_BLOCKS = 5
_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_LONGEST_TITLE = 220  # characters
_STATEMENT = re.compile(r"[.!…:,;][\"'”’»)\]]*$|\.\s")
_NOTICE = 160  # characters of a paragraph that is a notice and no part of the story
_CORRECTION = re.compile(r"(?:corrections?|clarification|editor['’]s note|amendment)\b", re.IGNORECASE)
_FOOT_BLOCKS = 4
_TIMELINE = 2
_MARKS = 4  # characters around a date that is a heading
_HEAD = 240
_LAST_YEAR = 9999
# How many days before and after a full date of its text a dateline may lie to share its year. News speaks of the recent
# past more than of the far future; a weekday that agrees makes up for distance.
_WINDOW, _WINDOW_WITH_WEEKDAY = (45, 200), (200, 366)
_WEEKDAYS_RETURN = 3  # years after its latest full date within which a text is taken to be printed
_COMPARED = re.compile(  # "610 tonnes last year, down from 700 in 2019"
    r"\blast\syear\b[^.!?;“”\"]{0,60}\b(?:from|than|with|to|against|after)\b[^.!?;“”\"]{0,40}\bin\s((?:19|20)\d\d)\b"
)
_HEADLINE_TAIL = re.compile(r"(?:[—–|·•,(]|\s-)\s*(?:on\s+)?$")


class _Rank(IntEnum):
    """How good a witness a place is; the lowest wins."""

    PUBLISHED = 0
    DATE_LINE = 1
    DATELINE = 2
    HEADLINE = 3
    FOOT = 4
    UPDATED = 5


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: _Rank
    mention: Mention
    date: PartialDate | None


def find_date(text: str, blocks: Sequence[Block]) -> Dating:
    """Return the publication date that ``text`` prints, with its words; unknown where it prints none."""
    placed = _placed(text, blocks)
    day_first = habit([mention for _, mention in placed])
    if placed and day_first is None and any(isinstance(mention.form, Numeric) for _, mention in placed):
        day_first = habit(list(_all_mentions(text, blocks)))
    candidates = [_Candidate(rank, mention, _printed(mention.form, day_first)) for rank, mention in placed]
    best = min(candidates, key=lambda item: (item.rank, -_precision(item.date)), default=None)
    for candidate in sorted(candidates, key=lambda item: item.rank):
        if candidate.date is not None and candidate.date.precision is Precision.DAY:
            best = candidate
            break
    if best is None:
        return Dating.unknown("the document prints no date of publication")
    if best.date is None or best.date.precision is not Precision.DAY:
        dated = _with_year(text, blocks, best)
        if dated is not None:
            return dated
    if best.date is None:
        return Dating.unknown("the date it prints has no year", words=best.mention.span.of(text))
    note = "the date of the last change" if best.rank is _Rank.UPDATED else None
    how = HowKnown.DATELINE if best.rank is _Rank.DATELINE else HowKnown.PRINTED
    return _dating(text, best.mention.span, best.date, how, note)


def _dating(text: str, span: Span, date: PartialDate, how: HowKnown, note: str | None) -> Dating:
    return Dating(date, Derivation(how, span.of(text), span.start, span.end, note=note))


def _precision(date: PartialDate | None) -> int:
    return date.precision if date else 0


def _placed(text: str, blocks: Sequence[Block]) -> list[tuple[_Rank, Mention]]:
    """The dates that stand where a publication date can stand, with the rank of the place."""
    placed: list[tuple[_Rank, Mention]] = []
    headings: set[Form] = set()
    top = True
    corrected = False
    for index, block in enumerate(blocks):
        corrected = corrected or (not top and _CORRECTION.match(text, *block.span) is not None)
        foot = index >= len(blocks) - _FOOT_BLOCKS
        if block.kind is BlockKind.DATELINE or (top and block.kind in {BlockKind.BYLINE, BlockKind.HEADLINE}):
            opens = _opens(text, blocks, index)
            for mention in _mentions(text, block.span):
                rank = _rank(text, block, mention, opens_paragraph=opens)
                if rank in {_Rank.DATE_LINE, _Rank.DATELINE} and not top:
                    if len(block.span.of(text)) <= len(mention.span.of(text)) + _MARKS:  # no reader's name before it
                        headings.add(mention.form)
                    rank = _Rank.FOOT if foot and not corrected else None
                if rank is not None:
                    placed.append((rank, mention))
            if block.kind is BlockKind.HEADLINE and index < _HEAD_BLOCKS:
                placed.extend(_of_a_sitting(text, block))
                placed.extend(_printed_in_body(text, block, foot=True))
        elif block.kind is not BlockKind.BOILERPLATE:
            placed.extend(_printed_in_body(text, block, foot=foot))
            if index < _HEAD_BLOCKS:
                placed.extend(_of_a_sitting(text, block))
        top = top and (block.kind not in _BODY or (index < _HEAD_BLOCKS and _is_title(block.span.of(text))))
    if len(headings) >= _TIMELINE:  # days as headings: the first of them is no date of publication either
        placed = [(rank, mention) for rank, mention in placed if rank not in {_Rank.DATE_LINE, _Rank.FOOT}]
    return placed


def _is_title(line: str) -> bool:
    """Tell whether a line that reads as body text can be a title: it is short and makes no statement of its own."""
    return len(line) <= _LONGEST_TITLE and "\n" not in line and not _STATEMENT.search(line)


def _opens(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Tell whether the block is a dateline in front of its paragraph, on the same line."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if following is None or following.kind is not BlockKind.PARAGRAPH:
        return False
    return not text[blocks[index].span.end : following.span.start].strip(" \t\xa0")


def _printed_in_body(text: str, block: Block, *, foot: bool) -> Iterator[tuple[_Rank, Mention]]:
    """Yield dates after words such as "this article was published on", at the foot "first published" and "Done at"."""
    if not _HINT.search(text, *block.span):
        return  # most blocks
    notice = block.span.end - block.span.start <= _NOTICE
    for mention in _mentions(text, block.span):
        head = text[max(block.span.start, mention.span.start - _HEAD) : mention.span.start]
        if _SELF.search(head) or (foot and (_PRINTED_IN_BODY.search(head) or _FORMULA.search(head))):
            yield _Rank.FOOT, mention
        elif notice and _LAST_CHANGE.search(head):
            yield _Rank.UPDATED, mention


def _of_a_sitting(text: str, block: Block) -> Iterator[tuple[_Rank, Mention]]:
    """Yield the day in "Sitting of Tuesday 3 May 2022." where a record opens with it."""
    mention = next(_mentions(text, block.span), None)
    if mention is None or not _STOPS.match(text, mention.span.end, block.span.end):
        return
    if _SITTING.fullmatch(text, block.span.start, mention.span.start):
        yield _Rank.HEADLINE, mention


def _mentions(text: str, span: Span) -> Iterator[Mention]:
    for mention in find_mentions(tokenise(text, *span)):
        if isinstance(mention.form, Day | Numeric):
            yield mention


def _rank(text: str, block: Block, mention: Mention, *, opens_paragraph: bool) -> _Rank | None:
    head = text[block.span.start : mention.span.start][-80:]
    if _AGAIN.search(head):
        return _Rank.UPDATED
    if _FIRST.search(head):
        return _Rank.PUBLISHED
    if block.kind is BlockKind.HEADLINE:
        closes = mention.span.end >= block.span.end - 1 and _HEADLINE_TAIL.search(head)
        return _Rank.HEADLINE if closes and _printed(mention.form, None) else None
    if opens_paragraph:
        return _Rank.DATELINE
    return _Rank.DATE_LINE


def _printed(form: Form, day_first: bool | None) -> PartialDate | None:
    if isinstance(form, Numeric):
        if day_first is None and form.first != form.second:
            return None
        month, day = (form.second, form.first) if day_first else (form.first, form.second)
        return calendars.make(form.year, month, day)
    if isinstance(form, Day) and form.year is not None and form.month is not None:
        return calendars.make(form.year, form.month, form.day)
    return None


def _all_mentions(text: str, blocks: Sequence[Block]) -> Iterator[Mention]:
    for block in blocks:
        if block.kind is not BlockKind.BOILERPLATE:
            yield from find_mentions(tokenise(text, *block.span))


def _with_year(text: str, blocks: Sequence[Block], candidate: _Candidate) -> Dating | None:
    """Give a date without a year the year that its weekday and the full dates of the text agree on."""
    form = candidate.mention.form
    if isinstance(form, Numeric):
        return _ambiguous(text, candidate)
    if not isinstance(form, Day) or form.month is None or form.day is None:
        return None
    witnesses = [
        (date, mention.span)
        for mention in _all_mentions(text, blocks)
        if (date := _printed(mention.form, None)) is not None and date.precision is Precision.DAY
    ]
    if not witnesses:
        return _by_the_lead(text, blocks, candidate.mention.span, form)
    told = None if form.weekday is not None else _day_of_the_lead(text, blocks, candidate.mention.span)
    agreed = _near_witnesses(form, witnesses)
    if told is not None and not any((date.first.weekday() - told) % 7 < 2 for date, _ in agreed):
        # The lead tells of the dateline's own day, or of the day before.
        agreed = _near_witnesses(replace(form, weekday=told), witnesses) or agreed
    if not agreed and form.weekday is not None:
        agreed = _next_on_weekday(form, witnesses)
    if not agreed:
        return None
    date, span = max(agreed, key=lambda item: item[0])
    return _dating(text, candidate.mention.span, date, HowKnown.DATELINE, f'year from "{span.of(text)}"')


def _near_witnesses(form: Day, witnesses: Sequence[tuple[PartialDate, Span]]) -> list[tuple[PartialDate, Span]]:
    """The dates of the printed day, and weekday where there is one, that lie near a full date of the text."""
    before, after = _WINDOW if form.weekday is None else _WINDOW_WITH_WEEKDAY
    return [
        (date, span)
        for witness, span in witnesses
        for year in range(witness.year - 1, witness.year + 2)
        if (date := calendars.make(year, form.month, form.day) if 1 <= year <= _LAST_YEAR else None)
        and -before <= (date.first - witness.first).days <= after
        and form.weekday in {None, date.first.weekday()}
    ]


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
    return _dating(text, span, date, HowKnown.DATELINE, f'year from "{place.of(text)}" and the weekday')


def _day_of_the_lead(text: str, blocks: Sequence[Block], span: Span) -> int | None:
    """The weekday that the paragraph behind the dateline at ``span`` tells of: the dateline's own day.

    None where the paragraph names other days than that and the day before: nothing is sure then.
    """
    lead = next((block for block in blocks if block.kind is BlockKind.PARAGRAPH and block.span.end > span.end), None)
    if lead is None:
        return None
    named = [mention.form for mention in _mentions(text, Span(max(lead.span.start, span.end), lead.span.end))]
    told = [day.weekday for day in named if isinstance(day, Day) and day == Day(weekday=day.weekday)]
    if not told or told[0] is None or not {*told} <= {told[0], (told[0] - 1) % 7}:
        return None
    return told[0]


def _ambiguous(text: str, candidate: _Candidate) -> Dating | None:
    """Keep the year of a date in figures whose order nothing tells."""
    form = candidate.mention.form
    if not isinstance(form, Numeric):
        return None
    readings = [calendars.make(form.year, form.second, form.first), calendars.make(form.year, form.first, form.second)]
    span = candidate.mention.span
    note = f"ambiguous: {readings[0]} or {readings[1]}"
    return _dating(text, span, PartialDate(form.year), HowKnown.PRINTED, note)
