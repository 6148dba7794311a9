"""What differs between two versions of a document. Pure: values in, values out.

Only the source's own changes count. Where another engine has read the newer version, quotes that it finds otherwise in
words that stand in both texts are no change of the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

from bot.model import Metadata
from bot.model.editions import HeaderChange, QuoteChange, ServedQuote

ALIKE = 0.6
"""From this likeness on two quotes are one that was changed; what ``difflib`` calls a close match."""

_MOST_PAIRS = 10_000  # a page of so many changed quotes is another page


@dataclass(frozen=True, slots=True)
class Version:
    """What is compared of a version: its text, its quotes in order, and the engine that found them."""

    text: str
    quotes: Sequence[ServedQuote]
    engine: str | None

    def has(self, words: str) -> bool:
        """Tell whether ``words`` (on one line) stand in the text."""
        return words in one_line(self.text)


def one_line(text: str) -> str:
    """The text on one line: how it is wrapped is no part of what it says."""
    return " ".join(text.split())


def header_changes(before: Metadata, after: Metadata) -> tuple[HeaderChange, ...]:
    """The statements about itself that a page has changed."""
    pairs = ((field.name, getattr(before, field.name), getattr(after, field.name)) for field in fields(Metadata))
    return tuple(
        HeaderChange(name, "" if old is None else str(old), "" if new is None else str(new))
        for name, old, new in pairs
        if old != new
    )


def quote_changes(before: Version, after: Version) -> tuple[QuoteChange, ...]:
    """The quotes that are worded otherwise, given to somebody else or of another kind, gone, or new."""
    left, right, changes = list(before.quotes), list(after.quotes), []
    same_engine = before.engine == after.engine
    for old in before.quotes:
        new = next((one for one in right if one.words == old.words), None)
        if new is not None:
            left.remove(old)
            right.remove(new)
            if same_engine and (old.speaker, old.kind) != (new.speaker, new.kind):
                changes.append(QuoteChange(old, new))
    if not same_engine:
        old_text, new_text = one_line(before.text), one_line(after.text)
        left = [one for one in left if one.words not in new_text]
        right = [one for one in right if one.words not in old_text]
    for old, new in pairs_alike(left, right):
        left.remove(old)
        right.remove(new)
        changes.append(QuoteChange(old, new))
    changes += [QuoteChange(old, None) for old in left]
    changes += [QuoteChange(None, new) for new in right]
    return tuple(changes)


def pairs_alike(left: Sequence[ServedQuote], right: Sequence[ServedQuote]) -> list[tuple[ServedQuote, ServedQuote]]:
    """Pairs of quotes that are likely one, each quote at most once, the most alike first."""
    if len(left) * len(right) > _MOST_PAIRS:
        return []
    words = [one.words.split() for one in left]
    scored = []
    for to, new in enumerate(right):
        matcher = SequenceMatcher(None, (), new.words.split(), autojunk=False)  # it is made ready for its second text
        for at, old in enumerate(words):
            matcher.set_seq1(old)
            scored.append((_ratio(matcher), -at, -to))
    found, used_left, used_right = [], set(), set()
    for score, at, to in sorted(scored, reverse=True):
        if score >= ALIKE and at not in used_left and to not in used_right:
            used_left.add(at)
            used_right.add(to)
            found.append((left[-at], right[-to]))
    return found


def likeness(one: str, other: str) -> float:
    """How alike two wordings are, word by word, 0 to 1."""
    return _ratio(SequenceMatcher(None, one.split(), other.split(), autojunk=False))


def _ratio(matcher: SequenceMatcher[str]) -> float:
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0
