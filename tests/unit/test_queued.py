"""Ingest by way of the queue: whatever a plain ingest would have done is done, once, by whoever comes to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.ingest.queued import enqueue, not_stored, progress_of, tasks
from bot.ingest.run import ingest
from bot.store import queue as queue_module
from bot.store.asking.filters import Filters
from bot.store.corpus import open_corpus
from bot.store.engine.database import Database, open_database
from bot.store.queue import FileQueue, QueueState, TryLaterError, work_off
from tests.archives import open_archive
from tests.postgres import archive_url

ARTICLE = "“This is number {},” said Mira Solano on Thursday. The bridge {} opened on 15 May 2031.\n\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of five documents."""
    made = tmp_path / "news"
    made.mkdir()
    for number in range(5):
        (made / f"{number}.txt").write_text(ARTICLE.format(number, number))
    return made


@pytest.fixture
def shared() -> Iterator[tuple[str, Database]]:
    """An archive that workers share, with its URL."""
    with archive_url() as url, open_database(url) as database:
        yield url, database


def contents(database: Database) -> dict[str, tuple[str, int, int]]:
    """What the archive holds of each document: its text, how many quotes and events."""
    corpus = open_corpus(database)
    rows = corpus.documents(Filters(), limit=1000).rows
    return {row.name: (corpus.text(row.id), row.quote_count, row.event_count) for row in rows}


def test_the_queue_is_worked_off(folder: Path, shared: tuple[str, Database], tmp_path: Path) -> None:
    """An ingest by the queue would leave out, double or keep what a plain one does not."""
    url, database = shared
    queue = FileQueue(database, url)
    batch = enqueue([folder], queue, tell=lambda _: None)
    assert progress_of(batch, queue) == QueueState(waiting=6)
    assert len(not_stored(batch, database)) == 5
    work_off(database, url, tasks(database), until_empty=True)
    assert progress_of(batch, queue) == QueueState()
    assert not_stored(batch, database) == ()
    with open_archive("sqlite", tmp_path) as plain:
        ingest([folder], plain)
        assert contents(database) == contents(plain)


def test_changes_removals_and_new_names_are_followed(folder: Path, shared: tuple[str, Database]) -> None:
    """What was taken out of the folder would stay in the archive, or a renamed file lose its numbers."""
    url, database = shared
    queue = FileQueue(database, url)
    enqueue([folder], queue, tell=lambda _: None)
    work_off(database, url, tasks(database), until_empty=True)
    ids = {row.name: row.id for row in open_corpus(database).documents(Filters()).rows}
    (folder / "0.txt").unlink()
    (folder / "1.txt").rename(folder / "renamed.txt")
    (folder / "2.txt").write_text(ARTICLE.format(22, 22))
    enqueue([folder], queue, tell=lambda _: None)
    enqueue([folder], queue, tell=lambda _: None)  # asked for twice, done once
    work_off(database, url, tasks(database), until_empty=True)
    after = {row.name: row.id for row in open_corpus(database).documents(Filters()).rows}
    assert after == {"renamed.txt": ids["1.txt"], **{name: ids[name] for name in ("2.txt", "3.txt", "4.txt")}}
    assert "number 22" in contents(database)["2.txt"][0]


def test_what_fails_is_tried_again_and_then_given_up(
    folder: Path, shared: tuple[str, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A moment's trouble would cost a document, or a file that nothing can read block the queue for ever."""
    url, database = shared
    monkeypatch.setattr(queue_module, "ATTEMPTS", 2)
    queue = FileQueue(database, url)
    batch = enqueue([folder], queue, tell=lambda _: None)
    known, tried = tasks(database), []

    def faulty(**job: str) -> None:
        tried.append(Path(job["path"]).name)
        if job["path"].endswith("1.txt") or tried.count(Path(job["path"]).name) == 1:
            raise StoreError("The server is away.")
        known["read a file"](**job)

    while progress_of(batch, queue).left:
        work_off(database, url, {**known, "read a file": faulty}, until_empty=True)
    assert progress_of(batch, queue) == QueueState(failed=1)
    assert sorted(tried) == sorted(f"{number}.txt" for number in range(5) for _ in range(2))
    assert [path.name for path in not_stored(batch, database)] == ["1.txt"]
    assert sorted(contents(database)) == ["0.txt", "2.txt", "3.txt", "4.txt"]


def test_what_is_gone_is_removed_however_long_the_files_before_it_take(
    folder: Path, shared: tuple[str, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a long batch met one fault at its end, what was taken out of the folder would stay in the archive."""
    url, database = shared
    queue = FileQueue(database, url)
    ingest([folder], database)
    (folder / "0.txt").unlink()
    monkeypatch.setattr(queue_module, "ATTEMPTS", 2)
    batch = enqueue([folder], queue, tell=lambda _: None)
    known = tasks(database)
    faults: list[Exception] = [StoreError("The server is away."), *(TryLaterError("4 files are to be read"),) * 2]

    def faulty(**job: str) -> None:
        if faults:
            raise faults.pop()
        known["remove what is gone"](**job)

    while progress_of(batch, queue).left:
        work_off(database, url, {**known, "remove what is gone": faulty}, until_empty=True)
    assert progress_of(batch, queue) == QueueState()
    assert "0.txt" not in contents(database)


def test_a_file_of_its_own_has_no_queue(tmp_path: Path) -> None:
    """Who asks for a queue over SQLite is told what it takes."""
    with open_archive("sqlite", tmp_path) as database, pytest.raises(StoreError, match="takes PostgreSQL"):
        FileQueue(database, f"sqlite:///{tmp_path / 'a.db'}")


def test_what_cannot_be_read_is_told(folder: Path, shared: tuple[str, Database]) -> None:
    """A link in a circle or a missing folder would be passed over in silence."""
    url, database = shared
    told: list[str] = []
    enqueue([folder / "none"], FileQueue(database, url), tell=lambda notice: told.append(str(notice)))
    assert "no such file" in told[0]
