"""Full-text search: what both databases answer alike. What is a database's own stands in ``search_sqlite`` and
``search_postgresql``, and at the end of the first migration.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, Table, and_, false, literal, not_, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Integer

from bot.store.asking import search_postgresql, search_sqlite
from bot.store.asking.filters import Filters
from bot.store.matching.wording import plain, words_of

# What a person types has a few words; an expression of thousands would only cost time.
MAX_TERMS = 64


@dataclass(frozen=True, slots=True)
class TextMatch:
    """A full-text question: what to select from, and the conditions. ``impossible`` where nothing can match.

    ``chrono`` is the place in time as the source reads it fastest: to order by, and to bound a period with. ``alone``
    finds the places in time of the same without the rows, where the index knows all that is asked.
    """

    source: FromClause
    chrono: ColumnElement[int]
    conditions: tuple[ColumnElement[bool], ...] = ()
    impossible: bool = False
    alone: Select[Any] | None = None


def text_match(connection: Connection, rows: Table, filters: Filters, speakers: tuple[int, ...] = ()) -> TextMatch:
    """The words, phrases and exclusions of ``filters`` over ``rows``, whatever characters they are made of.

    A word is looked for by its stem, a phrase also as it stands. What has no letters or digits is passed over, unless
    nothing else is asked for: then nothing matches. ``speakers`` help to find quotes; they are no condition.
    """
    index = _index_of(connection)
    words = _terms(filters.words)
    phrases = _terms(filters.phrases)
    if (filters.words or filters.phrases) and not (words or phrases):
        return TextMatch(rows, rows.c.chrono, impossible=True)
    exact = [has_words(rows.c.plain, phrase) for phrase in filters.phrases if words_of(phrase)]
    without = [_absent(index, rows, term) for term in _terms(filters.without)]
    if not words and not phrases:
        return TextMatch(rows, rows.c.chrono, (*exact, *without))
    spoken = speakers if rows.name == "quote" else ()
    source, chrono, condition = index.matching(rows, words + phrases, spoken)
    alone = None if exact or without else index.alone(rows, words + phrases, spoken)
    return TextMatch(source, chrono, (condition, *exact, *without), alone=alone)


def holds(connection: Connection, rows: Table, one: Any, filters: Filters) -> list[ColumnElement[bool]]:
    """The words, phrases and exclusions of ``filters`` as conditions on ``one``, an alias of ``rows``, row by row."""
    index = _index_of(connection)
    return [
        *(index.occurs(rows, one, term) for term in _terms(filters.words)),
        *(has_words(one.c.plain, phrase) for phrase in filters.phrases if words_of(phrase)),
        *(not_(index.occurs(rows, one, term)) for term in _terms(filters.without)),
    ]


def beginning(
    connection: Connection, rows: Table, letters: str
) -> tuple[FromClause, ColumnElement[int], ColumnElement[bool]]:
    """What to select from, the place in time there, and the condition that a row has a word beginning with ``letters``
    (plain ones).
    """
    found: tuple[FromClause, ColumnElement[int], ColumnElement[bool]] = _index_of(connection).beginning(rows, letters)
    return found


def has_words(column: ColumnElement[str], typed: str) -> ColumnElement[bool]:
    """Whether a column of plain words has the words typed, whole and in this order; false where there are none."""
    return occurs_in(column, plain(typed)) if words_of(typed) else false()


def starts_words(column: ColumnElement[str], words: Sequence[str]) -> ColumnElement[bool]:
    """Whether a column of plain words has for each of ``words`` one that begins with it."""
    return and_(true(), *(occurs_in(column, f" {word}") for word in words))


def occurs_in(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """Whether a column has ``text`` in it, as it stands."""
    return _Position(column, literal(text)) > 0


class _Position(FunctionElement[int]):
    """Where a text begins in another, from 1 on; 0 where it does not occur."""

    type = Integer()
    inherit_cache = True


@compiles(_Position)
def _instr(element: _Position, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(_Position, "postgresql")
def _strpos(element: _Position, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


def _index_of(connection: Connection) -> ModuleType:
    return search_postgresql if connection.dialect.name == "postgresql" else search_sqlite


def _terms(typed: tuple[str, ...]) -> list[list[str]]:
    return [words[:MAX_TERMS] for words in map(words_of, typed[:MAX_TERMS]) if words]


def _absent(index: ModuleType, rows: Table, term: list[str]) -> ColumnElement[bool]:
    if len(term) > 1:
        return not_(has_words(rows.c.plain, " ".join(term)))
    missing: ColumnElement[bool] = index.absent(rows, term)
    return missing
