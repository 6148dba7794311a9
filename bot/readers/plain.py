"""Plain text and Markdown: the text is the file's own, character for character but for Unix line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.model import Document
from bot.readers.document import document
from bot.readers.encoding import decode
from bot.readers.fields import metadata
from bot.readers.source import Notice, Source

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,4000}?)\n(?:---|\.\.\.)[ \t]*(?:\n+|$)", re.DOTALL)
_BLOCK_QUOTE = re.compile(r"^ {0,3}(?:> ?)+", re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z][\w -]*):(?:[ \t]+(.*))?$")
_INNER = re.compile(r"[ \t]+\S|-[ \t]|#|[ \t]*$")


def read_text(source: Source) -> Iterator[Document | Notice]:
    """Read a text file. Raises ReadError where it is no text."""
    text, remark = decode(source.read(), source.name, source.charset)
    if remark:
        yield Notice(source.name, remark)
    yield document(source.name, text)


def read_markdown(source: Source) -> Iterator[Document | Notice]:
    """Read a Markdown file: its text as it is, but for the marks before block quotes, which would stand among words.

    Front matter goes into the header, not into the text.
    """
    text, remark = decode(source.read(), source.name)
    fields, body = _split_front_matter(text)
    header, doubt = metadata(fields)
    for note in filter(None, (remark, doubt)):
        yield Notice(source.name, note)
    yield document(source.name, _BLOCK_QUOTE.sub("", body), header)


def _split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """Split off leading ``key: value`` lines between two rules; whatever else stands there stays in the text."""
    match = _FRONT_MATTER.match(text)
    if not match or not text[match.end() :].strip():
        return {}, text
    fields: dict[str, object] = {}
    for line in match.group(1).split("\n"):
        if pair := _PAIR.match(line):
            fields[pair.group(1)] = (pair.group(2) or "").strip().strip("\"'")
        elif not _INNER.match(line):
            return {}, text
    return (fields, text[match.end() :]) if fields else ({}, text)
