"""What is in the archive, in figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, bindparam, distinct, func, select

from bot.model import PartialDate, QuoteKind
from bot.model.archive import CorpusCounts, CorpusStats
from bot.store.asking.documents import undated_documents
from bot.store.engine.deadline import deadline
from bot.store.engine.prepared import Prepared
from bot.store.tables.codec import chrono_day, chrono_start, dating_from_json
from bot.store.tables.schema import document, entity, event, quote

_DATED: tuple[tuple[Table, Any], ...] = (
    (document, document.c.published),
    (quote, quote.c.said_on),
    (event, event.c.dating),
)
_WITHOUT_DATE = 5
"""So many documents without a date are named."""


def _next(table: Table) -> Prepared:
    """The first place in time of a row, from the parameter ``first`` on."""
    chrono = table.c.chrono
    rows = select(func.min(chrono).label("chrono")).where(chrono >= bindparam("first", type_=chrono.type))
    return Prepared(rows.where(event.c.served) if table is event else rows)


_LATER = tuple(_next(table) for table, _ in _DATED)


def corpus_stats(connection: Connection) -> CorpusStats:
    """Counts of documents, bounds, publishers (most documents first), documents without a date, years with something
    dated: what people type is understood by it, so that it is read in any case.
    """
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
    undated, without_date = undated_documents(connection, _WITHOUT_DATE)
    return CorpusStats(
        documents=_count(connection, document),
        first=min(dates, default=None),
        last=max(lasts, default=None),
        publishers=tuple((publisher, count) for publisher, count in publishers),
        undated=undated,
        without_date=without_date,
        years=tuple(sorted({year for later in _LATER for year in _years(connection, later)})),
        copies=in_stories - told,
    )


def corpus_counts(connection: Connection) -> CorpusCounts:
    """How many quotes, events and names there are, as far as there is time (`bot.store.engine.deadline`) to count."""
    entities = _count(connection, entity)
    said: Mapping[QuoteKind, int] | None = None
    events: int | None = None
    with deadline(connection):
        said = _said(connection)
        events = connection.execute(
            select(func.count(distinct(func.coalesce(event.c.happening, event.c.id)))).where(event.c.served)
        ).scalar_one()
    return CorpusCounts(entities, said, events)


def _said(connection: Connection) -> dict[QuoteKind, int]:
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
    return {kind: kinds[kind.value] for kind in QuoteKind}


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


def _years(connection: Connection, later: Prepared) -> Iterator[int]:
    """The years with a dated row: from each year a leap to the next that has one, so that rows are not counted."""
    day = 1
    while (chrono := later.rows(connection, {"first": chrono_start(day)})[0].chrono) is not None:
        year = dt.date.fromordinal(chrono_day(chrono)).year
        yield year
        if year == dt.MAXYEAR:
            return
        day = dt.date(year + 1, 1, 1).toordinal()
