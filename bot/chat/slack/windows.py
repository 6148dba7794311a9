"""The home tab, the windows to ask in, and the choices that a select offers while somebody types."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Reply
from bot.chat.slack.answers import Answers, Body, asker_of
from bot.chat.slack.desk import Asker, Desk
from bot.chat.slack.surfaces import OPEN_AT_ONCE
from bot.chat.slack.work import Work
from bot.chat.slack_forms import FORM, filled_in
from bot.chat.slack_home import ASK, ASK_SHORTCUT, PICK, QUESTION, ask_window, home, loading, window
from bot.chat.slack_text import Block
from bot.commands.command import Command, Invocation

_CHOICES_WITHIN = 2.5
"""Seconds for the choices of a select: they are the acknowledgement itself, which Slack wants within three."""
_OVERTAKING = 0.5
"""Seconds to stay behind an acknowledgement that changes a window too: whichever Slack hears last stays."""


class Windows:
    """Listeners for what is not a conversation."""

    def __init__(self, desk: Desk, commands: tuple[Command, ...], umbrella: str, work: Work) -> None:
        self._desk = desk
        self._answers = Answers(desk, work)
        self._commands = commands
        self._umbrella = umbrella
        self._work = work

    def attach(self, app: AsyncApp) -> None:
        """Register the listeners with ``app``."""
        app.event("app_home_opened")(self._home)
        app.options(re.compile(rf"^{PICK}:"))(self._choices)
        app.global_shortcut(ASK_SHORTCUT)(self._ask)
        app.view(ASK)(self._asked)
        app.view(re.compile(rf"^{FORM}:"))(self._asked)

    async def _home(self, body: Body, client: AsyncWebClient) -> None:
        event = body["event"]
        if event.get("tab") != "home":
            return
        async with self._work.doing("home"):
            asker = Asker(event["user"], server=body.get("team_id") or "")
            asked = await self._work.ask(self._desk.called, "corpus", {}, asker)
            held = await self._answers.blocks(asked, client)
            await client.views_publish(user_id=asker.user, view=home(held, self._commands, self._umbrella))

    async def _choices(self, ack: AsyncAck, body: Body) -> None:
        """Offer what fits to what was typed into a select; nothing, where that takes too long."""
        found: list[Block] = []
        async with self._work.doing("choices"):
            _, command, option = body["action_id"].split(":", 2)
            # In a thread that does not wait behind slow searches: this is the acknowledgement.
            looking = asyncio.to_thread(self._desk.choices, command, option, body.get("value", ""))
            found = await asyncio.wait_for(looking, _CHOICES_WITHIN)
        await ack(options=found)

    async def _ask(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await ack()
        async with self._work.doing("shortcut"):
            await client.views_open(trigger_id=body["trigger_id"], view=ask_window())

    async def _asked(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Show the answer in the window that was asked in: with the acknowledgement, where it is known that soon."""
        async with self._work.doing("window"):
            looking = asyncio.create_task(self._answer(body, client))
            await asyncio.wait([looking], timeout=OPEN_AT_ONCE)
            if looking.done():
                await ack(response_action="update", view=looking.result())
                return
            await ack(response_action="update", view=loading("Archive"))
            answer = await looking
            await asyncio.sleep(_OVERTAKING)
            await client.views_update(view_id=body["view"]["id"], view=answer)

    async def _answer(self, body: Body, client: AsyncWebClient) -> Block:
        asked = await self._work.ask(self._read, body)
        title = asked.command if isinstance(asked, Invocation) else "Archive"
        return window(title, await self._answers.blocks(asked, client))

    def _read(self, body: Body) -> Invocation | Reply:
        view, asker = body["view"], asker_of(body)
        if view["callback_id"] == ASK:
            question = str(view["state"]["values"][QUESTION][QUESTION].get("value") or "").strip()
            return self._desk.typed(self._umbrella, question, asker)
        command, arguments, channel = filled_in(view)
        return self._desk.called(command, arguments, replace(asker, channel=channel))
