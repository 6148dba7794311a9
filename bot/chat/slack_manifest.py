"""The app manifest: what to paste at api.slack.com/apps so that Slack knows the commands, scopes and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bot.chat.slack_home import ADD, ASK_SHORTCUT, FIND
from bot.commands.command import Command

BOT_SCOPES: dict[str, str] = {
    "commands": "slash commands and shortcuts",
    "chat:write": "posts in channels the bot was invited to, and answers that exceed Slack's reply address",
    "files:read": "files that an administrator hands in with “Add to archive”, and no others",
    "files:write": "pictures of timelines, as files of the bot's own",
    "users:read": "whether somebody is an administrator, before settings or subscriptions are changed",
    "channels:read": "whether the bot is in a public channel that it should post to (check)",
    "groups:read": "the same for private channels",
    "channels:history": "whether a post already arrived in a public channel, so that it is never posted twice",
    "groups:history": "the same for private channels",
    "im:write": "telling the person who subscribed that a channel can no longer be posted to",
    "im:history": "whether that message already arrived",
}
"""Every scope the bot asks for, and why."""

EVENTS = ("app_home_opened", "app_uninstalled", "tokens_revoked")
RESERVED = frozenset(
    re.findall(
        r"\w+",
        "active apps archive away call canvas collapse dm dnd expand feed feedback help huddle invite join kick leave "
        "me msg mute open prefs remind remove rename search shortcuts shrug star status topic unarchive who",
    )
)
"""Names that Slack's own slash commands have: without a prefix, these are reached through the umbrella command only."""

_MOST_COMMANDS = 50


def manifest(
    commands: Iterable[Command], *, prefix: str = "", umbrella: str = "briefing", public_url: str = ""
) -> dict[str, Any]:
    """Return the manifest. With ``public_url`` (https, without a path) it is for HTTP mode, else for Socket Mode.

    ``prefix`` is put before each command's name, as in SlackConfig.
    """
    base = public_url.rstrip("/")
    events = f"{base}/slack/events"
    address = {"url": events} if base else {}
    stem = prefix.strip().strip("/-").lower()
    return {
        "display_information": {
            "name": "Briefing Bot",
            "description": "A press archive to ask: who said what, what happened when, and how that is known.",
            "background_color": "#1f3a4d",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Briefing", "always_online": True},
            "shortcuts": [
                {
                    "name": "Find in archive",
                    "type": "message",
                    "callback_id": FIND,
                    "description": "Look in the archive for what a message says",
                },
                {
                    "name": "Add to archive",
                    "type": "message",
                    "callback_id": ADD,
                    "description": "For administrators: read this message's files into the archive",
                },
                {
                    "name": "Ask the archive",
                    "type": "global",
                    "callback_id": ASK_SHORTCUT,
                    "description": "Ask a question, in threads too",
                },
            ],
            "slash_commands": _commands(commands, stem, umbrella, address),
        },
        "oauth_config": {
            **({"redirect_urls": [f"{base}/slack/oauth_redirect"]} if base else {}),
            "scopes": {"bot": list(BOT_SCOPES)},
        },
        "settings": {
            "event_subscriptions": {**({"request_url": events} if base else {}), "bot_events": list(EVENTS)},
            "interactivity": {
                "is_enabled": True,
                **({"request_url": events, "message_menu_options_url": events} if base else {}),
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": not base,
            "token_rotation_enabled": False,
        },
    }


def _commands(commands: Iterable[Command], stem: str, umbrella: str, address: dict[str, str]) -> list[dict[str, Any]]:
    made = [
        {
            "command": f"/{umbrella.strip().lstrip('/').lower()}",
            "description": "Ask the press archive",
            "usage_hint": "quote Smith about budget",
            "should_escape": True,  # Slack then says which channel is meant by #press
            **address,
        }
    ]
    for command in commands:
        if command.hidden or (not stem and command.name in RESERVED):
            continue
        name = f"{stem}-{command.name}" if stem else command.name
        hint = " ".join(f"[{option.name}]" for option in command.options)
        made.append(
            {
                "command": f"/{name}",
                "description": command.summary[:2000],
                **({"usage_hint": hint[:1000]} if hint else {}),
                "should_escape": True,
                **address,
            }
        )
    return made[:_MOST_COMMANDS]
