"""The kinds of marked words in the row, and which marked spans are halves of one quotation around a cue."""

from __future__ import annotations

from bot.extract.attribution.attribute import Attribution
from bot.extract.attribution.view import View
from bot.extract.quotes.setoff import is_set_off


def is_interrupted(text: str, view: View, last: Attribution, found: Attribution) -> bool:
    """Tell whether only a cue inside the sentence stands between two halves: "A," she said, "b."."""
    first, second = view.mark_items[last.index], view.mark_items[found.index]
    gap = view.letters[first + 1 : second]
    if not gap or len(gap) > 24 or gap[-1] not in ",-:;" or not set(gap) & set("VGAvB") or set(gap) & set(".?|Q"):
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
