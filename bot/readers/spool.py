"""Streams that do not outgrow the machine: what is unpacked is kept in memory while small, then in a nameless file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from bot.errors import ReadError
from bot.readers.formats import is_streamed
from bot.readers.source import Source, too_large

_PIECE = 1 << 20
_LARGEST_READ = 16_000_000


class Guarded(io.RawIOBase):
    """A stream that is never asked for more than 16 MB at a time.

    zipfile reads the table of contents in one piece, tarfile long names and extended headers; how long they are, the
    file itself says. (100,000 members have a table of some 10 MB.) Raises ReadError instead, and where more is read
    than was last allowed.
    """

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self._left: int | None = None

    def allow(self, size: int | None) -> None:
        """Let ``size`` bytes be read from now on, any number where it is None."""
        self._left = size

    def read(self, size: int | None = -1) -> bytes:
        """As the stream's."""
        wanted = _LARGEST_READ + 1 if size is None or size < 0 else size
        data = self._stream.read(min(wanted, _LARGEST_READ + 1))
        if len(data) > _LARGEST_READ:
            most = f"{_LARGEST_READ // 1_000_000} MB"
            raise ReadError(self._name, f"damaged, or its table of contents is larger than {most}; left out")
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                raise ReadError(self._name, "damaged: a header that does not end; what follows is left out")
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As the stream's."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """As the stream's."""
        return self._stream.tell()

    def seekable(self) -> bool:
        """True: archives are files, or spooled."""
        return True

    def readable(self) -> bool:
        """True."""
        return True


@contextmanager
def spooled(
    source: Source, name: str, stream: IO[bytes], *, called: str = "", packed: Callable[[], int] | None = None
) -> Iterator[Source]:
    """What ``stream`` holds, as a source called ``name`` that comes out of ``source`` and can be opened again.

    ``called`` is the name that tells the format. ``packed`` says how many bytes were read of what is being unpacked.
    Raises ReadError where it is too large for its format, UnpackError where the budget is spent.
    """
    pieces = _pieces(source, stream, packed)
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > source.limit:
            break
    else:
        yield source.part(name, partial(io.BytesIO, bytes(data)), called=called)
        return
    if not is_streamed(called or name):
        raise too_large(name, source.limit)
    with TemporaryDirectory(prefix="briefing-bot-") as folder:
        path = Path(folder) / "part"
        with path.open("wb") as file:
            file.write(data)
            data.clear()
            for piece in pieces:
                file.write(piece)
        yield source.part(name, lambda: path.open("rb"), called=called)


def _pieces(source: Source, stream: IO[bytes], packed: Callable[[], int] | None) -> Iterator[bytes]:
    size = 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        source.budget.spend(len(piece))
        if packed:
            source.budget.check_ratio(size, packed())
        yield piece
