"""A printed page as pieces of lines, and which of them are its running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?:[-–—|•]\s*)?(?:(?:page|p\.|seite|стр\.|página)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de|из)\s*\d{1,4})?(?:\s*[-–—|•])?",
    re.IGNORECASE,
)
_BROWSERS = re.compile(r"\d{1,4}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d.*|(?:https?|file)://\S+(?: \d{1,4}/\d{1,4})?")
"""What browsers print about a page: when and as what it was printed, from where."""
_OUTER_ROWS = 3
_SHARE = 0.3
_MARGIN = 0.1
_NEAR = 4.0


class Box(NamedTuple):
    """A piece of a line and its box in points, the origin at the lower left of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The height of the line."""
        return self.top - self.bottom

    @property
    def width(self) -> float:
        """How far it reaches."""
        return self.right - self.left

    def level_with(self, other: Box) -> bool:
        """Tell whether both stand on one line."""
        overlap = min(self.top, other.top) - max(self.bottom, other.bottom)
        return overlap > 0.5 * min(self.size, other.size)


class Page(NamedTuple):
    """A page: its height in points, and the pieces of lines on it."""

    height: float
    boxes: tuple[Box, ...]


def rows_of(boxes: Sequence[Box]) -> list[list[Box]]:
    """The pieces that stand on one line together, from the top down, each row from left to right."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda one: -(one.top + one.bottom)):
        if rows and rows[-1][0].level_with(box):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def without_running_heads(pages: Sequence[Page]) -> Iterator[Page]:
    """The pages without rows at their top and bottom that come again on others, but for figures, at the same height.

    A row that is a page number and nothing else goes wherever it stands alone in the margin.
    """
    edges = [_edges(page) for page in pages]
    seen: Counter[tuple[str, bool, int]] = Counter()
    for sides in edges:
        seen.update({key for rows, is_top in sides for row in rows for key in _keys(row, is_top)})
    needed = max(2, _SHARE * len(pages))
    for page, sides in zip(pages, edges, strict=True):
        gone: set[Box] = set()
        for rows, is_top in sides:
            for row in rows:
                repeated = any(seen[key] >= needed for key in _keys(row, is_top))
                if not repeated and not _is_page_number(row, page.height):
                    break
                gone.update(row)
        yield page._replace(boxes=tuple(box for box in page.boxes if box not in gone))


def _edges(page: Page) -> tuple[tuple[list[list[Box]], bool], ...]:
    """The outermost rows of a page, from its top inwards and from its bottom inwards."""
    rows = rows_of(page.boxes)
    return (rows[:_OUTER_ROWS], True), (rows[::-1][:_OUTER_ROWS], False)


def _keys(row: list[Box], is_top: bool) -> tuple[tuple[str, bool, int], ...]:
    """What makes a row the same on several pages: its words and its height, which may differ by some points."""
    words = _DIGITS.sub("#", " ".join(box.text for box in row))
    place = round(row[0].bottom / _NEAR)
    return tuple((words, is_top, place + step) for step in (-1, 0, 1))


def _is_page_number(row: list[Box], height: float) -> bool:
    text = " ".join(box.text for box in row)
    in_margin = row[0].bottom < _MARGIN * height or row[0].top > (1 - _MARGIN) * height
    return in_margin and (_NUMBER.fullmatch(text) or _BROWSERS.fullmatch(text)) is not None
