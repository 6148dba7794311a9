"""From the outbox to the channels: claim, compose, send, mark; and look first where a send may have gone through.

Nothing is sent that was not noted as begun, and nothing that was begun is sent again before the channel was looked
through for its key. So a process may die at any point: at worst another finds the row when its lease has run out,
looks, and either marks what is there or sends what is not.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from bot.cards import Card, CardKind, Reply
from bot.errors import StoreError
from bot.model.subscriptions import Address, Occurrence, Outcome, State, Subscription
from bot.schedule.due import too_late
from bot.schedule.ports import BusyError, ForbiddenError, GoneError, Poster, RefusedError, TokenError, UnsureError
from bot.store.chats.outbox import Claim, Outbox

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

Compose = Callable[[Subscription, Occurrence], Reply | None]
"""Makes a post; None where there is nothing to say. Blocking; may raise BotError."""

AT_ONCE = 32
"""Posts in the hands of one process."""

SEND_SECONDS = 30.0
"""A send that takes longer counts as unsure."""

_FIRST_WAIT, _LONGEST_WAIT = 5.0, 600.0
_NOTICE_HOURS = 48
_GIVE_UP_HOURS = 48  # later than any post may be: only looking whether one is there can take so long
_SKEW = dt.timedelta(hours=1)  # between this machine's clock and the platform's, when looking through a channel


def utc_now() -> dt.datetime:
    """The moment, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


class Pace:
    """Spreads starts evenly, ``per_second`` at most."""

    def __init__(self, per_second: float) -> None:
        self._step = 1 / per_second
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for one's turn."""
        now = asyncio.get_running_loop().time()
        start = max(self._next, now)
        self._next = start + self._step
        if start > now:
            await asyncio.sleep(start - now)


class Delivery:
    """Delivers over the ``posters`` of this process. Several, in several processes, may share an outbox."""

    def __init__(
        self,
        outbox: Outbox,
        posters: Sequence[Poster],
        compose: Compose,
        now: Callable[[], dt.datetime] = utc_now,
    ) -> None:
        self._outbox = outbox
        self._posters = {poster.platform: poster for poster in posters}
        self._paces = {poster.platform: Pace(poster.per_second) for poster in posters}
        self._compose = compose
        self._now = now
        self._started = now()
        self._owner = secrets.token_hex(8)
        # Threads of its own: were a database locked, waiting posts must not keep people's answers from a thread.
        self._threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="reminders")
        self._stopping = False

    async def run(self, seconds: float = 50.0) -> int:
        """Deliver what can be claimed, for about ``seconds`` at most; return how many rows were worked on.

        What is in flight is finished before it returns. Raises StoreError where the outbox cannot be read.
        """
        loop = asyncio.get_running_loop()
        end, worked = loop.time() + seconds, 0
        running: set[asyncio.Task[None]] = set()
        claim, platforms = self._outbox.claim, list(self._posters)
        try:
            while not self._stopping and loop.time() < end:
                claims = await self._in_thread(claim, platforms, self._owner, self._now(), AT_ONCE - len(running))
                worked += len(claims)
                running |= {asyncio.create_task(self._deliver(claim)) for claim in claims}
                if not running:
                    break
                _, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                while len(running) > AT_ONCE // 2:  # claim many at a time: each claiming is a transaction
                    _, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await asyncio.gather(*running)
        return worked

    def stop(self) -> None:
        """Take nothing new; what is in flight is finished."""
        self._stopping = True

    async def _in_thread(self, work: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, partial(work, *arguments, **options))

    async def _deliver(self, claim: Claim) -> None:
        facts = {"subscription": claim.subscription.id, "occurrence": claim.occurrence.name}
        try:
            await self._guarded(claim)
        except StoreError as error:
            # The row keeps its lease and is taken up again, by looking first where it had been begun.
            log.warning("delivery interrupted: %s", error, extra=facts)
        except Exception:
            log.exception("delivery failed", extra=facts)

    async def _guarded(self, claim: Claim) -> None:
        try:
            address = await self._address(claim)
            if not await self._there_already(claim, address):
                await self._send(claim, address)
        except (BusyError, TokenError) as error:
            await self._again(claim, error.retry_after, str(error), surely_not_sent=False)
        except RefusedError as error:
            await self._settle(claim, Outcome.FAILED, detail=str(error))
        except (ForbiddenError, GoneError) as error:
            await self._cannot_post(claim, str(error))
        except (UnsureError, TimeoutError) as error:
            await self._again(claim, _wait(claim.occurrence), str(error) or "no answer in time", surely_not_sent=False)

    async def _address(self, claim: Claim) -> Address:
        address = claim.subscription.address
        if claim.occurrence.notice is None:
            return address
        async with asyncio.timeout(SEND_SECONDS):
            return await self._poster(claim).private(address, claim.subscription.created_by)

    async def _there_already(self, claim: Claim, address: Address) -> bool:
        """Look for the post where an earlier process, or this one, may have sent it; settle it where it is there.

        After a power failure the database may have lost its newest writes, so that rows from before this process
        started are looked for too.
        """
        occurrence = claim.occurrence
        since = occurrence.attempted_at or occurrence.due_at
        if occurrence.attempted_at is None and occurrence.due_at >= self._started:
            return False
        try:
            async with asyncio.timeout(SEND_SECONDS):
                found = await self._poster(claim).find(address, occurrence.key, since - _SKEW)
        except ForbiddenError as error:
            if occurrence.attempted_at is None:
                return False
            detail = f"begun, but whether it is there could not be seen, so it was not repeated: {error}"
            await self._settle(claim, Outcome.FAILED, detail=detail)
            return True
        if found is None:
            return False
        await self._settle(claim, Outcome.SENT, message_id=found, detail="found in the channel")
        return True

    async def _send(self, claim: Claim, address: Address) -> None:
        if reason := self._no_longer_wanted(claim):
            outcome = Outcome.FAILED if claim.occurrence.attempts else Outcome.SKIPPED
            await self._settle(claim, outcome, detail=reason)
            return
        reply = await self._reply(claim)
        if reply is None:
            return
        await self._paces[claim.subscription.address.platform].turn()
        if self._stopping:
            await self._in_thread(self._outbox.release, claim)
            return
        if not await self._in_thread(self._outbox.begin, claim, self._now(), reply):
            log.warning("a claim ran out before its post was sent", extra={"occurrence": claim.occurrence.id})
            return
        try:
            async with asyncio.timeout(SEND_SECONDS):
                message_id = await self._poster(claim).post(address, reply, claim.occurrence.key)
        except (BusyError, TokenError) as error:
            await self._again(claim, error.retry_after, str(error), surely_not_sent=True)
            return
        await self._settle(claim, Outcome.SENT, message_id=message_id)

    def _no_longer_wanted(self, claim: Claim) -> str:
        """Why it is not posted any more; empty where it is."""
        hours = _NOTICE_HOURS if claim.occurrence.notice else claim.subscription.wish.late_hours
        if too_late(claim.occurrence.due_at, self._now(), hours):
            return claim.occurrence.detail or f"more than {hours} h late"
        if claim.occurrence.notice is None and claim.subscription.state is not State.ACTIVE:
            return f"the subscription is {claim.subscription.state}"
        return ""

    async def _reply(self, claim: Claim) -> Reply | None:
        """The post; None where there is none, which is settled here."""
        if claim.occurrence.notice is not None:
            return Reply(
                "", cards=(Card(CardKind.WARNING, "A subscription cannot post", body=claim.occurrence.notice),)
            )
        try:
            reply = await self._in_thread(self._compose, claim.subscription, claim.occurrence)
        except StoreError:
            raise
        except Exception:
            name = secrets.token_hex(4)
            log.exception(
                "a post could not be composed", extra={"subscription": claim.subscription.id, "error_id": name}
            )
            await self._settle(claim, Outcome.FAILED, detail=f"could not be composed; the log has it as {name}")
            return None
        if reply is None:
            await self._settle(claim, Outcome.NOTHING)
        return reply

    async def _settle(self, claim: Claim, outcome: Outcome, *, message_id: str | None = None, detail: str = "") -> None:
        settle = self._outbox.settle
        await self._in_thread(settle, claim, outcome, self._now(), message_id=message_id, detail=detail)
        facts = {"subscription": claim.subscription.id, "occurrence": claim.occurrence.name, "outcome": str(outcome)}
        log.info("occurrence settled", extra=facts | ({"detail": detail} if detail else {}))

    async def _again(self, claim: Claim, wait: float, detail: str, *, surely_not_sent: bool) -> None:
        if too_late(claim.occurrence.due_at, self._now(), _GIVE_UP_HOURS):
            await self._settle(claim, Outcome.FAILED, detail=f"given up after two days: {detail}")
            return
        later = self._now() + dt.timedelta(seconds=min(max(wait, 1.0), 3600.0))
        retry = self._outbox.retry
        await self._in_thread(retry, claim, later, detail, surely_not_sent=surely_not_sent)
        facts = {"subscription": claim.subscription.id, "occurrence": claim.occurrence.name}
        log.warning("post put off: %s", detail, extra=facts | {"until": later.isoformat(timespec="seconds")})

    async def _cannot_post(self, claim: Claim, reason: str) -> None:
        if claim.occurrence.notice is not None:
            await self._settle(claim, Outcome.FAILED, detail=reason)
            return
        which = claim.subscription
        notice = (
            f"{which.wish.kind.capitalize()} can no longer be posted in channel {which.address.channel}: {reason} "
            f"What this channel asked for is suspended. When it is put right: /resume {which.id}"
        )
        await self._in_thread(self._outbox.suspend, claim, self._now(), reason, notice)
        log.error("subscription suspended: %s", reason, extra={"subscription": which.id})

    def _poster(self, claim: Claim) -> Poster:
        return self._posters[claim.subscription.address.platform]


def _wait(occurrence: Occurrence) -> float:
    """Seconds until the next try: doubling from 5 to 600, spread by the key so that many do not come back at once."""
    spread = 1 + int(occurrence.key[:2], 16) / 1024
    return min(_FIRST_WAIT * 2.0**occurrence.attempts, _LONGEST_WAIT) * spread
