"""A writing's words are those of who issued it. Invented people."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The court's ruling, read at noon, described the evidence as “neither frivolous nor thin”.",
            "The court",
        ),
        ("The Harbour Trust’s own annual report says that it will “not be hurried”.", "Harbour Trust"),
        ("Mara Velk, the mayor, wrote to the wardens. Her letter warned that the pier was “past saving”.", "Mara Velk"),
        (
            "According to the indictment, drawn up by the prosecutors’ office in Torrin, the books were “a dream”.",
            "the prosecutors’ office in Torrin",
        ),
        (
            "The Harbour Trust published a report on Monday. The report says the pier is “past saving”.",
            "Harbour Trust",
        ),
        (
            "In a statement on Monday, Talbrek Energy regretted the spill. The statement added: “We will pay.”",
            "Talbrek Energy",
        ),
        ("The Harbour Trust said in a statement it was sorry. “We are ashamed,” the statement said.", "Harbour Trust"),
        ("In a note to clients, Ilse Brandt cut the shares. “The growth is gone,” the note said.", "Ilse Brandt"),
        (
            "The committee submitted its report to Mara Velk on Friday. “The pier is past saving,” the report said.",
            "The committee",
        ),
        ("The two unions issued a joint statement. “This is the last resort,” it said.", "The two unions"),
        ("The Coast Herald released an email from Mara Velk. The email says the pier is “past saving”.", "Mara Velk"),
    ],
    ids=[
        "owned by a body",
        "owned by name",
        "hers",
        "drawn up by",
        "published",
        "in a statement",
        "said in a statement",
        "in a note",
        "its report",
        "it",
        "released by another",
    ],
)
def test_a_writing_speaks_for_who_issued_it(text: str, speaker: str) -> None:
    """A reader would find "the report" as the speaker, and nothing under the name of who wrote it."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom Brandt read a letter to the council. The letter says the pier is “past saving”.", "The letter"),
        ("Mara Velk's indictment says she was “the brain of the ring”.", "Mara Velk's indictment"),
        ("The mayor commissioned a report. The report says the pier is “past saving”.", "The report"),
        (
            "Parents with children at the harbour schools sent a letter. “We ask for little,” the letter reads.",
            "the letter",
        ),
    ],
    ids=["read by another", "told of somebody", "ordered", "at the schools"],
)
def test_who_only_has_to_do_with_a_writing_did_not_write_it(text: str, speaker: str) -> None:
    """Its words would be those of who read it, ordered it or is accused in it."""
    assert speakers(text) == [speaker]
