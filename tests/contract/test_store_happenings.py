"""One event in several documents, as every archive must answer of it: once, with all who tell it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.model import Annotations, PartialDate
from bot.model.archive import Coverage, EventRow
from bot.store.corpus import Corpus, Filters, open_corpus
from bot.store.engine.database import Database
from bot.store.writing.write import ArchiveWriter
from tests.archives import open_archive
from tests.builders import Happened, annotated, happened

_PEOPLE = {"Mara Lindqvist": ("Lindqvist",), "Tomas Okwuosa": ("Okwuosa",)}
_BOTH = ("Mara Lindqvist", "Tomas Okwuosa")


def paper(name: str, text: str, published: str, *events: Happened) -> Annotations:
    """A document of a publisher of its own."""
    return annotated(
        name, text, published=published, title=name.title(), publisher=f"{name} post", people=_PEOPLE, events=events
    )


def gazette() -> Annotations:
    """Knows the day."""
    text = "Mara Lindqvist and Tomas Okwuosa signed a joint statement on ferries on 16 May 2031.\n"
    return paper("gazette", text, "2031-05-17", happened(text.strip(), "2031-05-16", _BOTH, trigger="signed"))


def courier() -> Annotations:
    """Knows the month, and tells another event."""
    text = "In May Okwuosa and Lindqvist signed a joint statement.\nOkwuosa was elected mayor on 7 May 2029.\n"
    return paper(
        "courier",
        text,
        "2031-06-02",
        happened("In May Okwuosa and Lindqvist signed a joint statement.", "2031-05", _BOTH[::-1], trigger="signed"),
        happened("Okwuosa was elected mayor on 7 May 2029.", "2029-05-07", _BOTH[1:], trigger="elected"),
    )


def herald() -> Annotations:
    """Gives another day."""
    text = "Lindqvist and Okwuosa signed the joint statement on ferries on 15 May 2031, clerks said.\n"
    return paper("herald", text, "2031-05-18", happened(text.strip(), "2031-05-15", _BOTH, trigger="signed"))


def diary() -> Annotations:
    """Announces it."""
    text = "Lindqvist plans to sign a joint statement with Okwuosa in May.\n"
    return paper("diary", text, "2031-04-10", happened(text.strip(), "2031-05", _BOTH, planned=True, trigger="sign"))


ALL = (gazette, courier, herald, diary)


def stored(database: Database, papers: Sequence[Annotations]) -> Corpus:
    """The archive with these papers."""
    writer = ArchiveWriter(database)
    for one in papers:
        writer.store_document(one)
    return open_corpus(database)


def told(corpus: Corpus, filters: Filters | None = None) -> list[tuple[str, list[str], list[str], str]]:
    """Events as a reader sees them: who tells it, who else does, who announced it, who tells what became of it."""
    rows = corpus.events(filters or Filters(), 0, 50).rows
    return [
        (
            _by(row),
            sorted(map(_by, row.also_told)),
            [_by(plan) for plan in row.plans],
            _by(row.became) if row.became else "",
        )
        for row in rows
    ]


def _by(row: EventRow) -> str:
    return row.document.name


SIGNED = ("gazette", ["courier", "herald"], ["diary"], "")
ELECTED = ("courier", [], [], "")
PLANNED = ("diary", [], [], "gazette")


@pytest.mark.parametrize(
    "order", list(itertools.permutations(ALL)), ids=lambda order: "-".join(one.__name__ for one in order)
)
def test_one_event_whatever_the_order(database: Database, order: Sequence[type]) -> None:
    """The same papers read in another order would give another archive."""
    corpus = stored(database, [make() for make in order])
    assert sorted(told(corpus)) == sorted([SIGNED, ELECTED, PLANNED])
    assert corpus.counts().events == 3
    assert corpus.find_entities("Okwuosa")[0].entity.events == 3
    assert corpus.coverage(Filters(), quotes=False) == Coverage(4, 4, PartialDate(2031, 6))


def test_the_telling_that_was_asked_for(database: Database) -> None:
    """A telling whose date, words or publisher are asked for would be lost behind a better one."""
    corpus = stored(database, [make() for make in ALL])
    from_courier = Filters(publisher="courier")
    assert told(corpus, from_courier) == [("courier", ["gazette", "herald"], ["diary"], ""), ELECTED]
    assert [row[0] for row in told(corpus, Filters(words=("clerks",)))] == ["herald"]
    assert [row[0] for row in told(corpus, Filters(words=("joint", "ferries")))] == ["gazette"]
    assert [row[0] for row in told(corpus, Filters(words=("joint",), without=("ferries",), phrases=("in may",)))] == [
        "diary",
        "courier",
    ]
    assert [row.document.name for row in corpus.on_this_day(5, 15)] == ["herald"]
    assert [row.document.name for row in corpus.on_this_day(5, 16)] == ["gazette"]
    assert corpus.coverage(replace(from_courier, words=("joint",))) == Coverage(1, 1, PartialDate(2031, 6))
    assert corpus.coverage(Filters(words=("zeppelin",))) == Coverage()


@pytest.mark.parametrize("gone", ALL, ids=lambda make: make.__name__)
def test_a_document_goes(database: Database, gone: type, tmp_path: Path) -> None:
    """What was told by a removed document would still be shown, or what it held together would be lost."""
    corpus = stored(database, [make() for make in ALL])
    ArchiveWriter(database).remove_document(gone.__name__)
    left = told(corpus)
    assert gone.__name__ not in repr(left)
    with open_archive("sqlite", tmp_path) as fresh:
        assert left == told(stored(fresh, [make() for make in ALL if make is not gone]))


def test_a_document_changes(database: Database) -> None:
    """A corrected date would leave the event joined with what it no longer is."""
    corpus = stored(database, [make() for make in ALL])
    text = "Mara Lindqvist and Tomas Okwuosa signed a joint statement on ferries on 16 July 2030.\n"
    event = happened(text.strip(), "2030-07-16", _BOTH, trigger="signed")
    ArchiveWriter(database).store_document(paper("gazette", text, "2031-05-17", event))
    assert ("gazette", [], [], "") in told(corpus)
    assert ("herald", ["courier"], ["diary"], "") in told(corpus)


def test_events_of_one_name_and_deed_stay_apart(database: Database) -> None:
    """A crowded archive, where all have much in common, would have events melted together."""
    papers = []
    for day in range(1, 29):
        text = f"Mara Lindqvist opened ferry station number {day} at the quay.\n"
        event = happened(text.strip(), f"2031-03-{day:02}", _BOTH[:1], trigger="opened")
        papers.append(paper(f"paper{day:02}", text, "2031-04-01", event))
    corpus = stored(database, papers)
    assert corpus.events(Filters(), 0, 1).total == 28
