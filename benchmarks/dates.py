"""Time expressions and events beside dateparser, in one run: how many documents a CPU second, how many dates right.

    python benchmarks/dates.py [FOLDER] [--documents N]

FOLDER is ../shared/eval/dates where the labelled articles are there; without it the invented articles of the tests are
read. dateparser (a dependency of htmldate, so it is always there) searches the same texts with the true publication
date handed to it. A date is right when it overlaps a labelled one and names the same day, month or year; dateparser
knows days only, so both are also judged on full dates alone. Ends with how our time grows when hostile texts double.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from dateparser.search import search_dates

from bot.extract.events.find import find_events
from bot.extract.names.table import find_names
from bot.extract.page.blocks import find_blocks
from bot.extract.page.sentences import split_sentences
from bot.extract.times.find import find_times
from bot.model import Dating, Derivation, Document, HowKnown, PartialDate

HOSTILE = (
    "May ",
    "3 4 5 and a half 2021 - ",
    "3 May 2021 ",
    "the last two ",
    "He left on Thursday. ",
    "Published: 3 May 2021\n",
)
Found = list[tuple[int, int, str]]
_DAY = len("2024-05-16")


@dataclass(frozen=True)
class Article:
    """A text, its publication date and the calendar dates it names: (start, end, ISO).

    ``ignored`` are spans, such as the dateline, where nothing is credited or punished.
    """

    text: str
    published: str
    dates: Found
    ignored: tuple[tuple[int, int], ...] = ()


def labelled(folder: Path | None, limit: int) -> list[Article]:
    """Return the articles to read."""
    if folder is None:
        from tests.unit.extract.marked_articles import ARTICLES

        return [_invented(article) for article in ARTICLES if article.published][:limit]
    articles = []
    for name in ("meantime_dev", "timebank_aquaint_dev"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()[:limit]:
            item = json.loads(line)
            marked = [
                (t["start"], t["end"], t["value"].split("T")[0]) for t in item["timexes"] if _calendar(t["value"])
            ]
            ignored = tuple((start, end) for start, end in item["ignore"])
            articles.append(Article(item["text"], item["dct"][:10], marked, ignored))
    return articles


def _invented(article: Any) -> Article:
    dates = [(m.start, m.end, m.value.split("T")[0]) for m in article.times if m.value and _calendar(m.value)]
    return Article(article.text, article.published, dates, tuple((m.start, m.end) for m in article.times if not m.type))


def _calendar(value: str) -> bool:
    day = value.split("T", maxsplit=1)[0]
    return len(day) in {4, 7, 10} and day.replace("-", "").isdigit()


def ours(article: Article) -> Found:
    """Find calendar dates, and the events too, which is what an ingest does."""
    published = Dating(PartialDate.parse(article.published), Derivation(HowKnown.HEADER))
    blocks = find_blocks(article.text)
    sentences = split_sentences(article.text, blocks)
    times = find_times(article.text, blocks, sentences, published)
    names = find_names(Document("article", article.text), blocks, sentences)
    find_events(article.text, blocks, sentences, names, times, (), published)
    return [(*time.span, time.value.split("T")[0]) for time in times if time.value and _calendar(time.value)]


def dateparsers(article: Article) -> Found:
    """Find dates with dateparser and look up where they stand."""
    base = dt.datetime.combine(PartialDate.parse(article.published).first, dt.time())
    settings: Any = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    found: Found = []
    at = 0
    for words, date in search_dates(article.text, languages=["en"], settings=settings) or []:
        start = article.text.find(words, at)
        if start >= 0:
            found.append((start, start + len(words), date.date().isoformat()))
            at = start + len(words)
    return found


def f1(articles: Iterable[Article], read: list[Found], *, days_only: bool) -> float:
    """Return the F1 of calendar dates in percent."""
    right = wanted = given = 0
    for article, found in zip(articles, read, strict=True):
        gold = [date for date in article.dates if len(date[2]) == _DAY or not days_only]
        mine = [
            (start, end, iso)
            for start, end, iso in found
            if (len(iso) == _DAY or not days_only) and not any(start < b and a < end for a, b in article.ignored)
        ]
        wanted, given = wanted + len(gold), given + len(mine)
        right += sum(any(a < end and start < b and value == iso for a, b, iso in mine) for start, end, value in gold)
    return 200 * right / (wanted + given) if wanted + given else 0.0


def measure(name: str, reader: Callable[[Article], Found], articles: list[Article]) -> float:
    """Read the articles, print a line, return documents a CPU second."""
    begun = time.process_time()
    read = [reader(article) for article in articles]
    speed = len(articles) / (time.process_time() - begun)
    every, days = f1(articles, read, days_only=False), f1(articles, read, days_only=True)
    print(f"{name:<12}{speed:>8.1f} documents a CPU second   calendar F1 {every:5.1f}   full dates F1 {days:5.1f}")
    return speed


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--documents", type=int, default=60, help="so many of each set")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # dateparser warns of what later Pythons will change
    articles = labelled(options.folder, options.documents)
    print(f"{len(articles)} articles")
    ours(articles[0])  # tables are built once
    ratio = measure("ours", ours, articles) / measure("dateparser", dateparsers, articles)
    print(f"ours is {ratio:.0f} times as fast, events included")
    for piece in HOSTILE:
        seconds = []
        for size in (20_000, 40_000, 80_000):
            begun = time.process_time()
            ours(Article((piece * (size // len(piece))), "2031-03-05", []))
            seconds.append(time.process_time() - begun)
        growth = " ".join(f"{later / earlier:.1f}" for earlier, later in pairwise(seconds))
        print(f"{piece!r:<30} 20,000 characters in {seconds[0]:.2f} s; twice as long takes {growth} times as long")


if __name__ == "__main__":
    sys.exit(main())
