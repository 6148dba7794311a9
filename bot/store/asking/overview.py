"""What is in the archive, in figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from sqlalchemy import Connection, Table, distinct, func, select

from bot.model import PartialDate, QuoteKind
from bot.model.archive import CorpusStats
from bot.store.asking.documents import undated_documents
from bot.store.tables.codec import chrono_day, chrono_start, dating_from_json
from bot.store.tables.schema import document, entity, event, quote

_DATED: tuple[tuple[Table, Any], ...] = (
    (document, document.c.published),
    (quote, quote.c.said_on),
    (event, event.c.dating),
)


def corpus_stats(connection: Connection) -> CorpusStats:
    """Counts, bounds, publishers (most documents first), documents without a date, years with something dated."""
    kinds = _kinds(connection)
    dates = [date for table, dating in _DATED if (date := _bound(connection, table, dating, latest=False))]
    lasts = [date for table, dating in _DATED if (date := _bound(connection, table, dating, latest=True))]
    publishers = connection.execute(
        select(document.c.publisher, func.count())
        .where(document.c.publisher.is_not(None))
        .group_by(document.c.publisher)
        .order_by(func.count().desc(), document.c.publisher)
    )
    stories = func.count(distinct(document.c.story))
    in_stories, told = connection.execute(select(func.count(document.c.story), stories)).one()
    return CorpusStats(
        documents=_count(connection, document),
        quotes=sum(kinds.values()),
        direct=kinds[QuoteKind.DIRECT.value],
        mixed=kinds[QuoteKind.MIXED.value],
        indirect=kinds[QuoteKind.INDIRECT.value],
        events=connection.execute(
            select(func.count(distinct(func.coalesce(event.c.happening, event.c.id)))).where(event.c.served)
        ).scalar_one(),
        entities=_count(connection, entity),
        first=min(dates, default=None),
        last=max(lasts, default=None),
        publishers=tuple((publisher, count) for publisher, count in publishers),
        undated=undated_documents(connection),
        years=tuple(sorted({year for table, _ in _DATED for year in _years(connection, table)})),
        copies=in_stories - told,
    )


def _kinds(connection: Connection) -> Counter[str]:
    """How many quotes of each kind there are; identical words of one speaker in several documents count once.

    All are counted from the index of kinds alone, then those are taken off that are printed again: a condition on
    ``repeated`` beside the kind would read every row.
    """
    again = quote.c.chrono.in_(select(quote.c.chrono).where(quote.c.repeated))
    paraphrased = quote.c.kind == QuoteKind.INDIRECT.value
    once = (
        select(func.min(quote.c.kind).label("kind"))
        .where(again)
        .group_by(quote.c.words_hash, func.coalesce(quote.c.speaker_id, 0), paraphrased)
        .subquery()
    )
    by_kind = select(quote.c.kind, func.count()).group_by(quote.c.kind)
    kinds: Counter[str] = Counter(dict(connection.execute(by_kind).all()))
    kinds.subtract(dict(connection.execute(by_kind.where(again)).all()))
    kinds.update(dict(connection.execute(select(once.c.kind, func.count()).group_by(once.c.kind)).all()))
    return kinds


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _bound(connection: Connection, table: Table, dating: Any, *, latest: bool) -> PartialDate | None:
    order = table.c.chrono.desc() if latest else table.c.chrono
    rows = select(dating).where(table.c.chrono >= chrono_start(1)).order_by(order).limit(1)
    if table is event:
        rows = rows.where(event.c.served)
    if table is event and latest:
        rows = rows.where(event.c.planned.is_(False))  # an archive does not reach to what is only planned
    stored = connection.execute(rows).scalar()
    return dating_from_json(stored).date if stored else None


def _years(connection: Connection, table: Table) -> list[int]:
    """The years with a dated row: from each year a leap to the next that has one, so that rows are not counted."""
    years: list[int] = []
    day = 1
    while True:
        rows = select(func.min(table.c.chrono)).where(table.c.chrono >= chrono_start(day))
        if table is event:
            rows = rows.where(event.c.served)
        chrono = connection.execute(rows).scalar()
        if chrono is None:
            return years
        year = dt.date.fromordinal(chrono_day(chrono)).year
        years.append(year)
        if year == dt.MAXYEAR:
            return years
        day = dt.date(year + 1, 1, 1).toordinal()
