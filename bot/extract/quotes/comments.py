"""Readers' comments below an article: a line with a name and a time, and the words under it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.extract.names.table import NameTable
from bot.extract.page.furniture import COMMENTS
from bot.extract.quotes.turns import Turn, known
from bot.model import Block, Span

_HEADING = re.compile(
    rf"^(?:{COMMENTS}|\d+\s+comments?[.,·|:]?\s.{{0,30}}|(?:readers?['’]?s?|your|selected|top)\s+comments\s*:?|comments)$",
    re.IGNORECASE,
)
_WHEN = r"[^\n.]{0,24}(?:\d{1,2}[:.]\d\d|\b\d{4}|\d+\s\w+\sago|yesterday|today|just now)\b[^\n.]{0,16}"
_HEAD = re.compile(
    rf"(?P<name>\w[\w.’' -]{{1,38}}?)(?:\s*[·|•,–—]\s+|\s+(?:says|wrote|said|on)\s+){_WHEN}$", re.IGNORECASE
)
_BARE_HEAD = re.compile(r"(?P<name>\w[\w.’' -]{1,38}?)\s+(?:says|writes):$")
_CONTROL = re.compile(
    r"(?:reply|report|like|share|flag|recommend|permalink|upvote|edit|log in|sign in|register|load more|show more"
    r"|view all|sort by|comments? (?:are|is|may|closed)|leave a|post a)\b[^\n]{0,80}$",
    re.IGNORECASE,
)
_REMOVED = re.compile(r"\b(?:comment|post|message)\b.{0,20}\b(?:removed|deleted|hidden)\b", re.IGNORECASE)


def find_comments(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """Return the comments below an article as the words of those who signed them; none where nobody has."""
    lines = [block.span for block in blocks]
    first = next((n + 1 for n, span in enumerate(lines) if _HEADING.match(_first_line(text, span))), len(lines))
    turns = []
    for name, label, spans in _groups(text, lines[first:]):
        words = tuple(span for span in spans if not _REMOVED.search(text, *span))
        if words:
            turns.append(Turn(words, known(name, names), label))
    return turns


def _first_line(text: str, span: Span) -> str:
    return span.of(text).partition("\n")[0].rstrip()


def _groups(text: str, lines: list[Span]) -> Iterator[tuple[str, Span, list[Span]]]:
    """Yield the name, where it stands, and the paragraphs of each comment."""
    current: tuple[str, Span, list[Span]] | None = None
    for span in lines:
        head = _HEAD.match(text, *span) or _BARE_HEAD.match(text, *span)
        if head is not None:
            if current is not None:
                yield current
            current = (head["name"], Span(*head.span("name")), [])
        elif current is not None and _CONTROL.match(text, *span):
            yield current
            current = None
        elif current is not None:
            current[2].append(span)
    if current is not None:
        yield current
