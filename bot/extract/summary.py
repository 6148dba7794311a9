"""An extractive summary: whole sentences, none that needs its neighbour, none twice."""

from __future__ import annotations

import re
from collections import Counter
from math import sqrt

from bot.extract.names.table import NameTable
from bot.extract.spans import Spans, spoken
from bot.extract.wordlist import words
from bot.model import Block, BlockKind, Event, Quote, QuoteKind, Sentence, Span, SpeakerForm

_LEANS = re.compile(
    r"(?:[“\"‘]|(?:``|'')\s?)?(?:He|She|It|They|His|Her|Their|Its|This|That|These|Those"
    r"|Both|But|And|Or|So|Also|However|Meanwhile|Then|Still|Yet|Instead|Moreover|Furthermore|In addition|Therefore|Thus"
    r"|Such|Another|Others?|One|Here|There|The two"
    r"|The pair|The latter|The former|For example|For instance|As a result|At the same time|After all|Nevertheless"
    r"|Indeed|Because|Hence|Otherwise|Similarly|Likewise|We|I|You|My|Our|Your|Below"
    r"|The\s(?:announcements?|moves?|decisions?|comments?|remarks|proposals?|statements?|news|measures?|deal|talks|visit|trip"
    r"|call|same|group|company|men|women|man|woman|spokes\w+|officials?|minister|president|letter|report)(?!\sof\b))\b"
)
_POINTS = re.compile(
    r"\b(?:this|these|those)\s+(?!(?:years?|months?|weeks?|weekend|mornings?|afternoon|evening|night|spring|summer"
    r"|autumn|fall|winter|season|decade|century|quarter|days|who|that|which)\b)[a-z]|"
    r"^(?:After|Against|Amid|At|Before|Besides|By|Despite|During|For|From|In|On|Since|Under|With)"
    r"\s+(?:this|that|these|those|it|them|him|her|then|doing so)\b",
    re.IGNORECASE,
)
"""What is named by pointing back to it: "supports China on this matter", "After that"."""
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = words(
    """
    the and for that with was were has have had are but not from this they his her its their said say says who which
    will would been more than also about after before into over when what there out all can could one two may new year
    """
)
_SIZE = 3
_SHORTEST, _LONGEST = 40, 420
_SAME = 0.6
_SPOKEN = 0.8
_NAMED = 3


def summarise(
    text: str,
    blocks: tuple[Block, ...],
    sentences: tuple[Sentence, ...],
    names: NameTable,
    quotes: tuple[Quote, ...],
    events: tuple[Event, ...],
) -> tuple[Span, ...]:
    """Return up to three sentences in order of the text, scored by position, names, dates, speakers and centrality."""
    candidates = [
        sentence.span
        for sentence in sentences
        if blocks[sentence.block].kind is BlockKind.PARAGRAPH and _stands_alone(text, sentence.span)
    ]
    speech = spoken(quotes)
    candidates = [span for span in candidates if speech.share(span) < _SPOKEN]
    bags = [_bag(text, span) for span in candidates]
    dated = Spans(event.span for event in events if event.dating.date)
    said = Spans(quote.speaker.span for quote in quotes if quote.speaker.span and _names_its_speaker(quote))
    whole = Counter(word for bag in bags for word in bag)
    most = max(whole.values(), default=1)

    def score(index: int) -> float:
        span, bag = candidates[index], bags[index]
        central = sum(whole[word] - 1 for word in bag) / (len(bag) * most) if bag else 0.0
        named = min(_NAMED, len(names.within(span))) / _NAMED
        telling = 0.4 * (dated.share(span) > 0) + 0.3 * (said.share(span) > 0)
        return 1.5 / (1 + index) + central + 0.5 * named + telling

    chosen: list[int] = []
    for index in sorted(range(len(candidates)), key=score, reverse=True):
        if len(chosen) == _SIZE:
            break
        if all(_likeness(bags[index], bags[other]) < _SAME for other in chosen):
            chosen.append(index)
    return tuple(candidates[i] for i in sorted(chosen))


def _names_its_speaker(quote: Quote) -> bool:
    return quote.speaker.form is SpeakerForm.NAME and quote.kind is not QuoteKind.INDIRECT


def _stands_alone(text: str, span: Span) -> bool:
    piece = span.of(text)
    whole = piece[-1:] in ".!?”\"’'" and piece.count("“") == piece.count("”") and piece.count('"') % 2 == 0
    typed = piece.count("``") + piece.count("''")  # marks of two strokes, as typewriters and old wires have them
    return (
        _SHORTEST <= len(piece) <= _LONGEST
        and whole
        and typed % 2 == 0
        and not _LEANS.match(piece)
        and not _POINTS.search(_QUOTED.sub("", piece))
        and not piece[:1].islower()
    )


def _bag(text: str, span: Span) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(span.of(text).lower()) if word not in _COMMON)


def _likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """Cosine of two bags of words, 0 to 1."""
    return len(one & two) / sqrt(len(one) * len(two)) if one and two else 0.0
