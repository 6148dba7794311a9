"""Quotation marks of all sorts, and what looks like them."""

from __future__ import annotations

import pytest

from bot.extract.page.blocks import find_blocks
from bot.extract.quotes.marks import find_marks


def top(text: str) -> list[str]:
    """The words in outer marks."""
    return [mark.span.of(text) for mark in find_marks(text, find_blocks(text)) if not mark.nested]


def nested(text: str) -> list[str]:
    """The words in marks inside other marks."""
    return [mark.span.of(text) for mark in find_marks(text, find_blocks(text)) if mark.nested]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said: “Come in.”", ["Come in."]),
        ('He said: "Come in."', ["Come in."]),
        ("He said: ``Come in.''", ["Come in."]),
        ("He said: ''Come in.''", ["Come in."]),
        ("He said: ‘Come in.’", ["Come in."]),
        ("He said: 'Come in.'", ["Come in."]),
        ("He said: «Come in.»", ["Come in."]),
        ("He said: »Come in.«", ["Come in."]),
        ("He said: „Come in.“", ["Come in."]),
        ("«He used to say: „Do not shout.“ We did», she said.", ["He used to say: „Do not shout.“ We did"]),
        ('He said: “Come in."', ["Come in."]),
        ('He said: "Come in.”', ["Come in."]),
        ("“One,” he said, “two.”", ["One,", "two."]),
        ("“Shall we go?“ he asked.", ["Shall we go?"]),
        ("“He told me, “Go,” and I went,” she said. “I did.”", ["He told me, “Go,” and I went,", "I did."]),
        ("“We asked, he said. “They paid,” she said. “I did.”", ["We asked, he said.", "They paid,", "I did."]),
    ],
)
def test_every_sort_of_marks_is_read(text: str, words: list[str]) -> None:
    """Quotations of a whole paper, with the marks of its country or its typesetter, would be missed."""
    assert top(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The dogs’ barks, the boys’ shouts and Velk’s answer.", []),
        ("It was the summer of '98, rock 'n' roll and all.", []),
        ('The wall is 6\'2" high and the board 24" wide.', []),
        ("‘We’ll hear the volunteers’ ideas,’ he said.", ["We’ll hear the volunteers’ ideas,"]),
        ("'We don't know the boys' names,' he said.", ["We don't know the boys' names,"]),
        ("'It is the boys' money': a bid for the mill", ["It is the boys' money"]),
        ('"The wall is 6\'2" high," he said.', ["The wall is 6'2\" high,"]),
        (
            'The board is 6\'2" wide and "the figure is 17, not 71". It read "no entry".',
            ["the figure is 17, not 71", "no entry"],
        ),
        ('The map "Scenario 3", one of the "Warm Beds" maps, hangs here.', ["Scenario 3", "Warm Beds"]),
    ],
)
def test_apostrophes_and_inches_are_no_marks(text: str, words: list[str]) -> None:
    """Half a sentence between two apostrophes would be served as a quote, or a quote cut at a possessive."""
    assert top(text) == words


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("“He called it ‘mad’ and left.”", ["He called it ‘mad’ and left."], ["mad"]),
        ("‘He called it “mad” and left.’", ["He called it “mad” and left."], ["mad"]),
        ("\"He called it 'mad' and left.\"", ["He called it 'mad' and left."], ["mad"]),
        ("«He called it “mad” and left.»", ["He called it “mad” and left."], ["mad"]),
    ],
)
def test_nested_marks_belong_to_the_outer_pair(text: str, outer: list[str], inner: list[str]) -> None:
    """Words that a speaker quotes would end the quote too early."""
    assert (top(text), nested(text)) == (outer, inner)


def test_a_mark_that_never_closes_hurts_its_own_paragraph_only() -> None:
    """One lost mark would turn every quote after it inside out."""
    text = "“We lost a mark, he said on the first day of the trial.\n\nThen she answered: “We have ours.”"
    assert top(text) == ["We lost a mark, he said on the first day of the trial.", "We have ours."]


def test_a_paragraph_may_open_again_what_runs_on() -> None:
    """The second paragraph of a long quotation would be taken for another quote."""
    text = "“This is the first part of it.\n\n“This is the second,” she said."
    marks = find_marks(text, find_blocks(text))
    assert [(mark.closed, mark.continues) for mark in marks] == [(False, False), (True, True)]


def test_a_caption_may_stand_between_two_halves() -> None:
    """A quotation that the print interrupts would lose its second half."""
    text = (
        "“We have walked for eleven days over the mountains to bring this letter to the gates of the\n\n"
        "Mara Velk arrives at the gates yesterday. old city, and nobody has opened,” she said."
    )
    assert top(text)[-1] == "old city, and nobody has opened,"
    assert find_marks(text, find_blocks(text))[-1].resumes


def test_single_marks_run_on_over_paragraphs() -> None:
    """The first half of a British quotation over two paragraphs would be lost: its mark closes only in the second."""
    first = "'It shouldn't have happened,' he said. 'I've told every family."
    marks = find_marks(text := f"{first}\n\n'I'll say it again. It's a debt.'\n", find_blocks(text))
    assert [(mark.span.of(text), mark.closed, mark.continues) for mark in marks] == [
        ("It shouldn't have happened,", True, False),
        ("I've told every family.", False, False),
        ("I'll say it again. It's a debt.", True, True),
    ]
