"""Texts -> their time expressions, for tests."""

from __future__ import annotations

from bot.extract.page.blocks import find_blocks
from bot.extract.page.sentences import split_sentences
from bot.extract.times.find import find_times
from bot.model import Dating, Derivation, HowKnown, PartialDate, TimeExpression

WEDNESDAY = "2031-03-05"


def times_of(text: str, published: str | None = WEDNESDAY) -> tuple[TimeExpression, ...]:
    """Find the times of a text that was published on a day, in a month or a year, or nobody knows when."""
    blocks = find_blocks(text)
    dating = Dating.unknown()
    if published:
        dating = Dating(PartialDate.parse(published), Derivation(HowKnown.HEADER))
    return find_times(text, blocks, split_sentences(text, blocks), dating)


def shown(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str, str | None]]:
    """The same as (words, type, value)."""
    return [(time.span.of(text), time.type.value, time.value) for time in times_of(text, published)]
