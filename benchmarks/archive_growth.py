"""How answers grow with the archive, from ten thousand quotes to a million, as a picture.

    python -m benchmarks.archive_growth [--folder FOLDER] [--picture docs/archive-growth.png]

The processor time of a question, without waiting for a core: the median of 200, through `Corpus`. In FOLDER the
archives stay and are used again (big.db is that of a million quotes).
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.archive import prepared
from benchmarks.archive_questions import questions_of
from benchmarks.archive_timing import Question
from bot.store.corpus import open_corpus
from bot.store.engine.database import open_database

SIZES = (("small.db", 10_000, 2_000), ("middle.db", 100_000, 6_000), ("big.db", 1_000_000, 20_000))
ROUNDS = 200


def processor_time(questions: Sequence[Question]) -> float:
    """Median milliseconds of processor time, once all was asked before."""
    for question in questions:
        question()
    spent = []
    for question in questions:
        start = time.process_time()
        question()
        spent.append((time.process_time() - start) * 1000)
    return statistics.median(spent)


def measured(folder: Path) -> dict[str, list[float]]:
    """Milliseconds by the sort of question, for each size."""
    figures: dict[str, list[float]] = {}
    for name, quotes, speakers in SIZES:
        words = prepared(folder / name, quotes, quotes // 5, speakers)
        with open_database(f"sqlite:///{folder / name}") as database:
            corpus = open_corpus(database)
            asked = questions_of(corpus, words, speakers, ROUNDS)
            start = time.process_time()
            corpus.speakers("a")
            figures.setdefault("reading the names, once", []).append((time.process_time() - start) * 1000)
            sorts = asked.lookups | {
                "speaker and words": asked.speaker_and_words,
                "words, newest": asked.words,
                "common words": asked.common,
                "rare words": asked.rare,
            }
            for what, questions in sorts.items():
                figures.setdefault(what, []).append(processor_time(questions))
    return figures


def draw(figures: dict[str, list[float]], picture: Path) -> None:
    """Draw the figures on two logarithmic axes."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.2), layout="constrained")
    sizes = [quotes for _, quotes, _ in SIZES]
    for (what, spent), mark in zip(figures.items(), "osD^v<>P*X", strict=False):
        axes.loglog(sizes, spent, marker=mark, label=what, linewidth=1.2, markersize=5)
    axes.set_xlabel("quotes in the archive")
    axes.set_ylabel("processor time, milliseconds (median)")
    axes.grid(visible=True, which="major", linewidth=0.4)
    axes.legend(fontsize=8, loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False)
    figure.savefig(picture, dpi=90)


def main() -> None:
    """Parse, measure, print a table, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--picture", type=Path, default=Path("docs/archive-growth.png"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measured(options.folder or Path(folder))
    print(f"| milliseconds of processor time | {' | '.join(f'{quotes:,} quotes' for _, quotes, _ in SIZES)} |")
    print(f"| --- {'| --: ' * len(SIZES)}|")
    for what, spent in figures.items():
        print(f"| {what} | {' | '.join(f'{one:.2f}' for one in spent)} |")
    draw(figures, options.picture)


if __name__ == "__main__":
    main()
