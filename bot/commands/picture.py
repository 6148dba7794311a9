"""A timeline as a picture that can be read on a phone: time runs downwards, what happened stands beside it in words.

A day is a dot on the line, a month a bar beside it, a year a longer bar; quotes stand in a column for each speaker.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from bot.commands.picture_canvas import DPI, WIDTH, Canvas
from bot.commands.picture_layout import Scale, apart, spread
from bot.commands.picture_parts import DARK, LIGHT, Mark, Timeline, Utterance
from bot.model.dates import PartialDate, Precision

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_LABELS = 12
MOST_SPEAKERS = 4

_MARGIN = 44
_AXIS = 222
_COLUMN = 26  # between bars, and between speakers twice that
_TITLE, _TEXT, _SMALL = 44, 31, 27  # pixels: 16, 11 and 10 points on a phone of 390 points
_LINE = 1.26  # height of a line, in sizes of its letters
_BETWEEN = 26
_LONG_ENOUGH = 12  # a longer time in which a quote was said is shown as a line
_SHORTEST = {Precision.MONTH: 34.0, Precision.YEAR: 56.0}
_LEAST_BODY = 420
_LABEL_ROOM = 1.06
_LABELS_OF_3_LINES = 10
_UNNAMED = 0.5  # opacity of what has no words

_drawing = threading.Lock()  # matplotlib's caches of fonts are not made for threads


@dataclass(frozen=True, slots=True)
class _Label:
    """Words beside the line: of a mark or of a quote, in its colour, led to from ``x``, ``y``.

    ``short`` stands for ``head`` where there is no room for it.
    """

    date: PartialDate
    head: str
    short: str
    text: str
    colour: str
    x: float
    y: float
    needed: int = 0


def draw(timeline: Timeline, *, dark: bool = False) -> bytes:
    """The picture as a PNG, 1080 pixels wide. Raises MissingExtraError where matplotlib is not installed."""
    with _drawing:
        buffer = BytesIO()
        figure_of(timeline, dark=dark).savefig(buffer, format="png", dpi=DPI)
        return buffer.getvalue()


def figure_of(timeline: Timeline, *, dark: bool = False) -> Figure:
    """The picture as a figure whose one pair of axes counts pixels from the upper left corner."""
    canvas = Canvas(DARK if dark else LIGHT)
    _Painter(canvas, timeline).paint()
    return canvas.figure


class _Painter:
    """Paints one timeline."""

    def __init__(self, canvas: Canvas, timeline: Timeline) -> None:
        self._canvas = canvas
        self._look = canvas.look
        self._timeline = timeline
        self._marks = sorted(timeline.marks, key=lambda mark: (mark.date, mark.label))
        counts = Counter(one.speaker for one in timeline.said)
        self._speakers = [name for name, _ in counts.most_common(MOST_SPEAKERS)]
        self._counts = counts

    def paint(self) -> None:
        """Everything, from the top down: the height is known once the words are wrapped."""
        top = self._head() + _BETWEEN
        columns = self._columns()
        lanes = _AXIS + _COLUMN * (len(set(columns.values())) + 1) + _COLUMN
        left = lanes + 2 * _COLUMN * len(self._speakers) + (_COLUMN if self._speakers else 0)
        marks, said = self._named()
        most_lines = 3 if len(marks) + len(said) <= _LABELS_OF_3_LINES else 2
        texts = [*((mark.label, mark.needed) for mark in marks), *((one.words, 0) for one in said)]
        wrapped = [
            self._canvas.wrapped(text, WIDTH - _MARGIN - left, _TEXT, most_lines, needed) for text, needed in texts
        ]
        height = sum((len(lines) + 1) * _TEXT * _LINE + _BETWEEN for lines in wrapped)
        bottom = top + max(height * _LABEL_ROOM, _LEAST_BODY)
        dates = [*(mark.date for mark in self._marks), *(one.date for one in self._timeline.said)]
        scale = Scale(dates, top + _TEXT * 0.62, bottom)
        self._canvas.size(bottom + _MARGIN)
        self._line(scale, top, bottom)
        labels = self._label_marks(marks, scale, columns) + self._label_said(said, scale, lanes)
        self._labels(labels, left, top, bottom, most_lines)
        for mark in self._marks:
            self._mark(mark, scale, columns, named=mark in marks)
        self._lanes(scale, lanes)

    def _named(self) -> tuple[list[Mark], list[Utterance]]:
        """What has room for words: the marks of most weight, from all of the time, then quotes that may stand alone."""
        heaviest = sorted(spread(len(self._marks)), key=lambda at: -self._marks[at].weight)[:MOST_LABELS]
        room = max(MOST_LABELS * 2 // 3 - len(heaviest), 0)
        turns: Counter[str] = Counter()
        ranked = []
        for one in self._timeline.said:
            if one.words and one.speaker in self._speakers:
                ranked.append((turns[one.speaker], one.date, one))
                turns[one.speaker] += 1
        said = [one for *_, one in sorted(ranked, key=lambda entry: entry[:2])[:room]]
        return [self._marks[at] for at in sorted(heaviest)], said

    def _head(self) -> float:
        y: float = _MARGIN
        for text, size, colour, bold in (
            (self._timeline.title, _TITLE, self._look.ink, True),
            (self._timeline.below, _SMALL, self._look.faint, False),
        ):
            for line in self._canvas.wrapped(text, WIDTH - 2 * _MARGIN, size, 2, bold=bold):
                self._canvas.write(_MARGIN, y, line, size, colour, bold=bold)
                y += size * _LINE
        return self._legend(y + _SMALL * 0.4)

    def _legend(self, y: float) -> float:
        """Who the columns of quotes belong to, as many to a line as there is room for."""
        x: float = _MARGIN
        rest = []
        if len(self._marks) > MOST_LABELS:
            rest.append(f"{MOST_LABELS} of {len(self._marks)} events in words")
        if len(self._counts) > len(self._speakers):
            others = len(self._counts) - len(self._speakers)
            rest.append(f"{others} more {'is' if others == 1 else 'are'} quoted")
        for index, name in enumerate(self._speakers):
            text = self._canvas.wrapped(f"{name} ({self._counts[name]})", WIDTH / 2, _SMALL, 1)[0]
            width = self._canvas.width(text, _SMALL) + 74
            if x > _MARGIN and x + width > WIDTH - _MARGIN:
                x, y = _MARGIN, y + _SMALL * _LINE
            self._canvas.shape(index, x + 12, y + _SMALL * 0.56)
            self._canvas.write(x + 32, y, text, _SMALL, self._look.ink)
            x += width
        if rest:
            text = " · ".join(rest)
            if x + self._canvas.width(text, _SMALL) > WIDTH - _MARGIN:
                x, y = _MARGIN, y + _SMALL * _LINE
            self._canvas.write(x, y, text, _SMALL, self._look.faint)
        return y + (_SMALL * _LINE if rest or self._speakers else 0)

    def _columns(self) -> dict[int, int]:
        """Bars beside the line: of those that overlap each in a column of its own, at most three."""
        ends: list[object] = []
        columns: dict[int, int] = {}
        for index, mark in enumerate(self._marks):
            if mark.date.precision is Precision.DAY:
                continue
            free = [at for at, end in enumerate(ends) if end < mark.date.first]  # type: ignore[operator]
            column = free[0] if free else min(len(ends), 2)
            ends[column : column + 1] = [mark.date.last]
            columns[index] = column
        return columns

    def _line(self, scale: Scale, top: float, bottom: float) -> None:
        look = self._look
        self._canvas.line((_AXIS, top), (_AXIS, bottom), look.line, width=3, z=1)
        for gap in scale.gaps:
            middle = (gap.top + gap.bottom) / 2
            self._canvas.line((_AXIS, gap.top + 8), (_AXIS, gap.bottom - 8), look.paper, width=5)
            self._canvas.omission(_AXIS, middle)
            self._canvas.write(_AXIS - 26, middle, gap.words, _SMALL, look.faint, beside=True)
        free, said = -1e9, None
        for y, words, year in scale.ticks():
            if y - free < _SMALL * _LINE or any(gap.top - _SMALL < y < gap.bottom + _SMALL for gap in scale.gaps):
                continue
            free = y
            if year != said and not words.endswith(str(year)):
                words = f"{words} {year}"  # noqa: PLW2901 - the first day of each year says which
            said = year
            self._canvas.line((_AXIS - 14, y), (_AXIS, y), look.line, width=2, z=1)
            self._canvas.write(_AXIS - 26, y, words, _SMALL, look.faint, beside=True)

    def _mark(self, mark: Mark, scale: Scale, columns: dict[int, int], *, named: bool) -> None:
        look, alpha = self._look, 1.0 if named else _UNNAMED
        x, first, last = self._place(mark, scale, columns)
        fill = look.paper if mark.planned else look.event
        if mark.date.precision is Precision.DAY:
            edge = look.event if mark.planned else look.paper
            self._canvas.dot(x, first, fill, edge, alpha=alpha, z=6 if named else 5)
        else:
            self._canvas.bar(x, first, last, fill, look.event, alpha=alpha)

    def _place(self, mark: Mark, scale: Scale, columns: dict[int, int]) -> tuple[float, float, float]:
        """Where a mark is drawn: x, and from where to where it reaches; a bar is never so short that it looks a dot."""
        first, last = scale.extent(mark.date)
        if mark.date.precision is Precision.DAY:
            return _AXIS, first, last
        shortest = _SHORTEST[mark.date.precision]
        if last - first < shortest:
            middle = (first + last) / 2
            first, last = middle - shortest / 2, middle + shortest / 2
        return _AXIS + _COLUMN * (columns[self._marks.index(mark)] + 1), first, last

    def _label_marks(self, marks: Sequence[Mark], scale: Scale, columns: dict[int, int]) -> list[_Label]:
        found = []
        for mark in marks:
            x, first, last = self._place(mark, scale, columns)
            head, short = (
                f"{when} (planned)" if mark.planned else when for when in (mark.when, mark.short or mark.when)
            )
            y = (first + last) / 2
            found.append(_Label(mark.date, head, short, mark.label, self._look.event, x, y, mark.needed))
        return found

    def _label_said(self, said: Sequence[Utterance], scale: Scale, lanes: float) -> list[_Label]:
        found = []
        for one in said:
            index = self._speakers.index(one.speaker)
            x, y = lanes + 2 * _COLUMN * index, sum(scale.extent(one.date)) / 2
            words = f"{one.speaker}: {one.words}"  # not beside the date, where a narrow picture has no room for a name
            found.append(_Label(one.date, one.when, one.when, words, self._look.speakers[index], x, y))
        return found

    def _labels(self, labels: list[_Label], left: float, top: float, bottom: float, most_lines: int) -> None:
        """The words of each label, moved apart, with a thin line to what they are about."""
        labels.sort(key=lambda label: (label.y, label.date))
        room = WIDTH - _MARGIN - left
        words = [self._canvas.wrapped(label.text, room, _TEXT, most_lines, label.needed) for label in labels]
        heights = [(len(lines) + 1) * _TEXT * _LINE + _BETWEEN for lines in words]
        tops = apart([label.y for label in labels], heights, top, bottom + _BETWEEN)
        for label, lines, y in zip(labels, words, tops, strict=True):
            beside = y + _TEXT * 0.62
            self._canvas.line((label.x, label.y), (left - 14, beside), self._look.line, width=1.6)
            whole = self._canvas.width(label.head, _TEXT, bold=True) <= room
            (head,) = self._canvas.wrapped(label.head if whole else label.short, room, _TEXT, 1, bold=True)
            self._canvas.write(left, y, head, _TEXT, label.colour, bold=True)
            for number, line in enumerate(lines, 1):
                self._canvas.write(left, y + number * _TEXT * _LINE, line, _TEXT, self._look.ink)

    def _lanes(self, scale: Scale, left: float) -> None:
        for one in self._timeline.said:
            if one.speaker in self._speakers:
                index = self._speakers.index(one.speaker)
                first, last = scale.extent(one.date)
                x = left + 2 * _COLUMN * index
                if last - first > _LONG_ENOUGH:
                    self._canvas.line((x, first), (x, last), self._look.speakers[index], width=3, alpha=0.5)
                self._canvas.shape(index, x, (first + last) / 2)
