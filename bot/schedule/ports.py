"""What delivery asks of a chat: post to a channel, and look whether a post is already there.

A chat adapter implements `Poster` over its SDK and turns the SDK's exceptions into the errors below:

=========================================  =====================================================================
what the platform says                     what the adapter raises
=========================================  =====================================================================
429 (after the SDK's own retries)          BusyError(retry_after)
5xx, time-out, connection lost or cut      UnsureError: the request may have been carried out
400, message refused as it is              RefusedError: trying again would not help
403, missing permission or scope           ForbiddenError: says what to click
404, channel or server gone, archived,     GoneError
bot removed from it
401, token wrong, revoked or missing       TokenError: no channel's fault, so none is suspended
=========================================  =====================================================================

Why a key: a process can die after the platform took a message and before the database says so. ``key`` makes the
message recognisable, so that another process can look instead of sending it again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from bot.cards import Reply
from bot.errors import PlatformError
from bot.model.subscriptions import Address


class BusyError(PlatformError):
    """The platform did not take the message now and says when to come back. Nothing was posted."""

    def __init__(self, message: str, retry_after: float = 5.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class UnsureError(PlatformError):
    """The connection failed, or the platform did, with the request on its way: the message may be posted or not."""


class RefusedError(PlatformError):
    """The platform will not take this message as it is. Nothing was posted, and the next one may well pass."""


class ForbiddenError(PlatformError):
    """A permission or scope is missing. The message says which, and what to click."""


class GoneError(PlatformError):
    """The channel, the server or the bot's place in it is gone."""


class TokenError(GoneError):
    """The bot's own token does not work (any more). Nothing was posted; whoever runs the bot can put it right."""

    retry_after = 600.0


class Poster(Protocol):
    """Posting to one platform. Needs no gateway connection: several processes may post for one bot."""

    @property
    def platform(self) -> str:
        """``discord``, ``slack`` or ``console``, as in ``Address.platform`` and ``Invocation.platform``."""
        ...

    @property
    def per_second(self) -> float:
        """How many messages a second the platform takes from this bot over all channels, with room left for answers."""
        ...

    async def post(self, address: Address, reply: Reply, key: str) -> str:
        """Post ``reply`` for everyone to see and return the message's id; several are separated by spaces.

        ``key`` is 16 characters of [0-9a-z] and goes with the message so that `find` can recognise it for at least
        two days: on Discord as the nonce with ``enforce_nonce`` (which the platform keeps for some minutes only) and in
        something that stays in the channel's history, such as a button's ``custom_id``; on Slack in
        ``metadata.event_payload["key"]``. Nobody asked for the post, so its buttons answer whoever presses them, in
        private. Takes at most 30 seconds. Raises the errors of this module.
        """
        ...

    async def find(self, address: Address, key: str, since: dt.datetime) -> str | None:
        """Look in the channel for this bot's message with ``key``, not older than ``since`` (aware); return its id.

        Reads the whole history since then, page by page. Raises the errors of this module; ForbiddenError where the
        history may not be read.
        """
        ...

    async def amend(self, address: Address, message_ids: Sequence[str], reply: Reply, key: str) -> None:
        """Change the bot's own messages, in place and in order, so that they show ``reply`` as `post` would.

        ``key`` is that of a post, empty for an answer. Doing it again changes nothing. A message that is left over says
        that it was amended; RefusedError where ``reply`` needs more messages than there are, where a message was
        deleted, is not the bot's own or too old to be changed. Raises the other errors of this module too.
        """
        ...

    async def private(self, address: Address, user: str) -> Address:
        """The private conversation with ``user`` of that server, as an address for `post` and `find`."""
        ...

    async def close(self) -> None:
        """Give connections back; called once, when no post is under way."""
        ...
