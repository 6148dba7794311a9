"""What the bot does with everything that Slack delivers: acknowledge at once, then work, then answer.

Every listener acknowledges before anything else, so that the three seconds Slack allows are never at stake, and does
the rest as counted work, so that `drained` can wait for it when the process is told to stop.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from math import ceil

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.slack.answers import Answers, Body, asker_of
from bot.chat.slack.desk import SHARE, Desk
from bot.chat.slack.files import MOST_FILES, first_link, upload_of
from bot.chat.slack.seen import Pace, Seen
from bot.chat.slack.surfaces import Conversation, Window
from bot.chat.slack.windows import Windows
from bot.chat.slack.work import Work
from bot.chat.slack_forms import form
from bot.chat.slack_home import ADD, FIND, PICK, selects
from bot.chat.slack_message import Message
from bot.chat.slack_render import MAX_BLOCKS
from bot.chat.slack_text import Block
from bot.chat.state import ButtonState
from bot.commands.command import Command, Invocation
from bot.commands.dispatch import warning
from bot.commands.ingest import INGEST

log = logging.getLogger(__name__)

_TURNING = ("previous", "next")
_ASKING_SECONDS = 1.0
"""For the database to say whether another process has a delivery already; an acknowledgement may take three."""

READING = "Reading it. The answer follows here."
"""Said before a document is read, which takes longer than a person waits without a word."""


class Reception:
    """Listeners of one app: deliveries are let through once, and answered where they were made."""

    def __init__(
        self,
        desk: Desk,
        commands: tuple[Command, ...],
        umbrella: str,
        session: aiohttp.ClientSession,
        removed: Callable[[str | None, str | None], Awaitable[None]],
    ) -> None:
        self._desk = desk
        self._work = Work()
        self._answers = Answers(desk, self._work)
        self._windows = Windows(desk, commands, umbrella, self._work)
        self._commands = commands
        self._session = session
        self._removed = removed
        self._seen = Seen()
        self._pace = Pace()

    def attach(self, app: AsyncApp) -> None:
        """Register every listener with ``app``."""
        app.middleware(self._once)
        app.command(re.compile(r"."))(self._command)
        app.action(re.compile(r"^press:"))(self._press)
        app.action(re.compile(rf"^{PICK}:"))(self._pick)
        app.message_shortcut(FIND)(self._find)
        app.message_shortcut(ADD)(self._add)
        app.event("app_uninstalled")(self._uninstalled)
        app.event("tokens_revoked")(self._revoked)
        self._windows.attach(app)

    async def drained(self) -> None:
        """Take nothing new from now on, and return when the last answer is out."""
        await self._work.drained()

    def close(self) -> None:
        """Give up what is still under way."""
        self._work.close()

    async def _once(self, body: Body, next: Callable[[], Awaitable[None]]) -> BoltResponse | None:  # noqa: A002 - bolt's name
        """Let a delivery through once; a repeated one is acknowledged and left alone, one too late is not taken."""
        if self._work.closed:
            return BoltResponse(status=503, body="shutting down")
        if not await self._first(str(body.get("event_id") or body.get("trigger_id") or "")):
            log.info("repeated delivery", extra={"platform": "slack", "type": body.get("type", "command")})
            return BoltResponse(status=200, body="")
        await next()
        return None

    async def _first(self, key: str) -> bool:
        """Whether neither this process nor another has taken in the delivery called ``key``."""
        if not self._seen.first(key):
            return False
        if not key:
            return True
        try:
            # In a thread that does not wait behind slow searches: this comes before the acknowledgement.
            return await asyncio.wait_for(asyncio.to_thread(self._desk.is_first, key), _ASKING_SECONDS)
        except TimeoutError:
            log.warning("cannot tell whether a delivery is repeated", extra={"platform": "slack"})
            return True  # twice is better than never

    async def _command(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await ack()
        async with self._answering("command", body, client) as place:
            if place is None:
                return
            asker = asker_of(body)
            typed = await self._work.ask(self._desk.typed, body["command"], body.get("text", ""), asker)
            asked = await self._answers.managed(typed, client)
            lacking = self._desk.lacking(asked) if isinstance(asked, Invocation) else None
            if lacking is not None:
                await client.views_open(trigger_id=body["trigger_id"], view=form(lacking, asker.channel))
                return
            if isinstance(asked, Invocation) and asked.command == INGEST.name and INGEST.is_open_to(asked):
                await self._say(place, READING)
            answer = await self._work.ask(self._desk.compose, asked)
            messages = answer.messages
            if not body.get("text", "").strip() and self._desk.is_umbrella(body["command"]):
                messages = _with_selects(messages, self._commands)
            await place.show(messages, private=answer.private)

    async def _press(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await ack()
        async with self._answering("button", body, client) as place:
            value = str(body["actions"][0].get("value", ""))
            state = await self._work.ask(self._desk.pressed, value)
            if not body.get("response_url"):
                await self._press_in_window(state, body, client)
            elif place is None:
                return
            elif state is None:
                await self._say(place, "This button is from another time and does nothing any more. Ask again.")
            elif state.owner and state.owner != asker_of(body).user:
                ask = f"Ask for yourself: {self._desk.as_typed(state)}"
                await self._say(place, f"These buttons answer whoever asked. {ask}")
            elif state.key == SHARE:
                await self._share(state, value, body, place)
            else:
                turn = bool(state.owner) and state.key in _TURNING
                messages, private = await self._answers.messages(await self._call(state, body), client)
                await place.show(messages, private=private or not state.owner, replace=turn)

    async def _press_in_window(self, state: ButtonState | None, body: Body, client: AsyncWebClient) -> None:
        if state is not None:
            answer = self._blocks(await self._call(state, body), client)
            await _window(body, client).show(state.command, answer, replace=state.key in _TURNING)

    async def _share(self, state: ButtonState, value: str, body: Body, place: Conversation) -> None:
        """Post the answer for everybody, once, and take the button away."""
        shown = str(body.get("container", {}).get("message_ts", ""))
        if not await self._first(f"{SHARE} {shown} {state.owner} {value}"):
            return
        invocation = await self._call(state, body)
        name = str(body["user"].get("name") or body["user"].get("username") or "")
        shared = await self._work.ask(self._desk.compose_shared, invocation, name)
        await place.show(shared.messages, private=shared.private)
        rest = await self._work.ask(self._desk.compose, invocation, shareable=False)
        await place.show(rest.messages, replace=True)

    async def _pick(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await ack()
        async with self._answering("select", body, client) as place:
            action = body["actions"][0]
            _, command, option = action["action_id"].split(":", 2)
            chosen = (action.get("selected_option") or {}).get("value")
            if chosen is None:
                return
            invocation = await self._work.ask(self._desk.called, command, {option: chosen}, asker_of(body))
            if place is not None:
                messages, private = await self._answers.messages(invocation, client)
                await place.show(messages, private=private)
            elif not body.get("response_url"):
                await _window(body, client).show(command, self._blocks(invocation, client))

    async def _find(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await ack()
        async with self._answering("shortcut", body, client) as place:
            if place is None:
                return
            said = str(body.get("message", {}).get("text", ""))
            invocation = await self._work.ask(self._desk.found_in, said, asker_of(body))
            messages, _ = await self._answers.messages(invocation, client)
            await place.show(messages)

    async def _add(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Hand in the files of a message, or the page that it links to."""
        await ack()
        async with self._answering("shortcut", body, client) as place:
            if place is None:
                return
            message = body.get("message") or {}
            link = {} if message.get("files") else first_link(str(message.get("text", "")))
            call = await self._work.ask(self._desk.called, "ingest", link, asker_of(body))
            asked = await self._answers.managed(call, client)
            if isinstance(asked, Invocation) and INGEST.is_open_to(asked):
                await self._say(place, READING)
                files = list(message.get("files") or ())[:MOST_FILES]
                asked = replace(asked, uploads=tuple([await upload_of(file, self._session, client) for file in files]))
            answer = await self._work.ask(self._desk.compose, asked)
            await place.show(answer.messages)

    async def _uninstalled(self, body: Body) -> None:
        async with self._work.doing("uninstall"):
            log.info("app removed", extra={"platform": "slack", "server": body.get("team_id")})
            await self._removed(body.get("enterprise_id"), body.get("team_id"))

    async def _revoked(self, body: Body) -> None:
        """The bot's own token gone means as much as the app removed; we hold nobody else's."""
        if body["event"].get("tokens", {}).get("bot"):
            await self._uninstalled(body)

    def _blocks(self, invocation: Invocation, client: AsyncWebClient) -> asyncio.Task[list[Block]]:
        return asyncio.create_task(self._answers.blocks(invocation, client))

    async def _call(self, state: ButtonState, body: Body) -> Invocation:
        return await self._work.ask(self._desk.called, state.command, state.arguments, asker_of(body), page=state.page)

    @asynccontextmanager
    async def _answering(self, what: str, body: Body, client: AsyncWebClient) -> AsyncIterator[Conversation | None]:
        """Work whose answer goes into a conversation, as does what goes wrong with it.

        None where there is no conversation, and for somebody who asks too fast, who has then been told so.
        """
        async with self._work.doing(what) as doing:
            url, asker = str(body.get("response_url") or ""), asker_of(body)
            if not url:
                yield None
                return
            place = Conversation(url, self._session, client, asker.channel, asker.user)
            doing.tell = lambda text: self._say(place, text)
            wait = self._pace.wait(f"{asker.server} {asker.user}")
            if wait:
                await self._say(place, f"That is a lot at once. Ask again in {ceil(wait)} seconds.")
            yield None if wait else place

    async def _say(self, place: Conversation, text: str) -> None:
        answer = await self._work.ask(self._desk.compose, warning(text))
        await place.show(answer.messages)


def _window(body: Body, client: AsyncWebClient) -> Window:
    view = body.get("view") or {}
    on = str(view.get("id", "")) if view.get("type") == "modal" else ""
    return Window(client, str(body.get("trigger_id", "")), on)


def _with_selects(messages: tuple[Message, ...], commands: tuple[Command, ...]) -> tuple[Message, ...]:
    """Add the fields to ask with beneath the last message, where they fit."""
    *before, last = messages
    more = (*last.blocks, *selects(commands))
    return (*before, replace(last, blocks=more)) if len(more) <= MAX_BLOCKS else messages
