"""How exactly a time is known, and why: nothing is guessed, and a reader is told."""

from __future__ import annotations

import pytest

from bot.model import HowKnown
from tests.unit.extract.found_times import WEDNESDAY, times_of

UNKNOWN = [
    ("She left yesterday.", None),
    ("She left on Thursday.", None),
    ("She left last month.", None),
    ("She left in May.", None),
    ("She left on May 7.", None),
    ("She left last summer.", None),
    ("Two days later she left.", WEDNESDAY),
    ("She left yesterday.", "2031-03"),
    ("She left last month.", "2031"),
    ("She left last week.", "2031-03"),
    ("She left on May 7.", "2031"),
]


@pytest.mark.parametrize(("text", "published"), UNKNOWN)
def test_what_cannot_be_known_is_unknown_and_says_why(text: str, published: str | None) -> None:
    """A day would be guessed that the document does not give."""
    [time] = times_of(text, published)
    assert time.value is None
    assert time.dating.date is None
    assert time.dating.derivation.how is HowKnown.UNKNOWN
    assert time.dating.derivation.note
    assert time.dating.derivation.words == time.span.of(text)


REASONS = [
    ("She left yesterday.", '"yesterday", printed 5 March 2031'),
    ("She left on May 16, 2024.", 'printed: "May 16, 2024"'),
    ("On 3 May 2030 she came. Two days later she left.", '"Two days later"; counted from "3 May 2030"'),
    (
        "On 3 May 2030 she came. There is a feast tonight. She left two days later.",
        '"two days later"; counted from "3 May 2030"',
    ),
    ("It fell fifty years ago today.", '"fifty years ago today", printed 5 March 2031'),
    ("On 3 May 2030 she came; at 10:30 she left.", '"10:30"; on the day of "3 May 2030"'),
    ("Stamped 3/4/2031 in ink.", 'printed: "3/4/2031"; ambiguous: 3 April 2031 or 4 March 2031'),
    ("She left last week.", '"last week", printed 5 March 2031; the week of 24 February to 2 March 2031'),
]


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_reasons_read_well(text: str, reason: str) -> None:
    """A reader could not tell how a date is known."""
    assert times_of(text)[-1].dating.derivation.explain() == reason


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("They met last week.", "2031"),
        ("They met two weeks ago.", "2031-02"),
        ("They met in the last quarter.", "2030"),
        ("They met from 14 to 16 June 2021.", "2021-06"),
        ("They met from 30 June to 2 July 2021.", "2021"),
        ("In the 1990s they met.", None),
    ],
)
def test_dating_is_no_finer_than_what_is_sure(text: str, date: str | None) -> None:
    """A week or a range would be served as a day or a month that it need not lie in."""
    found = times_of(text)[0].dating.date
    assert (found.iso if found else None) == date
