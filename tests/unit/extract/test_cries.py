"""What a crowd cries, and other few words that are surely said. Invented people."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import marked


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The demonstrators outside, a few thousand of them, are chanting “Resign and go home”.", "The demonstrators"),
        (
            (
                "Tom Velk, the minister, spoke for an hour before some residents drowned him out with shouts of “Where "
                "were you?”"
            ),
            "some residents",
        ),
        ("Mara Velk looked up at the fans chanting, “Out! Out!”", "the fans"),
        (
            "Groups of protesters walked past the hall - where Mara Velk spoke - while chanting, “Out!”",
            "Groups of protesters",
        ),
        ("Tom Brandt’s reply was short: “No. Never.”", "Tom Brandt"),
        ("Mara Velk led her supporters in chants of “Not one stone”.", "her supporters"),
        ("Mara Velk ran through the street with shouts of “Fire!”", "Mara Velk"),
        ("Mara Velk, the minister, was met with shouts of “Shame!” when she arrived.", None),
        ("Mara Velk, the minister, was met with shouts of “Shame!” from the welders.", "the welders"),
        ("The three ministers met. The ministers also “noted with concern” the delay.", "The three ministers"),
        ("Mara Velk apologised to the crew. The statement was brief: “I was wrong. I am sorry.”", "Mara Velk"),
    ],
    ids=[
        "chanting",
        "drowned out with",
        "beside another",
        "while chanting",
        "two sentences of a word",
        "led in",
        "of one",
        "met with",
        "from",
        "the verb is in the marks",
        "sentences",
    ],
)
def test_whose_a_cry_is(text: str, speaker: str | None) -> None:
    """A cry would be lost as a term, or be the words of the one who is shouted down."""
    assert [name for _, name in marked(text)] == [speaker]
