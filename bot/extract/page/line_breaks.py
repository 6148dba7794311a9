"""Where a line breaks off within a date or a dateline, so that the next one is no line of its own."""

from __future__ import annotations

import re

from bot.extract.page import furniture
from bot.model import Span

_LONGEST_DAY = 20  # characters
# "died in Lyon on November" goes on with "21. She was 87", which begins like an item of a list or a line of the head
_RUNS_ON = re.compile(rf"(?:,|\b(?:and|or|the|of|to|in|on|by|until|since|from|after|before|{furniture.MONTH}))\Z")
# A date that is broken over two lines: "LUNDE, May 28," and "2031 (NNA) - The", "Tuesday" and "17 January 2031"
_BEFORE_YEAR = re.compile(rf"\b{furniture.MONTH}(?:\s+\d{{1,2}},?|,)?\Z", re.IGNORECASE)
_BEFORE_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?|in|by|until|since|of|from|after|before"
    r"|(?<!goes\s)(?<!go\s)(?<!going\s)(?<!went\s)(?<!lives\s)(?<!drags\s)(?<!carries\s)(?<!moves\s)on)\Z",
    re.IGNORECASE,
)  # but "Dispute goes on" is a headline
_BEFORE_MONTH = re.compile(
    r"(?:day|,|[·•|]|\b(?:published|updated|issued|on))\s\d{1,2}(?:st|nd|rd|th)?\Z", re.IGNORECASE
)
_BROKEN_DATES = (
    (_BEFORE_YEAR, re.compile(r"(?:1[89]|20)\d\d\b")),
    (_BEFORE_DAY, re.compile(rf"\d{{1,2}}\s+{furniture.MONTH}|{furniture.MONTH}\s+\d", re.IGNORECASE)),
    (_BEFORE_MONTH, re.compile(rf"{furniture.MONTH},?\s+(?:1[89]|20)\d\d\b", re.IGNORECASE)),
)

_LONGEST_AGENCY = 48  # characters
_OPEN_AGENCY, _CLOSED_AGENCY = re.compile(r"\d\s\([A-Z][^()]*\Z"), re.compile(r"[\w/ ]{1,30}\)\s?(?:[-–—:.]|[A-Z])")
_DASHED = re.compile(r"[-–—]{1,2}\s+[A-ZÀ-Þ“\"‘«„]")


def breaks_a_date(text: str, first: Span, second: Span) -> bool:
    """Tell whether a line ends in the first piece of a date, the rest of which opens the next one."""
    tail = max(first.start, first.end - _LONGEST_DAY)
    return any(ends.search(text, tail, first.end) and opens.match(text, *second) for ends, opens in _BROKEN_DATES)


def breaks_a_dateline(text: str, first: Span, second: Span) -> bool:
    """Tell whether "LUNDE, May 28, 2031 (Port" goes on with "Wire) - The", or "LUNDE, May 28 (NNA)" with "- The"."""
    opened = _OPEN_AGENCY.search(text, max(first.start, first.end - _LONGEST_AGENCY), first.end)
    if opened and _CLOSED_AGENCY.match(text, *second):
        return True
    dashed = text[first.end - 1] == ")" and _DASHED.match(text, *second)
    return bool(dashed) and (furniture.dateline_prefix(text, first.start, second.end) or 0) > first.end


def breaks_before_a_day(text: str, first: Span, second: Span) -> bool:
    """Tell whether a wrapped line breaks off before a day or a number with which the next one begins."""
    opens = text[second.start].isdigit() or text[second.start].isupper()
    return opens and _RUNS_ON.search(text, first.start, first.end) is not None and not furniture.kind_of(first.of(text))
