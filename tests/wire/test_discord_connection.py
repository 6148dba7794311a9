"""Coming in, staying in and going out: the real discord.py against a Discord of ours that does what Discord does."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading

import aiohttp
import pytest

from bot.cards import Reply
from bot.commands import dispatch
from bot.commands.command import Invocation
from bot.commands.table import COMMANDS
from bot.errors import PlatformError
from bot.service import serve
from bot.store.chats.servers import Servers, ServerSettings
from bot.store.corpus import Corpus
from bot.store.engine.database import Database
from tests.wire.discord_bot import answered, make_bot, serving
from tests.wire.discord_parts import GUILD, TOKEN
from tests.wire.discord_server import DiscordServer


@pytest.fixture
def database(shared: Database) -> Database:
    """The archive, with nothing registered yet."""
    Servers(shared).keep_record("discord.commands", "{}")
    return shared


async def _works(server: DiscordServer, **who: int) -> None:
    exchange = await answered(await server.slash("corpus", **who))
    assert exchange.message["embeds"]


@pytest.mark.parametrize(
    ("token", "says"), [("", "There is no Discord token"), (None, "There is no"), ("wrong", "refused")]
)
async def test_tokens(server: DiscordServer, database: Database, token: str | None, says: str) -> None:
    """Somebody who set up the bot would not know what is wrong with the token."""
    with pytest.raises(PlatformError, match=says) as caught:
        await make_bot(server, database, token).run()
    assert "DISCORD_TOKEN" in str(caught.value) or ".env" in str(caught.value)
    assert str(token or "wrong") not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("code", "says"), [(4004, "refused the token"), (4014, "closed the connection"), (4011, "4011")]
)
async def test_refused_by_the_gateway(server: DiscordServer, database: Database, code: int, says: str) -> None:
    """A bot that Discord throws out would try for ever, or end without a word."""
    server.refuse_identify = code
    with pytest.raises(PlatformError, match=says):
        await asyncio.wait_for(make_bot(server, database).run(), 20)


async def test_no_privileged_intents(server: DiscordServer, database: Database) -> None:
    """The bot would need rights that Discord gives to few, and would read what nobody meant for it."""
    async with serving(server, database):
        assert server.identified[0]["intents"] == 1  # servers only


async def test_registers_only_what_changed(server: DiscordServer, database: Database) -> None:
    """Each start would use up Discord's small allowance, or a changed command would never show."""

    def puts() -> list[str]:
        return [path for method, path in server.requests if method == "PUT"]

    async with serving(server, database):
        assert puts() == ["/applications/1001/commands"]
    async with serving(server, database):
        assert len(puts()) == 1
    async with serving(server, database, commands=COMMANDS[:3]):
        assert len(puts()) == 2
        assert {c["name"] for c in server.commands["all"]} == {c.name for c in COMMANDS[:3]} | {"Find in archive"}
    async with serving(server, database, guild_id=GUILD):
        assert server.commands["all"] == []
        assert len(server.commands[str(GUILD)]) == 1 + len([c for c in COMMANDS if not c.hidden])
    async with serving(server, database):
        assert server.commands[str(GUILD)] == []
        assert server.commands["all"]


async def test_may_not_register(server: DiscordServer, database: Database) -> None:
    """Somebody would not know that the bot has to be added to the server first."""
    server.fail("PUT", r"/guilds/\d+/commands", 403)
    with pytest.raises(PlatformError, match=r"Add it there with https://discord\.com/oauth2/authorize"):
        await make_bot(server, database, guild_id=GUILD).run()


async def test_two_shards(database: Database) -> None:
    """A bot in many servers would answer in half of them only."""
    one, two = 4 << 22, 5 << 22
    async with (
        DiscordServer(shards=2, guilds=(one, two)).running() as server,
        serving(server, database),
    ):
        assert sorted(tuple(data["shard"]) for data in server.identified) == [(0, 2), (1, 2)]
        await _works(server, guild=one)
        await _works(server, guild=two)


async def test_two_processes_share_the_shards(database: Database) -> None:
    """A bot too large for one process would answer twice, or not at all."""
    one, two = 4 << 22, 5 << 22
    async with (
        DiscordServer(shards=2, guilds=(one, two)).running() as server,
        serving(server, database, shard_count=2, shard_ids=[0]),
        serving(server, database, shard_count=2, shard_ids=[1]),
    ):
        assert [tuple(data["shard"]) for data in server.identified] == [(0, 2), (1, 2)]
        assert [method for method, _ in server.requests].count("PUT") == 1  # the commands, registered once
        await _works(server, guild=one)
        await _works(server, guild=two)


async def test_a_dropped_connection_resumes(server: DiscordServer, database: Database) -> None:
    """A question asked while the connection was down would stay without an answer."""
    async with serving(server, database):
        await server.drop()
        exchange = await server.slash("corpus")  # while nobody listens
        await server.until(lambda: server.resumed)
        await answered(exchange)
        assert len(server.identified) == 1
        assert server.resumed[0]["session_id"] == next(iter(server.sessions))


async def test_asked_to_reconnect(server: DiscordServer, database: Database) -> None:
    """Discord restarts its machines several times a day: the bot would be gone after the first."""
    async with serving(server, database):
        await server.tell(7)
        await server.until(lambda: server.resumed)
        await _works(server)
        assert len(server.identified) == 1


@pytest.mark.parametrize("resumable", [True, False])
async def test_invalid_session(server: DiscordServer, database: Database, resumable: bool) -> None:
    """A session that Discord has given up would never be taken up again."""
    async with serving(server, database):
        await server.tell(9, resumable)
        if resumable:
            await server.until(lambda: server.resumed)
        else:
            await server.until(lambda: len(server.sessions) == 2)
        await _works(server)


async def test_rate_limits_are_waited_out(server: DiscordServer, database: Database) -> None:
    """An answer would be lost whenever Discord asks to wait."""
    async with serving(server, database):
        server.fail("POST", "/callback", 429, Retry_After="0.05")
        await _works(server)
        server.fail("POST", "/callback", 429, times=2, Retry_After="0.05")
        await _works(server)
    assert not server.faults


async def test_server_errors_are_tried_again(server: DiscordServer, database: Database) -> None:
    """An answer would be lost whenever Discord stumbles."""
    async with serving(server, database):
        server.fail("POST", "/callback", 500)
        await _works(server)
    assert not server.faults


async def test_a_cut_connection_is_tried_again(server: DiscordServer, database: Database) -> None:
    """An answer would be lost whenever Discord closes an idle connection just as it is used."""
    async with serving(server, database):
        server.fail("POST", "/callback", 0)
        await _works(server)
        server.fail("POST", "/callback", 0, carried_out=True)
        await _works(server)
    assert not server.faults


async def test_answers_that_come_too_late(
    server: DiscordServer, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """One interaction that Discord has given up would be reported as a defect, or hurt the next."""
    async with serving(server, database):
        server.fail("POST", "/callback", 404, code=10062)
        lost = await server.slash("corpus")
        await server.until(lambda: not server.faults)
        await _works(server)
    assert not lost.callbacks
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_discord_is_down_at_first(server: DiscordServer, database: Database) -> None:
    """A bot started during an outage would have to be started again by hand."""
    attempts = []

    def connector() -> aiohttp.BaseConnector:
        attempts.append(1)
        return server.connector() if len(attempts) > 1 else aiohttp.TCPConnector(resolver=_Nowhere())

    bot = make_bot(server, database)
    bot._connector = connector
    running = asyncio.create_task(bot.run())
    async with asyncio.timeout(30):
        await bot.ready.wait()
    await _works(server)
    await bot.close()
    await running
    assert len(attempts) == 2


async def test_no_gateway_at_first(server: DiscordServer, database: Database) -> None:
    """A bot started while Discord lets nobody in would be left down."""
    server.fail("GET", "/gateway/bot", 404)
    async with serving(server, database):
        await _works(server)


@pytest.mark.parametrize("code", [30034, 50035])
async def test_commands_that_are_not_taken(
    server: DiscordServer, database: Database, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    """After too many changes in a day nobody would be answered, although Discord still shows the commands of before."""
    server.fail("PUT", "/commands", 400, code=code)
    async with serving(server, database):
        await _works(server)
        assert "commands were not registered" in caplog.text
    async with serving(server, database):
        assert server.commands["all"]


async def test_stopped_while_it_logs_in(server: DiscordServer, database: Database) -> None:
    """A bot that is stopped while the network hangs would not stop, or end with a traceback."""
    asked = asyncio.Event()

    class Hangs(aiohttp.abc.AbstractResolver):
        async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[aiohttp.abc.ResolveResult]:
            asked.set()
            await asyncio.Event().wait()
            return []

        async def close(self) -> None:
            return None

    bot = make_bot(server, database)
    bot._connector = lambda: aiohttp.TCPConnector(resolver=Hangs())
    running = asyncio.create_task(bot.run())
    async with asyncio.timeout(20):
        await asked.wait()
        await bot.close()
        await running


class _Nowhere(aiohttp.abc.AbstractResolver):
    """A network that is down."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[aiohttp.abc.ResolveResult]:
        raise OSError("no network")

    async def close(self) -> None:
        """Nothing to give back."""


async def test_closing_while_discord_is_down(server: DiscordServer, database: Database) -> None:
    """The process could not be stopped while it tries to connect."""
    bot = make_bot(server, database)
    bot._connector = lambda: aiohttp.TCPConnector(resolver=_Nowhere())
    running = asyncio.create_task(bot.run())
    await asyncio.sleep(0)
    await bot.close()
    await asyncio.wait_for(running, 10)


async def test_closing_finishes_what_is_in_flight(server: DiscordServer, database: Database) -> None:
    """Everyone who had just asked would get no answer when the bot is updated."""
    may_go, began = threading.Event(), threading.Event()

    def slow(invocation: Invocation, corpus: Corpus) -> Reply:
        began.set()
        may_go.wait(20)
        return dispatch.answer(invocation, corpus)

    bot = make_bot(server, database, answer=slow, defer_after=0.01)
    running = asyncio.create_task(bot.run())
    await asyncio.wait_for(bot.ready.wait(), 20)
    asked = await server.slash("corpus")
    await server.until(lambda: asked.callbacks)
    closing = asyncio.create_task(bot.close())
    late = await server.slash("corpus")
    await server.until(lambda: late.callbacks)
    assert "restarting" in late.callbacks[0]["data"]["content"]
    assert not asked.answered.is_set()
    may_go.set()
    await closing
    await running
    assert asked.message["embeds"]
    assert began.is_set()


async def test_sigterm(server: DiscordServer, database: Database) -> None:
    """Stopping the service would cut off answers, or have to be done by force."""
    may_go = threading.Event()

    def slow(invocation: Invocation, corpus: Corpus) -> Reply:
        may_go.wait(20)
        return dispatch.answer(invocation, corpus)

    bot = make_bot(server, database, answer=slow, defer_after=0.01)
    serving_all = asyncio.create_task(serve([bot]))
    await asyncio.wait_for(bot.ready.wait(), 20)
    asked = await server.slash("corpus")
    await server.until(lambda: asked.callbacks)
    os.kill(os.getpid(), signal.SIGTERM)
    may_go.set()
    assert await asyncio.wait_for(serving_all, 20) == 0
    assert asked.message["embeds"]


async def test_removed_from_a_server(server: DiscordServer, database: Database) -> None:
    """What a server had set would be kept after it threw the bot out."""
    servers = Servers(database)
    servers.change("discord", str(GUILD), ServerSettings(answers="public"))
    async with serving(server, database):
        session = next(iter(server.sessions.values()))
        await session.dispatch("GUILD_DELETE", {"id": str(GUILD)})
        for _ in range(200):
            if servers.settings("discord", str(GUILD)) == ServerSettings():
                break
            await asyncio.sleep(0.02)
    assert servers.settings("discord", str(GUILD)) == ServerSettings()


async def test_the_token_is_told_to_nobody(
    server: DiscordServer, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever reads the log could take over the bot."""
    caplog.set_level(logging.DEBUG)
    async with serving(server, database) as bot:
        exchange = await answered(await server.slash("corpus"))
        await server.drop()
        await server.until(lambda: server.resumed)
        assert TOKEN not in repr(bot)
    assert TOKEN not in caplog.text
    assert exchange.token not in caplog.text  # whoever has it may answer in the bot's name
    assert "ready" in caplog.text
