"""Direct or mixed, and which marked spans are halves of one quotation around a cue."""

from __future__ import annotations

import re

from bot.extract.attribution.attribute import Attribution
from bot.extract.attribution.view import View

_SAY_BEFORE = re.compile(r"[VGBA][^.?Q|qu]{0,12}$")
_CUE_CLAUSE = re.compile(r"[,-]?[^.?Q|quNMLnedp]*[VvGgA]?[^.?Q|qu]*[,-]$")


def is_direct(text: str, view: View, found: Attribution) -> bool:
    """Tell whether the words stand alone or are set off by comma, colon or paragraph."""
    mark, item, letters = found.mark, view.mark_items[found.index], view.letters
    if mark.resumes or mark.continues:
        return True
    inner = text[mark.span.start : mark.span.end].strip()
    before = letters[item - 1 : item]
    after = letters[item + 1 : item + 2]
    ended = letters[item] in "qQ" or inner[-1:] in "-—–…"
    words = inner.count(" ") + 1
    capital = inner[:1].isupper() or inner[:1] in "[…("
    if before in {"|", ".", "Q", "?", ":", "", "q"}:
        return ended or after in {"|", "", "."} or (words > 4 and after in {"V", "N", "p", "n", "M"})
    if before in {",", "-"}:
        introduced = _SAY_BEFORE.search(letters, max(0, item - 16), item - 1) is not None
        return ended and (capital or words > 4) and (introduced or (before == "," and capital and words > 3))
    if before in set("VGBAtNp") and capital and words > 3:
        return letters[item] == "Q" or letters[item] == "q"
    return False


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
    return is_direct(text, view, last) or last.mark.span.end - last.mark.span.start > 25
