"""Whose token answers a delivery: the one bot token of a single workspace, or that of the workspace it came from.

Slack's own authorisation asks Slack about the token before each acknowledgement; these do not, so that a slow Slack
cannot use up the three seconds. A token that stopped being good shows when it is used.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.slack.client import SDK_LOG
from bot.chat.slack.config import SlackConfig
from bot.chat.slack.web import INSTALL, REDIRECT
from bot.chat.slack_manifest import BOT_SCOPES
from bot.store.chats.installations import STATE_SECONDS, Installations, InstallStates
from bot.store.engine.database import Database

_REMEMBERED_SECONDS = 300.0
_MOST = 10_000


class OneWorkspace(AsyncAuthorize):
    """The bot token from the settings, for the workspace that gave it. ``identity`` is what auth.test said of it."""

    def __init__(self, token: str, identity: Mapping[str, Any]) -> None:
        self._token = token
        self._identity = identity

    async def __call__(self, *, enterprise_id: str | None, team_id: str | None, **_: object) -> AuthorizeResult | None:
        """The token, where the call comes from its workspace or organisation; nothing for anybody else's."""
        own_enterprise, own_team = self._identity.get("enterprise_id"), self._identity.get("team_id")
        if team_id not in (None, own_team) and (enterprise_id is None or enterprise_id != own_enterprise):
            return None
        return AuthorizeResult(
            enterprise_id=own_enterprise,
            team_id=own_team,
            bot_id=self._identity.get("bot_id"),
            bot_user_id=self._identity.get("user_id"),
            bot_token=self._token,
        )


class ManyWorkspaces(AsyncAuthorize):
    """The token that the workspace gave when it installed the app; nothing for a workspace that did not."""

    def __init__(self, installations: Installations) -> None:
        self._installations = installations
        self._known: dict[tuple[str | None, str | None], tuple[float, AuthorizeResult]] = {}

    def forget(self, enterprise_id: str | None, team_id: str | None) -> None:
        """Look the workspace up anew, because it removed the app."""
        self._known.pop((enterprise_id, team_id), None)

    async def __call__(
        self, *, context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None, **_: str | None
    ) -> AuthorizeResult | None:
        """The token of the workspace, or of its organisation. Remembered for some minutes: this comes before each
        acknowledgement.
        """
        since, known = self._known.get((enterprise_id, team_id), (0.0, None))
        if known is not None and time.monotonic() - since < _REMEMBERED_SECONDS:
            return known
        bot = await self._installations.async_find_bot(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=context.is_enterprise_install
        )
        if bot is None or bot.bot_token is None:
            return None
        found = AuthorizeResult(
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_token=bot.bot_token,
        )
        if len(self._known) > _MOST:
            self._known.clear()
        self._known[enterprise_id, team_id] = (time.monotonic(), found)
        return found


def install_flow(config: SlackConfig, database: Database, client: AsyncWebClient) -> AsyncOAuthFlow:
    """The pages that put the app into a workspace and keep its token in our database."""
    settings = AsyncOAuthSettings(
        client_id=config.client_id,
        client_secret=config.client_secret,
        scopes=list(BOT_SCOPES),
        user_scopes=[],
        install_path=INSTALL,
        redirect_uri_path=REDIRECT,
        installation_store=Installations(database, config.client_id),
        installation_store_bot_only=True,
        state_store=InstallStates(database),
        state_expiration_seconds=STATE_SECONDS,
        logger=SDK_LOG,
    )
    return AsyncOAuthFlow(client=client, logger=SDK_LOG, settings=settings)
