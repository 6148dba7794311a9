"""Feeds that are followed: what is stated of each, when it is due, what became of it, and which pages it brought.

The database is the truth: a feed is polled by the process that has claimed its row, until the claim runs out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, and_, delete, or_, select, update

from bot.model.feeds import FeedState, StatedFeed
from bot.store.engine.conflict import insert_into, put_row
from bot.store.engine.database import Database
from bot.store.tables.codec import moment, moment_or_none, seconds, seconds_or_none, strings, to_json
from bot.store.tables.web import feed, feed_page

LEASE = dt.timedelta(minutes=5)
"""How long a claim holds; it is renewed with every page."""

KEPT = dt.timedelta(days=60)
"""How long a page that its feed no longer names is remembered."""


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page that a feed has named before."""

    stamp: str
    tries: int


class Feeds:
    """The feeds of one archive. Safe to share between threads and processes. Raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self, stated: Sequence[StatedFeed], now: dt.datetime) -> None:
        """Follow exactly the feeds that are stated: new ones are due at once, others keep what is known of them."""
        with self._database.write() as connection:
            known = {row.url: row for row in connection.execute(select(feed))}
            gone = set(known) - {one.url for one in stated}
            if gone:
                connection.execute(delete(feed).where(feed.c.url.in_(gone)))
            for one in stated:
                values = {
                    "publisher": one.publisher,
                    "every": int(one.every.total_seconds()),
                    "only": to_json(list(one.only)),
                }
                if one.url not in known:  # unless another process that starts now was first
                    new = insert_into(connection, feed).values(_new(one.url, now) | values)
                    connection.execute(new.on_conflict_do_nothing(index_elements=["url"]))
                elif any(getattr(known[one.url], key) != value for key, value in values.items()):
                    due = {"next_due": seconds(now), "etag": "", "last_modified": ""}  # other pages may fit now
                    connection.execute(update(feed).where(feed.c.url == one.url).values(values | due))

    def every(self) -> tuple[FeedState, ...]:
        """All feeds, by address."""
        with self._database.read() as connection:
            return tuple(map(_state, connection.execute(select(feed).order_by(feed.c.url)).mappings()))

    def any_due(self, now: dt.datetime) -> bool:
        """Whether there is one to be polled that nobody polls."""
        with self._database.read() as connection:
            return connection.execute(select(feed.c.url).where(_free(now)).limit(1)).first() is not None

    def claim(self, owner: str, now: dt.datetime) -> FeedState | None:
        """Take the feed that has been due for longest, until ``now`` + LEASE; None where there is none."""
        wanted = select(feed).where(_free(now)).order_by(feed.c.next_due).limit(1).with_for_update(skip_locked=True)
        with self._database.write() as connection:
            row = connection.execute(wanted).mappings().first()
            if row is None:
                return None
            lease = {"owner": owner, "lease_until": seconds(now + LEASE)}
            connection.execute(update(feed).where(feed.c.url == row["url"]).values(lease))
            return _state(row)

    def renew(self, url: str, owner: str, now: dt.datetime) -> bool:
        """Hold the claim for longer. False where it is no longer ours: then another process polls the feed."""
        return self._change(url, owner, lease_until=seconds(now + LEASE))

    def settle(self, after: FeedState, owner: str) -> bool:
        """Store how the feed fared and give the claim back. False where it is no longer ours."""
        return self._change(
            after.stated.url,
            owner,
            next_due=seconds(after.next_due),
            polled_at=seconds_or_none(after.polled_at),
            worked_at=seconds_or_none(after.worked_at),
            failures=after.failures,
            error=after.error,
            pages=after.pages,
            etag=after.etag,
            last_modified=after.last_modified,
            owner=None,
            lease_until=None,
        )

    def release(self, url: str, owner: str) -> bool:
        """Give the claim back unfinished: the feed stays due."""
        return self._change(url, owner, owner=None, lease_until=None)

    def pages(self, url: str) -> dict[str, KnownPage]:
        """The pages that the feed has named before, by address."""
        query = select(feed_page.c.url, feed_page.c.stamp, feed_page.c.tries).where(feed_page.c.feed_url == url)
        with self._database.read() as connection:
            return {row.url: KnownPage(row.stamp, row.tries) for row in connection.execute(query)}

    def note(self, feed_url: str, url: str, page: KnownPage, now: dt.datetime) -> None:
        """Remember a page of a feed, in place of what was known of it. Nothing where the feed is no longer stated."""
        values = {"feed_url": feed_url, "url": url, "stamp": page.stamp, "tries": page.tries, "seen_at": seconds(now)}
        with self._database.write() as connection:
            if connection.execute(select(feed.c.url).where(feed.c.url == feed_url).with_for_update()).first():
                put_row(connection, feed_page, ["feed_url", "url"], values)

    def forget(self, feed_url: str, but: Collection[str], now: dt.datetime) -> None:
        """Forget pages that were seen long ago and are not among those that the feed names now."""
        old = and_(feed_page.c.feed_url == feed_url, feed_page.c.seen_at < seconds(now - KEPT))
        with self._database.write() as connection:
            found = connection.execute(select(feed_page.c.url).where(old)).scalars().all()
            for url in set(found) - set(but):
                connection.execute(delete(feed_page).where(old, feed_page.c.url == url))

    def _change(self, url: str, holder: str, **values: Any) -> bool:
        ours = and_(feed.c.url == url, feed.c.owner == holder)
        with self._database.write() as connection:
            return connection.execute(update(feed).where(ours).values(values)).rowcount == 1


def _free(now: dt.datetime) -> Any:
    """Due, and claimed by nobody. A lease that ends further ahead than any given now came from a wrong clock."""
    at, farthest = seconds(now), seconds(now + 2 * LEASE)
    free = or_(feed.c.lease_until.is_(None), feed.c.lease_until <= at, feed.c.lease_until > farthest)
    return and_(feed.c.next_due <= at, free)


def _new(url: str, now: dt.datetime) -> dict[str, Any]:
    return {
        "url": url,
        "next_due": seconds(now),
        "failures": 0,
        "pages": 0,
        "error": "",
        "etag": "",
        "last_modified": "",
    }


def _state(row: RowMapping) -> FeedState:
    stated = StatedFeed(row["url"], row["publisher"], dt.timedelta(seconds=row["every"]), strings(row["only"]))
    return FeedState(
        stated,
        next_due=moment(row["next_due"]),
        polled_at=moment_or_none(row["polled_at"]),
        worked_at=moment_or_none(row["worked_at"]),
        failures=row["failures"],
        error=row["error"],
        pages=row["pages"],
        etag=row["etag"],
        last_modified=row["last_modified"],
    )
