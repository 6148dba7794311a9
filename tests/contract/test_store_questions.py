"""What every archive answers: filters alone and together, order, pages, dates known in part, identical words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.model import EntityKind, PartialDate, QuoteKind, Span
from bot.model.archive import Period
from bot.store.corpus import Corpus, Filters, open_corpus
from bot.store.engine.database import Database
from bot.store.writing.write import ArchiveWriter
from tests.archives import KINDS, open_archive
from tests.builders import annotated, happened, said

HARBOUR = (
    "Lindhaven\n"
    "“We will rebuild the harbour bridges,” said Mira Kovach.\n"
    "Kovach said that rebuilding takes a year.\n"
    "Kovach and Oto Brandl signed a joint statement in Lindhaven on 16 May 2024."
)
FLEET = (
    "Brandl, in Norport, spoke of a “fleet without harbours”.\n"
    "“We will rebuild the harbour bridges!” Kovach had said in May 2024.\n"
    "The fleet sailed in 2023. A parade is planned for 16 May 2025."
)
UNDATED = "“Nobody knows when,” said Ana Kovach. Statements, joint or not, were made."


@pytest.fixture(params=KINDS, scope="module")
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An archive of three documents in each kind of database."""
    with open_archive(request.param, tmp_path_factory.mktemp("archive")) as opened:
        fill(ArchiveWriter(opened))
        yield opened


@pytest.fixture(scope="module")
def corpus(filled: Database) -> Corpus:
    """The questions to it."""
    return open_corpus(filled)


def fill(writer: ArchiveWriter) -> None:
    """Store the three documents: numbers 1, 2 and 3."""
    mira, oto = "Mira Kovach", "Oto Brandl"
    writer.store_document(
        annotated(
            "2024/harbour.txt",
            HARBOUR,
            published="2024-05-17",
            title="Bridges to be rebuilt",
            publisher="The Lindhaven Post",
            people={mira: ("Kovach",), oto: ()},
            others={"Lindhaven": EntityKind.PLACE},
            roles={mira: "mayor"},
            quotes=[
                said("We will rebuild the harbour bridges", who=mira, on="2024-05-16"),
                said("rebuilding takes a year", who=mira, on="2024-05-16", kind=QuoteKind.INDIRECT),
            ],
            events=[happened("signed a joint statement", on="2024-05-16", who=(mira, oto), place="Lindhaven")],
            times={"16 May 2024": "2024-05-16"},
            summary=["Kovach said that rebuilding takes a year."],
            conflicts=["The page says 18 May 2024, the curator 17 May 2024."],
        )
    )
    writer.store_document(
        annotated(
            "2025/fleet.txt",
            FLEET,
            published="2025-02",
            title="A fleet without harbours",
            publisher="Norport Times",
            people={oto: ("Brandl",), mira: ("Kovach",)},
            others={"Norport": EntityKind.PLACE},
            quotes=[
                said("fleet without harbours", who=oto, on="2025-02-03", kind=QuoteKind.MIXED),
                said("We will rebuild the harbour bridges!", who=mira, on="2024-05"),
            ],
            events=[
                happened("The fleet sailed", on="2023"),
                happened("A parade is planned", on="2025-05-16", planned=True),
            ],
            times={"May 2024": "2024-05", "2023": "2023", "16 May 2025": "2025-05-16"},
        )
    )
    writer.store_document(
        annotated(
            "undated.txt",
            UNDATED,
            people={"Ana Kovach": ()},
            quotes=[said("Nobody knows when", who="Ana Kovach")],
            events=[happened("Statements, joint or not, were made")],
        )
    )


def period(first: str, last: str | None = None) -> Period:
    """From the first day of one ISO date to the last of another."""
    return Period(PartialDate.parse(first).first, PartialDate.parse(last or first).last, first)


def who(corpus: Corpus, name: str) -> int:
    """The id of the entity with this name."""
    (match,) = (one for one in corpus.find_entities(name) if one.entity.name == name)
    return match.entity.id


@pytest.mark.parametrize(
    ("speaker", "filters", "expected"),
    [
        (None, Filters(), ["fleet", "We", "rebuilding", "Nobody"]),
        ("Mira Kovach", Filters(), ["We", "rebuilding"]),
        ("Ana Kovach", Filters(), ["Nobody"]),
        ("Mira Kovach", Filters(words=("rebuilds",)), ["We", "rebuilding"]),
        ("Mira Kovach", Filters(words=("rebuild", "harbours")), ["We"]),
        ("Oto Brandl", Filters(words=("rebuild",)), []),
        (None, Filters(words=("harbour",)), ["fleet", "We"]),
        (None, Filters(phrases=("harbour bridges",)), ["We"]),
        (None, Filters(phrases=("harbour bridge",)), []),
        (None, Filters(phrases=("without harbours", "fleet")), ["fleet"]),
        (None, Filters(without=("harbour",)), ["rebuilding", "Nobody"]),
        (None, Filters(without=("the harbour",)), ["fleet", "rebuilding", "Nobody"]),
        (None, Filters(words=("harbour",), without=("fleets",)), ["We"]),
        (None, Filters(kind=QuoteKind.MIXED), ["fleet"]),
        (None, Filters(kind=QuoteKind.INDIRECT, words=("year",)), ["rebuilding"]),
        (None, Filters(publisher="lindhaven post"), ["We", "rebuilding"]),
        (None, Filters(publisher="Norport Times"), ["fleet", "We"]),
        (None, Filters(publisher="Nowhere"), []),
        (None, Filters(publisher="—"), []),
        (None, Filters(place="—"), []),
        (None, Filters(place="norport"), ["fleet"]),
        (None, Filters(period=period("2024")), ["We", "rebuilding"]),
        (None, Filters(period=period("2024-05")), ["We", "rebuilding"]),
        (None, Filters(period=period("2024-05-16")), ["We", "rebuilding"]),
        (None, Filters(period=period("2024-05-16"), publisher="Norport Times"), []),
        (None, Filters(period=period("2024-05"), publisher="Norport Times"), ["We"]),
        (None, Filters(period=period("1850")), []),
        ("Mira Kovach", Filters(words=("bridge",), period=period("2024"), kind=QuoteKind.DIRECT), ["We"]),
        ("Mira Kovach", Filters(words=("bridge",), period=period("2025")), []),
        (None, Filters(words=("“—”",)), []),
        (None, Filters(words=("“—”", "fleet")), ["fleet"]),
    ],
)
def test_quotes(corpus: Corpus, speaker: str | None, filters: Filters, expected: list[str]) -> None:
    """Each part of a question limits the answer, alone and with the others; newest first, undated last."""
    if speaker:
        filters = replace(filters, entity=who(corpus, speaker))
    results = corpus.quotes(filters, limit=10)
    assert [row.parts[0].split()[0] for row in results.rows] == expected
    assert results.total == len(expected)


def test_identical_words_are_shown_once_with_all_sources(corpus: Corpus) -> None:
    """One statement printed by two papers is one answer that names both; the fuller date leads."""
    (quote,) = corpus.quotes(Filters(phrases=("harbour bridges",))).rows
    assert quote.said_on.date == PartialDate(2024, 5, 16)
    assert quote.document.publisher == "The Lindhaven Post"
    assert [document.publisher for document in quote.also_in] == ["Norport Times"]
    (other,) = corpus.quotes(Filters(phrases=("harbour bridges",), publisher="Norport")).rows
    assert [document.publisher for document in other.also_in] == ["The Lindhaven Post"]
    assert len(list(corpus.all_quotes())) == 5


def test_a_quote_knows_its_sentence(corpus: Corpus) -> None:
    """In context, a reader sees the words around a quote, not the quote alone."""
    (quote,) = corpus.quotes(Filters(kind=QuoteKind.INDIRECT)).rows
    assert quote.context == "Kovach said that rebuilding takes a year."
    assert quote.sentence.of(HARBOUR) == quote.context
    assert [span.of(HARBOUR) for span in quote.spans] == list(quote.parts)
    assert corpus.quote(quote.id) == quote
    assert corpus.quote(10**9) is None


def test_pages(corpus: Corpus) -> None:
    """Turning the page shows each quote once, and the total stays the same."""
    every = corpus.quotes(Filters(), limit=10).rows
    pages = [corpus.quotes(Filters(), offset, 2) for offset in (0, 2, 4)]
    assert [row for page in pages for row in page.rows] == list(every)
    assert {page.total for page in pages} == {4}
    assert [page.offset for page in pages] == [0, 2, 4]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (
            Filters(),
            [
                "A parade is planned",
                "signed a joint statement",
                "The fleet sailed",
                "Statements, joint or not, were made",
            ],
        ),
        (Filters(period=period("2023")), ["The fleet sailed"]),
        (Filters(period=period("2023-07")), []),
        (Filters(period=period("2023", "2024")), ["signed a joint statement", "The fleet sailed"]),
        (Filters(words=("statement",)), ["signed a joint statement", "Statements, joint or not, were made"]),
        (Filters(phrases=("joint statement",)), ["signed a joint statement"]),
        (Filters(words=("Brandl",)), ["signed a joint statement"]),
        (Filters(place="Lindhaven"), ["signed a joint statement"]),
        (Filters(place="—"), []),
        (Filters(publisher="norport"), ["A parade is planned", "The fleet sailed"]),
        (Filters(publisher="norport", period=period("2025"), words=("parade",)), ["A parade is planned"]),
    ],
)
def test_events(corpus: Corpus, filters: Filters, expected: list[str]) -> None:
    """What happened in 2023 lies in 2023, not in July 2023; words are looked for in the whole sentence."""
    results = corpus.events(filters, limit=10)
    assert [row.text for row in results.rows] == expected
    assert results.total == len(expected)


def test_an_event_names_who_took_part(corpus: Corpus) -> None:
    """An event is found by each participant, under the names that the archive gives them."""
    (event,) = corpus.events(Filters(entity=who(corpus, "Oto Brandl"))).rows
    assert event.participants == ("Mira Kovach", "Oto Brandl")
    assert (event.place, event.planned) == ("Lindhaven", False)
    assert corpus.event(event.id) == event
    assert corpus.event(10**9) is None


def test_on_this_day(corpus: Corpus) -> None:
    """The day's events of all years, oldest first; what is known to the month or year has no day."""
    assert [event.dating.date for event in corpus.on_this_day(5, 16)] == [
        PartialDate(2024, 5, 16),
        PartialDate(2025, 5, 16),
    ]
    assert corpus.on_this_day(1, 1) == ()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["2025-05-16", "2024-05-16", "2024-05", "2023"]),
        (Filters(period=period("2024-05-16")), ["2024-05-16"]),
        (Filters(period=period("2024-05")), ["2024-05-16", "2024-05"]),
        (Filters(words=("parades",)), ["2025-05-16"]),
        (Filters(words=("sailed",), period=period("2024")), []),
        (Filters(publisher="lindhaven"), ["2024-05-16"]),
        (Filters(place="Lindhaven"), ["2024-05-16"]),
        (Filters(words=("…",)), []),
    ],
)
def test_mentions(corpus: Corpus, filters: Filters, expected: list[str]) -> None:
    """The days that documents name are found by the day, by the words around it, and by both."""
    results = corpus.mentions(filters, limit=10)
    assert [row.dating.date.iso for row in results.rows if row.dating.date] == expected
    assert results.total == len(expected)
    assert all(row.dating.derivation.words in row.text for row in results.rows if row.dating.derivation.words)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(words=("fleet",)), [2, 2]),
        (Filters(words=("harbour",)), [2, 2, 1]),
        (Filters(words=("statement",)), [1, 3]),
        (Filters(words=("harbour",), period=period("2024")), [1]),
        (Filters(words=("harbour",), period=period("2025-02-01")), []),
        (Filters(words=("harbour",), publisher="lindhaven"), [1]),
        (Filters(words=("fleet",), place="Norport"), [2]),
        (Filters(phrases=("joint statement",)), [1]),
    ],
)
def test_sentences(corpus: Corpus, filters: Filters, expected: list[int]) -> None:
    """Sentences come from the newest document first, as they are printed."""
    results = corpus.sentences(filters, limit=10)
    assert [row.document.id for row in results.rows] == expected
    assert results.total == len(expected)
    assert all(row.text == row.span.of(corpus.text(row.document.id)) for row in results.rows)


def test_sentences_that_name_somebody(corpus: Corpus) -> None:
    """A search for a person's sentences finds those that name the person, by any form of the name."""
    found = corpus.sentences(Filters(entity=who(corpus, "Oto Brandl")), limit=10)
    assert [row.text.split()[0] for row in found.rows] == ["Brandl,", "Kovach"]
    assert corpus.mentions(Filters(entity=who(corpus, "Oto Brandl"))).total == 1


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), [2, 1, 3]),
        (Filters(period=period("2025")), [2]),
        (Filters(publisher="post"), [1]),
        (Filters(words=("fleet",)), [2]),
        (Filters(words=("rebuilding", "statement")), [1]),
        (Filters(without=("fleet",)), [1, 3]),
        (Filters(kind=QuoteKind.MIXED), [2]),
        (Filters(place="Norport"), [2]),
        (Filters(words=("…",)), []),
    ],
)
def test_documents(corpus: Corpus, filters: Filters, expected: list[int]) -> None:
    """Documents are listed newest first, undated last."""
    results = corpus.documents(filters)
    assert [row.id for row in results.rows] == expected
    assert results.total == len(expected)
    assert corpus.documents(Filters(entity=who(corpus, "Ana Kovach"))).total == 1


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2", [2]),
        ("#2", [2]),
        ("fleet.txt", [2]),
        ("2024/harbour.txt", [1]),
        ("bridges rebuilt", [1]),
        ("BRIDG", [1]),
        ("untitled: nobody", [3]),
        ("FLEET.TXT", [2]),
        ("norport bridges", []),
        ("a\0b", []),
        ("norport", [2]),
        ("A flet without harbors", [2]),
        ("99", []),
        ("…", []),
        ("", []),
    ],
)
def test_find_documents(corpus: Corpus, typed: str, expected: list[int]) -> None:
    """A document is found by its number, file, title, publisher, and with a typo."""
    assert [row.id for row in corpus.find_documents(typed).rows] == expected


def test_one_document(corpus: Corpus) -> None:
    """A document is shown with its summary and with what curator and print disagree on; without a title by its file."""
    document = corpus.document(1)
    assert document is not None
    assert document.summary == ("Kovach said that rebuilding takes a year.",)
    assert document.conflicts == ("The page says 18 May 2024, the curator 17 May 2024.",)
    untitled = corpus.document(3)
    assert untitled is not None
    assert (untitled.title, untitled.published.date) == ("untitled: “Nobody knows when,” said Ana Kovach. …", None)
    assert corpus.document(99) is None
    assert corpus.text(1) == HARBOUR
    with pytest.raises(StoreError, match="no document 99"):
        corpus.text(99)


@pytest.mark.parametrize(("start", "end"), [(10, 20), (0, len(FLEET)), (-5, 10**6), (3, 3)])
def test_paragraph(corpus: Corpus, start: int, end: int) -> None:
    """In context, a reader sees whole paragraphs with the words in question marked, whatever place is asked for."""
    paragraph = corpus.paragraph(2, start, end)
    assert paragraph.text == paragraph.span.of(FLEET)
    assert paragraph.text.split("\n")[0] in FLEET.split("\n")
    for mark in paragraph.highlights:
        assert mark.of(paragraph.text) == FLEET[max(0, start) : end]


def test_paragraph_of_the_second_line(corpus: Corpus) -> None:
    """The paragraph is the one around the quote, not the first one."""
    start = FLEET.index("harbour bridges")
    paragraph = corpus.paragraph(2, start, start + 7)
    assert paragraph.text == FLEET.split("\n")[1]
    assert [mark.of(paragraph.text) for mark in paragraph.highlights] == ["harbour"]


def test_who_is_who(corpus: Corpus) -> None:
    """A person's card counts what the archive holds, identical words once, and says between which dates."""
    entity = corpus.entity(who(corpus, "Mira Kovach"))
    assert entity.aliases == ("Kovach",)
    assert entity.roles == ("mayor",)
    assert (entity.direct, entity.mixed, entity.indirect) == (1, 0, 1)
    assert (entity.documents, entity.events) == (2, 1)
    assert entity.first == PartialDate(2024, 5)
    assert entity.last == PartialDate(2024, 5, 16)
    assert [match.entity.name for match in corpus.find_entities("Kovach")] == ["Mira Kovach", "Ana Kovach"]
    with pytest.raises(StoreError, match="any more"):
        corpus.entity(10**9)


def test_speakers(corpus: Corpus) -> None:
    """Completion offers those who say something, most first: no places, nobody who is only named."""
    assert [entity.name for entity in corpus.speakers()] == ["Mira Kovach", "Ana Kovach", "Oto Brandl"]
    assert [entity.name for entity in corpus.speakers("bra")] == ["Oto Brandl"]
    assert corpus.nearest_names("Kovatch Mirra")[0] == "Mira Kovach"


def test_stats(corpus: Corpus) -> None:
    """The archive can say what it holds (words that two documents print once), from when to when, what has no date."""
    stats = corpus.stats()
    counts = corpus.counts()
    assert (stats.documents, counts.quotes, [counts.said[kind] for kind in QuoteKind]) == (3, 4, [2, 1, 1])
    assert (counts.events, counts.entities) == (4, 5)
    assert (stats.first, stats.last) == (PartialDate(2023), PartialDate(2025, 2, 3))
    assert stats.publishers == (("Norport Times", 1), ("The Lindhaven Post", 1))
    assert (stats.undated, [document.name for document in stats.without_date]) == (1, ["undated.txt"])
    assert stats.years == (2023, 2024, 2025)


def test_export_holds_everything(corpus: Corpus) -> None:
    """What is exported is the whole archive."""
    assert [document.id for document in corpus.all_documents()] == [1, 2, 3]
    assert len(list(corpus.all_quotes())) == 5
    assert len(list(corpus.all_events())) == 4


def test_an_empty_archive_answers(database: Database) -> None:
    """Before the first document every question has an answer: nothing."""
    corpus = open_corpus(database)
    assert corpus.stats().documents == 0
    assert corpus.quotes(Filters(words=("x",))).total == 0
    assert corpus.find_entities("x") == corpus.nearest_names("x") == corpus.speakers() == ()


typed = st.one_of(
    st.text(max_size=40), st.text(alphabet="\"*()^:{}+-ANDORT\x00'", max_size=40), st.text().map(lambda one: one * 500)
)
some = st.lists(typed, max_size=3).map(tuple)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=some, phrases=some, without=some, publisher=st.none() | typed, place=st.none() | typed)
def test_nothing_typed_breaks_a_search(
    corpus: Corpus,
    words: tuple[str, ...],
    phrases: tuple[str, ...],
    without: tuple[str, ...],
    publisher: str | None,
    place: str | None,
) -> None:
    """Quotation marks, operators, zero bytes, emoji and pages of text may find nothing, but are never an error."""
    filters = Filters(words=words, phrases=phrases, without=without, publisher=publisher, place=place)
    for answer in (corpus.quotes, corpus.events, corpus.sentences, corpus.mentions, corpus.documents):
        results = answer(filters)
        assert results.total >= len(results.rows)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_served_is_a_slice(database: Database, data: st.DataObject) -> None:
    """Whatever the text is made of, a quote is served as it stands in the text."""
    # Readers replace what PostgreSQL cannot hold.
    storable = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
    text = data.draw(st.text(storable, min_size=2, max_size=200))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)))
    spans = tuple(Span(low, high) for low, high in zip(cuts[::2], cuts[1::2], strict=False))
    base = annotated("any.txt", text, quotes=[said(text[:1], who="Mira Kovach")])
    (quote,) = base.quotes
    writer = ArchiveWriter(database)
    writer.remove_document("any.txt")  # the last example's
    writer.store_document(replace(base, quotes=(replace(quote, spans=spans),)))
    corpus = open_corpus(database)
    (row,) = corpus.quotes(Filters()).rows
    assert row.parts == tuple(text[low:high] for low, high in spans)
    assert row.context == row.sentence.of(text)
    assert all(sentence.text == sentence.span.of(text) for sentence in corpus.sentences(Filters()).rows)
