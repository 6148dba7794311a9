"""/context: a quote, an event or a stretch of text in its paragraph, highlighted. What "In context" buttons call."""

from __future__ import annotations

from bot.cards import Card, Reply
from bot.commands.command import Invocation
from bot.commands.show import CardMaker
from bot.commands.spoken import Spoken
from bot.commands.wording import KIND_WORDS, joined, reason, when
from bot.errors import UsageError
from bot.model import Span
from bot.model.archive import EventRow, QuoteRow
from bot.store.corpus import Corpus

_GONE = "That is no longer in the archive: its document was changed or removed. Ask again for what there is now."


def context(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer with the paragraph around a quote, an event, or the given stretch of a document."""
    numbers = {name: int(value) for name, value in invocation.arguments.items()}
    if "quote" in numbers:
        return _of_quote(corpus.quote(numbers["quote"]), corpus)
    if "event" in numbers:
        return _of_event(corpus.event(numbers["event"]), corpus)
    if {"document", "start", "end"} <= numbers.keys():
        return _of_stretch(numbers["document"], Span(numbers["start"], numbers["end"]), corpus)
    raise UsageError(
        "/context needs a quote, an event, or a document with start and end. For example: /context quote:12"
    )


def _of_quote(row: QuoteRow | None, corpus: Corpus) -> Reply:
    if row is None:
        raise UsageError(_GONE)
    paragraph = corpus.paragraph(row.document.id, row.spans[0].start, row.spans[-1].end)
    said = CardMaker().quote(Spoken(row))
    card = CardMaker().paragraph(paragraph, row.spans, said.body, quote_id=row.id)
    heading = joined((said.title, said.subtitle, KIND_WORDS[row.kind]))
    return _reply(heading, card)


def _of_event(row: EventRow | None, corpus: Corpus) -> Reply:
    if row is None:
        raise UsageError(_GONE)
    paragraph = corpus.paragraph(row.document.id, row.span.start, row.span.end)
    card = CardMaker().paragraph(paragraph, (row.span,), reason(row.dating), event_id=row.id)
    return _reply(joined((when(row.dating), row.place or "", "planned" if row.planned else "")), card)


def _of_stretch(document: int, span: Span, corpus: Corpus) -> Reply:
    if corpus.document(document) is None or not 0 <= span.start < span.end <= len(corpus.text(document)):
        raise UsageError(_GONE)
    return _reply("", CardMaker().paragraph(corpus.paragraph(document, *span), (span,), ""))


def _reply(heading: str, card: Card) -> Reply:
    return Reply(heading=heading, cards=(card,))
