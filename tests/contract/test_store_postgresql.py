"""What an archive in PostgreSQL promises: it is shared, can be out of reach for a while, and finds as FTS5 does."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import make_url, text

from bot.errors import MissingExtraError, SchemaError, StoreError
from bot.model import EntityKind
from bot.store.corpus import Filters, open_corpus
from bot.store.engine.database import Database, open_database
from bot.store.matching.wording import plain, words_of
from bot.store.writing.write import ArchiveWriter
from tests.archives import KINDS, PATIENT, archive_at, open_archive
from tests.builders import annotated, said
from tests.postgres import archive_url, postgres

ROOT = Path(__file__).parents[2]
TEXTS = [
    path for folder in ("tests/unit/extract", "bot/extract/data") for path in sorted((ROOT / folder).rglob("*.txt"))
]


@pytest.fixture(scope="module")
def shared() -> Iterator[Database]:
    """An archive in PostgreSQL."""
    with archive_url() as url, open_database(url, deadline=PATIENT) as opened:
        yield opened


def stems_of(database: Database, words: str) -> list[str]:
    """What PostgreSQL makes of plain words."""
    with database.read() as connection:
        return list(connection.execute(text("SELECT stem FROM archive_stems(:words)"), {"words": words}).scalars())


def stems_of_fts5(words: str) -> list[str]:
    """What SQLite makes of them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter unicode61 remove_diacritics 2')")
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
        connection.execute("INSERT INTO t VALUES (?)", [words])
        return [term for (term,) in connection.execute("SELECT term FROM v ORDER BY offset")]


def test_words_have_the_stems_that_sqlite_gives_them(shared: Database) -> None:
    """A word that one database finds would be lost when the archive moves to the other."""
    odd = "assembly assemblies irreversibly ontology terminologies biology doubly us is as 1990s 3rd"
    known = {word for path in TEXTS for word in words_of(path.read_text("utf-8", "replace"))}
    words = " ".join(odd.split() + sorted(word for word in known if word.isascii()))[:200_000].rpartition(" ")[0]
    assert len(words) > 100_000
    assert stems_of(shared, plain(words)) == stems_of_fts5(plain(words))


# FTS5 has its own mind of a y between other letters, of -cced and -ccing, of "eed" and of -loginess: no English word of
# that kind is known to differ (see the test above).
_ENDINGS = ["", "y", "ly", "bly", "ing", "ed", "ies", "logy", "ness", "ations", "ously"]
_MADE_UP = st.lists(
    st.builds(str.__add__, st.text(alphabet="abdefgilnost", min_size=2, max_size=9), st.sampled_from(_ENDINGS)).filter(
        lambda word: word not in {"eed", "ies"} and not word.endswith("loginess")
    ),
    max_size=12,
).map(" ".join)


@settings(max_examples=200)
@given(_MADE_UP)
def test_made_up_words_have_them_too(shared: Database, words: str) -> None:
    """An ending that no word of the lists has would be stemmed in two ways."""
    assert stems_of(shared, plain(words)) == stems_of_fts5(plain(words))


def test_a_sentence_of_any_length_is_stored(shared: Database) -> None:
    """A page without a full stop, or a word of a thousand letters, would stop an ingest."""
    words = " ".join(f"word{number}" for number in range(60_000)) + " " + "x" * 5_000
    writer = ArchiveWriter(shared)
    writer.store_document(annotated("long", words))
    assert open_corpus(shared).sentences(Filters(words=("word7",))).total == 1
    writer.remove_document("long")


@pytest.mark.parametrize("kind", KINDS)
def test_what_another_process_stores_is_seen(kind: str, tmp_path: Path) -> None:
    """A bot would go on answering from what it read before another machine's ingest."""
    with archive_at(kind, tmp_path) as url, open_database(url) as one, open_database(url) as other:
        corpus = open_corpus(one)
        assert (corpus.stats().documents, corpus.find_entities("Kovach")) == (0, ())
        words = "“Words,” said Mira Kovach of Lindhaven."
        places, quotes = {"Lindhaven": EntityKind.PLACE}, [said("Words", who="Mira Kovach")]
        stored = annotated("a", words, people={"Mira Kovach": ()}, others=places, quotes=quotes)
        ArchiveWriter(other).store_document(stored)
        assert corpus.stats().documents == 1
        assert [match.entity.name for match in corpus.find_entities("Kovach")] == ["Mira Kovach"]
        assert [entity.name for entity in corpus.speakers("ko")] == ["Mira Kovach"]
        ArchiveWriter(other).remove_document("a")
        assert (corpus.stats().documents, corpus.find_entities("Kovach"), corpus.speakers("ko")) == (0, (), ())


def test_writers_side_by_side_store_all(shared: Database) -> None:
    """Two ingests at once would give two rows one place in time, or one person two entities."""
    names = [f"{number}" for number in range(12)]

    def store(mine: list[str]) -> None:
        for name in mine:
            quotes = [said(f"Words of {name}", who="Mira Kovach")]
            made = annotated(name, f"“Words of {name},” said Mira Kovach.", people={"Mira Kovach": ()}, quotes=quotes)
            ArchiveWriter(shared).store_document(made)

    threads = [threading.Thread(target=store, args=[names[start::3]]) for start in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    corpus = open_corpus(shared)
    (match,) = corpus.find_entities("Kovach")
    assert corpus.quotes(Filters(entity=match.entity.id)).total == len(names)
    for name in names:
        ArchiveWriter(shared).remove_document(name)


def test_a_lost_connection_is_made_anew() -> None:
    """A restart of the server would silence the bot until somebody starts that again too."""
    with open_archive("postgresql", Path()) as database:
        corpus = open_corpus(database)
        with database.write() as connection:
            mine = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> :mine"
            kill = f"SELECT pg_terminate_backend(pid) {others}"
            connection.execute(text(kill), {"mine": mine})
        assert corpus.stats().documents == 0
        with pytest.raises(StoreError, match=r"cannot be reached\. Check"), database.read() as connection:
            connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        assert open_corpus(database).stats().documents == 0


@pytest.mark.parametrize(
    ("url", "said_so"),
    [
        ("postgresql://mira:secret@127.0.0.1:1/briefing", "cannot be reached"),
        ("postgresql://mira:secret@127.0.0.1:1", "cannot hold an archive"),
        ("postgresql+asyncpg://mira:secret@127.0.0.1:1/briefing", "cannot hold an archive"),
    ],
)
def test_what_cannot_be_opened_is_said_in_one_line(url: str, said_so: str) -> None:
    """A wrong address ends in a trace, or shows the password to whoever reads the log."""
    with pytest.raises(StoreError, match=said_so) as caught:
        open_database(url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_database_or_user_that_is_not_there(shared: Database) -> None:
    """Who has mistyped the database would look for a fault of the network."""
    with postgres() as url:
        base = make_url(url)
        for changed, said_so in (
            (base.set(database="nowhere"), "is not there"),
            (base.set(username="nobody"), "DATABASE_URL"),
        ):
            with pytest.raises(StoreError, match=said_so):
                open_database(changed.render_as_string(hide_password=False))


def test_a_missing_part_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without psycopg the program says what to install."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtraError, match=r"briefing-bot\[postgres\]"):
        open_database("postgresql://mira@127.0.0.1:1/briefing")


def test_databases_without_an_archive() -> None:
    """A console makes no tables, and nobody's tables are written into."""
    with postgres() as url:
        with pytest.raises(StoreError, match="ingest"):
            open_database(url, create=False)
        opened: list[Database] = []
        starts = [threading.Thread(target=lambda: opened.append(open_database(url))) for _ in range(4)]
        for one in starts:
            one.start()
        for one in starts:
            one.join()
        assert [open_corpus(one).stats().documents for one in opened] == [0] * 4
        with opened[0].write() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        for one in opened:
            one.close()
        with pytest.raises(SchemaError, match="newer version"):
            open_database(url)
        with opened[0].write() as connection:
            connection.execute(text("DROP TABLE alembic_version"))
        opened[0].close()
        with pytest.raises(StoreError, match="another program"):
            open_database(url)
