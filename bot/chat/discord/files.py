"""Files that come with a command: fetched from where Discord keeps them, if they are not too large."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import aiohttp
import discord

from bot.model.intake import UPLOAD_LIMIT, Upload

log = logging.getLogger(__name__)


def parted(
    arguments: Mapping[str, str | int | discord.Attachment],
) -> tuple[list[discord.Attachment], dict[str, str | int]]:
    """The files among the arguments, and the arguments with the files' names in their place."""
    files = [value for value in arguments.values() if isinstance(value, discord.Attachment)]
    typed = {
        name: value.filename if isinstance(value, discord.Attachment) else value for name, value in arguments.items()
    }
    return files, typed


async def upload_of(file: discord.Attachment) -> Upload:
    """A file with its bytes; without, where it is too large or Discord does not hand it over. Never raises for that."""
    upload = Upload(file.filename, file.size, media_type=file.content_type or "")
    if file.size > UPLOAD_LIMIT:
        return upload
    try:
        data = await file.read()
    except (discord.HTTPException, aiohttp.ClientError, TimeoutError, OSError) as error:
        log.warning("a file could not be fetched from Discord: %s", type(error).__name__)
        return Upload(file.filename, file.size, fault="Discord did not hand it over; try again")
    return Upload(file.filename, len(data), data, upload.media_type)
