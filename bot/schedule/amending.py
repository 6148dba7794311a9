"""Messages brought up to date: claimed, edited in place, marked. What cannot be edited is marked so, and left alone."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import secrets
from collections.abc import Callable, Sequence

from bot.errors import StoreError
from bot.schedule.amended import amended_reply
from bot.schedule.delivery import SEND_SECONDS, Pace, utc_now
from bot.schedule.ports import BusyError, ForbiddenError, GoneError, Poster, RefusedError, TokenError, UnsureError
from bot.schedule.verdicts import Judge, digest_of
from bot.store.chats.posted import TRIES, PostedMessage, PostedMessages
from bot.store.corpus import Corpus

log = logging.getLogger(__name__)

_AT_ONCE = 8
_WAIT = 20.0


class Amender:
    """Amends over the ``posters`` of this process. Several, in several processes, may share a database."""

    def __init__(self, corpus: Corpus, posters: Sequence[Poster], now: Callable[[], dt.datetime] = utc_now) -> None:
        self._corpus = corpus
        self._messages = PostedMessages(corpus.database)
        self._posters = {poster.platform: poster for poster in posters}
        self._paces = {poster.platform: Pace(poster.per_second) for poster in posters}
        self._now = now
        self._owner = secrets.token_hex(8)
        self._stopping = False

    def stop(self) -> None:
        """Take nothing new; what is in flight is finished."""
        self._stopping = True

    async def run(self, seconds: float = 50.0) -> int:
        """Amend what is wanted, for about ``seconds`` at most; return how many messages were worked on.

        Raises StoreError where it cannot be read what is wanted.
        """
        loop = asyncio.get_running_loop()
        end, worked = loop.time() + seconds, 0
        while not self._stopping and loop.time() < end:
            claim, platforms = self._messages.claim, list(self._posters)
            taken = await asyncio.to_thread(claim, platforms, self._owner, self._now(), _AT_ONCE)
            if not taken:
                break
            for one in taken:
                await self._guarded(one)
                worked += 1
        return worked

    async def _guarded(self, one: PostedMessage) -> None:
        try:
            await self._amend(one)
        except StoreError as error:  # it keeps its lease and is taken up again
            log.warning("amending interrupted: %s", error, extra={"posted": one.id})
        except Exception:
            log.exception("amending failed", extra={"posted": one.id})

    async def _amend(self, one: PostedMessage) -> None:
        verdicts = await asyncio.to_thread(lambda: Judge(self._corpus).verdicts(one.items))
        state, day = digest_of(verdicts), self._now().date()
        try:
            if not one.message_ids:
                raise RefusedError("The platform gave no number for this message.")
            if state != one.amended_to:
                reply = await asyncio.to_thread(amended_reply, one.reply, verdicts, self._corpus, day)
                await self._paces[one.address.platform].turn()
                async with asyncio.timeout(SEND_SECONDS):
                    poster = self._posters[one.address.platform]
                    await poster.amend(one.address, one.message_ids, reply, one.key)
        except (BusyError, TokenError) as error:
            await self._later(one, state, str(error), error.retry_after)
        except (ForbiddenError, GoneError, RefusedError) as error:
            await self._refuse(one, state, str(error))
        except (UnsureError, TimeoutError) as error:
            await self._later(one, state, str(error) or "no answer in time", _WAIT)
        else:
            await asyncio.to_thread(self._messages.amended, one, self._owner, state, self._now())
            log.info("message amended", extra={"posted": one.id, "platform": one.address.platform})

    async def _later(self, one: PostedMessage, state: str, reason: str, wait: float) -> None:
        if one.attempts >= TRIES:
            await self._refuse(one, state, f"given up after {TRIES} tries: {reason}")
            return
        later = self._now() + dt.timedelta(seconds=min(max(wait, 1.0), 3600.0) * one.attempts)
        await asyncio.to_thread(self._messages.again, one, self._owner, later)
        log.warning("amending put off: %s", reason, extra={"posted": one.id})

    async def _refuse(self, one: PostedMessage, state: str, reason: str) -> None:
        await asyncio.to_thread(self._messages.refuse, one, self._owner, state, reason)
        log.warning("a message cannot be amended: %s", reason, extra={"posted": one.id})
