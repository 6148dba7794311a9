"""Parsing in a process of its own: whatever a parser does with a hostile file, this process and the other files go on.

The reading process is begun with the first file that needs it, and again after one that broke it; `reading` says how
long it may wait for the next. It has its own limit of memory, and each file has a limit of time; a file that goes
beyond either, or takes the process down, is left out with one line.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import TypeVar

from bot.errors import ReadError
from bot.model import Document
from bot.parallel import begin_worker
from bot.readers.source import Notice, Source

T = TypeVar("T")
R = TypeVar("R")

SECONDS = 120.0
"""What one file may take. Measured here: 20 MB of NITF 2 s, 9 MB of HTML 7 s, 120 pages of PDF 3 s."""
MEMORY = 2_000_000_000
"""Bytes of address space of the reading process. Measured here: at most 320 MB for the same files."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file to be read by ``reader`` (module and function, as in ``bot.readers.formats``)."""

    reader: str
    label: str
    name: str
    data: bytes
    limit: int
    depth: int
    media_type: str | None


Answer = list[Document | Notice] | Notice
"""What came of it; or what is to be said of a file that cannot be read."""


class NoAnswerError(Exception):
    """The reading process did not live to answer; the message says why, for a caller's own error."""


@dataclass(slots=True)
class _Reading:
    """The reading process of this process. One file at a time. ``users`` are those who may have another file soon."""

    lock: Lock = field(default_factory=Lock)
    users: int = 0
    process: BaseProcess | None = None
    connection: Connection | None = None

    def ask(self, function: Callable[[T], R], item: T, label: str) -> R:
        """As `parse_apart`."""
        with self.lock:
            connection = self._connected()
            try:
                connection.send((function, item))
                if not connection.poll(SECONDS):
                    raise NoAnswerError(f"not read within {SECONDS:g} seconds")
                answer: R = connection.recv()
            except (EOFError, OSError) as error:
                self.end()
                raise NoAnswerError(f"broken {label}: its reader broke down") from error
            except BaseException:
                self.end()
                raise
            return answer

    def _connected(self) -> Connection:
        if self.process is None or not self.process.is_alive() or self.connection is None:
            self.end()
            context = get_context("spawn")  # not forked: this process may hold a database and threads
            self.connection, theirs = context.Pipe()
            self.process = context.Process(target=_serve, args=(theirs, MEMORY), daemon=True, name="reading")
            self.process.start()
            theirs.close()
        return self.connection

    def end(self) -> None:
        """End the process, if there is one."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
        if self.connection is not None:
            self.connection.close()
        self.process = self.connection = None


_reading = _Reading()


def parse_apart(function: Callable[[T], R], item: T, label: str) -> R:
    """Give ``function(item)``, worked out in the reading process; function, item and result must be picklable.

    ``function`` must raise nothing: what it raises is a reader that broke down. ``label`` names the format. Raises
    NoAnswerError.
    """
    return _reading.ask(function, item, label)


def read_apart(reader: str, label: str, source: Source) -> Iterable[Document | Notice]:
    """Read ``source`` in the reading process. Raises ReadError as the reader does, or where it took too much."""
    request = Request(reader, label, source.name, source.read(), source.limit, source.depth, source.media_type)
    try:
        answer = parse_apart(_answer, request, label)
    except NoAnswerError as error:
        raise ReadError(source.name, f"{error}; left out", passing=True) from error
    if isinstance(answer, Notice):
        raise ReadError(answer.name, answer.text, passing=answer.passing)
    return answer


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """Keep the reading process for all that is read within, and end it with the last of those who keep it.

    Without it the process waits for the next file until this one ends.
    """
    with _reading.lock:
        _reading.users += 1
    try:
        yield
    finally:
        with _reading.lock:
            _reading.users -= 1
            if not _reading.users:
                _reading.end()


def _serve(connection: Connection, memory: int) -> None:
    """Read what is asked for, until nobody asks any more."""
    begin_worker()
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system has such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with contextlib.suppress(EOFError):
        while True:
            function, item = connection.recv()
            connection.send(function(item))


def _answer(request: Request) -> Answer:
    from bot.readers import read_as

    memory = Source.memory(request.data, request.name, request.limit)
    source = replace(memory, depth=request.depth, media_type=request.media_type)
    source.budget.name = request.name
    try:
        return list(read_as(request.reader, request.label, source))
    except ReadError as error:
        return Notice.of(error)
