"""Mail: a message is a document, and so is each attachment of a format that is read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from email.policy import default
from email.utils import parseaddr
from typing import IO

from bot.errors import ReadError
from bot.model import Document, Metadata
from bot.readers.document import document
from bot.readers.encoding import decode
from bot.readers.fields import stated_date
from bot.readers.markup import text_of_html
from bot.readers.members import Members, contents_of
from bot.readers.source import MEGABYTE, Notice, Source

_FROM = b"From "
_MUCH_LONGER = 4
_PASSED_ON = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv)\s?(?:\[\d+\])?:\s*)+", re.IGNORECASE)
"""What programs put before the subject of an answer or of a mail passed on, in some languages."""


def read_eml(source: Source) -> Iterator[Document | Notice]:
    """Read a message: its text; subject, sender and date as the header; attachments as ``mail.eml/report.pdf``."""
    message = message_from_bytes(source.read(), policy=default)
    if not message.keys():
        raise ReadError(source.name, "no mail: it has no header lines; left out")
    plain, web, attached = _parts(message)
    text = _body(plain, web, source.name)
    if text.strip():
        yield document(source.name, text, _header(message))
    elif not attached:
        raise ReadError(source.name, "no text in it; left out")
    members = Members(source)
    for part in attached:
        yield from _attachment(source, members, part)
    yield from members.passed_over()


def read_mbox(source: Source) -> Iterator[Document | Notice]:
    """Read a mailbox: its n-th message is ``box.mbox#n``. It may be of any length, each message up to the limit."""
    number = 0
    with source.open() as stream:
        for message in _messages(stream, source.limit):
            number += 1
            name = f"{source.name}#{number}"
            if message is None:
                most = f"{source.limit / MEGABYTE:g} MB"
                yield Notice(name, f"larger than {most}, the limit for one document; left out", left_out=True)
            else:
                yield from contents_of(source, name, io.BytesIO(message), called="message.eml")
    if not number:
        raise ReadError(source.name, "no mailbox: no line begins with “From ”; left out")


def read_mhtml(source: Source) -> Iterator[Document | Notice]:
    """Read a web page that a browser saved with all its parts in one file: the page itself, with its address."""
    from bot.readers.html import read_html

    message = message_from_bytes(source.read(), policy=default)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise ReadError(source.name, "no page in it; left out")
    url = _line(message, "Snapshot-Content-Location") or _line(page, "Content-Location")
    text, _ = decode(_payload(page), source.name, page.get_content_charset())
    for item in read_html(source.part(source.name, lambda: io.BytesIO(text.encode()))):
        if isinstance(item, Document):
            header = replace(item.header, url=item.header.url or url)
            yield replace(item, header=header)
        else:
            yield item


def _messages(stream: IO[bytes], limit: int) -> Iterator[bytes | None]:
    """The messages of a mailbox, split where a line after an empty one begins with "From " (RFC 4155).

    None for one longer than ``limit``; of it no more than that is held. ">From " at a line's beginning is a "From "
    of the text, which mailboxes mask so.
    """
    message: list[bytes] | None = None
    size, whole, empty = 0, True, True
    while line := stream.readline(limit + 1):
        begins = whole and empty and line.startswith(_FROM)
        if begins:
            if message is not None:
                yield b"".join(message) if size <= limit else None
            message, size = [], 0
        elif message is not None and size <= limit:
            size += len(line)
            message.append(line.removeprefix(b">") if line.lstrip(b">").startswith(_FROM) else line)
        empty = whole and not line.strip()
        whole = line.endswith(b"\n")
    if message is not None:
        yield b"".join(message) if size <= limit else None


def _parts(message: Message) -> tuple[list[Message], list[Message], list[Message]]:
    """The plain and the HTML texts of a message, and what is attached to it. Messages in it are attachments."""
    plain: list[Message] = []
    web: list[Message] = []
    attached: list[Message] = []
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop(0)
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = [one for one in part.get_payload() if isinstance(one, Message)]
        elif part.get_filename() or part.get_content_disposition() == "attachment" or kind == "message/rfc822":
            attached.append(part)
        elif kind == "text/plain":
            plain.append(part)
        elif kind == "text/html":
            web.append(part)
    return plain, web, attached


def _body(plain: list[Message], web: list[Message], name: str) -> str:
    """The plain text; where it says next to nothing ("open this in a browser"), that of the HTML part.

    Some programs part the text where a picture stands in it: then it is all its parts.
    """
    text = "\n".join(_plain_text(part, name) for part in plain)
    page = "\n\n".join(filter(None, (text_of_html(_decoded(part, name)) for part in web)))
    return page if len(page) > _MUCH_LONGER * len(text) else text


def _plain_text(part: Message, name: str) -> str:
    text = _decoded(part, name)
    if part.get_param("format") != "flowed":
        return text
    return _unflowed(text, delete_space=part.get_param("delsp") == "yes")


def _decoded(part: Message, name: str) -> str:
    data = _payload(part)
    return decode(data, name, part.get_content_charset())[0] if data.strip() else ""


def _payload(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _unflowed(text: str, *, delete_space: bool) -> str:
    """Join the lines that end in a blank with those that follow (RFC 3676); a quoted line with those as deep."""
    lines: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        flows = words.endswith(" ") and words != "-- "
        if open_depth == depth and words != "-- ":
            lines[-1] += words
        else:
            lines.append(">" * depth + " " * bool(depth) + words)
        if flows and delete_space:
            lines[-1] = lines[-1][:-1]
        open_depth = depth if flows else None
    return "\n".join(line.rstrip(" ") for line in lines)


def _attachment(source: Source, members: Members, part: Message) -> Iterator[Document | Notice]:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        data = inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
        stated = part.get_filename() or "message.eml"
        stated = stated if stated.lower().endswith(".eml") else f"{stated}.eml"
    else:
        data, stated = _payload(part), part.get_filename() or ""
        if part.get_content_maintype() == "image" or not stated:
            return  # a sender's logo: mails are full of them
    name = members.accept(stated.replace("\\", "/").rpartition("/")[2])
    if isinstance(name, Notice):
        yield name
    elif name:
        yield from contents_of(source, name, io.BytesIO(data))


def _header(message: Message) -> Metadata:
    """Subject, sender and day, the day as it was where the sender was."""
    name, address = parseaddr(_line(message, "From") or "")
    date = _line(message, "Date")
    subject = _line(message, "Subject") or ""
    passed_on = _PASSED_ON.match(subject)
    return Metadata(
        title=subject[passed_on.end() if passed_on else 0 :] or None,
        author=name or address or None,
        published=stated_date(date) if date else None,
    )


def _line(message: Message, field: str) -> str | None:
    """A header field on one line; None where there is none, or none that can be read."""
    try:
        value = message.get(field)
    except Exception:  # what a strict parser says of a field that somebody's program wrote
        return None
    return " ".join(str(value).split()) or None if value else None
