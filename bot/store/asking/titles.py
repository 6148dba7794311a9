"""Documents by what a person calls them: number, file name, words of title and publisher, a title with a typo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, Connection, Integer, bindparam, func, or_, select

from bot.model.archive import DocumentRow, Results
from bot.store.asking.documents import document_rows, one_document, one_named, with_copies
from bot.store.asking.search import MAX_TERMS, occurs_in, starts_words
from bot.store.engine.deadline import Deadline, deadline
from bot.store.matching.wording import plain, words_of
from bot.store.tables.schema import document

_SIMILAR = 80.0
_NEWEST_FIRST = document.c.chrono.desc()  # so that the time there is goes to the newest: SQLite has an index for it
WINDOWS = (5_000, 20_000)
"""How many documents PostgreSQL is asked to look through before all others, and before those again: 6 and 15 ms."""
_MOST = 10_000  # documents that it gives at a time
_LATEST = 1 << 62
_ITS_PLACES = (
    select(document.c.chrono)
    .where(document.c.chrono < bindparam("before", type_=document.c.chrono.type))
    .order_by(_NEWEST_FIRST)
    .limit(bindparam("window", type_=Integer))
    .subquery()
)
_WINDOW_FROM = select(func.min(_ITS_PLACES.c.chrono))
_PARTS = (document.c.id, document.c.chrono, document.c.name, document.c.title_key, document.c.publisher_key)


def find_documents(connection: Connection, typed: str, limit: int) -> Results[DocumentRow]:
    """The document with this number or file name; else the best of those that ``typed`` may mean, the newest first.

    Where the time was up (`bot.store.engine.deadline`) the result is partial: older ones may fit better.
    """
    typed = typed.strip()
    exact = _exactly(connection, typed)
    if exact:
        return Results((exact,), 1)
    words = words_of(typed)[:MAX_TERMS]
    if not words:
        return Results((), 0)
    scored: list[tuple[float, int, int]] = []
    with deadline(connection) as passed:
        fitting = _newest_first(connection, passed, _fits(typed, words))
        scored.extend((_rank(row, typed, words), row.chrono, row.id) for row in fitting)
        if not scored and not passed.passed:
            scored.extend(_alike(_newest_first(connection, passed, _is_as_long(plain(typed))), plain(typed)))
    best = [id_ for _, _, id_ in sorted(scored, reverse=True)[:limit]]
    found = document_rows(connection, best)
    return Results(with_copies(connection, [found[id_] for id_ in best]), len(scored), partial=passed.passed)


def _exactly(connection: Connection, typed: str) -> DocumentRow | None:
    number = typed.removeprefix("#").removeprefix("[").removesuffix("]")
    if number.isascii() and number.isdigit() and len(number) < 19:
        row = one_document(connection, int(number))
        if row:
            return row
    return one_named(connection, typed) if typed.isprintable() else None  # a database refuses some that are not


def _fits(typed: str, words: list[str]) -> ColumnElement[bool]:
    """The words begin words of title and publisher, or what was typed is part of the file's name."""
    fits = starts_words(document.c.title_key + document.c.publisher_key, words)
    if not typed.isprintable():
        return fits
    return or_(fits, occurs_in(document.c.name, typed), occurs_in(func.lower(document.c.name), typed.casefold()))


def _rank(row: Any, typed: str, words: list[str]) -> float:
    """How well a document fits what was typed, of those that do."""
    name, wanted = row.name.casefold(), typed.casefold()
    if wanted == name:
        return 500.0
    if wanted in name:
        return 400.0
    if plain(typed) == row.title_key:
        return 350.0
    if all(f" {word}" in row.title_key for word in words):
        return 300.0
    return 200.0 if all(f" {word}" in row.publisher_key for word in words) else 150.0


def _newest_first(connection: Connection, passed: Deadline, fits: ColumnElement[bool]) -> Iterator[Any]:
    """The documents that fit, the newest first, each as soon as it is found."""
    if connection.dialect.name != "postgresql":
        yield from connection.execute(select(*_PARTS).where(fits).order_by(_NEWEST_FIRST))
        return
    # PostgreSQL would look through all of them before it gave the first, and give nothing when the time is up. So it is
    # asked for the newest first, then for those before, then for all others: all at once is what it reads quickest.
    before = _LATEST
    for window in (*WINDOWS, None):
        if before != _LATEST and passed.is_up():
            return
        first = connection.execute(_WINDOW_FROM, {"before": before, "window": window}).scalar() if window else 0
        if first is None:
            return
        here = document.c.chrono.between(first, before - 1)
        # Apart from its order and its limit, which would have PostgreSQL walk an index to the first that fits.
        fitting = select(*_PARTS).where(here, fits).offset(0).subquery()
        found = connection.execute(select(fitting).order_by(fitting.c.chrono.desc()).limit(_MOST)).all()
        yield from found
        if len(found) == _MOST:
            passed.passed = True  # to take in as many as there may be would take too long as well
            return
        before = first


def _is_as_long(key: str) -> ColumnElement[bool]:
    """The title is about as long: one much longer or shorter cannot be alike."""
    shortest, longest = len(key) * _SIMILAR / (200 - _SIMILAR), len(key) * (200 - _SIMILAR) / _SIMILAR
    return func.length(document.c.title_key).between(shortest, longest)


def _alike(rows: Iterable[Any], key: str) -> Iterator[tuple[float, int, int]]:
    """The documents whose titles are alike."""
    for row in rows:
        likeness = fuzz.ratio(key, row.title_key, score_cutoff=_SIMILAR)
        if likeness:
            yield likeness, row.chrono, row.id
