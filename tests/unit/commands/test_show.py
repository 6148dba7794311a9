"""Cards of events: long clauses are shortened where a reader sees it, and stay the document's words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import Reply
from bot.chat.console_render import render
from bot.commands.show import CardMaker
from bot.commands.wording import LONGEST_PASSAGE, shown_length
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
