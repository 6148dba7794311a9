"""The link to Slack: signing in, being refused, dropped, slowed down, repeated to, and told to stop."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.oauth.installation_store import Installation

from bot.cards import Card, CardKind, Image, Reply
from bot.chat.slack import Archive, Mode, SlackBot, SlackConfig
from bot.chat.slack.seen import CALLS
from bot.commands.command import Command, Invocation, Option
from bot.commands.table import COMMANDS
from bot.errors import PlatformError
from bot.service import serve
from bot.store.chats.installations import Installations
from bot.store.chats.servers import Servers
from bot.store.corpus import Corpus
from bot.store.engine.database import Database
from tests.wire.slack_server import APP_TOKEN, BOT_TOKEN, CLIENT_ID, CLIENT_SECRET, Fault, Json
from tests.wire.slack_workspace import SIGNING_SECRET, HeldUp, Workspace, archive, settle


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An archive."""
    yield from archive(tmp_path_factory.mktemp("slack"))


# Signing in ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "wrong", "says"),
    [
        ("socket", {"bot_token": "xoxb-wrong"}, "bot token (xoxb-)"),
        ("socket", {"app_token": "xapp-wrong"}, "app-level token (xapp-)"),
        ("http", {"bot_token": "xoxb-wrong"}, "bot token (xoxb-)"),
        ("http", {"bot_token": ""}, "SLACK_BOT_TOKEN"),
    ],
)
async def test_a_wrong_token_is_one_sentence_that_says_what_to_do(
    database: Database, mode: str, wrong: Json, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody who mistyped a token would read a traceback, and the token in it."""
    workspace = Workspace(database, mode, **wrong)
    await workspace.server.start()
    with pytest.raises(PlatformError) as refused:
        await workspace.start_bot()
    await workspace.server.close()
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    assert all(token not in caplog.text + str(refused.value) for token in wrong.values() if token)


async def test_an_address_that_is_taken_is_named(database: Database) -> None:
    """HTTP mode would die with a traceback where another program listens."""
    async with Workspace(database, "http") as first:
        assert first.bot is not None
        second = Workspace(database, "http", port=first.bot.port, base_url=first.server.api)
        with pytest.raises(PlatformError, match="SLACK_HTTP_PORT"):
            await second.start_bot()


async def test_a_slow_or_failing_slack_at_sign_in_is_tried_again(database: Database) -> None:
    """A hiccup of Slack during a deployment would leave the bot down."""
    workspace = Workspace(database, "http")
    workspace.server.fail("auth.test", Fault(500), Fault(429, headers={"Retry-After": "0"}))
    async with workspace:
        assert len(workspace.server.called("auth.test")) == 3


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
async def test_a_slack_that_is_away_at_start_is_waited_for(
    database: Database, method: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """After a power cut the bot would stay down, because the network came up a second later."""
    monkeypatch.setattr("bot.chat.slack.bot._PAUSES", (0.05,))
    workspace = Workspace(database)
    await workspace.server.start()
    workspace.server.fail(method, *[Fault(200, {"ok": False, "error": "service_unavailable"})] * 2)
    bot = workspace.bot = SlackBot(workspace.config(), workspace.archive, database)
    running = asyncio.create_task(bot.run())
    await workspace.server.wait_for(lambda: workspace.server.open_sockets)
    assert "Lindqvist" in (await workspace.ask("who Lindqvist")).text
    assert caplog.text.count("Trying again") == 2
    await bot.close()
    await running
    await workspace.server.close()


async def test_told_to_stop_while_slack_is_away(database: Database) -> None:
    """The process would not end while it waits for Slack."""
    bot = SlackBot(SlackConfig(BOT_TOKEN, APP_TOKEN, base_url="http://127.0.0.1:9/"), _nothing(database), database)
    running = asyncio.create_task(bot.run())
    await settle()
    await bot.close()
    await asyncio.wait_for(running, 8)


def _nothing(database: Database) -> Archive:
    return Archive(Corpus(database), Servers(database))


def test_secrets_do_not_show() -> None:
    """A token printed with the settings would end in a log or a bug report."""
    config = SlackConfig(BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, "id", CLIENT_SECRET)
    shown = f"{config!r} {config}"
    assert all(secret not in shown for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, CLIENT_SECRET))


@pytest.mark.parametrize(
    ("settings", "mode"),
    [
        ({"bot_token": "b", "app_token": "a", "signing_secret": "s"}, Mode.SOCKET),
        ({"bot_token": "b", "signing_secret": "s"}, Mode.HTTP),
        ({"client_id": "i", "client_secret": "c", "signing_secret": "s"}, Mode.OAUTH),
    ],
)
def test_the_mode_follows_from_what_is_set(settings: dict[str, str], mode: Mode) -> None:
    """A self-hosted bot would wait for calls that nobody makes."""
    assert SlackConfig(**settings).mode is mode


@pytest.mark.parametrize("mode", ["socket", "http", "oauth"])
async def test_the_sdk_takes_nothing_from_the_environment(
    database: Database, mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Bolt reads SLACK_* by itself: another token would be used, or installations kept in files of its own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("BOT_TOKEN", "APP_TOKEN", "SIGNING_SECRET", "CLIENT_ID", "CLIENT_SECRET"):
        monkeypatch.setenv(f"SLACK_{name}", "from-the-environment")
    async with Workspace(database, mode) as workspace:
        if mode != "oauth":
            assert "Lindqvist" in (await workspace.ask("who Lindqvist")).text
            assert "from-the-environment" not in {call.token for call in workspace.server.calls}
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert _files(tmp_path) == []


def _files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


# Signatures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [{"secret": "another"}, {"age": 600}], ids=["wrong", "stale"])
async def test_requests_that_slack_did_not_sign_are_refused(database: Database, options: Json) -> None:
    """Anybody who knows the address could ask, and press buttons, in somebody's name."""
    async with Workspace(database, "http") as workspace:
        body = workspace.slash_body("/briefing", "who Lindqvist")
        assert (await workspace.over_http("slash_commands", body, **options)).status == 401
        await settle()
        assert workspace.server.replies == []
        assert (await workspace.over_http("slash_commands", body)).status == 200


@pytest.mark.parametrize("sent", [b"", b"\xff\xfe", b"{", b"payload=%7B", b"a" * 1_100_000])
async def test_rubbish_is_refused(database: Database, sent: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """A scanner on the internet could fill the log with tracebacks, or bring the bot down."""
    async with Workspace(database, "http") as workspace:
        assert workspace.session is not None
        headers = {"Content-Type": "application/json" if sent.startswith(b"{") else "application/x-www-form-urlencoded"}
        async with workspace.session.post(
            workspace.url("/slack/events"), data=BytesIO(sent), headers=headers
        ) as response:
            assert 400 <= response.status < 500
        assert "Traceback" not in caplog.text
        assert "Lindqvist" in (await workspace.ask("who Lindqvist")).text


async def test_slack_can_verify_the_address(database: Database) -> None:
    """The address could not be entered in the app's settings."""
    async with Workspace(database, "http") as workspace:
        ack = await workspace.over_http("events_api", {"type": "url_verification", "challenge": "abc", "token": "x"})
        assert (ack.status, ack.payload) == (200, {"challenge": "abc"})


# Repeated, dropped, slowed down -------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_repeated_delivery_is_answered_once(database: Database, mode: str) -> None:
    """An answer would appear twice when Slack did not hear the first acknowledgement."""
    async with Workspace(database, mode) as workspace:
        body = workspace.slash_body("/briefing", "who Lindqvist")
        again = {"X_Slack_Retry_Num": "1", "X_Slack_Retry_Reason": "http_timeout"} if mode == "http" else {}
        assert (await workspace.deliver("slash_commands", body)).status == 200
        assert (await workspace.deliver("slash_commands", body, **again)).status == 200
        event = workspace.event_body({"type": "app_home_opened", "user": "U1", "tab": "home"}, "Ev-same")
        for _ in range(2):
            assert (await workspace.deliver("events_api", event)).status == 200
        await workspace.server.wait_for(lambda: workspace.server.called("views.publish"))
        await settle()
        assert len(workspace.server.replies) == 1
        assert len(workspace.server.called("views.publish")) == 1


async def test_a_disconnect_is_followed_by_a_new_connection(database: Database) -> None:
    """Slack renews sockets every few hours; the bot would fall silent."""
    async with Workspace(database) as workspace:
        (socket,) = workspace.server.open_sockets
        await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
        await workspace.server.wait_for(lambda: workspace.server.open_sockets and socket.closed)
        assert "Lindqvist" in (await workspace.ask("who Lindqvist")).text


async def test_a_cut_connection_comes_back_though_slack_is_down_for_a_while(database: Database) -> None:
    """After an outage of Slack somebody would have to restart the bot."""
    async with Workspace(database) as workspace:
        workspace.server.refuse_sockets = 2
        workspace.server.fail("apps.connections.open", Fault(503))
        (socket,) = workspace.server.open_sockets
        await socket.close()
        await workspace.server.wait_for(lambda: [s for s in workspace.server.open_sockets if s is not socket])
        assert "Lindqvist" in (await workspace.ask("who Lindqvist")).text


async def test_a_token_revoked_while_running_ends_with_what_to_do(database: Database) -> None:
    """The bot would try for ever with a token that Slack does not take any more."""
    async with Workspace(database) as workspace:
        assert workspace.bot is not None
        running = asyncio.create_task(workspace.bot.run())
        workspace.server.fail("apps.connections.open", *[Fault(200, {"ok": False, "error": "token_revoked"})] * 9)
        await workspace.server.open_sockets[0].close()
        with pytest.raises(PlatformError, match="revoked"):
            await asyncio.wait_for(running, 8)


async def test_slowed_down_answers_arrive_when_slack_said(database: Database) -> None:
    """An answer would be lost whenever Slack asks to slow down."""
    async with Workspace(database, "http") as workspace:
        workspace.server.fail("respond", Fault(429, headers={"Retry-After": "1"}), Fault(503))
        assert "Lindqvist" in (await workspace.ask("who Lindqvist")).text
        first, second = workspace.server.called("respond")[:2]
        assert second.at - first.at >= 1.0


async def test_an_answer_that_comes_too_late_for_its_address_is_shown_all_the_same(database: Database) -> None:
    """An answer would be lost when its response_url has run out."""
    async with Workspace(database, "http") as workspace:
        workspace.server.fail("respond", Fault(404, {"ok": False, "error": "expired_url"}))
        body = workspace.slash_body("/briefing", "who Lindqvist", user="U5")
        await workspace.deliver("slash_commands", body)
        (call,) = await workspace.server.wait_for(lambda: workspace.server.called("chat.postEphemeral"))
        assert (call.arguments["user"], call.arguments["channel"]) == ("U5", "C1")


async def test_an_answer_longer_than_the_uses_of_its_address_arrives_whole(database: Database) -> None:
    """The end of a long answer would be lost: a response_url takes five messages."""
    card = Card(CardKind.INFO, title="T" * 300, body="word " * 160)
    long_reply = Reply("Long", (card,) * 100, private=True)
    async with Workspace(database, "http", archive={"answer": lambda _call, _corpus: long_reply}) as workspace:
        await workspace.deliver("slash_commands", workspace.slash_body("/briefing", "corpus"))
        await workspace.server.wait_for(lambda: len(workspace.server.called("chat.postEphemeral")) >= 2)
        assert len(workspace.server.replies) == 5


_DRAWN = Reply("Drawn", (Card(CardKind.INFO, title="Ann", image=Image(b"picture", "a line that rises")),))


@pytest.mark.parametrize(
    ("fails", "faults", "drawn"),
    [
        ("respond", [], True),
        ("respond", [Fault(400, {"ok": False, "error": "invalid_blocks"})], True),
        ("respond", [Fault(400, {"ok": False, "error": "invalid_blocks"})] * 2, False),
        ("files.getUploadURLExternal", [Fault(200, {"ok": False, "error": "missing_scope"})], False),
    ],
    ids=["taken", "taken later", "refused", "no scope"],
)
async def test_a_picture_is_shown_or_told(
    database: Database, monkeypatch: pytest.MonkeyPatch, fails: str, faults: list[Fault], drawn: bool
) -> None:
    """An answer with a picture would not arrive at all where Slack does not take the picture."""
    monkeypatch.setattr("bot.chat.slack.surfaces.LOOKING", 0.01)
    async with Workspace(database, "http", archive={"answer": lambda _call, _corpus: _DRAWN}) as workspace:
        workspace.server.fail(fails, *faults)
        reply = await workspace.ask("timeline Lindqvist")
        images = [block for block in reply.blocks if block["type"] == "image"]
        assert bool(images) is drawn
        assert "a line that rises" in reply.text
        if drawn:
            assert workspace.server.files[images[0]["slack_file"]["id"]] == b"picture"


# Promptness ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_acknowledged_before_the_answer_is_known(database: Database, mode: str) -> None:
    """Slack shows "did not respond" when a slow search keeps it waiting for more than three seconds."""
    slow = HeldUp()
    async with Workspace(database, mode, archive={"answer": slow}) as workspace:
        body = workspace.slash_body("/briefing", "who Lindqvist")
        assert (await workspace.deliver("slash_commands", body)).status == 200
        assert await asyncio.to_thread(slow.asked.wait, 5)
        assert workspace.server.replies == []
        slow.go_on.set()
        assert "Lindqvist" in (await workspace.server.answers(body["response_url"]))[0].text


@pytest.mark.parametrize("mode", ["socket", "http", "oauth"])
async def test_acknowledged_though_every_thread_is_busy(database: Database, mode: str) -> None:
    """When many search for common words at once, everybody would read that the bot did not respond."""
    slow = HeldUp()
    async with Workspace(database, mode, archive={"answer": slow}) as workspace:
        await Installations(database, CLIENT_ID).async_save(
            Installation(app_id="A1", team_id="T1", user_id="U1", bot_token=BOT_TOKEN, bot_id="B1", bot_user_id="UB")
        )
        bodies = [workspace.slash_body("/briefing", "who Lindqvist", user=f"U{number}") for number in range(60)]
        acks = await asyncio.gather(*(workspace.deliver("slash_commands", body) for body in bodies))
        assert {ack.status for ack in acks} == {200}
        assert workspace.server.replies == []
        offered = await workspace.choices("pick:quote:speaker", "lind")
        assert [choice["value"] for choice in offered["options"]] == ["Mara Lindqvist", "lind"]
        slow.go_on.set()
        await workspace.server.wait_for(lambda: len(workspace.server.replies) == 60)


async def test_a_slow_answer_at_home_opens_its_window_first(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lets a window be opened lives three seconds: a slow answer would be shown nowhere."""
    monkeypatch.setattr("bot.chat.slack.surfaces.OPEN_AT_ONCE", 0.05)
    slow = HeldUp()
    async with Workspace(database, "http", archive={"answer": slow}) as workspace:
        chosen = {"value": "Mara Lindqvist", "text": {"text": "Mara"}}
        body = workspace.pick_body("pick:quote:speaker", chosen, {"type": "home", "id": "VHOME"})
        await workspace.deliver("interactive", body)
        await workspace.server.wait_for(lambda: workspace.server.called("views.open"))
        assert "Looking it up" in json.dumps(workspace.server.views, ensure_ascii=False)
        slow.go_on.set()
        await workspace.server.wait_for(lambda: workspace.server.called("views.update"))
        assert "Mara Lindqvist" in json.dumps(workspace.server.views)


async def test_a_slow_answer_to_a_typed_question_follows(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window would show an error of Slack's, since it waits three seconds for an acknowledgement."""
    monkeypatch.setattr("bot.chat.slack.windows.OPEN_AT_ONCE", 0.05)
    slow = HeldUp()
    async with Workspace(database, "http", archive={"answer": slow}) as workspace:
        ack = await workspace.deliver("interactive", await workspace.open_ask_window("who Lindqvist"))
        assert "Looking it up" in str(ack.payload)
        slow.go_on.set()
        await workspace.server.wait_for(lambda: workspace.server.called("views.update"))
        assert "Mara Lindqvist" in json.dumps(workspace.server.views)


async def test_a_defect_of_ours_is_one_line_with_an_id(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    """Somebody would wait for an answer that never comes, and nobody could find out why."""

    def broken(_: Invocation, __: Corpus) -> Reply:
        raise RuntimeError("defect")

    async with Workspace(database, "http", archive={"answer": broken}) as workspace:
        reply = await workspace.ask("who Lindqvist")
    name = reply.text.split("The log has it as ")[1][:8]
    assert any(getattr(record, "error_id", "") == name for record in caplog.records)


async def test_two_hundred_at_once_are_all_answered(database: Database) -> None:
    """In a busy hour some would get no answer."""
    async with Workspace(database, "http") as workspace:
        bodies = [workspace.slash_body("/briefing", "quote Brandauer", user=f"U{number}") for number in range(200)]
        acks = await asyncio.gather(*(workspace.deliver("slash_commands", body) for body in bodies))
        assert {ack.status for ack in acks} == {200}
        await workspace.server.wait_for(lambda: len(workspace.server.replies) == 200, seconds=20)
        assert len({reply.url for reply in workspace.server.replies}) == 200


async def test_somebody_who_asks_too_fast_is_told_when_to_go_on(database: Database) -> None:
    """One person, or a script, could keep everybody else waiting."""
    async with Workspace(database, "http") as workspace:
        for _ in range(CALLS):
            assert "Mara Lindqvist" in (await workspace.ask("who Lindqvist", user="UFAST")).text
        assert "Ask again in" in (await workspace.ask("who Lindqvist", user="UFAST")).text
        assert "Mara Lindqvist" in (await workspace.ask("who Lindqvist", user="UCALM")).text


# Stopping -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_told_to_stop_it_finishes_what_is_in_flight(database: Database, mode: str) -> None:
    """Everybody who asked during a deployment would get no answer."""
    slow = HeldUp()
    async with Workspace(database, mode, archive={"answer": slow}) as workspace:
        assert workspace.bot is not None
        stop = asyncio.Event()
        serving = asyncio.create_task(serve([workspace.bot], stop))
        body = workspace.slash_body("/briefing", "who Lindqvist")
        await workspace.deliver("slash_commands", body)
        assert await asyncio.to_thread(slow.asked.wait, 5)
        stop.set()
        await settle()
        late = workspace.slash_body("/briefing", "who Okwuosa")
        if mode == "http":
            assert (await workspace.over_http("slash_commands", late)).status == 503
        slow.go_on.set()
        assert await asyncio.wait_for(serving, 8) == 0
        assert [reply.url for reply in workspace.server.replies] == [body["response_url"]]
        workspace.bot = None


# Who may ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_another_workspace_is_not_let_in(database: Database, mode: str) -> None:
    """People of a workspace that the archive is not meant for could question it."""
    async with Workspace(database, mode, team="T9") as workspace:
        reply = await workspace.ask("who Lindqvist")
        assert "Lindqvist" not in reply.text
        assert "not installed in this workspace" in reply.text


def _told(invocation: Invocation, _: Corpus) -> Reply:
    return Reply(f"may_manage={invocation.may_manage}", private=True)


async def test_slack_itself_is_asked_who_may_manage(database: Database) -> None:
    """Anybody could change the settings of a workspace, or no administrator could."""
    commands = (*COMMANDS, Command("steer", "Only for those who manage", _told, admin=True))
    parts: dict[str, Any] = {"answer": _told, "commands": commands}
    async with Workspace(database, "http", archive=parts) as workspace:
        assert "may_manage=True" in (await workspace.slash("/steer", "", user="UADMIN"))[1].text
        assert "may_manage=False" in (await workspace.slash("/steer", "", user="U1"))[1].text
        workspace.server.fail("users.info", Fault(200, {"ok": False, "error": "user_not_found"}))
        assert "may_manage=False" in (await workspace.slash("/steer", "", user="UADMIN"))[1].text
        assert "may_manage=False" in (await workspace.slash("/who", "x", user="UADMIN"))[1].text
        assert len(workspace.server.called("users.info")) == 3


async def test_slack_is_asked_in_windows_too(database: Database) -> None:
    """An administrator's buttons would be dead in a window, or everybody's alive."""
    steer = Command("steer", "Only for those who manage", _told, (Option("x", "Anything"),), admin=True)
    parts: dict[str, Any] = {"answer": _told, "commands": (*COMMANDS, steer)}
    async with Workspace(database, "http", archive=parts) as workspace:
        for user, told in (("UADMIN", "may_manage=True"), ("U1", "may_manage=False")):
            before = len(workspace.server.called("views.open"))
            body = workspace.pick_body("pick:steer:x", {"value": "1"}, {"type": "home", "id": "V"}, user)
            await workspace.deliver("interactive", body)
            opened = await workspace.server.wait_for(
                lambda before=before: workspace.server.called("views.open")[before:]
            )
            assert told in str(opened[0].arguments["view"])


async def test_a_button_of_nobody_knows_does_nothing(database: Database) -> None:
    """A forged or forgotten button could call something, or leave its presser waiting."""
    async with Workspace(database, "http") as workspace:
        body = workspace.press_body(None, {"value": "t:unknown", "action_id": "press:0"})
        await workspace.deliver("interactive", body)
        (reply,) = await workspace.server.answers(body["response_url"])
        assert "Ask again" in reply.text


# Nothing private in the log -----------------------------------------------------------------------------------------


async def test_no_secret_and_no_question_reaches_the_log(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    """Who reads the log could act as the bot, or see what journalists look for."""
    caplog.set_level(logging.DEBUG)
    async with Workspace(database) as workspace:
        await workspace.ask("who Lindqvist")
        workspace.server.refuse_sockets = 1
        await workspace.server.open_sockets[0].close()
        await workspace.server.wait_for(lambda: len(workspace.server.sockets) == 2)
        await workspace.ask("who Okwuosa")
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith(("bot", "slack")))
    for secret in (BOT_TOKEN, APP_TOKEN, "ticket=", "Lindqvist", "Okwuosa"):
        assert secret not in ours
