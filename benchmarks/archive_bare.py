"""Questions beside statements on a bare sqlite3 connection: those they lead to themselves, and those written by hand.

Both lead to rows only. What an answer is besides (values out of their columns, the words compared with the text that
they are cited from, a time after which it is stopped) is in the ratio, and so is the hop to a worker thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from benchmarks.archive_timing import Question, Report, recorded, side_by_side
from bot.store.asking.paging import WORDS_COUNTED
from bot.store.corpus import Corpus, Filters

Statements = Sequence[tuple[str, Any]]

# What one writes who knows the tables and FTS5: the same rows with the same sources, the same count. Words that are
# printed again are told once. "+ 0" keeps SQLite from asking the index once for every quote.
_FOUND = """
FROM quote_fts JOIN quote ON quote.chrono = quote_fts.rowid + 0 {also}
WHERE quote_fts MATCH ? AND (quote.repeated = 0 OR NOT EXISTS (SELECT 1 FROM quote AS newer
WHERE newer.words_hash = quote.words_hash AND newer.plain = quote.plain AND newer.speaker_id IS quote.speaker_id
AND (newer.kind = quote.kind AND newer.chrono > quote.chrono OR newer.kind = 'direct' AND quote.kind = 'mixed')))
"""
_SOURCES = """
LEFT JOIN document ON document.id = quote.document_id
LEFT JOIN document_text ON document_text.document_id = quote.document_id
LEFT JOIN entity ON entity.id = quote.speaker_id
"""
_PAGE = f"""
SELECT quote.id, quote.said_on, quote.spans, quote.parts, quote.kind, quote.speaker_id, quote.speaker_form, quote.via,
quote.confidence, quote.sentence_start, quote.sentence_end, entity.name, document.id, document.name, document.title,
document.publisher, document.author, document.url, document.published, document.conflicts, document.quote_count,
document.event_count, document.story, document_text.text
{_FOUND.format(also=_SOURCES)} ORDER BY quote_fts.rowid DESC LIMIT 5
"""
_COUNT = f"SELECT count(*) FROM (SELECT 1 {_FOUND.format(also='')} LIMIT {WORDS_COUNTED + 1})"  # noqa: S608 - no input


def bare(path: str) -> sqlite3.Connection:
    """A connection that only reads."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA query_only = ON")
    return connection


def match_of(word: str) -> str:
    """What FTS5 is asked for one word."""
    return f'{{plain}} : ("{word}")'


async def beside_own(
    report: Report, what: str, path: str, corpus: Corpus, questions: Sequence[Question], target: float
) -> None:
    """Compare questions with the very statements that they lead to."""
    connection = bare(path)
    others = []
    for question in questions:
        question()  # what is kept in memory afterwards is not asked again
        with recorded(corpus.database) as statements:
            question()
        others.append(_running(connection, list(statements)))
    report.ratio(what, await side_by_side(questions, others), target)
    connection.close()


async def beside_hand(
    report: Report, what: str, path: str, corpus: Corpus, typed: Sequence[str], target: float
) -> None:
    """Compare looking for one word with the statements that one would write for the same answer."""
    connection = bare(path)
    for word in typed:
        _same_answer(connection, corpus, word)
    others = [_running(connection, [(one, (match_of(word),)) for one in (_PAGE, _COUNT)]) for word in typed]
    questions: list[Question] = [lambda word=word: corpus.quotes(Filters(words=(word,)), 0, 5) for word in typed]  # type: ignore[misc]
    report.ratio(what, await side_by_side(questions, others), target)
    connection.close()


def _running(connection: sqlite3.Connection, statements: Statements) -> Question:
    """All of them over one state of the archive."""

    def run() -> None:
        connection.execute("BEGIN")
        for statement, parameters in statements:
            connection.execute(statement, parameters).fetchall()
        connection.execute("ROLLBACK")

    return run


def _same_answer(connection: sqlite3.Connection, corpus: Corpus, word: str) -> None:
    found = corpus.quotes(Filters(words=(word,)), 0, 5)
    page = connection.execute(_PAGE, (match_of(word),)).fetchall()
    (count,) = connection.execute(_COUNT, (match_of(word),)).fetchone()
    if [row[0] for row in page] != [row.id for row in found.rows] or count != found.total:
        raise AssertionError(f"{word}: {len(page)} of {count} by hand, {len(found.rows)} of {found.total}")
