"""Work in flight: counted, so that it can be waited for; guarded, so that a failure is logged once and told; and done
in threads of its own, so that however many slow searches run, acknowledgements never wait for a thread.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from typing import ParamSpec, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.chat.slack.faults import error_code

log = logging.getLogger(__name__)

THREADS = 4
"""Fewer than the database has readers, so that one is always free for what must be known before acknowledging; and few,
since threads at work delay the event loop. Measured, 200 questions at once over HTTP, client and Slack of ours in the
same loop, two cores with other work on them, medians of three: slowest acknowledgement 1.4 s with two threads, 1.7 s
with four, 2.3 s with six; last answer after 3.7, 3.2 and 3.3 s.
"""
_SETTLING = 0.03

P = ParamSpec("P")
T = TypeVar("T")


class Doing:
    """One piece of work. ``tell`` says something to the person it is done for, once it is known how."""

    tell: Callable[[str], Awaitable[None]] | None = None


class Work:
    """All that one bot is doing."""

    def __init__(self) -> None:
        self.closed = False
        self._count = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._threads = ThreadPoolExecutor(THREADS, "slack-desk")

    async def ask(self, function: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
        """Call something that blocks, in one of the threads."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, partial(function, *args, **options))

    def close(self) -> None:
        """Let the threads go; what still runs in them ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def drained(self) -> None:
        """Take nothing new from now on, and return when the last answer is out."""
        self.closed = True
        await asyncio.sleep(_SETTLING)  # a delivery that was let through just now has not yet counted itself
        await self._idle.wait()
        await asyncio.sleep(_SETTLING)  # bolt looks every 10 ms whether there is an acknowledgement to send

    @asynccontextmanager
    async def doing(self, what: str) -> AsyncIterator[Doing]:
        """Do something that may fail. A defect of ours is logged with an id, and the person told that id."""
        one = Doing()
        self._count += 1
        self._idle.clear()
        try:
            yield one
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            reason = error_code(error) if isinstance(error, SlackApiError) else type(error).__name__
            log.warning("Slack did not take it", extra={"platform": "slack", "what": what, "reason": reason})
        except Exception:
            name = secrets.token_hex(4)
            log.exception("failed", extra={"platform": "slack", "what": what, "error_id": name})
            if one.tell is not None:
                await one.tell(f"That did not work, and it is not your doing. The log has it as {name}.")
        finally:
            self._count -= 1
            if not self._count:
                self._idle.set()
