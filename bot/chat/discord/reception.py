"""What happens when somebody calls a command, presses a button or types: acknowledge in time, then answer.

The work is done by the Desk in a worker thread. What takes longer than ``defer_after`` seconds is acknowledged first,
so that Discord (which gives up after 3) shows that the bot is thinking.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import aiohttp
import discord

from bot.chat.discord import sending
from bot.chat.discord.asking import Interaction, invocation, is_menu, is_private, may_speak, pressed
from bot.chat.discord.desk import Answer, Desk
from bot.chat.discord.files import parted, upload_of
from bot.chat.discord.form import FORM, filled_in, form
from bot.chat.discord.restraint import Restraint
from bot.chat.discord.workers import Workers
from bot.chat.discord_buttons import TURNS_THE_PAGE
from bot.chat.found import words_to_find
from bot.chat.state import ButtonState
from bot.commands.command import Choice, Invocation, Option
from bot.commands.table import find_command
from bot.errors import BotError

log = logging.getLogger(__name__)

CROWD = 25
"""With so many questions in hand the next may have to wait for more than a second: it is acknowledged at once."""

_TYPING_SECONDS = 2.5
_TOO_LATE = (10008, 10015, 10062, 50027)
"""Discord's codes for a message that its reader has dismissed, and for an interaction that is over."""


class Reception:
    """Attends to interactions until `drain` is called."""

    def __init__(self, desk: Desk, defer_after: float) -> None:
        self._desk = desk
        self._defer_after = defer_after
        self._restraint = Restraint()
        self._attended: set[asyncio.Task[Any]] = set()
        self._closing = False
        self._workers: Workers[Answer] = Workers()

    async def call(
        self, interaction: Interaction, command: str, arguments: Mapping[str, str | int | discord.Attachment]
    ) -> None:
        """Answer a slash command."""
        async with self._attending(interaction) as welcome:
            if not welcome:
                return
            files, typed = parted(arguments)
            call = invocation(interaction, command, typed)
            if files:
                await self._answer_with(interaction, call, files)
            else:
                await self._answer(interaction, call, private=None if may_speak(interaction) else True)

    async def find(self, interaction: Interaction, text: str) -> None:
        """Look for what a message says; in private, since its author did not ask."""
        async with self._attending(interaction) as welcome:
            if not welcome:
                return
            words = words_to_find(text)
            if not words:
                await sending.say(interaction, "That message has no words to look for.")
                return
            await self._answer(interaction, invocation(interaction, "search", {"words": words}), private=True)

    async def press(self, interaction: Interaction) -> None:
        """Answer a button or a menu."""
        async with self._attending(interaction) as welcome:
            if not welcome:
                return
            try:
                state = await asyncio.to_thread(self._desk.state, pressed(interaction))
            except BotError as error:
                await sending.say(interaction, str(error))
                return
            if state is None:
                await sending.say(interaction, "This button is too old to work. Please ask again.")
            elif state.owner not in ("", str(interaction.user.id)):
                await sending.say(interaction, f"This answer belongs to somebody else.{_ask_yourself(state.command)}")
            elif state.key == FORM:
                await self._open_form(interaction, state.command)
            elif state.key == "share":
                await self._share(interaction, state)
            elif state.key in TURNS_THE_PAGE and state.owner:
                await self._turn(interaction, state)
            else:
                call = invocation(interaction, state.command, state.arguments, state.page)
                if is_menu(interaction):
                    await sending.reset_menus(interaction)
                    await self._answer_after(interaction, call)
                else:
                    await self._answer(interaction, call, private=True)

    async def submit(self, interaction: Interaction) -> None:
        """Answer a form that was filled in."""
        filled = filled_in(interaction.data or {})
        if filled is not None:
            await self.call(interaction, *filled)

    async def complete(self, option: Option, typed: str) -> tuple[Choice, ...]:
        """What to offer while somebody types; nothing where that takes too long to be of use."""
        if self._closing:
            return ()
        try:
            return await asyncio.wait_for(asyncio.to_thread(self._desk.choices, option, typed), _TYPING_SECONDS)
        except TimeoutError:
            return ()

    async def drain(self, seconds: float) -> None:
        """Take nothing new; wait at most ``seconds`` until what was taken is answered."""
        self._closing = True
        if self._attended:
            _, late = await asyncio.wait(self._attended, timeout=seconds)
            if late:
                log.warning("interactions left unanswered", extra={"count": len(late)})
        self._workers.close()

    async def _answer(self, interaction: Interaction, call: Invocation, *, private: bool | None) -> None:
        """Answer with a new message; in a private conversation there is nobody to hide it from."""
        if interaction.guild_id is None:
            private = False
        guess = not self._desk.is_public(call.server) if private is None else private
        answer, deferred = await self._work(
            interaction,
            lambda: self._desk.answer(call, owner=call.user, private=private),
            private=guess,
            thinking=True,
        )
        hidden = answer.private and interaction.guild_id is not None
        sent = await sending.send_answer(
            interaction, answer.messages, private=hidden, deferred_private=guess if deferred else None
        )
        if not hidden:
            await self._note(call, sent, answer)

    async def _answer_after(self, interaction: Interaction, call: Invocation) -> None:
        """Answer privately what is acknowledged already."""
        in_server = interaction.guild_id is not None
        answer = await self._workers.do(lambda: self._desk.answer(call, owner=call.user, private=in_server))
        await sending.send_more(interaction, answer.messages, private=in_server)

    async def _answer_with(
        self, interaction: Interaction, call: Invocation, files: Sequence[discord.Attachment]
    ) -> None:
        """Acknowledge, fetch the files from Discord, then answer: privately, as only administrators hand in files."""
        private = interaction.guild_id is not None
        await sending.twice(lambda: interaction.response.defer(ephemeral=private, thinking=True))
        command = find_command(call.command)
        if command is not None and command.is_open_to(call):
            call = replace(call, uploads=tuple([await upload_of(file) for file in files]))
        answer = await self._workers.do(lambda: self._desk.answer(call, owner=call.user, private=private))
        await sending.send_answer(interaction, answer.messages, private=private, deferred_private=private)

    async def _open_form(self, interaction: Interaction, name: str) -> None:
        command = find_command(name)
        if command is not None:
            await interaction.response.send_modal(form(command))

    async def _turn(self, interaction: Interaction, state: ButtonState) -> None:
        """Turn the message that was pressed into the next answer.

        What went wrong is said beside it, and so is what only the presser may see beneath what everyone sees, and an
        answer that takes several messages.
        """
        call = invocation(interaction, state.command, state.arguments, state.page)
        private = is_private(interaction)
        answer, deferred = await self._work(
            interaction, lambda: self._desk.answer(call, owner=call.user, private=private)
        )
        seen_by_all = interaction.guild_id is not None and not private
        apart = len(answer.messages) > 1 or (answer.private and (answer.warns or seen_by_all))
        if not apart:
            await sending.change_message(interaction, answer.messages[0], deferred=deferred)
            if seen_by_all and interaction.message:
                await self._note(call, (str(interaction.message.id),), answer)
        elif deferred:
            await sending.send_more(interaction, answer.messages, private=True)
        else:
            await sending.send_answer(interaction, answer.messages, private=True, deferred_private=None)

    async def _share(self, interaction: Interaction, state: ButtonState) -> None:
        """Post an answer that only the presser sees for everyone, and take the button away."""
        if interaction.guild_id is None or not may_speak(interaction):
            await sending.say(interaction, "You may not write in this channel, so the answer stays with you.")
            return
        button = (interaction.message.id if interaction.message else 0, pressed(interaction))
        if self._restraint.is_second_tap(button, interaction.created_at.timestamp()):
            await sending.say(interaction, "That is posted already.")
            return
        try:
            await self._post(interaction, state)
        except Exception:
            self._restraint.forgive(button)
            raise

    async def _post(self, interaction: Interaction, state: ButtonState) -> None:
        """Post, and let the message that was pressed, the last of its answer, be without the button."""
        call = invocation(interaction, state.command, state.arguments, state.page)
        by = interaction.user.display_name
        answer, deferred = await self._work(
            interaction, lambda: self._desk.answer(call, owner=call.user, private=False, by=by)
        )
        await sending.change_message(interaction, (answer.bare or answer.messages)[-1], deferred=deferred)
        if not answer.private:
            sent = await sending.send_more(interaction, answer.messages, private=False)
            await self._note(call, sent, answer, by)

    async def _note(self, call: Invocation, sent: Sequence[str], answer: Answer, by: str = "") -> None:
        """Note what everybody in a channel can see, so that it can be amended when a source changes."""
        if sent and call.server:
            await asyncio.to_thread(self._desk.note, call, sent, answer.reply, by)

    async def _work(
        self, interaction: Interaction, work: Callable[[], Answer], *, private: bool = True, thinking: bool = False
    ) -> tuple[Answer, bool]:
        """Do ``work`` in a thread, acknowledging first where it takes long; return the answer and whether it did.

        In a crowd nothing else happens before the acknowledgement: work that has begun would hold it up.
        """
        job = None if len(self._attended) > CROWD else self._workers.do(work)
        if job is not None:
            await asyncio.wait({job}, timeout=self._defer_after)
        if job is None or not job.done():
            async with self._workers.urgent():
                await sending.twice(lambda: interaction.response.defer(ephemeral=private, thinking=thinking))
            return await (job or self._workers.do(work)), True
        return await job, False

    @asynccontextmanager
    async def _attending(self, interaction: Interaction) -> AsyncIterator[bool]:
        """Count the interaction as in flight; refuse it in words where it comes too late or too soon."""
        task = asyncio.current_task()
        refusal = self._refusal(interaction)
        if refusal:
            await self._say(interaction, refusal)
        elif task:
            self._attended.add(task)
        try:
            yield not refusal
        except Exception as error:
            await self._failed(interaction, error)
        finally:
            if task:
                self._attended.discard(task)

    async def _say(self, interaction: Interaction, text: str) -> None:
        """Say something of ours; where even that fails, it is logged."""
        try:
            await sending.say(interaction, text)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.warning("that could not be said: %s", error)

    def _refusal(self, interaction: Interaction) -> str:
        if self._closing:
            return "The bot is restarting. Please ask again in a minute."
        wait = self._restraint.wait(interaction.user.id, interaction.created_at.timestamp())
        return f"One moment, please: ask again in {max(1, round(wait))} s." if wait is not None else ""

    async def _failed(self, interaction: Interaction, error: Exception) -> None:
        """Log what went wrong with an id; tell the person, where Discord still lets us."""
        if isinstance(error, discord.HTTPException) and error.code in _TOO_LATE:
            log.warning("an answer came too late for Discord", extra={"code": error.code})
            return
        name = secrets.token_hex(4)
        log.error("interaction failed", exc_info=error, extra={"error_id": name})
        text = f"That did not work, and it is not your doing. The log has it as {name}."
        try:
            if interaction.response.is_done():
                await interaction.followup.send(text, ephemeral=True)
            else:
                await sending.say(interaction, text)
        except (discord.HTTPException, aiohttp.ClientError, OSError):
            log.warning("nor could that be said", extra={"error_id": name})


def _ask_yourself(name: str) -> str:
    """How to get an answer of one's own; nothing for what only buttons call."""
    command = find_command(name)
    return "" if command is None or command.hidden else f" Ask for your own: /{name}"
