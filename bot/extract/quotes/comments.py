"""Comments below an article and in forums: a line or two with a name and a time, and the words under them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.extract.names.table import NameTable
from bot.extract.page.furniture import COMMENTS
from bot.extract.quotes.turns import PERSONAL, Turn, known
from bot.model import Block, Span

_HEADING = re.compile(
    rf"^(?:{COMMENTS}(?:[\s.,·|:–—-]+(?:sort|order|newest|oldest|latest|top|best|most|show|view|add|write|post|closed).{{0,40}})?"
    r"|\d+\s+comments?[.,·|:]?\s.{0,30}|(?:readers?['’]?s?|your|selected|top)\s+comments\s*:?|comments"
    r"|(?:what\s+)?(?:you|(?:our\s+)?readers?)\s+(?:say|said|think|wrote|write)\s*:?)$",
    re.IGNORECASE,
)
_AGO = r"(?:(?:\d+|an?|one|two)\s?\w+\sago|\d{1,2}\s?(?:h|d|w|m|min|hrs?)\b|just now|yesterday|today)"
_WHEN = rf"[^\n.]{{0,24}}?(?:\d{{1,2}}[:.]\d\d|\b\d{{4}}|{_AGO})(?!\w)[^\n.]{{0,16}}"
_NAME = (
    r"(?:#?\d+[.)]?\s)?(?P<name>(?![Bb]y\s)@?\w[\w.’' -]{1,38}?)"
    r"(?:\s+(?:in\s+)?repl(?:y|ied|ying)\s+to\s[\w.’' @-]{2,38}?)?"
)
_AT = r"(?:\s*[·|•,–—]\s*|\s+(?:says|wrote|said|on)\s+|\s+(?=\d))"
_HEAD = re.compile(rf"{_NAME}{_AT}{_WHEN}$", re.IGNORECASE)
_POSTED = re.compile(rf"(?:posted|written|submitted|comment)\s+by:?\s{_NAME}{_AT}{_WHEN}$", re.IGNORECASE)
_RECENT = re.compile(rf"{_NAME}\s*[·|•,–—]\s*{_AGO}(?!\w)[^\n.]{{0,16}}$", re.IGNORECASE)
"""So short a time ago is a thing told of comments and posts alone."""
_BARE_HEAD = re.compile(rf"{_NAME}\s+(?:(?:says|writes|wrote):|\(\d+\s(?:likes?|points?|votes?|replies)\)):?$")
_NAME_ALONE = re.compile(rf"{_NAME}$")
_WHEN_ALONE = re.compile(
    rf"(?:{_AGO}|(?=[^\n]*\b\d{{4}}\b)(?:on\s)?(?:\d{{1,2}}\b|[A-Z][a-z]{{2,8}}\.?\s\d)[^\n.]{{0,24}}(?:\.\d\d)?[^\n.]{{0,6}})$",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"(?:(?:(?:repl(?:ies|y)|report|likes?|share|flag|recommend(?:ed)?|permalink|(?:up|down)votes?|edit|quote|points?"
    r"|helpful|thanks|follow|hide|view|all|more)\b|[^\w\n]|\d)+"
    r"|(?:log in|sign in|sign up (?:to|for|here)|register|load more|show more|view all"
    r"|sort by|comments? (?:are|is|may|closed)|leave a|post a|join the|reply to)\b[^\n]{0,100}"
    r"|(?:©|\(c\)|copyright\b)[^\n]{0,100})$",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"@?[^\W\d]\w{2,29}")
_REMOVED = re.compile(r"\b(?:comment|post|message)\b.{0,20}\b(?:removed|deleted|hidden)\b", re.IGNORECASE)
_FEWEST, _LONGEST_NAME = 2, 3
_HEADED, _UNHEADED = 4, 2  # one comment in so many speaks to somebody


class _Head(NamedTuple):
    """Whose comment begins: the name, how many lines tell it, and whether the line can be nothing else."""

    name: Span
    lines: int
    sure: bool


def find_comments(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """Return the comments below an article as the words of those who signed them; none where nobody has.

    Where no heading opens them there must be several heads that can be nothing else. Half of what stands under them (a
    quarter under a heading) must speak to somebody: a list of stories has authors and times too, and so have the
    entries of a live page.
    """
    lines = [block.span for block in blocks]
    first = next((n + 1 for n, span in enumerate(lines) if _HEADING.match(_first_line(text, span))), None)
    headed = first is not None
    if first is None:
        sure = [n for n in range(len(lines)) if (head := _head(text, lines, n)) is not None and head.sure]
        if len(sure) < _FEWEST:
            return []
        first = sure[0]
    controlled = any(_CONTROL.match(text, *span) for span in lines[first:])
    turns = []
    for label, spans in _groups(text, lines, first, headed=headed):
        words = tuple(span for span in spans if not _REMOVED.search(text, *span))
        if words:
            kept = words if headed or controlled else words[:1]
            turns.append(Turn(kept, known(label.of(text).lstrip("@"), names), label))
    personal = sum(any(PERSONAL.search(text, *span) for span in turn.spans) for turn in turns)
    accounts = headed and all(_is_account(text, turn.label) for turn in turns)  # no author's name over a story
    return turns if accounts or (_HEADED if headed else _UNHEADED) * personal >= len(turns) else []


def _first_line(text: str, span: Span) -> str:
    return span.of(text).partition("\n")[0].rstrip()


def _head(text: str, lines: list[Span], number: int) -> _Head | None:
    span = lines[number]
    if (match := _RECENT.match(text, *span) or _POSTED.match(text, *span)) is not None:
        return _Head(Span(*match.span("name")), 1, sure=True)
    if _WHEN_ALONE.match(text, *span):
        return None
    match = _HEAD.match(text, *span) or _BARE_HEAD.match(text, *span)
    if match is not None:
        return _Head(Span(*match.span("name")), 1, sure=False)
    match = _NAME_ALONE.match(text, *span)
    if match is not None and number + 1 < len(lines) and (when := _WHEN_ALONE.match(text, *lines[number + 1])):
        return _Head(Span(*match.span("name")), 2, sure="ago" in when.group().lower())
    return None


def _is_account(text: str, line: Span) -> bool:
    """Tell whether a line is one word that only an account is called by: "OldTrafford62", "swim_mum"."""
    word = line.of(text)
    within = any(mark.isdigit() or mark == "_" for mark in word[1:]) or not word[1:].islower()
    return _ACCOUNT.fullmatch(word) is not None and within and not word.isupper()


def _bare_name(text: str, lines: list[Span], number: int) -> _Head | None:
    """Return the head of a comment whose line is a name alone, where the others tell a time."""
    words = lines[number].of(text).split()
    named = len(words) <= _LONGEST_NAME and _NAME_ALONE.match(text, *lines[number]) is not None
    named = named and _CONTROL.match(text, *lines[number]) is None
    last = number + 1 == len(lines) or _CONTROL.match(text, *lines[number + 1]) or _head(text, lines, number + 1)
    capitals = all(word[0].isupper() for word in words) or _is_account(text, lines[number])
    if not named or last or not capitals or words[-1][-1] in ".?!":
        return None
    return _Head(lines[number], 1, sure=False)


def _groups(text: str, lines: list[Span], first: int, *, headed: bool) -> Iterator[tuple[Span, list[Span]]]:
    """Yield where the name stands, and the paragraphs, of each comment from the line ``first`` on."""
    current: tuple[Span, list[Span]] | None = None
    skip = first
    for number in range(first, len(lines)):
        if number < skip:
            continue
        head = _head(text, lines, number)
        if head is None and headed and (current[1] if current is not None else _is_account(text, lines[number])):
            head = _bare_name(text, lines, number)
        if head is not None and (headed or head.sure):
            if current is not None:
                yield current
            current, skip = (head.name, []), number + head.lines
        elif current is not None and _CONTROL.match(text, *lines[number]):
            yield current
            current = None
        elif current is not None:
            current[1].append(lines[number])
    if current is not None:
        yield current
