"""A document as it was read, and the pieces of its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from bot.model.dates import PartialDate


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of Unicode code points in a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the slice of ``text`` that the span names."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block of text is in the layout of a news document."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    BOILERPLATE = "boilerplate"


BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
"""What an article tells, in running text."""

FURNITURE = frozenset({BlockKind.BOILERPLATE, BlockKind.DATELINE, BlockKind.BYLINE})
"""What stands around an article and is no part of what it tells."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text of one kind."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence inside one block; ``block`` is the index of the block in ``Annotations.blocks``."""

    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one witness (the page itself, or the curator) says about a document; ``None`` where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read. ``text`` never changes afterwards: all offsets point into it.

    ``name`` is the path relative to the ingested folder, with forward slashes (``#n`` added for the n-th record of a
    file that holds several). ``header`` is what the file's own furniture states (HTML metadata, record fields),
    ``curated`` what corpus.toml states; neither replaces the other. ``usual`` are the fields of ``curated`` that were
    stated of many documents at once and give way to what one prints. ``aliases`` maps a canonical entity name to
    further spellings, as the curator states them. ``blocks`` are those a reader knows from markup (may be empty:
    then they are found from the text). ``content_hash`` is the SHA-256 of the text, in hexadecimal.
    """

    name: str
    text: str
    header: Metadata = field(default_factory=Metadata)
    curated: Metadata = field(default_factory=Metadata)
    usual: tuple[str, ...] = ()
    aliases: tuple[tuple[str, tuple[str, ...]], ...] = ()
    blocks: tuple[Block, ...] = ()
    content_hash: str = ""
