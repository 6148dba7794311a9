"""The day of a quote in other programs' data: what the document does not tell is not claimed."""

from __future__ import annotations

from bot.annotate import as_json
from bot.model import Annotations, Dating, Derivation, Document, HowKnown, PartialDate, Quote, QuoteKind, Span, Speaker

PRINTED = Dating(PartialDate(2031, 5, 16), Derivation(HowKnown.PRINTED, words="16 May 2031"))
TEXT = "“We sail,” she said."


def _why(said_on: Dating) -> str:
    quote = Quote((Span(1, 9),), QuoteKind.DIRECT, Speaker(), said_on=said_on)
    line = as_json(Annotations(Document("a", TEXT), PRINTED, quotes=(quote,)), "a")
    return str(line["quotes"][0]["said_on_why"])


def test_the_date_of_publication_is_called_that() -> None:
    """A reader of the data would take the day of publication for the day on which it was said."""
    assert _why(PRINTED) == 'day not told; the document\'s date: printed: "16 May 2031"'


def test_a_told_day_keeps_its_reason() -> None:
    """A day that the document does tell would look as if it were not told."""
    told = Dating(PartialDate(2031, 5, 14), Derivation(HowKnown.RESOLVED, "Wednesday", anchor=PartialDate(2031, 5, 16)))
    assert _why(told) == '"Wednesday", printed 16 May 2031'
    assert _why(Dating.unknown("no date")) == "date unknown; no date"
