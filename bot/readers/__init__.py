"""One format -> Documents. A new format is a new module and an entry in bot/readers/formats.py.

A reader is a function that takes a Source and gives, in order, Documents and Notices (lines for a person). It raises
ReadError where the whole source cannot be read. It does no curation, keeps no state and never touches the network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import cast

from bot.errors import BotError, ReadError
from bot.model import Document
from bot.readers.apart import read_apart
from bot.readers.formats import FORMATS, PROBE, Format, choose, is_read, is_streamed, suffix_of
from bot.readers.manifest import MANIFEST_NAME, Manifest, file_of, is_of, load_manifest, manifest_of
from bot.readers.source import DEFAULT_LIMIT, Notice, Source, other_formats

__all__ = [
    "DEFAULT_LIMIT",
    "FORMATS",
    "MANIFEST_NAME",
    "Manifest",
    "Notice",
    "Source",
    "file_of",
    "is_of",
    "is_read",
    "is_streamed",
    "load_manifest",
    "manifest_of",
    "other_formats",
    "read",
    "read_bytes",
    "suffix_of",
]

Reader = Callable[[Source], Iterator[Document | Notice]]


def read_bytes(
    name: str,
    data: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    limit: int = DEFAULT_LIMIT,
) -> list[Document | Notice]:
    """Everything that ``data`` holds, of any format in ``FORMATS``: Documents, and Notices for a person, in order.

    ``name`` is what the document will be called; where the data hold several, their names begin with it. The format
    is told by ``content_type`` (a server's header, parameters and all), else by the suffix of ``name``; bytes that
    are clearly something else overrule both, with a notice. ``url`` becomes the document's where it states none.
    Raises nothing: what cannot be read is a notice that is ``left_out``.
    """
    source = replace(Source.memory(data, name, limit), media_type=content_type, url=url)
    results: list[Document | Notice] = []
    try:
        results.extend(read(source))
    except ReadError as error:
        results.append(Notice.of(error))
    return results


def read(source: Source) -> Iterator[Document | Notice]:
    """Read ``source`` as what it is (see ``bot.readers.formats.choose``). Raises ReadError where it cannot be read."""
    if not source.budget.name:
        source.budget.name = source.name
    format_, remark = choose(source.called or source.name, source.head(PROBE), source.media_type)
    if format_ is None:
        known = ", ".join(FORMATS)
        raise ReadError(source.name, f"not a format that is read ({known}); left out")
    return _read_as(format_, source, remark)


def _read_as(format_: Format, source: Source, remark: str) -> Iterator[Document | Notice]:
    """What the reader gives, after the remark; a file that cannot be read gets one line with both."""
    try:
        for item in _guarded(format_, source):
            if remark:
                yield Notice(source.name, f"{remark}; read as that")
                remark = ""
            if isinstance(item, Document) and source.url and item.name == source.name and not item.header.url:
                yield replace(item, header=replace(item.header, url=source.url))
            else:
                yield item
    except ReadError as error:
        if remark and type(error) is ReadError and error.name == source.name:
            raise ReadError(source.name, f"{remark}: {error.reason}", passing=error.passing) from error
        raise


def _guarded(format_: Format, source: Source) -> Iterable[Document | Notice]:
    """What the format's reader gives, from a process of its own where that is asked for and worth it."""
    if source.apart and format_.safe is not None and len(source.head(format_.safe + 1)) > format_.safe:
        return read_apart(format_.reader, format_.label, source)
    return read_as(format_.reader, format_.label, source)


def read_as(reader: str, label: str, source: Source) -> Iterator[Document | Notice]:
    """What a reader gives. Whatever a library does with a broken file, one line comes of it."""
    module, function = reader.split(":")
    read_here = cast("Reader", getattr(import_module(f"bot.readers.{module}"), function))
    try:
        yield from read_here(source)
    except BotError:
        raise
    except Exception as error:  # what a parser says of a broken file is its own business; the folder goes on
        passing = isinstance(error, OSError | MemoryError)
        raise ReadError(source.name, f"broken {label} ({type(error).__name__}); left out", passing=passing) from error
