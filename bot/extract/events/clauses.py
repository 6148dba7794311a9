"""Sentences -> clauses: stretches that have a verb of their own, told by conjunctions and verb forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bot.extract.events.verbs import (
    AHEAD,
    AUXILIARIES,
    EVENT_NOUNS,
    MODALS,
    SAYING,
    SCHEDULED,
    STATIVE,
    is_past,
    is_verb,
    tells_a_clause,
)
from bot.extract.tokens import Tokens
from bot.extract.wordlist import words
from bot.model import Sentence, Span

_OPENERS = words(
    "which who whom whose where when while after before because although though if unless until whereas since but"
    " despite following amid as"
)
_LINKS = words("and or but that so then")
_PRONOUNS = words("he she it they we i you there this these those his her its their the a an")
_NOT_INFINITIVE = words(
    "the a an his her its their our my your this that these those all some any no each every him them us me it one two"
    " three four five six seven eight nine ten about at least most both many more which what whom"
)
_BEFORE_ING = words(", after before while of by")
_SHORTEST, _ATTRIBUTION = 3, 12  # tokens
_MARKS = frozenset(';:—–“”"') | {"``", "''"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause. ``first`` and ``last`` bound its tokens (last exclusive), ``sentence`` is the index of its sentence.

    ``head`` is the token of its main verb or event noun, None where it has none. ``ahead`` tells that it looks ahead,
    ``saying`` that its verb is one of saying.
    """

    span: Span
    first: int
    last: int
    sentence: int
    head: int | None
    ahead: bool
    saying: bool


def find_clauses(tokens: Tokens, sentences: Sequence[Sentence]) -> list[Clause]:
    """Return the clauses of all sentences in order; those of one sentence cover it without overlap."""
    verbs = _verbs_before(tokens.lows)
    clauses: list[Clause] = []
    for number, sentence in enumerate(sentences):
        first, end = tokens.at_or_after(sentence.span.start), tokens.at_or_after(sentence.span.end)
        cuts = [first, *_cuts(tokens, verbs, first, end), end]
        for start, stop in pairwise(cuts):
            if start < stop:
                clauses.append(_clause(tokens, start, stop, number))
    return clauses


def _verbs_before(lows: list[str]) -> list[int]:
    """How many verbs stand before each token."""
    previous = ["", *lows]
    found = [
        tells_a_clause(low) or (before in _BEFORE_ING and low.endswith("ing"))
        for before, low in zip(previous, lows, strict=False)
    ]
    return [0, *accumulate(found)]


def _cuts(tokens: Tokens, verbs: list[int], first: int, end: int) -> list[int]:
    """Where new clauses begin: only places with a verb before them and a verb after them count."""
    lows = tokens.lows
    places = [i for i in range(first + 1, end - 1) if _opens(tokens, i, end)]
    attribution = _attribution(lows, first, end)
    if attribution is not None and attribution not in places:
        places = sorted([*places, attribution])

    def tells(start: int, stop: int) -> bool:
        return lows[start] == "to" or verbs[stop] > verbs[start]

    cuts: list[int] = []
    last = first
    for place, following in pairwise([*places, end]):
        if place == attribution or (tells(last, place) and tells(place, following)):
            cuts.append(place)
            last = place
    return cuts


def _attribution(lows: list[str], first: int, end: int) -> int | None:
    """Where ", the canton announced" begins at the end of a sentence."""
    for index in range(end - 1, max(first + _SHORTEST, end - _ATTRIBUTION), -1):
        if lows[index] == ",":
            return index + 1 if any(low in SAYING for low in lows[index + 1 : end]) else None
    return None


def _opens(tokens: Tokens, index: int, end: int) -> bool:
    """Tell whether a clause can begin at ``index``."""
    lows = tokens.lows
    low, before, after = lows[index], lows[index - 1], lows[index + 1]
    if low in _MARKS:
        return True
    if low in _OPENERS:
        return not (
            low in {"as", "since"} and after not in _PRONOUNS and not is_past(after) and not after.endswith("ing")
        )
    if low == "to":
        infinitive = tokens.words[index + 1].islower() and after.isalpha() and not after.endswith("ing")
        return infinitive and after not in _NOT_INFINITIVE and before not in AHEAD and before != "going"
    if low in _LINKS:
        return is_verb(after) or after in _PRONOUNS or (index + 2 < end and is_past(lows[index + 2]))
    if before == ",":
        return is_past(low) or low.endswith("ing")
    return False


def _clause(tokens: Tokens, start: int, stop: int, number: int) -> Clause:
    lows = tokens.lows
    head = _head(tokens, start, stop)
    saying = head is not None and lows[head] in SAYING
    ahead = any(lows[i] in AHEAD for i in range(start, stop)) or (start < stop and lows[start] == "to")
    span = Span(tokens.starts[start], tokens.ends[stop - 1])
    return Clause(span, start, stop, number, head, ahead, saying)


def _goes_with(auxiliary: str, word: str) -> bool:
    """Tell whether ``word`` is the verb that an auxiliary before it calls for."""
    if not word.isalpha() or word in _NOT_INFINITIVE:
        return False
    return auxiliary in MODALS or (auxiliary in AUXILIARIES and word.endswith("ing"))


def _head(tokens: Tokens, start: int, stop: int) -> int | None:
    """The last verb of the first group of verbs; else a noun that names an event."""
    lows = tokens.lows
    head = None
    for i in range(start, stop):
        if lows[i] == "may" and tokens.words[i] != "may":
            continue
        if is_verb(lows[i]) or (head == i - 1 and _goes_with(lows[i - 1], lows[i])):
            head = i
        elif head is not None and lows[head] not in STATIVE and not lows[i].endswith("ly"):
            return head
    if head is not None and lows[head] not in STATIVE:
        return head
    if lows[start] == "to" and start + 1 < stop and head is None:
        return start + 1
    noun = next((i for i in range(start, stop) if lows[i] in SCHEDULED), None) if head is None else None
    if noun is None:
        noun = next((i for i in range(start, stop) if lows[i] in EVENT_NOUNS), None)
    return noun if noun is not None else head
