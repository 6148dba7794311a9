"""Running several chats in one process: started in order, independent of each other, stopped within a limit."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from bot.errors import BotError

log = logging.getLogger(__name__)

GRACE = 10.0
"""Seconds that a chat has to finish what is in flight when the process is told to stop."""

SWITCH_SECONDS = 0.0005
"""How long a thread that computes keeps the event loop waiting when it comes back from the network (Python: 0.005).
Answers are worked out in threads, and an acknowledgement comes back from the network about five times."""


class Bot(Protocol):
    """One platform's bot."""

    @property
    def name(self) -> str:
        """What log lines call it."""
        ...

    async def run(self) -> None:
        """Connect and serve until ``close`` is called. Raises PlatformError where the platform refuses for good."""
        ...

    async def close(self) -> None:
        """Take nothing new, finish what is in flight, disconnect."""
        ...


class Beforehand:
    """Something done once in a thread while the chats connect: what the first who asks would have to wait for."""

    def __init__(self, name: str, do: Callable[[], object]) -> None:
        self.name = name
        self._do = do

    async def run(self) -> None:
        """Do it.

        What is in memory then is there to stay. Python would look through all of it for garbage every few hundred
        answers, for 100 ms in which nothing else runs.
        """
        await asyncio.to_thread(self._do)
        gc.collect()
        gc.freeze()

    async def close(self) -> None:
        """It ends by itself."""


async def serve(bots: Sequence[Bot], stop: asyncio.Event | None = None, *, beside: Sequence[Bot] = ()) -> int:
    """Run ``bots`` until SIGTERM, SIGINT or ``stop``; return an exit code.

    A bot that fails is logged and left down while the others go on. The code is 1 when all of them failed. ``beside``
    run along (the reminders' clock) and are stopped when no bot is left.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    stop = stop or asyncio.Event()
    _stop_on_signals(stop)
    along = [asyncio.create_task(_run(bot), name=bot.name) for bot in beside]
    running = [asyncio.create_task(_run(bot), name=bot.name) for bot in bots]
    stopped = asyncio.create_task(stop.wait())
    while not stopped.done() and (pending := [task for task in running if not task.done()]):
        await asyncio.wait([stopped, *pending], return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    log.info("stopping", extra={"grace_seconds": GRACE})
    await _stop([*bots, *beside], [*running, *along])
    outcomes = await asyncio.gather(*running, return_exceptions=True)
    log.info("stopped")
    return 1 if outcomes and all(outcome is False for outcome in outcomes) else 0


async def _stop(bots: Sequence[Bot], tasks: Sequence[asyncio.Task[bool]]) -> None:
    """Close those that still run, and leave behind what does not end."""
    still = [bot for bot, task in zip(bots, tasks, strict=True) if not task.done()]
    if not still:
        return
    await asyncio.gather(*(_close(bot) for bot in still))
    await asyncio.wait([task for task in tasks if not task.done()] or tasks, timeout=1.0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)


async def _run(bot: Bot) -> bool:
    """Run one bot to its end; False where it failed."""
    log.info("starting", extra={"platform": bot.name})
    try:
        await bot.run()
    except BotError as error:
        log.error("%s", error, extra={"platform": bot.name})
        return False
    except Exception:
        log.exception("failed", extra={"platform": bot.name})
        return False
    return True


async def _close(bot: Bot) -> None:
    try:
        await asyncio.wait_for(bot.close(), GRACE)
    except TimeoutError:
        log.warning("did not stop in time", extra={"platform": bot.name})
    except Exception:
        log.exception("failed while stopping", extra={"platform": bot.name})
