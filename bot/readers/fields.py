"""What records and front matter state about a document, under the many names that is written with."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime

from bot.model import Document, Metadata, PartialDate
from bot.readers.document import document
from bot.readers.encoding import storable, unix_newlines
from bot.readers.source import Notice

TEXT_FIELDS = ("text", "body", "content", "article")

_NAMES = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "outlet", "sitename", "source"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link", "canonicalurl"),
    "published": ("published", "publishedat", "datepublished", "publishdate", "pubdate", "publicationdate", "date"),
}
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=$|T)")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?=$|[T\s])")


def document_of(name: str, record: Mapping[str, object]) -> Iterator[Document | Notice]:
    """The document of a record with a text and what is stated about it; a notice where it has no text."""
    plain = {plain_key(key): value for key, value in reversed(tuple(record.items()))}
    raw = next((value for key in TEXT_FIELDS if isinstance(value := plain.get(key), str) and value.strip()), None)
    if raw is None:
        yield Notice(name, f"no text (looked for {', '.join(TEXT_FIELDS)}); left out", left_out=True)
        return
    text, replaced = storable(unix_newlines(raw))
    header, doubt = metadata(
        {key: storable(value)[0] if isinstance(value, str) else value for key, value in record.items()}
    )
    if replaced:
        yield Notice(name, f"{replaced} characters that are no text (NUL, half a surrogate pair) shown as �")
    if doubt:
        yield Notice(name, doubt)
    yield document(name, text, header)


def plain_key(key: str) -> str:
    """A field's name as it is looked for: letters alone, small."""
    return re.sub(r"[^a-z]", "", key.lower())


def metadata(record: Mapping[str, object]) -> tuple[Metadata, str]:
    """Read a record's metadata; the remark names a date that was not understood (it is left out, not guessed)."""
    plain = {plain_key(key): value for key, value in record.items()}
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
        if match := _YEAR_FIRST.match(text) or _COMPACT.match(text):
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
