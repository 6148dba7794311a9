"""A form to fill in for a command, made from its options, for those who do not like to type options.

What was filled in is read from Discord's own words and not from memory, so that a form that was opened before a
restart of the bot can still be sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.commands.command import Command, Option, OptionType

FORM = "form"
"""The key of an action that opens the form of its command; the custom_id of a form is form:command."""

FIELDS, LABEL, DESCRIPTION, CHOICES, TYPED = 5, 45, 100, 25, 300
"""Discord's limits for a form: fields, their labels and descriptions, options of a menu; and ours for what is typed."""

_TITLE = 45


def form(command: Command) -> discord.ui.Modal:
    """The form of ``command``: a field for each of its first options."""
    made = discord.ui.Modal(title=command.name.capitalize()[:_TITLE], custom_id=f"{FORM}:{command.name}", timeout=900)
    for option in command.options[:FIELDS]:
        label, description = option.name.capitalize()[:LABEL], option.description[:DESCRIPTION]
        made.add_item(discord.ui.Label(text=label, description=description, component=_field(option)))
    return made


def filled_in(data: Mapping[str, Any]) -> tuple[str, dict[str, str]] | None:
    """The command and its arguments, out of what Discord says of a form that was sent; None for no form of ours."""
    kind, _, command = str(data.get("custom_id", "")).partition(":")
    if kind != FORM:
        return None
    found: dict[str, str] = {}
    for label in data.get("components", ()):
        field = label.get("component") or {}
        values = field.get("values") or [field.get("value")]
        typed = str(values[0] or "").strip()
        if typed:
            found[str(field.get("custom_id"))] = typed
    return command, found


def _field(option: Option) -> discord.ui.Item[Any]:
    if option.choices:
        choices = [
            discord.SelectOption(label=choice.label[:DESCRIPTION], value=choice.value)
            for choice in option.choices[:CHOICES]
        ]
        return discord.ui.Select(
            custom_id=option.name, options=choices, required=option.required, min_values=int(option.required)
        )
    if option.type is OptionType.CHANNEL:
        kinds = [discord.ChannelType.text, discord.ChannelType.news]
        return discord.ui.ChannelSelect(
            custom_id=option.name, channel_types=kinds, required=option.required, min_values=int(option.required)
        )
    return discord.ui.TextInput(custom_id=option.name, required=option.required, max_length=TYPED)
