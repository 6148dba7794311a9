"""RSS and Atom files: each entry is a document, with what feedparser finds stated about it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser

from bot.errors import ReadError
from bot.model import Document, Metadata
from bot.readers.document import document
from bot.readers.fields import stated_date
from bot.readers.markup import text_of_html
from bot.readers.members import Members
from bot.readers.source import Notice, Source

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:/*", re.IGNORECASE)
_UNUSUAL = re.compile(r"[^\w.~/=&?,+-]+")
_LONGEST = 200
_OLD_RSS = ("rss090", "rss10")


def entries_of(source: Source, text: str) -> Iterator[Document | Notice]:
    """The entries of a feed, each named after its address, so that it keeps its name when others come before it.

    The text is the entry's longest; the date is its publication, not its last change. Raises ReadError for no feed.
    """
    # From a stream: of a text, feedparser would try whether it is a URL or a file.
    feed = feedparser.parse(
        io.BytesIO(text.encode()), response_headers={"content-type": "application/xml; charset=utf-8"}
    )
    if not feed.entries:
        reason = "broken feed" if feed.bozo else "a feed without entries"
        raise ReadError(source.name, f"{reason}; left out")
    if feed.bozo:
        yield Notice(source.name, f"broken XML ({type(feed.bozo_exception).__name__}); read as far as it goes")
    publisher = _line(feed.feed.get("publisher")) or _line(feed.feed.get("title"))
    members, empty = Members(source), 0
    for entry in feed.entries:
        body = _body(entry)
        if not body:
            empty += 1
            continue
        url = _line(entry.get("link"))
        name = members.unique(slug(url or _line(entry.get("id")) or _line(entry.get("title")) or "entry"))
        header, doubt = _header(entry, publisher, url, feed.version)
        if doubt:
            yield Notice(name, doubt)
        yield document(name, body, header)
    if empty:
        lack = f"{empty} entries have no text of their own; their pages have"
        if empty == 1:
            lack = "1 entry has no text of its own; its page has"
        yield Notice(source.name, f"{lack} to be fetched")


def slug(address: str) -> str:
    """An address as a path: ``harbour.example/2031/bridge`` for ``https://harbour.example/2031/bridge#top``."""
    plain = _UNUSUAL.sub("-", _SCHEME.sub("", address).partition("#")[0])
    parts = [part for part in plain.split("/") if part.strip(".")]
    return "/".join(parts)[:_LONGEST].strip("/") or "entry"


def _body(entry: Mapping[str, Any]) -> str:
    """The longest of what an entry has as its text: many have a summary and the whole."""
    stated = [part.get("value") for part in entry.get("content") or () if isinstance(part, dict)]
    texts = [text_of_html(part) for part in (*stated, entry.get("summary")) if isinstance(part, str)]
    return max(texts, key=len, default="")


def _header(entry: Mapping[str, Any], publisher: str | None, url: str | None, version: str) -> tuple[Metadata, str]:
    origin = entry.get("source")
    date = _line(entry.get("published"))
    if not date and version in _OLD_RSS:  # they have Dublin Core's date alone, which feedparser calls an update
        date = _line(entry.get("updated"))
    published = stated_date(date) if date else None
    doubt = f"its date {date[:40]!r} is not clear; it goes in without that date" if date and not published else ""
    header = Metadata(
        title=_line(text_of_html(entry.get("title") or "")),
        publisher=(_line(origin.get("title")) if isinstance(origin, dict) else None) or publisher,
        author=_line(entry.get("author")),
        url=url if url and url.startswith(("http://", "https://")) else None,
        published=published,
    )
    return header, doubt


def _line(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
