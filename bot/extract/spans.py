"""Sets of spans that can be asked about a stretch of text without walking through all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from bot.model import Quote, QuoteKind, Span


class Spans:
    """Spans in order; overlapping ones are joined."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans: list[Span] = []
        for span in sorted(spans):
            if self._spans and span.start < self._spans[-1].end:
                self._spans[-1] = Span(self._spans[-1].start, max(span.end, self._spans[-1].end))
            else:
                self._spans.append(span)
        self._ends = [span.end for span in self._spans]

    def share(self, wanted: Span) -> float:
        """Return how much of ``wanted`` the spans cover, 0 to 1."""
        covered = 0
        index = bisect_left(self._ends, wanted.start + 1)
        while index < len(self._spans) and self._spans[index].start < wanted.end:
            covered += min(self._spans[index].end, wanted.end) - max(self._spans[index].start, wanted.start)
            index += 1
        return covered / (wanted.end - wanted.start) if wanted.end > wanted.start else 0.0


def spoken(quotes: Iterable[Quote]) -> Spans:
    """Return where somebody speaks in their own words: what they say there need not have happened."""
    return Spans(span for quote in quotes if quote.kind is QuoteKind.DIRECT for span in quote.spans)
