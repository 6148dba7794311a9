"""What archives hold: which members are read, under which names, and what becomes of those that cannot be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import IO

from bot.errors import ReadError
from bot.model import Document
from bot.readers.budget import UnpackError
from bot.readers.formats import is_read, suffix_of
from bot.readers.manifest import MANIFEST_NAME
from bot.readers.source import Notice, Source, other_formats
from bot.readers.spool import spooled

_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST_NAME = 1000
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(slots=True)
class Members:
    """The members of one archive as they are met. ``source`` is the archive."""

    source: Source
    _skipped: Counter[str] = field(default_factory=Counter)
    _names: Counter[str] = field(default_factory=Counter)
    _refused: bool = False

    def accept(self, stated: str) -> str | Notice | None:
        """The name of a member that is to be read: the archive's, a slash, its path in it; never the same twice.

        A notice where the path is not one that may be followed, None for what is passed over: hidden files and other
        formats. Raises UnpackError for one member too many.
        """
        self.source.budget.member(self.source.depth + 1)
        shown = _UNPRINTABLE.sub("�", stated[:_LONGEST_NAME])
        path = shown.replace("\\", "/")
        parts = [part for part in path.split("/") if part not in {"", "."}]
        if not parts or any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts):
            return None
        if path.startswith("/") or _DRIVE.match(path) or ".." in parts or len(stated) > _LONGEST_NAME:
            self._refused = True
            return Notice(self.source.name, f"the path {shown[:80]!r} in it leads out of it; left out", left_out=True)
        if parts[-1] == MANIFEST_NAME:
            self._refused = True
            return Notice(self.source.name, f"a {MANIFEST_NAME} in an archive is not read: put it beside the archive")
        if not is_read(parts[-1]):
            self._skipped[suffix_of(parts[-1]) or "no suffix"] += 1
            return None
        return self.unique("/".join(parts))

    def unique(self, path: str) -> str:
        """The document name for a path in the archive; the second of one path is ``name~2.txt``."""
        self._names[path] += 1
        if (again := self._names[path]) > 1:
            stem = len(path) - len(suffix_of(path))
            path = f"{path[:stem]}~{again}{path[stem:]}"
        return f"{self.source.name}/{path}"

    def skip(self, kind: str) -> None:
        """Count something that is of no format we read."""
        self._skipped[kind] += 1

    def passed_over(self) -> Iterator[Notice]:
        """One line about what was of other formats."""
        if self._skipped:
            yield Notice(self.source.name, other_formats(self._skipped, " in it"))

    def ended(self) -> Iterator[Notice]:
        """What is to be said at the end of an archive: what was passed over, or that there was nothing at all."""
        yield from self.passed_over()
        if not self._names and not self._skipped and not self._refused:
            yield Notice(self.source.name, "nothing in it to read")


def contents_of(
    source: Source,
    name: str,
    stream: IO[bytes],
    *,
    called: str = "",
    packed: Callable[[], int] | None = None,
    media_type: str | None = None,
    url: str | None = None,
) -> Iterator[Document | Notice]:
    """Read what ``stream`` holds, a part of ``source`` that goes by ``name``; arguments as for ``spooled``.

    A part that cannot be read ends in a notice, and the others go on. Raises UnpackError where none should.
    """
    from bot.readers import read

    try:
        with spooled(source, name, stream, called=called, packed=packed) as part:
            yield from read(replace(part, media_type=media_type, url=url))
    except UnpackError:
        raise
    except ReadError as error:
        yield Notice.of(error)
