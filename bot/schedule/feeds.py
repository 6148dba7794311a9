"""The clock of the feeds: each minute asks the database what is due, and has a process of its own poll it."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot.errors import ManifestError, StoreError
from bot.findings import Finding, Level
from bot.model.feeds import StatedFeed
from bot.readers.manifest import MANIFEST_NAME, manifest_of
from bot.schedule.children import Child, Work
from bot.schedule.delivery import utc_now
from bot.schedule.minutes import every_minute
from bot.schedule.operations import Row, iso
from bot.store.engine.database import Database
from bot.store.writing.feeds import Feeds

log = logging.getLogger(__name__)


class FeedClock:
    """Follows the feeds that the corpus.toml in ``corpus`` states. Fits ``bot.service.Bot``; several processes may run
    one each, since a feed is claimed by whoever polls it.

    ``poll`` polls what is due, in a process of its own. ``now`` may be another clock than the machine's.
    """

    name = "feeds"

    def __init__(self, database: Database, corpus: Path, poll: Work, now: Callable[[], dt.datetime] = utc_now) -> None:
        self._feeds = Feeds(database)
        self._stated = StatedFeeds(corpus)
        self._child = Child(self.name, poll)
        self._now = now
        self._closed = asyncio.Event()
        self._polling = asyncio.Lock()

    async def run(self) -> None:
        """Look at once and then with every minute, until `close`."""
        scheduler = every_minute(self.tick, "interval", minutes=1)
        scheduler.start()
        try:
            await self._closed.wait()
        finally:
            scheduler.shutdown(wait=False)

    async def close(self) -> None:
        """Look no more, and have the poll that is under way stop after its page."""
        await self._child.close()
        self._closed.set()

    async def tick(self) -> bool:
        """Poll what is due; whether anything was. What fails is logged: the next tick tries again."""
        if self._polling.locked():
            return False
        async with self._polling:
            try:
                due = await asyncio.to_thread(self._due)
            except StoreError as error:
                log.warning("feeds wait for the database: %s", error)
                return False
            except Exception:
                log.exception("feeds could not be looked at")
                return False
            if due:
                await self._child.run()
            return due

    def _due(self) -> bool:
        stated = self._stated.changed()
        if stated is not None:
            try:
                self._feeds.state(stated, self._now())
            except StoreError:
                self._stated.again()  # else they would wait for the next change of the file
                raise
            log.info("feeds stated", extra={"feeds": len(stated)})
        return self._feeds.any_due(self._now())


def list_feeds(database: Database) -> Iterator[Row]:
    """Every feed and how it fares."""
    for state in Feeds(database).every():
        yield {
            "feed": state.stated.url,
            "publisher": state.stated.publisher or None,
            "every": f"{int(state.stated.every.total_seconds()) // 60} min",
            "only": " ".join(state.stated.only) or None,
            "state": "not polled yet" if state.polled_at is None else "failing" if state.failures else "working",
            "polled": iso(state.polled_at),
            "next": iso(state.next_due),
            "pages": state.pages,
            "failures": state.failures or None,
            "error": state.error or None,
        }


def check_feeds(database: Database) -> list[Finding]:
    """A finding for each feed that could not be polled the last time."""
    return [
        Finding(
            Level.FAULT,
            "feeds",
            f"{state.stated.url} failed, {state.failures} in a row: {state.error}",
            "Mend its entry in corpus.toml, or take it out.",
        )
        for state in Feeds(database).every()
        if state.failures
    ]


class StatedFeeds:
    """What the corpus.toml of a folder states about feeds, read again when the file has changed."""

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus
        self._seen: tuple[int, int] | None = None

    def again(self) -> None:
        """Take the file for a changed one: what it states came to nothing."""
        self._seen = None

    def changed(self) -> Sequence[StatedFeed] | None:
        """The feeds, where they were not asked for since the file changed. None also where there is no file, or a
        broken one (which is logged): what was stated before goes on then.
        """
        try:
            found = (self._corpus / MANIFEST_NAME).stat()
        except OSError:
            return None
        seen = (found.st_mtime_ns, found.st_size)
        if seen == self._seen:
            return None
        self._seen = seen
        try:
            manifest = manifest_of(self._corpus)
        except ManifestError as error:
            log.warning("feeds go on as they were: %s", error)
            return None
        return manifest.feeds if manifest else None
