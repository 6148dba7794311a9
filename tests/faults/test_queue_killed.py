"""Three workers share a queue and one is killed in the midst: the archive is the one that a single process makes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.ingest.queued import enqueue, not_stored, progress_of
from bot.ingest.run import ingest
from bot.settings import Settings
from bot.store.asking.filters import Filters
from bot.store.corpus import open_corpus
from bot.store.engine.database import Database, open_database
from bot.store.queue import FileQueue, QueueState
from tests.archives import open_archive
from tests.postgres import archive_url

pytestmark = pytest.mark.drill

ROOT = Path(__file__).parents[2]
FILES = 90
PATIENCE = 600  # seconds after which it hangs, on any machine
PEOPLE = ("Mira Kovach", "Kovach", "Sergei Marov", "Sergey Marov", "Oto Brandl", "Ana Kovach", "Marov")
PLACES = ("Lindhaven", "Norport", "Oldhaven")
ARTICLE = (
    "{place}, May {day}, 2031\n\n“We will rebuild pier {number} within a year,” said {one} on Tuesday. "
    "{other} said that the harbour of {place} needs {number} new cranes.\n\n"
    "{one} met {other} in {place} on {day} May 2031. On 16 May 2031 Mira Kovach and Sergei Marov signed a joint "
    "statement in Lindhaven. “It is a beginning,” {other} said.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents in which the same people come under several names."""
    made = tmp_path / "news"
    made.mkdir()
    for number in range(FILES):
        one, other = PEOPLE[number % len(PEOPLE)], PEOPLE[(number * 3 + 1) % len(PEOPLE)]
        text = ARTICLE.format(number=number, one=one, other=other, place=PLACES[number % 3], day=number % 28 + 1)
        (made / f"{number:03}.txt").write_text(text)
    return made


@contextmanager
def workers(url: str, count: int, folder: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many workers, each a process as it is started on a machine of its own."""
    environment = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
    environment |= {"DATABASE_URL": url, "PYTHONPATH": str(ROOT), "LOG_LEVEL": "WARNING"}
    started = [
        subprocess.Popen([sys.executable, "-m", "bot", "worker"], cwd=folder, env=environment) for _ in range(count)
    ]
    try:
        yield started
    finally:
        for process in started:
            process.send_signal(signal.SIGTERM)
        codes = [process.wait(timeout=30) for process in started]
        assert codes.count(0) == count - 1, codes


def contents(database: Database) -> dict[str, Any]:
    """All that a reader can see, without numbers, which depend on what came first."""
    corpus = open_corpus(database)
    documents = corpus.documents(Filters(), limit=1000).rows
    stats, counts = corpus.stats(), corpus.counts()
    return {
        "documents": {row.name: (corpus.text(row.id), row.quote_count, row.event_count) for row in documents},
        "quotes": sorted(
            (row.document.name, row.parts, row.kind.value, row.speaker or "", str(row.said_on.date))
            for row in corpus.all_quotes()
        ),
        "events": sorted(
            (row.document.name, row.text, row.participants, sorted(one.document.name for one in row.also_told))
            for row in corpus.all_events()
        ),
        "speakers": sorted(
            (one.name, one.direct, one.indirect, one.aliases)
            for one in (corpus.entity(speaker.id) for speaker in corpus.speakers(limit=25))
        ),
        "counts": (stats.documents, stats.years, counts),
    }


def test_nothing_is_lost_or_doubled(folder: Path, tmp_path: Path) -> None:
    """A machine that fails in the midst of a bulk ingest would leave documents out, half of one, or some twice."""
    with archive_url() as url, open_database(url) as database:
        queue = FileQueue(database, url)
        with workers(url, 3, tmp_path) as processes:
            batch = enqueue([folder], queue, tell=lambda _: None)
            begun = time.monotonic()
            while progress_of(batch, queue).left > FILES * 2 // 3:
                assert time.monotonic() < begun + PATIENCE
                time.sleep(0.05)
            while not _all_work(database):
                time.sleep(0.01)
            processes[0].kill()
            while progress_of(batch, queue).left:
                assert time.monotonic() < begun + PATIENCE
                time.sleep(0.2)
        assert progress_of(batch, queue) == QueueState()
        assert not_stored(batch, database) == ()
        with open_archive("sqlite", tmp_path) as single:
            ingest([folder], single)
            assert contents(database) == contents(single)
        assert ingest([folder], database).unchanged == FILES


def _all_work(database: Database) -> bool:
    """Whether all three have a job in hand, the one that is to die among them."""
    with database.read() as connection:
        doing = "SELECT count(DISTINCT worker_id) FROM procrastinate_jobs WHERE status = 'doing'"
        return bool(connection.exec_driver_sql(doing).scalar_one() == 3)
