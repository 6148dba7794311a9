"""Marked words that fill a line but for a name: reactions in a list, a box of quotations with names under them.

"• Mara Velk, opposition – “A black day.”", "“I am speechless” (Tom Brandt, singer)", or the name on the next line.
"""

from __future__ import annotations

import re

from bot.extract.attribution.attribute import Attribution
from bot.extract.names.table import NameTable
from bot.extract.quotes.phrases import is_title_case
from bot.extract.quotes.turns import SPOKEN, untitled
from bot.model import Block, EntityKind, Span, Speaker, SpeakerForm

_NAME = r"(?P<name>[A-ZÀ-ÖØ-Þ][\w.’'-]*(?:\s[\w.’'-]+){0,4}?)(?P<role>,\s[^“”\"\n:.]{2,60}?)?"
_BEFORE = re.compile(rf"(?:[-•*·▪►–]\s+|\d{{1,2}}[.)]\s+)?{_NAME}(?::|\s[–—-])\s*$")
_AFTER = re.compile(rf"\s*(?:[—–-]\s?|\()?{_NAME}\)?\.?$")
_BELOW = re.compile(rf"{_NAME}$")
_THAT_WAS = re.compile(
    r"[.!?]?\s+(?:That|This|So|Thus|Those|These)\s(?:was|were|is|are|spoke|says|said|came\sfrom|comes\sfrom)\s"
    r"(?:the\s(?:words?|view|verdict|opinion|judgement|judgment|voice)\sof\s)?"
)
_LOOSE, _LONGEST_NAME = 2, 80
_SIGNED = 0.95


def give_signed(text: str, blocks: tuple[Block, ...], names: NameTable, attributions: list[Attribution]) -> None:
    """Give marked words to the person whose name stands beside them, if nobody is known to say them, or below them.

    Not the title of a work, beside which its author stands: "“The Long Night” (Tom Brandt)".
    """
    for found in attributions:
        label = _beside(text, blocks, found) if found.mark.closed and not _is_title(text, found) else None
        if label is None and not found.is_phrase and found.speaker.name is None:
            label = _told_behind(text, names, found)
        if label is None or (_is_given(found) and not _is_handed(text, blocks[found.mark.block], label)):
            continue
        index = names.index_of(label.of(text))
        index = names.index_of(untitled(label.of(text))) if index is None else index
        if index is None or names.people[index].kind is not EntityKind.PERSON:
            continue
        found.is_phrase, found.labelled, found.entity, found.confidence = False, True, index, _SIGNED
        found.speaker = Speaker(names.people[index].name, label, SpeakerForm.NAME)


def _told_behind(text: str, names: NameTable, found: Attribution) -> Span | None:
    """Return where the next sentence names who said so: "“A disgrace.” That was Councillor Mara Velk, speaking at"."""
    match = _THAT_WAS.match(text, found.mark.outer.end)
    if match is None:
        return None
    named = next(iter(names.within(Span(match.end(), match.end() + _LONGEST_NAME))), None)
    if named is None or named.whole.start != match.end() or named.possessive:
        return None
    return named.span if text[named.span.end : named.span.end + 1] in {",", "."} else None


def _is_title(text: str, found: Attribution) -> bool:
    words = found.mark.span.of(text).strip()
    return is_title_case(words.split()) and words[-1:] not in tuple(".!?…")


def _is_given(found: Attribution) -> bool:
    return not found.is_phrase and found.speaker.name is not None


def _is_handed(text: str, block: Block, label: Span) -> bool:
    """Tell whether a name stands so that nobody else can speak: under the words, or before them with a colon."""
    return label.start >= block.span.end or text[label.end : label.end + 1] == ":"


def _beside(text: str, blocks: tuple[Block, ...], found: Attribution) -> Span | None:
    """Return where the name stands, before the marked words, behind them or on the next line."""
    span, outer = blocks[found.mark.block].span, found.mark.outer
    before, after = outer.start - span.start, span.end - outer.end
    match = None
    if after <= _LOOSE and before > _LOOSE:
        match = _BEFORE.match(text, span.start, outer.start)
    elif before <= _LOOSE and after > _LOOSE:
        match = _AFTER.match(text, outer.end, span.end)
    elif before <= _LOOSE and found.mark.block + 1 < len(blocks):
        below = blocks[found.mark.block + 1]
        match = _BELOW.match(text, *below.span) if below.kind in SPOKEN else None
    return Span(*match.span("name")) if match is not None else None
