"""Installing into many workspaces by OAuth, and being removed from them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from bot.chat.slack import SlackPoster
from bot.chat.slack_manifest import BOT_SCOPES
from bot.model.subscriptions import Address
from bot.schedule.ports import GoneError
from bot.store.chats.installations import Installations
from bot.store.chats.servers import Servers, ServerSettings
from bot.store.engine.database import Database
from tests.golden.samples import SAMPLES
from tests.wire.slack_server import BOT_TOKEN, CLIENT_ID
from tests.wire.slack_workspace import Workspace, archive, settle

# slack_sdk signs oauth.v2.access with a helper that the newest aiohttp will drop.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


@pytest.fixture
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An archive of its own for each test: installations stay."""
    yield from archive(tmp_path_factory.mktemp("slack"))


@pytest.fixture
async def workspace(database: Database) -> AsyncIterator[Workspace]:
    """A public app that nobody has installed yet."""
    async with Workspace(database, "oauth") as opened:
        yield opened


async def _visit(workspace: Workspace) -> tuple[str, str]:
    """Open the install page as a browser; return Slack's address on it, and the cookie."""
    assert workspace.session is not None
    async with workspace.session.get(workspace.url("/slack/install")) as page:
        assert page.status == 200
        text = await page.text()
        cookie = page.headers["Set-Cookie"].split(";")[0]
    address = re.search(r'href="(https://slack\.com/oauth/v2/authorize[^"]+)"', text)
    assert address
    return address[1].replace("&amp;", "&"), cookie


async def _come_back(workspace: Workspace, code: str, state: str, cookie: str) -> tuple[int, str]:
    assert workspace.session is not None
    address = workspace.url(f"/slack/oauth_redirect?code={code}&state={state}")
    headers = {"Cookie": cookie}
    async with aiohttp.ClientSession(headers=headers) as browser, browser.get(address) as page:
        return page.status, await page.text()


async def _install(workspace: Workspace, team: str = "T1") -> None:
    address, cookie = await _visit(workspace)
    workspace.server.codes["good"] = team
    state = parse_qs(urlsplit(address).query)["state"][0]
    status, text = await _come_back(workspace, "good", state, cookie)
    assert status == 200, text


async def test_a_workspace_installs_the_app_and_is_answered(workspace: Workspace, database: Database) -> None:
    """A public app could not be added to anybody's workspace."""
    address, _ = await _visit(workspace)
    asked = parse_qs(urlsplit(address).query)
    assert asked["client_id"] == [CLIENT_ID]
    assert set(asked["scope"][0].split(",")) == set(BOT_SCOPES)
    await _install(workspace)
    assert "Lindqvist" in (await workspace.ask("who Lindqvist")).text
    bot = await Installations(database, CLIENT_ID).async_find_bot(enterprise_id=None, team_id="T1")
    assert bot is not None
    assert bot.bot_token == "xoxb-T1-installed"


async def test_each_workspace_is_answered_with_its_own_token(workspace: Workspace) -> None:
    """One workspace's bot would act with the token of another."""
    for team in ("T1", "T2"):
        await _install(workspace, team)
        workspace.team = team
        await workspace.open_home(user=f"U{team}")
    tokens = [call.token for call in workspace.server.called("views.publish")]
    assert tokens == ["xoxb-T1-installed", "xoxb-T2-installed"]


async def test_a_workspace_that_did_not_install_is_told_so(workspace: Workspace) -> None:
    """A workspace that never installed the app, or removed it, would be let in."""
    body = workspace.slash_body("/briefing", "who Lindqvist")
    await workspace.deliver("slash_commands", body)
    (reply,) = await workspace.server.answers(body["response_url"])
    assert "Lindqvist" not in reply.text
    assert "install" in reply.text


@pytest.mark.parametrize(
    ("code", "state", "cookie"),
    [("bad", None, None), ("good", "made-up", None), ("good", None, "slack-app-oauth-state=another")],
    ids=["code", "state", "browser"],
)
async def test_an_installation_that_slack_did_not_send_back_is_refused(
    workspace: Workspace, database: Database, code: str, state: str | None, cookie: str | None
) -> None:
    """Somebody could put their workspace's token under another person's installation."""
    address, own_cookie = await _visit(workspace)
    workspace.server.codes["good"] = "T1"
    own_state = parse_qs(urlsplit(address).query)["state"][0]
    status, _ = await _come_back(workspace, code, state or own_state, cookie or own_cookie)
    assert status in (400, 401)
    assert await Installations(database, CLIENT_ID).async_find_bot(enterprise_id=None, team_id="T1") is None


@pytest.mark.parametrize(
    "event",
    [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["UBOT"]}}],
    ids=["uninstalled", "revoked"],
)
async def test_a_removed_app_forgets_the_workspace(
    workspace: Workspace, database: Database, event: dict[str, Any]
) -> None:
    """Tokens and settings of a workspace would be kept after it removed the app."""
    await _install(workspace)
    await _install(workspace, "T2")
    servers = Servers(database)
    servers.change("slack", "T1", ServerSettings(zone="Asia/Kolkata"))
    assert (await workspace.deliver("events_api", workspace.event_body(event))).status == 200
    await settle()
    kept = Installations(database, CLIENT_ID)
    assert await kept.async_find_bot(enterprise_id=None, team_id="T1") is None
    assert await kept.async_find_installation(enterprise_id=None, team_id="T1") is None
    assert await kept.async_find_bot(enterprise_id=None, team_id="T2") is not None
    assert servers.settings("slack", "T1") == ServerSettings()


async def test_posts_go_out_with_the_token_of_their_workspace(workspace: Workspace, database: Database) -> None:
    """A subscription of one workspace would be posted with another's token, or with none."""
    await _install(workspace)
    poster = SlackPoster(workspace.config(), workspace.archive, database)
    await poster.post(Address("slack", "T1", "C1"), SAMPLES["event"], "0123456789abcdef")
    (call,) = workspace.server.called("chat.postMessage")
    assert call.token == "xoxb-T1-installed" != BOT_TOKEN
    with pytest.raises(GoneError):
        await poster.post(Address("slack", "T9", "C1"), SAMPLES["event"], "0123456789abcdef")
    await poster.close()
