"""Documents handed in on the wire: the real clients against a Discord and a Slack of ours."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.chat.slack_home import ADD
from bot.commands.intake import intake_for, open_intake
from bot.model.intake import UPLOAD_LIMIT, Taken, Upload
from bot.store.corpus import Corpus
from bot.store.engine.database import Database
from tests.wire import discord_bot
from tests.wire.discord_bot import MANAGES, answered
from tests.wire.discord_parts import Attached, Exchange
from tests.wire.discord_server import DiscordServer
from tests.wire.slack_server import Json, Reply
from tests.wire.slack_workspace import Workspace, archive

NOTES = "“The ferry stays,” said Mira Solano.".encode()


class Tray:
    """Stands in for the intake: keeps what is handed in."""

    def __init__(self) -> None:
        self.urls: list[str] = []
        self.uploads: list[Upload] = []

    def is_open_to(self, server: str) -> bool:
        return server != "T9"

    def page(self, url: str) -> Taken:
        self.urls.append(url)
        return Taken(documents=(1,), new=1, quotes=2, events=1)

    def file(self, upload: Upload) -> Taken:
        self.uploads.append(upload)
        return Taken(documents=(2,), new=1, quotes=1)

    def path(self, path: str) -> Taken:
        raise AssertionError(f"a chat asked for {path}")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An archive."""
    yield from archive(tmp_path)


def shown(exchange: Exchange) -> str:
    """All that the person reads."""
    message = exchange.message
    embeds = (f"{embed.get('title')}\n{embed.get('description')}" for embed in message["embeds"])
    return "\n".join([message["content"] or "", *embeds])


async def test_discord_hands_in_an_address_and_a_file(server: DiscordServer, database: Database) -> None:
    """Administrators could not add documents where they work, or everybody would see it and be called."""
    tray = Tray()
    async with discord_bot.serving(server, database, corpus=opened(database, tray)):
        options = {"url": "https://harbour.example/2031/bridge"}
        exchange = await answered(await server.slash("ingest", options, permissions=MANAGES))
        assert "Read: 1 new document · 2 quotes, 1 event" in shown(exchange)
        assert exchange.ephemeral
        assert exchange.callbacks[0]["data"]["allowed_mentions"] == {"parse": []}
        file = {"file": Attached("notes.txt", NOTES)}
        exchange = await answered(await server.slash("ingest", file, permissions=MANAGES))
        assert (exchange.kind, exchange.ephemeral) == (5, True)
        assert "Read: 1 new document · 1 quote" in shown(exchange)
    assert tray.urls == ["https://harbour.example/2031/bridge"]
    assert [(upload.name, upload.data) for upload in tray.uploads] == [("notes.txt", NOTES)]


async def test_discord_fetches_no_file_for_those_who_may_not_nor_one_too_large(
    server: DiscordServer, database: Database
) -> None:
    """Anybody could fill the bot's memory, or the archive."""
    tray = Tray()
    async with discord_bot.serving(server, database, corpus=opened(database, tray)):
        file = {"file": Attached("notes.txt", NOTES)}
        exchange = await answered(await server.slash("ingest", file, user=3001, permissions="2048"))
        assert "for those who may manage" in shown(exchange)
        large = {"file": Attached("dump.txt", NOTES, size=UPLOAD_LIMIT + 1)}
        exchange = await answered(await server.slash("ingest", large, user=3002, permissions=MANAGES))
        assert "larger than 20 MB" in shown(exchange)
        assert server.handed_out == []
        lost = {"file": Attached("lost.txt", b"", size=9)}
        exchange = await answered(await server.slash("ingest", lost, user=3003, permissions=MANAGES))
        assert "did not hand it over" in shown(exchange)
    assert tray.uploads == []


@pytest.fixture(params=["socket", "http"])
async def workspace(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[Workspace]:
    """A workspace with the bot, in either way of reaching it, and a tray."""
    made = Workspace(database, request.param)
    open_intake(made.archive.corpus, Tray())
    async with made as opened:
        yield opened


def tray_of(workspace: Workspace) -> Tray:
    """What was handed in there."""
    tray = intake_for(workspace.archive.corpus)
    assert isinstance(tray, Tray)
    return tray


async def test_slack_hands_in_an_address(workspace: Workspace) -> None:
    """A page could not be added from Slack, or by anybody."""
    body = workspace.slash_body("/ingest", "<https://harbour.example/2031/bridge>", user="UADMIN")
    ack = await workspace.deliver("slash_commands", body)
    first, then = await answers(workspace, body["response_url"], 2)
    assert (ack.status, then.body["response_type"]) == (200, "ephemeral")
    assert "Reading it" in first.text
    assert "Read: 1 new document" in then.text
    _, reply = await workspace.slash("/ingest", "https://harbour.example/other", user="U1")
    assert "for those who may manage" in reply.text
    body = workspace.slash_body("/ingest", "", user="UADMIN")
    await workspace.deliver("slash_commands", body)
    assert "Add to archive" in (await answers(workspace, body["response_url"], 2))[1].text
    assert tray_of(workspace).urls == ["https://harbour.example/2031/bridge"]


async def answers(workspace: Workspace, url: str, count: int) -> list[Reply]:
    """What arrived at a response_url, once so much has."""
    server = workspace.server

    def arrived() -> list[Reply]:
        return [one for one in server.replies if url.endswith(one.url) or one.url == url]

    await server.wait_for(lambda: len(arrived()) >= count)
    return arrived()


async def add(workspace: Workspace, text: str, files: list[Json], user: str = "UADMIN") -> str:
    """Choose "Add to archive" on a message; all that is answered."""
    body = workspace.shortcut_body(ADD, text, user, files)
    ack = await workspace.deliver("interactive", body)
    assert ack.status == 200
    said = await answers(workspace, body["response_url"], 2 if user == "UADMIN" else 1)
    return "\n".join(one.text for one in said)


async def test_slack_hands_in_the_files_and_the_link_of_a_message(workspace: Workspace) -> None:
    """Slash commands of Slack take no files: without this no file could be added, or the token go to a stranger."""
    server = workspace.server
    server.files["notes.txt"] = NOTES
    file = {
        "name": "notes.txt",
        "size": len(NOTES),
        "mimetype": "text/plain",
        "url_private_download": f"{server.root}/files-pri/notes.txt",
    }
    said = await add(workspace, "for the archive", [file])
    assert "Reading it" in said
    assert "Read: 1 new document" in said
    elsewhere = file | {"url_private_download": "https://files.example/notes.txt"}
    large = file | {"size": UPLOAD_LIMIT + 1}
    said = await add(workspace, "", [elsewhere, large])
    assert "does not lie at Slack" in said
    assert "larger than 20 MB" in said
    assert "for those who may manage" in await add(workspace, "", [file], user="U1")
    assert server.handed_out == ["notes.txt"]
    assert [(upload.name, upload.data) for upload in tray_of(workspace).uploads] == [("notes.txt", NOTES)]
    await add(workspace, "see <https://harbour.example/a?b=1&amp;c=2|harbour.example>", [])
    assert tray_of(workspace).urls == ["https://harbour.example/a?b=1&c=2"]


async def test_slack_says_which_scope_is_missing(workspace: Workspace) -> None:
    """An app installed before this version would read Slack's page to sign in as the document."""
    server = workspace.server
    server.files["notes.txt"] = NOTES
    file = {
        "name": "notes.txt",
        "size": 9,
        "mimetype": "text/plain",
        "url_private": f"{server.root}/files-pri/notes.txt",
    }
    server.scopes.remove("files:read")
    assert "files:read" in await add(workspace, "", [file])
    assert tray_of(workspace).uploads == []


def opened(database: Database, tray: Tray) -> Corpus:
    """The corpus of the archive, with a tray for documents."""
    corpus = Corpus(database)
    open_intake(corpus, tray)
    return corpus
