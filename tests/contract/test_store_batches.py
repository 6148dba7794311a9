"""Documents stored several at once, as every archive must hold them: as if they had come one after the other."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.model import Annotations, Quote
from bot.store.asking.filters import Filters
from bot.store.corpus import open_corpus
from bot.store.engine.database import Database
from bot.store.writing.ready import make_ready
from bot.store.writing.write import ArchiveWriter
from tests.agency import papers, witness
from tests.archives import KINDS, open_archive
from tests.builders import annotated, happened, said


def meeting(name: str, who: str, text: str, on: str, trigger: str) -> Annotations:
    """A document of one sentence with an event and somebody's words."""
    words = f"{text} “It is good,” said {who}."
    people = {"Mara Lindqvist": ("Lindqvist",), "Tomas Okwuosa": ("Okwuosa",), who: ()}
    named = {person: forms for person, forms in people.items() if person in words}
    return annotated(
        name,
        words,
        published="2031-06-02",
        publisher=f"{name} post",
        people=named,
        quotes=[said("It is good", who=who, on=on)],
        events=[happened(text, on, tuple(person for person in named if person in text), trigger=trigger)],
        times={"May": "2031-05"} if "May" in text else None,
        aliases={"Mara Lindqvist": ["M. Lindkvist"]} if name == "a" else None,
    )


DOCUMENTS = (
    meeting("a", "Lindqvist", "Mara Lindqvist and Tomas Okwuosa signed a pact on ferries.", "2031-05-16", "signed"),
    meeting("b", "M. Lindkvist", "Tomas Okwuosa and Mara Lindqvist signed the pact in May.", "2031-05", "signed"),
    meeting("c", "Okwuosa", "Mara Lindqvist and Tomas Okwuosa signed a pact on ferries.", "2031-05-15", "signed"),
    meeting("d", "Thomas Okwuosa", "Tomas Okwuosa opened a school.", "2030-01-02", "opened"),
    *papers(),
    witness(),
)


def shortened(one: Annotations) -> Annotations:
    """A later version of a document: another title, and the first quote gone."""
    quotes: tuple[Quote, ...] = one.quotes[1:]
    return replace(
        one, title="Corrected", document=replace(one.document, content_hash="of another text"), quotes=quotes
    )


def store(database: Database, documents: Sequence[Annotations], size: int) -> None:
    """Store documents, so many at once."""
    writer = ArchiveWriter(database)
    for begin in range(0, len(documents), size):
        writer.store_documents([make_ready(one) for one in documents[begin : begin + size]])


def answers(database: Database) -> dict[str, object]:
    """All that a reader can learn, without the numbers that the archive gives."""
    corpus = open_corpus(database)
    rows = corpus.documents(Filters(), limit=100).rows
    people = [match.entity for typed in ("Lindqvist", "Okwuosa") for match in corpus.find_entities(typed, 9)]
    return {
        "quotes": sorted((q.document.name, q.parts, q.speaker, len(q.also_in)) for q in corpus.all_quotes()),
        "events": sorted(
            (e.document.name, e.text, e.participants, sorted(other.document.name for other in e.also_told))
            for e in corpus.events(Filters(), 0, 50).rows
        ),
        "stories": sorted(sorted(one.name for one in (row, *row.copies)) for row in rows),
        "people": {(one.name, one.aliases, one.documents, one.events, one.direct) for one in people},
        "searched": [corpus.sentences(Filters(words=(word,))).total for word in ("pact", "pier", "good")],
        "counts": (replace(corpus.stats(), without_date=()), corpus.counts()),
        "corrected": sorted(corpus.corrections(row).times for row in rows),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_together_is_as_one_by_one(kind: str, tmp_path: Path) -> None:
    """How many documents happen to be read at once would change who is who, what is one event and what is one story."""
    later = [shortened(one) for one in DOCUMENTS[::2]]
    with open_archive(kind, tmp_path) as database:
        store(database, DOCUMENTS, 1)
        first = answers(database)
        store(database, [*later, *DOCUMENTS], 1)
        last = answers(database)
    for documents, size in itertools.product((DOCUMENTS, DOCUMENTS[::-1]), (3, 100)):
        with open_archive(kind, tmp_path) as database:
            store(database, documents, size)
            assert answers(database) == first
            store(database, later, size)
            store(database, DOCUMENTS, size)
            assert answers(database) == last


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_is_never_given_twice(kind: str, tmp_path: Path) -> None:
    """A link to a document or quote that is gone would lead to another one."""
    with open_archive(kind, tmp_path) as database:
        writer, corpus = ArchiveWriter(database), open_corpus(database)
        before = writer.store_document(DOCUMENTS[0])
        quoted = {quote.id for quote in corpus.all_quotes()}
        assert writer.remove_document("a")
        assert writer.store_document(DOCUMENTS[0]) > before
        assert quoted.isdisjoint(quote.id for quote in corpus.all_quotes())


@pytest.mark.parametrize("kind", KINDS)
def test_more_rows_than_one_statement_takes(kind: str, tmp_path: Path) -> None:
    """A long document would lose sentences, or have them in the wrong order."""
    text = " ".join(f"Sentence number{number} tells of ferries." for number in range(1500))
    with open_archive(kind, tmp_path) as database:
        store(database, [annotated("long", text), annotated("short", "One more tells of ferries.")], 2)
        corpus = open_corpus(database)
        assert corpus.sentences(Filters(words=("ferries",)), limit=2000).total >= 1000
        for number in (0, 255, 256, 1499):
            (found,) = corpus.sentences(Filters(words=(f"number{number}",))).rows
            assert found.text == f"Sentence number{number} tells of ferries."


def test_worker_processes_load_no_database() -> None:
    """Every worker process would take half a second more to start, and forty megabytes."""
    code = (
        "import sys\n"
        "from bot.ingest import work\n"
        "from bot.extract import pipeline\n"
        "from bot.store.writing import ready\n"
        "print('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert done.stdout == "False\n"
