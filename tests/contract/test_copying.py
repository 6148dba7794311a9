"""An archive moves from one database into another: whole, with its numbers, and answers as before."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from bot.chat.state import ButtonState, write_state
from bot.errors import StoreError
from bot.ingest.run import ingest
from bot.schedule.planner import plan_for
from bot.store.chats.outbox import Outbox
from bot.store.chats.servers import Servers, ServerSettings
from bot.store.chats.subscriptions import Subscriptions
from bot.store.copying import copy_archive, every_table
from bot.store.corpus import Filters, open_corpus
from bot.store.engine.database import Database
from bot.store.tables.installations import slack_bots
from bot.store.writing.write import ArchiveWriter
from tests.archives import KINDS, open_archive
from tests.builders import annotated
from tests.dialogs.archive import documents
from tests.reminders import MORNING, subscribed

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(params=list(product(KINDS, KINDS)), ids="-to-".join)
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """An archive with something in every sort of table, and an empty one."""
    one, other = request.param
    with open_archive(one, tmp_path) as source, open_archive(other, tmp_path) as target:
        fill(source, tmp_path)
        yield source, target


def fill(database: Database, folder: Path) -> None:
    """Documents, one that is gone, a file, a subscription with its post, a workspace, a button, settings."""
    writer = ArchiveWriter(database)
    for one in documents():
        writer.store_document(one)
    writer.store_document(annotated("gone", "It was here."))
    writer.remove_document("gone")
    (folder / "note.txt").write_text("“We sail,” said Mira Kovach on 3 May 2031.")
    ingest([folder / "note.txt"], database)
    subscribed(database)
    Outbox(database).plan([plan_for(one, MORNING) for one in Subscriptions(database).due(MORNING, 10)])
    servers = Servers(database)
    servers.change("discord", "4194304", ServerSettings("public", "Europe/Berlin", "07:30"))
    write_state(ButtonState("next", "quote", {"speaker": "Mira Kovach"}, 2), servers, limit=0)
    with database.write() as connection:
        values = {"client_id": "1", "app_id": "A", "is_enterprise_install": True, "bot_token": "xoxb-1"}
        connection.execute(slack_bots.insert().values(**values, installed_at=dt.datetime(2031, 5, 1, 9)))  # noqa: DTZ001 - as slack_sdk does


def content(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for how often the archive changed."""
    with database.read() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in every_table()
            if table.name != "archive_state"
        }


@pytest.mark.parametrize("kind", KINDS)
def test_no_table_is_left_out(kind: str, tmp_path: Path) -> None:
    """What a new version keeps would stay behind when an archive moves."""
    with open_archive(kind, tmp_path) as database, database.read() as connection:
        made = {name for name in inspect(connection).get_table_names() if "_fts" not in name}
    # In a process of its own: here others may have made tables known.
    program = "from bot.store.copying import every_table; print(*(table.name for table in every_table()))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert made == {*done.stdout.split(), "alembic_version"}


def test_all_of_it_moves(two: tuple[Database, Database]) -> None:
    """Rows, numbers or what was found by its words would be lost on the way."""
    source, target = two
    steps: list[tuple[int, int]] = []
    counted = copy_archive(source, target, copied=lambda _, done, total: steps.append((done, total)))
    assert content(target) == content(source)
    assert counted["document"] == len(documents()) + 1
    assert counted["outbox"] == counted["slack_bots"] == counted["button_state"] == counted["server_settings"] == 1
    assert steps[-1] == (sum(counted.values()), sum(counted.values()))
    for words in ("quay", "statements", "ferry"):
        wanted = Filters(words=(words,))
        before, after = open_corpus(source), open_corpus(target)
        assert [row.id for row in before.quotes(wanted).rows] == [row.id for row in after.quotes(wanted).rows]
        assert before.sentences(wanted).total == after.sentences(wanted).total > 0


def test_numbers_go_on_where_they_were(two: tuple[Database, Database]) -> None:
    """A document that comes later would get the number of one that is gone, and not be told of as new."""
    source, target = two
    copy_archive(source, target)
    new = annotated("new", "“It is new,” she said.")
    assert ArchiveWriter(target).store_document(new) == ArchiveWriter(source).store_document(new)
    assert subscribed(target, due=None).id == subscribed(source, due=None).id


def test_nothing_is_thrown_away_unasked(two: tuple[Database, Database]) -> None:
    """A mistyped target would lose its archive."""
    source, target = two
    subscribed(target)
    before = content(target)
    with pytest.raises(StoreError, match=r"subscription.*--replace"):
        copy_archive(source, target)
    assert content(target) == before
    known = open_corpus(target)
    assert known.stats().documents == 0
    copy_archive(source, target, replace=True)
    assert content(target) == content(source)
    assert known.stats().documents == len(documents()) + 1


def test_what_the_target_cannot_hold_stops_it(tmp_path: Path) -> None:
    """Half an archive would be taken for a whole one."""
    with open_archive("sqlite", tmp_path) as source, open_archive("postgresql", tmp_path) as target:
        ArchiveWriter(source).store_document(annotated("a", "Words. More words."))
        with source.write() as connection:
            connection.execute(text("UPDATE document_text SET text = 'Wo' || char(0) || 'ds.'"))
        with pytest.raises(StoreError, match="zero byte"):
            copy_archive(source, target)
        assert open_corpus(target).stats().documents == 0
