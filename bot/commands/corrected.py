"""What a correction changed, in plain words: each quote that was changed, is gone or is new, and the page's header."""

from __future__ import annotations

import datetime as dt
from difflib import SequenceMatcher

from bot.cards import Card, CardKind, Field, marks_around
from bot.commands.wording import UNATTRIBUTED, counted, joined, listed
from bot.model.editions import Changes, Corrections, HeaderChange, QuoteChange
from bot.model.quotes import QuoteKind

_SHOWN = 4
_WORDS_BEFORE, _WORDS = 6, 40  # of a long quote, around where it first differs


def times_corrected(found: Corrections) -> str:
    """Say ``twice, last seen changed on 26 November 2031``; empty where never."""
    if found.last is None:
        return ""
    often = {1: "once", 2: "twice"}.get(found.times, f"{found.times} times")
    return f"{often}, last seen changed on {long_date(found.last.superseded_at)}"


def long_date(day: dt.date) -> str:
    """Say ``26 November 2031``."""
    return f"{day.day} {day:%B %Y}"


def change_card(found: Corrections) -> Card | None:
    """What the newest correction changed; None where there was none."""
    if found.last is None:
        return None
    changes = found.last.changes
    shown = [*_header_fields(changes), *(field for one in changes.quotes[:_SHOWN] for field in quote_fields(one))]
    left_out = len(changes.quotes) - _SHOWN
    return Card(
        CardKind.INFO,
        title=f"What changed on {long_date(found.last.superseded_at)}",
        body=joined((_counts(changes), f"{counted(left_out, 'change')} not shown" if left_out > 0 else ""), "; "),
        fields=tuple(shown),
    )


def quote_fields(change: QuoteChange) -> tuple[Field, ...]:
    """One quote before and after; where a quote is long, the words around the first difference."""
    before, after = change.before, change.after
    old, new = excerpts(before.words if before else "", after.words if after else "")
    names = ("Before", "Now") if before and after else ("Gone", "New")
    pairs = zip(names, (before, after), (old, new), strict=True)
    return tuple(Field(name, said_words(words, one.kind, one.speaker)) for name, one, words in pairs if one)


def said_words(words: str, kind: QuoteKind | None, speaker: str | None) -> str:
    """Say ``Lindqvist: “We will not …”``; a paraphrase has no marks and is called one; else the words alone."""
    match kind:
        case None:
            return words
        case QuoteKind.INDIRECT:
            return f"{speaker or UNATTRIBUTED}, paraphrase: {words}"
        case _:
            opening, closing = marks_around((words,))
            return f"{speaker or UNATTRIBUTED}: {opening}{words}{closing}"


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Both wordings, where they are long around the first word in which they differ."""
    at = _first_difference(before, after) if before and after else 0
    return _excerpt(before, at), _excerpt(after, at)


def _counts(changes: Changes) -> str:
    changed = sum(1 for one in changes.quotes if one.before and one.after)
    gone = sum(1 for one in changes.quotes if one.after is None)
    new = len(changes.quotes) - changed - gone
    parts = [
        f"{counted(changed, 'quote')} changed" if changed else "",
        f"{counted(gone, 'quote')} gone" if gone else "",
        f"{counted(new, 'new quote')}" if new else "",
    ]
    return listed(part for part in parts if part) if changes.quotes else "No quote changed"


def _header_fields(changes: Changes) -> list[Field]:
    return [Field(one.name.capitalize(), _was_and_is(one)) for one in changes.header]


def _was_and_is(one: HeaderChange) -> str:
    return f"was {one.before or 'not stated'}, is now {one.after or 'not stated'}"


def _first_difference(one: str, other: str) -> int:
    """How many words from the beginning are the same."""
    first = SequenceMatcher(None, one.split(), other.split(), autojunk=False).get_matching_blocks()[0]
    return first.size if first.a == first.b == 0 else 0


def _excerpt(words: str, at: int) -> str:
    every = words.split(" ")
    if len(every) <= _WORDS:
        return words
    start = max(0, min(at - _WORDS_BEFORE, len(every) - _WORDS))
    end = start + _WORDS
    return f"{'… ' if start else ''}{' '.join(every[start:end])}{' …' if end < len(every) else ''}"
