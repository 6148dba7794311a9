"""Posting for the scheduler, and what `check` finds, against a Slack of ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.cards import Card, CardKind, Image, Reply
from bot.chat.slack import SlackConfig, SlackPoster, check_slack
from bot.errors import PlatformError
from bot.findings import Level
from bot.model.subscriptions import Address
from bot.schedule.ports import (
    BusyError,
    ForbiddenError,
    GoneError,
    Poster,
    RefusedError,
    TokenError,
    UnsureError,
)
from bot.store.engine.database import Database
from tests.golden.samples import SAMPLES
from tests.wire.slack_server import APP_TOKEN, BOT_TOKEN, Fault, SlackServer
from tests.wire.slack_workspace import Workspace, archive

HERE = Address("slack", "T1", "C1")
KEY = "0123456789abcdef"
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An archive."""
    yield from archive(tmp_path_factory.mktemp("slack"))


@pytest.fixture
async def workspace(database: Database) -> AsyncIterator[Workspace]:
    """A workspace whose bot also answers buttons."""
    async with Workspace(database, "http") as opened:
        yield opened


@pytest.fixture
async def poster(workspace: Workspace, database: Database) -> AsyncIterator[SlackPoster]:
    """What delivery posts with."""
    made = SlackPoster(workspace.config(), workspace.archive, database)
    yield made
    await made.close()


def test_it_is_what_delivery_asks_for(workspace: Workspace, poster: SlackPoster) -> None:
    """Subscriptions could not be delivered to Slack."""
    port: Poster = poster
    assert port.platform == "slack"


async def test_a_post_is_found_again_by_its_key(workspace: Workspace, poster: SlackPoster) -> None:
    """After a crash the same post would be made a second time."""
    ts = await poster.post(HERE, SAMPLES["event"], KEY)
    for number in range(230):
        await poster.post(HERE, SAMPLES["warning"], f"{number:016}")
    assert await poster.find(HERE, KEY, LONG_AGO) == ts
    assert await poster.find(HERE, "f" * 16, LONG_AGO) is None
    later = dt.datetime.fromtimestamp(float(ts) + 3600, dt.UTC)
    assert await poster.find(HERE, KEY, later) is None
    message = workspace.server.messages["C1"][0]
    assert message["metadata"] == {"event_type": "briefing_post", "event_payload": {"key": KEY}}
    assert str(message["unfurl_links"]) in ("False", "0", "false")


async def test_buttons_of_a_post_answer_whoever_presses(workspace: Workspace, poster: SlackPoster) -> None:
    """Nobody could check what a post says, since nobody asked for it."""
    await poster.post(HERE, SAMPLES["quote"], KEY)
    message = workspace.server.messages["C1"][-1]
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    body = workspace.press_body(None, rows[0][1], user="U77")
    await workspace.deliver("interactive", body)
    (reply,) = await workspace.server.answers(body["response_url"])
    assert reply.body["response_type"] == "ephemeral"
    assert reply.body["replace_original"] is False


async def test_a_post_too_long_for_one_message_goes_on_in_its_thread(workspace: Workspace, poster: SlackPoster) -> None:
    """The end of a long post would be lost, or fill the channel."""
    card = Card(CardKind.INFO, title="T" * 300, body="word " * 160)
    ts, *further = (await poster.post(HERE, Reply("Long", (card,) * 40), "long".ljust(16, "0"))).split()
    rest = [message for message in workspace.server.messages["C1"] if message.get("thread_ts") == ts]
    assert [message["ts"] for message in rest] == further != []
    assert all("metadata" not in message for message in rest)


async def test_a_post_is_amended_in_its_place(workspace: Workspace, poster: SlackPoster) -> None:
    """What a source has taken back would stand in the channel, or the correction come as one more message."""
    ts = await poster.post(HERE, SAMPLES["quote"], KEY)
    before = len(workspace.server.messages["C1"])
    for _ in range(2):  # a process that died before it could say so lets another do it again
        await poster.amend(HERE, [ts], SAMPLES["amended"], KEY)
    message = next(one for one in workspace.server.messages["C1"] if one["ts"] == ts)
    assert "Amended on 11 April 2031: the source text changed." in str(message["blocks"])
    assert "museum piece" not in str(message["blocks"])
    assert len(workspace.server.messages["C1"]) == before
    assert await poster.find(HERE, KEY, LONG_AGO) == ts
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    body = workspace.press_body(None, rows[0][1], user="U77")
    await workspace.deliver("interactive", body)
    (reply,) = await workspace.server.answers(body["response_url"])
    assert reply.body["response_type"] == "ephemeral"


async def test_a_long_post_is_amended_with_its_thread(workspace: Workspace, poster: SlackPoster) -> None:
    """The end of a long post would go on saying what was taken back."""
    card = Card(CardKind.INFO, title="T" * 300, body="word " * 160)
    ids = (await poster.post(HERE, Reply("Long", (card,) * 40), "longer".ljust(16, "0"))).split()
    await poster.amend(HERE, ids, SAMPLES["amended"], KEY)
    shown = {one["ts"]: str(one["blocks"]) for one in workspace.server.messages["C1"] if one["ts"] in ids}
    assert "Amended on 11 April 2031" in shown[ids[0]]
    assert all("Amended: see the message above." in shown[ts] for ts in ids[1:])
    with pytest.raises(RefusedError, match="does not fit"):
        await poster.amend(HERE, ids[:1], Reply("Long", (card,) * 40), KEY)


@pytest.mark.parametrize(
    ("fault", "error", "says"),
    [
        (Fault(200, {"ok": False, "error": "edit_window_closed"}), RefusedError, "limited time"),
        (Fault(200, {"ok": False, "error": "cant_update_message"}), RefusedError, "not this bot's own"),
        (Fault(200, {"ok": False, "error": "channel_not_found"}), GoneError, "no such channel"),
        (Fault(200, {"ok": False, "error": "token_revoked"}), TokenError, "revoked"),
        (Fault(200, cut=True), UnsureError, "chat.update"),
    ],
)
async def test_what_cannot_be_amended_is_told_apart(
    workspace: Workspace, poster: SlackPoster, fault: Fault, error: type[PlatformError], says: str
) -> None:
    """Amending would be tried for ever, or given up for a hiccup."""
    ts = await poster.post(HERE, SAMPLES["quote"], KEY)
    workspace.server.fail("chat.update", *[fault] * 3)
    with pytest.raises(error, match=says):
        await poster.amend(HERE, [ts], SAMPLES["amended"], KEY)


async def test_a_deleted_message_cannot_be_amended(poster: SlackPoster) -> None:
    """A message that somebody took away would be looked for at every round."""
    with pytest.raises(RefusedError, match="was deleted"):
        await poster.amend(HERE, ["1.0"], SAMPLES["amended"], KEY)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "7"}), BusyError),
        (Fault(500), UnsureError),
        (Fault(200, cut=True), UnsureError),
        (Fault(200, {"ok": False, "error": "invalid_blocks"}), RefusedError),
        (Fault(200, {"ok": False, "error": "missing_scope", "needed": "chat:write"}), ForbiddenError),
        (Fault(200, {"ok": False, "error": "not_in_channel"}), ForbiddenError),
        (Fault(200, {"ok": False, "error": "channel_not_found"}), GoneError),
        (Fault(200, {"ok": False, "error": "is_archived"}), GoneError),
        (Fault(200, {"ok": False, "error": "token_revoked"}), TokenError),
    ],
    ids=lambda value: str(getattr(value, "body", {}).get("error", "")) if isinstance(value, Fault) else "",
)
async def test_what_slack_refuses_is_told_apart(
    workspace: Workspace, poster: SlackPoster, fault: Fault, error: type[PlatformError]
) -> None:
    """Delivery would give up on a hiccup, or try for ever where nothing helps, or post twice."""
    before = len(workspace.server.called("chat.postMessage"))
    workspace.server.fail("chat.postMessage", fault)
    with pytest.raises(error) as raised:
        await poster.post(HERE, SAMPLES["event"], KEY)
    assert type(raised.value) is error
    assert "\n" not in str(raised.value)
    assert len(workspace.server.called("chat.postMessage")) == before + 1
    if isinstance(raised.value, BusyError):
        assert raised.value.retry_after == 7


async def test_a_slack_that_does_not_answer_leaves_it_unsure(
    workspace: Workspace, poster: SlackPoster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker would hang on one post while others fall due."""
    monkeypatch.setattr("bot.chat.slack.poster.POST_SECONDS", 0.0)
    with pytest.raises(UnsureError):
        await poster.post(HERE, SAMPLES["event"], KEY)


@pytest.mark.parametrize("refused", [False, True])
async def test_a_post_with_a_picture(workspace: Workspace, poster: SlackPoster, refused: bool) -> None:
    """A post would fail for ever where Slack does not take its picture."""
    if refused:
        workspace.server.fail("chat.postMessage", Fault(200, {"ok": False, "error": "invalid_blocks"}))
    picture = Image(b"picture", "a line that rises")
    await poster.post(HERE, Reply("Drawn", (Card(CardKind.INFO, title="Ann", image=picture),)), KEY)
    kinds = [block["type"] for block in workspace.server.messages["C1"][-1]["blocks"]]
    assert ("image" in kinds) is not refused


async def test_somebody_can_be_written_to_alone(workspace: Workspace, poster: SlackPoster) -> None:
    """The person who subscribed would not hear that a channel is gone."""
    address = await poster.private(HERE, "U5")
    assert address == Address("slack", "T1", "DU5")
    await poster.post(address, SAMPLES["warning"], KEY)
    assert workspace.server.messages["DU5"]


# check --------------------------------------------------------------------------------------------------------------


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    """Slack alone."""
    made = SlackServer()
    await made.start()
    yield made
    await made.close()


def _config(server: SlackServer, **other: str) -> SlackConfig:
    return SlackConfig(**({"bot_token": BOT_TOKEN, "app_token": APP_TOKEN, "base_url": server.api} | other))


async def test_check_finds_all_in_order(server: SlackServer) -> None:
    """Somebody would not know whether the set-up is done."""
    findings = await check_slack(_config(server), ["C1"])
    assert {finding.level for finding in findings} == {Level.OK}
    assert len(findings) == 4
    assert server.called("chat.postMessage") == []


@pytest.mark.parametrize(
    ("settings", "says", "remedy"),
    [
        ({"bot_token": "xoxb-wrong"}, "The bot token does not work", "Install App"),
        ({"bot_token": "xoxp-user"}, "does not begin with xoxb-", "Install App"),
        ({"app_token": "xapp-wrong"}, "The app-level token does not work", "App-Level Tokens"),
        ({"app_token": "xoxb-mixed-up"}, "does not begin with xapp-", "connections:write"),
        ({"app_token": ""}, "HTTP mode needs the signing secret", "SLACK_APP_TOKEN"),
        ({"bot_token": ""}, "without SLACK_BOT_TOKEN", "Install App"),
        ({"client_id": "1.2"}, "go together", "App Credentials"),
    ],
)
async def test_check_says_what_to_click(server: SlackServer, settings: dict[str, str], says: str, remedy: str) -> None:
    """Somebody would be left with an error code."""
    faults = [finding for finding in await check_slack(_config(server, **settings)) if finding.level is Level.FAULT]
    assert any(says in finding.message for finding in faults)
    assert any(remedy in finding.remedy for finding in faults)
    assert all(value not in str(faults) for value in settings.values() if value)


async def test_check_looks_at_scopes_and_channels(server: SlackServer) -> None:
    """A missing scope or invitation would show only when the first post fails."""
    server.scopes.remove("chat:write")
    server.channels |= {
        "C2": {"id": "C2", "name": "quiet", "is_member": False},
        "C3": {"id": "C3", "name": "old", "is_member": True, "is_archived": True},
    }
    findings = await check_slack(_config(server), ["C1", "C2", "C3", "C4"])
    faults = {finding.message: finding.remedy for finding in findings if finding.level is Level.FAULT}
    assert "OAuth & Permissions" in faults["The scope chat:write is missing: " + _why("chat:write") + "."]
    assert "/invite" in faults["The bot is not in #quiet."]
    assert "#old is archived." in faults
    assert "Channel C4 cannot be seen." in faults


def _why(scope: str) -> str:
    from bot.chat.slack_manifest import BOT_SCOPES

    return BOT_SCOPES[scope]
