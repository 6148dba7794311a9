"""Embedded posts and signed paragraphs: the handle before the words or above them, the signature behind or below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.extract.names.table import NameTable
from bot.extract.quotes.turns import MARKS, SPOKEN, Turn, known
from bot.model import Block, BlockKind, Span

_HANDLE = re.compile(r"(?:(?P<name>[^\n@(:]{2,50}?)\s?\()?@(?P<handle>\w{2,30})\)?(?:\s?·[^:\n]{0,30})?:\s+(?=\S)")
_SIGNED = re.compile(r"(?<!\S)[—–―-]{1,2}\s?(?P<name>[^\W\d_][^\n@()]{1,50}?)\s\(@\w{2,30}\)[^\n]{0,40}$")
_ABOVE = re.compile(
    r"(?:(?P<name>[^\W\d_][^\n@(:]{1,50}?)\s\(?)?@(?P<handle>\w{2,30})\)?"
    r"(?P<when>\s?[·|,–—][^\n]{0,40}|\s(?=[A-Z\d])[^\n]{0,24}\d[^\n]{0,10})?$"
)
_ALONE = re.compile(r"(?P<name>[^\W\d_][\w.’' -]{1,40}(?<![.?!\s]))[\s✓✔☑️]*")
_COUNTED = r"(?:likes?|reposts?|retweets?|replies|views?|comments?|shares?|followers?)"
_BUTTON = re.compile(
    rf"(?:follow(?:ing)?|verified(?:\saccount)?|sponsored|replying to\s[^\n]{{2,60}}"
    rf"|[\d.,]+[KM]?\s{_COUNTED}\b[^\n]{{0,40}})$",
    re.IGNORECASE,
)
_SHARED = re.compile(r"(?:an?\s)?(?:post|photo|video|tweet|reel|story)\s(?:shared|posted)?\s?by\b", re.IGNORECASE)
"""The line below an embedded post: what follows is the article again."""
_BELOW = re.compile(r"[—–―]{1,2}\s?(?P<name>[^\W_][^\n,(]{1,60}?)(?P<rest>,\s[^\n]{2,90}|\s\([^\n)]{2,60}\))?\.?$")
_LONGEST_SIGNATURE, _MOST_LINES = 140, 8


def find_posts(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """Return the posts that stand in no quotation marks."""
    turns = []
    begun = next((n for n, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH), len(blocks))
    for number, block in enumerate(blocks):
        below = _signed_below(text, blocks, number, names, begun=number > begun)
        if below is not None:
            turns.append(below)
            continue
        if block.kind is BlockKind.BOILERPLATE:
            continue
        start, end = block.span
        match = _HANDLE.match(text, start, end)
        if match and text[match.end()] not in MARKS:
            name = match["name"] or match["handle"]
            label = Span(match.start("name"), match.end("name")) if match["name"] else Span(*match.span("handle"))
            turns.append(Turn((Span(match.end(), end),), known(name, names), label))
            continue
        if (posted := _posted(text, block, names)) is not None:
            turns.append(posted)
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


def _posted(text: str, block: Block, names: NameTable) -> Turn | None:
    """A post whose account stands on the line above it in the same paragraph."""
    line = text.find("\n", *block.span)
    match = _ABOVE.fullmatch(text, block.span.start, line) if line > 0 else None
    if match is None or text[line + 1 : line + 2] in MARKS:
        return None
    label = Span(*match.span("name" if match["name"] else "handle"))
    return Turn((Span(line + 1, block.span.end),), known(label.of(text), names), label)


def _signed_below(text: str, blocks: tuple[Block, ...], number: int, names: NameTable, *, begun: bool) -> Turn | None:
    """A paragraph whose speaker a line of its own names: "Name @handle" above it, "― Name, Office" below it.

    ``begun`` tells that the article has begun above the line.
    """
    block = blocks[number]
    above = _ABOVE.fullmatch(text, *block.span)
    if above is not None and above["name"] and _SHARED.match(above["name"]):
        return None
    following = number + 1
    while above is not None and following < len(blocks) and _BUTTON.match(text, *blocks[following].span):
        following += 1
    other = blocks[following : following + 1] if above else blocks[max(0, number - 1) : number]
    match = above or _BELOW.fullmatch(text, *block.span)
    if match is None or not other or other[0].kind not in SPOKEN or text[other[0].span.start] in MARKS | {"—", "―"}:
        return None
    if above is None:
        label = Span(*match.span("name")) if _is_name(match, names) else None
    else:  # above an article such a line, if it tells no time, is the reporter's own
        label = _account(text, blocks, number, above) if begun or above["when"] else None
    if label is None:
        return None
    further = _further_lines(text, blocks, following) if above is not None and _is_apart(text, block) else ()
    return Turn((other[0].span, *further), known(label.of(text), names), label)


def _is_apart(text: str, block: Block) -> bool:
    """Tell whether an empty line stands above, so that lines without one between them are one text."""
    return text[: block.span.start].endswith("\n\n")


def _further_lines(text: str, blocks: tuple[Block, ...], number: int) -> Iterator[Span]:
    """Yield the lines in which a post goes on right below its first one."""
    for before, block in pairwise(blocks[number : number + _MOST_LINES]):
        beside = text[before.span.end : block.span.start] == "\n" and block.kind in SPOKEN
        if not beside or _BUTTON.match(text, *block.span) or not MARKS.isdisjoint(text[block.span.start]):
            return
        yield block.span


def _account(text: str, blocks: tuple[Block, ...], number: int, match: re.Match[str]) -> Span | None:
    """Return where a line above a post names its account: the line before it where it is nothing but a handle."""
    if match["name"]:
        return Span(*match.span("name"))
    before = blocks[number - 1].span if number else match.span()
    alone = _ALONE.fullmatch(text, *before)
    return Span(*alone.span("name")) if alone is not None else Span(*match.span("handle"))


def _is_name(match: re.Match[str], names: NameTable) -> bool:
    """Tell whether a signature names somebody: one of the document, one with an office behind, or an account."""
    name = match["name"].strip()
    capitals = [word for word in name.split() if word[0].isupper()]
    somebody = names.index_of(name) is not None or (match["rest"] is not None and len(capitals) > 1)
    return somebody or (" " not in name and ("_" in name or any(mark.isdigit() for mark in name)))
