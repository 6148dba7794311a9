"""Where an answer is put: through a response_url into the conversation, or into a window over the home tab."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.chat.slack.client import SDK_LOG, TIMEOUT, once, repeatable, web_client
from bot.chat.slack.faults import error_code
from bot.chat.slack.pictures import with_pictures
from bot.chat.slack_home import loading, window
from bot.chat.slack_message import Message
from bot.chat.slack_text import Block

log = logging.getLogger(__name__)

RESPONSE_URL_USES = 5
"""How often Slack takes an answer through one response_url, within thirty minutes."""
LOOKING = 1.0
"""Seconds that Slack may take to look at an uploaded picture."""
_PAUSES = (0.5, 1.5)
"""Seconds to wait between tries when Slack is in trouble."""
OPEN_AT_ONCE = 1.0
"""Seconds to wait for an answer before an empty window is opened: what lets it open lives three seconds."""


class Conversation:
    """Answers through a response_url; what exceeds its uses, or comes too late, goes through the Web API."""

    def __init__(
        self, response_url: str, session: aiohttp.ClientSession, client: AsyncWebClient, channel: str, user: str
    ) -> None:
        self._url = response_url
        self._session = session
        self._client = client
        self._channel = channel
        self._user = user
        self._uses = 0

    async def show(self, messages: Sequence[Message], *, private: bool = True, replace: bool = False) -> None:
        """Send ``messages`` in order. What cannot be delivered is logged: there is nobody left to tell."""
        for index, message in enumerate(messages):
            await self._show(message, private=private, replace=replace and index == 0)

    async def _show(self, message: Message, *, private: bool, replace: bool) -> None:
        drawn = await with_pictures(message, self._client)
        if drawn is not message:
            if await self._respond(drawn, private=private, replace=replace):
                return
            await asyncio.sleep(LOOKING)  # Slack may still be looking at the file: once more, then in words
            if await self._respond(drawn, private=private, replace=replace):
                return
        if not await self._respond(message, private=private, replace=replace):
            await self._post(message, private=private)

    async def _respond(self, message: Message, *, private: bool, replace: bool) -> bool:
        if self._uses >= RESPONSE_URL_USES:
            return False
        self._uses += 1
        body: dict[str, Any] = {
            "text": message.text,
            "blocks": list(message.blocks),
            "response_type": "ephemeral" if private else "in_channel",
            "replace_original": replace,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        harmless = private or replace  # when it should arrive twice, by a try that was thought to have failed
        try:
            status = await self._send(body, harmless=harmless)
        except (aiohttp.ClientError, SlackClientError, TimeoutError, OSError) as error:
            log.warning("answer not delivered", extra={"platform": "slack", "reason": type(error).__name__})
            return not harmless
        if status != 200:
            log.warning("response_url refused", extra={"platform": "slack", "status": status})
        return status == 200 or (status >= 500 and not harmless)

    async def _send(self, body: dict[str, Any], *, harmless: bool) -> int:
        """Send ``body`` and return the status. The SDK tries again after 429 only, so server errors are tried here."""
        handlers = repeatable() if harmless else once()
        webhook = AsyncWebhookClient(
            self._url, timeout=TIMEOUT, session=self._session, logger=SDK_LOG, retry_handlers=handlers
        )
        for pause in _PAUSES if harmless else ():
            status = int((await webhook.send_dict(body)).status_code)
            if status < 500:
                return status
            await asyncio.sleep(pause)
        return int((await webhook.send_dict(body)).status_code)

    async def _post(self, message: Message, *, private: bool) -> None:
        client = web_client(self._client.token or "", self._client.base_url, self._session, once())
        content: dict[str, Any] = {"channel": self._channel, "text": message.text, "blocks": list(message.blocks)}
        try:
            if private:
                await client.chat_postEphemeral(user=self._user, **content)
            else:
                await client.chat_postMessage(unfurl_links=False, unfurl_media=False, **content)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
            reason = error_code(error) if isinstance(error, SlackApiError) else type(error).__name__
            log.warning("answer not delivered", extra={"platform": "slack", "reason": reason})


class Window:
    """A window (modal). From the home tab a new one is opened, from a window one is laid on top or changed."""

    def __init__(self, client: AsyncWebClient, trigger_id: str, view_id: str = "") -> None:
        self._client = client
        self._trigger = trigger_id
        self._view = view_id

    async def show(self, title: str, answer: asyncio.Task[list[Block]], *, replace: bool = False) -> None:
        """Show what ``answer`` gives; an empty window first, where that takes longer than a moment."""
        if replace and self._view:
            await self._client.views_update(view_id=self._view, view=window(title, await answer))
            return
        await asyncio.wait([answer], timeout=OPEN_AT_ONCE)
        if answer.done():
            await self._open(window(title, await answer))
            return
        opened = await self._open(loading(title))
        await self._client.views_update(view_id=opened, view=window(title, await answer))

    async def _open(self, view: Block) -> str:
        if not self._view:
            return str((await self._client.views_open(trigger_id=self._trigger, view=view))["view"]["id"])
        try:
            return str((await self._client.views_push(trigger_id=self._trigger, view=view))["view"]["id"])
        except SlackApiError as error:
            if error_code(error) != "push_limit_reached":
                raise
            await self._client.views_update(view_id=self._view, view=view)
            return self._view
