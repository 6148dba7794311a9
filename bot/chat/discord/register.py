"""The command table as Discord's commands, registered only when something changed."""

from __future__ import annotations

import asyncio
import hashlib
import inspect
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import app_commands

from bot.commands.command import Command, Option, OptionType
from bot.errors import PlatformError
from bot.store.chats.servers import Servers

log = logging.getLogger(__name__)

FIND = "Find in archive"
"""The entry in a message's menu."""

LONGEST_TEXT = 300
_CHOICES, _LENGTH = 25, 100
_TYPES: dict[OptionType, Any] = {
    OptionType.TEXT: app_commands.Range[str, 1, LONGEST_TEXT],
    OptionType.INTEGER: int,
    OptionType.ATTACHMENT: discord.Attachment,
    OptionType.CHANNEL: app_commands.AppCommandChannel | app_commands.AppCommandThread,
}
_BAD_REQUEST = 400
_RECORD = "discord.commands"

Call = Callable[[discord.Interaction[Any], str, dict[str, str | int | discord.Attachment]], Awaitable[None]]
"""A command's name and its arguments; a file that comes with it is still at Discord."""

Find = Callable[[discord.Interaction[Any], str], Awaitable[None]]
Complete = Callable[[Option, str], Awaitable[Sequence[Any]]]


def make_tree(
    client: discord.Client, commands: Sequence[Command], call: Call, find: Find, complete: Complete, guild: int | None
) -> app_commands.CommandTree[Any]:
    """Return the tree of all commands that are not hidden, and of the message menu; for one guild or everywhere."""
    tree: app_commands.CommandTree[Any] = app_commands.CommandTree(
        client,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    place = discord.Object(guild) if guild else None
    for command in commands:
        if not command.hidden:
            tree.add_command(_slash(command, call, complete), guild=place)

    async def find_in_archive(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await find(interaction, message.content)

    tree.add_command(app_commands.ContextMenu(name=FIND, callback=find_in_archive), guild=place)
    return tree


async def sync(tree: app_commands.CommandTree[Any], servers: Servers, guild: int | None) -> bool:
    """Register the commands with Discord unless they are registered as they are; tell whether it was done.

    What an earlier run registered elsewhere (everywhere instead of in a guild, say) is taken away, so that no command
    shows twice. Raises PlatformError where the bot may not register commands there.
    """
    place = discord.Object(guild) if guild else None
    commands = [command.to_dict(tree) for command in tree.get_commands(guild=place)]
    digest = hashlib.sha256(json.dumps(commands, sort_keys=True).encode()).hexdigest()
    application = tree.client.application_id
    wanted = {"application": application, "guild": guild or 0, "digest": digest}
    before = await asyncio.to_thread(_before, servers)
    if before == wanted:
        return False
    if not await _send(tree, place):
        return False
    if before.get("application") == application and before.get("guild", wanted["guild"]) != wanted["guild"]:
        await _clear(tree, before["guild"])
    await asyncio.to_thread(servers.keep_record, _RECORD, json.dumps(wanted))
    log.info("commands registered", extra={"commands": len(commands), "guild": guild or "all"})
    return True


def invitation(application: int | None) -> str:
    """The address where somebody adds the bot to a server, with the permissions it needs and no more."""
    return discord.utils.oauth_url(application or 0, permissions=NEEDED, scopes=("bot", "applications.commands"))


NEEDED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
"""What posts to a channel need. Answers to commands need none of it."""


def _before(servers: Servers) -> dict[str, Any]:
    kept = json.loads(servers.record(_RECORD) or "{}")
    return kept if isinstance(kept, dict) else {}


async def _send(tree: app_commands.CommandTree[Any], place: discord.Object | None) -> bool:
    """Register; False where Discord will not have it now (so many changes a day), since what it has can still serve."""
    try:
        await tree.sync(guild=place)
    except discord.Forbidden as error:
        raise PlatformError(
            f"The bot may not register commands in server {place.id if place else ''}. Add it there with"
            f" {invitation(tree.client.application_id)} or change DISCORD_GUILD_ID."
        ) from error
    except discord.HTTPException as error:
        if error.status != _BAD_REQUEST:
            raise
        log.error("commands were not registered, those of before go on: %s", error, extra={"code": error.code})
        return False
    return True


async def _clear(tree: app_commands.CommandTree[Any], guild: int) -> None:
    """Take away what was registered in ``guild`` (0: everywhere); a guild that the bot has left needs no clearing."""
    try:
        await tree.sync(guild=discord.Object(guild) if guild else None)
    except discord.HTTPException as error:
        log.warning("old commands could not be taken away: %s", error, extra={"guild": guild or "all"})


def _slash(command: Command, call: Call, complete: Complete) -> app_commands.Command[Any, ..., None]:
    """One command. Its parameters are made from the options, under names of ours: an option may be called "from"."""
    names = {f"option_{number}": option for number, option in enumerate(command.options)}

    async def callback(interaction: discord.Interaction[Any], **values: Any) -> None:
        given = {names[name].name: _given(value) for name, value in values.items() if value is not None}
        await call(interaction, command.name, given)

    first = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction)
    callback.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [first, *(_parameter(name, option) for name, option in names.items())]
    )
    app_commands.rename(**{name: option.name for name, option in names.items()})(callback)
    app_commands.describe(**{name: option.description[:_LENGTH] for name, option in names.items()})(callback)
    app_commands.choices(**{name: _choices(option) for name, option in names.items() if option.choices})(callback)
    app_commands.autocomplete(
        **{name: _completer(option, complete) for name, option in names.items() if _completes(option)}
    )(callback)
    slash: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=command.name, description=command.summary[:_LENGTH], callback=callback
    )
    if command.admin:
        slash.default_permissions = discord.Permissions(
            manage_guild=not command.of_channel, manage_channels=command.of_channel
        )
        slash.guild_only = True
        slash.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
    return slash


def _parameter(name: str, option: Option) -> inspect.Parameter:
    plain: Any = _TYPES[option.type]
    if option.choices and option.type is OptionType.TEXT:
        plain = str
    default = inspect.Parameter.empty if option.required else None
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=plain)


def _given(value: Any) -> Any:
    """A value as commands take it: a channel, which Discord has checked to be one of this server, as its id."""
    return str(value.id) if isinstance(value, app_commands.AppCommandChannel | app_commands.AppCommandThread) else value


def _completes(option: Option) -> bool:
    return option.autocomplete is not None and not option.choices


def _choices(option: Option) -> list[app_commands.Choice[Any]]:
    return _fitting(option, option.choices)


def _completer(option: Option, complete: Complete) -> Any:
    async def offer(_: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[Any]]:
        return _fitting(option, await complete(option, str(typed)))

    return offer


def _fitting(option: Option, choices: Sequence[Any]) -> list[app_commands.Choice[Any]]:
    """At most 25 choices of 100 characters. A value that is too long is left out: cut, it would mean something else."""
    made: list[app_commands.Choice[Any]] = []
    for choice in choices:
        value = int(choice.value) if option.type is OptionType.INTEGER else choice.value
        if len(choice.value) <= _LENGTH and choice.label:
            made.append(app_commands.Choice(name=choice.label[:_LENGTH], value=value))
    return made[:_CHOICES]
