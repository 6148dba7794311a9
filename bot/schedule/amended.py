"""A posted reply as it should read now: the same cards, those whose source has changed made anew, each saying so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.cards import Card, CardKind, Citation, Reply
from bot.commands.corrected import long_date
from bot.commands.show import CardMaker
from bot.commands.spoken import Spoken
from bot.commands.wording import joined, listed
from bot.schedule.verdicts import Fate, Verdict
from bot.store.corpus import Corpus

_CONTEXT = "in context"


def amended_reply(reply: Reply, verdicts: Sequence[Verdict], corpus: Corpus, day: dt.date) -> Reply:
    """``reply`` with what ``verdicts`` (one for each of its citations, in order) say, amended on ``day``.

    Citations keep their numbers. Pictures are left out: they would show the former words.
    """
    cards, position = [], 0
    for card in reply.cards:
        mine = verdicts[position : position + len(card.citations)]
        position += len(card.citations)
        cards.append(_card(card, mine, corpus, day))
    return replace(reply, cards=tuple(cards))


def _card(card: Card, verdicts: Sequence[Verdict], corpus: Corpus, day: dt.date) -> Card:
    if all(one.fate is Fate.SAME for one in verdicts):
        return card
    lead, *others = verdicts
    first, *further = card.citations
    match lead.fate:
        case Fate.GONE if card.kind is not CardKind.INFO:
            return _gone(card, lead, day)
        case Fate.CHANGED:
            made = _made_anew(card, lead, corpus)
            numbered = replace(made.citations[0], number=first.number)
            said = f"Amended on {long_date(day)}: the source text changed."
            return replace(made, citations=(numbered,), body=joined((made.body, said), "\n"))
        case _:
            return _without_those_gone(card, [lead, *others], [first, *further], day)


def _made_anew(card: Card, lead: Verdict, corpus: Corpus) -> Card:
    """The card of what stands in the place of ``lead``, of the same sort; its first citation is that of the words."""
    make = CardMaker()
    in_context = any(passage.label == _CONTEXT for passage in card.passages)
    if lead.quote and in_context:
        spans = lead.quote.spans
        paragraph = corpus.paragraph(lead.quote.document.id, spans[0].start, spans[-1].end)
        return make.paragraph(paragraph, spans, make.quote(Spoken(lead.quote)).body, quote_id=lead.quote.id)
    if lead.event and in_context:
        span = lead.event.span
        paragraph = corpus.paragraph(lead.event.document.id, span.start, span.end)
        return make.paragraph(paragraph, (span,), card.body, event_id=lead.event.id)
    if lead.quote:
        return make.quote(Spoken(replace(lead.quote, also_in=())))
    if lead.event:
        return make.event(replace(lead.event, also_told=(), plans=(), became=None))
    if lead.document is None:
        raise ValueError("what has changed has a document")
    return make.document(lead.document) if card.fields else make.document_line(lead.document)


def _gone(card: Card, lead: Verdict, day: dt.date) -> Card:
    """What is left of a card: who, when, and that the words were taken back. Its document is named if it is there."""
    said = f"Removed on {long_date(day)}: the source no longer has this text."
    first = card.citations[0]
    left = (
        Citation(first.number, lead.document.id, lead.document.title, lead.document.publisher)
        if lead.document
        else None
    )
    return Card(
        CardKind.WARNING,
        title=card.title if card.kind is not CardKind.DOCUMENT else "",
        subtitle=card.subtitle if card.kind is not CardKind.DOCUMENT else "",
        body=said,
        citations=(left,) if left else (),
    )


def _without_those_gone(card: Card, verdicts: Sequence[Verdict], citations: Sequence[Citation], day: dt.date) -> Card:
    """The card whose own words stand: sources that have them no more are taken off, and named as such."""
    pairs = list(zip(citations, verdicts, strict=True))
    gone = [f"[{citation.number}]" for citation, one in pairs if one.fate is Fate.GONE]
    changed = [f"[{citation.number}]" for citation, one in pairs if one.fate is Fate.CHANGED]
    lines = (
        f"Amended on {long_date(day)}: {listed(gone)} no longer {'have' if len(gone) > 1 else 'has'} this text."
        if gone
        else "",
        f"Amended on {long_date(day)}: the text of {listed(changed)} changed." if changed else "",
    )
    kept = tuple(citation for citation, one in pairs if one.fate is not Fate.GONE)
    return replace(card, citations=kept, body=joined((card.body, *lines), "\n"))
