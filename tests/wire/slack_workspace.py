"""People in a Slack workspace on loopback, and the bot that serves them, over a socket or over HTTP."""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from bot.cards import Reply as Answer
from bot.chat.slack import Archive, SlackBot, SlackConfig
from bot.commands.command import Invocation
from bot.commands.dispatch import answer
from bot.model import Annotations
from bot.store.chats.servers import Servers
from bot.store.corpus import Corpus
from bot.store.engine.database import Database, open_database
from bot.store.writing.write import ArchiveWriter
from tests.archives import PATIENT
from tests.builders import annotated, said
from tests.dialogs.archive import documents
from tests.wire.slack_server import APP_TOKEN, BOT_TOKEN, CLIENT_ID, CLIENT_SECRET, TEAM, Ack, Json, Reply, SlackServer

SIGNING_SECRET = "signing-secret-loopback"
_numbers = itertools.count(1)


class Workspace:
    """A server, a bot, and what people do. ``mode`` is "socket", "http" or "oauth"."""

    def __init__(
        self, database: Database, mode: str = "socket", *, team: str = TEAM, archive: Json | None = None, **config: Any
    ) -> None:
        self.server = SlackServer()
        self.database = database
        self.mode = mode
        self.team = team
        self.overrides = config
        self.archive = Archive(Corpus(database), Servers(database), **(archive or {}))
        self.bot: SlackBot | None = None
        self.session: aiohttp.ClientSession | None = None

    def config(self) -> SlackConfig:
        """Settings for the mode, with the overrides."""
        tokens = {
            "socket": {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN},
            "http": {"bot_token": BOT_TOKEN, "signing_secret": SIGNING_SECRET},
            "oauth": {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "signing_secret": SIGNING_SECRET},
        }[self.mode]
        return SlackConfig(**{"base_url": self.server.api, "port": 0, **tokens, **self.overrides})

    async def __aenter__(self) -> Workspace:
        await self.server.start()
        self.session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        await self.start_bot()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.bot is not None:
            await self.bot.close()
        if self.session is not None:
            await self.session.close()
        await self.server.close()

    async def start_bot(self) -> SlackBot:
        """Start a bot, as a new process would."""
        self.bot = SlackBot(self.config(), self.archive, self.database, ping=0.2)
        await self.bot.start()
        if self.mode == "socket":
            await self.server.wait_for(lambda: self.server.open_sockets)
        return self.bot

    async def restart_bot(self) -> None:
        """Stop the bot and start another on the same database."""
        assert self.bot is not None
        await self.bot.close()
        await self.start_bot()

    # What people do -------------------------------------------------------------------------------------------------

    def slash_body(self, command: str, text: str, user: str = "U1", channel: str = "C1") -> Json:
        """What Slack sends for a slash command."""
        return {
            "command": command,
            "text": text,
            "user_id": user,
            "user_name": user.lower(),
            "channel_id": channel,
            "channel_name": "press",
            "team_id": self.team,
            "team_domain": "press",
            "api_app_id": "A1",
            "is_enterprise_install": "false",
            "response_url": self.server.new_response_url(),
            "trigger_id": self.server.new_trigger(),
        }

    async def slash(self, command: str, text: str, user: str = "U1") -> tuple[Ack, Reply]:
        """Type a slash command; return the acknowledgement and the answer."""
        body = self.slash_body(command, text, user)
        ack = await self.deliver("slash_commands", body)
        return ack, (await self.server.answers(body["response_url"]))[0]

    async def ask(self, line: str, user: str = "U1") -> Reply:
        """Ask with the umbrella command."""
        return (await self.slash("/briefing", line, user))[1]

    def press_body(self, reply: Reply | None, button: Json, user: str = "U1", view: Json | None = None) -> Json:
        """What Slack sends when a button is pressed: its value comes back with & < > escaped."""
        action = dict(button) | {"action_ts": str(time.time()), "block_id": "x"}
        action["value"] = action["value"].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        body: Json = {
            "type": "block_actions",
            "user": {"id": user, "username": user.lower(), "name": user.lower(), "team_id": self.team},
            "team": {"id": self.team, "domain": "press"},
            "api_app_id": "A1",
            "trigger_id": self.server.new_trigger(),
            "actions": [action],
        }
        if view is not None:
            return body | {"view": view, "container": {"type": "view", "view_id": view["id"]}}
        return body | {
            "channel": {"id": "C1", "name": "press"},
            "container": {"type": "message", "message_ts": f"{hash(reply.url if reply else '')}.1", "channel_id": "C1"},
            "response_url": self.server.new_response_url(),
        }

    async def press(self, reply: Reply, label: str, user: str = "U1") -> list[Reply]:
        """Press the button ``label`` beneath ``reply``; return what arrives."""
        body = self.press_body(reply, reply.button(label), user)
        ack = await self.deliver("interactive", body)
        assert ack.status == 200
        return await self.server.answers(body["response_url"])

    def pick_body(self, action_id: str, chosen: Json, view: Json | None = None, user: str = "U1") -> Json:
        """What Slack sends when something is chosen in a select."""
        body = self.press_body(None, {"value": ""}, user, view)
        body["actions"] = [{"type": "external_select", "action_id": action_id, "selected_option": chosen}]
        return body

    async def choices(self, action_id: str, typed: str) -> Json:
        """Type into a select; return what is offered."""
        body = {
            "type": "block_suggestion",
            "user": {"id": "U1"},
            "team": {"id": self.team},
            "api_app_id": "A1",
            "action_id": action_id,
            "block_id": "x",
            "value": typed,
        }
        ack = await self.deliver("interactive", body)
        offered: Json = ack.payload
        return offered

    def shortcut_body(
        self, callback: str, text: str | None = None, user: str = "U1", files: list[Json] | None = None
    ) -> Json:
        """What Slack sends for a shortcut; on a message, with ``files``, where ``text`` is given."""
        body: Json = {
            "type": "shortcut" if text is None else "message_action",
            "callback_id": callback,
            "user": {"id": user, "name": user.lower()},
            "team": {"id": self.team},
            "trigger_id": self.server.new_trigger(),
        }
        if text is None:
            return body
        return body | {
            "channel": {"id": "C1"},
            "message": {"type": "message", "user": "U2", "ts": "1.1", "text": text, "files": files or []},
            "response_url": self.server.new_response_url(),
        }

    async def open_ask_window(self, question: str, user: str = "U1") -> Json:
        """Use the global shortcut; return what Slack sends when ``question`` is submitted in the window."""
        await self.deliver("interactive", self.shortcut_body("ask_archive", user=user))
        await self.server.wait_for(lambda: self.server.called("views.open"))
        name, view = list(self.server.views.items())[-1]
        return self.submit_body({"id": name} | view, {"question": {"question": {"value": question}}}, user)

    def submit_body(self, view: Json, values: Json, user: str = "U1") -> Json:
        """What Slack sends when a window is submitted."""
        return {
            "type": "view_submission",
            "user": {"id": user},
            "team": {"id": self.team},
            "trigger_id": self.server.new_trigger(),
            "view": view | {"state": {"values": values}},
        }

    def event_body(self, event: Json, event_id: str = "") -> Json:
        """What Slack sends for an event."""
        return {
            "type": "event_callback",
            "team_id": self.team,
            "api_app_id": "A1",
            "event": event,
            "event_id": event_id or f"Ev{next(_numbers)}",
            "authorizations": [{"team_id": self.team, "user_id": "UBOT", "is_bot": True}],
        }

    async def open_home(self, user: str = "U1") -> Json:
        """Open the home tab; return it."""
        event = {"type": "app_home_opened", "user": user, "tab": "home", "channel": "D1"}
        await self.deliver("events_api", self.event_body(event))
        view: Json = await self.server.wait_for(lambda: self.server.views.get(user))
        return view

    # How it gets there ----------------------------------------------------------------------------------------------

    async def deliver(self, kind: str, payload: Json, **options: Any) -> Ack:
        """Bring ``payload`` to the bot in the way of the mode; return the acknowledgement."""
        if self.mode == "socket":
            return await self.server.over_socket(kind, payload, **options)
        return await self.over_http(kind, payload, **options)

    async def over_http(
        self, kind: str, payload: Json, *, secret: str = SIGNING_SECRET, age: int = 0, **more: str
    ) -> Ack:
        """Send a signed request. ``age`` is how many seconds ago it was signed, ``more`` further headers."""
        assert self.session is not None
        assert self.bot is not None
        if kind == "slash_commands":
            text, content = urlencode(payload), "application/x-www-form-urlencoded"
        elif kind == "interactive":
            text, content = urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded"
        else:
            text, content = json.dumps(payload), "application/json"
        moment = str(int(time.time()) - age)
        signature = SignatureVerifier(secret).generate_signature(timestamp=moment, body=text)
        headers = {
            "Content-Type": content,
            "X-Slack-Request-Timestamp": moment,
            "X-Slack-Signature": signature or "",
        } | {name.replace("_", "-"): value for name, value in more.items()}
        began = time.perf_counter()
        async with self.session.post(self.url("/slack/events"), data=text, headers=headers) as response:
            answer = await response.text()
            seconds = time.perf_counter() - began
        return Ack(response.status, json.loads(answer) if answer.startswith("{") else answer, seconds)

    def url(self, path: str) -> str:
        """An address of the bot in HTTP mode."""
        assert self.bot is not None
        return f"http://127.0.0.1:{self.bot.port}{path}"


class HeldUp:
    """Answers as always, but only once `go_on` is set. ``asked`` is set when somebody waits."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.go_on = threading.Event()

    def __call__(self, invocation: Invocation, corpus: Corpus) -> Answer:
        self.asked.set()
        assert self.go_on.wait(10)
        return answer(invocation, corpus)


def archive(folder: Path) -> Iterator[Database]:
    """The archive of the dialogs, and somebody who says enough to fill several pages."""
    with open_database(f"sqlite:///{folder / 'archive.db'}", deadline=PATIENT) as opened:
        writer = ArchiveWriter(opened)
        for annotations in (*documents(), _talkative()):
            writer.store_document(annotations)
        yield opened


def _talkative() -> Annotations:
    remarks = [f"Remark number {number} about the breakwater," for number in range(1, 13)]
    lines = [f"“{remark}” Ilse Brandauer said." for remark in remarks]
    return annotated(
        "remarks.txt",
        "Remarks\n" + "\n".join(lines) + "\n",
        published="2031-06-01",
        title="Remarks",
        publisher="Harbour Gazette",
        people={"Ilse Brandauer": ("Brandauer",)},
        quotes=tuple(said(remark, who="Ilse Brandauer", on="2031-06-01") for remark in remarks),
    )


async def settle() -> None:
    """Let what is on its way arrive."""
    await asyncio.sleep(0.15)
