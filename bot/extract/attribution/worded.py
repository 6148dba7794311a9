"""Who is said to have worded marked words so: beside them or in the sentence behind them. An item each, -1 for none."""

from __future__ import annotations

from bot.extract.attribution.view import View

_WORDING = frozenset({"words", "phrase", "phrasing", "telling", "formulation"})
_REMARKS = frozenset({"remark", "remarks", "comment", "comments", "words", "phrase", "jibe", "accusation", "outburst"})
_CRIES = frozenset({"cry", "cries", "shout", "shouts", "call", "calls", "chant", "chants", "murmur", "murmurs"})
_BY, _BEING = frozenset({"by", "from"}), frozenset({"is", "was", "’s", "'s"})
_STOPS = frozenset(".?|Q;")
_MENTIONS = frozenset("NMnpo")
_FAR, _NEAR, _BESIDE = 24, 8, 4


def worded_by(view: View, item: int) -> int:
    """Find in whose words something is so: "in her words", "in the words of Velk", "cries of “Shame!” from a hall"."""
    letters, lows = view.letters, view.lows
    if item > 1 and lows[item - 1] == "of" and lows[item - 2] in _CRIES:
        return _cried_by(view, item)
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


def _cried_by(view: View, item: int) -> int:
    """Find who follows cries: "from the gallery"."""
    letters = view.letters
    if view.lows[item + 1 : item + 2] not in (["from"], ["by"]):
        return -1
    return next((n for n in range(item + 2, min(item + 2 + _BESIDE, len(letters))) if letters[n] in "NMnpe"), -1)


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
