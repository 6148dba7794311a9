"""Whether Discord is set up: the token, the application, the server, and what may be done in each channel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.chat.discord.faults import BAD_TOKEN, MISSING_TOKEN, keep_secrets_out_of_logs
from bot.chat.discord.register import NEEDED, invitation
from bot.commands.command import Command
from bot.commands.table import COMMANDS
from bot.findings import Finding, Level

SUBJECT = "discord"
_READABLE = {
    "view_channel": "View Channel",
    "read_messages": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "embed_links": "Embed Links",
    "attach_files": "Attach Files",
    "read_message_history": "Read Message History",
}


async def check_discord(
    token: str | None,
    *,
    guild_id: int | None = None,
    channels: Sequence[int] = (),
    commands: Sequence[Command] = COMMANDS,
    connector: Callable[[], aiohttp.BaseConnector] | None = None,
    **client_options: Any,
) -> list[Finding]:
    """Ask Discord about everything that a start and a post rest on; one finding each, with what to click.

    ``channels`` are those that posts go to. Needs no gateway and changes nothing. Never raises.
    """
    if not token:
        return [_hint("not set up", MISSING_TOKEN)]
    keep_secrets_out_of_logs()
    if connector:
        client_options["connector"] = connector()
    client = discord.Client(intents=discord.Intents(guilds=True), **client_options)
    findings: list[Finding] = []
    try:
        await client.login(token)
        findings.append(_ok(f"the token is valid: the bot is {client.user} (application {client.application_id})"))
        findings += await _commands(client, guild_id, commands)
        for channel in channels:
            findings.append(await _channel(client, channel))
    except discord.LoginFailure:
        findings.append(_fault("the token is not valid", BAD_TOKEN))
    except discord.HTTPException as error:
        findings.append(_fault(f"Discord failed: {error}", "Try again; https://discordstatus.com says how Discord is."))
    except (OSError, aiohttp.ClientError, TimeoutError) as error:
        findings.append(_fault(f"Discord cannot be reached: {error}", "Check the network, a proxy or a firewall."))
    finally:
        await client.close()
    return findings


async def _commands(client: discord.Client, guild_id: int | None, commands: Sequence[Command]) -> list[Finding]:
    """The server that commands are registered in, and whether they are."""
    findings = []
    place = None
    if guild_id:
        place = discord.Object(guild_id)
        try:
            guild = await client.fetch_guild(guild_id, with_counts=False)
        except discord.HTTPException as error:
            if error.status not in (403, 404):
                raise
            add = f"Add it: {invitation(client.application_id)} or correct DISCORD_GUILD_ID."
            return [_fault(f"the bot is not in server {guild_id}", add)]
        findings.append(_ok(f"the bot is in server {guild.name!r}"))
    else:
        findings.append(_ok(f"commands go to every server; add the bot to one: {invitation(client.application_id)}"))
    registered = {command.name for command in await app_commands.CommandTree(client).fetch_commands(guild=place)}
    missing = sorted({command.name for command in commands if not command.hidden} - registered)
    if missing:
        shown = ", ".join(f"/{name}" for name in missing)
        findings.append(_hint(f"not registered yet: {shown}", "`briefing-bot serve` registers them."))
    else:
        findings.append(_ok(f"{len(registered)} commands are registered"))
    return findings


async def _channel(client: discord.Client, number: int) -> Finding:
    """Whether posts can go to a channel."""
    try:
        found = await client.fetch_channel(number)
        if not isinstance(found, discord.abc.GuildChannel | discord.Thread):
            return _ok(f"channel {number} is a private conversation")
        # Asked for through its server, the channel knows the roles that permissions are worked out from.
        guild = await client.fetch_guild(found.guild.id, with_counts=False)
        me = await guild.fetch_member(client.user.id if client.user else 0)
        channel = await guild.fetch_channel(found.parent_id if isinstance(found, discord.Thread) else number)
        may = channel.permissions_for(me)
    except discord.NotFound:
        return _fault(
            f"channel {number} is gone", "End its subscriptions with /unsubscribe, or choose another channel."
        )
    except discord.Forbidden:
        what = f"Open the channel's settings > Permissions, add the bot and allow {_names(NEEDED)}."
        return _fault(f"the bot may not see channel {number}", what)
    missing = discord.Permissions(NEEDED.value & ~may.value)
    if missing.value and not may.administrator:
        what = f"Open the settings of #{found.name} > Permissions, add the bot and allow {_names(missing)}."
        return _fault(f"the bot may not post fully in #{found.name}", what)
    return _ok(f"the bot may post in #{found.name}")


def _names(permissions: discord.Permissions) -> str:
    return ", ".join(dict.fromkeys(_READABLE.get(name, name) for name, given in permissions if given))


def _ok(message: str) -> Finding:
    return Finding(Level.OK, SUBJECT, message)


def _hint(message: str, remedy: str) -> Finding:
    return Finding(Level.HINT, SUBJECT, message, remedy)


def _fault(message: str, remedy: str) -> Finding:
    return Finding(Level.FAULT, SUBJECT, message, remedy)
