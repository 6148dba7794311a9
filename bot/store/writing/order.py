"""Places in the order of time for new rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from sqlalchemy import BigInteger, Connection, Table, bindparam, func, select

from bot.errors import StoreError
from bot.model import Dating
from bot.store.engine.prepared import Prepared
from bot.store.tables.codec import chrono_start


def places(connection: Connection, table: Table, datings: Sequence[Dating]) -> list[int]:
    """A free ``chrono`` of ``table`` for each dating, given in the order of the text.

    Of one day the later places go to what stands earlier, so that newest first gives a document's rows in reading
    order. The coarser date comes to stand on its first day.
    """
    days = [dating.date.first.toordinal() if dating.date else 0 for dating in datings]
    after = {day: _first_free(connection, table, day) + count for day, count in Counter(days).items()}
    for day, end in after.items():
        if end > chrono_start(day + 1):
            raise StoreError(f"The archive holds too many rows of one day in {table.name}: split it into two archives.")
    result = []
    for day in days:
        after[day] -= 1
        result.append(after[day])
    return result


def _first_free(connection: Connection, table: Table, day: int) -> int:
    (row,) = _newest(table).rows(connection, {"first": chrono_start(day), "after": chrono_start(day + 1)})
    return chrono_start(day) if row.newest is None else int(row.newest) + 1


@cache
def _newest(table: Table) -> Prepared:
    chrono = table.c.chrono
    within = chrono >= bindparam("first", 0, BigInteger), chrono < bindparam("after", 0, BigInteger)
    return Prepared(select(func.max(chrono).label("newest")).where(*within))
