"""Places in the order of time for new rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, select

from bot.errors import StoreError
from bot.model import Dating
from bot.store.codec import chrono_start


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
    chrono: Any = table.c.chrono
    newest = connection.execute(
        select(func.max(chrono)).where(chrono >= chrono_start(day), chrono < chrono_start(day + 1))
    ).scalar()
    return chrono_start(day) if newest is None else int(newest) + 1
