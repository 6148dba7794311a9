"""Whole invented articles as training: who says each marked span of them, by the name that a reader is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.evaluation.articles.labels import Article, QuoteLabel, article_files, read_articles
from bot.evaluation.articles.speakers import same_speaker
from bot.evaluation.training.groups import Group, view_of
from bot.extract.attribution.features import pair_features
from bot.extract.attribution.mark_context import MarkContext, window
from bot.extract.attribution.nobody_features import none_features
from bot.extract.attribution.resolve import Resolver
from bot.extract.attribution.view import Candidate
from bot.model import Span

HELD_OUT = frozenset({"F", "M", "T", "V"})
"""Sets that nothing is trained on and whose errors nobody reads."""
OWN = 1.5
"""A marked span of an invented article weighs as much as so many of PolNeAR; 1 and 8 do less on sets left out."""
_MOST, _HALF = 0.8, 0.5


def own_sets(folder: Path) -> dict[str, tuple[Article, ...]]:
    """Return the labelled articles of a folder by the name of their set, without the sets held out."""
    return {path.stem: read_articles(path) for path in article_files(folder) if path.stem not in HELD_OUT}


def label_of(article: Article, span: Span) -> QuoteLabel | bool | None:
    """Return the labelled quote that ``span`` is a part of; True where it is labelled as nobody's; else None."""
    length = span.end - span.start
    for label in article.not_quotes:
        if _shared(span, label.span) > _HALF * length:
            return True
    for quote in article.quotes:
        for part in quote.spans:
            if _shared(span, part) >= _MOST * (max(span.end, part.end) - min(span.start, part.start)):
                return quote
    return None


def _shared(one: Span, two: Span) -> int:
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def own_groups(article: Article) -> Iterator[Group]:
    """Yield the marked spans of an article as training groups.

    A mention is right where it resolves to the labelled speaker; the nearest right one is who said the span before.
    """
    text = article.text
    view, names = view_of(text)
    resolver = Resolver(view, names)
    previous: Candidate | None = None
    first = 0
    for number, mark in enumerate(view.marks):
        candidates, first = window(view, number, first, previous)
        label = label_of(article, mark.span)
        if label is None or (isinstance(label, QuoteLabel) and not label.speaker):
            continue
        right = [isinstance(label, QuoteLabel) and _is(label, resolver, candidate) for candidate in candidates]
        if label is not True and not any(right):
            continue
        context = MarkContext(view, number, previous, text)
        choices = [none_features(context, text)] + [pair_features(context, candidate) for candidate in candidates]
        yield Group(choices, [label is True, *right], OWN)
        item = view.mark_items[number]
        hits = [candidate for candidate, hit in zip(candidates, right, strict=True) if hit]
        nearest = min(hits, key=lambda candidate: abs(candidate.item - item), default=None)
        resolver.spoke(nearest)
        previous = nearest or previous


def _is(label: QuoteLabel, resolver: Resolver, candidate: Candidate) -> bool:
    name = resolver.identity(candidate).name
    return same_speaker(label.speaker, name, person=label.speaker_type == "person")
