"""A year of a channel that subscribed to the anniversaries of the seed documents, fast-forwarded."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.commands.command import Invocation
from bot.commands.dispatch import answer
from bot.commands.reminders import open_reminders
from bot.ingest.run import ingest
from bot.model.subscriptions import Outcome
from bot.schedule.clock import ReminderClock
from bot.schedule.desk import ReminderDesk
from bot.schedule.posts import Composer
from bot.store.chats.history import History
from bot.store.corpus import Corpus
from bot.store.engine.database import open_database
from tests.archives import PATIENT
from tests.reminders import HOUR, Channel, HandClock

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT.parent / "shared" / "gold" / "seeds.json"
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YEAR = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

if not GOLD.exists():
    pytest.skip(f"{GOLD} is not here: the gold belongs to the workshop, not to the project", allow_module_level=True)


async def test_a_year(tmp_path: Path) -> None:
    """A day of the year would pass in silence, come at another hour, come twice, or bring what did not happen then."""
    events = [
        event for document in json.loads(GOLD.read_text(encoding="utf-8"))["documents"] for event in document["events"]
    ]
    expected = sorted({event["date"][5:] for event in events})
    with open_database(f"sqlite:///{tmp_path / 'archive.db'}", deadline=PATIENT) as database:
        ingest([ROOT / "seeds"], database)
        corpus = Corpus(database)
        open_reminders(corpus, ReminderDesk(corpus, database))
        wanted = {"kind": "anniversaries", "at": "09:00", "zone": "Europe/Berlin"}
        answer(Invocation("subscribe", wanted, now=NEW_YEAR, may_manage=True), corpus)
        clock, channel = HandClock(NEW_YEAR), Channel(platform="console")
        reminders = ReminderClock(database, [channel], Composer(corpus, database), clock)
        for _ in range(365 * 2):
            clock.forward(12 * HOUR)
            await reminders.tick()
        rows = [one for one, _ in reversed(History(database).recent(1000))]
    sent = [one for one in rows if one.outcome is Outcome.SENT]
    assert [one.name[5:] for one in sent] == expected
    assert len(channel.posts) == len(expected)
    assert {one.due_at.astimezone(BERLIN).hour for one in rows} == {9}
    assert len(rows) == 365
    assert {one.outcome for one in rows} == {Outcome.SENT, Outcome.NOTHING}
