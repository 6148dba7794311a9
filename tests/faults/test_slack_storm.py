"""A bad day of Slack's: sockets drop, answers are slowed down and refused, deliveries come again. Nothing is lost."""

from __future__ import annotations

import asyncio
import random
import uuid
from collections import Counter
from collections.abc import Iterator

import pytest

from bot.store.engine.database import Database
from tests.wire.slack_server import Fault, Json
from tests.wire.slack_workspace import Workspace, archive

QUESTIONS = 250
pytestmark = pytest.mark.drill


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An archive."""
    yield from archive(tmp_path_factory.mktemp("slack"))


async def _until_acknowledged(workspace: Workspace, body: Json) -> None:
    """Deliver as Slack does: what was not acknowledged comes again, over whatever connection there is then."""
    envelope = str(uuid.uuid4())
    while True:
        try:
            async with asyncio.timeout(0.4):
                await workspace.deliver("slash_commands", body, envelope=envelope)
                return
        except (TimeoutError, ConnectionError, IndexError):
            await asyncio.sleep(0.05)


async def _trouble(workspace: Workspace, dice: random.Random) -> None:
    """Drop the connection in one of the ways it drops, again and again."""
    while True:
        await asyncio.sleep(dice.uniform(0.2, 0.6))
        workspace.server.refuse_sockets = dice.choice((0, 0, 1, 2))
        if dice.random() < 0.3:
            workspace.server.fail("apps.connections.open", Fault(503))
        for socket in workspace.server.open_sockets:
            if dice.random() < 0.5:
                await socket.close()
            else:
                await socket.send_json({"type": "disconnect", "reason": "warning"})


@pytest.mark.parametrize("seed", [1, 2])
async def test_every_question_is_answered_once(database: Database, seed: int) -> None:
    """On a bad day some would get no answer, and some two."""
    dice = random.Random(seed)  # noqa: S311 - a fixed storm, not a secret
    async with Workspace(database) as workspace:
        storm = asyncio.create_task(_trouble(workspace, dice))
        asked = []
        for number in range(QUESTIONS):
            if dice.random() < 0.2:
                slowed = Fault(429, {"ok": False}, {"Retry-After": "0"})
                workspace.server.fail("respond", dice.choice((slowed, Fault(500), Fault(503))))
            body = workspace.slash_body("/briefing", "who Lindqvist", user=f"U{number}")
            asked.append(body["response_url"])
            await _until_acknowledged(workspace, body)
            if dice.random() < 0.1:
                await _until_acknowledged(workspace, body)
        storm.cancel()
        await workspace.server.wait_for(lambda: len(workspace.server.replies) >= QUESTIONS, seconds=30)
        await asyncio.sleep(1.0)
        answers = Counter(reply.url for reply in workspace.server.replies)
        assert answers == Counter(asked)
        assert len(workspace.server.sockets) > 3
