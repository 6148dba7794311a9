"""What the Discord of ours is made of: exchanges, sessions, the resolver, and payloads as Discord writes them."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

TOKEN = "MTAwMQ.good.token-of-the-loopback-bot"
APPLICATION = 1001
BOT_USER = {"id": str(APPLICATION), "username": "briefing", "discriminator": "0", "avatar": None, "bot": True}
GUILD = 1 << 22
"""The server that people ask from, unless a test says another."""
NAMES = ("discord.com", "gateway.discord.gg", "cdn.discordapp.com")
EPHEMERAL = 64
EVERYTHING = str((1 << 53) - 1)
MESSAGE, DEFER, UPDATE, CHOICES = 4, 5, 7, 8
"""Types of an interaction's callback."""


@dataclass
class Fault:
    """What the server does instead of answering the next request that matches."""

    method: str
    path: str
    status: int
    body: dict[str, Any]
    headers: dict[str, str]
    carried_out: bool = False


@dataclass
class Exchange:
    """One interaction and everything that the bot did about it. ``ephemeral`` and ``message`` are of the answer."""

    id: int
    token: str
    sent_at: float
    callbacks: list[dict[str, Any]] = field(default_factory=list)
    followups: list[dict[str, Any]] = field(default_factory=list)
    original: dict[str, Any] | None = None
    deleted: bool = False
    acknowledged_at: float | None = None
    answered_at: float | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def kind(self) -> int:
        """The type of the first callback: 4 message, 5 deferred, 6 deferred change, 7 change, 8 choices."""
        return int(self.callbacks[0]["type"])

    @property
    def message(self) -> dict[str, Any]:
        """The message that the person sees as the answer."""
        if self.original and not self.deleted:
            return self.original
        return self.followups[0]

    @property
    def ephemeral(self) -> bool:
        """Whether only the asker sees it."""
        return bool(self.message.get("flags", 0) & EPHEMERAL)

    @property
    def choices(self) -> list[dict[str, Any]]:
        """What autocomplete offered."""
        return list(self.callbacks[0]["data"]["choices"])

    def custom_ids(self) -> dict[str, str]:
        """The buttons of the answer: label to custom_id."""
        parts = [part for row in self.message.get("components", ()) for part in row["components"]]
        return {part["label"]: part["custom_id"] for part in parts if part["type"] == 2}

    def done(self) -> None:
        self.answered_at = time.perf_counter()
        self.answered.set()


@dataclass
class Session:
    """One gateway session of one shard; it outlives its connections."""

    id: str
    shard: int
    shards: int
    intents: int
    socket: web.WebSocketResponse | None = None
    sent: list[dict[str, Any]] = field(default_factory=list)

    async def dispatch(self, event: str, data: dict[str, Any]) -> None:
        """Send an event, or keep it until the session is resumed."""
        payload = {"op": 0, "s": len(self.sent) + 1, "t": event, "d": data}
        self.sent.append(payload)
        if self.socket is not None and not self.socket.closed:
            with suppress(ConnectionError):  # kept for the next connection
                await self.socket.send_json(payload)


class Loopback(AbstractResolver):
    """Answers Discord's names with our server and refuses all others: nothing leaves the machine."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """127.0.0.1 and our port."""
        if host not in NAMES:
            raise OSError(f"{host} is not on loopback")
        return [
            ResolveResult(hostname=host, host="127.0.0.1", port=self._port, family=socket.AF_INET, proto=0, flags=0)
        ]

    async def close(self) -> None:
        """Nothing to give back."""


async def read_body(request: web.Request) -> Any:
    """What was sent: JSON, or the JSON part of a form with files, whose names and descriptions are kept."""
    if request.content_type != "multipart/form-data":
        text = await request.text()
        return json.loads(text) if text else {}
    form = await request.post()
    body = json.loads(str(form["payload_json"]))
    data = body.get("data", body)
    files = [value for value in form.values() if isinstance(value, web.FileField)]
    data["files"] = [{"filename": file.filename, "bytes": file.file.read()} for file in files]
    return body


def json_response(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON under exactly the content type that discord.py looks for."""
    text = json.dumps(body, default=len).encode()
    return web.Response(body=text, status=status, headers={"Content-Type": "application/json"} | (headers or {}))


class ChannelId(str):
    """The value of an option that is a channel."""

    __slots__ = ()


@dataclass(frozen=True)
class Attached:
    """The value of an option that is a file; ``size`` is what Discord says of it."""

    name: str
    data: bytes
    size: int | None = None

    def payload(self, number: str) -> dict[str, Any]:
        """The file as an option that was chosen resolves to it."""
        address = f"https://cdn.discordapp.com/ephemeral-attachments/{number}/{self.name}"
        size = len(self.data) if self.size is None else self.size
        return {"id": number, "filename": self.name, "size": size, "url": address, "proxy_url": address}


def option_type(value: Any) -> int:
    """Discord's number for an option: channel, integer or text."""
    if isinstance(value, ChannelId):
        return 7
    if isinstance(value, Attached):
        return 11
    return 4 if isinstance(value, int) else 3


def channel_payload(number: str) -> dict[str, Any]:
    """A channel as an option that was chosen resolves to it."""
    return {"id": number, "type": 0, "name": f"news-{number}", "permissions": EVERYTHING, "parent_id": None}


def thread_payload() -> dict[str, Any]:
    """The thread that a command was called in."""
    times = {"archived": False, "auto_archive_duration": 60, "archive_timestamp": "2031-04-10T12:00:00+00:00"}
    counts = {"member_count": 2, "message_count": 5, "total_message_sent": 5, "rate_limit_per_user": 0}
    names = {"id": "79", "type": 11, "name": "ferry", "parent_id": "7", "owner_id": "3003", "guild_id": str(GUILD)}
    return names | counts | {"thread_metadata": times | {"locked": False}}


def private_channel(recipient: str | int) -> dict[str, Any]:
    """The private conversation of the bot with somebody."""
    return {"id": f"{recipient}1", "type": 1, "recipients": [user_payload(int(recipient))], "last_message_id": None}


def user_payload(number: int) -> dict[str, Any]:
    """A person."""
    return {"id": str(number), "username": f"user{number}", "global_name": f"User *{number}*", "discriminator": "0",
            "avatar": None, "public_flags": 0}  # fmt: skip


def member() -> dict[str, Any]:
    """The bot as a member of a server."""
    return {
        "user": BOT_USER,
        "roles": [],
        "joined_at": "2031-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def application() -> dict[str, Any]:
    """The bot's application."""
    names = {"name": "briefing", "icon": None, "description": "", "summary": "", "verify_key": ""}
    flags = {"bot_public": True, "bot_require_code_grant": False, "flags": 0, "team": None}
    return {"id": str(APPLICATION), "owner": user_payload(3003)} | names | flags


def guild_payload(number: int) -> dict[str, Any]:
    """A server where everyone may read and post."""
    everyone = {"id": str(number), "name": "@everyone", "permissions": str((1 << 10) | (1 << 11) | (1 << 14) | (1 << 15)
                | (1 << 16) | (1 << 38)), "position": 0, "color": 0, "hoist": False, "managed": False,
                "mentionable": False, "flags": 0}  # fmt: skip
    channel = {"id": "77", "type": 0, "name": "news", "position": 0, "permission_overwrites": [], "nsfw": False}
    return {"id": str(number), "name": f"Newsroom {number}", "owner_id": "3003", "roles": [everyone], "emojis": [],
            "features": [], "channels": [channel], "threads": [], "members": [], "member_count": 3, "large": False,
            "unavailable": False, "stickers": [], "voice_states": [], "presences": [], "stage_instances": [],
            "guild_scheduled_events": [], "soundboard_sounds": [], "afk_timeout": 60, "verification_level": 0,
            "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0,
            "premium_tier": 0, "preferred_locale": "en-US", "system_channel_flags": 0}  # fmt: skip
