"""Lists of links: RSS and Atom feeds, sitemaps and indexes of sitemaps -> the pages that they name."""

from __future__ import annotations

import calendar
import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from bot.errors import FetchError
from bot.fetch.body import read_body
from bot.fetch.urls import EVERY_PORT, normal_url
from bot.readers.apart import NoAnswerError, parse_apart

_HEAD = 4096
_BEFORE_ROOT = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)", re.DOTALL)
_ROOT = re.compile(rb"\s*<(?:[A-Za-z][\w.-]*:)?(rss|feed|RDF|urlset|sitemapindex)[\s>/]")
_GZIP = b"\x1f\x8b"
_FULL = 1000
_CUT = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|read more|continue reading)\W*$", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")  # no "<" in it: text of nothing else would take for ever


@dataclass(frozen=True, slots=True)
class Link:
    """A page that a list names. ``published`` is an ISO date as the list gives it, empty where it gives none.

    ``stamp`` changes when the list says that the page has changed. ``text`` is the whole article as HTML, where the
    list bears it; ``listing`` tells that the link is another list.
    """

    url: str
    title: str = ""
    author: str = ""
    published: str = ""
    stamp: str = ""
    text: str = ""
    listing: bool = False


def is_listing(body: bytes) -> bool:
    """Tell whether the bytes are a list of links; a packed sitemap too."""
    return _kind(_plain(body)) != ""


def read_listing(body: bytes, url: str, limit: int) -> tuple[Link, ...]:
    """The pages that the list at ``url`` names, newest first, each once, read in the reading process.

    Links that are no addresses of pages are left out. Raises FetchError where the list cannot be read.
    """
    try:
        found = parse_apart(_links_or_reason, (body, url, limit), "list of pages")
    except NoAnswerError as error:
        raise FetchError(url, str(error)) from error
    if isinstance(found, str):
        raise FetchError(url, found)
    return found


def links_of(body: bytes, url: str, limit: int) -> tuple[Link, ...]:
    """As `read_listing`, in this process."""
    if body.startswith(_GZIP):
        body = read_body([body], "gzip", limit, url)
    kind = _kind(body)
    found = _sitemap(body, url) if kind in ("urlset", "sitemapindex") else _feed(body, url)
    links: dict[str, Link] = {}
    for link in found:
        links.setdefault(link.url, link)
    return tuple(sorted(links.values(), key=lambda link: link.published or link.stamp, reverse=True))


def _links_or_reason(listing: tuple[bytes, str, int]) -> tuple[Link, ...] | str:
    """The links, or why there are none: for a process that may not raise."""
    try:
        return links_of(*listing)
    except FetchError as error:
        return error.reason
    except Exception as error:  # a parser's bug in somebody's list must not end a poll of the others
        return f"its list of pages is broken ({type(error).__name__})"


def _plain(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body[:_HEAD]
    try:
        return read_body([body], "gzip", 50_000_000, "")[:_HEAD]
    except FetchError:
        return b""


def _kind(body: bytes) -> str:
    head, at = body[:_HEAD].removeprefix(b"\xef\xbb\xbf"), 0
    while match := _BEFORE_ROOT.match(head, at):
        at = match.end()
    root = _ROOT.match(head, at)
    return root[1].decode() if root else ""


def _sitemap(body: bytes, url: str) -> Iterator[Link]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise FetchError(url, "its list of pages is broken XML") from error
    if root is None:
        raise FetchError(url, "its list of pages is broken XML")
    for entry in root.iterchildren("{*}url", "{*}sitemap"):
        place = _address(_text(entry, "{*}loc"))
        if place:
            changed = _text(entry, "{*}lastmod")
            yield Link(
                place,
                title=_text(entry, ".//{*}news/{*}title"),
                published=_day(_text(entry, ".//{*}news/{*}publication_date")),
                stamp=changed[:40],
                listing=etree.QName(entry).localname == "sitemap",
            )


def _text(entry: Any, path: str) -> str:
    return " ".join((entry.findtext(path) or "").split())


def _feed(body: bytes, url: str) -> Iterator[Link]:
    import feedparser

    found = feedparser.parse(io.BytesIO(body), response_headers={"content-location": url})
    if found.bozo and not found.entries:
        raise FetchError(url, "its feed is broken and names no page")
    for entry in found.entries:
        place = _address(str(entry.get("link") or ""))
        if place:
            yield Link(
                place,
                title=_line(entry.get("title")),
                author=_line(entry.get("author")),
                published=_moment(entry.get("published_parsed")),
                stamp=_moment(_changed(entry), "%Y-%m-%dT%H:%M:%S"),
                text=_whole(entry),
            )


def _changed(entry: Any) -> Any:
    return entry.get("updated_parsed") if "updated_parsed" in entry else None  # else feedparser gives another date


def _whole(entry: Any) -> str:
    """The article's HTML where the feed has all of it: its own element for that, long, and not broken off."""
    for content in entry.get("content") or ():
        value = str(content.get("value") or "")
        words = " ".join(_TAG.sub(" ", value).split())
        if len(words) >= _FULL and not _CUT.search(words):
            return value
    return ""


def _address(link: str) -> str:
    try:
        return normal_url(link, EVERY_PORT) if link else ""
    except FetchError:
        return ""


def _line(value: object) -> str:
    return " ".join(_TAG.sub(" ", value).split())[:500] if isinstance(value, str) else ""


def _moment(parsed: Any, form: str = "%Y-%m-%d") -> str:
    """What feedparser read of a date, in UTC, as it is written; empty where it read nothing."""
    try:
        return dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC).strftime(form) if parsed else ""
    except (ValueError, OverflowError, TypeError, OSError):
        return ""


def _day(text: str) -> str:
    return text[:10] if re.match(r"\d{4}-\d{2}-\d{2}", text) else ""
