"""One format -> Documents. A new format is a new module and a line in ``FORMATS``.

A reader is a function that takes a Source and gives, in order, Documents and Notices (lines for a person). It raises
ReadError where the whole source cannot be read. It does no curation, keeps no state and never touches the network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePosixPath
from typing import cast

from bot.errors import ReadError
from bot.model import Document
from bot.readers.manifest import MANIFEST_NAME, Manifest, file_of, load_manifest
from bot.readers.source import DEFAULT_LIMIT, Notice, Source

__all__ = [
    "DEFAULT_LIMIT",
    "FORMATS",
    "MANIFEST_NAME",
    "MANY",
    "Manifest",
    "Notice",
    "Source",
    "file_of",
    "load_manifest",
    "read",
    "suffix_of",
]

Reader = Callable[[Source], Iterator[Document | Notice]]

FORMATS = {
    ".txt": "plain:read_text",
    ".md": "plain:read_markdown",
    ".html": "html:read_html",
    ".htm": "html:read_html",
    ".jsonl": "jsonl:read_jsonl",
}
"""Suffix -> module and function. Named, not imported: a start that reads nothing loads no parser."""


MANY = frozenset({".jsonl"})
"""Suffixes of files that hold any number of documents and are read document by document."""


def read(source: Source) -> Iterator[Document | Notice]:
    """Read ``source`` by its suffix. Raises ReadError for one that is not in ``FORMATS``, or as the reader does."""
    known = FORMATS.get(suffix_of(source.name))
    if known is None:
        raise ReadError(source.name, f"not a format that is read ({', '.join(FORMATS)}); left out")
    module, function = known.split(":")
    reader = cast("Reader", getattr(import_module(f"bot.readers.{module}"), function))
    return reader(source)


def suffix_of(name: str) -> str:
    """The suffix that decides on the reader, in lower case."""
    return PurePosixPath(name).suffix.lower()
