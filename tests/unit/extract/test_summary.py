"""Summaries: whole sentences that can stand alone."""

from __future__ import annotations

import pytest

from bot.extract.pipeline import annotate
from bot.model import Document

ARTICLE = """Ferry stops at night

The ferry operator Nordlinje suspended all night crossings to Tarsk on Tuesday after a storm damaged two piers.

He added that repairs would take three weeks and that the crane was broken, too.

“We will repair the piers and the crane as soon as the weather allows it, and we will not sell,” she said.

The ferry operator Nordlinje suspended all night crossings to Tarsk after a storm damaged two piers on Tuesday.

The port authority of Tarsk said that 2,100 passengers had to wait for the morning ferry.

A wave broke a window of the ferry Maud on its way to Tarsk, but none of the passengers were hurt.

It was the worst storm in years."""


def summary_of(text: str) -> list[str]:
    """The sentences of the summary."""
    return [span.of(text) for span in annotate(Document("a.txt", text)).summary]


def test_sentences_are_verbatim_in_order_and_few() -> None:
    """A summary would be long, shuffled or not what is printed."""
    summary = summary_of(ARTICLE)
    assert 1 <= len(summary) <= 3
    assert [ARTICLE.index(sentence) for sentence in summary] == sorted(ARTICLE.index(s) for s in summary)
    assert summary[0].startswith("The ferry operator Nordlinje suspended")


def test_no_sentence_leans_on_its_neighbour() -> None:
    """A summary would say "He added" without saying who."""
    assert not any(sentence.startswith(("He ", "It ", "“We")) for sentence in summary_of(ARTICLE))


def test_no_sentence_points_to_what_was_said_before() -> None:
    """A summary would say "on this matter" without saying which."""
    leaning = "Mara Holt of the port authority of Tarsk supported Davit Orlu on this matter on Tuesday."
    opening = "After that, Mara Holt of the port authority of Tarsk met Davit Orlu on Tuesday."
    plain = "Mara Holt of the port authority of Tarsk met Davit Orlu this week."
    assert summary_of(f"{leaning}\n\n{opening}\n\n{plain}") == [plain]


def test_nothing_is_said_twice() -> None:
    """A summary would waste a line on what it has said."""
    assert sum("suspended all night crossings" in sentence for sentence in summary_of(ARTICLE)) == 1


def test_who_says_something_comes_before_what_merely_comes_first() -> None:
    """A reader would get the furniture of the story and miss whose words it is about."""
    asides = (
        "A gull sat on the quay wall for most of the cold morning.",
        "Rain fell on the empty benches along the old promenade.",
        "Several lamps stayed dark between the market and the slip.",
        "Fresh paint covered the railings beside the ticket booth.",
    )
    said = "Harbour master Ilse Torvald said the piers were “beyond repair” and the crane was lost."
    assert said in summary_of("\n\n".join((*asides, said)))


@pytest.mark.parametrize("opening", ["''We will repair the piers in three weeks,''", "``We will repair the piers,''"])
def test_marks_of_two_strokes_are_marks(opening: str) -> None:
    """Old wires type quotation marks as two strokes: a summary would open with "We", or end inside a quotation."""
    torn = "''This is no repair of a pier,'' said Ilse Torvald, master of the harbour at Tarsk. ''It is patchwork."
    text = f"{opening} said Ilse Torvald of Tarsk.\n\n{torn}\n\nThe ferry Maud reached the port of Tarsk on Tuesday."
    assert summary_of(text) == ["The ferry Maud reached the port of Tarsk on Tuesday."]


@pytest.mark.parametrize("text", ["", "Ferry stops at night", "He left.\n\nShe stayed.", "?!"])
def test_a_text_that_has_nothing_to_tell(text: str) -> None:
    """A short file would end the ingest, or be summed up by half a sentence."""
    assert summary_of(text) == []
