"""Slack workspaces that installed the app, kept in our database with slack_sdk's own SQLAlchemy stores.

The SDK's stores want an engine: they get one whose connections are those of `Database`, so that writes take their turn
with everybody else's. They block, so each call runs in a thread. Tokens are kept as Slack gave them: who can read the
database file can act as the bot, which docs/operations.md says.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import AbstractContextManager
from typing import cast

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Connection, Engine

from bot.store.engine.database import Database

log = logging.getLogger(__name__)

STATE_SECONDS = 600
"""How long somebody may take between "Add to Slack" and Slack's answer."""


class Installations(AsyncInstallationStore):
    """Bot tokens of the workspaces that installed the app with ``client_id``. Raises StoreError."""

    def __init__(self, database: Database, client_id: str) -> None:
        self._store = SQLAlchemyInstallationStore(client_id, _engine(database), logger=log)

    async def async_save(self, installation: Installation) -> None:
        """Keep a new installation, or the newest of one."""
        await asyncio.to_thread(self._store.save, installation)

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The newest bot of a workspace, or of the organisation that it belongs to."""
        return await asyncio.to_thread(
            self._store.find_bot,
            enterprise_id=enterprise_id,
            team_id=team_id,
            is_enterprise_install=is_enterprise_install,
        )

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The newest installation of a workspace, by anybody or by ``user_id``."""
        return await asyncio.to_thread(
            self._store.find_installation,
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            is_enterprise_install=is_enterprise_install,
        )

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget the bot tokens of a workspace."""
        await asyncio.to_thread(self._store.delete_bot, enterprise_id=enterprise_id, team_id=team_id)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Forget the installations of a workspace: all, or those made by ``user_id``."""
        await asyncio.to_thread(
            self._store.delete_installation, enterprise_id=enterprise_id, team_id=team_id, user_id=user_id
        )


class InstallStates(AsyncOAuthStateStore):
    """One-time marks that tie Slack's answer to the browser that began the installation."""

    def __init__(self, database: Database) -> None:
        self._store = SQLAlchemyOAuthStateStore(STATE_SECONDS, _engine(database), logger=log)

    async def async_issue(self, *_: object, **__: object) -> str:
        """A new mark, good once, for ten minutes."""
        return await asyncio.to_thread(self._store.issue)

    async def async_consume(self, state: str) -> bool:
        """Tell whether the mark is good, and use it up."""
        return await asyncio.to_thread(self._store.consume, state)


class _Connections:
    """The two ways of an engine that the SDK uses."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self) -> AbstractContextManager[Connection]:
        return self._database.write()

    def connect(self) -> AbstractContextManager[Connection]:
        return self._database.read()


def _engine(database: Database) -> Engine:
    return cast("Engine", _Connections(database))
