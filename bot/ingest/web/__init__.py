"""From addresses to documents: fetched into the inbox, which is then ingested like any folder."""

from __future__ import annotations

from bot.ingest.web.inbox import Inbox
from bot.ingest.web.reading import WebOptions, ingest_addresses, web_options

__all__ = ["Inbox", "WebOptions", "ingest_addresses", "web_options"]
