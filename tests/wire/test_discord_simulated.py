"""The bot in simcord, a Discord in memory strict about payloads and permissions: an opinion that is not ours."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import discord
import pytest
import simcord

from bot.cards import Reply
from bot.chat.discord import DiscordBot
from bot.commands.command import Invocation
from bot.commands.dispatch import answer
from bot.store.chats.servers import Servers
from bot.store.corpus import Corpus
from bot.store.engine.database import Database
from tests.golden.samples import SAMPLES
from tests.wire.discord_bot import archive


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One archive for all tests of this file."""
    with archive(tmp_path_factory.mktemp("archive")) as opened:
        yield opened


@asynccontextmanager
async def simulated(database: Database) -> AsyncIterator[tuple[simcord.Env, simcord.ChannelHandle]]:
    """The bot, logged in to a Discord in memory, and a channel; a question that names a sample is answered with it."""

    def sample_or_answer(invocation: Invocation, corpus: Corpus) -> Reply:
        return SAMPLES.get(invocation.text("words")) or answer(invocation, corpus)

    Servers(database).keep_record("discord.commands", "{}")
    bot = DiscordBot("token", Corpus(database), Servers(database), answer=sample_or_answer, shard_count=1)
    async with simcord.run(bot.make_client()) as env:
        yield env, env.create_guild().create_text_channel("news")


def _member(env: simcord.Env, name: str) -> simcord.MemberActor:
    return env.guild.add_member(env.create_user(name))


@pytest.mark.parametrize("sample", SAMPLES)
async def test_every_card_is_taken(database: Database, sample: str) -> None:
    """Discord would refuse an answer for its form."""
    async with simulated(database) as (env, channel):
        result = await _member(env, "mara").slash(channel, "search", words=sample)
        assert result.response is not None
        assert result.ephemeral
        reply = SAMPLES[sample]
        embeds = "\n".join(f"{embed.title}\n{embed.description}" for embed in result.response.embeds)
        assert all(f"\\[{citation.number}\\]" in embeds for citation in reply.citations)


async def test_conversation(database: Database) -> None:
    """A person who asks, opens the context, and posts it to the channel would get stuck on the way."""
    async with simulated(database) as (env, channel):
        mara, tomas = _member(env, "mara"), _member(env, "tomas")
        asked = await mara.slash(channel, "quote", speaker="Lindqvist")
        assert asked.response is not None
        assert channel.last_message is None
        context = await mara.click(asked.response, label="In context [1]")
        assert context.ephemeral
        assert context.response is not None
        await mara.click(asked.response, label="Post to channel")
        posted = channel.last_message
        assert posted is not None
        assert "posted by mara" in posted.content
        assert not posted.mentions
        refused = await tomas.click(posted, label="In context [1]")
        assert refused.ephemeral
        assert refused.response is not None
        assert "somebody else" in refused.response.content


async def test_autocomplete(database: Database) -> None:
    """Nothing would be offered while somebody types."""
    async with simulated(database) as (env, channel):
        offered = await _member(env, "mara").autocomplete(channel, "quote", "speaker", "Lind")
        assert "Mara Lindqvist" in str(offered)


async def test_admin_commands_need_permission(database: Database) -> None:
    """Everyone would see, and could use, the commands of those who manage the server."""
    async with simulated(database) as (env, channel):
        mara = _member(env, "mara")
        chief = env.guild.add_member(
            env.create_user("chief"),
            roles=[env.guild.create_role("Desk", permissions=discord.Permissions(manage_guild=True))],
        )
        assert "settings" not in mara.available_commands(channel)
        assert "settings" in chief.available_commands(channel)
        changed = await chief.slash(channel, "settings", answers="public")
        assert changed.ephemeral
        await mara.slash(channel, "corpus")
        assert channel.last_message is not None


async def test_find_in_archive(database: Database) -> None:
    """The entry in a message's menu would not be there or not answer."""
    async with simulated(database) as (env, channel):
        mara = _member(env, "mara")
        message = await mara.send(channel, "Is it true? “Patience is cheaper than concrete”")
        found = await mara.context_menu(channel, "Find in archive", message)
        assert found.ephemeral
        assert found.response is not None
        assert "Patience" in str([embed.description for embed in found.response.embeds])
