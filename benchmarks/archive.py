"""How quickly an archive of a million quotes answers, as ratios within one run.

    python -m benchmarks.archive [--quotes 1000000] [--events 200000] [--speakers 20000] [--rounds 200] [--keep PATH]

Each question goes the way it goes in a chat: from the event loop to a worker thread, through `Corpus`. Beside it the
very statements that it led to are run again on a bare sqlite3 connection. Targets stand beside the ratios; the exit
code is 1 where one is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import gc
import multiprocessing
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from sqlalchemy import event

from benchmarks.archive_rows import DAYS, FIRST_DAY, fill, zipf
from bot.commands.period_units import of_days
from bot.store.corpus import Corpus, Filters, open_corpus
from bot.store.database import Database, open_database
from bot.store.write import ArchiveWriter
from tests.builders import annotated, said

Question = Callable[[], Any]


@dataclass
class Results:
    """Lines of the report, and whether a target was missed."""

    lines: list[str] = field(default_factory=list)
    missed: bool = False

    def ratio(self, what: str, one: Sequence[float], other: Sequence[float], target: float) -> None:
        """Report the 95th percentile of ``one`` in relation to that of ``other`` (in seconds), and of the medians."""
        ratio, middle = p95(one) / p95(other), statistics.median(one) / statistics.median(other)
        self.missed |= ratio > target
        verdict = "held" if ratio <= target else "missed"
        numbers = f"{p95(one) * 1000:.2f} | {p95(other) * 1000:.2f} | {ratio:.2f} | {middle:.2f}"
        self.say(f"| {what} | {numbers} | {target} | {verdict} |")

    def say(self, line: str) -> None:
        """Print and keep a line."""
        self.lines.append(line)
        print(line, flush=True)


def p95(seconds: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


async def timed(questions: Sequence[Question]) -> list[float]:
    """The seconds that the questions take by way of a worker thread."""
    seconds = []
    for question in questions:
        start = time.perf_counter()
        await asyncio.to_thread(question)
        seconds.append(time.perf_counter() - start)
    return seconds


@contextmanager
def recorded(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """The statements that reading leads to."""
    statements: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if not statement.startswith("BEGIN"):
            statements.append((statement, parameters))

    with database.read() as connection:
        engine = connection.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def beside_bare(
    results: Results, what: str, path: str, corpus: Corpus, questions: Sequence[Question], target: float
) -> None:
    """Compare questions with their own statements run bare."""
    groups = []
    for question in questions:
        with recorded(corpus.database) as statements:
            question()
        groups.append(list(statements))
    bare = sqlite3.connect(path, isolation_level=None)
    bare.execute("PRAGMA query_only = ON")
    asked, seconds = [], []
    for question, statements in zip(questions, groups, strict=True):  # in turn, so that a busy machine is fair to both
        asked += await timed([question])
        start = time.perf_counter()
        for statement, parameters in statements:
            bare.execute(statement, parameters).fetchall()
        seconds.append(time.perf_counter() - start)
    bare.close()
    results.ratio(what, asked, seconds, target)


def questions_of(corpus: Corpus, words: Sequence[str], speakers: int, rounds: int) -> dict[str, list[Question]]:
    """Questions of each sort, about speakers and words as common as people ask for them: the common ones more often."""
    numbers = random.Random(11)  # noqa: S311 - the same each time
    who = numbers.choices(range(1, speakers + 1), cum_weights=zipf(speakers), k=rounds)
    days = [FIRST_DAY + numbers.randrange(DAYS) for _ in range(rounds)]
    day = [of_days(dt.date.fromordinal(one), dt.date.fromordinal(one)) for one in days]
    year = [of_days(dt.date(2000 + one % 24, 1, 1), dt.date(2000 + one % 24, 12, 31)) for one in days]
    common = numbers.choices(words[:50], k=rounds)
    rare = numbers.choices(words[8_000:20_000], k=rounds)
    middle = numbers.choices(words[:2_000], k=rounds)

    def asked(every: Sequence[Filters]) -> list[Question]:
        return [lambda one=one: corpus.quotes(one, 0, 5) for one in every]  # type: ignore[misc]

    return {
        "speaker, newest": asked([Filters(entity=one) for one in who]),
        "a day": asked([Filters(period=one) for one in day]),
        "a year": asked([Filters(period=one) for one in year]),
        "events of a year": [lambda one=one: corpus.events(Filters(period=one), 0, 5) for one in year],  # type: ignore[misc]
        "speaker and words": asked([Filters(entity=one, words=(word,)) for one, word in zip(who, middle, strict=True)]),
        "words, newest": asked([Filters(words=(word,)) for word in middle]),
        "common words": asked([Filters(words=(word,)) for word in common]),
        "rare words": asked([Filters(words=(word,)) for word in rare]),
    }


async def completion(results: Results, corpus: Corpus) -> None:
    """Compare completion from memory with a table of precomputed prefixes."""
    names = [row.name for row in corpus.speakers("", 25)]
    known = corpus.speakers("", 2_000)
    typed = [name[:length] for name in names for length in (1, 2, 3, 5, 8)]
    prefixes = sorted({(row.name[:length].lower(), -row.quotes, row.name) for row in known for length in range(1, 12)})
    table = sqlite3.connect(":memory:")
    table.execute(
        "CREATE TABLE prefix (start TEXT, weight INTEGER, name TEXT, PRIMARY KEY (start, weight, name)) WITHOUT ROWID"
    )
    table.executemany("INSERT OR IGNORE INTO prefix VALUES (?, ?, ?)", prefixes)
    del prefixes
    with corpus.database.read() as connection:
        index = corpus._remembered(connection).names
    typed += [f"{name[:3]}x{name[4:]}" for name in names]  # with a wrong letter

    def seconds(complete: Callable[[str], Any]) -> list[float]:
        took = []
        for one in typed:
            start = time.perf_counter()
            complete(one)
            took.append(time.perf_counter() - start)
        return took

    def precomputed(one: str) -> list[Any]:
        rows = "SELECT name FROM prefix WHERE start = ? ORDER BY weight LIMIT 25"
        return table.execute(rows, (one.lower(),)).fetchall()

    first = seconds(lambda one: index.starting(one, 25))
    results.say(f"| completion, typed for the first time | {p95(first) * 1000:.2f} | | | | | |")
    again = seconds(lambda one: index.starting(one, 25))
    results.ratio("completion, typed before, beside a prefix table", again, seconds(precomputed), 0.5)


def store_until(path: str, stop: Event) -> None:
    """Store documents until told to stop; runs in a process of its own, as an ingest does."""
    number = 0
    with open_database(f"sqlite:///{path}") as database:
        writer = ArchiveWriter(database)
        while not stop.is_set():
            number += 1
            words = f"we meet again in hall {number}"
            text = "\n".join(f"“{words} {line},” said Ana Meier." for line in range(20))
            quotes = [said(f"{words} {line}", who="Ana Meier") for line in range(20)]
            name = f"new {time.time()} {number}"
            writer.store_document(annotated(name, text, people={"Ana Meier": ()}, quotes=quotes))


async def while_writing(results: Results, path: str, questions: Sequence[Question]) -> None:
    """Compare reading in quiet with reading while documents are stored."""
    quiet = await timed(questions)
    processes = multiprocessing.get_context("spawn")
    stop = processes.Event()
    process = processes.Process(target=store_until, args=(path, stop))
    process.start()
    await asyncio.sleep(2)  # until it is at work
    try:
        busy = await timed(questions)
    finally:
        stop.set()
        process.join()
    results.ratio("reading while an ingest runs", busy, quiet, 1.5)


async def lag(results: Results, questions: Sequence[Question]) -> None:
    """Compare the event loop's lag with searches running and without."""

    async def measure(seconds: float) -> list[float]:
        late, end = [], time.perf_counter() + seconds
        while (start := time.perf_counter()) < end:
            await asyncio.sleep(0.002)
            late.append(time.perf_counter() - start - 0.002)
        return late

    idle = [statistics.quantiles(await measure(2), n=100)[-1]]
    search = asyncio.create_task(timed(questions * 3))
    busy = [statistics.quantiles(await measure(2), n=100)[-1]]
    await search
    results.ratio("event loop's lag (p99) with a search running", busy, idle, 5)


async def run(path: str, words: Sequence[str], speakers: int, rounds: int) -> Results:
    """All of it."""
    results = Results()
    start = time.perf_counter()
    database = open_database(f"sqlite:///{path}")
    corpus = open_corpus(database)
    corpus.speakers("", 25)
    results.say(f"ready (names in memory) after {time.perf_counter() - start:.2f} s")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results.say(f"resident memory at most {memory:.0f} MB until here\n")
    results.say(
        "| what | ms (p95) | beside it | ratio | of medians | target | |\n| --- | --: | --: | --: | --: | --: | --- |"
    )
    asked = questions_of(corpus, words, speakers, rounds)
    for what in ("speaker, newest", "a day", "a year", "events of a year"):
        await beside_bare(results, what, path, corpus, asked[what], 3.5)
    for what in ("speaker and words", "words, newest"):
        await beside_bare(results, what, path, corpus, asked[what], 1.5)
    common, rare = await timed(asked["common words"]), await timed(asked["rare words"])
    results.ratio("common words, beside rare ones", common, rare, 1.0)
    await completion(results, corpus)
    await lag(results, asked["words, newest"])
    await while_writing(results, path, asked["words, newest"])
    database.close()
    return results


def main() -> int:
    """Parse, fill, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quotes", type=int, default=1_000_000)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--speakers", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="where to make the archive; it stays there and is used again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "archive.db"
        words_at = path.with_suffix(".words")
        if not words_at.exists():
            open_database(f"sqlite:///{path}").close()
            start = time.perf_counter()
            words_at.write_text("\n".join(fill(str(path), options.quotes, options.events, options.speakers)))
            print(f"made in {time.perf_counter() - start:.0f} s, {path.stat().st_size / 2**20:.0f} MB")
        gc.collect()
        results = asyncio.run(run(str(path), words_at.read_text().split(), options.speakers, options.rounds))
    return int(results.missed)


if __name__ == "__main__":
    sys.exit(main())
