"""Statements built once for each shape of filters ask what statements built for each question ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import QuoteKind
from bot.model.archive import Period
from bot.store.asking import shapes
from bot.store.corpus import Corpus, Filters, open_corpus
from bot.store.engine.database import open_database
from bot.store.writing.write import ArchiveWriter
from tests.archives import PATIENT
from tests.builders import annotated, happened, said

HARBOUR = (
    "“The harbour opens again,” said Mira Kovach in Lindhaven.\n"
    "“The harbour bridge opens,” said Oto Brandl.\n"
    "Kovach said that the bridge stays closed.\n"
    "Brandl opened the bridge in Lindhaven on 16 May 2024."
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """Two documents that say nearly the same."""
    people = {"Mira Kovach": ("Kovach",), "Oto Brandl": ("Brandl",)}
    quotes = [
        said("The harbour opens again", who="Mira Kovach", on="2024-05-16"),
        said("The harbour bridge opens", who="Oto Brandl", on="2024-05"),
        said("the bridge stays closed", who="Mira Kovach", kind=QuoteKind.INDIRECT),
    ]
    events = [happened("opened the bridge", on="2024-05-16", who=("Oto Brandl",), place="Lindhaven")]
    path: Path = tmp_path_factory.mktemp("shapes") / "archive.db"
    with open_database(f"sqlite:///{path}", deadline=PATIENT) as database:
        for name, publisher in (("a.txt", "Lindhaven Post"), ("b.txt", "Norport Times")):
            ArchiveWriter(database).store_document(
                annotated(
                    name,
                    HARBOUR,
                    published="2024-05-17",
                    publisher=publisher,
                    people=people,
                    quotes=quotes,
                    events=events,
                )
            )
        yield open_corpus(database)


words = st.sampled_from(
    ("harbour", "opens", "the bridge", "harbour's bridge", "qzmark0", "2000000000", "!", "", "closed " * 20)
)
periods = st.builds(
    lambda first, days: Period(first, first + dt.timedelta(days), ""),
    st.dates(dt.date(2024, 4, 1), dt.date(2024, 6, 1)),
    st.integers(0, 400),
)

asked = st.builds(
    Filters,
    entity=st.none() | st.integers(1, 3),
    also=st.lists(st.integers(1, 3), max_size=2).map(tuple),
    period=st.none() | periods,
    words=st.lists(words, max_size=2).map(tuple),
    phrases=st.lists(words, max_size=2).map(tuple),
    without=st.lists(words, max_size=1).map(tuple),
    kind=st.none() | st.sampled_from(QuoteKind),
    publisher=st.none() | words | st.just("post"),
    place=st.none() | words | st.just("lindhaven"),
    unnamed=st.booleans(),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=asked)
def test_filters_of_one_shape_are_told_apart(corpus: Corpus, filters: Filters) -> None:
    """A question would be answered with what the one before it asked for, or with nothing."""
    answers = (corpus.quotes, corpus.events, corpus.sentences, corpus.mentions, corpus.documents, corpus.coverage)
    quickly = [answer(filters) for answer in answers]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shapes, "shape_of", lambda _: None)
        slowly = [answer(filters) for answer in answers]
    assert quickly == slowly


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=asked)
def test_what_is_counted_is_what_is_listed(corpus: Corpus, filters: Filters) -> None:
    """An answer would say another number than it can show, for instance because repeated words are counted twice."""
    for answer in (corpus.quotes, corpus.events, corpus.sentences, corpus.mentions, corpus.documents):
        assert answer(filters, 0, 1).total == len(answer(filters, 0, 50).rows)


def test_marks_hide_what_is_typed() -> None:
    """Statements would be built anew for each word, day and speaker, and fill the memory."""
    kovach = Filters(entity=3, words=("harbour",), period=Period(dt.date(2024, 5, 16), dt.date(2024, 5, 16), "16 May"))
    brandl = Filters(entity=4, words=("bridge",), period=Period(dt.date(2023, 1, 1), dt.date(2023, 12, 31), "2023"))
    one, other = shapes.shape_of(kovach), shapes.shape_of(brandl)
    assert one is not None
    assert other is not None
    assert one.filters == other.filters
    assert set(one.marks) == set(other.marks)
