"""What every archive promises to those who write it: one document, one transaction, nothing lost, nothing twice."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select, text

from bot.errors import SourceChangedError, StoreError
from bot.model import Annotations, EntityKind, Metadata, QuoteKind, Span
from bot.store.corpus import Corpus, Filters, open_corpus
from bot.store.engine.database import Database, open_database
from bot.store.tables.schema import document_text
from bot.store.writing import write
from bot.store.writing.write import ArchiveWriter
from tests.archives import KINDS, PATIENT, archive_at
from tests.builders import annotated, happened, said

BRIDGES = (
    "“We will rebuild the harbour bridges,” said Mira Kovach on 16 May 2024 in Lindhaven.\n"
    "Kovach signed a joint statement with Oto Brandl. “It is a beginning,” he said."
)


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where there is room for an archive, in each kind of database."""
    with archive_at(request.param, tmp_path) as place:
        yield place


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """An empty archive."""
    with open_database(url, deadline=PATIENT) as opened:
        yield opened


@pytest.fixture
def writer(database: Database) -> ArchiveWriter:
    """The writer of the archive."""
    return ArchiveWriter(database)


@pytest.fixture
def corpus(database: Database) -> Corpus:
    """The questions to the archive."""
    return open_corpus(database)


def bridges(name: str = "bridges.txt", words: str = BRIDGES, **changed: Any) -> Annotations:
    """A document with two quotes, an event, a date and three names."""
    options: dict[str, Any] = {
        "published": "2024-05-17",
        "title": "Bridges to be rebuilt",
        "publisher": "Lindhaven Post",
        "people": {"Mira Kovach": ("Kovach",), "Oto Brandl": ()},
        "others": {"Lindhaven": EntityKind.PLACE},
        "quotes": [
            said("We will rebuild the harbour bridges", who="Mira Kovach", on="2024-05-16"),
            said("It is a beginning", who="Oto Brandl", on="2024-05-16"),
        ],
        "events": [
            happened(
                "Kovach signed a joint statement", on="2024-05-16", who=("Mira Kovach", "Oto Brandl"), place="Lindhaven"
            )
        ],
        "times": {"16 May 2024": "2024-05-16"},
        "aliases": {"Mira Kovach": ("Mira Kowatsch",)},
    }
    return annotated(name, words, **(options | changed))


def rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in every table."""
    with database.read() as connection:
        tables = inspect(connection).get_table_names()
        return {
            table: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {table}"))), key=repr)  # noqa: S608
            for table in tables
            if "_fts" not in table and not table.startswith("sqlite_")
        }


def held(database: Database) -> dict[str, int]:
    """How many rows the tables that documents fill hold."""
    kept = {"alembic_version", "archive_state"}
    return {table: len(found) for table, found in rows(database).items() if found and table not in kept}


def indexed(database: Database, word: str) -> int:
    """How many rows the full-text indexes have for a word."""
    with database.read() as connection:
        sqlite = connection.dialect.name == "sqlite"
        counts = [
            text(
                f"SELECT count(*) FROM {table}_fts WHERE {table}_fts MATCH :word"  # noqa: S608 - no input
                if sqlite
                else f"SELECT count(*) FROM {table} WHERE terms @@ archive_query(:word)"  # noqa: S608 - no input
            )
            for table in ("quote", "event", "sentence")
        ]
        return sum(connection.execute(count, {"word": word}).scalar_one() for count in counts)


def test_storing_again_changes_nothing(database: Database, writer: ArchiveWriter) -> None:
    """Ingesting a folder twice must not double an archive, nor change the numbers that buttons point to."""
    first = writer.store_document(bridges())
    before = rows(database)
    assert writer.store_document(bridges()) == first
    assert rows(database) == before


def test_fingerprints_tell_what_to_read_again(writer: ArchiveWriter) -> None:
    """Otherwise every ingest reads everything, or misses what the curator corrected."""
    annotations = bridges()
    writer.store_document(annotations)
    source = annotations.document
    assert writer.fingerprints() == {"bridges.txt": writer.fingerprint(source)}
    assert writer.fingerprint(replace(source, name="moved.txt")) == writer.fingerprint(source)
    for other in (
        replace(source, text=source.text + " ", content_hash="0" * 64),
        replace(source, curated=Metadata(publisher="Another")),
        replace(source, header=Metadata(title="Another")),
        replace(source, aliases=()),
    ):
        assert writer.fingerprint(other) != writer.fingerprint(source)


def test_new_extraction_counts_as_a_change(database: Database) -> None:
    """An archive read by an older version must not keep its mistakes for ever."""
    ArchiveWriter(database, engine="1").store_document(bridges())
    better = bridges(quotes=[])
    ArchiveWriter(database, engine="2").store_document(better)
    assert open_corpus(database).quotes(Filters()).total == 0


def test_what_is_unchanged_keeps_its_id(writer: ArchiveWriter, corpus: Corpus) -> None:
    """A button under an old post must still open the same quote after the document was corrected."""
    writer.store_document(bridges())
    before = {quote.parts: quote.id for quote in corpus.quotes(Filters()).rows}
    event = corpus.events(Filters()).rows[0]
    longer = "Corrected.\n" + BRIDGES.replace("It is a beginning", "It is only a beginning")
    writer.store_document(
        bridges(
            words=longer,
            quotes=[
                said("It is only a beginning", who="Oto Brandl", on="2024-05-16"),
                said("We will rebuild the harbour bridges", who="Mira Kovach", on="2024-05-15"),
            ],
        )
    )
    after = {quote.parts: quote for quote in corpus.quotes(Filters()).rows}
    kept = ("We will rebuild the harbour bridges",)
    assert after[kept].id == before[kept]
    assert after[kept].said_on.date is not None
    assert after[kept].said_on.date.iso == "2024-05-15"
    assert after[("It is only a beginning",)].id not in before.values()
    assert corpus.quote(before[("It is a beginning",)]) is None
    moved = corpus.event(event.id)
    assert moved is not None
    assert moved.span.start == event.span.start + len("Corrected.\n")
    assert corpus.quotes(Filters(words=("beginning",))).total == 1


def test_renamed_documents_are_followed(writer: ArchiveWriter, corpus: Corpus) -> None:
    """A file that moved is not a new document, and not a lost one."""
    document_id = writer.store_document(bridges())
    quote = corpus.quotes(Filters()).rows[0]
    writer.rename_document("bridges.txt", "2024/bridges.txt")
    document = corpus.document(document_id)
    assert document is not None
    assert document.name == "2024/bridges.txt"
    assert corpus.quote(quote.id) == replace(quote, document=replace(document, summary=()))
    with pytest.raises(StoreError, match="no document"):
        writer.rename_document("bridges.txt", "elsewhere.txt")
    writer.store_document(bridges("other.txt"))
    with pytest.raises(StoreError, match="already"):
        writer.rename_document("other.txt", "2024/bridges.txt")


def test_removed_documents_leave_nothing(database: Database, writer: ArchiveWriter) -> None:
    """What was withdrawn must not be found any more, by any word or name."""
    empty = held(database)
    writer.store_document(bridges())
    writer.store_document(bridges("copy.txt"))
    assert indexed(database, "bridge") > 0
    assert writer.remove_document("bridges.txt")
    assert writer.remove_document("copy.txt")
    assert not writer.remove_document("copy.txt")
    assert held(database) == empty | {"edition": 2, "former_quote": 4}
    for name in ("bridges.txt", "copy.txt"):
        writer.forget_document(name)
    assert held(database) == empty
    assert indexed(database, "bridge OR statement OR lindhaven") == 0


def test_same_text_under_two_names_is_kept_twice(writer: ArchiveWriter, corpus: Corpus) -> None:
    """Two papers may print the same text; each is a source."""
    assert writer.store_document(bridges("one.txt")) != writer.store_document(bridges("two.txt"))
    assert corpus.stats().documents == 2


def test_nothing_is_half_stored(
    database: Database, writer: ArchiveWriter, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped or failing in the midst of a document, the archive is as it was before it."""
    writer.store_document(bridges())
    before = rows(database)

    def fail(*_: object) -> None:
        raise RuntimeError("pulled out")

    with monkeypatch.context() as patch:
        patch.setattr(write, "weave", fail)
        for annotations in (bridges(words=BRIDGES + " More."), bridges("new.txt", people={"Ana New": ()}, quotes=[])):
            with pytest.raises(RuntimeError, match="pulled out"):
                writer.store_document(annotations)
    assert rows(database) == before
    assert corpus.quotes(Filters(words=("bridges",))).total == 1
    writer.store_document(bridges("new.txt"))
    assert corpus.stats().documents == 2


def test_a_killed_writer_leaves_nothing_half_stored(url: str, database: Database, writer: ArchiveWriter) -> None:
    """When the power goes in the midst of a document, the archive is as it was before it."""
    writer.store_document(bridges())
    before = rows(database)
    program = (
        "import os\n"
        "from bot.store.writing import write\n"
        "from bot.store.engine.database import open_database\n"
        "from bot.store.writing.write import ArchiveWriter\n"
        "from tests.contract.test_store import bridges\n"
        "write.weave = lambda *_: os._exit(9)\n"
        f"ArchiveWriter(open_database({url!r})).store_document(bridges('new.txt'))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False)  # noqa: S603
    assert done.returncode == 9
    assert rows(database) == before
    writer.store_document(bridges("new.txt"))


@pytest.mark.parametrize("spans", [(Span(0, 10_000),), (Span(5, 5),), (Span(-3, 4),), (), (Span(30, 40), Span(2, 20))])
def test_quotes_outside_of_the_text_are_refused(
    database: Database, writer: ArchiveWriter, spans: tuple[Span, ...]
) -> None:
    """A quote that is no slice of its document may not get into the archive."""
    annotations = bridges()
    broken = replace(annotations, quotes=(replace(annotations.quotes[0], spans=spans),))
    before = rows(database)
    with pytest.raises(SourceChangedError, match=r"bridges\.txt"):
        writer.store_document(broken)
    assert rows(database) == before


def test_changed_text_is_not_served(
    database: Database, writer: ArchiveWriter, corpus: Corpus, caplog: pytest.LogCaptureFixture
) -> None:
    """A quote whose text was altered behind the archive's back is withheld, and the log says which."""
    writer.store_document(bridges())
    quote = next(one for one in corpus.quotes(Filters()).rows if one.speaker == "Mira Kovach")
    with database.write() as connection:
        stored = connection.execute(select(document_text.c.text)).scalar_one()
        connection.execute(document_text.update().values(text=stored.replace("bridges", "Bridges")))
    assert corpus.quote(quote.id) is None
    assert [one.parts for one in corpus.quotes(Filters()).rows] == [("It is a beginning",)]
    assert f"quote {quote.id}" in caplog.text


def test_broken_characters_are_named(database: Database, writer: ArchiveWriter) -> None:
    """A text that no database can hold ends in one clear line, and nothing of it is stored."""
    before = rows(database)
    with pytest.raises(StoreError, match="broken character"):
        writer.store_document(annotated("bad.txt", "Half a pair: \ud83d here."))
    assert rows(database) == before


def test_reading_goes_on_while_writing(database: Database, writer: ArchiveWriter) -> None:
    """During an ingest questions are answered, each from one state of the archive: a document is there whole or not."""
    corpus = open_corpus(database)
    done = threading.Event()
    faults: list[object] = []

    def look() -> list[object]:
        quotes = corpus.quotes(Filters(words=("harbour",)), limit=50).rows
        whole = ("We will rebuild the harbour bridges",), "Mira Kovach"
        wrong: list[object] = [quote for quote in quotes if (quote.parts, quote.speaker) != whole]
        return wrong + [match for match in corpus.find_entities("Kovach") if match.entity.direct < 1]

    def ask() -> None:
        while not done.is_set():
            try:
                faults.extend(look())
            except Exception as error:
                faults.append(error)
                raise

    readers = [threading.Thread(target=ask) for _ in range(4)]
    for reader in readers:
        reader.start()
    writers = [
        threading.Thread(target=lambda part=part: [writer.store_document(bridges(f"{part}-{n}.txt")) for n in range(8)])
        for part in range(2)
    ]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    done.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert corpus.stats().documents == 16
    assert corpus.quotes(Filters(words=("harbour",))).total == 1


def test_counts_of_a_document(writer: ArchiveWriter, corpus: Corpus) -> None:
    """The list of documents says how much each holds."""
    twice = happened("signed a joint statement", on="2024-05-16", who=("Mira Kovach",), trigger="signed")
    again = happened("Kovach signed", on="2024-05-16", who=("Mira Kovach",), trigger="signed")
    document = corpus.document(writer.store_document(bridges(events=[twice, again], summary=["It is a beginning"])))
    assert document is not None
    assert (document.quote_count, document.event_count) == (2, 1)
    assert document.summary == ("It is a beginning",)
    assert corpus.events(Filters()).total == 1
    assert len(list(corpus.all_events())) == 2
    assert [quote.kind for quote in corpus.all_quotes()] == [QuoteKind.DIRECT] * 2
    assert list(corpus.all_documents()) == [document]
