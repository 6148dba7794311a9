"""Threads that answer, and make way for what cannot wait."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

T = TypeVar("T")

WORKERS = 4
"""Threads: a slow search leaves three. Answering is mostly Python, of which one thread runs at a time, so that more
would only keep the event loop, which acknowledges, from its turn."""

WHILE_URGENT = 1
"""Threads while somebody waits for an acknowledgement: each keeps the event loop from its turn."""


class Workers(Generic[T]):
    """Does blocking work in threads, first come, first served. For one event loop."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="discord")
        self._waiting: deque[tuple[Callable[[], T], asyncio.Future[T]]] = deque()
        self._running = 0
        self._urgent = 0

    def do(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """Have ``work`` done; the future has its result, or what it raised."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        self._begin()
        return done

    @asynccontextmanager
    async def urgent(self) -> AsyncIterator[None]:
        """What is done within goes before work that has not begun."""
        self._urgent += 1
        try:
            yield
        finally:
            self._urgent -= 1
            self._begin()

    def close(self) -> None:
        """Begin nothing more."""
        for _, done in self._waiting:
            done.cancel()
        self._waiting.clear()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _begin(self) -> None:
        while self._waiting and self._running < (WHILE_URGENT if self._urgent else WORKERS):
            work, done = self._waiting.popleft()
            if not done.cancelled():
                self._running += 1
                job = asyncio.get_running_loop().run_in_executor(self._threads, work)
                job.add_done_callback(lambda job, done=done: self._finish(job, done))  # type: ignore[misc]

    def _finish(self, job: asyncio.Future[T], done: asyncio.Future[T]) -> None:
        self._running -= 1
        if done.cancelled() or job.cancelled():
            done.cancel()
        elif error := job.exception():
            done.set_exception(error)
        else:
            done.set_result(job.result())
        self._begin()
