"""Direct or mixed: whether marked words stand alone or run on in the reporter's own syntax."""

from __future__ import annotations

import re

from bot.extract.attribution.view import View

_SAY_BEFORE = re.compile(r"[VGBA][^.?Q|qu]{0,12}$")


def is_set_off(text: str, view: View, number: int) -> bool:
    """Tell whether the ``number``-th marked words stand alone or are set off by comma, colon or paragraph."""
    mark, item, letters = view.marks[number], view.mark_items[number], view.letters
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
