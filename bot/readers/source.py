"""Where a document's bytes come from, with a limit on how many there may be."""

from __future__ import annotations

import io
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from bot.errors import ReadError
from bot.readers.budget import Budget

MEGABYTE = 1_000_000
DEFAULT_LIMIT = 20 * MEGABYTE
"""Bytes of one document: about ten times the longest novel. More is a dump or a log, not a news document."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One clear line about a document: something a person should know of how it was read.

    ``left_out`` tells that the document (or the record) did not go in, ``passing`` that the same bytes may go in
    another time (see ReadError).
    """

    name: str
    text: str
    left_out: bool = False
    passing: bool = False

    @classmethod
    def of(cls, error: ReadError) -> Notice:
        """What is said of a document that cannot be read."""
        return cls(error.name, error.reason, left_out=True, passing=error.passing)

    def __str__(self) -> str:
        return f"{self.name}: {self.text}"


def other_formats(kinds: Mapping[str, int], where: str = "") -> str:
    """Say how many files were of formats that are not read; ``kinds`` counts them by suffix."""
    total = sum(kinds.values())
    counted = "1 file of another format" if total == 1 else f"{total} files of other formats"
    each = ", ".join(f"{kind} ({count})" for kind, count in sorted(kinds.items()))
    return f"{counted}{where} {'is' if total == 1 else 'are'} passed over: {each}"


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes with a name: a file, what a server answered, or a member of something that holds several.

    ``name`` is what the document will be called (a relative path with forward slashes). ``open`` gives a fresh binary
    stream. ``limit`` is the greatest size of one document in bytes. ``called`` is the name whose suffix tells the
    format, where that is not ``name``; ``media_type`` and ``url`` are what a server said. ``depth`` counts the
    containers around it, ``budget`` is what all that comes out of one file may take together. ``apart`` asks that
    parsers which a hostile file could harm run in a process of their own.
    """

    name: str
    open: Callable[[], IO[bytes]]
    limit: int = DEFAULT_LIMIT
    called: str = ""
    media_type: str | None = None
    url: str | None = None
    depth: int = 0
    budget: Budget = field(default_factory=Budget)
    apart: bool = False

    @classmethod
    def file(cls, path: Path, name: str, limit: int = DEFAULT_LIMIT) -> Source:
        """A regular file. Raises ReadError for anything else: opening a pipe or a device could wait for ever."""
        try:
            mode = path.stat().st_mode
        except OSError as error:
            raise ReadError(name, f"cannot be read ({_reason(error)}); left out", passing=True) from error
        if not stat.S_ISREG(mode):
            raise ReadError(name, "not a regular file; left out")
        return cls(name, lambda: path.open("rb"), limit)

    @classmethod
    def memory(cls, data: bytes, name: str, limit: int = DEFAULT_LIMIT) -> Source:
        """Bytes that are in memory already."""
        return cls(name, lambda: io.BytesIO(data), limit)

    @property
    def charset(self) -> str | None:
        """The encoding that a server stated with the media type; None where it stated none."""
        match = re.search(r"""charset\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})""", self.media_type or "", re.IGNORECASE)
        return match[1] if match else None

    def part(
        self,
        name: str,
        open_: Callable[[], IO[bytes]],
        *,
        called: str = "",
        media_type: str | None = None,
        url: str | None = None,
    ) -> Source:
        """A source that comes out of this one, on the same budget."""
        depth = self.depth + 1
        return replace(self, name=name, open=open_, called=called, media_type=media_type, url=url, depth=depth)

    def head(self, size: int) -> bytes:
        """The first bytes, at most ``size``. Raises ReadError where the system refuses."""
        try:
            with self.open() as stream:
                return stream.read(size)
        except OSError as error:
            raise ReadError(self.name, f"cannot be read ({_reason(error)}); left out", passing=True) from error

    def read(self) -> bytes:
        """All bytes. Raises ReadError where there are none, more than ``limit``, or the system refuses."""
        data = self.head(self.limit + 1)
        if len(data) > self.limit:
            raise too_large(self.name, self.limit)
        if not data:
            raise ReadError(self.name, "empty; left out")
        return data


def too_large(name: str, limit: int) -> ReadError:
    """What is said of a document of more than ``limit`` bytes."""
    return ReadError(name, f"larger than {limit / MEGABYTE:g} MB, the limit for one document; left out")


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
