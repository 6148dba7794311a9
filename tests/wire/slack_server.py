"""Slack on loopback: its Web API, Socket Mode, response_urls, and the requests that HTTP mode gets.

Speaks the protocol as the real clients use it and refuses what Slack refuses: wrong tokens, blocks beyond a limit, a
used-up ticket, a response_url used six times, a trigger that is unknown. Everything that arrives is kept for tests.
"""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from base64 import b64decode
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from bot.chat.slack_manifest import BOT_SCOPES
from tests.contract.slack_limits import faults, option_faults

BOT_TOKEN = "xoxb-1-loopback"
APP_TOKEN = "xapp-1-loopback"
CLIENT_ID = "111.222"
CLIENT_SECRET = "client-secret-loopback"
TEAM = "T1"

Json = dict[str, Any]


@dataclass
class Call:
    """One request that arrived: the method's name, its arguments, and the token that came with it."""

    method: str
    arguments: Json
    token: str
    at: float


@dataclass
class Fault:
    """How the next call of a method is to fail."""

    status: int
    body: Json = field(default_factory=lambda: {"ok": False, "error": "internal_error"})
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


@dataclass
class Ack:
    """What the bot said to a delivery, and after how many seconds. ``status`` is 200 over a socket."""

    status: int
    payload: Any
    seconds: float


@dataclass
class Reply:
    """One message that arrived at a response_url."""

    url: str
    body: Json
    at: float

    @property
    def blocks(self) -> list[Json]:
        """The blocks of the message."""
        return list(self.body.get("blocks", []))

    @property
    def text(self) -> str:
        """Every text in it, for looking whether something is said."""
        return json.dumps(self.body, ensure_ascii=False)

    def button(self, label: str) -> Json:
        """The first button with ``label``."""
        return next(button for button in self.buttons if button["text"]["text"] == label)

    @property
    def buttons(self) -> list[Json]:
        """All buttons, in order."""
        rows = [block["elements"] for block in self.blocks if block["type"] == "actions"]
        return [element for row in rows for element in row if element["type"] == "button"]


class SlackServer:
    """One workspace of Slack. ``start`` listens on a free port of loopback; ``api`` is the base_url of clients."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.replies: list[Reply] = []
        self.messages: dict[str, list[Json]] = defaultdict(list)
        self.admins = {"UADMIN"}
        self.channels: dict[str, Json] = {"C1": {"id": "C1", "name": "press", "is_member": True}}
        self.scopes = list(BOT_SCOPES)
        self.tokens = {BOT_TOKEN: TEAM}
        self.codes: dict[str, str] = {}
        self.views: dict[str, Json] = {}
        self.files: dict[str, bytes] = {}
        self.handed_out: list[str] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.refuse_sockets = 0
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._tickets: set[str] = set()
        self._triggers: set[str] = set()
        self._uses: dict[str, int] = defaultdict(int)
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self._news = asyncio.Condition()
        self._runner: web.AppRunner | None = None
        self.root = ""

    async def start(self) -> None:
        """Listen."""
        site = web.Application()
        site.add_routes(
            [
                web.route("*", "/api/{method}", self._api),
                web.get("/link", self._link),
                web.post("/upload/{name}", self._upload),
                web.get("/files-pri/{name}", self._download),
                web.post("/respond/{name}", self._respond),
            ]
        )
        self._runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.root = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        """Listen no more."""
        for socket in self.sockets:
            await socket.close()
        if self._runner:
            await self._runner.cleanup()

    @property
    def api(self) -> str:
        """The base_url of the Web API."""
        return f"{self.root}/api/"

    # For tests ------------------------------------------------------------------------------------------------------

    def fail(self, what: str, *faults: Fault) -> None:
        """Let the next calls of a method (or of "respond") fail, one fault each."""
        self._faults[what].extend(faults)

    def called(self, method: str) -> list[Call]:
        """The calls of ``method`` so far."""
        return [call for call in self.calls if call.method == method]

    def new_trigger(self) -> str:
        """A trigger_id that lets one window be opened."""
        trigger = f"trigger.{uuid.uuid4().hex}"
        self._triggers.add(trigger)
        return trigger

    def new_response_url(self) -> str:
        """A response_url, good for five messages."""
        return f"{self.root}/respond/{uuid.uuid4().hex}"

    async def wait_for(self, condition: Callable[[], Any], seconds: float = 8.0) -> Any:
        """Return what ``condition`` gives once it is true; whatever arrives wakes it."""
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(lambda: bool(condition()))
        return condition()

    async def answers(self, url: str, count: int = 1, seconds: float = 8.0) -> list[Reply]:
        """The first ``count`` messages that arrive at a response_url."""
        found = await self.wait_for(
            lambda: replies if len(replies := [reply for reply in self.replies if reply.url == url]) >= count else None,
            seconds,
        )
        return list(found)

    async def over_socket(self, kind: str, payload: Json, *, envelope: str = "", wait: bool = True) -> Ack:
        """Deliver ``payload`` over the newest socket and wait for its acknowledgement."""
        await self.wait_for(lambda: self.open_sockets)
        envelope = envelope or str(uuid.uuid4())
        loop = asyncio.get_running_loop()
        self._acks[envelope] = loop.create_future()
        began = time.perf_counter()
        await self.open_sockets[-1].send_json(
            {"type": kind, "envelope_id": envelope, "payload": payload, "accepts_response_payload": True}
        )
        if not wait:
            return Ack(0, None, 0.0)
        async with asyncio.timeout(5):
            answer = await self._acks[envelope]
        return Ack(200, answer.get("payload"), time.perf_counter() - began)

    @property
    def open_sockets(self) -> list[web.WebSocketResponse]:
        """Connections that the bot holds now."""
        return [socket for socket in self.sockets if not socket.closed]

    # The protocol ---------------------------------------------------------------------------------------------------

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()

    async def _fault(self, what: str, request: web.Request) -> web.Response | None:
        if not self._faults[what]:
            return None
        fault = self._faults[what].popleft()
        if fault.cut and request.transport is not None:
            request.transport.close()
        return web.json_response(fault.body, status=fault.status, headers=fault.headers)

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(arguments.get("token", ""))
        self.calls.append(Call(method, arguments, token, time.perf_counter()))
        fault = await self._fault(method, request)
        if fault is None:
            scopes = {"x-oauth-scopes": ",".join(self.scopes)}
            fault = web.json_response(self._answer(method, arguments, token), headers=scopes)
        await self._tell()
        return fault

    def _answer(self, method: str, arguments: Json, token: str) -> Json:
        if method == "oauth.v2.access":
            return self._oauth(arguments, token)
        if method == "apps.connections.open":
            return self._connection(token)
        if token not in self.tokens:
            return {"ok": False, "error": "invalid_auth" if token else "not_authed"}
        handler = getattr(self, "_" + method.replace(".", "_"), None)
        if handler is None:
            return {"ok": False, "error": "unknown_method"}
        answer: Json = handler(arguments)
        if method == "auth.test":
            answer |= {"team_id": self.tokens[token]}
        return {"ok": True} | answer

    def _connection(self, token: str) -> Json:
        if token != APP_TOKEN:
            return {"ok": False, "error": "invalid_auth"}
        ticket = uuid.uuid4().hex
        self._tickets.add(ticket)
        return {"ok": True, "url": f"{self.root.replace('http', 'ws')}/link?ticket={ticket}"}

    def _oauth(self, arguments: Json, basic: str) -> Json:
        secrets = tuple(b64decode(basic.removeprefix("Basic ")).decode().split(":"))
        team = self.codes.pop(str(arguments.get("code")), None)
        if secrets != (CLIENT_ID, CLIENT_SECRET) or team is None:
            return {"ok": False, "error": "invalid_code"}
        token = f"xoxb-{team}-installed"
        self.tokens[token] = team
        return {
            "ok": True,
            "access_token": token,
            "token_type": "bot",
            "scope": ",".join(self.scopes),
            "bot_user_id": "UBOT",
            "app_id": "A1",
            "team": {"id": team, "name": f"Team {team}"},
            "enterprise": None,
            "authed_user": {"id": "UADMIN"},
        }

    def _auth_test(self, _: Json) -> Json:
        return {"team": "Press", "user": "briefing", "user_id": "UBOT", "bot_id": "B1", "url": "https://press.example/"}

    def _users_info(self, arguments: Json) -> Json:
        user = arguments["user"]
        return {"user": {"id": user, "is_admin": user in self.admins, "is_owner": False}}

    def _conversations_info(self, arguments: Json) -> Json:
        channel = self.channels.get(arguments["channel"])
        return {"channel": channel} if channel else {"ok": False, "error": "channel_not_found"}

    def _conversations_open(self, arguments: Json) -> Json:
        return {"channel": {"id": f"D{arguments['users']}"}}

    def _conversations_history(self, arguments: Json) -> Json:
        oldest = float(arguments.get("oldest", 0) or 0)
        found = [message for message in self.messages[arguments["channel"]] if float(message["ts"]) >= oldest][::-1]
        start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit", 100))
        rest = start + limit < len(found)
        return {
            "messages": found[start : start + limit],
            "has_more": rest,
            "response_metadata": {"next_cursor": str(start + limit) if rest else ""},
        }

    def _chat_postMessage(self, arguments: Json) -> Json:  # noqa: N802 - Slack's name of the method
        problems = faults(arguments["blocks"])
        if problems:
            return {"ok": False, "error": "invalid_blocks", "errors": problems}
        channel = arguments["channel"]
        if channel.startswith("C") and channel not in self.channels:
            return {"ok": False, "error": "channel_not_found"}
        if not self.channels.get(channel, {}).get("is_member", True):
            return {"ok": False, "error": "not_in_channel"}
        ts = f"{time.time():.6f}"
        self.messages[channel].append({"ts": ts, "bot_id": "B1"} | arguments)
        return {"channel": channel, "ts": ts}

    def _chat_update(self, arguments: Json) -> Json:
        if faults(arguments["blocks"]):
            return {"ok": False, "error": "invalid_blocks"}
        for message in self.messages[arguments["channel"]]:
            if message["ts"] == arguments["ts"]:
                message |= {"text": arguments["text"], "blocks": arguments["blocks"], "edited": {"user": "B1"}}
                return {"channel": arguments["channel"], "ts": message["ts"], "text": message["text"]}
        return {"ok": False, "error": "message_not_found"}

    def _chat_postEphemeral(self, arguments: Json) -> Json:  # noqa: N802 - Slack's name of the method
        problems = faults(arguments["blocks"])
        return {"ok": False, "error": "invalid_blocks"} if problems else {"message_ts": f"{time.time():.6f}"}

    def _files_getUploadURLExternal(self, arguments: Json) -> Json:  # noqa: N802 - Slack's name of the method
        name = f"F{len(self.files)}"
        self.files[name] = b""
        return {"file_id": name, "upload_url": f"{self.root}/upload/{name}"}

    def _files_completeUploadExternal(self, arguments: Json) -> Json:  # noqa: N802 - Slack's name of the method
        return {"files": [{"id": file["id"]} for file in json.loads(arguments["files"])]}

    async def _upload(self, request: web.Request) -> web.Response:
        self.files[request.match_info["name"]] = await request.read()
        return web.Response(text="OK")

    async def _download(self, request: web.Request) -> web.Response:
        known = request.headers.get("Authorization", "").removeprefix("Bearer ") in self.tokens
        if not known or "files:read" not in self.scopes:
            return web.Response(status=302, headers={"Location": f"{self.root}/signin"})
        self.handed_out.append(request.match_info["name"])
        return web.Response(body=self.files[request.match_info["name"]])

    def _views_publish(self, arguments: Json) -> Json:
        return self._view(arguments, "home", arguments["user_id"])

    def _views_open(self, arguments: Json) -> Json:
        if arguments["trigger_id"] not in self._triggers:
            return {"ok": False, "error": "expired_trigger_id"}
        self._triggers.discard(arguments["trigger_id"])
        return self._view(arguments, "modal", f"V{uuid.uuid4().hex[:8]}")

    def _views_push(self, arguments: Json) -> Json:
        return self._views_open(arguments)

    def _views_update(self, arguments: Json) -> Json:
        if arguments["view_id"] not in self.views:
            return {"ok": False, "error": "not_found"}
        return self._view(arguments, "modal", arguments["view_id"])

    def _view(self, arguments: Json, surface: str, name: str) -> Json:
        view = arguments["view"]
        problems = faults(view["blocks"], surface)
        if view["type"] != surface or problems or len(json.dumps(view)) > 250_000:
            return {"ok": False, "error": "invalid_arguments", "errors": problems}
        if surface == "modal" and len(view["title"]["text"]) > 24:
            return {"ok": False, "error": "invalid_arguments"}
        self.views[name] = view
        return {"view": {"id": name} | view}

    async def _respond(self, request: web.Request) -> web.Response:
        url = f"{self.root}{request.path}"
        body = await request.json()
        self.calls.append(Call("respond", body, "", time.perf_counter()))
        fault = await self._fault("respond", request)
        if fault is None:
            self._uses[url] += 1
            if self._uses[url] > 5:
                fault = web.json_response({"ok": False, "error": "used_url"}, status=404)
            elif faults(body["blocks"]) if "blocks" in body else not body.get("text"):
                fault = web.json_response({"ok": False, "error": "invalid_blocks"}, status=400)
            else:
                self.replies.append(Reply(url, body, time.perf_counter()))
                fault = web.Response(text="ok")
        await self._tell()
        return fault

    async def _link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if self.refuse_sockets:
            self.refuse_sockets -= 1
            self._tickets.discard(ticket)
            return web.Response(status=503)
        if ticket not in self._tickets:
            return web.Response(status=401)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        await self._tell()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                answer = json.loads(message.data)
                waiting = self._acks.get(answer.get("envelope_id", ""))
                if waiting is not None and not waiting.done():
                    waiting.set_result(answer)
        await self._tell()
        return socket


def checked_choices(payload: Json) -> list[Json]:
    """The options of an acknowledged select, each as Slack would take it."""
    options: list[Json] = payload["options"]
    assert len(options) <= 100
    assert [fault for option in options for fault in option_faults(option)] == []
    return options


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        body: Json = await request.json()
        return body
    form = await request.post()
    found: Json = {key: str(value) for key, value in form.items()}
    found |= dict(request.query)
    for key in ("blocks", "metadata", "view"):
        if key in found:
            found[key] = json.loads(found[key])
    return found
