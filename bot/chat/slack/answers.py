"""Answers of the desk, asked for from the event loop: in a thread, so that a slow search never holds it up."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Reply
from bot.chat.slack.desk import Asker, Desk
from bot.chat.slack.work import Work
from bot.chat.slack_message import Message
from bot.chat.slack_text import Block
from bot.commands.command import Invocation

log = logging.getLogger(__name__)

Body = dict[str, Any]
"""A payload of Slack's."""


class Answers:
    """What the desk says to a call. ``client`` is that of the workspace that the call came from."""

    def __init__(self, desk: Desk, work: Work) -> None:
        self._desk = desk
        self._work = work

    async def managed(self, asked: Invocation | Reply, client: AsyncWebClient) -> Invocation | Reply:
        """Ask Slack itself whether the person may manage the workspace, where the command is for those alone."""
        if isinstance(asked, Reply) or not self._desk.manages(asked):
            return asked
        try:
            person = (await client.users_info(user=asked.user))["user"]
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("cannot tell who manages", extra={"platform": "slack", "reason": type(error).__name__})
            return asked
        return replace(asked, may_manage=bool(person.get("is_admin") or person.get("is_owner")))

    async def messages(self, asked: Invocation | Reply, client: AsyncWebClient) -> tuple[tuple[Message, ...], bool]:
        """The answer as messages, and whether it is for the asker alone."""
        answer = await self._work.ask(self._desk.compose, await self.managed(asked, client))
        return answer.messages, answer.private

    async def blocks(self, asked: Invocation | Reply, client: AsyncWebClient) -> list[Block]:
        """The answer as blocks of a window."""
        return await self._work.ask(self._desk.compose_blocks, await self.managed(asked, client))


def asker_of(body: Body) -> Asker:
    """Who acts, and where, in any of Slack's payloads: slash commands are flat, interactions nested."""
    user, channel, team = body.get("user") or {}, body.get("channel") or {}, body.get("team") or {}
    enterprise = body.get("enterprise") or {}
    return Asker(
        user=str(body.get("user_id") or user.get("id") or ""),
        channel=str(body.get("channel_id") or channel.get("id") or ""),
        server=str(body.get("team_id") or team.get("id") or body.get("enterprise_id") or enterprise.get("id") or ""),
    )
