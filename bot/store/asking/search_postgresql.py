"""Full-text search over PostgreSQL (a tsvector beside each row's words, under a GIN index).

The database makes the column ``terms`` itself from ``plain``, by the function ``archive_terms`` of the first
migration: stems as FTS5 makes them (docs/decisions/0060), so that both databases find the same. Newest first is
the order of ``chrono``: the planner walks its index where the words are common, and sorts the few rows where they are
rare.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Table, func, literal_column, not_

Term = Sequence[str]


def matching(
    rows: Table, terms: Sequence[Term], _speakers: Sequence[int]
) -> tuple[FromClause, ColumnElement[int], ColumnElement[bool]]:
    """What to select from, the place in time there, and the condition that a row has all ``terms``.

    Speakers need nothing here: the planner joins their own index with that of the words.
    """
    distinct = dict.fromkeys(" ".join(term) for term in terms)
    wanted: Any = reduce(lambda one, other: one.op("&&")(other), map(_query, distinct))
    return rows, rows.c.chrono, _has(rows, wanted)


def beginning(rows: Table, letters: str) -> tuple[FromClause, ColumnElement[int], ColumnElement[bool]]:
    """As ``matching``, for a word that begins with ``letters``."""
    return rows, rows.c.chrono, _has(rows, func.to_tsquery("simple", f"{letters}:*"))


def alone(rows: Table, terms: Sequence[Term], speakers: Sequence[int]) -> Select[Any] | None:  # noqa: ARG001
    """None: an index here cannot be read without its rows."""
    return None


def occurs(_rows: Table, one: Any, term: Term) -> ColumnElement[bool]:
    """Whether ``one``, an alias of ``rows``, has the term."""
    return _has(one, _query(" ".join(term)))


def absent(rows: Table, term: Term) -> ColumnElement[bool]:
    """Whether a row has not the term."""
    return not_(occurs(rows, rows, term))


def _query(words: str) -> Any:
    return func.archive_query(words)


def _has(one: Any, query: Any) -> ColumnElement[bool]:
    # Not a column of the table's: what is written, read as a whole or copied knows nothing of it.
    return literal_column(f"{one.name}.terms").op("@@", is_comparison=True)(query)
