"""Opening an archive: made, brought up to date, or refused with a sentence that says what to do."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Integer, inspect, text

from bot.commands.command import Invocation
from bot.commands.dispatch import answer
from bot.errors import SchemaError, StoreError
from bot.model.subscriptions import Address
from bot.store.chats.posted import PostedMessages
from bot.store.corpus import Corpus, open_corpus
from bot.store.engine import database as opening
from bot.store.engine import on_sqlite
from bot.store.engine.database import Database, head_revision, open_database
from bot.store.tables.schema import metadata
from bot.store.writing.write import ArchiveWriter
from tests.archives import KINDS, PATIENT, archive_at, open_archive
from tests.builders import annotated, said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the archive will be."""
    return tmp_path / "new folder" / "archive.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    """An open archive."""
    with open_database(f"sqlite:///{path}") as opened:
        yield opened


@pytest.mark.parametrize("kind", KINDS)
def test_migrations_make_the_tables_that_the_code_knows(kind: str, tmp_path: Path) -> None:
    """A column that only one of the two has would fail at a reader's first question."""
    known = set(metadata.tables)
    with open_archive(kind, tmp_path) as database, database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": _other_type})
        differences = compare_metadata(context, metadata)
        made = set(inspect(connection).get_table_names())
    assert known <= made
    assert [one for one in differences if _table_of(one) in known and not _is_of_the_search(one)] == []


def _other_type(_context: Any, _column: Any, _metadata: Any, made: Any, known: Any) -> bool | None:
    """Whether two types differ; integers of any size are one."""
    return False if isinstance(made, Integer) and isinstance(known, Integer) else None


def _is_of_the_search(difference: Any) -> bool:
    """Whether it is a column or an index that one of the databases has for the search alone."""
    return getattr(difference[-1], "name", "").endswith(("terms", "titles"))


def _table_of(difference: Any) -> str | None:
    """The table that a difference is about: ("add_column", schema, table, ...) or ("add_index", index)."""
    one = difference[0] if isinstance(difference, list) else difference
    if len(one) > 2:
        return str(one[2])
    return str(getattr(one[1], "table", one[1]).name)


def test_what_an_older_program_stored_is_found_by_its_title_too(path: Path, database: Database) -> None:
    """After an upgrade /source would know no title, and an answer that is shown again would be noted twice."""
    ArchiveWriter(database).store_document(annotated("a.txt", "The Ferry stays.", title="The Ferry, again"))
    at = dt.datetime(2031, 5, 16, tzinfo=dt.UTC)
    address, shown = (
        Address("slack", "T1", "C1"),
        answer(Invocation("source", {"document": "1"}, now=at), Corpus(database)),
    )
    PostedMessages(database).record(address, ("7", "8"), "/source", shown, at)
    with database.write() as connection:
        connection.exec_driver_sql("DROP INDEX ix_posted_channel")
        connection.exec_driver_sql("CREATE INDEX ix_posted_channel ON posted (platform, server, channel)")
        connection.exec_driver_sql("ALTER TABLE posted DROP COLUMN first_id")
        connection.exec_driver_sql("DROP INDEX ix_document_titles")
        connection.exec_driver_sql("ALTER TABLE document DROP COLUMN title_key")
        _as_before_spellings(connection)
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0014'")
    with open_database(f"sqlite:///{path}") as upgraded:
        assert [row.id for row in Corpus(upgraded).find_documents("ferry again").rows] == [1]
        PostedMessages(upgraded).record(address, ("7",), "/source", shown, at)
        with upgraded.read() as connection:
            assert connection.execute(text("SELECT message_ids FROM posted")).scalars().all() == ["7"]


def _as_before_spellings(connection: Connection) -> None:
    """Bring the tables to what they were before migration 0017."""
    connection.exec_driver_sql("ALTER TABLE ingested_file DROP COLUMN faults")
    connection.exec_driver_sql(
        "CREATE TABLE older (document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE, "
        "name_id INTEGER NOT NULL REFERENCES name (id), form TEXT NOT NULL, key TEXT NOT NULL, handle TEXT NOT NULL, "
        "PRIMARY KEY (document_id, name_id, form))"
    )
    connection.exec_driver_sql(
        "INSERT INTO older SELECT document_id, name_id, form, key, handle FROM name_form "
        "JOIN name_spelling USING (name_id, form)"
    )
    connection.exec_driver_sql("DROP TABLE name_form")
    connection.exec_driver_sql("DROP TABLE name_spelling")
    connection.exec_driver_sql("ALTER TABLE older RENAME TO name_form")
    connection.exec_driver_sql("CREATE INDEX ix_name_form_name ON name_form (name_id, key)")
    connection.exec_driver_sql("CREATE INDEX ix_name_form_handle ON name_form (handle, name_id)")


@pytest.mark.parametrize("kind", KINDS)
def test_whom_an_older_program_knew_is_known(kind: str, tmp_path: Path) -> None:
    """After an upgrade a name in its shorter form would mean nobody, and removing a document would leave its names."""
    people = {"Ana Meier": ("Meier", "A. Meier")}
    with archive_at(kind, tmp_path) as url:
        with open_database(url, deadline=PATIENT) as database:
            for name in ("a.txt", "b.txt"):
                words = [said(f"Words of {name}", who="Ana Meier")]
                text = f"“Words of {name},” said Ana Meier. A. Meier left. Meier is back."
                ArchiveWriter(database).store_document(annotated(name, text, people=people, quotes=words))
            before = Corpus(database).find_entities("Meier")
            with database.write() as connection:
                _as_before_spellings(connection)
                connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0016'")
        with open_database(url, deadline=PATIENT) as upgraded:
            assert before
            assert Corpus(upgraded).find_entities("Meier") == before
            writer = ArchiveWriter(upgraded)
            writer.remove_document("a.txt")
            assert [one.entity.name for one in Corpus(upgraded).find_entities("A. Meier")] == ["Ana Meier"]
            writer.remove_document("b.txt")
            assert Corpus(upgraded).find_entities("Meier") == ()


def test_opening_again_changes_nothing_and_loads_no_migrations(path: Path, database: Database) -> None:
    """A console on an archive that is up to date starts without waiting for the machinery of migrations."""
    program = (
        "import sys\n"
        "from bot.store.corpus import open_corpus\n"
        "from bot.store.engine.database import open_database\n"
        f"with open_database('sqlite:///{path}') as database:\n"
        "    open_corpus(database).stats()\n"
        "print({'alembic', 'mako', 'trafilatura', 'htmldate', 'bot.extract'} & set(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "set()"


def test_older_archives_are_brought_up_to_date(path: Path, database: Database) -> None:
    """An archive of the first version opens in this one, with what it holds."""
    with open_database(f"sqlite:///{path}") as again, again.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == head_revision()


def test_newer_archives_are_refused(path: Path, database: Database) -> None:
    """An older program must not write into what it does not understand."""
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaError, match=r"newer version.*Update the program"):
        open_database(f"sqlite:///{path}")


def test_failed_migrations_leave_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration and the record of it are stored together: half a schema could never be repaired."""

    def fail(connection: object) -> None:
        upgrade(connection)
        raise RuntimeError("pulled out")

    upgrade = opening._upgrade
    with monkeypatch.context() as patch:
        patch.setattr(opening, "_upgrade", fail)
        with pytest.raises(RuntimeError, match="pulled out"):
            open_database(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
    with open_database(f"sqlite:///{path}") as opened:
        assert open_corpus(opened).stats().documents == 0


def test_two_processes_may_make_it_at_once(path: Path) -> None:
    """Started twice at the same moment, both find an archive."""
    faults: list[BaseException] = []

    def start() -> None:
        try:
            with open_database(f"sqlite:///{path}") as opened:
                open_corpus(opened).stats()
        except StoreError as error:
            faults.append(error)

    starts = [threading.Thread(target=start) for _ in range(4)]
    for one in starts:
        one.start()
    for one in starts:
        one.join()
    assert faults == []


@pytest.mark.parametrize(
    ("url", "said_so"),
    [
        ("not a url", "does not name a database"),
        ("postgresql:/root:secret@localhost/x", "does not name a database"),
        ("postgresql://root:secret@localhost:54x2/x", "does not name a database"),
        ("sqlite://", "cannot hold an archive"),
        ("sqlite:///:memory:", "cannot hold an archive"),
        ("mysql://root:secret@localhost/x", "cannot hold an archive"),
    ],
)
def test_other_urls_are_refused(url: str, said_so: str) -> None:
    """A wrong setting is answered with what to write instead, and without the password in it."""
    with pytest.raises(StoreError, match=said_so) as caught:
        open_database(url)
    assert "sqlite:///" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_missing_archives(tmp_path: Path) -> None:
    """A console on nothing says how to make an archive, and does not make an empty one."""
    with pytest.raises(StoreError, match="ingest"):
        open_database(f"sqlite:///{tmp_path / 'none.db'}", create=False)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_archive_is_left_alone(tmp_path: Path) -> None:
    """A file of something else is named, and not overwritten."""
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader, " * 200)
    with pytest.raises(StoreError, match=r"letter\.txt is not a database"):
        open_database(f"sqlite:///{letter}")
    assert letter.read_text() == "Dear reader, " * 200
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="another program"):
        open_database(f"sqlite:///{other}")
    with pytest.raises(StoreError, match="is a folder"):
        open_database(f"sqlite:///{tmp_path}")
    with pytest.raises(StoreError, match="cannot be made"):
        open_database(f"sqlite:///{letter / 'archive.db'}")


def test_locked_archives(path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process writes, reading goes on, and a write that waited too long says so."""
    monkeypatch.setattr(on_sqlite, "LOCK_SECONDS", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_database(f"sqlite:///{path}") as opened:
        assert open_corpus(opened).stats().documents == 0
        with pytest.raises(StoreError, match="locked by another process"):
            ArchiveWriter(opened).store_document(annotated("a", "Words."))
    other.close()


def test_questions_wait_for_a_connection(path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many who ask at once would be refused, or all wait for ever for one who does not end."""
    monkeypatch.setattr(on_sqlite, "READERS", 1)
    monkeypatch.setattr(on_sqlite, "LOCK_SECONDS", 0.05)
    with open_database(f"sqlite:///{path}") as narrow:
        with narrow.read(), pytest.raises(StoreError, match="busy: too many questions at once"), narrow.read():
            pass
        with pytest.raises(ZeroDivisionError), narrow.read():
            1 / 0  # noqa: B018 - a defect while reading
        ArchiveWriter(database).store_document(annotated("a", "It rains."))
        assert open_corpus(narrow).stats().documents == 1
        narrow.close()
        assert open_corpus(narrow).stats().documents == 1


def test_a_question_sees_one_state(database: Database) -> None:
    """An answer would count quotes that it does not show, because a document came in between."""
    corpus, statement = open_corpus(database), text("SELECT count(*) FROM document")
    with database.read() as connection:
        assert connection.execute(statement).scalar() == 0
        ArchiveWriter(database).store_document(annotated("a", "It rains."))
        assert connection.execute(statement).scalar() == 0
        assert corpus.stats().documents == 1
    with database.read() as connection:
        assert connection.execute(statement).scalar() == 1


def test_full_disks(database: Database) -> None:
    """When the disk is full the document is not half-stored, and what was there can still be read."""
    writer, corpus = ArchiveWriter(database), open_corpus(database)
    writer.store_document(annotated("a", "“Yes,” said Mira.", quotes=[said("Yes", who="Mira")]))
    with database.write() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StoreError, match="disk is full"):
        writer.store_document(annotated("b", "Word. " * 100_000))
    assert corpus.stats().documents == 1


def test_damaged_archives(path: Path) -> None:
    """A damaged file ends in a sentence with a remedy, not in a trace of the program."""
    with open_database(f"sqlite:///{path}") as opened:
        for number in range(20):
            ArchiveWriter(opened).store_document(annotated(f"{number}", "Word after word. " * 50))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"damaged|failed"), open_database(f"sqlite:///{path}") as opened:
        open_corpus(opened).stats()
