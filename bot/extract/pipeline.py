"""The order in which the annotations of a document are found."""

from __future__ import annotations

from bot.extract.events.find import find_events
from bot.extract.events.salience import LISTED
from bot.extract.names.table import find_names
from bot.extract.page.blocks import find_blocks
from bot.extract.page.published import find_published
from bot.extract.page.sentences import split_sentences
from bot.extract.quotes.doubled import serve_once
from bot.extract.quotes.find import find_quotes
from bot.extract.summary import summarise
from bot.extract.times.find import find_times
from bot.model import Annotations, Document


def annotate(document: Document) -> Annotations:
    """Return everything that can be found in ``document``. Deterministic; linear in the length of the text."""
    blocks = document.blocks or find_blocks(document.text)
    sentences = split_sentences(document.text, blocks)
    furniture = find_published(document, blocks)
    times = find_times(document.text, blocks, sentences, furniture.published)
    names = find_names(document, blocks, sentences)
    quotes, phrases = find_quotes(document.text, blocks, sentences, names, times, furniture.published, furniture.author)
    events = find_events(document.text, blocks, sentences, names, times, quotes, furniture.published)
    summary = summarise(document.text, blocks, sentences, names, quotes, events)
    return Annotations(
        document=document,
        published=furniture.published,
        title=furniture.title,
        publisher=furniture.publisher,
        author=furniture.author,
        blocks=blocks,
        sentences=sentences,
        entities=names.entities,
        times=times,
        quotes=serve_once(quotes),
        phrases=phrases,
        events=tuple(event for event in events if event.salience >= LISTED),
        background=tuple(event for event in events if event.salience < LISTED),
        summary=summary,
        conflicts=furniture.conflicts,
    )
