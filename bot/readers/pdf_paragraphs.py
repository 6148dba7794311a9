"""Printed lines -> paragraphs: over the ends of lines, columns and pages, so that what was said stays whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low

from bot.readers.pdf_columns import Line

_ENDED = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$")
_LIST_MARK = re.compile(r"(?:[-•*·▪►–—]|\d{1,2}[.)]|\([a-z0-9]\))\s+\S")
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_BROKEN = re.compile(r"(\w+)[-\u2010\u00ad]$")
_COMPOUNDING = frozenset({"well", "self", "vice"})
_SUFFIX = 3
_SAME_SIZE = 0.12
_WIDE_LEADING = 1.22
_APART = 1.9
_SHORT = 0.88
_INDENT = 0.7


def paragraphs_of(regions: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs in ``regions``, which are in reading order."""
    words = _vocabulary(regions)
    leading = _usual_leading(regions)
    paragraphs: list[str] = []
    last: tuple[Line, Sequence[Line]] | None = None
    for region in regions:
        for line in region:
            if last is None:
                goes_on = False
            elif last[1] is region:
                goes_on = _goes_on(last[0], line, region, leading)
            else:
                goes_on = _goes_over(*last, line, region, paragraphs[-1])
            if goes_on:
                paragraphs[-1] = _joined(paragraphs[-1], line.text, words)
            else:
                paragraphs.append(line.text)
            last = (line, region)
    return [paragraph.replace("\N{SOFT HYPHEN}", "") for paragraph in paragraphs]


def _goes_on(line: Line, following: Line, region: Sequence[Line], leading: float) -> bool:
    """Tell whether the next line of a column belongs to the paragraph of the one before."""
    if not _same_size(line, following) or _LIST_MARK.match(following.text):
        return False
    step = line.bottom - following.bottom
    if step > _WIDE_LEADING * leading * following.size:
        return False
    if step > _APART * following.size and _is_short(line, region) and not following.text[:1].islower():
        return False  # where every paragraph is one line, what is usual is the distance between paragraphs
    if _is_indented(following, region) and not _is_indented(line, region):
        return False
    return not (_ENDED.search(line.text) and _is_short(line, region))


def _goes_over(
    line: Line, region: Sequence[Line], following: Line, next_region: Sequence[Line], paragraph: str
) -> bool:
    """Tell whether a paragraph goes on in the next column or on the next page."""
    if not _same_size(line, following) or _LIST_MARK.match(following.text):
        return False
    if not _ENDED.search(line.text) or following.text[:1].islower():
        return True
    return _has_open_quote(paragraph) and not _is_short(line, region) and not _is_indented(following, next_region)


def _has_open_quote(paragraph: str) -> bool:
    return paragraph.count("“") > paragraph.count("”") or paragraph.count('"') % 2 == 1


def _same_size(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) <= _SAME_SIZE * max(line.size, other.size)


def _is_indented(line: Line, region: Sequence[Line]) -> bool:
    return line.left > min(one.left for one in region) + _INDENT * line.size


def _is_short(line: Line, region: Sequence[Line]) -> bool:
    left, right = min(one.left for one in region), max(one.right for one in region)
    return line.right - left < _SHORT * (right - left)


def _usual_leading(regions: Sequence[Sequence[Line]]) -> float:
    """The distance from line to line, in heights of a line: behind full lines, for what follows a short one may be the
    next paragraph, and a page of short paragraphs has more of those. Behind any where no line is full.
    """
    steps = [
        (_is_short(line, region), (line.bottom - following.bottom) / following.size)
        for region in regions
        for line, following in pairwise(region)
        if following.size > 0 and _same_size(line, following)
    ]
    full = [step for short, step in steps if not short]
    return median_low(full or [step for _, step in steps] or [1.0])


def _vocabulary(regions: Sequence[Sequence[Line]]) -> Counter[str]:
    """The words that stand whole in lines, with their hyphens."""
    words: Counter[str] = Counter()
    for region in regions:
        broken = False
        for line in region:
            found = [word.casefold() for word in _WORD.findall(line.text)]
            went_on, broken = broken, _BROKEN.search(line.text) is not None
            words.update(found[went_on : len(found) - broken])
    return words


def _joined(text: str, following: str, words: Counter[str]) -> str:
    """Two lines as one. A hyphen at the end goes where it only parts a word, as the rest of the text tells."""
    if text.endswith("\N{SOFT HYPHEN}"):
        return text[:-1] + following
    broken = _BROKEN.search(text)
    if broken is None:
        return text + ("" if text.endswith("—") and not text.endswith(" —") else " ") + following
    rest = _WORD.match(following)
    if rest is None:
        return f"{text} {following}"
    if _is_compound(text[: broken.start()], broken[1], rest[0], words):
        return text + following
    return text[:-1] + following


def _is_compound(before: str, first: str, second: str, words: Counter[str]) -> bool:
    """Tell whether the hyphen between two halves is the word's own. Most at the end of a line are not."""
    if not second[0].islower() or before.endswith("-"):
        return True
    first, second = first.casefold(), second.casefold()
    whole, hyphened = words[first + second], words[f"{first}-{second}"]
    if whole or hyphened:
        return hyphened > whole
    return first in _COMPOUNDING and len(second) > _SUFFIX
