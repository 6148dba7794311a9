"""Documents by what a person calls them: number, file name, words of title and publisher, a title with a typo."""

from __future__ import annotations

from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, Connection, func, or_, select

from bot.model.archive import DocumentRow, Results
from bot.store.asking.documents import document_rows, one_document, one_named, with_copies
from bot.store.asking.search import MAX_TERMS, occurs_in, starts_words
from bot.store.engine.deadline import deadline
from bot.store.matching.wording import plain, words_of
from bot.store.tables.schema import document

_SIMILAR = 80.0
_NEWEST_FIRST = document.c.chrono.desc()  # so that the time there is goes to the newest: SQLite has an index for it
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
        fitting = connection.execute(select(*_PARTS).where(_fits(typed, words)).order_by(_NEWEST_FIRST))
        scored.extend((_rank(row, typed, words), row.chrono, row.id) for row in fitting)
        if not scored:
            _add_alike(connection, plain(typed), scored)
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


def _add_alike(connection: Connection, key: str, scored: list[tuple[float, int, int]]) -> None:
    """Add the documents whose titles are alike; one much longer or shorter cannot be."""
    length = func.length(document.c.title_key)
    shortest, longest = len(key) * _SIMILAR / (200 - _SIMILAR), len(key) * (200 - _SIMILAR) / _SIMILAR
    possible = select(document.c.id, document.c.chrono, document.c.title_key).where(length.between(shortest, longest))
    for row in connection.execute(possible.order_by(_NEWEST_FIRST)):
        likeness = fuzz.ratio(key, row.title_key, score_cutoff=_SIMILAR)
        if likeness:
            scored.append((likeness, row.chrono, row.id))
