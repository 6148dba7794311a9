"""Web archives: each page or text that a server answered with is a document, named after its address."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from bot.errors import ReadError
from bot.model import Document
from bot.readers.feeds import slug
from bot.readers.formats import by_type
from bot.readers.members import Members, contents_of
from bot.readers.source import Notice, Source, too_large
from bot.readers.spool import Guarded

_LONGEST_HEADER = 262_144
"""Packed bytes: warcio holds a header's line in memory, however long; unpacked it may be a thousand times longer."""
_ANSWERS = ("response", "resource")


def read_warc(source: Source) -> Iterator[Document | Notice]:
    """Read a WARC file, packed or not: answers of a format that is read; errors, redirects and robots.txt are none.

    It may be of any length, each answer up to the limit.
    """
    members, records = Members(source), 0
    with source.open() as stream:
        try:
            guard = Guarded(stream, source.name)
            archive = ArchiveIterator(cast("IO[bytes]", guard))
            guard.allow(_LONGEST_HEADER)
            while record := next(archive, None):
                guard.allow(None)
                records += 1
                if record.rec_type in _ANSWERS:
                    yield from _answer(source, members, record)
                archive.read_to_end(record)  # else the next header would be behind it
                _check_whole(record)
                guard.allow(_LONGEST_HEADER)
        except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
            raise ReadError(source.name, "damaged, or no WARC file; what follows the damage is left out") from error
    if not records:
        raise ReadError(source.name, "no record in it; left out")
    yield from members.ended()


def _answer(source: Source, members: Members, record: ArcWarcRecord) -> Iterator[Document | Notice]:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    headers = record.http_headers or record.rec_headers
    good = record.http_headers is None or record.http_headers.get_statuscode() == "200"
    if not good or not url.startswith(("http://", "https://")) or url.endswith("/robots.txt"):
        return
    media_type = headers.get_header("Content-Type") or ""
    if by_type(media_type) is None:
        members.skip(media_type.split(";")[0].strip() or "no media type")
        return
    source.budget.member(source.depth + 1)
    name = members.unique(slug(url))
    data = _bounded(record.content_stream(), source.limit)
    if len(data) > source.limit:
        yield Notice(name, too_large(name, source.limit).reason, left_out=True)
        return
    _check_whole(record)
    source.budget.spend(len(data))
    yield from contents_of(source, name, io.BytesIO(data), media_type=media_type, url=url)


def _check_whole(record: ArcWarcRecord) -> None:
    """Raises EOFError where a record that was read to its end is shorter than it says."""
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError


def _bounded(stream: IO[bytes], limit: int) -> bytes:
    data = bytearray()
    while len(data) <= limit and (piece := stream.read(65_536)):
        data += piece
    return bytes(data)
