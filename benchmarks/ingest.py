"""How fast a folder is read, on one and on two processes, and whether memory grows with the number of documents.

    python -m benchmarks.ingest [--texts ../shared/eval/quotes/polnear_train.verbatim.jsonl] [--documents 840]

Documents come from the texts there, or from any other file of JSON lines with ``text``. Each run is a process of its
own with an archive of its own, in turn: one process, two, one, two. The exit code is 1 where two processes are not 1.7
times as fast as one, or where four times as many documents take more than a quarter more memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

_TEXTS = Path("../shared/eval/quotes/polnear_train.verbatim.jsonl")
_FASTER = 1.7
_GROWTH = 1.25
_ROUNDS = 2


class Run(NamedTuple):
    """An ingest: seconds, greatest resident megabytes, and seconds of processor time, its own and of its workers."""

    seconds: float
    megabytes: float
    own: float
    others: float


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=_TEXTS)
    parser.add_argument("--documents", type=int, default=840)
    parser.add_argument("--one", nargs=2, metavar=("FOLDER", "WORKERS"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        return _one(Path(asked.one[0]), int(asked.one[1]))
    if not asked.texts.is_file():
        print(f"There is no {asked.texts}: name a file of JSON lines with --texts.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as place:
        whole, quarter = Path(place, "whole"), Path(place, "quarter")
        characters = _write(asked.texts, whole, asked.documents)
        _write(asked.texts, quarter, asked.documents // 4)
        runs: dict[int, list[Run]] = {1: [], 2: []}
        for _ in range(_ROUNDS):
            for workers, found in runs.items():
                found.append(_apart(whole, workers))
        few = _apart(quarter, 1)
    return _report(runs, few, asked.documents, characters)


def _write(texts: Path, folder: Path, most: int) -> int:
    folder.mkdir()
    characters = 0
    with texts.open(encoding="utf-8") as lines:
        for number, line in zip(range(most), lines, strict=False):
            text = json.loads(line)["text"]
            characters += len(text)
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return characters


def _apart(folder: Path, workers: int) -> Run:
    """An ingest in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.ingest", "--one", str(folder), str(workers)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 # ours
    return Run(*map(float, printed.split()))


def _one(folder: Path, workers: int) -> int:
    # Here and not above, as on the command line: every worker process loads the main module again.
    from bot.ingest.run import ingest
    from bot.store.engine.database import open_database

    with tempfile.TemporaryDirectory() as place, open_database(f"sqlite:///{place}/archive.db") as database:
        start, before = time.perf_counter(), time.process_time()
        ingest([folder], database, workers=workers)
        seconds = time.perf_counter() - start
        own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(seconds, own.ru_maxrss / 1024, own.ru_utime + own.ru_stime - before, others.ru_utime + others.ru_stime)
    return 0


def _report(runs: dict[int, list[Run]], few: Run, documents: int, characters: int) -> int:
    print("| processes | seconds | documents a second | characters a second | MB | ms of processor time | of workers |")
    print("| --: | --: | --: | --: | --: | --: | --: |")
    took = {}
    for workers, found in runs.items():
        took[workers] = seconds = median(one.seconds for one in found)
        rates = f"{documents / seconds:,.0f} | {characters / seconds:,.0f} | {max(one.megabytes for one in found):.0f}"
        own, others = (
            1000 * median(times) / documents for times in zip(*((one.own, one.others) for one in found), strict=True)
        )
        print(f"| {workers} | {seconds:.1f} | {rates} | {own:.1f} | {others:.1f} |")
    print("\nMB and processor time (of one document) are of the process that stores, then of those that read for it.")
    faster, growth = took[1] / took[2], max(one.megabytes for one in runs[1]) / few.megabytes
    print(f"two processes: {faster:.2f} times as fast (target {_FASTER})")
    print(f"four times as many documents: {growth:.2f} times the memory (target at most {_GROWTH})")
    return int(faster < _FASTER or growth > _GROWTH)


if __name__ == "__main__":
    sys.exit(main())
