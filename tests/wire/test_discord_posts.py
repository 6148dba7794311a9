"""Posts that nobody asked for, and the check of the set-up: the real discord.py against a Discord of ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.chat.discord import DiscordPoster, check_discord
from bot.errors import PlatformError
from bot.findings import Finding, Level
from bot.model.subscriptions import Address
from bot.schedule.ports import BusyError, ForbiddenError, GoneError, RefusedError, UnsureError
from bot.store.chats.servers import Servers
from bot.store.engine.database import Database
from tests.golden.samples import SAMPLES
from tests.wire.discord_bot import archive, serving
from tests.wire.discord_parts import GUILD, TOKEN
from tests.wire.discord_server import DiscordServer

NEWS = Address("discord", str(GUILD), "77")
KEY = "0123456789abcdef"
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One archive for all tests of this file."""
    with archive(tmp_path_factory.mktemp("archive")) as opened:
        yield opened


@pytest.fixture
async def poster(server: DiscordServer, database: Database) -> AsyncIterator[DiscordPoster]:
    """A poster that is led to the server."""
    made = DiscordPoster(TOKEN, Servers(database), connector=server.connector)
    yield made
    await made.close()


@pytest.mark.parametrize("sample", ["quote", "event", "nothing", "warning", "hostile"])
async def test_post_and_find(server: DiscordServer, poster: DiscordPoster, sample: str) -> None:
    """A post would not arrive, or arrive again after a crash because it cannot be found."""
    assert await poster.find(NEWS, KEY, LONG_AGO) is None
    message = await poster.post(NEWS, SAMPLES[sample], KEY)
    (kept,) = server.messages[77]
    assert kept["id"] == message
    assert kept["nonce"] == KEY
    assert kept["allowed_mentions"] == {"parse": []}
    assert await poster.find(NEWS, KEY, LONG_AGO) == message
    assert await poster.find(NEWS, "another-key-0000", LONG_AGO) is None
    assert await poster.find(NEWS, KEY, dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)) is None


async def test_found_among_many(server: DiscordServer, poster: DiscordPoster) -> None:
    """A post in a busy channel would be sent again because only the newest messages were looked at."""
    message = await poster.post(NEWS, SAMPLES["event"], KEY)
    for number in range(230):
        server.messages[77].append(server.message_of_somebody(77, f"chatter {number}"))
    assert await poster.find(NEWS, KEY, LONG_AGO) == message


async def test_the_same_post_twice(server: DiscordServer, poster: DiscordPoster) -> None:
    """Two processes that post the same at once would double it."""
    first = await poster.post(NEWS, SAMPLES["event"], KEY)
    assert await poster.post(NEWS, SAMPLES["event"], KEY) == first
    assert len(server.messages[77]) == 1


async def test_cut_after_it_was_taken(server: DiscordServer, poster: DiscordPoster) -> None:
    """A post whose confirmation is lost would be lost too, or doubled."""
    await poster.post(NEWS, SAMPLES["event"], "warmed-up-000000")
    server.fail("POST", "/channels/77/messages", 0, carried_out=True)
    with pytest.raises(UnsureError):
        await poster.post(NEWS, SAMPLES["event"], KEY)
    assert await poster.find(NEWS, KEY, LONG_AGO) == server.messages[77][-1]["id"]


@pytest.mark.parametrize(
    ("status", "code", "times", "error", "says"),
    [
        (403, 50013, 1, ForbiddenError, "Send Messages"),
        (403, 50001, 1, ForbiddenError, "View Channel"),
        (404, 10003, 1, GoneError, "no channel 77"),
        (401, 0, 1, GoneError, "DISCORD_TOKEN"),
        (400, 50035, 1, RefusedError, "50035"),
        (503, 0, 1, UnsureError, "503"),
    ],
)
async def test_refusals(
    server: DiscordServer,
    poster: DiscordPoster,
    status: int,
    code: int,
    times: int,
    error: type[PlatformError],
    says: str,
) -> None:
    """A reminder would be tried for ever, given up too soon, or fail without saying what to click."""
    server.fail("POST", "/channels/77/messages", status, code=code, times=times)
    with pytest.raises(error, match=says):
        await poster.post(NEWS, SAMPLES["event"], KEY)


async def test_asked_to_wait(server: DiscordServer, poster: DiscordPoster) -> None:
    """A post would be lost in a storm of rate limits, or hold up all others."""
    server.fail("POST", "/channels/77/messages", 429, Retry_After="0.05")
    assert await poster.post(NEWS, SAMPLES["event"], KEY)
    server.fail("POST", "/channels/77/messages", 429, Retry_After="600")
    with pytest.raises(BusyError) as caught:
        await poster.post(NEWS, SAMPLES["event"], "another-key-0000")
    assert caught.value.retry_after == 600


async def test_private_conversation(server: DiscordServer, poster: DiscordPoster) -> None:
    """Administrators could not be told that a channel is gone."""
    address = await poster.private(NEWS, "2002")
    assert address == Address("discord", "", "20021")
    assert await poster.post(address, SAMPLES["warning"], KEY)


@pytest.mark.parametrize(("token", "says"), [("", "no Discord token"), ("wrong", "refused the token")])
async def test_bad_tokens(server: DiscordServer, database: Database, token: str, says: str) -> None:
    """A revoked token would stop the scheduler instead of being told to the administrators."""
    poster = DiscordPoster(token, Servers(database), connector=server.connector)
    with pytest.raises(GoneError, match=says):
        await poster.post(NEWS, SAMPLES["event"], KEY)
    await poster.close()
    assert token == "" or token not in repr(poster)


async def test_buttons_of_a_post_answer_everybody(
    server: DiscordServer, poster: DiscordPoster, database: Database
) -> None:
    """Nobody could open what a reminder tells of, or one reader would change it for all."""
    await poster.post(NEWS, SAMPLES["quote"], KEY)
    post = server.messages[77][0]
    names = {part["label"]: part["custom_id"] for row in post["components"] for part in row["components"]}
    async with serving(server, database):
        for number, label in enumerate(("Next", "Ask the archive")):
            pressed = await server.press(names[label], dict(post), user=3000 + number)
            await server.until(pressed.answered.is_set)
            assert pressed.kind == 4
            assert pressed.callbacks[0]["data"]["flags"] == 64


async def test_a_post_is_amended_in_its_place(server: DiscordServer, poster: DiscordPoster, database: Database) -> None:
    """What a source has taken back would stand in the channel, or the correction come as one more message."""
    message = await poster.post(NEWS, SAMPLES["quote"], KEY)
    for _ in range(2):  # a process that died before it could say so lets another do it again
        await poster.amend(NEWS, [message], SAMPLES["amended"], KEY)
    (post,) = server.messages[77]
    assert post["id"] == message
    assert "Amended on 11 April 2031: the source text changed." in str(post["embeds"])
    assert "museum piece" not in str(post["embeds"])
    assert post["allowed_mentions"] == {"parse": []}
    assert await poster.find(NEWS, KEY, LONG_AGO) == message
    names = {part["label"]: part["custom_id"] for row in post["components"] for part in row["components"]}
    async with serving(server, database):
        pressed = await server.press(names["Ask the archive"], dict(post), user=3000)
        await server.until(pressed.answered.is_set)
        assert pressed.callbacks[0]["data"]["flags"] == 64


async def test_what_is_left_of_a_long_post_says_so(server: DiscordServer, poster: DiscordPoster) -> None:
    """The end of a long post would go on saying what was taken back."""
    cards = tuple(replace(card, body="word " * 700) for card in SAMPLES["quote"].cards * 5)
    ids = (await poster.post(NEWS, replace(SAMPLES["quote"], cards=cards), KEY)).split()
    assert len(ids) > 1
    await poster.amend(NEWS, ids, SAMPLES["amended"], KEY)
    assert [one["content"] for one in server.messages[77][1:]] == ["Amended: see the message above."] * (len(ids) - 1)
    assert all(one["embeds"] == [] for one in server.messages[77][1:])
    with pytest.raises(RefusedError, match="does not fit"):
        await poster.amend(NEWS, ids[:1], replace(SAMPLES["quote"], cards=cards), KEY)


@pytest.mark.parametrize(
    ("status", "code", "error", "says"),
    [
        (404, 10008, RefusedError, "was deleted"),
        (403, 50005, RefusedError, "not this bot's own"),
        (403, 50001, ForbiddenError, "View Channel"),
        (404, 10003, GoneError, "no channel 77"),
        (503, 0, UnsureError, "503"),
    ],
)
async def test_what_cannot_be_amended_is_told_apart(
    server: DiscordServer, poster: DiscordPoster, status: int, code: int, error: type[PlatformError], says: str
) -> None:
    """Amending would be tried for ever, or given up for a hiccup."""
    message = await poster.post(NEWS, SAMPLES["quote"], KEY)
    server.fail("PATCH", f"/channels/77/messages/{message}", status, code=code, times=9 if status == 503 else 1)
    with pytest.raises(error, match=says):
        await poster.amend(NEWS, [message], SAMPLES["amended"], KEY)


def _said(findings: list[Finding], level: Level) -> list[str]:
    return [f"{finding.message} | {finding.remedy}" for finding in findings if finding.level is level]


async def _check(server: DiscordServer, token: str = TOKEN, **options: Any) -> list[Finding]:
    return await check_discord(token, connector=server.connector, **options)


async def test_check_finds_all_in_order(server: DiscordServer, database: Database) -> None:
    """A set-up that works would be called broken."""
    async with serving(server, database, guild_id=GUILD):
        findings = await _check(server, guild_id=GUILD, channels=[77])
    assert {finding.level for finding in findings} == {Level.OK}
    assert any("may post in #news-77" in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("options", "level", "says"),
    [
        ({"token": ""}, Level.HINT, "Reset Token"),
        ({"token": "wrong"}, Level.FAULT, "Reset Token"),
        ({"guild_id": 999}, Level.FAULT, "oauth2/authorize"),
        ({}, Level.HINT, "/quote"),
        ({"channels": [78]}, Level.FAULT, "Embed Links"),
        ({"channels": [404]}, Level.FAULT, "channel 404 is gone"),
        ({"channels": [403]}, Level.FAULT, "may not see channel 403"),
    ],
)
async def test_check_says_what_to_click(
    server: DiscordServer, options: dict[str, Any], level: Level, says: str
) -> None:
    """Somebody who sets up the bot would be left to guess."""
    server.fail("GET", "/channels/404", 404, code=10003)
    server.fail("GET", "/channels/403", 403, code=50001)
    assert any(says in said for said in _said(await _check(server, **options), level))


async def test_check_when_discord_is_away(server: DiscordServer) -> None:
    """The check would break off where it is needed most."""
    server.fail("GET", "/users/@me", 503)
    assert "discordstatus" in _said(await _check(server), Level.FAULT)[0]
    async with DiscordServer().running() as gone:
        connector = gone.connector
    findings = await check_discord(TOKEN, connector=connector)
    assert "cannot be reached" in _said(findings, Level.FAULT)[0]
