"""Discord: slash commands, buttons, posts and the check of the set-up. The only place that imports discord.py."""

from __future__ import annotations

import discord

from bot.chat.discord.bot import DiscordBot
from bot.chat.discord.check import check_discord
from bot.chat.discord.poster import DiscordPoster

__all__ = ["DiscordBot", "DiscordPoster", "check_discord"]

# The bot does not speak: warnings about what voice needs would send people after packages that are of no use here.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
