"""Who is said to have worded marked words so: beside them or in the sentence behind them. An item each, -1 for none."""

from __future__ import annotations

from bot.extract.attribution.view import View

_WORDING = frozenset({"words", "phrase", "phrasing", "telling", "formulation"})
_REMARKS = frozenset({"remark", "remarks", "comment", "comments", "words", "phrase", "jibe", "accusation", "outburst"})
_CRIES = frozenset({"cry", "cries", "shout", "shouts", "call", "calls", "chant", "chants", "murmur", "murmurs"})
_CRIES |= {"yells", "screams", "jeers", "howls", "catcalls"}
_BY, _BEING = frozenset({"by", "from"}), frozenset({"is", "was", "’s", "'s"})
_STOPS = frozenset(".?|Q;")
_MENTIONS = frozenset("NMnpo")
_MET = frozenset({"was", "were", "been", "being", "met", "greeted", "interrupted", "amid", "there", "to"})
"""What tells that a cry is another's than whose clause it is: "Velk was met with shouts of"."""
_BREAKING = frozenset({"with", "in", "into"})
_NEXT_TO = frozenset({"to", "of", "by", "at", "with", "for", "from", "in", "on", "against"})
_COMING = frozenset({"came", "comes", "went", "goes", "rose"})
_FAR, _NEAR, _BESIDE, _CLAUSE = 24, 8, 4, 3


def worded_by(view: View, item: int) -> int:
    """Find in whose words something is so: "in her words", "in the words of Velk", "cries of “Shame!” from a hall"."""
    letters, lows = view.letters, view.lows
    if _is_cry(view, item):
        return cried_by(view, item)
    for at in range(item - 1, max(1, item - _FAR), -1):
        if letters[at] in _STOPS:
            return -1
        if lows[at] not in _WORDING:
            continue
        owner = at - 1 - (lows[at - 1] == "own")
        owner -= letters[owner] == "J"
        if letters[owner] in _MENTIONS and lows[owner - 1] == "in":
            return owner if letters[at + 1] in ",quQ" else -1  # not "in her words and deeds"
        if lows[at - 2 : at] == ["in", "the"] and lows[at + 1] == "of":
            return next((n for n in range(at + 2, min(at + 2 + _BESIDE, item)) if letters[n] in _MENTIONS), -1)
    return -1


def cried_by(view: View, item: int) -> int:
    """Find whose cries something is: "cries of “Out!” from the hall", "fans drowned it out with cries of “Out!”"."""
    letters, lows = view.letters, view.lows
    came = _came(view, item)
    if not (came or _is_cry(view, item)):
        return -1
    by = item + 1 + came * _CLAUSE
    if lows[by : by + 1] in (["from"], ["by"]):
        return next((n for n in range(by + 1, min(by + 1 + _BESIDE, len(letters))) if letters[n] in "NMnpe"), -1)
    if came:
        return -1
    for at in range(item - 4, max(0, item - _FAR), -1) if lows[item - 3] in _BREAKING else ():
        if letters[at] in _STOPS or lows[at] in _MET:
            break
        if letters[at] == "e" and lows[at - 1] not in _NEXT_TO:
            return at
    return -1


def is_cry_of_others(view: View, item: int) -> bool:
    """Tell whether nobody is told to cry the marked words, least whose clause it is: "She was met with cries of"."""
    if _came(view, item):
        return cried_by(view, item) < 0
    if not _is_cry(view, item) or cried_by(view, item) >= 0:
        return False
    start = max(0, *(view.letters.rfind(stop, max(0, item - _FAR), item) for stop in _STOPS))
    behind = range(item + 1, min(item + _FAR, len(view.letters)))
    end = next((at for at in behind if view.letters[at] in _STOPS), item)
    return not _MET.isdisjoint(view.lows[start:item]) and "A" not in view.letters[item:end]  # "according to"


def _is_cry(view: View, item: int) -> bool:
    return item > 2 and view.lows[item - 1] == "of" and view.lows[item - 2] in _CRIES


def _came(view: View, item: int) -> bool:
    """Tell whether a cry is told of behind the words: "“Shame!” came the cry", "“Out!” came a shout from the hall"."""
    behind = view.lows[item + 1 : item + 1 + _CLAUSE]
    return len(behind) == _CLAUSE and behind[0] in _COMING and behind[1] in {"a", "the"} and behind[2] in _CRIES


def told_after(view: View, item: int) -> int:
    """Find who is named only behind the words: "That is Mara Velk, a farmer", "The remark, by Mara Velk, came late"."""
    letters, lows = view.letters, view.lows
    if (who := _worded_by(view, item)) >= 0:
        return who
    start = item + 1 + (letters[item + 1 : item + 2] in {"|", "."})
    if letters[item - 1 : item + 2] == "|" + letters[item] + "|" and lows[start : start + 1] == ["that"]:
        return start + 2 if lows[start + 1 : start + 2] != [] and _is_named(view, start + 1) else -1
    remark = lows[start : start + 1] == ["the"] and lows[start + 1 : start + 2] != [] and lows[start + 1] in _REMARKS
    if not remark or (letters[item] != "Q" and start == item + 1):
        return -1
    for by in range(start + 2, min(start + _NEAR, len(letters))):
        if letters[by] in _STOPS:
            break
        if lows[by] in _BY or lows[by - 1 : by + 1] == ["those", "of"]:
            return next((n for n in range(by + 1, min(by + _BESIDE, len(letters))) if letters[n] in "Nn"), -1)
    return -1


def _worded_by(view: View, item: int) -> int:
    """Return whose words they are by the sentence behind: "“Soon.” That was the minister's only word on it."; or -1."""
    letters = view.letters
    first = item + 1 + (letters[item + 1 : item + 2] == "|")
    if view.lows[first : first + 1] not in (["that"], ["this"], ["those"]) or letters[first + 1 : first + 2] != "x":
        return -1
    for at in range(first + 2, min(first + _NEAR, len(letters))):
        who, how = view.subjects.get(at, (-1, ""))
        if letters[at] in _STOPS:
            break
        if who > first and (letters[at], how) in {("K", "j"), ("V", "a")}:
            return who if letters[at - 1] != "x" else -1  # not "That is what Velk was told"
    return -1


def _is_named(view: View, verb: int) -> bool:
    return view.lows[verb] in _BEING and view.letters[verb + 1 : verb + 2] == "N"
