"""The home tab, windows, and the fields to ask with. Block Kit dicts; knows no SDK."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.chat.slack_render import context
from bot.chat.slack_text import Block, plain
from bot.commands.command import Command

ASK = "ask"
"""Callback id of the window with one line to type a question into."""
QUESTION = "question"
FIND = "find_in_archive"
"""Callback id of the message shortcut."""
ADD = "add_to_archive"
"""Callback id of the message shortcut that hands in a message's files."""
ASK_SHORTCUT = "ask_archive"
"""Callback id of the global shortcut that opens the window to ask in."""
PICK = "pick"
"""What the action_id of a select begins with: pick:command:option."""

_TITLE = 24
_SELECTS = 4


def home(archive: Iterable[Block], commands: Iterable[Command], umbrella: str) -> Block:
    """The home tab: how to ask, fields to ask with, and ``archive``, the blocks that say what it holds."""
    commands = tuple(commands)
    shown: list[Block] = [
        {"type": "header", "text": plain("Ask the press archive", 150)},
        *selects(commands),
        _examples(commands, umbrella),
        context(
            "Answers are yours alone until you post them. Slack takes no slash commands in threads: there, use the "
            "shortcut “Ask the archive”, or “Find in archive” on a message."
        ),
        {"type": "divider"},
        *archive,
    ]
    return {"type": "home", "blocks": shown[:100]}


def selects(commands: Iterable[Command]) -> Iterator[Block]:
    """A row of selects that search as one types: one for each command whose first option can be completed."""
    elements: list[Block] = []
    offered: set[object] = set()
    for command in commands:
        option = command.options[0] if command.options else None
        if command.hidden or option is None or option.autocomplete is None or option.autocomplete in offered:
            continue
        offered.add(option.autocomplete)
        elements.append(
            {
                "type": "external_select",
                "action_id": f"{PICK}:{command.name}:{option.name}",
                "placeholder": plain(f"{command.name.capitalize()} …", 150),
                "min_query_length": 0,
            }
        )
    if elements:
        yield {"type": "actions", "elements": elements[:_SELECTS]}


def _examples(commands: Iterable[Command], umbrella: str) -> Block:
    lines: list[Block] = [{"type": "text", "text": "Or type, in any channel:\n"}]
    for command in commands:
        if command.examples and not command.hidden and not command.admin:
            example = command.examples[0].removeprefix("/")
            lines.append({"type": "text", "text": f"/{umbrella} {example}", "style": {"code": True}})
            lines.append({"type": "text", "text": f"  {command.summary}\n"})
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": lines}]}


def window(title: str, shown: list[Block]) -> Block:
    """A window that shows ``shown``."""
    return {
        "type": "modal",
        "title": plain(title or "Archive", _TITLE),
        "close": plain("Close", _TITLE),
        "blocks": shown,
    }


def loading(title: str) -> Block:
    """A window that says that its answer is on the way."""
    return window(title, [context("Looking it up …")])


def ask_window() -> Block:
    """A window with one line to type a question into."""
    return {
        "type": "modal",
        "callback_id": ASK,
        "title": plain("Ask the archive", _TITLE),
        "submit": plain("Ask", _TITLE),
        "close": plain("Close", _TITLE),
        "blocks": [
            {
                "type": "input",
                "block_id": QUESTION,
                "label": plain("Question", 200),
                "element": {
                    "type": "plain_text_input",
                    "action_id": QUESTION,
                    "placeholder": plain("quote Smith about budget", 150),
                    "max_length": 300,
                },
            },
            context(
                "A command and what it is about: quote, event, date, brief, search … Other words are searched for."
            ),
        ],
    }
