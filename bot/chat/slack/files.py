"""Files of a message: fetched from Slack with the bot's token, which goes to Slack alone."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.slack.client import TIMEOUT
from bot.model.intake import UPLOAD_LIMIT, Upload

log = logging.getLogger(__name__)

MOST_FILES = 10
"""Files of one message; Slack lets people attach no more at once."""

_LINK = re.compile(r"<(https?://[^|>]+)(?:\|[^>]*)?>")
_AGAIN = "Slack did not hand it over; try again"
_SCOPE = "the app may not read files: install it anew with the scope files:read (briefing-bot manifest)"


def first_link(text: str) -> dict[str, str | int]:
    """The address that a message links to first, as an argument of /ingest; nothing where it links to none."""
    found = _LINK.search(text)
    return {"url": html.unescape(found[1])} if found else {}


async def upload_of(file: Mapping[str, Any], session: aiohttp.ClientSession, client: AsyncWebClient) -> Upload:
    """A file with its bytes; without, where it is too large or Slack does not hand it over. Never raises for that."""
    name, media_type = str(file.get("name") or "file"), str(file.get("mimetype") or "")
    size, url = int(file.get("size") or 0), str(file.get("url_private_download") or file.get("url_private") or "")
    if size > UPLOAD_LIMIT:
        return Upload(name, size)
    if not _is_slacks(url, client.base_url):
        return Upload(name, size, fault="it does not lie at Slack; download it and ingest the file")
    try:
        data, fault = await _download(url, session, client.token or "", is_page=media_type == "text/html")
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        log.warning("a file could not be fetched from Slack: %s", type(error).__name__)
        return Upload(name, size, fault=_AGAIN)
    return Upload(name, max(size, len(data)), b"" if fault else data, media_type, fault)


async def _download(url: str, session: aiohttp.ClientSession, token: str, *, is_page: bool) -> tuple[bytes, str]:
    """The bytes, one more than the limit at most, or why there are none. Redirects lead to a page to sign in."""
    headers, timeout = {"Authorization": f"Bearer {token}"}, aiohttp.ClientTimeout(total=3 * TIMEOUT)
    async with session.get(url, headers=headers, timeout=timeout, allow_redirects=False) as response:
        if response.status in (301, 302, 303, 307, 401, 403):
            return b"", _SCOPE
        if response.status != 200:
            return b"", _AGAIN
        if response.content_type == "text/html" and not is_page:
            return b"", _SCOPE
        data = bytearray()
        async for chunk in response.content.iter_chunked(65_536):
            data += chunk
            if len(data) > UPLOAD_LIMIT:
                break
        return bytes(data), ""


def _is_slacks(url: str, base_url: str) -> bool:
    """Tell whether the token may go to ``url``: a host of Slack's over https, or where the client's own API is."""
    try:
        parts, own = urlsplit(url), urlsplit(base_url)
    except ValueError:
        return False
    host = parts.hostname or ""
    slacks = parts.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))
    return slacks or (parts.scheme, parts.netloc) == (own.scheme, own.netloc)
