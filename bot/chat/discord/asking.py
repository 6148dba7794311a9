"""What an interaction says of itself: who calls what, with which rights, and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.chat.discord.desk import PLATFORM
from bot.chat.discord_buttons import MORE
from bot.commands.command import Invocation

Interaction = discord.Interaction[Any]


def invocation(interaction: Interaction, command: str, arguments: Mapping[str, str | int], page: int = 1) -> Invocation:
    """The call that is meant by ``interaction``, in the name of whoever made it."""
    permissions, in_server = interaction.permissions, interaction.guild_id is not None
    return Invocation(
        command,
        dict(arguments),
        page=page,
        platform=PLATFORM,
        user=str(interaction.user.id),
        channel=str(interaction.channel_id or ""),
        server=str(interaction.guild_id or ""),
        may_manage=in_server and (permissions.manage_guild or permissions.administrator),
        may_manage_channel=in_server and permissions.manage_channels,
    )


def is_menu(interaction: Interaction) -> bool:
    """Whether a line of a menu was chosen."""
    data: Mapping[str, Any] = interaction.data or {}
    return str(data.get("custom_id", "")).startswith(MORE)


def pressed(interaction: Interaction) -> str:
    """What the button, or the chosen line of a menu, says of itself."""
    data: Mapping[str, Any] = interaction.data or {}
    values: list[str] = data.get("values", [])
    return values[0] if is_menu(interaction) and values else str(data.get("custom_id", ""))


def may_speak(interaction: Interaction) -> bool:
    """Whether the person could write in the channel themselves: the bot must not be a way around that."""
    permissions = interaction.permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    return permissions.administrator or (
        permissions.send_messages_in_threads if in_thread else permissions.send_messages
    )


def is_private(interaction: Interaction) -> bool:
    """Whether the message that was pressed is one that only its reader sees."""
    return interaction.message is not None and interaction.message.flags.ephemeral
