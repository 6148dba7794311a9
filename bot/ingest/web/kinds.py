"""What a fetched page is: which suffix its file gets, so that the right reader reads it, and its own address."""

from __future__ import annotations

from bot.errors import FetchError
from bot.fetch.urls import EVERY_PORT, joined_url
from bot.readers import is_read, suffix_of
from bot.readers.formats import PROBE, choose, shape_of, unwrapped

_HEAD = 200_000


def suffix_for(name: str, body: bytes, content_type: str) -> str:
    """The suffix that fits a file called ``name``; empty where no reader does.

    What the bytes surely are counts, then the type, then the name.
    """
    format_, _ = choose(name, body[:PROBE], content_type)
    if format_ is None:
        return ""
    if shape_of(body[:PROBE]) == "html" and suffix_of(name) not in format_.suffixes:
        return ".html"  # sent as plain text, by a server that says so of everything
    if not format_.wrapper:
        return suffix_of(name) if suffix_of(name) in format_.suffixes else format_.suffixes[0]
    return suffix_of(unwrapped(name)) + suffix_of(name) if is_read(name) else ""


def canonical_link(body: bytes, url: str) -> str:
    """The address that a web page gives as its own (``<link rel="canonical">``); empty where it gives none."""
    from lxml import etree, html

    try:
        tree = html.document_fromstring(body[:_HEAD])
        links = [link.get("href", "") for link in tree.iterfind(".//link[@href]") if _is_canonical(link.get("rel"))]
        return joined_url(url, links[0], EVERY_PORT) if links else ""
    except (etree.LxmlError, ValueError, FetchError):
        return ""


def _is_canonical(rel: str | None) -> bool:
    return "canonical" in (rel or "").lower().split()
