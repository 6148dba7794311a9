"""Documents that came into the archive between two numbers: what ``new`` tells of."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, func, select

from bot.model.archive import DocumentRow, Results
from bot.store.asking.conditions import names_of, published_by
from bot.store.asking.documents import document_rows, with_copies
from bot.store.asking.filters import Filters
from bot.store.asking.search import text_match
from bot.store.engine.database import Database
from bot.store.tables.schema import document, document_name, sentence


class Arrivals:
    """Read access. Safe to share between threads. Raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def between(self, first: int, last: int, filters: Filters, limit: int) -> Results[DocumentRow]:
        """Documents numbered ``first`` to ``last`` that ``filters`` let through, of one story the one that came last.

        Those that came last come first. Of the filters ``entity``, ``publisher``, ``words`` and ``phrases`` count.
        """
        with self._database.read() as connection:
            conditions = _conditions(connection, filters)
            if conditions is None:
                return Results((), 0)
            told = select(func.max(document.c.id).label("id")).where(document.c.id.between(first, last), *conditions)
            told = told.group_by(func.coalesce(document.c.story, -document.c.id))
            total = connection.execute(select(func.count()).select_from(told.subquery())).scalar_one()
            ids = list(connection.execute(told.order_by(func.max(document.c.id).desc()).limit(limit)).scalars())
            rows = document_rows(connection, ids)
            came = with_copies(connection, [rows[number] for number in ids])
        return Results(came, total)


def _conditions(connection: Connection, filters: Filters) -> list[ColumnElement[bool]] | None:
    """None where nothing can match."""
    conditions: list[ColumnElement[bool]] = []
    if filters.publisher:
        conditions.append(published_by(filters.publisher))
    if filters.entity is not None:
        named = select(document_name.c.document_id).where(document_name.c.name_id.in_(names_of(filters.entity)))
        conditions.append(document.c.id.in_(named))
    for one in [*(Filters(words=(word,)) for word in filters.words), *(Filters(phrases=(p,)) for p in filters.phrases)]:
        match = text_match(connection, sentence, one)
        if match.impossible:
            return None
        holding = select(sentence.c.document_id).select_from(match.source).where(*match.conditions)
        conditions.append(document.c.id.in_(holding))
    return conditions
