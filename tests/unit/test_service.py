"""Running several bots in one process."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import threading
from collections.abc import Iterator

import pytest

from bot.errors import PlatformError
from bot.service import Beforehand, serve


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """What a test makes is garbage when it ends."""
    yield
    gc.unfreeze()


class FakeBot:
    """A bot that serves until closed, or fails as told."""

    def __init__(self, name: str, failure: Exception | None = None, slow_close: bool = False) -> None:
        self.name = name
        self.failure = failure
        self.slow_close = slow_close
        self.started = asyncio.Event()
        self.finished = asyncio.Event()
        self.events: list[str] = []

    async def run(self) -> None:
        self.events.append("run")
        self.started.set()
        if self.failure:
            raise self.failure
        await self.finished.wait()
        self.events.append("served")

    async def close(self) -> None:
        self.events.append("close")
        if self.slow_close:
            await asyncio.sleep(3600)
        self.finished.set()


async def started(*bots: FakeBot) -> None:
    """Return when every one of ``bots`` runs."""
    for bot in bots:
        await bot.started.wait()


@pytest.mark.parametrize("failure", [None, RuntimeError("a bug of ours")])
async def test_what_is_done_beforehand_keeps_no_chat_waiting(failure: Exception | None) -> None:
    """A large archive's names would be read before the chats connect, or take a chat down where they cannot be."""
    begun, go_on = threading.Event(), threading.Event()

    def read() -> None:
        begun.set()
        go_on.wait(10)
        if failure:
            raise failure

    stop, bot = asyncio.Event(), FakeBot("discord")
    running = asyncio.create_task(serve([bot], stop, beside=[Beforehand("names", read)]))
    await started(bot)
    await asyncio.to_thread(begun.wait, 10)
    go_on.set()
    await asyncio.sleep(0.01)
    assert not running.done()
    stop.set()
    assert await running == 0


async def test_what_is_made_beforehand_is_not_looked_through_for_garbage() -> None:
    """Every few hundred answers one would wait 100 ms for libraries and names to be found in use, as always."""
    names = [[name] for name in ("Ana Meier", "Oto Brandl")]
    await Beforehand("names", lambda: names).run()
    assert gc.get_freeze_count() > len(names)
    assert not any(one in names for one in gc.get_objects() if isinstance(one, list))


@pytest.mark.parametrize(
    "failure", [PlatformError("The token is wrong: set DISCORD_TOKEN anew."), RuntimeError("a bug of ours")]
)
async def test_a_failed_bot_leaves_the_other_running(failure: Exception, caplog: pytest.LogCaptureFixture) -> None:
    """Otherwise a wrong token on one platform would take the other down."""
    stop = asyncio.Event()
    broken, sound = FakeBot("discord", failure), FakeBot("slack")
    with caplog.at_level(logging.INFO):
        running = asyncio.create_task(serve([broken, sound], stop))
        await started(broken, sound)
        await asyncio.sleep(0.01)
        assert not running.done()
        stop.set()
        assert await running == 0
    assert sound.events == ["run", "close", "served"]
    assert str(failure) in caplog.text


async def test_the_code_tells_when_every_bot_failed() -> None:
    """Otherwise a supervisor would take a dead service for a healthy one."""
    assert await serve([FakeBot("discord", PlatformError("no")), FakeBot("slack", PlatformError("no"))]) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_lets_bots_finish(number: signal.Signals) -> None:
    """Otherwise a restart would cut an answer in half."""
    bot = FakeBot("slack")
    running = asyncio.create_task(serve([bot]))
    await started(bot)
    os.kill(os.getpid(), number)
    assert await running == 0
    assert bot.events == ["run", "close", "served"]


async def test_a_bot_that_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a hanging connection would keep the process from ever ending."""
    monkeypatch.setattr("bot.service.GRACE", 0.01)
    stop = asyncio.Event()
    bot = FakeBot("slack", slow_close=True)
    running = asyncio.create_task(serve([bot], stop))
    await started(bot)
    stop.set()
    assert await running == 0
    assert bot.events == ["run", "close"]
