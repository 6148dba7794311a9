"""Places in the order of time for new rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from sqlalchemy import BigInteger, Connection, Table, bindparam, func, select

from bot.errors import StoreError
from bot.store.engine.prepared import Prepared
from bot.store.tables.codec import chrono_start


class Places:
    """The free places of one transaction, in which nobody else takes any."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._free: dict[tuple[str, int], int] = {}

    def take(self, table: Table, days: Sequence[int]) -> list[int]:
        """A free ``chrono`` of ``table`` for each row of a document, whose days are given in the order of the text.

        Days are ordinals, 0 where there is no date; a coarser date stands on its first day. Of one day the later places
        go to what stands earlier, so that newest first gives a document's rows in reading order.
        """
        after: dict[int, int] = {}
        for day, count in Counter(days).items():
            free = self._free.get((table.name, day))
            after[day] = (_first_free(self._connection, table, day) if free is None else free) + count
            if after[day] > chrono_start(day + 1):
                raise StoreError(
                    f"The archive holds too many rows of one day in {table.name}: split it into two archives."
                )
            self._free[table.name, day] = after[day]
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
