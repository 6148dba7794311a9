"""Paraphrases that hold words in marks of the same speaker: one act of speech, served once, as partly quoted. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.model import Quote, QuoteKind, Span


def serve_once(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Return the quotes, no paraphrase ``stated`` that a quote of its speaker lies in or overlaps.

    The card of that quote shows the whole sentence. Every quote stays annotated.
    """
    marked: dict[str, list[Span]] = {}
    for quote in quotes:
        if quote.kind is not QuoteKind.INDIRECT and quote.speaker.name is not None:
            marked.setdefault(quote.speaker.name, []).extend(quote.spans)
    told: dict[str, list[Span]] = {}
    for quote in quotes:
        if quote.kind is QuoteKind.INDIRECT and quote.stated and quote.speaker.name in marked:
            told.setdefault(quote.speaker.name, []).extend(quote.spans)
    doubled = {(name, span) for name, spans in told.items() for span in _touched(spans, marked[name])}
    return tuple(
        replace(quote, stated=False)
        if quote.kind is QuoteKind.INDIRECT and any((quote.speaker.name, span) in doubled for span in quote.spans)
        else quote
        for quote in quotes
    )


def _touched(spans: Iterable[Span], others: Iterable[Span]) -> Iterable[Span]:
    """Yield the spans that overlap any of the others. Neither overlap among themselves, so one pass finds them."""
    rest = sorted(others)
    position = 0
    for span in sorted(spans):
        while position < len(rest) and rest[position].end <= span.start:
            position += 1
        if position < len(rest) and rest[position].start < span.end:
            yield span
