"""Search and completion of the large archive beside other ways to do them: ranking, a table of prefixes, tantivy."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from benchmarks.archive_bare import bare, match_of
from benchmarks.archive_timing import PASSES, Question, Report, percentile, side_by_side, took
from bot.store.corpus import Corpus
from bot.store.matching.wording import name_key

_RANK_ALL = "SELECT rowid FROM quote_fts WHERE quote_fts MATCH ? ORDER BY rank LIMIT 5"
_RANK_NEWEST = """
SELECT rowid FROM (SELECT rowid, bm25(quote_fts) AS score FROM quote_fts WHERE quote_fts MATCH ?
ORDER BY rowid DESC LIMIT 1000) ORDER BY score LIMIT 5
"""


def _over_words(connection: sqlite3.Connection, typed: Sequence[str], *statements: str) -> list[Question]:
    """Statements over each word, run as they stand."""

    def ask(word: str) -> None:
        for statement in statements:
            connection.execute(statement, (match_of(word),)).fetchall()

    return [lambda word=word: ask(word) for word in typed]  # type: ignore[misc]


def ranking(report: Report, path: str, typed: Sequence[str]) -> None:
    """Compare ranking the newest thousand by bm25 with ranking all."""
    connection = bare(path)
    some = typed[:40]  # ranking all takes up to a second
    newest, every = _over_words(connection, some, _RANK_NEWEST), _over_words(connection, some, _RANK_ALL)
    passes = [([took(one) for one in newest], [took(one) for one in every])]
    report.ratio("ranking the newest 1,000, beside all", passes, 0.35)
    connection.close()


async def completion(report: Report, corpus: Corpus) -> None:
    """Compare completion from memory with a table of precomputed prefixes, where nothing was typed before.

    With a wrong letter the table has nothing: its names are compared one by one (rapidfuzz's ratio), in memory too.
    """
    known = corpus.speakers("", 100_000)
    table = _prefix_table([(row.name, row.quotes) for row in known])
    names = [name_key(row.name) for row in known]
    some = [names[number * 97 % len(names)] for number in range(400)]
    right = [name[:length] for name in some for length in (1, 2, 3, 5, 8)]
    wrong = [f"{name[:3]}x{name[4:]}" for name in some[:50]]

    def looked_up(typed: str) -> list[Any]:
        rows = "SELECT name FROM prefix WHERE start = ? ORDER BY weight LIMIT 25"
        return table.execute(rows, (typed,)).fetchall()

    def compared(typed: str) -> list[Any]:
        return looked_up(typed) or process.extract(typed, names, scorer=fuzz.ratio, score_cutoff=80, limit=25)

    with corpus.database.read() as connection:
        index = corpus._remembered(connection).names
    index.starting("a", 25), index.starting(wrong[0], 25)  # made when first needed

    def from_memory(typed: str) -> Any:
        index._offered.clear()
        return index.starting(typed, 25)

    def asked(every: Sequence[str], one: Any) -> list[Question]:
        return [lambda typed=typed: one(typed) for typed in every]  # type: ignore[misc]

    for what, typed, other in (("completion", right, looked_up), ("completion of a misspelt name", wrong, compared)):
        passes = await side_by_side(asked(typed, from_memory), asked(typed, other), hop=False)
        report.ratio(f"{what}, beside a prefix table", passes, 0.5)


def beside_tantivy(
    report: Report, folder: Path, path: str, corpus_asks: dict[str, tuple[list[Question], list[str]]]
) -> None:
    """The same searches with tantivy, newest first with a count; says so where it is not installed."""
    try:
        import tantivy
    except ModuleNotFoundError:
        report.say("\ntantivy is not installed: pip install 'briefing-bot[benchmark]'")
        return
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("plain", stored=False, tokenizer_name="en_stem")
    schema.add_integer_field("chrono", stored=True, fast=True, indexed=True)
    made = 0.0
    folder.mkdir(exist_ok=True)
    index = tantivy.Index(schema.build(), path=str(folder))
    if not any(folder.glob("*.store")):
        start = time.perf_counter()
        writer = index.writer(heap_size=128_000_000, num_threads=2)
        for plain, chrono in bare(path).execute("SELECT plain, chrono FROM quote"):
            writer.add_document(tantivy.Document(plain=plain, chrono=chrono))
        writer.commit()
        writer.wait_merging_threads()
        made = time.perf_counter() - start
    index.reload()
    searcher = index.searcher()
    size = sum(file.stat().st_size for file in folder.iterdir()) / 2**20
    report.say(f"\ntantivy: index made in {made:.0f} s, {size:.0f} MB\n")
    report.say("| search, ms (p95) | SQLite, through the program | tantivy, newest | tantivy, ranked |")
    report.say("| --- | --: | --: | --: |")
    for what, (ours, typed) in corpus_asks.items():
        queries = [index.parse_query(f'"{word}"', ["plain"]) for word in typed]
        newest = [
            took(lambda q=q: searcher.search(q, 5, order_by_field="chrono")) for _ in range(PASSES) for q in queries
        ]  # type: ignore[misc]
        ranked = [took(lambda q=q: searcher.search(q, 5)) for _ in range(PASSES) for q in queries]  # type: ignore[misc]
        through = [took(one) for _ in range(PASSES) for one in ours]
        figures = " | ".join(
            f"{percentile([took for took, _ in one], 95) * 1000:.2f}" for one in (through, newest, ranked)
        )
        report.say(f"| {what} | {figures} |")


def _prefix_table(known: Sequence[tuple[str, int]]) -> sqlite3.Connection:
    """The 25 who say most for each start of up to twelve letters of a word of a name."""
    best: dict[str, list[tuple[str, int, str]]] = {}
    for name, quotes in known:  # who says most comes first
        key = name_key(name)
        words = key.split()
        for start in {" ".join(words[at:])[:length] for at in range(len(words)) for length in range(1, 13)}:
            rows = best.setdefault(start, [])
            if len(rows) < 25:
                rows.append((start, -quotes, name))
    table = sqlite3.connect(":memory:")
    columns = "start TEXT, weight INTEGER, name TEXT, PRIMARY KEY (start, weight, name)"
    table.execute(f"CREATE TABLE prefix ({columns}) WITHOUT ROWID")
    table.executemany("INSERT OR IGNORE INTO prefix VALUES (?, ?, ?)", (row for rows in best.values() for row in rows))
    return table
