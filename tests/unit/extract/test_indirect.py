"""Indirect speech: the reported clause and who is reported."""

from __future__ import annotations

import pytest

from bot.model import QuoteKind
from tests.unit.extract.reading import read


@pytest.mark.parametrize(
    ("sentence", "content", "speaker"),
    [
        ("Mara Velk said the bridge would stay closed.", "the bridge would stay closed", "Mara Velk"),
        (
            "Mara Velk said that the bridge would stay closed until spring.",
            "the bridge would stay closed until spring",
            "Mara Velk",
        ),
        (
            "The bridge will stay closed until spring, Mara Velk said.",
            "The bridge will stay closed until spring",
            "Mara Velk",
        ),
        (
            "The bridge will stay closed until spring, said Mara Velk.",
            "The bridge will stay closed until spring",
            "Mara Velk",
        ),
        (
            "Mara Velk told reporters on Monday that the bridge would stay closed.",
            "the bridge would stay closed",
            "Mara Velk",
        ),
        (
            "According to Mara Velk, the bridge will stay closed until spring.",
            "the bridge will stay closed until spring",
            "Mara Velk",
        ),
        (
            "The bridge will stay closed until spring, according to Mara Velk.",
            "The bridge will stay closed until spring",
            "Mara Velk",
        ),
        (
            "Mara Velk, who runs the port, said the bridge would stay closed.",
            "the bridge would stay closed",
            "Mara Velk",
        ),
        (
            "Mara Velk rejected the plan, saying the bridge would stay closed.",
            "the bridge would stay closed",
            "Mara Velk",
        ),
        (
            "Ostervik and Volania should work together, Mara Velk noted, adding that the bridge would stay closed.",
            "the bridge would stay closed",
            "Mara Velk",
        ),
        (
            "Mara Velk vowed to keep the bridge closed until spring.",
            "to keep the bridge closed until spring",
            "Mara Velk",
        ),
        ("Mara Velk asked whether the bridge would hold.", "whether the bridge would hold", "Mara Velk"),
        (
            "Mara Velk argued the bridge should be closed, because it was old.",
            "the bridge should be closed, because it was old",
            "Mara Velk",
        ),
        ("Mara Velk called for a new bridge over the river.", "a new bridge over the river", "Mara Velk"),
        (
            "Mara Velk, speaking in Ostervik, said the bridge is no danger, is not old, and is safe.",
            "the bridge is no danger, is not old, and is safe",
            "Mara Velk",
        ),
        (
            "Mara Velk said she was “deeply sorry” for the closure and promised to pay.",
            "she was “deeply sorry” for the closure and promised to pay",
            "Mara Velk",
        ),
    ],
)
def test_the_reported_clause_is_found_with_its_speaker(sentence: str, content: str, speaker: str) -> None:
    """What somebody is reported to have said would be missing, cut wrongly, or another's."""
    quotes = [quote for quote in read(sentence)[0] if quote.kind is QuoteKind.INDIRECT]
    assert (content, speaker) in [(quote.spans[0].of(sentence), quote.speaker.name) for quote in quotes]


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge was closed in the spring and opened in the autumn.",
        "“The bridge will stay closed until spring,” Mara Velk said.",
        "Mara Velk walked over the bridge and waved to the crowd.",
        "A clerk asked not to be named for fear of losing her job.",
        "The clerk wanted to remain anonymous because he was not authorised to speak.",
        "A trader declined to be named because of company rules.",
    ],
)
def test_what_nobody_reports_is_no_indirect_speech(sentence: str) -> None:
    """The paper's own prose, or a direct quote, would be shown as a paraphrase."""
    assert [quote for quote in read(sentence)[0] if quote.kind is QuoteKind.INDIRECT] == []


def test_who_is_accused_says_nothing() -> None:
    """What somebody is accused of would stand as their own words."""
    sentence = "The mayor was accused of hiding the report on the bridge."
    found = [(quote.spans[0].of(sentence), quote.speaker.name) for quote in read(sentence)[0]]
    assert found == [("hiding the report on the bridge", None)]


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("Mara Velk said the bridge would stay closed.", True),
        ("Mara Velk vowed to keep the bridge closed until spring.", True),
        ("Mara Velk added that under the new rules the bridge would stay closed.", True),
        ("Mara Velk praised the plan of the harbour board.", False),
        ("Mara Velk opposes the plan to close the bridge until spring.", False),
        ("Mara Velk applauded the proposal of the harbour board.", False),
    ],
)
def test_an_attitude_is_no_statement(sentence: str, stated: bool) -> None:
    """Otherwise "Velk opposes the plan" would be served as something that Velk said."""
    quotes = [quote for quote in read(sentence)[0] if quote.kind is QuoteKind.INDIRECT]
    assert any(quote.stated for quote in quotes) == stated


def test_what_runs_on_into_a_quotation_is_nobodys() -> None:
    """A heading and a date line would be served as a paraphrase of the mayor's."""
    text = "Bridge opens Published: 16 May 2031 “We kept our word,” said the mayor, Ada Quill, on Friday."
    assert [quote for quote in read(text)[0] if quote.kind is QuoteKind.INDIRECT] == []


@pytest.mark.parametrize(
    ("sentence", "contents"),
    [
        (
            "Two clerks, who asked not to be identified because the talks are private, said the ship had sailed.",
            ["the ship had sailed"],
        ),
        ("One clerk, asking not to be identified, said the ship had sailed.", ["the ship had sailed"]),
        ("Mara Velk asked not to be named captain of the ship.", ["not to be named captain of the ship"]),
        ("The minister asked the council not to name the ship.", ["the council not to name the ship"]),
    ],
)
def test_a_wish_for_no_name_is_no_statement(sentence: str, contents: list[str]) -> None:
    """The words “not to be named” would be served as what a source said."""
    found = [quote for quote in read(sentence)[0] if quote.kind is QuoteKind.INDIRECT]
    assert [quote.spans[0].of(sentence) for quote in found] == contents
