"""Pictures: put on Slack as files of the bot's, which only the message that shows them points to."""

from __future__ import annotations

import asyncio
import logging

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.slack.faults import error_code
from bot.chat.slack_message import Message

log = logging.getLogger(__name__)

UPLOAD_SECONDS = 8.0
"""For all pictures of a message: an answer in words now is better than one with a picture later."""


async def with_pictures(message: Message, client: AsyncWebClient) -> Message:
    """``message`` with its pictures on Slack; without them, told in words, where Slack does not take them."""
    if not message.pictures:
        return message
    files = []
    try:
        async with asyncio.timeout(UPLOAD_SECONDS):
            for image in message.pictures:
                put = await client.files_upload_v2(
                    filename=image.filename, content=image.data, alt_txt=image.alt or None
                )
                files.append(str(put["files"][0]["id"]))
    except (SlackApiError, SlackClientError, aiohttp.ClientError, TimeoutError, OSError, LookupError) as error:
        reason = error_code(error) if isinstance(error, SlackApiError) else type(error).__name__
        log.warning("picture not taken", extra={"platform": "slack", "reason": reason})
        return message
    return message.illustrated(files)
