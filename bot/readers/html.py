"""Web pages: trafilatura finds the article among the page's furniture, htmldate the publication date."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace

import trafilatura
from lxml import html
from trafilatura.settings import Document as Page

from bot.errors import ReadError
from bot.model import Document, Metadata
from bot.readers.document import document
from bot.readers.encoding import decode, storable, unix_newlines
from bot.readers.html_date import published_date
from bot.readers.source import Notice, Source

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d{4}\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]{1,2000})"
)
"""What Chromium's browsers and SingleFile note in a page that they save."""
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")

# What they would report goes into our own one line about the file.
for _noisy in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL + 1)


def read_html(source: Source) -> Iterator[Document | Notice]:
    """Read a page: the article's text a line per paragraph, list items with a dash; its metadata as the header.

    Raises ReadError where the page holds no article.
    """
    data = source.read()
    declared = _CHARSET.search(data[:_HEAD])
    stated = source.charset or (declared.group(1).decode("ascii") if declared else None)  # the server's word counts
    text, remark = decode(data, source.name, stated)
    if remark:
        yield Notice(source.name, remark)
    article, header = _parse(_XML_DECLARATION.sub("", text, count=1), source.name)
    if not article.strip():
        raise ReadError(source.name, "no article found in the page; left out")
    if not header.url and (saved := _SAVED_FROM.search(text[:_HEAD])):
        header = replace(header, url=saved[1])
    yield document(source.name, article, header)


def _parse(page: str, name: str) -> tuple[str, Metadata]:
    """The article's text and the page's metadata."""
    try:
        found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
        if not isinstance(found, Page) or not found.text:
            return "", Metadata()
        published = published_date(html.document_fromstring(page))
    except Exception as error:  # what a parser says of a broken page is its own business; the folder goes on
        raise ReadError(name, f"broken HTML ({type(error).__name__}); left out") from error
    header = Metadata(
        title=_line(found.title),
        publisher=_line(found.sitename),
        author=_line(found.author),
        url=_line(found.url),
        published=published,
    )
    return storable(unix_newlines(found.text))[0], header


def _line(text: str | None) -> str | None:
    return " ".join(storable(text)[0].split()) or None if text else None
