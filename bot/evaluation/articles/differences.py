"""An article and what was found in it, and where the two differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.evaluation.articles.labels import Article
from bot.model import Annotations, Span

_AROUND = 70


@dataclass(frozen=True, slots=True)
class Reading:
    """A labelled article and what an ingest finds in its text."""

    article: Article
    found: Annotations

    def differs(self, what: str, span: Span, expected: str, served: str) -> Difference:
        """A difference at ``span``, with the text around it."""
        text = self.article.text
        before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
        around = " ".join(f"{before}⟦{span.of(text)}⟧{after}".split())
        return Difference(self.article.doc_id, what, expected, served, around)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where an article's labels and what is served differ; ``around`` is the text with the place in ⟦ ⟧."""

    doc_id: str
    what: str
    expected: str
    served: str
    around: str


NOTHING = "nothing"


def one_to_one(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Map labels to what was served, by index: of ``pairs``, the best first, those whose two are both still free."""
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for label, served in pairs:
        if label not in matched and served not in taken:
            matched[label] = served
            taken.add(served)
    return matched


def percent(part: float, whole: float) -> float:
    """``part`` of ``whole`` in percent, 0 where there is no whole."""
    return 100 * part / whole if whole else 0.0


def f1(right: float, labelled: int, served: int) -> float:
    """The harmonic mean of precision and recall, in percent."""
    return percent(2 * right, labelled + served)
