"""Pictures of time, held to what a reader needs: words that do not overlap, nothing cut off, widths that are true."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.commands.picture import MOST_LABELS, draw, figure_of
from bot.commands.picture_canvas import WIDTH
from bot.commands.picture_layout import Scale, apart
from bot.commands.picture_parts import Mark, Timeline, Utterance
from bot.commands.picture_words import drawable
from bot.errors import MissingExtraError
from bot.model.dates import PartialDate

_WORDS = (
    "Mara Lindqvist and Tomas Okwuosa, after a night of talks in which nobody yielded, signed a statement on ferries"
)


def mark(iso: str, label: str = _WORDS, *, planned: bool = False, weight: int = 0) -> Mark:
    """An event with its date in words."""
    date = PartialDate.parse(iso)
    return Mark(date, str(date), label, planned, weight)


def utterance(iso: str, speaker: str = "Mara Lindqvist", words: str = "“We will not sell the harbour.”") -> Utterance:
    """A quote with its date in words."""
    date = PartialDate.parse(iso)
    return Utterance(date, speaker, str(date), words)


def timeline(marks: Sequence[Mark] = (), said: Sequence[Utterance] = (), title: str = "The harbour") -> Timeline:
    """A timeline with a line on what stands behind it."""
    return Timeline(title, "4 documents, 2 publishers, nothing after May 2031", tuple(marks), tuple(said))


_FORTY = [mark(f"20{29 + n % 3}-{1 + n * 7 % 12:02}-{1 + n * 11 % 28:02}", f"Event {n}: {_WORDS}") for n in range(40)]
_SPEAKERS = (
    "Mara Lindqvist",
    "Tomas Okwuosa",
    "Jonas Vale",
    "Ade Bello-Tarkington of Northquay",
    "Siri Holm",
    "Per Ek",
)
_SIXTY = [utterance(f"2030-{1 + n % 12:02}-{1 + n % 28:02}", _SPEAKERS[n % 6]) for n in range(60)]

SAMPLES = {
    "one day": timeline([mark("2031-05-16")]),
    "one day with much": timeline([mark("2031-05-16", f"{n} {_WORDS}") for n in range(9)], [utterance("2031-05-16")]),
    "day, month and year": timeline([mark("2031-05-16"), mark("2031-05", planned=True), mark("2030")]),
    "only quotes": timeline([], [utterance("2031-04-09"), utterance("2031-04", "Jonas Vale", ""), utterance("2030")]),
    "forty": timeline(_FORTY, _SIXTY),
    "long words": timeline(
        [mark("2031-05-16", "Hafenverwaltungsratsvorsitzendenstellvertreter" * 4)], title="Quay " * 60
    ),
    "centuries apart": timeline(
        [mark("0044-03-15"), mark("1850"), mark("1899-02-28"), mark("2031-02"), mark("2031-03-02")]
    ),
    "the ends of the calendar": timeline([mark("0001-01-01"), mark("9999-12-31"), mark("9999")]),
    "29 February": timeline([mark("2028-02-29"), mark("2032-02-29")]),
    "years that overlap": timeline([mark("2030", f"{n}") for n in range(5)]),
    "other scripts and markup": timeline(
        [mark("2031-05-16", "$x^2$ <b> _a_ 习近平 Си שלום مرحبا \N{GRINNING FACE} \n end")]
    ),
}


def boxes(figure: Any) -> list[Any]:
    """The extents of all texts, in pixels."""
    figure.canvas.draw()
    (axes,) = figure.axes
    return [text.get_window_extent() for text in axes.texts]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_all_words_can_be_read(sample: Timeline, dark: bool) -> None:
    """Words would lie over one another, or run off the picture."""
    figure = figure_of(sample, dark=dark)
    found = boxes(figure)
    height = figure.get_size_inches()[1] * figure.dpi
    for one, other in combinations(found, 2):
        width = min(one.x1, other.x1) - max(one.x0, other.x0)
        overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert width <= 1 or overlap <= 3  # the box has room for letters that reach below the line
    for one in found:
        assert one.x0 >= 0
        assert one.x1 <= WIDTH
        assert one.y0 >= 0
        assert one.y1 <= height


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_fits_a_phone(sample: Timeline) -> None:
    """A picture would be too large to send, too tall to scroll, or with letters too small to read."""
    data = draw(sample)
    with Image.open(io.BytesIO(data)) as image:
        assert image.width == WIDTH
        assert 400 <= image.height <= 2.4 * WIDTH
    assert len(data) < 2_000_000
    (axes,) = figure_of(sample).axes
    assert min(text.get_fontsize() for text in axes.texts) * 100 / 72 >= WIDTH / 40


def test_the_same_picture_twice() -> None:
    """The same question would be answered by another picture."""
    assert draw(SAMPLES["forty"]) == draw(SAMPLES["forty"])


def test_light_and_dark_differ() -> None:
    """The option would change nothing."""
    paper = []
    for dark in (False, True):
        with Image.open(io.BytesIO(draw(SAMPLES["one day"], dark=dark))) as image:
            paper.append(image.convert("L").getpixel((2, 2)))
    assert paper[0] > 240
    assert paper[1] < 50


def texts(sample: Timeline) -> list[str]:
    """All words of a picture."""
    (axes,) = figure_of(sample).axes
    return [text.get_text() for text in axes.texts]


def test_words_are_spread_over_the_time() -> None:
    """A timeline of years would have words for the first of them only."""
    shown = texts(timeline([mark(f"{year}-06-15", f"Event of {year}") for year in range(1980, 2040)], []))
    told = sorted(int(text.removeprefix("Event of ")) for text in shown if text.startswith("Event of "))
    assert len(told) == MOST_LABELS
    assert max(later - earlier for earlier, later in pairwise([1980, *told, 2040])) <= 10


def test_what_has_no_room_is_counted() -> None:
    """Events without words would be passed over in silence; the weightiest must have theirs."""
    weighty = mark("2030-06-15", "The weightiest of all", weight=9)
    shown = texts(timeline([*_FORTY, weighty], _SIXTY))
    assert "The weightiest of all" in shown
    assert sum(text.startswith("Event ") for text in shown) == MOST_LABELS - 1
    assert f"{MOST_LABELS} of 41 events in words · 2 more are quoted" in shown


def test_plans_and_shortened_quotes_say_so() -> None:
    """A plan would pass for what happened, or a shortened quote for a whole one."""
    long = utterance("2031-04-09", words="“" + "We will not sell the harbour to anybody. " * 9 + "”")
    shown = texts(timeline([mark("2031-05", "A visit", planned=True)], [long]))
    assert "May 2031 (planned)" in shown
    assert any(text.endswith("…”") for text in shown)


def test_who_spoke_is_named_beside_the_words() -> None:
    """The name would be cut off behind a long date, and only the colour would say whose words they are."""
    shown = texts(timeline([], [replace(utterance("2031-09-09"), when="reported 9 September 2031")]))
    assert "reported 9 September 2031" in shown
    assert any(text.startswith("Mara Lindqvist: “We will not") for text in shown)


def test_drawn_from_many_threads() -> None:
    """Two people who ask at once would get each other's picture, or none."""
    alone = draw(SAMPLES["day, month and year"])
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(draw(SAMPLES["day, month and year"]))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 4


def test_without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody without the extra would read a traceback."""
    for name in [name for name in sys.modules if name.startswith("matplotlib")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"briefing-bot\[pictures\]"):
        draw(SAMPLES["one day"])


def test_nothing_is_drawn_before_it_is_asked_for() -> None:
    """Every start would wait for matplotlib."""
    code = "import sys, bot.commands.table; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own words


@given(st.text(max_size=40))
def test_any_text_can_be_drawn(text: str) -> None:
    """A letter that the font does not have would be shown as a box."""
    shown = drawable(text)
    assert "\n" not in shown
    assert shown == drawable(shown)


_DATES = st.dates().flatmap(
    lambda day: st.sampled_from([PartialDate.of(day), PartialDate(day.year, day.month), PartialDate(day.year)])
)


@given(st.lists(_DATES, min_size=1, max_size=12))
def test_scale_keeps_the_order_of_time(dates: list[PartialDate]) -> None:
    """Something later would stand above something earlier, or outside of the picture; ticks would be endless."""
    scale = Scale(dates, 100, 900)
    days = sorted({day for date in dates for day in (date.first, date.last)})
    heights = [scale.y(day) for day in days]
    assert heights == sorted(heights)
    assert all(99.9 <= height <= 900.1 for height in heights)
    ticks = scale.ticks()
    assert len(ticks) <= 14
    assert [y for y, *_ in ticks] == sorted(y for y, *_ in ticks)


def test_precision_is_width() -> None:
    """A month would look like a day, or a year like a month."""
    dates = [PartialDate(2030), PartialDate(2031, 5), PartialDate(2031, 5, 16)]
    year, month, day = (scale[1] - scale[0] for scale in map(Scale(dates, 0, 1000).extent, dates))
    assert day == 0
    assert 0 < month < year


def test_long_gaps_are_shortened_and_said() -> None:
    """One event of 1850 would press all others of 2031 into one point."""
    dates = [PartialDate(1850), *(PartialDate(2031, month, 1) for month in range(1, 13))]
    scale = Scale(dates, 0, 1000)
    (gap,) = scale.gaps
    assert gap.words == "180 years"
    assert scale.y(dt.date(2031, 12, 1)) - scale.y(dt.date(2031, 1, 1)) > 400
    assert Scale([PartialDate(1850), PartialDate(1950), PartialDate(2031)], 0, 1000).gaps == []


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(1, 80)), min_size=1, max_size=12))
def test_boxes_apart(boxes: list[tuple[float, float]]) -> None:
    """Labels would overlap, change places, or leave the picture."""
    boxes.sort()
    heights = [height for _, height in boxes]
    tops = apart([middle for middle, _ in boxes], heights, 0, 1000)
    assert len(tops) == len(boxes)
    for top, height, after in zip(tops, heights, [*tops[1:], 1000], strict=True):
        assert top >= -0.001
        assert top + height <= after + 0.001


def test_boxes_with_room_stay() -> None:
    """Labels would be moved away from what they are about without need."""
    assert apart([100, 500], [40, 40], 0, 1000) == [80, 480]
    assert apart([100, 100], [40, 60], 0, 1000) == [55, 95]
