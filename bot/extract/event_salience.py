"""How much a clause is an event that a reader would list, and how surely it is dated: 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from bot.extract.event_features import Node
from bot.extract.spans import spoken
from bot.extract.tokens import Tokens
from bot.extract.verbs import STATIVE
from bot.model import Block, BlockKind, Dating, Precision, Quote, Sentence

# What a date is worth by where it stands; the rest is a matter of taste, tried on the articles of the tests.
_BY_RELATION = {"in": 0.8, "same": 0.45, "before": 0.4, "after": 0.3, "pub": 0.3}
_IN_CLAUSE = 0.95
_MOSTLY = 0.8
_FADED = {Precision.YEAR: 0.6, Precision.MONTH: 0.9, Precision.DAY: 1.0, Precision.NONE: 0.5}


class Salience:
    """Weighs the events of one document; knows what it has weighed before, so that nothing is listed twice."""

    UNDATED: ClassVar[float] = 0.6

    def __init__(
        self, tokens: Tokens, blocks: Sequence[Block], sentences: Sequence[Sentence], quotes: Sequence[Quote]
    ) -> None:
        self._tokens = tokens
        self._heads = [blocks[sentence.block].kind for sentence in sentences]
        self._spoken = spoken(quotes)
        self._told: set[tuple[object, ...]] = set()

    def of(
        self, node: Node, dating: Dating, relation: str, sure: float, participants: tuple[str, ...], *, inside: bool
    ) -> float:
        """Return the salience of an event with the date that stands to it as ``relation`` says."""
        if self._heads[node.clause.sentence] is BlockKind.HEADLINE:
            return 0.0
        value = (_IN_CLAUSE if inside else _BY_RELATION[relation]) * _FADED[dating.precision]
        head = node.head
        if head is None or self._tokens.lows[head] in STATIVE:
            value *= 0.7
        if node.noun:
            value *= 0.5
        if self._spoken.share(node.span) > _MOSTLY:
            value *= 0.5
        if self._again(dating, participants, self._tokens.lows[head] if head is not None else ""):
            value *= 0.5
        return round(value * (0.7 + 0.3 * sure), 3)

    def _again(self, dating: Dating, participants: tuple[str, ...], word: str) -> bool:
        """Tell whether the same people did the same on the same day in an earlier sentence."""
        key = (dating.date, frozenset(participants[:2]), word)
        if key in self._told:
            return True
        self._told.add(key)
        return False
