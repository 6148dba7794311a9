"""Embedded posts: "@handle: ..." and "... — Name (@handle) date", the signature behind the words or below them."""

from __future__ import annotations

import re

from bot.extract.names.table import NameTable
from bot.extract.quotes.turns import MARKS, Turn, known
from bot.model import Block, BlockKind, Span

_HANDLE = re.compile(r"(?:(?P<name>[^\n@(:]{2,50}?)\s?\()?@(?P<handle>\w{2,30})\)?(?:\s?·[^:\n]{0,30})?:\s+(?=\S)")
_SIGNED = re.compile(r"(?<!\S)[—–―-]{1,2}\s?(?P<name>[^\W\d_][^\n@()]{1,50}?)\s\(@\w{2,30}\)[^\n]{0,40}$")
_LONGEST_SIGNATURE = 140


def find_posts(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """Return the posts that stand in no quotation marks."""
    turns = []
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.BOILERPLATE:
            continue
        start, end = block.span
        match = _HANDLE.match(text, start, end)
        if match and text[match.end()] not in MARKS:
            name = match["name"] or match["handle"]
            label = Span(match.start("name"), match.end("name")) if match["name"] else Span(*match.span("handle"))
            turns.append(Turn((Span(match.end(), end),), known(name, names), label))
            continue
        signed = _SIGNED.search(text, max(start, end - _LONGEST_SIGNATURE), end)
        if signed is None:
            continue
        words = Span(start, signed.start())
        if words.end <= words.start and number and blocks[number - 1].kind is not BlockKind.BOILERPLATE:
            words = blocks[number - 1].span
        if words.end > words.start and text[words.start] not in MARKS:
            turns.append(Turn((words,), known(signed["name"], names), Span(*signed.span("name"))))
    return turns
