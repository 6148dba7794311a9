"""Sitemaps (sitemaps.org): files that name the pages of a site."""

from __future__ import annotations

from typing import NamedTuple

from bot.model import PartialDate
from bot.readers.fields import stated_date
from bot.readers.markup import line_of, parse_xml


class Address(NamedTuple):
    """A page, or (``is_sitemap``) another sitemap, and the day when it last changed where that is stated."""

    url: str
    changed: PartialDate | None
    is_sitemap: bool


def addresses_of(text: str, name: str) -> tuple[Address, ...]:
    """What a sitemap names, in its order. ``text`` is its text without XML declaration. Raises ReadError."""
    root = parse_xml(text, name)
    found = []
    for element in root.iterfind("{*}*"):
        url, changed = line_of(element.find("{*}loc")), line_of(element.find("{*}lastmod"))
        if url:
            found.append(Address(url, stated_date(changed) if changed else None, element.tag.endswith("sitemap")))
    return tuple(found)
