"""The kinds of marked words in the row, and which marked spans are halves of one quotation around a cue."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.extract.attribution.attribute import Attribution
from bot.extract.attribution.view import View
from bot.extract.quotes.setoff import is_set_off

_LONGEST = 24
_ADDED = re.compile(r"[VB].*O,?P?[nNp][^,]*[VBvbG][pR]{0,2},$")
"""A clause of its own hands over to the second words: "A”, said Velk and, as he likes to add, “b”"."""
_ASIDE = re.compile(r"\s*(?:[—–]|--?\s)[^“”\"«»]{2,120}(?:[—–]|\s--?)\s*|\s*\([^()“”\"«»]{2,120}\),?\s*")
"""What somebody does between two halves: "I saw" — he drank — "a light"."""


def rejoin(text: str, view: View, attributions: list[Attribution]) -> None:
    """Give second halves that were held to be nobody's back to their speaker: "The rudder", said Ola, "was fine"."""
    for last, found in pairwise(attributions):
        if not found.is_phrase or last.is_phrase or last.speaker.name is None or last.cue is None:
            continue
        gap = view.letters[view.mark_items[last.index] + 1 : view.mark_items[found.index]]
        told = len(gap) <= _LONGEST and set(gap) & set("VG") and not set(gap) & set(".?|Q:;") and gap[-1] == ","
        inside = last.mark.span.end <= last.cue.start < found.mark.span.start
        set_off = gap[:1] == "," or text[last.mark.span.end - 1] in ",-—–"
        if told and inside and set_off and text[found.mark.span.start].islower():
            found.is_phrase, found.speaker, found.entity = False, last.speaker, last.entity
            found.cue, found.confidence = last.cue, last.confidence


def is_interrupted(text: str, view: View, last: Attribution, found: Attribution) -> bool:
    """Tell whether only a cue inside the sentence stands between two halves: "A," she said, "b."."""
    first, second = view.mark_items[last.index], view.mark_items[found.index]
    gap = view.letters[first + 1 : second]
    aside = _ASIDE.fullmatch(text, last.mark.outer.end, found.mark.outer.start)
    if aside and len(gap) <= _LONGEST and not set(gap) & set(".?|Qqu"):
        halves = last.entity == found.entity or None in {last.speaker.name, found.speaker.name}
        return halves and last.mark.single == found.mark.single and text[found.mark.span.start].islower()
    if not gap or len(gap) > _LONGEST or gap[-1] not in ",-:;" or not set(gap) & set("VGAvB") or set(gap) & set(".?|Q"):
        return False
    if _ADDED.search(gap):
        return False
    tail = text[last.mark.span.end - 1]
    if tail not in ",-—–…?!" and gap[0] not in ",-":
        return False
    if last.entity != found.entity or last.speaker.name != found.speaker.name:
        return False
    if gap[-1] == ":" or last.mark.single != found.mark.single:
        return False
    if gap[-1] == ";" and not text[found.mark.span.start].islower():
        return False
    return is_set_off(text, view, last.index) or last.mark.span.end - last.mark.span.start > 25


def mark_letters(text: str, view: View, attributions: list[Attribution]) -> str:
    """Return the letters of the row with the kinds of marked words told apart (for bot.extract.quotes.observe).

    Direct quotes keep q, Q and u; m and X (with a stop) run on in the reporter's syntax; s and Z are nobody's.
    """
    letters = list(view.letters)
    for found in attributions:
        item = view.mark_items[found.index]
        if found.is_phrase:
            letters[item] = "Z" if letters[item] == "Q" else "s"
        elif not is_set_off(text, view, found.index):
            letters[item] = "X" if letters[item] == "Q" else "m"
    return "".join(letters)
