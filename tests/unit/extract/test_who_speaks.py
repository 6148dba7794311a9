"""Whose words they are, by the name or noun phrase that stands before or behind them: invented people."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The clinic has been moving beds since noon. Its director, Dr Mara Velk: “Newborns first.”",
            "Mara Velk",
        ),
        (
            "The club had no comment at first. Then its captain, Tom Brandt: “We were awful.”",
            "Tom Brandt",
        ),
        (
            "Two ministers, Hilda Lok of the Velk Islands and Ebil Brandt of Nordland, met. “Yes,” the two wrote.",
            "Hilda Lok and Ebil Brandt",
        ),
        (
            "Two mayors, Mara Velk of the Hollow Coast and Tom Brandt of Nordhaven, met. “Yes,” the mayors said.",
            "Mara Velk and Tom Brandt",
        ),
        (
            "“It will bring parking problems,” predicts a butcher across the street, who will not give his name.",
            "a butcher across the street",
        ),
        (
            "Mara Velk has left. “The noise is worse,” said a tailor opposite the station, shaking his head.",
            "a tailor opposite the station",
        ),
    ],
)
def test_who_is_named_or_described_beside_the_words(text: str, speaker: str) -> None:
    """The words would be filed under half a description, or under whoever was named before."""
    assert speakers(text)[-1] == speaker
