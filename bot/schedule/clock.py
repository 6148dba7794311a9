"""The clock: APScheduler wakes the process each minute, and the database says what that means.

Nothing is kept in memory between two ticks, so that a process may miss any number of them, or start anew.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Sequence

from bot.errors import StoreError
from bot.schedule.amending import Amender
from bot.schedule.delivery import Compose, Delivery, utc_now
from bot.schedule.minutes import every_minute
from bot.schedule.planner import Planner
from bot.schedule.ports import Poster
from bot.store.chats.clock import ClockMemory
from bot.store.chats.history import History
from bot.store.chats.outbox import Outbox
from bot.store.chats.posted import PostedMessages
from bot.store.chats.subscriptions import Subscriptions
from bot.store.engine.database import Database
from bot.store.writing.editions import prune_editions

log = logging.getLogger(__name__)

KEPT = dt.timedelta(days=400)
"""How long the history of posts is kept."""

_DELIVER_SECONDS = 45.0
_AMEND_SECONDS = 5.0  # leaves the rest of the minute to the next tick


class ReminderClock:
    """Plans and delivers each minute until it is closed. Fits ``bot.service.Bot``; several processes may run one each.

    ``now`` may be another clock than the machine's. Former versions of documents are cleared away once they are older
    than ``keep_former``; None keeps them. With an ``amender``, messages whose source changed are amended where that is
    asked for.
    """

    name = "reminders"

    def __init__(
        self,
        database: Database,
        posters: Sequence[Poster],
        compose: Compose,
        now: Callable[[], dt.datetime] = utc_now,
        keep_former: dt.timedelta | None = None,
        amender: Amender | None = None,
    ) -> None:
        self._now = now
        self._database = database
        self._keep_former = keep_former
        self._amender = amender
        self._memory = ClockMemory(database)
        self._history = History(database)
        self._posters = tuple(posters)
        outbox = Outbox(database)
        self._planner = Planner(Subscriptions(database), outbox, self._memory)
        self._delivery = Delivery(outbox, posters, compose, now)
        self._closed = asyncio.Event()
        self._ticking = asyncio.Lock()
        self._tended: dt.date | None = None

    async def run(self) -> None:
        """Tick at once and then with every minute, until `close`."""
        scheduler = every_minute(self.safe_tick, "cron", second=0)
        scheduler.start()
        try:
            await self._closed.wait()
            scheduler.pause()
            async with self._ticking:  # what is in flight is finished: shutting down would cut it short
                pass
        finally:
            scheduler.shutdown(wait=False)

    async def close(self) -> None:
        """Take nothing new, let `run` return once what is in flight is finished, and close the posters."""
        self._delivery.stop()
        if self._amender:
            self._amender.stop()
        self._closed.set()
        async with self._ticking:
            for poster in self._posters:
                await poster.close()

    async def tick(self) -> int:
        """Plan and deliver what is due now; return how many rows of the outbox were worked on. Raises StoreError."""
        async with self._ticking:
            now = self._now()
            await asyncio.to_thread(self._tend, now)
            await asyncio.to_thread(self._planner.plan, now)
            worked = await self._delivery.run(_DELIVER_SECONDS)
            if self._amender:
                worked += await self._amender.run(_AMEND_SECONDS)
            await asyncio.to_thread(self._memory.finish_tick, now)
        return worked

    async def safe_tick(self) -> None:
        """A tick whose failure is logged: what it did not finish, the next one does."""
        try:
            await self.tick()
        except StoreError as error:
            log.warning("reminders wait for the database: %s", error)
        except Exception:
            log.exception("a tick failed")

    def _tend(self, now: dt.datetime) -> None:
        """Once a day, and at the start: work out all hours again, and clear away old history."""
        if self._tended != now.date():
            wrong = self._planner.correct_hours(now)
            if wrong:
                log.info("hours corrected", extra={"subscriptions": wrong})
            self._history.prune(now - KEPT)
            PostedMessages(self._database).prune(now - KEPT)
            if self._keep_former is not None:
                prune_editions(self._database, now - self._keep_former)
            self._tended = now.date()
