"""Full-text search over SQLite (FTS5).

An index ``<table>_fts`` stands beside quote, event and sentence. Its rowid is the row's ``chrono``, so newest first
is a scan of rowids and nothing is sorted; its words are stemmed (porter) and without diacritics.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Table, column, exists, literal_column, select, table

Term = Sequence[str]


def matching(
    rows: Table, terms: Sequence[Term], speakers: Sequence[int]
) -> tuple[FromClause, ColumnElement[int], ColumnElement[bool]]:
    """What to select from, the place in time there, and the condition that a row has all ``terms``.

    Of quotes only those by one of ``speakers``, where there are any: the index knows them.
    """
    index = _index(rows)
    # "+ 0" keeps SQLite from asking the index once for every row of the table instead of once for all.
    joined = index.join(rows, rows.c.chrono == index.c.rowid + 0)
    return joined, index.c.rowid, _matches(rows, _spoken(terms, speakers))


def beginning(rows: Table, letters: str) -> tuple[FromClause, ColumnElement[int], ColumnElement[bool]]:
    """As ``matching``, for a word that begins with ``letters``."""
    index = _index(rows)
    joined = index.join(rows, rows.c.chrono == index.c.rowid + 0)
    return joined, index.c.rowid, _matches(rows, f"{{plain}} : {_quoted(letters)} *")


def alone(rows: Table, terms: Sequence[Term], speakers: Sequence[int]) -> Select[Any] | None:
    """The places in time of the same, out of the index alone."""
    return select(_index(rows).c.rowid.label("chrono")).where(_matches(rows, _spoken(terms, speakers)))


def occurs(rows: Table, one: Any, term: Term) -> ColumnElement[bool]:
    """Whether ``one``, an alias of ``rows``, has the term, asked row by row."""
    index = _index(rows)
    found = index.select().with_only_columns(index.c.rowid)
    return exists(found.where(index.c.rowid == one.c.chrono, _matches(rows, _expression([term]))).correlate(one))


def absent(rows: Table, term: Term) -> ColumnElement[bool]:
    """Whether a row has not the term, asked of the index once for all."""
    index = _index(rows)
    found = index.select().with_only_columns(index.c.rowid).where(_matches(rows, _expression([term])))
    return rows.c.chrono.not_in(found)


def _spoken(terms: Sequence[Term], speakers: Sequence[int]) -> str:
    wanted = _expression(terms)
    return f"{wanted} AND {{speaker}} : ({' OR '.join(_quoted(f'e{id_}') for id_ in speakers)})" if speakers else wanted


def _expression(terms: Sequence[Term]) -> str:
    """An FTS5 expression. Its words are letters and digits between quotation marks: nothing typed is syntax."""
    distinct = dict.fromkeys(" ".join(words) for words in terms)
    return f"{{plain}} : ({' AND '.join(_quoted(words) for words in distinct)})"


def _quoted(words: str) -> str:
    return f'"{words}"'


@cache  # one object for each: by it SQLAlchemy tells that a subquery means the row at hand
def _index(rows: Table) -> Any:
    return table(f"{rows.name}_fts", column("rowid"))


def _matches(rows: Table, expression: str) -> ColumnElement[bool]:
    return literal_column(f"{rows.name}_fts").op("MATCH", is_comparison=True)(expression)
