"""Indirect speech: what a cue reports without quotation marks, with its speaker.

Every cue outside of marks proposes contents: the clause after it ("X said that ..."), the sentence before it ("..., X
said"), or the rest of the sentence with "according to". A trained judge keeps those that are reports of speech.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from bot.extract.attribution_resolve import Resolver
from bot.extract.attribution_view import View
from bot.extract.indirect_propose import Proposal, propose
from bot.extract.names import NameTable
from bot.model import Dating, Quote, QuoteKind, Span, Speaker


def find_indirect(
    text: str,
    view: View,
    names: NameTable,
    resolver: Resolver,
    said_on: Callable[[list[Span], int], Dating],
    quotes: list[Quote],
) -> list[Quote]:
    """Return the indirect quotes that are not the words of ``quotes`` themselves, in order of the text."""
    taken = sorted(span for quote in quotes for span in quote.spans)
    found: list[Quote] = []
    end = -1
    for proposal in propose(text, view, names):
        span = proposal.span
        if span.start < end or proposal.chance < 0.5 or _is_quoted(span, taken):
            continue
        end = span.end
        found.append(_quote(proposal, resolver, said_on))
    return found


def _is_quoted(span: Span, taken: list[Span]) -> bool:
    """Tell whether most of ``span`` is words in marks that are quotes already."""
    first = max(0, bisect_right(taken, span) - 2)
    near = taken[first : bisect_right(taken, Span(span.end, span.end))]
    covered = sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in near)
    return covered > 0.75 * (span.end - span.start)


def _quote(proposal: Proposal, resolver: Resolver, said_on: Callable[[list[Span], int], Dating]) -> Quote:
    cue = proposal.cue
    speaker, confidence = Speaker(), 0.0
    if proposal.subject is not None:
        identity = resolver.identity(proposal.subject)
        if identity.name is not None:
            speaker = Speaker(identity.name, proposal.subject.span, identity.form)
            confidence = identity.confidence * proposal.chance
    return Quote(
        spans=(proposal.span,),
        kind=QuoteKind.INDIRECT,
        speaker=speaker,
        said_on=said_on([proposal.span], cue.start),
        cue=cue,
        confidence=round(confidence, 3),
    )
