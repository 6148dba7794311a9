"""What storing costs as an archive grows, apart from reading and annotating.

    python -m benchmarks.storing [--documents 300 1500 5000]

Documents of 20 quotes name 8 people and 6 organisations each, out of a stock in which all people share 60 surnames and
all organisations five last words: the worst case for telling who is who. Processor time of the store alone, from what
was found to the last row, 16 documents a transaction as in an ingest.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time

from bot.model import Annotations, EntityKind
from bot.store.engine.database import open_database
from bot.store.writing.ready import make_ready
from bot.store.writing.write import ArchiveWriter
from tests.builders import annotated, said

TOGETHER = 16
_PEOPLE, _ORGANISATIONS, _SURNAMES = 1_200, 300, 60
_LAST_WORDS = ("Ministry", "Council", "Agency", "Union", "Works")


def made(count: int, seed: int = 7) -> list[Annotations]:
    """So many documents."""
    numbers = random.Random(seed)  # noqa: S311 - the same each time

    def name() -> str:
        return "".join(numbers.choice("bdfgklmnprstvz") + numbers.choice("aeiou") for _ in range(3)).title()

    surnames = [f"{name()}v" for _ in range(_SURNAMES)]
    people = [f"{name()} {surname}" for surname in surnames for _ in range(_PEOPLE // _SURNAMES)]
    organisations = [f"{name()} {last}" for last in _LAST_WORDS for _ in range(_ORGANISATIONS // len(_LAST_WORDS))]
    documents = []
    for number in range(count):
        some, others = numbers.sample(people, 8), numbers.sample(organisations, 6)
        words = [" ".join(name().lower() for _ in range(12)) for _ in range(20)]
        lines = [f"“{spoken},” said {numbers.choice(some)} of {numbers.choice(others)}." for spoken in words]
        quotes = [
            said(spoken, who=line.partition("said ")[2].partition(" of ")[0])
            for spoken, line in zip(words, lines, strict=True)
        ]
        documents.append(
            annotated(
                f"{number:05}.txt",
                "\n".join(lines),
                published=f"20{numbers.randrange(10, 30)}-{numbers.randrange(1, 13):02}-16",
                people={one: (one.split()[-1],) for one in some},
                others=dict.fromkeys(others, EntityKind.ORGANISATION),
                quotes=quotes,
            )
        )
    return documents


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[300, 1_500, 5_000])
    options = parser.parse_args()
    every = made(max(options.documents))
    print("| documents | s of processor time | ms a document |\n| --: | --: | --: |")
    with tempfile.TemporaryDirectory() as folder, open_database(f"sqlite:///{folder}/archive.db") as database:
        writer, spent, stored = ArchiveWriter(database), 0.0, 0
        for count in sorted(options.documents):
            for begin in range(stored, count, TOGETHER):
                some = every[begin : min(begin + TOGETHER, count)]
                start = time.process_time()
                writer.store_documents([make_ready(one, "") for one in some])
                spent += time.process_time() - start
            stored = count
            print(f"| {count:,} | {spent:.1f} | {spent / count * 1000:.1f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
