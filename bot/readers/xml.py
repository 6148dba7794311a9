"""XML: which vocabulary it is, by its outermost element."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.errors import ReadError
from bot.model import Document
from bot.readers.feeds import entries_of
from bot.readers.markup import parse_xml, xml_text
from bot.readers.newsml import items_of, nitf_of
from bot.readers.source import Notice, Source

_BEFORE_ROOT = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")

_FEEDS = frozenset({"rss", "feed", "RDF"})
_NEWS = frozenset({"newsItem", "newsMessage", "packageItem"})
_SITEMAPS = frozenset({"urlset", "sitemapindex"})


def read_xml(source: Source) -> Iterator[Document | Notice]:
    """Read a feed (RSS, Atom), NewsML-G2, NITF, a sitemap or XHTML. Raises ReadError for any other."""
    text, remark = xml_text(source.read(), source.name)
    if remark:
        yield Notice(source.name, remark)
    root = _root(text)
    if root in _FEEDS:
        yield from entries_of(source, text)
    elif root in _NEWS:
        yield from items_of(source, parse_xml(text, source.name))
    elif root == "nitf":
        yield nitf_of(source.name, parse_xml(text, source.name))
    elif root in _SITEMAPS:
        pages = len(parse_xml(text, source.name).findall("{*}*/{*}loc"))
        what = f"a sitemap: it holds no text, but names {pages:,} pages; `ingest` its own address to fetch them"
        yield Notice(source.name, what)
    elif root == "html":
        from bot.readers.html import read_html

        yield from read_html(source)
    else:
        known = "RSS, Atom, NewsML-G2, NITF, sitemaps and XHTML are"
        raise ReadError(source.name, f"XML of a kind that is not read (<{root[:40]}>); {known}; left out")


def _root(text: str) -> str:
    at = 0
    while match := _BEFORE_ROOT.match(text, at):
        at = match.end()
    found = _ROOT.match(text, at)
    return found[1] if found else ""
