"""The promise that what is served is a slice of a stored document, checked when it is stored and when it is served."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from bot.errors import SourceChangedError
from bot.model import Annotations, Span

_log = logging.getLogger(__name__)


def verify(annotations: Annotations) -> None:
    """Raise SourceChangedError where a span that would be served does not lie in the document's text."""
    name, text = annotations.document.name, annotations.document.text
    for quote in annotations.quotes:
        _check(name, text, "quote", quote.spans)
        if any(one.end > other.start for one, other in zip(quote.spans, quote.spans[1:], strict=False)):
            raise SourceChangedError(f"{name}: the parts of a quote are not in order ({_show(quote.spans)}).")
    for event in annotations.events:
        _check(name, text, "event", (event.span,))
        _check(name, text, "event's evidence", event.evidence, needed=False)
    _check(name, text, "sentence", (sentence.span for sentence in annotations.sentences), needed=False)
    _check(name, text, "summary", annotations.summary, needed=False)


def is_verbatim(text: str, spans: Sequence[Span], parts: Sequence[str], what: str) -> bool:
    """Tell whether ``parts`` are still what ``spans`` slice from ``text``; logs ``what`` where they are not."""
    same = [span.of(text) for span in spans] == list(parts)
    if not same:
        _log.error("%s is not served: the stored text does not have its words at %s", what, _show(spans))
    return same


def _check(name: str, text: str, what: str, spans: Iterable[Span], *, needed: bool = True) -> None:
    spans = tuple(spans)
    if needed and not spans:
        raise SourceChangedError(f"{name}: a {what} has no place in the text.")
    for span in spans:
        if not 0 <= span.start < span.end <= len(text):
            raise SourceChangedError(f"{name}: a {what} points outside of the text ({_show([span])} of {len(text)}).")


def _show(spans: Iterable[Span]) -> str:
    return ", ".join(f"{span.start}-{span.end}" for span in spans)
