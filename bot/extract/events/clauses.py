"""Sentences -> clauses: stretches that have a verb of their own, told by conjunctions and verb forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bot.extract.events.verbs import (
    AHEAD,
    AUXILIARIES,
    BETWEEN,
    DESCRIBING,
    EVENT_NOUNS,
    MODALS,
    NO_VERBS,
    PLAIN_DEEDS,
    PRESENT_SAYING,
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
_SUBJECTS = words("the a an he she it they we i you his her its their our this that these those no some all more most")
_SAYING_NOUNS = words("reports claims state states according")
_DAYS = words("monday tuesday wednesday thursday friday saturday sunday yesterday today")
_WHEN = _DAYS | words("on late early morning afternoon evening night")
_DAY_WORDS = 5  # "on late Thursday evening"
_COMPLEMENT = 6  # tokens between a verb of saying and the "that" of what was said
_RELATIVES = words("who which that")
_SUBJECT = 4  # tokens of "levels" in "says levels will peak"
_DESCRIBED = (["of"], ["as"], ["by"], ["with"])
_NO_INFINITIVE = re.compile(r"ing$|(?<![su])s$")  # "to workers", but "to discuss", "to focus"
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
    attributions = _attributions(lows, verbs, first, end)
    places = sorted({*places, *attributions})

    def tells(start: int, stop: int) -> bool:
        return lows[start] == "to" or verbs[stop] > verbs[start] or _present_deed(lows, start, stop) is not None

    cuts: list[int] = []
    last = first
    for place, following in pairwise([*places, end]):
        if place in attributions or (tells(last, place) and tells(place, following)):
            cuts.append(place)
            last = place
    return cuts


def _attributions(lows: list[str], verbs: list[int], first: int, end: int) -> frozenset[int]:
    """Where ", the canton announced" begins, at the end of a sentence or between two commas."""
    commas = [index for index in range(first, end) if lows[index] == ","]
    found = []
    for comma, following in pairwise([*commas, end]):
        if comma > first + _SHORTEST:
            near = range(comma + 1, following if following - comma <= _ATTRIBUTION else comma + _SUBJECT)
            saying = next((i for i in near if lows[i] in SAYING), None)
            if saying is not None and (following == end or verbs[saying] == verbs[comma + 1]):
                found.append(comma + 1)
    return frozenset(found)


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
        infinitive = tokens.words[index + 1].islower() and after.isalpha() and not _NO_INFINITIVE.search(after)
        return infinitive and after not in _NOT_INFINITIVE and before not in AHEAD and before != "going"
    said = _before_its_day(lows, index)
    if said in SAYING and said not in _SAYING_NOUNS and low not in _WHEN:
        named = low in _SUBJECTS or tokens.words[index][:1].isupper()
        return named or not AUXILIARIES.isdisjoint(lows[index + 1 : index + _SUBJECT])
    if low == "that" and any(earlier in SAYING for earlier in lows[max(0, index - _COMPLEMENT) : index]):
        return True
    if low in _LINKS:
        return is_verb(after) or after in _PRONOUNS or (index + 2 < end and is_past(lows[index + 2]))
    if before == ",":
        return is_past(low) or low.endswith("ing")
    return False


def _before_its_day(lows: list[str], index: int) -> str:
    """The word before ``index``, or before the day that stands there: "said" of "said on Thursday it would close"."""
    last = index - 1
    while last > max(0, index - _DAY_WORDS) and lows[last] in _WHEN:
        last -= 1
    return lows[last]


def _present_deed(lows: list[str], start: int, stop: int) -> int | None:
    """The verb of "when ministers meet in Riga": a present form of a deed behind a subject, which may be a noun too."""
    if lows[start] != "when":
        return None
    return next((i for i in range(start + 2, min(start + _SUBJECT + 2, stop)) if lows[i] in PLAIN_DEEDS), None)


def _clause(tokens: Tokens, start: int, stop: int, number: int) -> Clause:
    lows = tokens.lows
    head = _head(tokens, start, stop)
    saying = head is not None and lows[head] in SAYING
    ahead = any(lows[i] in AHEAD for i in range(start, stop)) or (start < stop and lows[start] == "to")
    span = Span(tokens.starts[start], tokens.ends[stop - 1])
    return Clause(span, start, stop, number, head, ahead, saying)


def _goes_with(auxiliary: str, word: str) -> bool:
    """Tell whether ``word`` is the verb that an auxiliary before it calls for."""
    if not word.isalpha() or word in _NOT_INFINITIVE or word in NO_VERBS:
        return False
    return auxiliary in MODALS or (auxiliary in AUXILIARIES and word.endswith("ing"))


def _tells(word: str) -> bool:
    return is_verb(word) or word in PRESENT_SAYING


def _describes(lows: list[str], start: int, index: int, stop: int) -> bool:
    """Tell whether the verb at ``index`` only describes a noun before the clause's own: "a man known as Tol left"."""
    before = lows[index - 1] if index > start else ""
    participle = lows[index] in DESCRIBING and before not in AUXILIARIES and lows[index + 1 : index + 2] in _DESCRIBED
    participle = participle and lows[index : index + 2] != ["called", "with"]  # a ship that calls with passengers
    if before == "no":
        return True  # "of no fixed address"
    relative = before in _RELATIVES and index - 1 > start
    return participle or (relative and any(_tells(low) for low in lows[index + 2 : stop]))


def _head(tokens: Tokens, start: int, stop: int) -> int | None:
    """The last verb of the first group of verbs; else a noun that names an event."""
    lows = tokens.lows
    head, last = None, -1  # last: the end of the group of verbs, adverbs among them
    for i in range(start, stop):
        if lows[i] == "may" and tokens.words[i] != "may":
            continue
        if head is not None and (lows[i] in BETWEEN or lows[i].endswith("ly")):
            last += last == i - 1
        elif _tells(lows[i]) or (head is not None and last == i - 1 and _goes_with(lows[head], lows[i])):
            if not _describes(lows, start, i, stop):
                head = last = i
        elif head is not None and lows[head] not in STATIVE:
            return head
    if head is not None and lows[head] not in STATIVE:
        return head
    if lows[start] == "to" and start + 1 < stop and head is None:
        return start + 1
    if head is None and (deed := _present_deed(lows, start, stop)) is not None:
        return deed
    noun = next((i for i in range(start, stop) if lows[i] in SCHEDULED), None) if head is None else None
    if noun is None:
        noun = next((i for i in range(start, stop) if lows[i] in EVENT_NOUNS), None)
    return noun if noun is not None else head
