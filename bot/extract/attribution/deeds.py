"""Nouns for people by what they do: "the teacher" is she "who teaches", "the winner" he who "won"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.attribution.view import View
from bot.extract.lexicon import IRREGULAR, read_lines

_REGULAR = ("er", "or")
_DEEDS: dict[str, list[tuple[str, str]]] = {}
for _line in read_lines("deeds.txt"):
    _deed, _nouns = _line.split(": ")
    for _noun in _nouns.split():
        _verb, _, _object = _deed.partition("+")
        _DEEDS.setdefault(_noun, []).append((_verb, _object))
_AHEAD, _OBJECT, _APPOSED, _WORK = 4, 4, 12, 4
_SIDES = frozenset({"defence", "defense", "prosecution", "crown", "plaintiff", "plaintiffs", "claimant", "appellant"})
_PLEADING, _SILKS = frozenset({"prosecuting", "defending"}), frozenset({"qc", "kc", "sc"})
_PAST_WORK = frozenset("P,.|?;:OVvxqQu")  # not "Velk's review of the film"
_SKIPPED = frozenset(
    {"will", "would", "has", "had", "have", "also", "who", ",", "once", "now", "still", "already", "then", "later"}
)


class Deeds:
    """Who of the document does what, read off the words behind each name."""

    def __init__(self, view: View) -> None:
        self._doers: dict[str, dict[int, set[str]]] = {}
        for candidate in view.candidates:
            if candidate.letter == "N" and not candidate.possessive:
                self.note(view, candidate.item, candidate.entity)
            elif candidate.letter == "N":
                self._made(view, candidate.item, candidate.entity)

    def doers(self, noun: str) -> list[int]:
        """Return the people whom ``noun`` can mean by what they do, in the order of the document."""
        wanted = list(_DEEDS.get(noun, ()))
        if noun.endswith(_REGULAR) and len(noun) > len("over"):
            for split in (0, *range(3, len(noun) - 5)):  # "winner"; "bee" and "keeper"
                wanted += [(stem, noun[:split].rstrip("-")) for stem in _stems(noun[split:-2])]
        found: set[int] = set()
        for verb, thing in wanted:
            doers = self._doers.get(verb, {})
            found |= {who for who, near in doers.items() if not thing or thing in near or thing + "s" in near}
        return sorted(found)

    def did(self, verb: str) -> set[int]:
        """Return the people whom the document says to have done what the base of a verb says."""
        return set(self._doers.get(verb, {}))

    def _made(self, view: View, item: int, who: int) -> None:
        """Take what somebody's work is: "Mara Velk's first documentary"."""
        for at in range(item + 1, min(item + 1 + _WORK, len(view.letters))):
            if view.letters[at] in _PAST_WORK:
                break
            self._doers.setdefault(view.lows[at], {}).setdefault(who, set())

    def note(self, view: View, item: int, who: int) -> None:
        """Take the first verb behind the name or pronoun at ``item``, with what stands near behind that."""
        if view.letters[item - 1 : item] == "P" and view.letters[item + 1 : item + 2] == "," and not _is_by(view, item):
            return  # "Mara Velk, 48, of Mill Row, denies"
        letters = view.letters
        if _pleads(view.lows, item):
            self._doers.setdefault("represent", {}).setdefault(who, set())
        if _is_by(view, item):  # "the choir was led by Velk"
            for verb in _verbs(view.lows[item - 2]):
                self._doers.setdefault(verb, {}).setdefault(who, set())
        item = _past_apposition(letters, item)
        for at in range(item + 1, min(item + 1 + _AHEAD, len(letters))):
            low = view.lows[at]
            if low in _SKIPPED or view.letters[at] == "W" or (low.endswith("ly") and view.letters[at] == "w"):
                continue
            if view.letters[at] in ".|?Q":
                return
            near = _words(view, at + 1)
            for verb in _verbs(low):
                self._doers.setdefault(verb, {}).setdefault(who, set()).update(near)
            return


def _pleads(lows: Sequence[str], item: int) -> bool:
    """Tell whether a name is that of counsel: "Mara Velk, for the defence, asked", "Velk SC, prosecuting, said"."""
    before, after = lows[max(0, item - 4) : item], lows[item + 1 : item + 7]
    if after[:1] and after[0] in _SILKS:
        after = after[1:]
    if after[:1] == [","] and after[1:2] and (after[1] in _PLEADING or after[1:3] == ["for", "the"]):
        return after[1] in _PLEADING or not _SIDES.isdisjoint(after[3:4])
    return before[:2] == ["for", "the"] and before[3:] == [","] and before[2] in _SIDES


def _is_by(view: View, item: int) -> bool:
    return item > 1 and view.lows[item - 1] == "by"


def _past_apposition(letters: str, item: int) -> int:
    """Step past "48, of Chapel Row," to the comma that a verb follows."""
    if letters[item + 1 : item + 2] != ",":
        return item
    for at in range(item + 1, min(item + _APPOSED, len(letters))):
        if letters[at] in ".|?QW":
            break
        if letters[at] == "," and letters[at + 1 : at + 2] in tuple("VvBbx"):
            return at
    return item


def _words(view: View, start: int) -> set[str]:
    near: set[str] = set()
    for at in range(start, min(start + _OBJECT, len(view.letters))):
        if view.letters[at] in ".|?QNM":
            break
        near.add(view.lows[at])
    return near


def _verbs(low: str) -> set[str]:
    """Return what the base of a verb may be: itself, or without the endings of its forms."""
    found = {low, IRREGULAR.get(low, low)}
    for ending in ("s", "es", "d", "ed"):
        if low.endswith(ending) and len(low) - len(ending) > 2:
            found.add(low.removesuffix(ending))
    return found


def _stems(stem: str) -> set[str]:
    """Return the verbs that an agent noun without its ending may come from: "runn", "driv", "teach"."""
    found = {stem, stem + "e"}
    if len(stem) > 3 and stem[-1] == stem[-2]:
        found.add(stem[:-1])
    return found
