"""Work in flight: counted, so that it can be waited for, and guarded, so that a failure is logged once and told."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.chat.slack.faults import error_code

log = logging.getLogger(__name__)

_SETTLING = 0.03


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
