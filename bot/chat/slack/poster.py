"""Posting to channels for the scheduler: one message that can be recognised again, so that it is never posted twice."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Sequence
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Reply
from bot.chat.slack.client import new_session, repeatable, web_client
from bot.chat.slack.config import Mode, SlackConfig
from bot.chat.slack.desk import PLATFORM, Archive, Desk
from bot.chat.slack.faults import translated
from bot.chat.slack.pictures import with_pictures
from bot.chat.slack_message import Message
from bot.chat.slack_render import context
from bot.errors import PlatformError
from bot.model.subscriptions import Address
from bot.schedule.ports import GoneError, RefusedError, UnsureError
from bot.store.chats.installations import Installations
from bot.store.engine.database import Database

log = logging.getLogger(__name__)

EVENT_TYPE = "briefing_post"
"""Type of the metadata that a post bears; its payload is ``{"key": ...}``."""
POST_SECONDS = 20.0
_PAGE = 200
_AMENDED = "Amended: see the message above."
_SEE_ABOVE = Message(_AMENDED, (context(_AMENDED),))


class SlackPoster:
    """Implements `bot.schedule.ports.Poster`. Needs no connection: several processes may post for one app."""

    platform = PLATFORM
    per_second = 1.0
    """Slack takes about one message a second in a channel, and more over all of them; answers do not count."""

    def __init__(self, config: SlackConfig, archive: Archive, database: Database) -> None:
        self._config = config
        self._desk = Desk(archive, config)
        self._installations = Installations(database, config.client_id)
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Give connections back."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def post(self, address: Address, reply: Reply, key: str) -> str:
        """Post ``reply`` and return the ts of its messages. What does not fit into one follows in its thread.

        The first message bears ``key``: once it is there, the post counts as made. Raises the errors of
        bot.schedule.ports.
        """
        first, *rest = await asyncio.to_thread(self._desk.compose_post, reply)
        client = await self._client(address.server, posting=True)
        drawn = await with_pictures(first, await self._client(address.server))
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}

        async def send(message: Message) -> str:
            sent = await client.chat_postMessage(channel=address.channel, metadata=metadata, **_content(message))
            return str(sent["ts"])

        try:
            ts = await _within(send(drawn), "chat.postMessage")
        except RefusedError:  # then nothing was posted: without pictures it may pass
            if drawn is first:
                raise
            ts = await _within(send(first), "chat.postMessage")
        every = [ts]
        try:
            for message in rest:
                with translated("chat.postMessage"):
                    sent = await client.chat_postMessage(channel=address.channel, thread_ts=ts, **_content(message))
                    every.append(str(sent["ts"]))
        except PlatformError as error:
            log.warning("the rest of a post is missing: %s", error, extra={"platform": PLATFORM, "ts": ts})
        return " ".join(every)

    async def amend(self, address: Address, message_ids: Sequence[str], reply: Reply, key: str) -> None:  # noqa: ARG002 - its metadata stays
        """Change the bot's own messages into ``reply``, in place. Raises the errors of bot.schedule.ports."""
        messages = await asyncio.to_thread(self._desk.compose_post, reply)
        if len(messages) > len(message_ids):
            raise RefusedError("The amended text does not fit into the messages that there are.")
        left_over = [_SEE_ABOVE] * (len(message_ids) - len(messages))
        client = await self._client(address.server)
        for ts, message in zip(message_ids, (*messages, *left_over), strict=True):
            with translated("chat.update"):
                blocks = list(message.blocks)
                await client.chat_update(channel=address.channel, ts=ts, text=message.text, blocks=blocks)

    async def find(self, address: Address, key: str, since: dt.datetime) -> str | None:
        """The ts of the message with ``key``, not older than ``since``, or None. Reads the whole history since then."""
        client = await self._client(address.server)
        cursor = ""
        while True:
            with translated("conversations.history"):
                page = await client.conversations_history(
                    channel=address.channel,
                    oldest=f"{since.timestamp():.6f}",
                    inclusive=True,
                    include_all_metadata=True,
                    limit=_PAGE,
                    cursor=cursor or None,
                )
            for message in page["messages"]:
                found = message.get("metadata") or {}
                if found.get("event_type") == EVENT_TYPE and (found.get("event_payload") or {}).get("key") == key:
                    return str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None

    async def private(self, address: Address, user: str) -> Address:
        """The conversation with ``user`` alone."""
        client = await self._client(address.server)
        with translated("conversations.open"):
            opened = await client.conversations_open(users=[user])
        return Address(PLATFORM, address.server, str(opened["channel"]["id"]))

    async def _client(self, server: str, *, posting: bool = False) -> AsyncWebClient:
        if self._session is None or self._session.closed:
            self._session = new_session()
        token = await self._token(server)
        # Delivery has its own way of waiting when told to slow down, so that posts are not tried again here.
        return web_client(token, self._config.base_url, self._session, [] if posting else repeatable())

    async def _token(self, server: str) -> str:
        if self._config.mode is not Mode.OAUTH:
            return self._config.bot_token
        bot = await self._installations.async_find_bot(enterprise_id=None, team_id=server)
        if bot is None or not bot.bot_token:
            raise GoneError("The app is no longer installed in this workspace: install it again.")
        return str(bot.bot_token)


def _content(message: Message) -> dict[str, Any]:
    return {"text": message.text, "blocks": list(message.blocks), "unfurl_links": False, "unfurl_media": False}


async def _within(send: Awaitable[str], what: str) -> str:
    """Do ``send``, within the time that delivery allows; too late means that nobody knows whether it was done."""
    try:
        with translated(what):
            return await asyncio.wait_for(send, POST_SECONDS)
    except PlatformError:
        raise
    except TimeoutError:
        raise UnsureError(f"Slack did not answer in time ({what}).") from None
