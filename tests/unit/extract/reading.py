"""Reads a text as the pipeline does, for the tests of quotes."""

from __future__ import annotations

import datetime as dt

from bot.extract.names.table import NameTable, find_names
from bot.extract.page.blocks import find_blocks
from bot.extract.page.sentences import split_sentences
from bot.extract.quotes.find import find_quotes
from bot.extract.times.find import find_times
from bot.model import Dating, Derivation, Document, HowKnown, MarkedPhrase, PartialDate, Quote, QuoteKind

UNDATED = Dating.unknown("not stated")


def published(day: str) -> Dating:
    """A publication date as the print states it."""
    return Dating(PartialDate.of(dt.date.fromisoformat(day)), Derivation(HowKnown.PRINTED))


def names_of(text: str, aliases: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> NameTable:
    """The names of a text."""
    blocks = find_blocks(text)
    return find_names(Document("article", text, aliases=aliases), blocks, split_sentences(text, blocks))


def read(text: str, date: Dating = UNDATED) -> tuple[tuple[Quote, ...], tuple[MarkedPhrase, ...]]:
    """The quotes of a text, and the marked words that are nobody's."""
    blocks = find_blocks(text)
    sentences = split_sentences(text, blocks)
    names = find_names(Document("article", text), blocks, sentences)
    return find_quotes(text, blocks, sentences, names, find_times(text, blocks, sentences, date), date)


def marked(text: str) -> list[tuple[tuple[str, ...], str | None]]:
    """The direct and mixed quotes of a text: their words and who speaks."""
    quotes, _ = read(text)
    kept = [quote for quote in quotes if quote.kind is not QuoteKind.INDIRECT]
    return [(tuple(span.of(text) for span in quote.spans), quote.speaker.name) for quote in kept]


def speakers(text: str) -> list[str | None]:
    """The speakers of the direct and mixed quotes of a text, in order."""
    return [speaker for _, speaker in marked(text)]
