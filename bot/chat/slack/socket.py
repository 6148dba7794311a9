"""Socket Mode: we call Slack, so that nothing of ours need be reachable from outside."""

from __future__ import annotations

import asyncio
from time import time
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.slack.client import SDK_LOG
from bot.chat.slack.faults import is_fatal, refusal, translated
from bot.errors import PlatformError

PING_SECONDS = 5.0


class Socket:
    """One Socket Mode connection that comes back by itself; ``refused`` ends when Slack will not have us any more."""

    def __init__(self, app: AsyncApp, app_token: str, web: AsyncWebClient, ping: float = PING_SECONDS) -> None:
        self._app = app
        self.refused: asyncio.Future[PlatformError] = asyncio.get_running_loop().create_future()
        self._client = _Client(self.refused, app_token=app_token, logger=SDK_LOG, web_client=web, ping_interval=ping)
        self._client.socket_mode_request_listeners.append(self._handle)

    async def connect(self) -> None:
        """Connect. Raises PlatformError where Slack refuses the app-level token."""
        try:
            with translated("apps.connections.open"):
                self._client.wss_uri = await self._client.issue_new_wss_url()
            await self._client.connect()  # type: ignore[no-untyped-call]
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Disconnect for good."""
        await self._client.close()  # type: ignore[no-untyped-call]

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        began = time()
        response = await run_async_bolt_app(self._app, request)
        await send_async_response(client, request, response, began)


class _Client(SocketModeClient):
    """Slack's client, less two habits: trying one used-up address for ever, and trying for ever when refused."""

    def __init__(self, refused: asyncio.Future[PlatformError], **settings: Any) -> None:
        super().__init__(**settings)
        self._refused = refused
        self.aiohttp_client_session = _Session(self, self.aiohttp_client_session)  # type: ignore[assignment]

    async def issue_new_wss_url(self) -> str:
        """Ask Slack where to connect. A refusal that trying again cannot help ends the client."""
        try:
            return await super().issue_new_wss_url()
        except SlackApiError as error:
            if is_fatal(error) and not self._refused.done():
                self.closed = True
                self._refused.set_result(refusal(error, "apps.connections.open"))
            raise


class _Session:
    """The session that the client connects with. An address is good for one attempt: a failed one is forgotten."""

    def __init__(self, client: SocketModeClient, session: aiohttp.ClientSession) -> None:
        self._client = client
        self._session = session

    @property
    def closed(self) -> bool:
        return self._session.closed

    async def close(self) -> None:
        await self._session.close()

    async def ws_connect(self, *arguments: Any, **options: Any) -> aiohttp.ClientWebSocketResponse:
        try:
            connection: aiohttp.ClientWebSocketResponse = await self._session.ws_connect(*arguments, **options)
        except BaseException:
            self._client.wss_uri = None
            raise
        return connection
