"""A Discord of ours on loopback: enough of its REST API and gateway for the real discord.py to talk to.

The client reaches it through a resolver of ours (`DiscordServer.connector`), which answers 127.0.0.1 for Discord's
names and refuses all others, over TLS with a certificate of our own authority.
"""

from __future__ import annotations

import asyncio
import json
import re
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import trustme
from aiohttp import web

from tests.wire.discord_parts import (
    APPLICATION,
    BOT_USER,
    CHOICES,
    DEFER,
    EPHEMERAL,
    EVERYTHING,
    GUILD,
    MESSAGE,
    NAMES,
    TOKEN,
    UPDATE,
    Attached,
    Exchange,
    Fault,
    Loopback,
    Session,
    application,
    channel_payload,
    guild_payload,
    json_response,
    member,
    option_type,
    private_channel,
    read_body,
    thread_payload,
    user_payload,
)


def connector_to(port: int, certificate: str) -> aiohttp.TCPConnector:
    """A connector that leads discord.py to the server of ours on ``port`` and nowhere else."""
    context = ssl.create_default_context(cadata=certificate)
    return aiohttp.TCPConnector(resolver=Loopback(port), ssl=context, limit=0)


class DiscordServer:
    """The server. ``guilds`` maps the ids of the servers the bot is in to the permissions members have there."""

    def __init__(self, *, shards: int = 1, guilds: tuple[int, ...] = (GUILD,)) -> None:
        self.shards = shards
        self.guilds = guilds
        self.exchanges: dict[str, Exchange] = {}
        self.sessions: dict[str, Session] = {}
        self.identified: list[dict[str, Any]] = []
        self.resumed: list[dict[str, Any]] = []
        self.requests: list[tuple[str, str]] = []
        self.commands: dict[str, list[dict[str, Any]]] = {}
        self.messages: dict[int, list[dict[str, Any]]] = {}
        self.faults: list[Fault] = []
        self.refuse_identify: int | None = None
        self.port = 0
        self._authority = trustme.CA()
        self._changed = asyncio.Condition()
        self.attachments: dict[str, Attached] = {}
        self.handed_out: list[str] = []
        self._last_id = 10**17

    # Running ---------------------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def running(self) -> AsyncIterator[DiscordServer]:
        """Listen on a free port of 127.0.0.1."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/api/v{version}/{path:.*}", self._api)
        app.router.add_get("/", self._gateway)
        app.router.add_get("/ephemeral-attachments/{number}/{name}", self._attachment)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(*NAMES).configure_cert(context)
        runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
        await site.start()
        self.port = runner.addresses[0][1]
        try:
            yield self
        finally:
            for session in self.sessions.values():
                if session.socket is not None:
                    await session.socket.close()
            await runner.cleanup()

    def connector(self) -> aiohttp.TCPConnector:
        """A connector that leads discord.py here and nowhere else."""
        return connector_to(self.port, self.certificate)

    @property
    def certificate(self) -> str:
        """The certificate of our own authority, for clients in other processes."""
        return self._authority.cert_pem.bytes().decode()

    # What a person does ----------------------------------------------------------------------------------------------

    async def slash(self, name: str, options: dict[str, Any] | None = None, **who: Any) -> Exchange:
        """Call a slash command."""
        given = [{"name": key, "type": option_type(value), "value": value} for key, value in (options or {}).items()]
        channels = {str(option["value"]): channel_payload(option["value"]) for option in given if option["type"] == 7}
        files = {str(self._next_id()): value for value in (options or {}).values() if isinstance(value, Attached)}
        for number, file in files.items():
            self.attachments[number] = file
            next(option for option in given if option["value"] is file)["value"] = number
        resolved = {"channels": channels, "attachments": {key: file.payload(key) for key, file in files.items()}}
        data = {"id": "55", "name": name, "type": 1, "options": given, "resolved": resolved}
        return await self._interact(2, data, **who)

    async def _attachment(self, request: web.Request) -> web.Response:
        number = request.match_info["number"]
        self.handed_out.append(number)
        if not self.attachments[number].data:
            return web.Response(status=404)
        return web.Response(body=self.attachments[number].data)

    async def type_in(self, command: str, option: str, typed: str, **who: Any) -> Exchange:
        """Type into an option that completes."""
        given = [{"name": option, "type": 3, "value": typed, "focused": True}]
        return await self._interact(4, {"id": "55", "name": command, "type": 1, "options": given}, **who)

    async def use_menu(self, name: str, content: str, **who: Any) -> Exchange:
        """Choose an entry of a message's menu."""
        message = self._message(77, {"content": content}, author=user_payload(4004))
        data = {"id": "56", "name": name, "type": 3, "target_id": message["id"],
                "resolved": {"messages": {message["id"]: message}}}  # fmt: skip
        return await self._interact(2, data, **who)

    async def press(self, custom_id: str, message: dict[str, Any], **who: Any) -> Exchange:
        """Press a button beneath ``message``."""
        return await self._interact(3, {"custom_id": custom_id, "component_type": 2}, message=message, **who)

    async def choose(self, custom_id: str, value: str, message: dict[str, Any], **who: Any) -> Exchange:
        """Choose a line of a menu beneath ``message``."""
        data = {"custom_id": custom_id, "component_type": 3, "values": [value]}
        return await self._interact(3, data, message=message, **who)

    def message_of_somebody(self, channel: int, content: str) -> dict[str, Any]:
        """A message as it lies in a channel's history."""
        return self._message(channel, {"content": content}, author=user_payload(4004))

    async def _interact(
        self,
        kind: int,
        data: dict[str, Any],
        *,
        user: int = 2002,
        guild: int | None = -1,
        permissions: str = str(1 << 11),
        message: dict[str, Any] | None = None,
        thread: bool = False,
    ) -> Exchange:
        number = self._next_id()
        exchange = Exchange(number, f"interaction-token-{number}", time.perf_counter())
        exchange.original = message if kind == 3 else None
        self.exchanges[exchange.token] = exchange
        guild = self.guilds[0] if guild == -1 else guild
        channel = thread_payload() if thread else {"id": "77", "type": 0 if guild else 1, "name": "news"}
        payload: dict[str, Any] = {
            "id": str(number), "application_id": str(APPLICATION), "type": kind, "data": data, "token": exchange.token,
            "version": 1, "channel_id": channel["id"], "channel": channel,
            "locale": "en-GB", "entitlements": [], "authorizing_integration_owners": {}, "attachment_size_limit": 1,
            "app_permissions": EVERYTHING, "context": 0 if guild else 1,
        }  # fmt: skip
        if guild:
            payload |= {"guild_id": str(guild), "guild_locale": "en-GB"}
            payload["member"] = {"user": user_payload(user), "roles": [], "permissions": permissions, "flags": 0,
                                 "joined_at": "2031-01-01T00:00:00+00:00", "deaf": False, "mute": False}  # fmt: skip
        else:
            payload["user"] = user_payload(user)
        if message is not None:
            payload["message"] = message
        await self._session_of(guild).dispatch("INTERACTION_CREATE", payload)
        return exchange

    def _session_of(self, guild: int | None) -> Session:
        shard = (guild or 0) >> 22
        return [session for session in self.sessions.values() if session.shard == shard % self.shards][-1]

    # What the platform does ------------------------------------------------------------------------------------------

    def fail(
        self,
        method: str,
        path: str,
        status: int,
        *,
        times: int = 1,
        code: int = 0,
        carried_out: bool = False,
        **headers: str,
    ) -> None:
        """Answer the next requests whose path matches with ``status`` (0 cuts the connection).

        ``carried_out`` does what was asked before; ``code`` is Discord's own number for the error.
        """
        for _ in range(times):
            body: dict[str, Any] = {"message": "no", "code": code}
            if status == 429:
                body |= {"retry_after": float(headers.get("Retry_After", "0.1")), "global": False}
                headers.setdefault("Via", "1.1 google")
            named = {key.replace("_", "-"): value for key, value in headers.items()}
            self.faults.append(Fault(method, path, status, body, named, carried_out))

    async def drop(self, shard: int = 0, code: int = 1006) -> None:
        """Lose the connection of a shard."""
        socket_ = self._open(shard)
        if code == 1006:
            transport = socket_._req.transport if socket_._req else None
            if transport:
                transport.abort()
        else:
            await socket_.close(code=code)

    async def tell(self, op: int, data: Any = None, shard: int = 0) -> None:
        """Send a gateway opcode: 7 asks to reconnect, 9 invalidates the session."""
        await self._open(shard).send_json({"op": op, "d": data})

    def _open(self, shard: int) -> web.WebSocketResponse:
        socket_ = [s for s in self.sessions.values() if s.shard == shard][-1].socket
        if socket_ is None:
            raise AssertionError(f"shard {shard} has no connection")
        return socket_

    async def until(self, condition: Any, seconds: float = 20.0) -> None:
        """Wait until ``condition()`` holds; it is looked at whenever something arrives."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(condition)

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    # The gateway -----------------------------------------------------------------------------------------------------

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        await connection.send_json({"op": 10, "d": {"heartbeat_interval": 41250}})
        async for frame in connection:
            if frame.type is not aiohttp.WSMsgType.TEXT:
                break
            payload = json.loads(frame.data)
            if payload["op"] == 1:
                await connection.send_json({"op": 11})
            elif payload["op"] == 2:
                await self._identify(connection, payload["d"])
            elif payload["op"] == 6:
                await self._resume(connection, payload["d"])
            await self._notify()
        return connection

    async def _identify(self, connection: web.WebSocketResponse, data: dict[str, Any]) -> None:
        self.identified.append(data)
        if self.refuse_identify or data["token"] != TOKEN:
            await connection.close(code=self.refuse_identify or 4004)
            return
        shard, shards = data["shard"]
        session = Session(f"session-{self._next_id()}", shard, shards, data["intents"], connection)
        self.sessions[session.id] = session
        mine = [guild for guild in self.guilds if (guild >> 22) % shards == shard]
        ready = {
            "v": 10, "user": BOT_USER, "guilds": [{"id": str(guild), "unavailable": True} for guild in mine],
            "session_id": session.id, "resume_gateway_url": "wss://gateway.discord.gg", "shard": [shard, shards],
            "application": {"id": str(APPLICATION), "flags": 0},
        }  # fmt: skip
        await session.dispatch("READY", ready)
        for guild in mine:
            await session.dispatch("GUILD_CREATE", guild_payload(guild))

    async def _resume(self, connection: web.WebSocketResponse, data: dict[str, Any]) -> None:
        self.resumed.append(data)
        session = self.sessions.get(data["session_id"])
        if session is None:
            await connection.send_json({"op": 9, "d": False})
            return
        session.socket = connection
        missed = [payload for payload in session.sent if payload["s"] > data["seq"]]
        for payload in missed:
            await connection.send_json(payload)
        await session.dispatch("RESUMED", {})

    # The REST API ----------------------------------------------------------------------------------------------------

    async def _api(self, request: web.Request) -> web.Response:
        path = "/" + request.match_info["path"]
        self.requests.append((request.method, path))
        fault = next((f for f in self.faults if f.method == request.method and re.search(f.path, path)), None)
        if fault is not None:
            self.faults.remove(fault)
            if fault.carried_out:
                await self._route(request, path)
            if not fault.status and request.transport:
                request.transport.abort()
            response = json_response(fault.body, fault.status or 500, fault.headers)
        elif not path.startswith(("/interactions/", "/webhooks/")) and not self._authorised(request):
            response = json_response({"message": "401: Unauthorized", "code": 0}, 401)
        else:
            response = await self._route(request, path)
        await self._notify()
        return response

    @staticmethod
    def _authorised(request: web.Request) -> bool:
        return request.headers.get("Authorization") == f"Bot {TOKEN}"

    async def _route(self, request: web.Request, path: str) -> web.Response:
        body = await read_body(request)
        for method, pattern, handler in self._routes():
            match = re.fullmatch(pattern, path)
            if match and method == request.method:
                return handler(body, *match.groups(), **({"request": request} if handler == self._history else {}))
        return json_response({"message": f"404: {request.method} {path}", "code": 0}, 404)

    def _routes(self) -> tuple[tuple[str, str, Any], ...]:
        app = rf"/applications/{APPLICATION}"
        return (
            ("GET", "/users/@me", lambda _: json_response(BOT_USER)),
            ("GET", "/oauth2/applications/@me", lambda _: json_response(application())),
            ("GET", "/applications/@me", lambda _: json_response(application())),
            ("GET", "/gateway/bot", lambda _: json_response(self._gateway_bot())),
            ("PUT", rf"{app}/commands", lambda body: self._register("all", body)),
            ("GET", rf"{app}/commands", lambda _: json_response(self.commands.get("all", []))),
            ("PUT", rf"{app}/guilds/(\d+)/commands", lambda body, guild: self._register(guild, body)),
            ("GET", rf"{app}/guilds/(\d+)/commands", lambda _, guild: json_response(self.commands.get(guild, []))),
            ("POST", r"/interactions/(\d+)/([^/]+)/callback", self._callback),
            ("POST", r"/webhooks/\d+/([^/]+)", self._followup),
            ("PATCH", r"/webhooks/\d+/([^/]+)/messages/@original", self._edit_original),
            ("DELETE", r"/webhooks/\d+/([^/]+)/messages/@original", self._delete_original),
            ("POST", r"/channels/(\d+)/messages", self._post),
            ("GET", r"/channels/(\d+)/messages", self._history),
            ("PATCH", r"/channels/(\d+)/messages/(\d+)", self._edit),
            ("GET", r"/channels/(\d+)", self._channel),
            ("POST", "/users/@me/channels", lambda body: json_response(private_channel(body["recipient_id"]))),
            ("GET", r"/guilds/(\d+)", self._guild),
            ("GET", r"/guilds/(\d+)/members/\d+", lambda _, guild: json_response(member())),
        )  # fmt: skip

    def _gateway_bot(self) -> dict[str, Any]:
        limit = {"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 16}
        return {"url": "wss://gateway.discord.gg", "shards": self.shards, "session_start_limit": limit}

    def _register(self, place: str, body: list[dict[str, Any]]) -> web.Response:
        self.commands[place] = [
            {"id": str(n), "application_id": str(APPLICATION), "version": "1", "default_member_permissions": None,
             "description": "", "type": 1} | command
            for n, command in enumerate(body, 500)
        ]  # fmt: skip
        return json_response(self.commands[place])

    def _callback(self, body: dict[str, Any], number: str, token: str) -> web.Response:
        exchange = self.exchanges[token]
        if exchange.callbacks:
            return json_response({"message": "Interaction has already been acknowledged.", "code": 40060}, 400)
        exchange.callbacks.append(body)
        exchange.acknowledged_at = time.perf_counter()
        kind, data = body["type"], body.get("data") or {}
        if kind == MESSAGE:
            exchange.original = self._message(77, data)
        elif kind == DEFER:
            exchange.original = self._message(77, {"flags": data.get("flags", 0) | 128})
        elif kind == UPDATE:
            exchange.original = (exchange.original or {}) | data
        if kind in (MESSAGE, UPDATE, CHOICES):
            exchange.done()
        resource: dict[str, Any] = {"type": kind}
        if kind in (MESSAGE, UPDATE):
            resource["message"] = exchange.original
        shown = (exchange.original or {}).get("id", "1")
        interaction = {"id": number, "type": 2, "response_message_id": shown, "response_message_loading": kind == DEFER}
        return json_response({"interaction": interaction, "resource": resource})

    def _followup(self, body: dict[str, Any], token: str) -> web.Response:
        exchange = self.exchanges[token]
        message = self._message(77, body)
        exchange.followups.append(message)
        exchange.done()
        return json_response(message)

    def _edit_original(self, body: dict[str, Any], token: str) -> web.Response:
        exchange = self.exchanges[token]
        exchange.original = (exchange.original or self._message(77, {})) | body
        exchange.original["flags"] = exchange.original.get("flags", 0) & ~128
        exchange.done()
        return json_response(exchange.original)

    def _delete_original(self, body: Any, token: str) -> web.Response:
        self.exchanges[token].deleted = True
        return web.Response(status=204)

    def _post(self, body: dict[str, Any], channel: str) -> web.Response:
        kept = self.messages.setdefault(int(channel), [])
        if body.get("enforce_nonce"):
            for message in kept:
                if message.get("nonce") == body["nonce"]:
                    return json_response(message)
        kept.append(self._message(int(channel), body))
        return json_response(kept[-1])

    def _history(self, body: Any, channel: str, request: web.Request) -> web.Response:
        after, limit = int(request.query.get("after", 0)), int(request.query.get("limit", 50))
        found = [m for m in self.messages.get(int(channel), []) if int(m["id"]) > after][:limit]
        return json_response(
            [{key: value for key, value in message.items() if key != "nonce"} for message in reversed(found)]
        )

    def _edit(self, body: dict[str, Any], channel: str, message: str) -> web.Response:
        """Change a message of the bot's, a post or an answer that everybody sees."""
        answers = [one for exchange in self.exchanges.values() for one in (exchange.original, *exchange.followups)]
        for known in (*self.messages.get(int(channel), []), *answers):
            if known and known["id"] == message and not known["flags"] & EPHEMERAL:
                known |= {key: value for key, value in body.items() if value is not None}
                known |= {key: "" if key == "content" else [] for key, value in body.items() if value is None}
                known["edited_timestamp"] = "2031-04-11T12:00:00+00:00"
                return json_response(known)
        return json_response({"message": "Unknown Message", "code": 10008}, 404)

    def _channel(self, body: Any, channel: str) -> web.Response:
        overwrites = (
            [{"id": str(self.guilds[0]), "type": 0, "allow": "0", "deny": str(1 << 14)}] if channel == "78" else []
        )
        payload = {"id": channel, "type": 0, "name": f"news-{channel}", "guild_id": str(self.guilds[0]), "position": 0}
        return json_response(payload | {"permission_overwrites": overwrites, "nsfw": False, "parent_id": None})

    def _guild(self, body: Any, guild: str) -> web.Response:
        if int(guild) not in self.guilds:
            return json_response({"message": "Unknown Guild", "code": 10004}, 404)
        return json_response(guild_payload(int(guild)))

    def _message(self, channel: int, data: dict[str, Any], author: dict[str, Any] | None = None) -> dict[str, Any]:
        lists = ("embeds", "components", "attachments", "mentions", "mention_roles")
        empty: dict[str, Any] = {name: [] for name in lists}
        empty |= {"content": "", "mention_everyone": False, "pinned": False, "tts": False, "type": 0, "flags": 0}
        empty |= {"edited_timestamp": None, "timestamp": "2031-04-10T12:00:00+00:00", "author": author or BOT_USER}
        given = {key: value for key, value in data.items() if value is not None}
        stored = {"size": 1, "url": "https://cdn.example/1", "proxy_url": "https://cdn.example/1"}
        given["attachments"] = [stored | attachment for attachment in data.get("attachments") or ()]
        return empty | given | {"id": str(self._next_id()), "channel_id": str(channel)}

    def _next_id(self) -> int:
        """A snowflake of about now, so that the client's cooldowns see the present."""
        now = (int(time.time() * 1000) - 1420070400000) << 22
        self._last_id = max(self._last_id + 1, now)
        return self._last_id
