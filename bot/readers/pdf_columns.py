"""The order in which a printed page is read: columns from left to right, what spans them between.

A gutter is a strip that few lines cross, with prose on both sides of it (the idea of the recursive X-Y cut: Nagy and
Seth, 1984; that lines across a gutter part it into bands: Breuel, "Two geometric algorithms for layout analysis",
2002). Each side is looked at again, so that there may be any number of columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from statistics import median

from bot.readers.pdf_page import Box, rows_of

_BINS = 240
_MIDDLE = (0.12, 0.88)
_MOST_CROSSING = 0.6
_FEWEST_LINES = 3
_NARROWEST_SIDE = 0.15
_PROSE = 0.55
_FEWEST_LETTERS = 14
_DEEPEST = 6

Line = Box
"""All that stands on one line of one column."""


def regions_of(boxes: Sequence[Box], depth: int = 0) -> list[list[Line]]:
    """The lines of a page in reading order, each list of one column (or of one stretch across columns)."""
    gutter = _gutter(boxes) if depth < _DEEPEST else None
    if gutter is None:
        return [[_joined(row) for row in rows_of(boxes)]] if boxes else []
    across = [box for box in boxes if box.left < gutter < box.right]
    regions: list[list[Line]] = []
    for spans, band in groupby(_by_band(boxes, across), key=lambda pair: pair[0]):
        pieces = [box for _, box in band]
        if spans % 2:
            regions.append([_joined(row) for row in rows_of(pieces)])
            continue
        for side in ([b for b in pieces if _middle(b) < gutter], [b for b in pieces if _middle(b) >= gutter]):
            regions += regions_of(side, depth + 1)
    return regions


def _by_band(boxes: Sequence[Box], across: Sequence[Box]) -> list[tuple[int, Box]]:
    """Every piece with the number of its band from the top: odd ones are lines that span, even ones columns."""
    spanning = set(across)
    band, numbered = 0, []
    for box in sorted(boxes, key=lambda one: -(one.top + one.bottom)):
        if (box in spanning) != bool(band % 2):
            band += 1
        numbered.append((band, box))
    return numbered


def _gutter(boxes: Sequence[Box]) -> float | None:
    """The middle of the strip that parts two columns of prose; None where there is none."""
    if len(boxes) < 2 * _FEWEST_LINES:
        return None
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    step = (right - left) / _BINS
    if step <= 0:
        return None
    crossing = [0] * (_BINS + 1)
    for box in boxes:
        for place in range(int((box.left - left) / step), min(int((box.right - left) / step), _BINS) + 1):
            crossing[place] += 1
    middle = range(int(_MIDDLE[0] * _BINS), int(_MIDDLE[1] * _BINS))
    size = median(box.size for box in boxes)
    for most in sorted({crossing[place] for place in middle}):
        if most > _MOST_CROSSING * len(boxes):
            break
        for run in sorted(_runs([crossing[place] <= most for place in middle]), key=len, reverse=True):
            gutter = left + (middle[0] + (run[0] + run[-1] + 1) / 2) * step
            if len(run) * step >= 0.5 * size and _parts_columns(boxes, gutter, right - left):
                return gutter
    return None


def _runs(free: Sequence[bool]) -> list[list[int]]:
    """The stretches of true values, as their places."""
    return [[place for place, _ in run] for is_free, run in groupby(enumerate(free), itemgetter(1)) if is_free]


def _parts_columns(boxes: Sequence[Box], gutter: float, width: float) -> bool:
    sides: tuple[list[Box], list[Box]] = ([], [])
    for box in boxes:
        if not box.left < gutter < box.right:
            sides[_middle(box) >= gutter].append(box)
    return _are_columns(*sides, width)


def _are_columns(first: list[Box], second: list[Box], width: float) -> bool:
    """Tell whether both sides are prose that stands beside each other, not a table or a list with its marks."""
    for side in (first, second):
        if len(rows_of(side)) < _FEWEST_LINES:
            return False
        reach = max(box.right for box in side) - min(box.left for box in side)
        lines = [_joined(row) for row in rows_of(side)]
        if reach < _NARROWEST_SIDE * width or median(line.width for line in lines) < _PROSE * reach:
            return False
        if median(len(line.text) for line in lines) < _FEWEST_LETTERS:
            return False
    top = min(max(box.top for box in side) for side in (first, second))
    bottom = max(min(box.bottom for box in side) for side in (first, second))
    lower = min(max(b.top for b in side) - min(b.bottom for b in side) for side in (first, second))
    return top - bottom > 0.4 * lower


def _middle(box: Box) -> float:
    return (box.left + box.right) / 2


def _joined(row: Sequence[Box]) -> Line:
    """The pieces of one line as one."""
    return Box(
        " ".join(box.text.strip() for box in row),
        min(box.left for box in row),
        min(box.bottom for box in row),
        max(box.right for box in row),
        max(box.top for box in row),
    )
