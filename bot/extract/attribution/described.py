"""What somebody without a name is called: the noun phrase as printed, with what tells which of many is meant.

"a woman" alone is hardly a speaker; "a woman at the bakery", "a nurse who plans to vote against it" is. Only what
belongs to the noun is taken: nothing after a comma, no time, not the interview in which it was said, and not why the
name is kept back.
"""

from __future__ import annotations

import re

from bot.extract.attribution.view import Candidate, View
from bot.extract.lexicon import IRREGULAR
from bot.extract.names.table import NameTable
from bot.extract.tokens import unbroken

_ENDS = frozenset('.,;:?|qQu-("V')
_BOUND = frozenset(
    {"of", "at", "in", "from", "near", "outside", "inside", "behind", "beside", "for", "with", "to"}
    | {"across", "opposite", "above", "below", "on"}
)
_RELATIVE = frozenset({"who", "whose", "that"})
_OCCASIONS = frozenset(
    {"interview", "phone", "telephone", "call", "court", "briefing", "message", "reply", "hearing", "condition"}
    | {"television", "tv", "radio", "air", "camera", "record", "background", "stage", "line", "show", "programme"}
    | {"program", "podcast", "facebook", "twitter", "x", "instagram", "telegram", "platform", "behalf"}
)
_UNTELLING = frozenset(
    {"name", "named", "names", "anonymous", "anonymously", "anonymity", "identified", "identity", "authorised"}
    | {"authorized", "her", "him"}
)
"""A clause with one of these tells why there is no name, or who is meant only to those who read what stands before."""
_SECOND = _RELATIVE | {
    "is",
    "was",
    "has",
    "had",
    "did",
    "does",
    "would",
    "could",
    "asked",
    "wanted",
    "doesn’t",
    "doesn't",
}
_DECADES = frozenset({"teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties"})
_LEAVES_OFF = re.compile(r",(?:O?W|[Gg])")
"""A further clause about the same one: ", who", ", and who", ", adding that"."""
_ASKING = frozenset({"ask", "asks", "asked", "asking", "beg", "begs", "begged"})
_LONGEST, _MOST = 16, 110


def description(view: View, names: NameTable, candidate: Candidate) -> str:
    """Return what ``candidate`` is called, on one line."""
    end = candidate.span.end
    limit, sure = _reach(view, candidate.item)
    item = candidate.item + 1
    while item < limit:
        following = _past_modifier(view, item, limit, sure=sure)
        if following is None:
            break
        item = following
    if item > candidate.item + 1 and (sure or item == limit or _goes_on(view, item) or view.lows[item] in _RELATIVE):
        end = max(end, names.tokens.ends[view.tokens[item] - 1] if item < len(view.tokens) else names.tokens.ends[-1])
    if end - candidate.span.start > _MOST:
        end = candidate.span.end
    return unbroken(names.text[candidate.span.start : end])


def _reach(view: View, item: int) -> tuple[int, bool]:
    """Return up to which item modifiers can stand, and whether they may stop before it.

    Before its verb all that stands between belongs to the noun; after it ("said a man in red") more may follow.
    """
    letters = view.letters
    farthest = min(len(letters), item + _LONGEST)
    if item > 0 and view.lows[item - 1] in _ASKING and view.lows[item + 1 : item + 2] == ["for"]:
        return item, False  # "The judge asked counsel for quiet"
    inverted = (item > 0 and letters[item - 1] in "Vv") or letters[max(0, item - 2) : item] == "AP"
    for at in range(item + 1, farthest):
        left = _LEAVES_OFF.match(letters, at) if not inverted and letters[item] == "n" else None
        if left is not None and left[0][-1] in "Gg" and _is_past(view.lows[item + 1]):
            return item, False  # "The regulator fined Talbrek, saying"
        if left is not None:
            return at, False  # "A captain leading the search, who would not be named, said"
        if inverted and view.lows[at] == "as" and letters[at + 1 : at + 2] in {"G", "g"}:
            return at, False  # "quoted an aide to the mayor as saying"
        if inverted and letters[at] in ".,;:|qQu":
            return at, True
        if not inverted and letters[at] in "VB" and _is_main(view, item, at):
            if view.subjects[at][1] == "o" or view.lows[at - 1] == "to":
                return item, False  # "A man drove up and said", "A spokeswoman declined to say"
            return item + len(letters[item:at].rstrip("xR")), False
    return (farthest, True) if inverted else (item, False)


def _is_main(view: View, item: int, verb: int) -> bool:
    """Tell whether a verb of saying is that of ``item``, not of a relative clause or a noun: "a woman who said"."""
    at = verb - 1
    while at > item and view.letters[at] in "xR":
        at -= 1
    return view.subjects.get(verb, (-1, ""))[0] == item and view.lows[at] not in _RELATIVE and view.letters[at] != "D"


def _past_modifier(view: View, item: int, limit: int, *, sure: bool) -> int | None:
    """Return the item after the relative clause, participle or preposition with its noun that begins at ``item``."""
    letters, lows = view.letters, view.lows
    if lows[item] in _RELATIVE or _is_participle(lows[item]):
        at = item + 1
        while at < limit and letters[at] not in _ENDS - {"V"} and not _goes_on(view, at):
            at += 1
        quoting = "V" in letters[item:at] and letters[at : at + 1] in tuple("quQ:,")  # "a man who said he saw “…”"
        return None if at == item + 1 or quoting or _UNTELLING & set(lows[item:at]) else at
    if lows[item] not in _BOUND:
        return None
    at = item + 1
    while at < limit and (letters[at] in "DwnNMLeoJ#K" or letters[at - 1] == "D") and not _is_participle(lows[at]):
        aged = lows[at] in {"her", "his"} and lows[at + 1 : at + 2] != [] and lows[at + 1] in _DECADES
        if letters[at] == "K" or (lows[at] in _UNTELLING and not aged) or (sure and letters[at] in "#"):
            return None
        if lows[at] in _OCCASIONS:
            return None
        at += 1
        if letters[at - 1] in "nNMLe" and letters[at : at + 1] not in tuple("nNMLew"):
            break
    return at if at > item + 1 and letters[at - 1] != "D" else None


def _goes_on(view: View, item: int) -> bool:
    """Tell whether a second clause begins that says of the same one what a reader need not know: "and who, like"."""
    return view.letters[item] == "O" and view.lows[item + 1 : item + 2] != [] and view.lows[item + 1] in _SECOND


def _is_participle(low: str) -> bool:
    return _is_past(low) or (low.endswith("ing") and len(low) > len("being"))


def _is_past(low: str) -> bool:
    return low in IRREGULAR or (low.endswith("ed") and len(low) > 4)
