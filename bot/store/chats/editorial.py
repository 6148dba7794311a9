"""The editorial list: events that a server is never reminded of, or not on one day."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from sqlalchemy import delete, or_, select

from bot.model.archive import EventRow
from bot.store.engine.conflict import insert_into
from bot.store.engine.database import Database
from bot.store.tables.codec import moment, seconds
from bot.store.tables.reminders import held_back

_FINGERPRINT = 16


@dataclass(frozen=True, slots=True)
class Held:
    """An entry of the list. ``day`` is None for an event that is never to be mentioned; ``words`` say which it is."""

    id: int
    fingerprint: str
    day: dt.date | None
    words: str
    held_by: str
    held_at: dt.datetime


class Editorial:
    """Read and write access. Safe to share between threads. Raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def hold(
        self, platform: str, server: str, event: EventRow, day: dt.date | None, user: str, now: dt.datetime
    ) -> bool:
        """Hold ``event`` back on ``day``, or for ever; False where it was held already."""
        entry = {
            "platform": platform,
            "server": server,
            "fingerprint": fingerprint(event),
            "day": day.isoformat() if day else "",
        }
        words = " ".join(f"{event.dating.date}: {event.text}".split())
        values = entry | {"words": words, "held_by": user, "held_at": seconds(now)}
        with self._database.write() as connection:
            made = insert_into(connection, held_back).values(values).on_conflict_do_nothing()
            return connection.execute(made.returning(held_back.c.id)).first() is not None

    def release(self, platform: str, server: str, number: int) -> bool:
        """Take an entry off the list; False where the server has none of that number."""
        mine = (held_back.c.platform == platform, held_back.c.server == server, held_back.c.id == number)
        with self._database.write() as connection:
            return bool(connection.execute(delete(held_back).where(*mine)).rowcount)

    def entries(self, platform: str, server: str, since: dt.date) -> tuple[Held, ...]:
        """What is held back for ever, or on ``since`` or a later day, newest first."""
        wanted = (
            held_back.c.platform == platform,
            held_back.c.server == server,
            or_(held_back.c.day == "", held_back.c.day >= since.isoformat()),
        )
        with self._database.read() as connection:
            rows = connection.execute(select(held_back).where(*wanted).order_by(held_back.c.id.desc())).mappings()
            return tuple(
                Held(
                    row["id"],
                    row["fingerprint"],
                    dt.date.fromisoformat(row["day"]) if row["day"] else None,
                    row["words"],
                    row["held_by"],
                    moment(row["held_at"]),
                )
                for row in rows
            )

    def held_on(self, platform: str, server: str, day: dt.date) -> frozenset[str]:
        """The fingerprints of the events that the server is not reminded of on ``day``."""
        wanted = (
            held_back.c.platform == platform,
            held_back.c.server == server,
            held_back.c.day.in_(["", day.isoformat()]),
        )
        with self._database.read() as connection:
            return frozenset(connection.execute(select(held_back.c.fingerprint).where(*wanted)).scalars())


def fingerprints(event: EventRow) -> frozenset[str]:
    """What stands for an event, as any of the documents tells it: one telling that is held holds the event."""
    return frozenset(fingerprint(telling) for telling in (event, *event.also_told))


def fingerprint(event: EventRow) -> str:
    """What stands for an event on the list: its date and words, whichever document tells it."""
    date = event.dating.date.iso if event.dating.date else ""
    words = " ".join(event.text.casefold().split())
    return hashlib.sha256(f"{date} {words}".encode("utf-8", "surrogatepass")).hexdigest()[:_FINGERPRINT]
