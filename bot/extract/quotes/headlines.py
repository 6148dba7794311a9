"""Marked words of a headline, a caption or a list, and those set between paragraphs: whose they are, the body tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.extract.attribution.attribute import Attribution
from bot.extract.quotes.marks import Marked
from bot.extract.quotes.phrases import is_title_case
from bot.model import Block, BlockKind, Quote, Speaker, SpeakerForm

_WORD = re.compile(r"\w+")
_STOPPED = re.compile(r"[.!?…][”\"’»]?$")
_SHORTEST, _MOST, _FEWEST = 6, 40, 3
_LOOSE, _LINE = 2, 120
_TOLD, _TITLED = 0.9, 0.7


def give_headlines(
    text: str,
    blocks: tuple[Block, ...],
    attributions: list[Attribution],
    marked: Sequence[Quote],
    unmarked: Sequence[Quote],
) -> bool:
    """Give marked words of headings, pull quotes and short lines to who says them in the body.

    Tells whether any changed hands. Of a short line only those words change that nobody is known to say.

    In an interview the words of the title that the body does not repeat are those of the one who answers.
    """
    body = next((b.span.start for b in blocks if b.kind is BlockKind.PARAGRAPH and _STOPPED.search(b.span.of(text))), 0)
    bare = {found.index for found in attributions if _is_bare(blocks[found.mark.block], found, body)}
    headings = [
        found
        for found in attributions
        if found.index in bare or _is_set_apart(text, blocks[found.mark.block], found.mark)
    ][:_MOST]
    if not headings:
        return False
    places = {found.mark.span.start for found in headings if blocks[found.mark.block].kind is BlockKind.HEADLINE}
    said = [quote for quote in (*marked, *unmarked) if quote.speaker.name and quote.start not in places]
    words = [(quote, f" {_words(' '.join(span.of(text) for span in quote.spans))} ") for quote in said]
    answering = {quote.speaker.name for quote in unmarked} if len(unmarked) >= _FEWEST else set()
    changed = False
    for found in headings:
        wanted = _words(found.mark.span.of(text))
        apart = blocks[found.mark.block].kind is not BlockKind.HEADLINE and found.index not in bare
        others = [(q, body) for q, body in words if q.start != found.mark.span.start]
        bodies = [(q, body) for q, body in others if not apart or len(body) > len(wanted) + _LOOSE]
        repeated = next((q for q, body in bodies if f" {wanted} " in body), None) if len(wanted) >= _SHORTEST else None
        if repeated is not None:
            speaker = Speaker(repeated.speaker.name, repeated.speaker.span, SpeakerForm.CARRIED)
            confidence = _TOLD * repeated.confidence
        elif len(answering) == 1 and found.mark.span.start < unmarked[0].start and wanted.count(" ") + 1 >= _FEWEST:
            speaker, confidence = Speaker(unmarked[0].speaker.name, None, SpeakerForm.CARRIED), _TITLED
        else:
            continue
        found.is_phrase, found.speaker, found.confidence, changed = False, speaker, confidence, True
    return changed


def _is_set_apart(text: str, block: Block, mark: Marked) -> bool:
    """Tell whether marked words stand in a heading, or are a paragraph of their own and no title."""
    if block.kind is BlockKind.HEADLINE:
        return True
    outside = block.span.end - block.span.start - (mark.outer.end - mark.outer.start)
    return outside <= _LOOSE and mark.closed and not mark.continues and not is_title_case(mark.span.of(text).split())


def _is_bare(block: Block, found: Attribution, body: int) -> bool:
    """Tell whether a short line has marked words of nobody known: a key point, a caption, a line over the article.

    The article's first paragraph begins at ``body``.
    """
    span = found.speaker.span
    elsewhere = span is None or not block.span.start <= span.start < block.span.end
    vague = found.speaker.form in {SpeakerForm.NONE, SpeakerForm.ANONYMOUS, SpeakerForm.NOMINAL}
    capital = found.candidate is not None and found.candidate.letter == "L"  # "Torrin says mills need “room”"
    unknown = found.is_phrase or vague or elsewhere or capital
    beside = block.kind in {BlockKind.LIST_ITEM, BlockKind.CAPTION}
    return unknown and block.span.end - block.span.start <= _LINE and (beside or block.span.start < body)


def _words(text: str) -> str:
    return " ".join(word.casefold() for word in _WORD.findall(text.replace("’", "'")))
