"""Annotations made by hand, of invented people: what extraction would find, without extraction.

A text is written out, and everything else is named by its own words: ``said("we agree", who="Mira Kovach")``
finds the first place where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.model import (
    Annotations,
    Block,
    BlockKind,
    Dating,
    Derivation,
    Document,
    Entity,
    EntityKind,
    Event,
    HowKnown,
    Metadata,
    PartialDate,
    Quote,
    QuoteKind,
    Sentence,
    Span,
    Speaker,
    SpeakerForm,
    TimeExpression,
    TimexType,
)

_SENTENCE = re.compile(r"[^.!?]+[.!?]*[”\"]?")


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a text that somebody said."""

    words: tuple[str, ...]
    who: str | None
    kind: QuoteKind
    on: Dating
    via: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Happened:
    """Words of a text that tell an event; ``trigger`` is the word of them that names it."""

    words: str
    on: Dating
    who: tuple[str, ...] = ()
    place: str | None = None
    planned: bool = False
    trigger: str | None = None


def dated(date: str | None, how: HowKnown = HowKnown.PRINTED, words: str | None = None) -> Dating:
    """A date as ISO, or an unknown one."""
    return Dating(PartialDate.parse(date), Derivation(how, words or date)) if date else Dating.unknown("not said")


def said(
    *words: str,
    who: str | None,
    on: str | None = None,
    kind: QuoteKind = QuoteKind.DIRECT,
    via: str | None = None,
    confidence: float = 1.0,
) -> Said:
    """A quote, of several parts where something stands between them."""
    return Said(words, who, kind, dated(on), via, confidence)


def happened(
    words: str,
    on: str | None = None,
    who: Sequence[str] = (),
    place: str | None = None,
    planned: bool = False,
    trigger: str | None = None,
) -> Happened:
    """An event."""
    return Happened(words, dated(on), tuple(who), place, planned, trigger)


def annotated(
    name: str,
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    people: Mapping[str, Sequence[str]] | None = None,
    others: Mapping[str, EntityKind] | None = None,
    roles: Mapping[str, str] | None = None,
    quotes: Sequence[Said] = (),
    events: Sequence[Happened] = (),
    times: Mapping[str, str] | None = None,
    aliases: Mapping[str, Sequence[str]] | None = None,
    summary: Sequence[str] = (),
    conflicts: Sequence[str] = (),
) -> Annotations:
    """The annotations of a text whose paragraphs are its lines.

    ``people`` maps names to further forms, ``others`` other names to what they are, ``times`` words to ISO dates,
    ``aliases`` is what the curator states of names.
    """
    blocks = tuple(Block(Span(*line.span()), BlockKind.PARAGRAPH) for line in re.finditer(r"[^\n]+", text))
    sentences = tuple(
        Sentence(Span(block.span.start + found.start() + _indent(found), block.span.start + found.end()), index)
        for index, block in enumerate(blocks)
        for found in _SENTENCE.finditer(block.span.of(text))
        if found.group().strip()
    )
    curated = tuple((canonical, tuple(forms)) for canonical, forms in (aliases or {}).items())
    entities = [
        _entity(text, one, EntityKind.PERSON, tuple(forms), (roles or {}).get(one))
        for one, forms in (people or {}).items()
    ]
    entities += [_entity(text, one, kind, (), None) for one, kind in (others or {}).items()]
    return Annotations(
        document=Document(
            name,
            text,
            Metadata(url=url),
            aliases=curated,
            content_hash=sha256(text.encode(errors="replace")).hexdigest(),
        ),
        published=dated(published, HowKnown.HEADER),
        title=title,
        publisher=publisher,
        blocks=blocks,
        sentences=sentences,
        entities=tuple(entities),
        times=tuple(
            TimeExpression(span(text, words), TimexType.DATE, iso, dated(iso, words=words))
            for words, iso in (times or {}).items()
        ),
        quotes=tuple(_quote(text, one) for one in quotes),
        events=tuple(_event(text, one) for one in events),
        summary=tuple(span(text, words) for words in summary),
        conflicts=tuple(conflicts),
    )


def span(text: str, words: str) -> Span:
    """Where ``words`` first stand in ``text``."""
    start = text.index(words)
    return Span(start, start + len(words))


def _indent(found: re.Match[str]) -> int:
    return len(found.group()) - len(found.group().lstrip())


def _entity(text: str, name: str, kind: EntityKind, forms: tuple[str, ...], role: str | None) -> Entity:
    pattern = "|".join(re.escape(form) for form in sorted((name, *forms), key=len, reverse=True))
    return Entity(name, kind, forms, tuple(Span(*found.span()) for found in re.finditer(pattern, text)), role)


def _quote(text: str, one: Said) -> Quote:
    form = SpeakerForm.NAME if one.who else SpeakerForm.NONE
    where = span(text, one.who) if one.who and one.who in text else None
    spans = tuple(span(text, words) for words in one.words)
    return Quote(spans, one.kind, Speaker(one.who, where, form), one.on, via=one.via, confidence=one.confidence)


def _event(text: str, one: Happened) -> Event:
    trigger = span(text, one.trigger) if one.trigger else None
    return Event(span(text, one.words), one.on, trigger, one.planned, one.who, one.place)
