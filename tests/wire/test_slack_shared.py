"""Two processes behind a load balancer, on one archive in PostgreSQL: whichever Slack reaches, nobody notices."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.store.engine.database import Database, open_database
from bot.store.writing.write import ArchiveWriter
from tests.dialogs.archive import documents
from tests.postgres import archive_url
from tests.wire.slack_workspace import Workspace, settle


@pytest.fixture(scope="module")
def two() -> Iterator[tuple[Database, Database]]:
    """The archive, as each of the processes has it open."""
    with archive_url() as url, open_database(url) as one, open_database(url) as other:
        for annotations in documents():
            ArchiveWriter(one).store_document(annotations)
        yield one, other


@pytest.fixture
async def both(two: tuple[Database, Database]) -> AsyncIterator[tuple[Workspace, Workspace]]:
    """The processes, each with a Slack that reaches it alone."""
    async with Workspace(two[0], "http") as one, Workspace(two[1], "http") as other:
        yield one, other


async def test_a_delivery_that_comes_to_both_is_answered_once(both: tuple[Workspace, Workspace]) -> None:
    """Slack repeats what it takes for lost, and the balancer sends the repetition elsewhere: two answers."""
    one, other = both
    body = one.slash_body("/briefing", "who Lindqvist")
    assert (await one.deliver("slash_commands", body)).status == 200
    answers = await one.server.answers(body["response_url"])
    assert (await other.deliver("slash_commands", body)).status == 200
    await settle()
    assert len(await one.server.answers(body["response_url"])) == len(answers)


async def test_a_button_of_one_works_at_the_other(both: tuple[Workspace, Workspace]) -> None:
    """A button would work by chance only."""
    one, other = both
    reply = await one.ask("quote Lindqvist")
    label = next(button["text"]["text"] for button in reply.buttons if "context" in button["text"]["text"].lower())
    assert await other.press(reply, label)


async def test_settings_made_at_one_hold_at_the_other(both: tuple[Workspace, Workspace]) -> None:
    """What an administrator sets would hold for half of the answers."""
    one, other = both
    await one.ask("settings answers:public", user="UADMIN")
    assert (await other.ask("who Lindqvist")).body["response_type"] == "in_channel"
