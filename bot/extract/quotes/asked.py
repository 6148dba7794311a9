"""Marked words within the questions of an interview: "You once told the broadcaster X that guests were “children”"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from bot.extract.attribution.attribute import Attribution
from bot.extract.attribution.mind import HE, SHE
from bot.extract.quotes.turns import Turn
from bot.model import Speaker, SpeakerForm

_YOU = re.compile(
    r"\b[Yy]ou(?:[’']ve)? (?:(?:\w+ly|once|have|had|did|also|even|used to|often|famously) ){0,3}"
    r"(?:told|tell|said|say|wrote|write|called?|described?|argued?|claimed?|admitted|joked|replied|answered|put it)\b"
    r"[^.?!\n]*$"
)
_REACH, _SURE = 200, 0.85


def give_the_asked(text: str, turns: Sequence[Turn], attributions: Sequence[Attribution]) -> None:
    """Give marked words that a question says "you" to have said to the one who answers it next.

    ``turns`` in order of the text; a question of nobody in particular has no name.
    """
    starts = [turn.spans[0].start for turn in turns]
    answering: list[str | None] = []  # the name of the next turn that has one
    for turn in reversed(turns):
        answering.append(turn.name or (answering[-1] if answering else None))
    answering.reverse()
    answers = {turn.name for turn in turns} - {None}
    for found in attributions:
        mention = found.candidate
        if len(answers) == 1 and found.speaker.name is None and mention is not None and mention.word in HE | SHE:
            (name,) = answers  # a scene between the answers: "Listen," she says
            found.confidence, found.speaker = _SURE, Speaker(name, mention.span, SpeakerForm.PRONOUN)
        number = bisect_right(starts, found.mark.span.start) - 1
        if number < 0 or turns[number].name is not None or turns[number].spans[-1].end < found.mark.span.end:
            continue
        begin = max(turns[number].spans[0].start, found.mark.span.start - _REACH)
        if _YOU.search(text, begin, found.mark.outer.start) is None:
            continue
        if answering[number] is not None:
            found.is_phrase, found.confidence = False, _SURE
            found.speaker = Speaker(answering[number], None, SpeakerForm.PRONOUN)
