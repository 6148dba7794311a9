"""The publication date that the text itself prints: "Published: ...", a date line, a dateline, a release's date.

Only furniture counts. A date in the body tells when something happened, a copyright year when the page was made:
neither is a publication date. The year of a dateline without one is worked out in dateline_year.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.extract.page.dateline_year import all_mentions, dates_in, dating, is_told, printed_date, with_year
from bot.extract.page.head_line import days_of_the_foot, days_of_the_head, is_another_day
from bot.extract.page.record import Told, days_of_a_record, is_of_something, line_before
from bot.extract.times import calendars
from bot.extract.times.day_order import habit
from bot.extract.times.forms import Day, Form, Numeric
from bot.extract.times.match import Mention
from bot.model import BODY, Block, BlockKind, Dating, HowKnown, PartialDate, Precision

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
    r"|^Published\s+(?:in|by(?![^.\d]{0,60}\b(?:Press|Books|Publish\w+)\b))\s+(?:the\s)?[A-Z][^.\d]{0,60}\bon\s(?:[A-Z][a-z]+day,?\s)?$"
)  # at the foot of a statement
_LAST_CHANGE = re.compile(r"\blast\s+(?:updated|modified)\b[^.\d]{0,20}$", re.IGNORECASE)
_HEAD_BLOCKS = 5
_LONGEST_TITLE = 220  # characters
_STATEMENT = re.compile(r"[.!…:,;][\"'”’»)\]]*$|\.\s")
_NOTICE = 160  # characters of a paragraph that is a notice and no part of the story
_CORRECTION = re.compile(
    r"(?:corrections?|clarification|editor['’]s note|amendment)\b|(?:readers?['’]?s?\s+)?comments?\s*\Z", re.IGNORECASE
)
_VENUE = re.compile(
    r"\b(?:Hall|Theat(?:re|er)|Playhouse|Auditorium|Pavilion|Arena|Stadium|Museum|Gallery|Church|Cathedral|Opera|Festival"
    r"|Park|Club|Books|Publish(?:ers|ing)|Treaty|Act)\b"
)
_YEARS, _FULL_YEAR = re.compile(r"\d{4}|['’]\d\d"), 4
_IN, _SHORT = re.compile(r"\b(?:in|since|on)\s+\Z", re.IGNORECASE), 10
_FOOT_BLOCKS = 4
_TIMELINE = 2
_MARKS = 4  # characters around a date that is a heading
_HEAD = 240
_HEADLINE_TAIL = re.compile(r"(?:[—–|·•,(]|\s-)\s*(?:on\s+)?$")


class _Rank(IntEnum):
    """How good a witness a place is; the lowest wins."""

    PUBLISHED = 0
    DATE_LINE = 1
    DATELINE = 2
    HEAD_LINE = 3
    HEADLINE = 4
    FOOT = 5
    UPDATED = 6
    SPOKEN = 7


SPOKEN = "the day on which the words were spoken"
_WEAK = frozenset({_Rank.DATELINE, _Rank.HEAD_LINE, _Rank.HEADLINE, _Rank.FOOT, _Rank.SPOKEN})
_NOTES = {_Rank.UPDATED: "the date of the last change", _Rank.SPOKEN: SPOKEN}


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
        day_first = habit(list(all_mentions(text, blocks)))
    candidates = [_Candidate(rank, mention, printed_date(mention.form, day_first)) for rank, mention in placed]
    weak = [one.date.year for one in candidates if one.rank in _WEAK and one.date is not None]
    if weak:
        told = _latest_year_told(text, blocks, min(weak) + 1)
        candidates = [
            one for one in candidates if one.rank not in _WEAK or one.date is None or one.date.year + 1 >= told
        ]
    best = min(candidates, key=lambda item: (item.rank, -_precision(item.date)), default=None)
    for candidate in sorted(candidates, key=lambda item: item.rank):
        if candidate.date is not None and candidate.date.precision is Precision.DAY:
            best = candidate
            break
    if best is None:
        return Dating.unknown("no date of publication was found in the document")
    if best.date is None or best.date.precision is not Precision.DAY:
        dated = _ambiguous(text, best) or with_year(text, blocks, best.mention)
        if dated is not None:
            return dated
    if best.date is None:
        return Dating.unknown("the date it prints has no year", words=best.mention.span.of(text))
    how = HowKnown.DATELINE if best.rank is _Rank.DATELINE else HowKnown.PRINTED
    return dating(text, best.mention.span, best.date, how, _NOTES.get(best.rank))


def _latest_year_told(text: str, blocks: Sequence[Block], after: int) -> int:
    """The latest year in which the text tells that something was: it was not printed before; 0 where it tells of none
    that comes ``after``. Paragraphs that print no such year are not read.

    Next year's budget is voted this year, so that a day in the year before may well be that of print.
    """
    later = [
        block
        for block in blocks
        if any(len(year) < _FULL_YEAR or int(year) > after for year in _YEARS.findall(text, *block.span))
    ]
    told = (
        mention.form.year or 0
        for mention in all_mentions(text, later)
        if isinstance(mention.form, Day)
        and _IN.search(text, max(0, mention.span.start - _SHORT), mention.span.start)
        and is_told(text, mention.span)
    )
    return max(told, default=0)


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
            for mention in dates_in(text, block.span):
                rank = _rank(text, block, mention, opens_paragraph=opens)
                if rank in {_Rank.DATE_LINE, _Rank.DATELINE} and not top:
                    if _is_heading_of_a_day(text, block, mention):
                        headings.add(mention.form)
                    staged = _VENUE.search(line_before(text, mention)) is not None
                    rank = _Rank.FOOT if foot and not corrected and not staged else None
                if rank is not None:
                    placed.append((rank, mention))
            if block.kind is BlockKind.HEADLINE and index < _HEAD_BLOCKS:
                placed.extend(_of_a_record(text, block, top=top))
                placed.extend(_printed_in_body(text, block, foot=True))
        elif block.kind is not BlockKind.BOILERPLATE:
            placed.extend(_printed_in_body(text, block, foot=foot))
            if index < _HEAD_BLOCKS or foot:
                placed.extend(_of_a_record(text, block, top=top))
        top = top and (block.kind not in BODY or (index < _HEAD_BLOCKS and _is_title(text, block)))
    if len(headings) >= _TIMELINE:  # days as headings: the first of them is no date of publication either
        return [(rank, mention) for rank, mention in placed if rank not in {_Rank.DATE_LINE, _Rank.FOOT}]
    placed.extend(_of_lines(text, blocks, [rank for rank, _ in placed], corrected=corrected))
    return placed


def _of_lines(
    text: str, blocks: Sequence[Block], ranks: Sequence[_Rank], *, corrected: bool
) -> Iterator[tuple[_Rank, Mention]]:
    """Yield the dates of other lines of the head, and of the foot where there is none above; ``ranks`` are known."""
    head = list(days_of_the_head(text, blocks)) if all(rank > _Rank.HEAD_LINE for rank in ranks) else []
    if not head and not ranks and not corrected:
        foot = days_of_the_foot(text, blocks)
        yield from ((_Rank.FOOT, one) for one in foot if not _VENUE.search(line_before(text, one)))
    yield from ((_Rank.HEAD_LINE, one) for one in head if not is_of_something(line_before(text, one)))


def _is_heading_of_a_day(text: str, block: Block, mention: Mention) -> bool:
    """Tell whether a line is nothing but a day: no reader's name before it, no clock time as under a post."""
    alone = len(block.span.of(text)) <= len(mention.span.of(text)) + _MARKS
    return alone and not (isinstance(mention.form, Day) and mention.form.clock)


def _is_title(text: str, block: Block) -> bool:
    """Tell whether what reads as body text can be a title: it is short and makes no statement of its own."""
    line = block.span.of(text)
    whole = "\n" not in line or block.kind is BlockKind.LIST_ITEM
    return len(line) <= _LONGEST_TITLE and whole and not _STATEMENT.search(line)


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
    for mention in dates_in(text, block.span):
        head = text[max(block.span.start, mention.span.start - _HEAD) : mention.span.start]
        if _SELF.search(head) or (foot and (_PRINTED_IN_BODY.search(head) or _FORMULA.search(head))):
            yield _Rank.FOOT, mention
        elif notice and _LAST_CHANGE.search(head):
            yield _Rank.UPDATED, mention


def _of_a_record(text: str, block: Block, *, top: bool) -> Iterator[tuple[_Rank, Mention]]:
    """Yield the days that a record prints of itself: at its ``top`` those of a judgment and of its figures too."""
    ranks = {Told.SAT: _Rank.HEADLINE, Told.SPOKEN: _Rank.SPOKEN}
    if top:  # below a story "figures as of 3 May" are older than the story
        ranks |= {Told.JUDGED: _Rank.PUBLISHED, Told.AS_OF: _Rank.UPDATED}
    return ((ranks[told], mention) for told, mention in days_of_a_record(text, block.span) if told in ranks)


def _rank(text: str, block: Block, mention: Mention, *, opens_paragraph: bool) -> _Rank | None:
    head = text[block.span.start : mention.span.start][-80:]
    if _AGAIN.search(head):
        return _Rank.UPDATED
    if is_of_something(line_before(text, mention)) or is_another_day(line_before(text, mention)):
        return None
    if _FIRST.search(head):
        return _Rank.PUBLISHED
    if block.kind is BlockKind.HEADLINE:
        closes = mention.span.end >= block.span.end - 1 and _HEADLINE_TAIL.search(head)
        return _Rank.HEADLINE if closes and printed_date(mention.form, None) else None
    if opens_paragraph:
        return _Rank.DATELINE
    return _Rank.DATE_LINE


def _ambiguous(text: str, candidate: _Candidate) -> Dating | None:
    """Keep the year of a date in figures whose order nothing tells."""
    form = candidate.mention.form
    if not isinstance(form, Numeric):
        return None
    readings = [calendars.make(form.year, form.second, form.first), calendars.make(form.year, form.first, form.second)]
    span = candidate.mention.span
    note = f"ambiguous: {readings[0]} or {readings[1]}"
    return dating(text, span, PartialDate(form.year), HowKnown.PRINTED, note)
