"""The quotes of the seed documents, held against the hand-made gold beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.extract.names.table import find_names
from bot.extract.page.blocks import find_blocks
from bot.extract.page.sentences import split_sentences
from bot.extract.quotes.find import find_quotes
from bot.extract.times.find import find_times
from bot.model import Dating, Derivation, Document, HowKnown, MarkedPhrase, PartialDate, Quote, QuoteKind, Span

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT.parent / "shared" / "gold" / "seeds.json"
LOADED: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
DOCUMENTS: list[dict[str, Any]] = LOADED["documents"]


def published(gold: dict[str, Any], *, curated: bool) -> Dating:
    """The publication date that the gold states, the curator's only where asked for."""
    stated = gold["published"] or (gold["published_curated"] if curated else None)
    if stated is None:
        return Dating.unknown("not stated")
    return Dating(PartialDate.parse(stated), Derivation(HowKnown.CURATED if curated else HowKnown.PRINTED))


def read(gold: dict[str, Any], *, curated: bool) -> tuple[str, tuple[Quote, ...], tuple[MarkedPhrase, ...]]:
    """The text of a seed document and what is found in it."""
    text = (ROOT / "seeds" / gold["document"]).read_text(encoding="utf-8")
    blocks = find_blocks(text)
    sentences = split_sentences(text, blocks)
    date = published(gold, curated=curated)
    times = find_times(text, blocks, sentences, date)
    names = find_names(Document(gold["document"], text), blocks, sentences)
    return text, *find_quotes(text, blocks, sentences, names, times, date)


def spellings(name: str) -> set[str]:
    """The names under which a speaker of the gold is right."""
    return {name, *LOADED["aliases"].get(name, [])}


@pytest.fixture(params=DOCUMENTS, ids=lambda gold: gold["document"])
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    """One document of the gold."""
    found: dict[str, Any] = request.param
    return found


@pytest.mark.parametrize("curated", [True, False], ids=["curated", "bare"])
def test_every_quote_has_its_spans_kind_and_speaker(gold: dict[str, Any], curated: bool) -> None:
    """A reader would be served a quote cut wrongly, of the wrong kind, or put into another's mouth."""
    _, quotes, _ = read(gold, curated=curated)
    found = {tuple(tuple(span) for span in quote.spans): quote for quote in quotes}
    for wanted in gold["quotes"]:
        quote = found.get(tuple(tuple(span) for span in wanted["spans"]))
        assert quote is not None, wanted
        assert quote.kind.value == wanted["kind"], wanted
        assert any(quote.speaker.name in spellings(name) for name in wanted["speaker"]), (wanted, quote.speaker)


@pytest.mark.parametrize("curated", [True, False], ids=["curated", "bare"])
def test_nothing_else_in_marks_is_served(gold: dict[str, Any], curated: bool) -> None:
    """A scare quote, or words nobody said, would be served as somebody's quote."""
    _, quotes, _ = read(gold, curated=curated)
    allowed = {tuple(span) for entry in gold["quotes"] + gold["either"] for span in entry["spans"]}
    marked = {tuple(span) for quote in quotes if quote.kind is not QuoteKind.INDIRECT for span in quote.spans}
    assert marked <= allowed


def test_words_of_nobody_are_kept_as_phrases(gold: dict[str, Any]) -> None:
    """Scare quotes and nested words could no longer be searched for."""
    _, _, phrases = read(gold, curated=True)
    kept = {tuple(phrase.span) for phrase in phrases}
    assert {tuple(span) for entry in gold["not_quotes"] for span in entry["spans"]} <= kept


@pytest.mark.parametrize("curated", [True, False], ids=["curated", "bare"])
def test_indirect_speech_is_found_with_its_speaker(gold: dict[str, Any], curated: bool) -> None:
    """What somebody is reported to have said would be missing, or another's."""
    _, quotes, _ = read(gold, curated=curated)
    indirect = [quote for quote in quotes if quote.kind is QuoteKind.INDIRECT]
    for wanted in gold["indirect"]:
        span = Span(*wanted["span"])
        over = [quote for quote in indirect if quote.spans[0].contains(Span(span.start + 5, span.end))]
        assert any(quote.speaker.name in spellings(wanted["speaker"]) for quote in over), wanted
