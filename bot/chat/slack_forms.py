"""A window to fill in for a command, made from its options, and what was filled in. Block Kit dicts; knows no SDK."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.chat.slack_home import PICK
from bot.chat.slack_text import Block, one_line, plain, visible
from bot.commands.command import Command, Option, OptionType

FORM = "form"
"""What the callback_id of a form begins with: form:command."""

_TITLE = 24
_LABEL = 75


def form(command: Command, channel: str) -> Block:
    """A window with a field for each option. ``channel`` is where it was called, and comes back with the answer."""
    return {
        "type": "modal",
        "callback_id": f"{FORM}:{command.name}",
        "private_metadata": json.dumps({"channel": channel}),
        "title": plain(command.name.capitalize(), _TITLE),
        "submit": plain("Ask" if not command.admin else "Save", _TITLE),
        "close": plain("Close", _TITLE),
        "blocks": [_field(command, option) for option in command.options][:100],
    }


def filled_in(view: Mapping[str, Any]) -> tuple[str, dict[str, str], str]:
    """What a submitted form says: the command, its arguments, and the channel that it was called in."""
    command = str(view["callback_id"]).partition(":")[2]
    found: dict[str, str] = {}
    for name, fields in view["state"]["values"].items():
        for field in fields.values():
            chosen = field.get("selected_option") or {}
            value = chosen.get("value") or field.get("selected_conversation") or field.get("value") or ""
            if str(value).strip():
                found[name] = str(value).strip()
    return command, found, str(json.loads(view.get("private_metadata") or "{}").get("channel", ""))


def choice_block(label: str, value: str) -> Block:
    """One option of a select."""
    shown = one_line(label)
    return {"text": plain(shown if visible(shown) else "…", _LABEL), "value": value}


def _field(command: Command, option: Option) -> Block:
    return {
        "type": "input",
        "block_id": option.name,
        "optional": not option.required,
        "label": plain(option.name.capitalize(), 2000),
        "hint": plain(option.description, 2000),
        "element": _element(command, option),
    }


def _element(command: Command, option: Option) -> Block:
    name = f"{PICK}:{command.name}:{option.name}"
    if option.choices:
        choices = [choice_block(choice.label, choice.value) for choice in option.choices[:100]]
        return {"type": "static_select", "action_id": name, "placeholder": plain("Choose", 150), "options": choices}
    if option.autocomplete is not None:
        asking = plain("Type to search", 150)
        return {"type": "external_select", "action_id": name, "placeholder": asking, "min_query_length": 0}
    if option.type is OptionType.CHANNEL:
        return {
            "type": "conversations_select",
            "action_id": name,
            "default_to_current_conversation": True,
            "filter": {"include": ["public", "private"], "exclude_bot_users": True},
        }
    if option.type is OptionType.INTEGER:
        return {"type": "number_input", "action_id": name, "is_decimal_allowed": False, "min_value": "0"}
    return {"type": "plain_text_input", "action_id": name, "max_length": 300}
