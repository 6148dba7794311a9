"""The Slack side of the process: starts, serves until told to stop, finishes what is in flight, leaves."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from itertools import chain, repeat
from typing import Any

import aiohttp
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.slack.access import ManyWorkspaces, OneWorkspace, install_flow
from bot.chat.slack.client import SDK_LOG, new_session, repeatable, web_client
from bot.chat.slack.config import Mode, SlackConfig
from bot.chat.slack.desk import PLATFORM, Archive, Desk
from bot.chat.slack.faults import translated
from bot.chat.slack.reception import Reception
from bot.chat.slack.socket import Socket
from bot.chat.slack.web import WebServer
from bot.schedule.ports import BusyError, UnsureError
from bot.store.chats.installations import Installations
from bot.store.engine.database import Database

log = logging.getLogger(__name__)

FINISHING_SECONDS = 8.0
"""For what is in flight when told to stop; the rest of the ten seconds is for leaving."""
_PAUSES = (2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds between tries to sign in while Slack cannot be reached."""
_NOT_INSTALLED = "This app is not installed in this workspace any more: ask an administrator to install it again."


class SlackBot:
    """One Slack app. ``start`` connects, ``run`` serves until ``close``; ``run`` alone is enough.

    ``database`` keeps the installations of OAuth mode. ``ping`` is how often, in seconds, a socket is looked after.
    """

    name = PLATFORM

    def __init__(self, config: SlackConfig, archive: Archive, database: Database, *, ping: float = 5.0) -> None:
        self._config = config
        self._archive = archive
        self._database = database
        self._ping = ping
        self._desk = Desk(archive, config)
        self._installations = Installations(database, config.client_id)
        self._workspaces = ManyWorkspaces(self._installations)
        self._session: aiohttp.ClientSession | None = None
        self._reception: Reception | None = None
        self._socket: Socket | None = None
        self._server: WebServer | None = None
        self._closing = asyncio.Event()

    @property
    def port(self) -> int:
        """The port that HTTP mode listens on, once started; 0 in Socket Mode."""
        return self._server.port if self._server else 0

    async def start(self) -> None:
        """Connect, or listen. Raises PlatformError, with what to do, where Slack refuses a token."""
        session = new_session()
        try:
            await self._start(session)
        except BaseException:
            await session.close()
            raise
        self._session = session

    async def run(self) -> None:
        """Serve until `close`; a Slack that cannot be reached is tried again. Raises PlatformError where it refuses."""
        closing = asyncio.ensure_future(self._closing.wait())
        try:
            await self._run(closing)
        finally:
            closing.cancel()

    async def _run(self, closing: asyncio.Future[Any]) -> None:
        if self._session is None and not await self._started(closing):
            return
        waiting: list[asyncio.Future[Any]] = [closing]
        if self._socket is not None:
            waiting.append(self._socket.refused)
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        if not closing.done() and self._socket is not None:
            await self.close()
            raise self._socket.refused.result()

    async def _started(self, closing: asyncio.Future[Any]) -> bool:
        """Sign in, however long that takes; False where `close` came first."""
        starting = asyncio.ensure_future(self._keep_starting())
        await asyncio.wait([starting, closing], return_when=asyncio.FIRST_COMPLETED)
        if closing.done():
            starting.cancel()
            await asyncio.wait([starting])
            return False
        await starting
        return True

    async def _keep_starting(self) -> None:
        for pause in chain(_PAUSES, repeat(_PAUSES[-1])):
            try:
                await self.start()
                return
            except (BusyError, UnsureError) as error:
                log.warning("%s Trying again.", error, extra={"platform": PLATFORM, "seconds": pause})
            await asyncio.sleep(pause)

    async def close(self) -> None:
        """Take nothing new, finish what is in flight (at most eight seconds), disconnect."""
        self._closing.set()
        if self._reception is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._reception.drained(), FINISHING_SECONDS)
            self._reception.close()
        if self._server is not None:
            await self._server.close()
        if self._socket is not None:
            await self._socket.close()
        if self._session is not None:
            await self._session.close()

    async def _start(self, session: aiohttp.ClientSession) -> None:
        config = self._config
        web = web_client("", config.base_url, session, repeatable())
        flow = install_flow(config, self._database, web) if config.mode is Mode.OAUTH else None
        authorize: Any = self._workspaces if flow else await self._one_workspace(web)
        app = AsyncApp(
            name="bot.chat.slack.sdk",
            logger=SDK_LOG,
            client=web,
            signing_secret=config.signing_secret,
            authorize=authorize,
            user_facing_authorize_error_message=_NOT_INSTALLED,
            request_verification_enabled=config.mode is not Mode.SOCKET,
        )
        self._reception = Reception(self._desk, self._archive.commands, config.umbrella, session, self._removed)
        self._reception.attach(app)
        if config.mode is Mode.SOCKET:
            socket = Socket(app, config.app_token, web, self._ping)
            await socket.connect()
            self._socket = socket
        else:
            server = WebServer(app, flow, config.host, config.port)
            await server.open()
            self._server = server
        log.info("ready", extra={"platform": PLATFORM, "mode": config.mode.value})

    async def _one_workspace(self, web: AsyncWebClient) -> OneWorkspace:
        token = self._config.bot_token
        with translated("auth.test"):
            identity = await web.auth_test(token=token)
        log.info(
            "signed in", extra={"platform": PLATFORM, "workspace": identity.get("team"), "as": identity.get("user")}
        )
        return OneWorkspace(
            token, {key: identity.get(key) for key in ("enterprise_id", "team_id", "bot_id", "user_id")}
        )

    async def _removed(self, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget a workspace that removed the app: its token, and what was set there."""
        if self._config.mode is Mode.OAUTH:
            await self._installations.async_delete_all(enterprise_id=enterprise_id, team_id=team_id)
            self._workspaces.forget(enterprise_id, team_id)
        server = team_id or enterprise_id or ""
        if server:
            await asyncio.to_thread(self._desk.forget, server)
