"""What Discord's refusals mean, and what to click or set."""

from __future__ import annotations

import logging

import discord

from bot.errors import PlatformError

PORTAL = "https://discord.com/developers/applications"

_WHERE = f"{PORTAL} > your application > Bot > Reset Token"

MISSING_TOKEN = f"There is no Discord token: copy it from {_WHERE} into DISCORD_TOKEN in .env."
BAD_TOKEN = f"Discord refused the token in DISCORD_TOKEN: make a new one at {_WHERE}, and copy all of it into .env."
_AUTHENTICATION_FAILED, _DISALLOWED_INTENTS = 4004, 4014


def refused(error: discord.ConnectionClosed | discord.PrivilegedIntentsRequired) -> PlatformError:
    """What it means that the gateway closed the connection for good."""
    code = error.code if isinstance(error, discord.ConnectionClosed) else _DISALLOWED_INTENTS
    if code == _AUTHENTICATION_FAILED:
        return PlatformError(BAD_TOKEN)
    return PlatformError(
        f"Discord closed the connection for good (code {code}). Look at {PORTAL} whether the application was"
        " changed, and update the program: pip install --upgrade briefing-bot"
    )


def keep_secrets_out_of_logs() -> None:
    """Let discord.py log from INFO up, whatever the rest does: below, it writes out whole events with their tokens."""
    logging.getLogger("discord").setLevel(max(logging.INFO, logging.getLogger().level))
