"""HTTP mode: Slack calls us. One address takes commands, buttons and events; two more install the app."""

from __future__ import annotations

import logging

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow

from bot.errors import PlatformError

log = logging.getLogger(__name__)

EVENTS = "/slack/events"
INSTALL = "/slack/install"
REDIRECT = "/slack/oauth_redirect"


class WebServer:
    """Listens for Slack. ``port`` is the one listened on once `open` has returned."""

    def __init__(self, app: AsyncApp, flow: AsyncOAuthFlow | None, host: str, port: int) -> None:
        self._app = app
        self._flow = flow
        self._host = host
        self.port = port
        self._runner: web.AppRunner | None = None

    def application(self) -> web.Application:
        """The routes, for a server of one's own."""
        site = web.Application()
        site.add_routes([web.post(EVENTS, self._events)])
        if self._flow is not None:
            site.add_routes([web.get(INSTALL, self._install), web.get(REDIRECT, self._redirected)])
        return site

    async def open(self) -> None:
        """Listen. Raises PlatformError where the address is taken or not ours."""
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=2.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self.port).start()
        except OSError as error:
            await runner.cleanup()
            raise PlatformError(
                f"Cannot listen on {self._host}:{self.port} ({error.strerror or error}). "
                "Set SLACK_HTTP_HOST and SLACK_HTTP_PORT to a free address of this machine."
            ) from None
        self._runner = runner
        self.port = int(runner.addresses[0][1])

    async def close(self) -> None:
        """Listen no more; requests under way are answered."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _events(self, request: web.Request) -> web.Response:
        try:
            received = await to_bolt_request(request)
        except ValueError:  # neither UTF-8 nor JSON: nothing that Slack sends
            return web.Response(status=400)
        return await to_aiohttp_response(await self._app.async_dispatch(received))

    async def _install(self, request: web.Request) -> web.Response:
        assert self._flow is not None  # noqa: S101 - the route exists only with a flow
        return await to_aiohttp_response(await self._flow.handle_installation(await to_bolt_request(request)))

    async def _redirected(self, request: web.Request) -> web.Response:
        assert self._flow is not None  # noqa: S101 - the route exists only with a flow
        return await to_aiohttp_response(await self._flow.handle_callback(await to_bolt_request(request)))
