"""Slack installations: the SDK's stores on our database."""

from __future__ import annotations

from pathlib import Path

import pytest
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import MetaData, Table

from bot.store.chats.installations import Installations, InstallStates
from bot.store.engine.database import open_database
from bot.store.tables.installations import slack_bots, slack_installations, slack_oauth_states

_EXPECTED = (
    (slack_bots, SQLAlchemyInstallationStore.build_bots_table(MetaData(), "slack_bots")),
    (slack_installations, SQLAlchemyInstallationStore.build_installations_table(MetaData(), "slack_installations")),
    (slack_oauth_states, SQLAlchemyOAuthStateStore.build_oauth_states_table(MetaData(), "slack_oauth_states")),
)


def _shape(table: Table) -> tuple[set[tuple[str, str, bool]], set[tuple[str, ...]]]:
    columns = {(column.name, str(column.type), bool(column.nullable)) for column in table.columns}
    return columns, {tuple(column.name for column in index.columns) for index in table.indexes}


@pytest.mark.parametrize(("ours", "theirs"), _EXPECTED, ids=lambda table: table.name)
def test_tables_are_those_that_the_sdk_writes(ours: Table, theirs: Table) -> None:
    """An upgrade of slack_sdk that adds a column would fail at the first installation instead of here."""
    assert _shape(ours) == _shape(theirs)


def _installation(token: str = "xoxb-one", team: str = "T1") -> Installation:
    return Installation(app_id="A1", team_id=team, user_id="U1", bot_token=token, bot_id="B1", bot_user_id="UB")


async def test_installations_are_found_by_workspace_and_forgotten(tmp_path: Path) -> None:
    """A workspace would be answered with another's token, or its token kept after the app was removed."""
    with open_database(f"sqlite:///{tmp_path / 'a.db'}") as database:
        store = Installations(database, "client")
        await store.async_save(_installation())
        await store.async_save(_installation("xoxb-two", "T2"))
        bot = await store.async_find_bot(enterprise_id=None, team_id="T1")
        assert bot is not None
        assert bot.bot_token == "xoxb-one"
        assert await Installations(database, "other").async_find_bot(enterprise_id=None, team_id="T1") is None
        await store.async_delete_all(enterprise_id=None, team_id="T1")
        assert await store.async_find_bot(enterprise_id=None, team_id="T1") is None
        assert await store.async_find_installation(enterprise_id=None, team_id="T1") is None
        assert await store.async_find_bot(enterprise_id=None, team_id="T2") is not None


async def test_a_state_is_good_once(tmp_path: Path) -> None:
    """Somebody could finish an installation that another browser began."""
    with open_database(f"sqlite:///{tmp_path / 'a.db'}") as database:
        states = InstallStates(database)
        state = await states.async_issue()
        assert await states.async_consume(state)
        assert not await states.async_consume(state)
        assert not await states.async_consume("made up")
