"""How quickly an archive of a million quotes answers, as ratios within one run (docs/performance.md).

    python -m benchmarks.archive [--quotes 1000000] [--events 200000] [--speakers 20000] [--rounds 200] [--keep PATH]

Each question goes the way it goes in a chat: from the event loop to a worker thread, through `Corpus`. Beside it
statements are run on a bare sqlite3 connection (`benchmarks.archive_bare`). Targets stand beside the ratios; the exit
code is 1 where one is missed. With --keep the archive stays at PATH and is used again.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from multiprocessing.synchronize import Event
from pathlib import Path

from benchmarks.archive_bare import beside_hand, beside_own
from benchmarks.archive_commands import whole_answers
from benchmarks.archive_questions import questions_of
from benchmarks.archive_rows import fill
from benchmarks.archive_search import beside_tantivy, completion, ranking
from benchmarks.archive_timing import Question, Report, Took, side_by_side, took_from_loop
from bot.service import SWITCH_SECONDS
from bot.store.corpus import open_corpus
from bot.store.engine.database import open_database
from bot.store.writing.write import ArchiveWriter
from tests.builders import annotated, said


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


async def while_writing(report: Report, path: str, questions: Sequence[Question]) -> None:
    """Compare reading in quiet with reading while documents are stored."""
    processes = multiprocessing.get_context("spawn")
    passes = []
    for _ in range(3):
        quiet = [await took_from_loop(question) for question in questions]
        stop = processes.Event()
        process = processes.Process(target=store_until, args=(path, stop))
        process.start()
        await asyncio.sleep(2)  # until it is at work
        try:
            passes.append(([await took_from_loop(question) for question in questions], quiet))
        finally:
            stop.set()
            process.join()
    report.ratio("reading while an ingest runs", passes, 1.5)


async def lag(report: Report, questions: Sequence[Question]) -> None:
    """Compare the event loop's lag with searches running and without, with the threads' turns as `serve` sets them."""

    async def measure(seconds: float) -> list[Took]:
        late, end = [], time.perf_counter() + seconds
        while (start := time.perf_counter()) < end:
            await asyncio.sleep(0.002)
            late.append((time.perf_counter() - start - 0.002, 0.0))
        return late

    async def search() -> None:
        while True:
            for question in questions:
                await asyncio.to_thread(question)

    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    passes = []
    for _ in range(5):
        idle = await measure(1)
        searching = asyncio.create_task(search())
        passes.append((await measure(1), idle))
        searching.cancel()
        await asyncio.gather(searching, return_exceptions=True)
    sys.setswitchinterval(before)
    report.ratio("event loop's lag (p99) with searches running", passes, 5, at=99)


def start(report: Report, path: str) -> None:
    """Report how soon a process answers and what it holds in memory; the best of three: the machine has other work."""
    report.say("\n| ready after imports | | limit | |\n| --- | --: | --: | --- |")
    for how in ("console", "serve"):
        command = [sys.executable, "-m", "benchmarks.archive_start", path, how]
        runs = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(3)]  # noqa: S603
        report.limit(f"{how}: seconds", min(run["seconds"] for run in runs), 1)
        report.limit(f"{how}: seconds of processor time", min(run["processor"] for run in runs), 1)
        if how == "serve":
            report.say(f"| the chats' libraries: seconds | {min(run['imports'] for run in runs):.2f} | | |")
        report.limit(f"{how}: resident megabytes at most", max(run["megabytes"] for run in runs), 200)


async def run(path: str, words: Sequence[str], speakers: int, rounds: int) -> Report:
    """All of it."""
    report = Report()
    start(report, path)
    report.say("\n| what | ms (p95) | beside it | ratio | of medians | of processor time | target | |")
    report.say("| --- | --: | --: | --: | --: | --: | --: | --- |")
    with open_database(f"sqlite:///{path}") as database:
        corpus = open_corpus(database)
        asked = questions_of(corpus, words, speakers, rounds)
        for what, questions in asked.lookups.items():
            await beside_own(report, what, path, corpus, questions, 3.5)
        await beside_own(report, "speaker and words", path, corpus, asked.speaker_and_words, 1.5)
        await beside_hand(report, "words, newest, beside SQL by hand", path, corpus, asked.typed, 1.5)
        await beside_own(report, "words, newest, beside its own SQL", path, corpus, asked.words, 1.5)
        passes = await side_by_side(asked.common, asked.rare, other_hop=True)
        report.ratio("common words, beside rare ones", passes, 1.0)
        ranking(report, path, asked.common_words)
        await completion(report, corpus)
        await lag(report, asked.words)
        await while_writing(report, path, asked.words[:100])
        some = {"words as they come": (asked.words, asked.typed)}
        some |= {"common words": (asked.common, asked.common_words), "rare words": (asked.rare, asked.rare_words)}
        beside_tantivy(report, Path(f"{path}.tantivy"), path, some)
        whole_answers(report, corpus, asked.typed)
    return report


def prepared(path: Path, quotes: int, events: int, speakers: int) -> list[str]:
    """The words of the archive at ``path``, which is made where it is not there yet."""
    words_at = path.with_suffix(".words")
    open_database(f"sqlite:///{path}").close()
    if not words_at.exists():
        begin = time.perf_counter()
        words_at.write_text("\n".join(fill(str(path), quotes, events, speakers)))
        print(f"made in {time.perf_counter() - begin:.0f} s, {path.stat().st_size / 2**20:.0f} MB")
    return words_at.read_text().split()


def main() -> int:
    """Parse, fill, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotes", type=int, default=1_000_000)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--speakers", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="where to make the archive; it stays there and is used again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "archive.db"
        words = prepared(path, options.quotes, options.events, options.speakers)
        return int(asyncio.run(run(str(path), words, options.speakers, options.rounds)).missed)


if __name__ == "__main__":
    sys.exit(main())
