"""The bot on Discord: one sharded client, put together from its parts, run and closed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.backoff import ExponentialBackoff

from bot.cards import Reply
from bot.chat.discord import sending
from bot.chat.discord.desk import Desk
from bot.chat.discord.faults import BAD_TOKEN, MISSING_TOKEN, keep_secrets_out_of_logs, refused
from bot.chat.discord.reception import Reception
from bot.chat.discord.register import make_tree, sync
from bot.commands import dispatch
from bot.commands.command import Command, Invocation
from bot.commands.table import COMMANDS
from bot.errors import PlatformError
from bot.store.chats.servers import Servers
from bot.store.corpus import Corpus

log = logging.getLogger(__name__)

DEFER_AFTER = 1.0
"""Seconds after which an answer that is not ready is announced, a third of what Discord allows."""

DRAIN = 9.0
"""Seconds that answers in flight have when the bot is closed; the service allows ten for all of it."""


_UNREACHABLE = (OSError, aiohttp.ClientError, discord.DiscordServerError, discord.RateLimited, discord.GatewayNotFound)


class Client(discord.AutoShardedClient):
    """discord.py's client, with a place for its commands."""

    tree: app_commands.CommandTree[Any]


class DiscordBot:
    """Serves one archive on Discord. Fits ``bot.service.Bot``: ``name``, ``run()`` and ``close()``; used once.

    ``token`` is the bot's token, ``guild_id`` registers commands in that one server (at once) instead of everywhere.
    ``commands`` is the table and ``answer`` what answers a call (blocking: it is called in worker threads).
    ``connector`` makes the connector of each client session, and ``client_options`` go to ``discord.AutoShardedClient``
    as they are (``shard_count``, ``guild_ready_timeout``, ``proxy``): tests lead them to a server on loopback.
    """

    name = "discord"

    def __init__(
        self,
        token: str | None,
        corpus: Corpus,
        servers: Servers,
        *,
        guild_id: int | None = None,
        commands: Sequence[Command] = COMMANDS,
        answer: Callable[[Invocation, Corpus], Reply] = dispatch.answer,
        defer_after: float = DEFER_AFTER,
        connector: Callable[[], aiohttp.BaseConnector] | None = None,
        **client_options: Any,
    ) -> None:
        self._token = token
        self._servers = servers
        self._guild_id = guild_id
        self._commands = commands
        self._connector = connector
        self._options = client_options
        self._desk = Desk(corpus, servers, answer)
        self._reception = Reception(self._desk, defer_after)
        self._client: Client | None = None
        self._stopped = asyncio.Event()
        self.ready = asyncio.Event()

    def __repr__(self) -> str:
        return f"<DiscordBot guild_id={self._guild_id} ready={self.ready.is_set()}>"

    async def run(self) -> None:
        """Connect and serve until `close` is called. Raises PlatformError where Discord refuses for good.

        A Discord that cannot be reached is tried again, more and more seldom; resuming, reconnecting and rate limits
        are discord.py's own.
        """
        if not self._token:
            raise PlatformError(MISSING_TOKEN)
        keep_secrets_out_of_logs()
        waits = ExponentialBackoff[bool]()
        while not self._stopped.is_set():
            try:
                await self._serve(self._token)
            except discord.LoginFailure as error:
                raise PlatformError(BAD_TOKEN) from error
            except (discord.ConnectionClosed, discord.PrivilegedIntentsRequired) as error:
                raise refused(error) from error
            except _UNREACHABLE as error:
                wait = waits.delay()
                log.warning("Discord cannot be reached: %s", error, extra={"retry_seconds": round(wait, 1)})
                await self._pause(wait)
            else:
                return

    async def _serve(self, token: str) -> None:
        """Log in, register commands, and stay connected; return when `close` was called, at whichever point."""
        client = self.make_client()
        serving = asyncio.create_task(client.start(token, reconnect=True))
        stopped = asyncio.create_task(self._stopped.wait())
        try:
            await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if not self._stopped.is_set():
                await serving
        finally:
            stopped.cancel()
            serving.cancel()
            await asyncio.gather(serving, stopped, return_exceptions=True)
            await client.close()

    async def close(self) -> None:
        """Take nothing new, let what is in flight be answered, disconnect."""
        await self._reception.drain(DRAIN)
        self._stopped.set()
        if self._client is not None:
            await self._client.close()

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopped.wait(), seconds)
        except TimeoutError:
            return

    def make_client(self) -> Client:
        """A client with every command and event of the bot, not logged in yet."""
        options = dict(self._options)
        if self._connector:
            options["connector"] = self._connector()
        client = Client(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            **options,
        )
        client.tree = make_tree(
            client,
            self._commands,
            self._reception.call,
            self._reception.find,
            self._reception.complete,
            self._guild_id,
        )
        client.tree.error(self._on_tree_error)
        client.event(self.setup_hook)
        client.event(self.on_ready)
        client.event(self.on_interaction)
        client.event(self.on_guild_join)
        client.event(self.on_guild_remove)
        client.event(self.on_shard_resumed)
        client.event(self.on_shard_disconnect)
        self._client = client
        return client

    async def setup_hook(self) -> None:
        """After the login, before the gateway: register commands where they changed."""
        if self._client is not None:
            await sync(self._client.tree, self._servers, self._guild_id)

    async def on_ready(self) -> None:
        """All shards are connected, for the first time or again."""
        if self._client is not None:
            log.info("ready", extra={"servers": len(self._client.guilds), "shards": self._client.shard_count})
        self.ready.set()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Buttons, menus and forms come here; slash commands go through the tree."""
        if interaction.type is discord.InteractionType.component:
            await self._reception.press(interaction)
        elif interaction.type is discord.InteractionType.modal_submit:
            await self._reception.submit(interaction)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was added to a server."""
        log.info("added to a server", extra={"server": guild.id})

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed from a server: what it keeps of it goes too."""
        log.info("removed from a server", extra={"server": guild.id})
        await asyncio.to_thread(self._desk.forget, str(guild.id))

    async def on_shard_resumed(self, shard_id: int) -> None:
        """A dropped connection goes on where it was."""
        log.info("resumed", extra={"shard": shard_id})

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """A connection was dropped; discord.py takes it up again."""
        log.info("disconnected", extra={"shard": shard_id})

    async def _on_tree_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
        """A command that Discord still shows but the table no longer has, or has otherwise."""
        log.warning("command not understood: %s", error)
        if interaction.type is discord.InteractionType.application_command and not interaction.response.is_done():
            await sending.say(
                interaction, "This command has changed. Restart your Discord app, or try again in an hour."
            )
