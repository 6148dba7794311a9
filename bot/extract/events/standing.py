"""What of a sentence can be shown for a subordinate clause alone, so that its date is not taken for the main deed's."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.events.clauses import Clause
from bot.extract.events.verbs import is_verb, tells_a_clause
from bot.extract.tokens import Tokens
from bot.extract.wordlist import words
from bot.model import Span

_RELATIVE = words("who which whose whom where")
_TEMPORAL = words("since after before when while because although though")
_APART = _RELATIVE | {"since"}
_OPENERS = _RELATIVE | _TEMPORAL
_LEANING = words(
    "he she it they we i you his her its their our this that these those such one another both some others"
)
_ENDS = words("of to by from with in at on for as that and or but than about over under into against between")
_MARKS = frozenset(',;:—–“”"()«»') | {"``", "''"}
_ARTICLES = words("a an the")
_TO_BE = words("is are was were")
_LONGEST = 10  # tokens of what a relative clause tells of


def asides(tokens: Tokens, clauses: Sequence[Clause]) -> list[Span]:
    """Return where a date is that of what "who", "which" or "since" adds, and of nothing else in the sentence.

    Behind a comma of its own the sentence may go on: "thanked Orlu, who leads the party, in Paris on Monday".
    """
    spans = []
    for clause in clauses:
        opener = _opener(tokens, clause)
        if opener is not None and tokens.lows[opener] in _APART:
            within = range(opener + 2, clause.last)
            last = next((index for index in within if tokens.lows[index] == ","), clause.last - 1)
            spans.append(Span(clause.span.start, tokens.ends[last]))
    return spans


def is_subordinate(tokens: Tokens, clause: Clause) -> bool:
    """Tell whether ``clause`` begins with "who", "since" and their like."""
    return _opener(tokens, clause) is not None


def alone(tokens: Tokens, clause: Clause, least: int) -> Span | None:
    """Return what tells a subordinate ``clause`` by itself, from the token ``least`` on; None where it needs the rest.

    A relative clause is told with the words that it describes: "the pirogue, which was rammed on 17 February".
    """
    opener = _opener(tokens, clause)
    if opener is None:
        return None
    lows, end = tokens.lows, clause.span.end
    if lows[opener] in _TEMPORAL:
        first = opener + 1
        leans = first >= clause.last or lows[first] in _LEANING or lows[first].endswith("ing")
        return None if leans else Span(tokens.starts[first], end)
    last = opener - 1 - (opener > least and lows[opener - 1] == ",")
    first = last + 1
    while first > max(least, last - _LONGEST) and not _ends(lows[first - 1]):
        first -= 1
    if first > last or lows[first] in _LEANING:
        return None
    if first - 1 > least and lows[first] in _ARTICLES and lows[first - 1] == "," and _is_name(tokens, first - 2):
        first -= 2
        while first > least and _is_name(tokens, first - 1):
            first -= 1
    return Span(tokens.starts[first], end)


def _opener(tokens: Tokens, clause: Clause) -> int | None:
    """The token that makes ``clause`` subordinate; where a quotation cut the clause in two, it stands before.

    It stands within where the subject opens the sentence: "Albera, who last won on 8 February, led".
    """
    lows, first = tokens.lows, clause.first
    for index in (first, first - 1):
        if index >= 0 and lows[index] in _OPENERS:
            return index
    if first > 1 and lows[first] == "to" and lows[first - 1] in _TO_BE and lows[first - 2] in _RELATIVE:
        return first - 2  # "which was to make its last journey in May"
    subject = range(first + 2, min(first + _LONGEST, clause.last))
    parted = next((i for i in subject if lows[i] in _RELATIVE and lows[i - 1] == ","), None)
    return parted if lows[clause.last - 1] == "," else None


def _is_name(tokens: Tokens, index: int) -> bool:
    return tokens.words[index][:1].isupper()


def _ends(low: str) -> bool:
    """Tell whether ``low`` stands outside the words that a relative clause describes."""
    return low in _ENDS or low in _MARKS or is_verb(low) or tells_a_clause(low)
