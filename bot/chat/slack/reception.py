"""What the bot does with everything that Slack delivers: acknowledge at once, then work, then answer.

Every listener acknowledges before anything else, so that the three seconds Slack allows are never at stake, and does
the rest as counted work, so that `drained` can wait for it when the process is told to stop.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Reply
from bot.chat.slack.desk import SHARE, Asker, Desk
from bot.chat.slack.faults import error_code
from bot.chat.slack.seen import Seen
from bot.chat.slack.surfaces import OPEN_AT_ONCE, Conversation, Window
from bot.chat.slack_forms import FORM, filled_in, form
from bot.chat.slack_home import ASK, ASK_SHORTCUT, FIND, PICK, QUESTION, ask_window, home, loading, selects, window
from bot.chat.slack_render import Message
from bot.chat.slack_text import Block
from bot.chat.state import ButtonState
from bot.commands.command import Command, Invocation
from bot.commands.dispatch import warning

log = logging.getLogger(__name__)

Body = dict[str, Any]

_TURNING = ("previous", "next")
_CHOICES_WITHIN = 2.5
"""Seconds for the choices of a select: they are the acknowledgement itself, which Slack wants within three."""

_SETTLING = 0.03
_OVERTAKING = 0.5
"""Seconds to stay behind an acknowledgement that changes a window too: whichever Slack hears last stays."""


class Reception:
    """Listeners of one app. Asks the desk in a thread, so that a slow search never holds up the event loop."""

    def __init__(
        self,
        desk: Desk,
        commands: tuple[Command, ...],
        umbrella: str,
        session: aiohttp.ClientSession,
        removed: Callable[[str | None, str | None], Awaitable[None]],
    ) -> None:
        self._desk = desk
        self._commands = commands
        self._umbrella = umbrella
        self._session = session
        self._removed = removed
        self._seen = Seen()
        self._working = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closed = False

    def attach(self, app: AsyncApp) -> None:
        """Register every listener with ``app``."""
        app.middleware(self._once)
        app.command(re.compile(r"."))(self._command)
        app.action(re.compile(r"^press:"))(self._press)
        app.action(re.compile(rf"^{PICK}:"))(self._pick)
        app.options(re.compile(rf"^{PICK}:"))(self._choices)
        app.message_shortcut(FIND)(self._find)
        app.global_shortcut(ASK_SHORTCUT)(self._ask)
        app.view(ASK)(self._asked)
        app.view(re.compile(rf"^{FORM}:"))(self._asked)
        app.event("app_home_opened")(self._home)
        app.event("app_uninstalled")(self._uninstalled)
        app.event("tokens_revoked")(self._revoked)

    async def drained(self) -> None:
        """Take nothing new from now on, and return when the last answer is out."""
        self._closed = True
        await asyncio.sleep(_SETTLING)  # a delivery that was let through just now has not yet counted itself
        await self._idle.wait()
        await asyncio.sleep(_SETTLING)  # bolt looks every 10 ms whether there is an acknowledgement to send

    # Deliveries -----------------------------------------------------------------------------------------------------

    async def _once(self, body: Body, next: Callable[[], Awaitable[None]]) -> BoltResponse | None:  # noqa: A002 - bolt's name
        """Let a delivery through once; a repeated one is acknowledged and left alone, one too late is not taken."""
        if self._closed:
            return BoltResponse(status=503, body="shutting down")
        if not self._seen.first(str(body.get("event_id") or body.get("trigger_id") or "")):
            log.info("repeated delivery", extra={"platform": "slack", "type": body.get("type", "command")})
            return BoltResponse(status=200, body="")
        await next()
        return None

    async def _command(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await ack()
        async with self._work("command") as failed:
            asker = _asker(body)
            place = self._conversation(body, client)
            failed.place = place
            typed = await asyncio.to_thread(self._desk.typed, body["command"], body.get("text", ""), asker)
            asked = await self._managed(typed, client)
            lacking = self._desk.lacking(asked) if isinstance(asked, Invocation) else None
            if lacking is not None:
                await client.views_open(trigger_id=body["trigger_id"], view=form(lacking, asker.channel))
                return
            messages, private = await self._compose(asked)
            if not body.get("text", "").strip() and self._desk.is_umbrella(body["command"]):
                messages = _with_selects(messages, self._commands)
            await place.show(messages, private=private)

    async def _press(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await ack()
        async with self._work("button") as failed:
            value = str(body["actions"][0].get("value", ""))
            state = await asyncio.to_thread(self._desk.pressed, value)
            if not body.get("response_url"):
                await self._press_in_window(state, body, client)
                return
            place = self._conversation(body, client)
            failed.place = place
            if state is None:
                await self._say(place, "This button is from another time and does nothing any more. Ask again.")
            elif state.owner and state.owner != _asker(body).user:
                ask = f"Ask for yourself: {self._desk.as_typed(state)}"
                await self._say(place, f"These buttons answer whoever asked. {ask}")
            elif state.key == SHARE:
                await self._share(state, value, body, place)
            else:
                turn = bool(state.owner) and state.key in _TURNING
                messages, private = await self._answer(self._call(state, body), client)
                await place.show(messages, private=private or not state.owner, replace=turn)

    async def _press_in_window(self, state: ButtonState | None, body: Body, client: AsyncWebClient) -> None:
        if state is not None:
            over = _window(body, client)
            await over.show(state.command, self._blocks(self._call(state, body)), replace=state.key in _TURNING)

    async def _share(self, state: ButtonState, value: str, body: Body, place: Conversation) -> None:
        """Post the answer for everybody, once, and take the button away."""
        shown = str(body.get("container", {}).get("message_ts", ""))
        if not self._seen.first(f"{SHARE} {shown} {state.owner} {value}"):
            return
        invocation = self._call(state, body)
        name = str(body["user"].get("name") or body["user"].get("username") or "")
        shared = await asyncio.to_thread(self._desk.compose_shared, invocation, name)
        await place.show(shared.messages, private=False)
        rest = await asyncio.to_thread(self._desk.compose, invocation, shareable=False)
        await place.show(rest.messages, replace=True)

    async def _pick(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await ack()
        async with self._work("select") as failed:
            action = body["actions"][0]
            _, command, option = action["action_id"].split(":", 2)
            chosen = (action.get("selected_option") or {}).get("value")
            if chosen is None:
                return
            invocation = self._desk.called(command, {option: chosen}, _asker(body))
            if body.get("response_url"):
                place = self._conversation(body, client)
                failed.place = place
                messages, private = await self._answer(invocation, client)
                await place.show(messages, private=private)
            else:
                await _window(body, client).show(command, self._blocks(invocation))

    async def _choices(self, ack: AsyncAck, body: Body) -> None:
        """Offer what fits to what was typed into a select; nothing, where that takes too long."""
        found: list[Block] = []
        async with self._work("choices"):
            _, command, option = body["action_id"].split(":", 2)
            looking = asyncio.to_thread(self._desk.choices, command, option, body.get("value", ""))
            found = await asyncio.wait_for(looking, _CHOICES_WITHIN)
        await ack(options=found)

    async def _find(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await ack()
        async with self._work("shortcut") as failed:
            place = self._conversation(body, client)
            failed.place = place
            invocation = self._desk.found_in(str(body.get("message", {}).get("text", "")), _asker(body))
            messages, _ = await self._answer(invocation, client)
            await place.show(messages)

    async def _ask(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await ack()
        async with self._work("shortcut"):
            await client.views_open(trigger_id=body["trigger_id"], view=ask_window())

    async def _asked(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Show the answer in the window that was asked in: with the acknowledgement, where it is known that soon."""
        async with self._work("window"):
            looking = asyncio.create_task(self._answer_in_window(body, client))
            await asyncio.wait([looking], timeout=OPEN_AT_ONCE)
            if looking.done():
                await ack(response_action="update", view=looking.result())
                return
            await ack(response_action="update", view=loading("Archive"))
            answer = await looking
            await asyncio.sleep(_OVERTAKING)
            await client.views_update(view_id=body["view"]["id"], view=answer)

    async def _answer_in_window(self, body: Body, client: AsyncWebClient) -> Block:
        view, asker = body["view"], _asker(body)
        asked: Invocation | Reply
        if view["callback_id"] == ASK:
            question = str(view["state"]["values"][QUESTION][QUESTION].get("value") or "").strip()
            asked = await asyncio.to_thread(self._desk.typed, self._umbrella, question, asker)
        else:
            command, arguments, channel = filled_in(view)
            asked = await asyncio.to_thread(self._desk.called, command, arguments, replace(asker, channel=channel))
        title = asked.command if isinstance(asked, Invocation) else "Archive"
        return window(title, await asyncio.to_thread(self._desk.compose_blocks, await self._managed(asked, client)))

    async def _home(self, body: Body, client: AsyncWebClient) -> None:
        event = body["event"]
        if event.get("tab") != "home":
            return
        async with self._work("home"):
            asker = Asker(event["user"], server=body.get("team_id") or "")
            held = await asyncio.to_thread(self._desk.compose_blocks, self._desk.called("corpus", {}, asker))
            await client.views_publish(user_id=asker.user, view=home(held, self._commands, self._umbrella))

    async def _uninstalled(self, body: Body) -> None:
        async with self._work("uninstall"):
            log.info("app removed", extra={"platform": "slack", "server": body.get("team_id")})
            await self._removed(body.get("enterprise_id"), body.get("team_id"))

    async def _revoked(self, body: Body) -> None:
        """The bot's own token gone means as much as the app removed; we hold nobody else's."""
        if body["event"].get("tokens", {}).get("bot"):
            await self._uninstalled(body)

    # Answers --------------------------------------------------------------------------------------------------------

    async def _answer(self, asked: Invocation | Reply, client: AsyncWebClient) -> tuple[tuple[Message, ...], bool]:
        return await self._compose(await self._managed(asked, client))

    async def _compose(self, asked: Invocation | Reply) -> tuple[tuple[Message, ...], bool]:
        answer = await asyncio.to_thread(self._desk.compose, asked)
        return answer.messages, answer.private

    async def _managed(self, asked: Invocation | Reply, client: AsyncWebClient) -> Invocation | Reply:
        """Ask Slack itself whether the person may manage the workspace, where the command is for those alone."""
        if isinstance(asked, Reply) or not self._desk.manages(asked):
            return asked
        try:
            person = (await client.users_info(user=asked.user))["user"]
        except SlackApiError as error:
            log.warning("cannot tell who manages", extra={"platform": "slack", "reason": error_code(error)})
            return asked
        return replace(asked, may_manage=bool(person.get("is_admin") or person.get("is_owner")))

    def _blocks(self, invocation: Invocation) -> asyncio.Task[list[Block]]:
        return asyncio.create_task(asyncio.to_thread(self._desk.compose_blocks, invocation))

    def _call(self, state: ButtonState, body: Body) -> Invocation:
        return self._desk.called(state.command, state.arguments, _asker(body), state.page)

    def _conversation(self, body: Body, client: AsyncWebClient) -> Conversation:
        asker = _asker(body)
        return Conversation(str(body.get("response_url", "")), self._session, client, asker.channel, asker.user)

    async def _say(self, place: Conversation, text: str) -> None:
        answer = await asyncio.to_thread(self._desk.compose, warning(text))
        await place.show(answer.messages)

    @asynccontextmanager
    async def _work(self, what: str) -> AsyncIterator[_Failed]:
        """Count work in flight; a defect of ours is logged with an id, and the asker told that id."""
        failed = _Failed()
        self._working += 1
        self._idle.clear()
        try:
            yield failed
        except Exception:
            name = secrets.token_hex(4)
            log.exception("failed", extra={"platform": "slack", "what": what, "error_id": name})
            if failed.place is not None:
                await self._say(failed.place, f"That did not work, and it is not your doing. The log has it as {name}.")
        finally:
            self._working -= 1
            if not self._working:
                self._idle.set()


class _Failed:
    """Where to say that something failed, once it is known."""

    place: Conversation | None = None


def _asker(body: Body) -> Asker:
    """Who acts, and where, in any of Slack's payloads: slash commands are flat, interactions nested."""
    user, channel, team = body.get("user") or {}, body.get("channel") or {}, body.get("team") or {}
    enterprise = body.get("enterprise") or {}
    return Asker(
        user=str(body.get("user_id") or user.get("id") or ""),
        channel=str(body.get("channel_id") or channel.get("id") or ""),
        server=str(body.get("team_id") or team.get("id") or body.get("enterprise_id") or enterprise.get("id") or ""),
    )


def _window(body: Body, client: AsyncWebClient) -> Window:
    view = body.get("view") or {}
    on = str(view.get("id", "")) if view.get("type") == "modal" else ""
    return Window(client, str(body.get("trigger_id", "")), on)


def _with_selects(messages: tuple[Message, ...], commands: tuple[Command, ...]) -> tuple[Message, ...]:
    """Add the fields to ask with beneath the last message, where they fit."""
    *before, last = messages
    more = (*last.blocks, *selects(commands))
    return (*before, replace(last, blocks=more)) if len(more) <= 50 else messages
