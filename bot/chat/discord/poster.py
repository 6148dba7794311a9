"""Posts that nobody asked for, into a channel: delivered over HTTP alone, and found again by their key."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord

from bot.cards import Action, Reply
from bot.chat.discord import sending
from bot.chat.discord.faults import BAD_TOKEN, MISSING_TOKEN, keep_secrets_out_of_logs
from bot.chat.discord_buttons import ENCODED
from bot.chat.discord_render import Message, render
from bot.chat.state import ButtonState, write_state
from bot.model.subscriptions import Address
from bot.schedule.ports import BusyError, ForbiddenError, GoneError, RefusedError, TokenError, UnsureError
from bot.store.chats.servers import Servers

log = logging.getLogger(__name__)

SECONDS = 30.0
"""How long a post may take, waiting out rate limits included."""

_ASK = Action("suggestion", "Ask the archive", "help", {})
_GONE = (10003, 10004, 50083)  # unknown channel, unknown guild, archived thread
_NO_ACCESS = 50001
_CANNOT_BE_EDITED = {10008: "The message was deleted.", 50005: "The message is not this bot's own."}
_SEE_ABOVE = Message("Amended: see the message above.")


class DiscordPoster:
    """Posting to Discord. Fits ``bot.schedule.ports.Poster``; safe beside a DiscordBot and in several processes.

    ``token`` is the bot's token; ``connector`` and ``client_options`` as for DiscordBot. `close` when done.
    """

    platform = "discord"
    per_second = 25.0
    """Half of what Discord takes from a bot in all, so that answers have the other half."""

    def __init__(
        self,
        token: str | None,
        servers: Servers,
        *,
        connector: Callable[[], aiohttp.BaseConnector] | None = None,
        **client_options: Any,
    ) -> None:
        self._token = token
        self._servers = servers
        self._connector = connector
        self._options = client_options
        self._client: discord.Client | None = None
        self._entering = asyncio.Lock()

    def __repr__(self) -> str:
        return f"<DiscordPoster connected={self._client is not None}>"

    async def post(self, address: Address, reply: Reply, key: str) -> str:
        """Post ``reply`` for everyone to see and return the messages' ids. Raises the errors of bot.schedule.ports.

        ``key`` is the nonce, which Discord holds against a repetition for some minutes, and stands in the custom_id of
        a button, where `find` sees it for as long as the message exists.
        """
        messages = await asyncio.to_thread(self._compose, reply, key)
        async with self._client_for("post to", address) as client:
            channel = client.get_partial_messageable(_number(address.channel))
            ids = []
            for number, message in enumerate(messages):
                nonce = f"{key}-{number}" if number else key
                sent = await channel.send(**sending.as_arguments(message), nonce=nonce)
                ids.append(str(sent.id))
        return " ".join(ids)

    async def amend(self, address: Address, message_ids: Sequence[str], reply: Reply, key: str) -> None:
        """Change the bot's own messages into ``reply``, in place. Raises the errors of bot.schedule.ports."""
        messages = await asyncio.to_thread(self._compose, reply, key)
        if len(messages) > len(message_ids):
            raise RefusedError("The amended text does not fit into the messages that there are.")
        left_over = [_SEE_ABOVE] * (len(message_ids) - len(messages))
        async with self._client_for("edit its messages in", address) as client:
            channel = client.get_partial_messageable(_number(address.channel))
            for id_, message in zip(message_ids, (*messages, *left_over), strict=True):
                await channel.get_partial_message(_number(id_)).edit(**sending.as_edit(message))

    async def find(self, address: Address, key: str, since: dt.datetime) -> str | None:
        """Look in the channel for this bot's message with ``key``, not older than ``since`` (aware); return its id."""
        async with self._client_for("read the history of", address) as client:
            channel = client.get_partial_messageable(_number(address.channel))
            async for message in channel.history(after=since, limit=None):
                if client.user and message.author.id == client.user.id and _bears(message, key):
                    return str(message.id)
        return None

    async def private(self, address: Address, user: str) -> Address:
        """The private conversation with ``user``, as an address for `post` and `find`."""
        async with self._client_for("write privately to a member of", address) as client:
            channel = await client.create_dm(discord.Object(_number(user)))
        return Address(self.platform, "", str(channel.id))

    async def close(self) -> None:
        """Give the connection back."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    def _compose(self, reply: Reply, key: str) -> tuple[Message, ...]:
        """The messages of a post; the first has a button that bears ``key``, if any. Its buttons belong to nobody."""

        def encode(action: Action) -> str:
            return write_state(ButtonState.of(action), self._servers, ENCODED)

        first, *rest = render(reply, encode)
        return (_marked(first, encode(_ASK), key) if key else first, *rest)

    @asynccontextmanager
    async def _client_for(self, what: str, address: Address) -> AsyncIterator[discord.Client]:
        """A client that is logged in; what Discord raises becomes an error of bot.schedule.ports."""
        try:
            async with asyncio.timeout(SECONDS):
                yield await self._logged_in()
        except discord.RateLimited as error:
            raise BusyError("Discord asks to wait.", error.retry_after) from error
        except discord.LoginFailure as error:
            raise TokenError(BAD_TOKEN) from error
        except discord.HTTPException as error:
            raise _explained(error, what, address) from error
        except (TimeoutError, OSError, aiohttp.ClientError) as error:
            raise UnsureError(f"Discord did not answer: {error or 'time is up'}") from error

    async def _logged_in(self) -> discord.Client:
        if not self._token:
            raise TokenError(MISSING_TOKEN)
        async with self._entering:
            if self._client is None:
                keep_secrets_out_of_logs()
                options = dict(self._options)
                if self._connector:
                    options["connector"] = self._connector()
                client = discord.Client(
                    intents=discord.Intents(guilds=True),
                    allowed_mentions=discord.AllowedMentions.none(),
                    max_ratelimit_timeout=SECONDS,
                    **options,
                )
                try:
                    await client.login(self._token)
                except BaseException:
                    await client.close()
                    raise
                self._client = client
        return self._client


def _marked(message: Message, ask: str, key: str) -> Message:
    """``message`` with a button that asks for help and bears ``key``; in the place of the last one where it is full."""
    button = {"type": 2, "style": 2, "label": _ASK.label, "custom_id": f"{ask}~{key}"}
    rows = [dict(row) for row in message.components]
    last = rows[-1]["components"] if rows else []
    if rows and len(last) < 5 and all(part["type"] == 2 for part in last):
        rows[-1] = {"type": 1, "components": [*last, button]}
    else:
        rows = [*rows[:4], {"type": 1, "components": [button]}]
    return Message(message.content, message.embeds, tuple(rows), message.images)


def _bears(message: discord.Message, key: str) -> bool:
    rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
    names = [getattr(part, "custom_id", None) or "" for row in rows for part in row.children]
    return any(re.search(rf"~{re.escape(key)}$", name) for name in names)


def _number(name: str) -> int:
    try:
        return int(name)
    except ValueError as error:
        raise GoneError(f"{name!r} is not a channel or person on Discord.") from error


def _explained(error: discord.HTTPException, what: str, address: Address) -> Exception:
    """What Discord's refusal means for delivery."""
    place = f"channel {address.channel}"
    if error.status == 429:
        return BusyError("Discord asks to wait.")
    if error.status >= 500:
        return UnsureError(f"Discord failed ({error.status}).")
    if error.code in _CANNOT_BE_EDITED:
        return RefusedError(_CANNOT_BE_EDITED[error.code])
    if error.status == 404 or error.code in _GONE:
        return GoneError(f"Discord knows no {place} any more, or it is archived.")
    if error.status == 401:
        return TokenError(BAD_TOKEN)
    if error.status == 403:
        missing = "View Channel" if error.code == _NO_ACCESS else "Send Messages, Embed Links, Attach Files"
        return ForbiddenError(
            f"The bot may not {what} {place}: open the channel's settings > Permissions, add the bot and allow"
            f" {missing} and Read Message History."
        )
    return RefusedError(f"Discord would not take the message ({error.code}): {error.text[:200]}")
