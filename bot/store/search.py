"""Full-text search: the one part of the SQL that is SQLite's own (FTS5).

An index ``<table>_fts`` stands beside quote, event and sentence. Its rowid is the row's ``chrono``, so newest first
is a scan of rowids and nothing is sorted; its words are stemmed (porter) and without diacritics.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, column, exists, false, func, literal_column, not_, table

from bot.store.filters import Filters
from bot.store.wording import plain, words_of

# What a person types has a few words; an expression of thousands would only cost time.
MAX_TERMS = 64


@dataclass(frozen=True, slots=True)
class TextMatch:
    """A full-text question: what to select from, and the conditions. ``impossible`` where nothing can match.

    ``chrono`` is the place in time as the source reads it fastest: to order by, and to bound a period with.
    """

    source: FromClause
    chrono: ColumnElement[int]
    conditions: tuple[ColumnElement[bool], ...] = ()
    impossible: bool = False


def text_match(rows: Table, filters: Filters, speakers: tuple[int, ...] = ()) -> TextMatch:
    """The words, phrases and exclusions of ``filters`` over ``rows``, whatever characters they are made of.

    A word is looked for by its stem, a phrase also as it stands. What has no letters or digits is passed over, unless
    nothing else is asked for: then nothing matches.
    """
    words = _terms(filters.words)
    phrases = _terms(filters.phrases)
    if (filters.words or filters.phrases) and not (words or phrases):
        return TextMatch(rows, rows.c.chrono, impossible=True)
    exact = [has_words(rows.c.plain, phrase) for phrase in filters.phrases if words_of(phrase)]
    without = [_absent(rows, term) for term in _terms(filters.without)]
    wanted = _expression(words + phrases)
    if not wanted:
        return TextMatch(rows, rows.c.chrono, (*exact, *without))
    if speakers and rows.name == "quote":
        wanted = f"{wanted} AND {{speaker}} : ({' OR '.join(_quoted(f'e{id_}') for id_ in speakers)})"
    index = _index(rows)
    # "+ 0" keeps SQLite from asking the index once for every row of the table instead of once for all.
    joined = index.join(rows, rows.c.chrono == index.c.rowid + 0)
    return TextMatch(joined, index.c.rowid, (_matches(rows, wanted), *exact, *without))


def holds(rows: Table, one: Any, filters: Filters) -> list[ColumnElement[bool]]:
    """The words, phrases and exclusions of ``filters`` as conditions on ``one``, an alias of ``rows``, row by row."""
    index = _index(rows)

    def occurs(term: list[str]) -> ColumnElement[bool]:
        found = index.select().with_only_columns(index.c.rowid)
        return exists(found.where(index.c.rowid == one.c.chrono, _matches(rows, _expression([term]))).correlate(one))

    return [
        *(occurs(term) for term in _terms(filters.words)),
        *(has_words(one.c.plain, phrase) for phrase in filters.phrases if words_of(phrase)),
        *(not_(occurs(term)) for term in _terms(filters.without)),
    ]


def has_words(column: ColumnElement[str], typed: str) -> ColumnElement[bool]:
    """Whether a column of plain words has the words typed, whole and in this order; false where there are none."""
    return func.instr(column, plain(typed)) > 0 if words_of(typed) else false()


def _terms(typed: tuple[str, ...]) -> list[list[str]]:
    return [words[:MAX_TERMS] for words in map(words_of, typed[:MAX_TERMS]) if words]


def _expression(terms: list[list[str]]) -> str:
    """An FTS5 expression. Its words are letters and digits between quotation marks: nothing typed is syntax."""
    distinct = dict.fromkeys(" ".join(words) for words in terms)
    return f"{{plain}} : ({' AND '.join(_quoted(words) for words in distinct)})" if distinct else ""


def _quoted(words: str) -> str:
    return f'"{words}"'


def _absent(rows: Table, term: list[str]) -> ColumnElement[bool]:
    if len(term) > 1:
        return not_(has_words(rows.c.plain, " ".join(term)))
    index = _index(rows)
    found = index.select().with_only_columns(index.c.rowid).where(_matches(rows, _expression([term])))
    return rows.c.chrono.not_in(found)


def _index(rows: Table) -> Any:
    return table(f"{rows.name}_fts", column("rowid"))


def _matches(rows: Table, expression: str) -> ColumnElement[bool]:
    return literal_column(f"{rows.name}_fts").op("MATCH", is_comparison=True)(expression)
