"""A product of plain factors: how much a clause is an event, and how surely it is dated, 0 to 1.

What it lists stays listed, last, where the trained decision (salience.py) would leave it out: docs/decisions/0078.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from bot.extract.events.features import Node
from bot.extract.events.salience import LISTED
from bot.extract.events.verbs import ANNOUNCING, EVENT_NOUNS, SCHEDULED, STATIVE
from bot.extract.spans import spoken
from bot.extract.tokens import Tokens
from bot.extract.wordlist import words
from bot.model import BODY, Block, BlockKind, Dating, Precision, Quote, Sentence, Span

# What a date is worth by where it stands; the rest is a matter of taste, tried on the articles of the tests.
_BY_RELATION = {"in": 0.7, "same": 0.45, "before": 0.4, "after": 0.3, "pub": 0.3}
_IN_CLAUSE = 0.95
_MOSTLY = 0.8
_WITHOUT_VERB, _STATE = 0.7, 0.6
_A_FEW, _ALONE = 3, 0.5  # words below which a clause is nothing but its date
_NOUN = 0.5
_SPOKEN = 0.75
_ONLY_SAID, _STATEMENT, _REMARK, _PARTLY = 0.5, 0.64, 0.5, 0.2
_IN_PROGRESS = words("was were")
_LEADS_IN = re.compile(r":\s*[\"“‘«„]?\s*$")
_SCENE = 0.7  # "Workers wait at the gate on Friday"
_CAPTION, _OF_ITSELF, _SUPPOSED, _NEGATED = 0.9, 0.5, 0.6, 0.7
_EMPTY = words("it that this which there not on in at and but")
_EDGE, _BARE_CLOCK = 0.5, 0.6
_EDGE_WORDS = words("until since till before after except to as")
_ENDING = words("ended ending")
_STRETCHES = words("year years quarter half month months week weeks days season period")  # "the year ended 31 March"
_SUPPOSING = words("if whether whatever unless though although")
_MEANWHILE = words("as while")  # “No,” she said as she left
_NEGATIONS = words("not no never cannot could might n’t n't nobody neither nor")
_SELF = re.compile(r"\bthis (?:interview|article|story|transcript|conversation|report|text)\b", re.IGNORECASE)
_FORMULA = re.compile(r"(?:Done|Signed|Adopted|Issued|Given)\s+(?:at|in)\s+[A-Z]")
_WHEN = re.compile(r",?\s+when\b")
_AGAIN = 0.5
_CLOCK = re.compile(
    r"(?:about |around |at )*(?:\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?|noon|midnight|midday)(?: [A-Z]{2,4})?"
)
_UNSURE = 0.7
_FADED = {Precision.YEAR: 0.6, Precision.MONTH: 0.9, Precision.DAY: 1.0, Precision.NONE: 0.5}


class Plain:
    """Weighs the events of one document; knows what it has weighed before, so that nothing is listed twice."""

    def __init__(
        self,
        text: str,
        tokens: Tokens,
        blocks: Sequence[Block],
        sentences: Sequence[Sentence],
        quotes: Sequence[Quote],
        published: Dating,
    ) -> None:
        self._published = published
        self._text = text
        self._tokens = tokens
        self._heads = [blocks[sentence.block].kind for sentence in sentences]
        self._starts = [blocks[sentence.block].span.start for sentence in sentences]
        self._of_itself = [any(found(text, *one.span) for found in (_SELF.search, _FORMULA.match)) for one in sentences]
        self._sentences = [sentence.span for sentence in sentences]
        self._spoken = spoken(quotes)
        told = (i for i, kind in enumerate(self._heads) if kind in BODY)
        self._lead = next(told, -1)
        self._quoted = sorted(quote.start for quote in quotes)
        self._told: dict[tuple[object, str], list[frozenset[str]]] = {}

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
        appointed = inside and not node.noun and not node.clause.saying and self._is_to_come(dating)
        value *= 1.0 if appointed else self._as_deed(node, word, dating, main=main)  # "The vote is on Wednesday"
        value *= self._as_told(node)
        if main and not node.clause.saying and self._leads_in(dating, node):
            value *= _STATEMENT
        value *= _EDGE if inside and self._is_edge(dating) else 1.0
        value *= _SPOKEN if main and self._is_spoken(dating, node) else 1.0
        value *= _BARE_CLOCK if inside and self._is_bare_clock(dating, node) else 1.0
        value *= _OF_ITSELF if self._dates_the_document(dating) else 1.0
        value *= _UNSURE + (1 - _UNSURE) * sure
        return round(value * (_AGAIN if self._again(dating, participants, word, value) else 1.0), 3)

    def _as_deed(self, node: Node, word: str, dating: Dating, *, main: bool) -> float:
        """How much the clause tells a deed: more than one without a verb, a state, or that somebody spoke."""
        value = _NOUN if node.noun else 1.0
        few = sum(low.isalpha() for low in self._tokens.lows[node.clause.first : node.clause.last]) < _A_FEW
        if not word or (few and not main and not node.noun):
            value *= _ALONE if few else _WITHOUT_VERB
        elif word in STATIVE and self._only_dates(node, dating):
            value *= _ALONE  # "it was Monday morning"
        elif word in STATIVE:
            before = self._tokens.lows[node.clause.first : node.head]
            value *= _WITHOUT_VERB if any(low in EVENT_NOUNS for low in before) else _STATE
        elif node.clause.saying:
            value *= self._as_statement(node, word) if main else _ONLY_SAID
        elif word.endswith("ing") and self._tokens.lows[(node.head or 0) - 1] in _IN_PROGRESS:
            value *= _STATE  # "was leaving when"
        return value

    def _only_dates(self, node: Node, dating: Dating) -> bool:
        """Tell whether the clause is no more than "it" or "that", its verb and its date."""
        start, end = dating.derivation.start or 0, dating.derivation.end or 0
        first, last = node.clause.first, node.clause.last
        rest = (i for i in range(first, last) if not start <= self._tokens.starts[i] < end and i != node.head)
        return all(self._tokens.lows[i] in _EMPTY for i in rest if self._tokens.lows[i].isalpha())

    def _as_statement(self, node: Node, word: str) -> float:
        """What a statement is worth: it is news in itself where it announces something or where it leads the story."""
        if word in ANNOUNCING and self._spoken.share(node.span) < _PARTLY:
            return 1.0
        return _STATEMENT if node.clause.sentence == self._lead else _REMARK

    def _as_told(self, node: Node) -> float:
        """How plainly it is told: less in a caption, in speech, as a condition, as what does not happen."""
        lows = self._tokens.lows[node.clause.first : node.clause.last]
        value = _SPOKEN if self._spoken.share(node.span) > _MOSTLY else 1.0
        if self._heads[node.clause.sentence] is BlockKind.CAPTION:
            value *= _CAPTION if node.head is not None or _tells_what_was_arranged(lows) else _SCENE
        first = next((low for low in lows if low[:1].isalpha()), "")
        aside = first in _MEANWHILE and self._spoken.share(self._sentences[node.clause.sentence]) > _PARTLY
        value *= _SUPPOSED if first in _SUPPOSING or aside else 1.0
        verb = (node.head or node.clause.first) - node.clause.first
        value *= _NEGATED if any(low in _NEGATIONS for low in (*lows[:1], *lows[max(0, verb - 2) : verb])) else 1.0
        return value * (_OF_ITSELF if self._of_itself[node.clause.sentence] else 1.0)

    def _is_to_come(self, dating: Dating) -> bool:
        """Tell whether the date lies after publication."""
        published = self._published.date
        return dating.date is not None and published is not None and dating.date.first > published.last

    def _is_over(self, dating: Dating) -> bool:
        """Tell whether the date surely lies before publication or on its day."""
        published = self._published.date
        return dating.date is not None and published is not None and dating.date.last <= published.last

    def _dates_the_document(self, dating: Dating) -> bool:
        """Tell whether the date is the printed date of publication: "Sitting of Tuesday 3 May 2022."."""
        start = self._published.derivation.start
        return start is not None and start == dating.derivation.start

    def _leads_in(self, dating: Dating, node: Node) -> bool:
        """Tell whether speech follows the date behind a colon: "Reached on Monday, she said only: “No.”"."""
        start = dating.derivation.end
        if start is None or not node.span.start <= start < node.span.end:
            return False
        quoted = self._quoted[bisect_left(self._quoted, start) : bisect_left(self._quoted, node.span.end)]
        return any(_LEADS_IN.search(self._text, start, first) for first in quoted)

    def _is_bare_clock(self, dating: Dating, node: Node) -> bool:
        """Tell whether only a time of day is printed, and not as the stamp that opens an entry of a live blog."""
        words, start = dating.derivation.words, dating.derivation.start
        return words is not None and start != self._starts[node.clause.sentence] and _CLOCK.fullmatch(words) is not None

    def _is_spoken(self, dating: Dating, node: Node) -> bool:
        """Tell whether the date stands in somebody's words, and what is around them does not."""
        start, end = dating.derivation.start, dating.derivation.end
        if start is None or end is None or self._spoken.share(node.span) > _MOSTLY:
            return False
        return self._spoken.share(Span(start, end)) > _MOSTLY

    def _is_edge(self, dating: Dating) -> bool:
        """Tell whether the date only bounds what is told: "closed until 3 May", but "since 3 May, when she left"."""
        start, end = dating.derivation.start, dating.derivation.end
        if start is None or end is None or _WHEN.match(self._text, end):
            return False
        token = self._tokens.before(start)
        if self._tokens.lows[token] in {"of", "on"}:
            token -= 1  # "as of Monday", "except on Monday"
        if token > 0 and self._tokens.lows[token] in _ENDING:
            return any(low in _STRETCHES for low in self._tokens.lows[max(0, token - 2) : token])
        if token >= 0 and self._tokens.lows[token] == "by":
            return self._is_over(dating)  # "had 74 names by Thursday", but "will be shut by Monday"
        if token < 0 or (self._tokens.lows[token] == "after" and _CLOCK.match(self._text, start)):
            return False  # "shortly after 2:40 a.m."
        return self._tokens.lows[token] in _EDGE_WORDS

    def _again(self, dating: Dating, participants: tuple[str, ...], word: str, value: float) -> bool:
        """Tell whether the same was done on the same day in an earlier sentence, by the same people or by "she".

        An earlier one that is told too faintly to be listed does not count.
        """
        who = frozenset(participants[:2])
        earlier = self._told.setdefault((dating.date, word), [])
        again = any(who == other or (word and not (who and other)) for other in earlier)
        if value >= LISTED:
            earlier.append(who)
        return again


def _tells_what_was_arranged(lows: Sequence[str]) -> bool:
    """Tell whether a caption shows more than a scene: that somebody meets, signs, visits."""
    return any(low in SCHEDULED or f"{low}s" in SCHEDULED for low in lows)
