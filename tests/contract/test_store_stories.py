"""One agency story in several papers, as every archive must answer of it: once, and as one witness."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.model import Annotations, Dating, PartialDate
from bot.model.archive import Coverage, Period
from bot.store.asking.arrivals import Arrivals
from bot.store.corpus import Corpus, Filters, open_corpus
from bot.store.engine.database import Database
from bot.store.writing.write import ArchiveWriter
from tests.agency import LEAD, STORY, papers, printed, witness
from tests.builders import annotated, happened

UNKNOWN = Dating.unknown("not told")


def stored(database: Database, documents: Sequence[Annotations]) -> Corpus:
    """The archive with these documents."""
    writer = ArchiveWriter(database)
    for one in documents:
        writer.store_document(one)
    return open_corpus(database)


def opened(publisher: str, day: int, *rest: str) -> Annotations:
    """A paper that tells of an opening on some day of June."""
    told = f"Mara Lindqvist opened the new ferry terminal of Lindhaven with a small ceremony on {day} June 2031."
    return annotated(
        f"{publisher}.txt",
        "\n".join((told, *rest)),
        published="2031-06-04",
        publisher=publisher,
        people={"Mara Lindqvist": ("Lindqvist",)},
        events=[happened(told, f"2031-06-{day:02}", ("Mara Lindqvist",), trigger="opened")],
    )


def stories(corpus: Corpus) -> set[frozenset[str]]:
    """The publishers of each story."""
    rows = corpus.documents(Filters(), limit=100).rows
    return {frozenset(str(one.publisher) for one in (row, *row.copies)) for row in rows}


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::3])
def test_one_story_whatever_came_first(database: Database, order: Sequence[int]) -> None:
    """If this failed, what is one story would depend on the order in which files are read."""
    corpus = stored(database, [*(papers()[place] for place in order), witness()])
    assert stories(corpus) == {frozenset({"Courier", "Herald", "Tribune", "Gazette"}), frozenset({"Observer"})}


def test_copies_are_counted_as_copies(database: Database) -> None:
    """If this failed, five papers with one text of an agency would be shown as five witnesses."""
    corpus = stored(database, [*papers(), witness()])
    assert corpus.coverage(Filters()) == Coverage(5, 5, PartialDate(2031, 6), copies=3)
    assert corpus.coverage(Filters(publisher="Courier")) == Coverage(1, 1, PartialDate(2031, 6))


def test_an_event_of_a_story_is_told_once(database: Database) -> None:
    """If this failed, an event that names nobody would be listed once for each paper that prints the agency's text."""
    corpus = stored(database, papers())
    (row,) = corpus.events(Filters()).rows
    assert {row.document.publisher, *(one.document.publisher for one in row.also_told)} == {
        *("Courier", "Herald", "Tribune", "Gazette")
    }


def test_an_event_without_a_date_is_told_once_too(database: Database) -> None:
    """If this failed, what nothing dates would be listed once for each paper that prints the agency's text."""
    copies = [replace(one, events=(replace(one.events[0], dating=UNKNOWN),)) for one in papers()]
    corpus = stored(database, copies)
    (row,) = corpus.events(Filters()).rows
    assert len(row.also_told) == 3
    ArchiveWriter(database).remove_document(row.document.name)
    (row,) = corpus.events(Filters()).rows
    assert len(row.also_told) == 2


def test_many_copies_do_not_outvote_two_witnesses(database: Database) -> None:
    """If this failed, the day that an agency got wrong would be taken because many papers print it."""
    wrong = [opened(name, 2, *STORY[1:]) for name in ("Courier", "Herald", "Tribune")]
    corpus = stored(database, [*wrong, opened("Observer", 3), opened("Echo", 3)])
    assert [str(row.dating.date) for row in corpus.events(Filters()).rows] == ["3 June 2031"]


def test_sentences_and_new_documents_come_once(database: Database) -> None:
    """If this failed, a search or a digest of what is new would show one text several times."""
    corpus = stored(database, papers())
    assert [row.text for row in corpus.sentences(Filters(words=("dredger",))).rows] == [LEAD]
    came = Arrivals(database).between(1, 4, Filters(), 10)
    assert (came.total, len(came.rows[0].copies)) == (1, 3)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(words=("dredger",), publisher="Courier"),
        Filters(words=("dredger",), period=Period(PartialDate(2031, 6, 4).first, PartialDate(2031, 6, 4).last, "")),
    ],
)
def test_a_copy_that_is_asked_for_is_found(database: Database, filters: Filters) -> None:
    """If this failed, asking for one paper or day would find nothing, because another paper has the text too."""
    corpus = stored(database, papers())
    assert corpus.sentences(filters).total == 1
    assert corpus.documents(filters).total == 1


def test_what_changes_or_goes_leaves_its_story(database: Database) -> None:
    """If this failed, a paper that wrote a text of its own would still count as a copy."""
    corpus = stored(database, [*papers()[:3], witness()])
    writer = ArchiveWriter(database)
    writer.store_document(replace(witness(), document=replace(witness().document, name="courier.txt")))
    assert frozenset({"Herald", "Tribune"}) in stories(corpus)
    writer.remove_document("herald.txt")
    assert frozenset({"Tribune"}) in stories(corpus)


def test_a_form_filled_in_again_is_no_copy(database: Database) -> None:
    """If this failed, a notice that is printed every month would be taken for one story."""
    monthly = [printed("Courier", *STORY), printed("Herald", *STORY, published="2031-07-04")]
    assert len(stories(stored(database, monthly))) == 2
