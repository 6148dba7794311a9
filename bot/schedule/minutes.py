"""Doing something with every minute: what the clock of reminders and the poller of feeds have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler


def every_minute(tick: Callable[[], Awaitable[object]], trigger: str, **when: int) -> AsyncIOScheduler:
    """A scheduler, not started yet, that ticks at once and then as the trigger says.

    One job, in memory: coalesced, never beside itself, and never too late.
    """
    scheduler = AsyncIOScheduler(timezone=dt.UTC)
    scheduler.add_job(
        tick,
        trigger,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
        next_run_time=dt.datetime.now(dt.UTC),
        **when,
    )
    return scheduler
