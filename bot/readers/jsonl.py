"""JSON lines: one document a line, named ``file.jsonl#3`` after its line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from bot.errors import ReadError
from bot.model import Document
from bot.readers.fields import document_of
from bot.readers.source import MEGABYTE, Notice, Source


def read_jsonl(source: Source) -> Iterator[Document | Notice]:
    """Read a file of records. A broken line is named and left out; the limit holds for each line, not for the file."""
    found = False
    try:
        with source.open() as stream:
            for number, line in numbered_lines(stream, source.limit):
                found = True
                name = f"{source.name}#{number}"
                if line is None:
                    yield Notice(name, f"line longer than {source.limit / MEGABYTE:g} MB; left out", left_out=True)
                else:
                    yield from _record(name, line)
    except OSError as error:
        raise ReadError(source.name, f"cannot be read ({(error.strerror or 'input/output error').lower()})") from error
    if not found:
        raise ReadError(source.name, "empty; left out")


def numbered_lines(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Give every line that is not blank with its number from 1; None for one longer than ``limit`` bytes.

    Memory is bounded by ``limit``: the rest of a longer line is read past in pieces.
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(limit + 1)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        elif line.strip():
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def parse_object(line: bytes) -> dict[str, object]:
    """Parse one line as a JSON object. Raises ValueError with a reason in a person's words."""
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg} at column {error.colno})") from None
    except ValueError:
        raise ValueError("not JSON (a number too long to be one)") from None
    except RecursionError:
        raise ValueError("not JSON (nested too deeply)") from None
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    return value


def _record(name: str, line: bytes) -> Iterator[Document | Notice]:
    try:
        record = parse_object(line)
    except ValueError as error:
        yield Notice(name, f"{error}; left out", left_out=True)
        return
    yield from document_of(name, record)
