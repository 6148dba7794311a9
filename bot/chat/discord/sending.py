"""Our plain messages as arguments of discord.py, and the ways of sending them as an answer."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

import aiohttp
import discord

from bot.chat.discord_buttons import unchosen
from bot.chat.discord_render import Message

T = TypeVar("T")

_BUTTON = 2
_ALREADY_ANSWERED = 40060


def as_arguments(message: Message) -> dict[str, Any]:
    """Return ``message`` as keyword arguments for sending a new message."""
    arguments: dict[str, Any] = {"embeds": [discord.Embed.from_dict(embed) for embed in message.embeds]}
    if message.content:
        arguments["content"] = message.content
    if message.components:
        arguments["view"] = _view(message.components)
    if message.images:
        arguments["files"] = _files(message)
    return arguments


def as_edit(message: Message) -> dict[str, Any]:
    """Return ``message`` as keyword arguments for changing a message into it, whatever it was."""
    return {
        "content": message.content or None,
        "embeds": [discord.Embed.from_dict(embed) for embed in message.embeds],
        "view": _view(message.components) if message.components else None,
        "attachments": _files(message),
    }


async def send_answer(
    interaction: discord.Interaction[Any], messages: Sequence[Message], *, private: bool, deferred_private: bool | None
) -> tuple[str, ...]:
    """Send ``messages`` as the answer to ``interaction`` and return their ids, as far as Discord gives them.

    ``deferred_private`` says how it was deferred, None that it was not. Who sees a deferred answer cannot be changed:
    where it was deferred otherwise than it is to be, the "thinking" is taken away and the answer follows.
    """
    first, *rest = messages
    id_: int | None
    if deferred_private is None:
        called = await twice(lambda: interaction.response.send_message(**as_arguments(first), ephemeral=private))
        id_ = called.message_id if called else None
    elif private == deferred_private:
        edited = await twice(lambda: interaction.edit_original_response(**as_edit(first)))
        id_ = edited.id if edited else None
    else:
        await interaction.delete_original_response()
        id_ = (await interaction.followup.send(**as_arguments(first), ephemeral=private, wait=True)).id
    more = await send_more(interaction, rest, private=private)
    return (str(id_), *more) if id_ else ()


async def change_message(interaction: discord.Interaction[Any], message: Message, *, deferred: bool) -> None:
    """Change the message that was pressed into ``message``."""
    if deferred:
        await twice(lambda: interaction.edit_original_response(**as_edit(message)))
    else:
        await twice(lambda: interaction.response.edit_message(**as_edit(message)))


async def reset_menus(interaction: discord.Interaction[Any]) -> None:
    """Acknowledge a choice by showing the message's menus with nothing chosen; the answer is sent after it."""
    rows = [part.to_dict() for part in interaction.message.components] if interaction.message else []
    view = _view(unchosen(rows))
    await twice(lambda: interaction.response.edit_message(view=view))


async def send_more(
    interaction: discord.Interaction[Any], messages: Sequence[Message], *, private: bool
) -> tuple[str, ...]:
    """Send ``messages`` after an answer that was given already, and return their ids."""
    sent = [
        await interaction.followup.send(**as_arguments(message), ephemeral=private, wait=True) for message in messages
    ]
    return tuple(str(message.id) for message in sent)


async def twice(send: Callable[[], Awaitable[T]]) -> T | None:
    """``send``, and once more where the connection broke: an idle one may be closed just when it is used again.

    Discord takes an interaction's answer once, so that the second can do no harm where the first had arrived: it says
    so, and that is as good as taken. discord.py does the same after a server error.
    """
    try:
        try:
            return await send()
        except aiohttp.ClientConnectionError:
            return await send()
    except discord.HTTPException as error:
        if error.code != _ALREADY_ANSWERED:
            raise
        return None


async def say(interaction: discord.Interaction[Any], text: str) -> None:
    """Answer with a line of ours, for the asker only."""
    await twice(lambda: interaction.response.send_message(text, ephemeral=True))


def _files(message: Message) -> list[discord.File]:
    return [
        discord.File(io.BytesIO(image.data), filename=image.filename, description=image.alt or None)
        for image in message.images
    ]


def _view(rows: Sequence[Mapping[str, Any]]) -> discord.ui.View:
    """Return the components as a view that discord.py sends and forgets: presses are answered from the custom_id."""
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rows):
        for part in row["components"]:
            view.add_item(_button(part, number) if part["type"] == _BUTTON else _menu(part, number))
    view.stop()
    return view


def _button(part: Mapping[str, Any], row: int) -> discord.ui.Button[Any]:
    return discord.ui.Button(
        style=discord.ButtonStyle(part["style"]),
        label=part["label"],
        custom_id=part["custom_id"],
        disabled=part.get("disabled", False),
        row=row,
    )


def _menu(part: Mapping[str, Any], row: int) -> discord.ui.Select[Any]:
    options = [
        discord.SelectOption(label=option["label"], value=option["value"], description=option.get("description"))
        for option in part["options"]
    ]
    return discord.ui.Select(custom_id=part["custom_id"], placeholder=part["placeholder"], options=options, row=row)
