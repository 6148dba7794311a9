"""Marked words of a headline: whose they are, the body tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.extract.attribution.attribute import Attribution
from bot.model import Block, BlockKind, Quote, Speaker, SpeakerForm

_WORD = re.compile(r"\w+")
_SHORTEST, _MOST, _FEWEST = 6, 40, 3
_TOLD, _TITLED = 0.9, 0.7


def give_headlines(
    text: str,
    blocks: tuple[Block, ...],
    attributions: list[Attribution],
    marked: Sequence[Quote],
    unmarked: Sequence[Quote],
) -> bool:
    """Give marked words of headings to who says them in the body; tell whether any changed hands.

    In an interview the words of the title that the body does not repeat are those of the one who answers.
    """
    headings = [found for found in attributions if blocks[found.mark.block].kind is BlockKind.HEADLINE][:_MOST]
    if not headings:
        return False
    places = {found.mark.span.start for found in headings}
    said = [quote for quote in (*marked, *unmarked) if quote.speaker.name and quote.start not in places]
    words = [(quote, f" {_words(' '.join(span.of(text) for span in quote.spans))} ") for quote in said]
    answering = {quote.speaker.name for quote in unmarked} if len(unmarked) >= _FEWEST else set()
    changed = False
    for found in headings:
        wanted = _words(found.mark.span.of(text))
        repeated = next((q for q, body in words if f" {wanted} " in body), None) if len(wanted) >= _SHORTEST else None
        if repeated is not None:
            speaker = Speaker(repeated.speaker.name, repeated.speaker.span, SpeakerForm.CARRIED)
            confidence = _TOLD * repeated.confidence
        elif len(answering) == 1 and found.mark.block == 0 and wanted.count(" ") + 1 >= _FEWEST:
            speaker, confidence = Speaker(unmarked[0].speaker.name, None, SpeakerForm.CARRIED), _TITLED
        else:
            continue
        found.is_phrase, found.speaker, found.confidence, changed = False, speaker, confidence, True
    return changed


def _words(text: str) -> str:
    return " ".join(word.casefold() for word in _WORD.findall(text.replace("’", "'")))
