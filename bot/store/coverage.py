"""What stands behind an answer, counted over all that a question finds and not over the page that is shown."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, distinct, func, or_, select

from bot.model.archive import Coverage
from bot.store.codec import dating_from_json
from bot.store.events import documents_with_events
from bot.store.filters import Filters
from bot.store.quotes import documents_with_quotes
from bot.store.schema import document


def coverage(connection: Connection, filters: Filters, *, events: bool, quotes: bool) -> Coverage:
    """The documents and publishers of the events, the quotes or both that fulfil the conditions."""
    sorts: list[Select[Any] | None] = []
    if events:
        sorts.append(documents_with_events(filters))
    if quotes:
        sorts.append(documents_with_quotes(filters))
    found = [documents for documents in sorts if documents is not None]
    if not found:
        return Coverage()
    behind = or_(*(document.c.id.in_(documents) for documents in found))
    counted = connection.execute(
        select(func.count(), func.count(distinct(document.c.publisher))).select_from(document).where(behind)
    ).one()
    newest = connection.execute(
        select(document.c.published)
        .where(behind, document.c.first_day.is_not(None))
        .order_by(document.c.last_day.desc(), document.c.first_day)
        .limit(1)
    ).scalar()
    return Coverage(counted[0], counted[1], dating_from_json(newest).date if newest else None)
