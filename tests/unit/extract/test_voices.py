"""Voices under a line with name and age, and statements printed in full. Invented people."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import marked


def test_people_asked_in_the_street() -> None:
    """What people say under their names would be nobody's."""
    text = (
        "Should the bath stay open?\n\n**Edith Crane, 71, Torrin**\nI swim every day. Where would I go?\n\n"
        "**Paul Otieno (34)**\nI could not care less.\n\nMy children go.\n\nThe council votes on Monday.\n"
    )
    assert marked(text) == [
        (("I swim every day. Where would I go?",), "Edith Crane"),
        (("I could not care less.", "My children go."), "Paul Otieno"),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Statement by the President of the Chamber, Mara Velk",
        "Full text: Prime Minister Mara Velk’s address to the nation",
        "Transcript of Mara Velk’s speech",
        "Message from Mara Velk to all members",
    ],
)
def test_a_statement_printed_in_full_is_its_authors(title: str) -> None:
    """A speech that is printed whole would be nobody's."""
    words = ("Tonight the river is higher than in my lifetime.", "We will not leave anyone behind.", "Good night.")
    text = f"{title}\n\n" + "\n\n".join(words) + "\n\nENDS\n\nNotes to editors\nThe river is 90 miles long.\n"
    assert marked(text) == [(words, "Mara Velk")]


@pytest.mark.parametrize(
    "text",
    [
        "Statement by Mara Velk angers miners\n\nMara Velk said on Monday that we should all pay. I was there.\n",
        "Statement by the company\n\nThe pier will close in May. It will open in June.\n",
        "Floods\n\nContinued from page 12\n\nWe saw the water rise.\n\nContinued from page 13\n\nIt fell again.\n",
        (
            "Who stands in Torrin\n\nMara Velk, 45, Harbour Party\n\nA former teacher and councillor since 2019.\n\n"
            "Tom Brandt, 52, independent\n\nRuns a boatyard on the quay.\n"
        ),
    ],
    ids=["a report on a statement", "nobody named", "jump lines", "portraits of candidates"],
)
def test_what_is_no_statement_of_anybody(text: str) -> None:
    """An article would be served as somebody's words."""
    assert marked(text) == []
