"""Slack's own client, set up so that rate limits are obeyed and nothing secret or private reaches a log."""

from __future__ import annotations

import logging
import re

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

SDK_LOG = logging.getLogger("bot.chat.slack.sdk")
"""Given to every part of the SDK. Never below WARNING: at DEBUG the SDK writes out messages, codes and tokens."""
SDK_LOG.setLevel(logging.WARNING)

TIMEOUT = 20
"""Seconds for one request: delivery allows thirty for a post with all its tries."""


def repeatable() -> list[AsyncRetryHandler]:
    """For calls that do no harm when carried out twice: try again after 429, 500, 503 and a cut connection."""
    return [
        AsyncRateLimitErrorRetryHandler(max_retry_count=3),
        AsyncServerErrorRetryHandler(max_retry_count=2),
        AsyncConnectionErrorRetryHandler(max_retry_count=2),
    ]


def once() -> list[AsyncRetryHandler]:
    """For calls that post: try again only after 429, when Slack certainly did not carry them out."""
    return [AsyncRateLimitErrorRetryHandler(max_retry_count=2)]


def web_client(
    token: str, base_url: str, session: aiohttp.ClientSession, handlers: list[AsyncRetryHandler]
) -> AsyncWebClient:
    """A Web API client over ``session``."""
    return AsyncWebClient(
        token=token or None,
        base_url=base_url,
        timeout=TIMEOUT,
        session=session,
        logger=SDK_LOG,
        retry_handlers=handlers,
    )


def new_session() -> aiohttp.ClientSession:
    """One session for all requests of a bot, so that connections are kept."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))


class _Discreet(logging.Filter):
    """Blots out tokens and tickets, and the traceback of what is only a failed connection."""

    _SECRET = re.compile(r"(xox[a-z](?:\.xox[a-z])?-|xapp-)[\w-]+|(ticket|token|code)(=|: |%3D)[^&\s'\"]+")

    def filter(self, record: logging.LogRecord) -> bool:
        if "`token` will be unused" in str(record.msg):
            return False  # bolt looks for SLACK_BOT_TOKEN by itself and wonders why it is given a client as well
        record.msg, record.args = self._SECRET.sub("***", record.getMessage()), None
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, aiohttp.ClientError | OSError | SlackClientError):
            record.exc_info = None
        return True


SDK_LOG.addFilter(_Discreet())
