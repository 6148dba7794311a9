"""Invented articles of many styles: when they were published, what times they name, what happened when."""

from __future__ import annotations

from functools import cache

import pytest

from bot.extract.pipeline import annotate
from bot.model import Annotations, Document, Precision, Span
from tests.unit.extract.marked_articles import ARTICLES, Article


@cache
def _read(article: Article) -> Annotations:
    return annotate(Document(f"{article.name}.txt", article.text))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_publication_date_and_none_where_there_is_none(article: Article) -> None:
    """Every "yesterday" of the article would be a day off, or a copyright year would date it."""
    published = _read(article).published
    assert (published.date.iso if published.date else None) == article.published, published.derivation.explain()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_every_time_it_names(article: Article) -> None:
    """A date of the article would be missed, wrong, or made up."""
    open_to_taste = [mark for mark in article.times if not mark.type]
    expected = [(article.text[m.start : m.end], m.type, m.value) for m in article.times if m.type]
    found = [
        (time.span.of(article.text), time.type.value, time.value)
        for time in _read(article).times
        if not any(time.span.start < mark.end and mark.start < time.span.end for mark in open_to_taste)
    ]
    assert [(kind, value) for _, kind, value in found] == [(kind, value) for _, kind, value in expected]
    assert all(one in two or two in one for (one, *_), (two, *_) in zip(found, expected, strict=True))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_what_a_reader_would_list(article: Article) -> None:
    """/event would miss what happened on a day that the article gives."""
    events = [event for event in _read(article).events if event.dating.precision is Precision.DAY]
    for told in article.events:
        start = article.text.index(told.words)
        span = Span(start, start + len(told.words))
        days = {event.dating.date.iso for event in events if event.dating.date and event.span.overlaps(span)}
        assert told.date in days, told.words


def test_few_events_beyond_what_a_reader_would_list() -> None:
    """/event would bury what happened under what nobody would list."""
    listed = hit = 0
    for article in ARTICLES:
        wanted = [(told.date, article.text.index(told.words), len(told.words)) for told in article.events]
        for event in _read(article).events:
            if event.dating.date and event.dating.precision is Precision.DAY:
                listed += 1
                hit += any(
                    event.dating.date.iso == date and event.span.overlaps(Span(start, start + length))
                    for date, start, length in wanted
                )
    assert hit >= 0.8 * listed
