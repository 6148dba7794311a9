"""Lines of a printed page -> paragraphs, told by how they are set."""

from __future__ import annotations

import pytest

from bot.readers.pdf_columns import Line
from bot.readers.pdf_paragraphs import paragraphs_of

FULL = "The coaster was refloated at the third try, two days after it had"
SET = "touched ground."


def page(*paragraphs: tuple[str, ...], leading: float, between: float) -> list[Line]:
    """Lines of 10 points, set from the top, each as wide as its words."""
    lines, bottom = [], 700.0
    for paragraph in paragraphs:
        for text in paragraph:
            lines.append(Line(text, 50.0, bottom, 50.0 + 5 * len(text), bottom + 10.0))
            bottom -= leading
        bottom -= between - leading
    return lines


@pytest.mark.parametrize(
    ("paragraphs", "leading", "between"),
    [
        ((("By Ilse Odel",), ("Harbour Gazette, 14 April 2031",), (FULL, SET), ("No one was hurt.",)), 15, 23),
        ((("By Ilse Odel",), ("Harbour Gazette, 14 April 2031",), (FULL + " touched ground.",)), 15, 23),
        (((FULL, FULL, SET), (FULL, FULL, SET)), 24, 36),
    ],
)
def test_short_paragraphs_stay_apart(paragraphs: tuple[tuple[str, ...], ...], leading: float, between: float) -> None:
    """A byline and a dateline would be read into the first sentence, and the day of publication be lost."""
    lines = page(*paragraphs, leading=leading, between=between)
    assert paragraphs_of([lines]) == [" ".join(paragraph) for paragraph in paragraphs]
