"""Indirect speech: what a cue reports without quotation marks, with its speaker.

Every cue outside of marks proposes contents (bot.extract.quotes.propose): the clause after it ("X said that ..."),
the sentence before it ("..., X said"), or the rest of the sentence with "according to". A trained judge keeps one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise

from bot.extract.attribution.rank import load_weights, score, softmax
from bot.extract.attribution.resolve import Resolver
from bot.extract.attribution.view import View
from bot.extract.events.verbs import is_verb
from bot.extract.quotes.propose import Proposal, features, propose, span_of
from bot.model import Dating, Quote, QuoteKind, Span, Speaker

_SAYING = frozenset("VBGA")
_NO_CLAUSE = frozenset("OGg,(")  # a content that begins so is a circumstance, or runs on from another cue
_SURE = 0.5
_FEWEST = 3

KEEP = 0.4
"""Below this probability a content is not kept; chosen on the train part."""


def find_indirect(
    text: str,
    view: View,
    resolver: Resolver,
    said_on: Callable[[list[Span], int], Dating],
    quotes: list[Quote],
) -> list[Quote]:
    """Return the indirect quotes that are not the words of ``quotes`` themselves, in order of the text."""
    weights = load_weights("indirect")
    taken = sorted(span for quote in quotes for span in quote.spans)
    tokens = resolver.names.tokens
    found: list[Quote] = []
    for cue, proposals in propose(view):
        chances = softmax([weights.get("0", 0.0), *(score(weights, features(view, p)) for p in proposals)])
        best = max(range(len(proposals)), key=lambda n: chances[n + 1])
        if 1 - chances[0] < KEEP:
            continue
        span = span_of(text, view, tokens, proposals[best].first, proposals[best].last)
        if span.end > span.start and not _is_quoted(span, taken):
            token = view.tokens[cue]
            cue_span = Span(tokens.starts[token], tokens.ends[token])
            found.append(_quote(proposals[best], span, cue_span, 1 - chances[0], view, resolver, said_on))
    return found


def _is_quoted(span: Span, taken: list[Span]) -> bool:
    """Tell whether most of ``span`` is words in marks that are quotes already."""
    first = max(0, bisect_right(taken, span) - 2)
    near = taken[first : bisect_right(taken, Span(span.end, span.end))]
    covered = sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in near)
    return covered > 0.75 * (span.end - span.start)


def _quote(
    proposal: Proposal,
    span: Span,
    cue: Span,
    chance: float,
    view: View,
    resolver: Resolver,
    said_on: Callable[[list[Span], int], Dating],
) -> Quote:
    speaker, confidence = Speaker(), 0.0
    subject = view.subjects.get(proposal.cue)
    mention = resolver.at_item.get(subject[0]) if subject is not None else None
    if mention is not None and not proposal.first <= mention.item < proposal.last:
        identity = resolver.identity(mention)
        if identity.name is not None:
            speaker = Speaker(identity.name, mention.span, identity.form)
            confidence = identity.confidence * chance
    return Quote(
        (span,),
        QuoteKind.INDIRECT,
        speaker,
        said_on([span], cue.start),
        cue,
        confidence=round(confidence, 3),
        stated=confidence >= _SURE and _is_statement(proposal, view),
    )


def _is_statement(proposal: Proposal, view: View) -> bool:
    """Tell whether a verb of saying reports a clause: a content of some words, with a verb in it."""
    letters = view.letters[proposal.first : proposal.last]
    if view.letters[proposal.cue] not in _SAYING or len(letters) < _FEWEST or letters[0] in _NO_CLAUSE:
        return False
    lows = view.lows[proposal.first : proposal.last]
    pairs = zip(pairwise(lows), letters[1:], strict=True)
    infinitive = any(low == "to" and letter in "wVBvbquQ" for (low, _), letter in pairs)
    return infinitive or any(letter in "VvBbx" for letter in letters) or any(map(is_verb, lows))
