"""A body as it comes -> bytes, with the limit held while it comes and while it is unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from bot.errors import FetchError

MEGABYTE = 1_000_000
ACCEPTED = "gzip, deflate"
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32


def read_body(chunks: Iterable[bytes], encoding: str, limit: int, url: str) -> bytes:
    """All of a body, unpacked from ``encoding`` (a Content-Encoding). Raises FetchError where it exceeds ``limit``.

    Never holds much more than ``limit`` bytes, whatever a small packed body would unpack to.
    """
    encodings = [name for part in encoding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if len(encodings) > 1 or any(name not in ("gzip", "x-gzip", "deflate") for name in encodings):
        raise FetchError(url, f"it comes packed as {encoding[:40]}, which was not asked for")
    unpack = _Unpacker(limit, url) if encodings else None
    body = bytearray()
    came = 0
    for chunk in chunks:
        came += len(chunk)
        if came > limit:
            raise _too_large(url, limit)
        body += unpack.feed(chunk, limit - len(body)) if unpack else chunk
    if unpack and not unpack.complete:
        raise FetchError(url, "the connection broke, or what it sent is not packed as it says")
    return bytes(body)


class _Unpacker:
    """Unpacks gzip and deflate (with or without its header), at most so much at a time."""

    def __init__(self, limit: int, url: str) -> None:
        self._limit = limit
        self._url = url
        self._inner = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._begun = False

    @property
    def complete(self) -> bool:
        """Whether the end was reached; nothing at all is complete too."""
        return self._inner.eof or not self._begun

    def feed(self, chunk: bytes, room: int) -> bytes:
        """What ``chunk`` unpacks to. Raises FetchError where that is more than ``room`` bytes."""
        if not chunk or self._inner.eof:
            return b""
        try:
            plain = self._inner.decompress(chunk, room + 1)
        except zlib.error as error:
            if self._begun:
                raise FetchError(self._url, "what it sent is not packed as it says") from error
            plain = self._as_raw(chunk, room)
        self._begun = True
        if len(plain) > room:
            raise _too_large(self._url, self._limit)
        return plain

    def _as_raw(self, chunk: bytes, room: int) -> bytes:
        self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            return self._inner.decompress(chunk, room + 1)
        except zlib.error as error:
            raise FetchError(self._url, "what it sent is not packed as it says") from error


def _too_large(url: str, limit: int) -> FetchError:
    return FetchError(url, f"larger than {limit / MEGABYTE:g} MB, the limit for one document")
