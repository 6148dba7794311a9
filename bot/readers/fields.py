"""What records and front matter state about a document, under the many names that is written with."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from bot.model import Metadata, PartialDate

_NAMES = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "outlet", "sitename", "source"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link", "canonicalurl"),
    "published": ("published", "publishedat", "datepublished", "publishdate", "pubdate", "publicationdate", "date"),
}
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?=$|[T\s])")


def metadata(record: Mapping[str, object]) -> tuple[Metadata, str]:
    """Read a record's metadata; the remark names a date that was not understood (it is left out, not guessed)."""
    plain = {re.sub(r"[^a-z]", "", key.lower()): value for key, value in record.items()}
    found = {
        field: next((text for name in names if (text := _text(plain.get(name)))), None)
        for field, names in _NAMES.items()
    }
    published, remark = None, ""
    if found["published"]:
        published = stated_date(found["published"])
        remark = "" if published else f"its date {found['published'][:40]!r} is not clear; it goes in without that date"
    header = Metadata(found["title"], found["publisher"], found["author"], found["url"], published)
    return header, remark


def stated_date(text: str) -> PartialDate | None:
    """Read a date as machines write it: ISO 8601 (also partial), year first with slashes, or RFC 2822.

    Day-first and month-first figures ("03/04/2021") name two days and are therefore not read.
    """
    text = text.strip()
    try:
        if match := _YEAR_FIRST.match(text):
            year, month, day = (int(part) if part else None for part in match.groups())
            return PartialDate(year or 0, month, day)
        if re.fullmatch(r"\d{4}", text):
            return PartialDate(int(text))
        return PartialDate.of(parsedate_to_datetime(text).date()) if re.search(r"[A-Za-z]{3}", text) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _text(value: object) -> str | None:
    """One line of text from a field: lists are joined, ``{"name": ...}`` is taken by its name."""
    match value:
        case str():
            return " ".join(value.split()) or None
        case dt.date():
            return value.isoformat()
        case bool():
            return None
        case int():
            return str(value)
        case list():
            return ", ".join(filter(None, map(_text, value))) or None
        case dict():
            return _text(value.get("name"))
        case _:
            return None
