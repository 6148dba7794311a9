"""How much a clause is an event that a reader would list, and how surely it is dated: 0 to 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from bot.extract.events.features import Node
from bot.extract.events.verbs import STATIVE
from bot.extract.spans import spoken
from bot.extract.tokens import Tokens
from bot.model import Block, BlockKind, Dating, Precision, Quote, Sentence

# What a date is worth by where it stands; the rest is a matter of taste, tried on the articles of the tests.
_BY_RELATION = {"in": 0.8, "same": 0.45, "before": 0.4, "after": 0.3, "pub": 0.3}
_IN_CLAUSE = 0.95
_MOSTLY = 0.8
_WITHOUT_VERB = 0.7
_NOUN = 0.5
_SPOKEN = 0.75
_ONLY_SAID = 0.5
_EDGE = 0.5
_EDGE_WORDS = frozenset({"until", "since", "till"})
_AGAIN = 0.5
_CLOCK = re.compile(
    r"(?:about |around |at )*(?:\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?|noon|midnight|midday)(?: [A-Z]{2,4})?"
)
_UNSURE = 0.7
_FADED = {Precision.YEAR: 0.6, Precision.MONTH: 0.9, Precision.DAY: 1.0, Precision.NONE: 0.5}


class Salience:
    """Weighs the events of one document; knows what it has weighed before, so that nothing is listed twice."""

    UNDATED: ClassVar[float] = 0.6

    def __init__(
        self, tokens: Tokens, blocks: Sequence[Block], sentences: Sequence[Sentence], quotes: Sequence[Quote]
    ) -> None:
        self._tokens = tokens
        self._heads = [blocks[sentence.block].kind for sentence in sentences]
        self._starts = [blocks[sentence.block].span.start for sentence in sentences]
        self._spoken = spoken(quotes)
        self._told: set[tuple[object, ...]] = set()

    def of(
        self,
        node: Node,
        dating: Dating,
        relation: str,
        sure: float,
        participants: tuple[str, ...],
        *,
        inside: bool,
        main: bool,
    ) -> float:
        """Return the salience of an event with the date that stands to it as ``relation`` says.

        ``inside`` tells that the date stands in the clause itself, ``main`` that the event is its whole sentence.
        """
        if self._heads[node.clause.sentence] is BlockKind.HEADLINE:
            return 0.0
        word = self._tokens.lows[node.head] if node.head is not None else ""
        value = (_IN_CLAUSE if inside else _BY_RELATION[relation]) * _FADED[dating.precision]
        value *= _WITHOUT_VERB if not word or word in STATIVE else 1.0
        value *= _NOUN if node.noun else 1.0
        value *= _SPOKEN if self._spoken.share(node.span) > _MOSTLY else 1.0
        value *= _ONLY_SAID if node.clause.saying and not main else 1.0
        value *= _EDGE if inside and (self._is_edge(dating) or self._is_bare_clock(dating, node)) else 1.0
        value *= _AGAIN if self._again(dating, participants, word) else 1.0
        return round(value * (_UNSURE + (1 - _UNSURE) * sure), 3)

    def _is_bare_clock(self, dating: Dating, node: Node) -> bool:
        """Tell whether only a time of day is printed, and not as the stamp that opens an entry of a live blog."""
        words, start = dating.derivation.words, dating.derivation.start
        return words is not None and start != self._starts[node.clause.sentence] and _CLOCK.fullmatch(words) is not None

    def _is_edge(self, dating: Dating) -> bool:
        """Tell whether the date only bounds what is told: "closed until 3 May"."""
        start = dating.derivation.start
        token = self._tokens.before(start) if start is not None else -1
        return token >= 0 and self._tokens.lows[token] in _EDGE_WORDS

    def _again(self, dating: Dating, participants: tuple[str, ...], word: str) -> bool:
        """Tell whether the same people did the same on the same day in an earlier sentence."""
        key = (dating.date, frozenset(participants[:2]), word)
        if key in self._told:
            return True
        self._told.add(key)
        return False
