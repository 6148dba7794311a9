"""Text for Slack: what a text may hold, how long it is, and how it is cut. Knows Slack's rules, no SDK.

Lengths are counted in UTF-16 units, the largest of the counts that Slack's servers and clients are known to use.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

Block = dict[str, Any]
"""A Block Kit block or element, ready for JSON."""

ELLIPSIS = "…"
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BIDI_OPEN = re.compile("[\u202a\u202b\u202d\u202e\u2066\u2067\u2068]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
_URL_SAFE = "%/:?@!$&'()*+,;=~-._"
MAX_URL = 3000
_JOINERS = "\u200d\ufe0e\ufe0f"


def clean(text: str) -> str:
    """``text`` without control characters and lone surrogates, which Slack refuses or a screen cannot show.

    Line ends become line feeds and tabs become spaces.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """``text`` on one line, without marks that turn the direction of what follows."""
    return " ".join(_BIDI.sub("", clean(text)).split())


def closed(text: str) -> str:
    """``text`` with every change of writing direction ended, so that words beside it keep theirs."""
    open_marks: list[str] = []
    for mark in _BIDI.findall(text):
        if _BIDI_OPEN.match(mark):
            open_marks.append("\u2069" if mark >= "\u2066" else "\u202c")
        elif open_marks and open_marks[-1] == mark:
            open_marks.pop()
    return text + "".join(reversed(open_marks))


def escape(text: str) -> str:
    """``text`` with the three characters replaced that could begin a mention or a link in a text object.

    https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def size(text: str) -> int:
    """Length of ``text`` in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def visible(text: str) -> bool:
    """Tell whether ``text`` has anything to see: zero-width characters and spaces alone do not count."""
    return any(unicodedata.category(char)[0] not in "CZ" for char in text)


def clip(text: str, limit: int, mark: str = ELLIPSIS) -> str:
    """The longest beginning of ``text`` that fits into ``limit`` units when escaped; ``mark`` says that it was cut.

    Cut between words where there is one near, and never inside a character that is made of several code points.
    """
    if size(escape(text)) <= limit:
        return text
    units, end = size(mark), 0
    for end, char in enumerate(text):  # noqa: B007 - the position where the room ends is what is looked for
        units += size(escape(char))
        if units > limit:
            break
    return text[: _boundary(text, end)].rstrip() + mark


def _boundary(text: str, end: int) -> int:
    space = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
    if space > end - 40 and space > end // 2:
        return space
    while end > 0 and (text[end] in _JOINERS or text[end - 1] == "\u200d" or unicodedata.combining(text[end])):
        end -= 1
    return end


def plain(text: str, limit: int) -> Block:
    """A plain_text object of at most ``limit`` units. Nothing in it is formatted, linked or turned into an emoji."""
    return {"type": "plain_text", "text": escape(clip(text, limit)), "emoji": False}


def safe_url(url: str | None) -> str | None:
    """``url`` with everything percent-encoded that could end a link early; None where it is no web address.

    User names and passwords have no place in a link and are left out.
    """
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        place = f"{host}:{parts.port}" if parts.port else host
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    path, query, fragment = (quote(part, safe=_URL_SAFE) for part in (parts.path, parts.query, parts.fragment))
    address = urlunsplit((parts.scheme, place, path, query, fragment))
    return address if size(escape(address)) <= MAX_URL - 100 else None
