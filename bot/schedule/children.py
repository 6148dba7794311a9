"""Work in a process of its own, so that serving stays quick and loads no language code."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.parallel import start_apart

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

log = logging.getLogger(__name__)

GRACE = 8.0
"""Seconds that a process has to finish its document when it is told to stop."""

Work = Callable[[], None]
"""What a process does: picklable; it returns, or ends after SIGTERM, by itself."""


class Child:
    """At most one process at a time that does ``work``."""

    def __init__(self, name: str, work: Work) -> None:
        self.name = name
        self._work = work
        self._process: BaseProcess | None = None
        self._closed = False
        self._ended = asyncio.Event()

    async def run(self) -> bool:
        """Start the process and wait for its end; whether it ended in order. Nothing after `close`."""
        if self._closed:
            return True
        process = self._process = await asyncio.to_thread(start_apart, self._work)
        if self._closed:  # told so while it was starting
            process.terminate()
        self._ended.clear()
        await _ended(process)
        self._process = None
        self._ended.set()
        if process.exitcode and not self._closed:
            log.warning("a process ended badly", extra={"work": self.name, "code": process.exitcode})
        return not process.exitcode

    async def close(self) -> None:
        """Tell it to stop, and kill it where it does not."""
        self._closed = True
        process = self._process
        if process is None:
            return
        process.terminate()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ended.wait(), GRACE)
        if not self._ended.is_set():
            process.kill()


async def _ended(process: BaseProcess) -> None:
    """Wait for the end of a process without a thread."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    if process.is_alive():
        loop.add_reader(process.sentinel, over.set)
        try:
            await over.wait()
        finally:
            loop.remove_reader(process.sentinel)
    process.join()


class Follower:
    """A child that is to run for as long as the bot does: started again, more and more seldom, where it ends.

    Fits ``bot.service.Bot``.
    """

    def __init__(self, name: str, work: Work, first_pause: float = 5.0) -> None:
        self.name = name
        self._child = Child(name, work)
        self._first_pause = first_pause
        self._closing = asyncio.Event()

    async def run(self) -> None:
        """Keep it running until `close`."""
        pause = self._first_pause
        while not self._closing.is_set():
            await self._child.run()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), pause)
            pause = min(pause * 2, 600.0)

    async def close(self) -> None:
        """Stop it."""
        self._closing.set()
        await self._child.close()
