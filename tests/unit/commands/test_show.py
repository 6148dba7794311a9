"""Cards of events: long clauses are shortened where a reader sees it, and stay the document's words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import Reply
from bot.chat.console_render import render
from bot.commands.excerpt import LONGEST_PASSAGE, shown_length
from bot.commands.show import CardMaker
from bot.commands.wording import apart, offices
from bot.model import Dating, Derivation, HowKnown, PartialDate, Span
from bot.model.archive import DocumentRow, EventRow

DOCUMENT = DocumentRow(1, "ferry.txt", "Ferry", None, None, None, Dating.unknown())
LONG = (
    "The commissioners, who had met since the autumn in the customs house under the chair of the retired pilot Emil"
    " Varga, agreed on 14 June 2031 to open the northern quays, to move the fish market, to buy two ferries,"
    " and to leave all that concerns the pontoon to a joint board that is to report by the end of the year."
)


def _event(text: str) -> EventRow:
    return EventRow(1, DOCUMENT, Span(5, 5 + len(text)), text, Dating.unknown(), False, (), None)


def test_a_long_event_ends_with_a_clause_and_a_mark() -> None:
    """On a phone one event would fill the screen, or seem to end where only we cut it."""
    parts = CardMaker().event(_event(LONG)).passages[0].parts
    assert parts == (LONG[: LONG.index(", and to leave")], "")
    shown = " ".join(render(Reply("", (CardMaker().event(_event(LONG)),))).split())
    assert "to buy two ferries […] date unknown" in shown


def test_what_was_looked_for_is_shown() -> None:
    """Somebody who looks for "joint board" would get an event without these words."""
    first = CardMaker(("Joint board",)).event(_event(LONG)).passages[0].parts[0]
    assert LONG.startswith(first)
    assert "joint board" in first


def test_the_words_that_date_it_are_shown() -> None:
    """An event would be dated by words that its card does not show."""
    text = LONG.replace("agreed on 14 June 2031 to", "agreed to").replace("end of the year", "end of 2031")
    at = text.index("end of 2031") + 5
    dating = Dating(PartialDate(2031), Derivation(HowKnown.PRINTED, "end of 2031", at, at + 11))
    event = replace(_event(text), dating=dating)
    assert "end of 2031" in CardMaker().event(event).passages[0].parts[0]


def test_a_date_at_the_end_of_a_very_long_sentence_is_shown() -> None:
    """A card would show a statement, and neither who made it nor when."""
    text = f"{'The two towns share the fish of the bay, ' * 15}the mayor Emil Varga told the council on 14 June 2031."
    at = text.index("14 June 2031")
    dating = Dating(PartialDate(2031, 6, 14), Derivation(HowKnown.PRINTED, "14 June 2031", 5 + at, 5 + at + 12))
    first, last = CardMaker().event(replace(_event(text), dating=dating)).passages[0].parts
    assert text.startswith(first)
    assert text.endswith(last)
    assert last.endswith("the mayor Emil Varga told the council on 14 June 2031.")
    assert len(first) + len(last) < 2 * LONGEST_PASSAGE


@pytest.mark.parametrize(
    "speaker",
    [
        "the harbour master Emil Varga, a member of the board of the port and chair of the council of both towns, said",
        "Port of Tolmin harbour master Emil Varga, 63, of the board and of the council of both towns, told it",
        "its commissioner Emil Varga, the head of the board and the chair of the council of both towns, argued",
    ],
)
def test_who_said_it_is_shown_with_what_was_said(speaker: str) -> None:
    """A card would end in "[…] said on 14 June", and nobody knew who did."""
    text = (
        f"{'The two towns share the fish of the bay, ' * 12}{speaker} while meeting pilots in Oldhaven on 14 June 2031."
    )
    at = text.index("14 June 2031")
    dating = Dating(PartialDate(2031, 6, 14), Derivation(HowKnown.PRINTED, "14 June 2031", 5 + at, 5 + at + 12))
    first, last = CardMaker().event(replace(_event(text), dating=dating)).passages[0].parts
    assert text.startswith(first)
    assert last.startswith(speaker)
    assert text.endswith(last)


def test_a_clause_bears_marks_for_the_rest_of_its_sentence() -> None:
    """A card would begin in lower case and end with a comma, as if the document printed that."""
    clause = replace(_event("being sworn in for a fifth term on 7 May,"), begins_inside=True, ends_inside=True)
    passage = CardMaker().event(clause).passages[0]
    assert passage.parts == ("", "being sworn in for a fifth term on 7 May", "")
    lines = render(Reply("", (CardMaker().event(clause),))).split("\n")
    assert "  […] being sworn in for a fifth term on 7 May […]" in [line.rstrip() for line in lines]


def test_citations_of_one_title_are_told_apart() -> None:
    """Three columns called "Opinion" would look like one document cited thrice."""
    make = CardMaker()
    rows = [replace(DOCUMENT, id=number, name=f"{number}.txt") for number in (1, 2, 1)]
    titles = [make.document_line(row).citations[0].title for row in rows]
    assert titles == ["Ferry", "Ferry (2.txt)", "Ferry"]


@pytest.mark.parametrize(
    ("rows", "differences"),
    [
        ([DOCUMENT, replace(DOCUMENT, title="Pier")], ["", ""]),
        ([DOCUMENT, replace(DOCUMENT, name="two.txt")], ["ferry.txt", "two.txt"]),
        ([DOCUMENT, replace(DOCUMENT, publisher="Courier")], ["publisher and date unknown", "Courier"]),
    ],
)
def test_equal_titles_in_a_list_are_told_apart(rows: list[DocumentRow], differences: list[str]) -> None:
    """A reader who is offered “Ferry or Ferry” could only guess."""
    assert apart(rows) == differences


@pytest.mark.parametrize(
    ("roles", "shown"),
    [
        (("His deputy", "the Minister of Transport"), ("Minister of Transport",)),
        (("her former student",), ("her former student",)),
        (("President", "Chinese President"), ("Chinese President",)),
    ],
)
def test_an_office_is_told_so_that_it_can_stand_alone(roles: tuple[str, ...], shown: tuple[str, ...]) -> None:
    """/who would call somebody "His deputy", and nobody knew whose."""
    assert offices(roles) == shown


@pytest.mark.parametrize("text", ["Short.", "x" * LONGEST_PASSAGE])
def test_what_fits_is_shown_whole(text: str) -> None:
    """An event that fits would bear a mark as if something were left out."""
    assert CardMaker().event(_event(text)).passages[0].parts == (text,)


@given(st.text(st.sampled_from("ab ,.;:–\n"), max_size=600), st.integers(0, 700))
def test_any_text_is_cut_within_bounds(text: str, at_least: int) -> None:
    """A card would be longer than the screen, or hide what it must show."""
    end = shown_length(text, at_least)
    assert min(at_least, len(text)) <= end <= min(len(text), max(LONGEST_PASSAGE, at_least))
    assert end > 0 or not text
