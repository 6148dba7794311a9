"""Threads that answer Discord, and make way for acknowledgements."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from bot.chat.discord.workers import WORKERS, Workers


class _Slow:
    """Work that lasts until ``may_go``; tells who has begun."""

    def __init__(self) -> None:
        self.may_go = threading.Event()
        self.begun: list[str] = []
        self._one_more = threading.Semaphore(0)

    def work(self, name: str) -> Callable[[], str]:
        def run() -> str:
            self.begun.append(name)
            self._one_more.release()
            self.may_go.wait(20)
            return name

        return run

    async def more(self, count: int) -> None:
        """Wait until so many more have begun."""
        for _ in range(count):
            assert await asyncio.to_thread(self._one_more.acquire, timeout=20)


async def test_first_come_first_served() -> None:
    """Who asked first would wait for those who asked later, or all of them for one slow search."""
    workers: Workers[str] = Workers()
    slow = _Slow()
    jobs = [workers.do(slow.work(str(number))) for number in range(WORKERS + 3)]
    await slow.more(WORKERS)
    assert sorted(slow.begun) == [str(number) for number in range(WORKERS)]
    slow.may_go.set()
    assert await asyncio.gather(*jobs) == [str(number) for number in range(WORKERS + 3)]
    workers.close()


async def test_urgent_matters_go_first() -> None:
    """In a crowd, answers would be worked out while people are told that the application did not respond."""
    workers: Workers[str] = Workers()
    slow = _Slow()
    async with workers.urgent():
        jobs = [workers.do(slow.work(str(number))) for number in range(3)]
        await slow.more(1)
        assert slow.begun == ["0"]  # one goes on, so that nobody waits for ever
    await slow.more(2)
    slow.may_go.set()
    await asyncio.gather(*jobs)
    workers.close()


async def test_what_goes_wrong_arrives() -> None:
    """A question whose answer fails would stay open for ever, or take a thread with it."""
    workers: Workers[str] = Workers()

    def broken() -> str:
        raise LookupError("a defect")

    for _ in range(WORKERS + 1):
        with pytest.raises(LookupError):
            await workers.do(broken)
    assert await workers.do(lambda: "fine") == "fine"
    workers.close()


async def test_closing_lets_go_of_what_waits() -> None:
    """The bot would not stop before every question was answered."""
    workers: Workers[str] = Workers()
    may_go = threading.Event()
    jobs = [workers.do(lambda: str(may_go.wait(20))) for _ in range(WORKERS + 2)]
    workers.close()
    assert [job.cancelled() for job in jobs] == [False] * WORKERS + [True] * 2
    may_go.set()
    await asyncio.gather(*jobs[:WORKERS])
