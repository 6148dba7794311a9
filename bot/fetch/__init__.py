"""Pages from the web, politely and safely: an address -> bytes, or one sentence that says why not.

What the network brings is bounded in time and size, comes from public addresses only, and is asked for as robots.txt
and the server's own headers wish.
"""

from __future__ import annotations

from bot.fetch.address import PUBLIC, Addresses, refusal
from bot.fetch.client import Fetcher, Page, Validators
from bot.fetch.limits import Limits
from bot.fetch.urls import looks_like_url, normal_url

__all__ = ["PUBLIC", "Addresses", "Fetcher", "Limits", "Page", "Validators", "looks_like_url", "normal_url", "refusal"]
