"""The mentions that the build of the sentence around marked words points at, and how much more likely each is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.extract.attribution.mark_context import MarkContext
from bot.extract.attribution.senders import agent_of, holder_of, sender_of, teller_of
from bot.extract.attribution.view import View
from bot.extract.quotes.cues import ASKED, LEMMA
from bot.extract.wordlist import words

_COLON, _TOLD, _INVERTED, _LED, _WORDED, _AGENT, _NEXT = 8.0, 30.0, 30.0, 30.0, 1000.0, 1000.0, 0.01
_SENTENCE = 40
_HAVING = frozenset({"has", "have", "had", "once", "also", "later", "then", "since"})
_PERCEIVING = frozenset(
    {"shows", "showed", "show", "showing", "heard", "hears", "hear", "hearing", "saw", "sees", "captured", "captures"}
    | {"caught", "catches", "recorded", "filmed", "records"}
)
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "’s", "'s"})
_CALLING = words(
    "call describe brand label dub term denounce dismiss characterise characterize refer deride mock condemn use speak"
)
_JUDGING = frozenset({"found", "finds", "ruled", "rules", "concluded", "concludes", "held", "holds", "determined"})
_RELIES = re.compile(r"[^.|?QquVA]+,A")
CRYING = frozenset({"chant", "shout", "yell", "scream"})
_SECOND = re.compile(r",O([nNMep])(?:,[nNM],|W[^,.|?;:quQ]{2,14}(?=[Vv]))?[xR]{0,3}[Vv][^.?|;,QquVvN]{0,10}$")
_WHO = re.compile(r"([nNMe]),W[xR]{0,2}V[^.?|;,QquVvNW]{0,10}$")
_ATTRIBUTED = re.compile(
    r",?(?:[VB][^.?|;VBO]{1,24}|[VB]D?w{0,2}[Nn],[^.?|;NO]{1,30}|[^.?|;VBO]{1,12}[VB][^.?|;VBO]{0,12})\."
)
"""What stands between two quotes of one speaker: said Mara Velk, 71, a farmer."""


def pointed_at(context: MarkContext) -> Iterator[tuple[int, float]]:
    """Yield items (-1: none) with the factor for their chances."""
    view, item = context.view, context.item
    sender = sender_of(view, item)
    # a colon hands over to the subject of its sentence, or to the one person of the line above
    handed = context.main if context.colon == "1" else _introduced(view, item)
    yield sender if sender >= 0 else handed, _COLON
    teller = teller_of(view.letters, item, view.subjects, view.lows)
    yield teller if teller >= 0 else holder_of(view, item), _TOLD
    yield _led_by(context), _LED
    yield _asked(context), _AGENT
    yield agent_of(view, item), _AGENT
    yield _caller(context), _AGENT
    yield _perceived(view, item), _AGENT
    yield _chanting(view, item), _AGENT
    yield _of_relative(view, item), _AGENT
    if context.best_cue is not None and context.best_how in {">1i", ">2i"}:
        yield context.best_cue, _INVERTED
    yield _set_in(view.letters, item), _INVERTED
    yield context.worded, _WORDED
    yield _last_clause(context), _AGENT
    yield _going_on(context), _LED
    yield _joined_clause(context), _WORDED
    yield _source_of_next(context), _NEXT
    yield _who_found(context), _AGENT


def _source_of_next(context: MarkContext) -> int:
    """Return whom the sentence behind relies on: "Police say they used “force.” Nine were hurt, according to Velk"."""
    view, item, letters = context.view, context.item, context.letters
    said = any(
        letters[cue] in "VB" and view.subjects.get(cue, (-1, ""))[1] == "a" for cue in range(context.sentence + 1, item)
    )
    if letters[item] != "Q" or not said or letters[item - 1] in ".|:,":
        return -1
    source = _RELIES.match(letters, item + 1, context.block_end)
    return view.subjects.get(source.end() - 1, (-1, ""))[0] if source else -1


def _who_found(context: MarkContext) -> int:
    """Return who judges so of another: "The panel found that Velk had shown “little respect”"; -1 for nobody."""
    view, item, letters = context.view, context.item, context.letters
    for cue in range(item - 1, max(context.sentence, item - _SENTENCE), -1):
        if letters[cue] in "VBAQqu" or LEMMA.get(view.lows[cue]) in _CALLING:
            return -1
        if view.lows[cue] in _JUDGING and letters[cue + 1] == "T":
            return view.subjects.get(cue, (-1, ""))[0]
    return -1


def _asked(context: MarkContext) -> int:
    """Return who reacts in the sentence before, to what they were asked or told; -1 for nobody.

    "Told of the remark, the minister shrugged. “She reads. I count.”"
    """
    letters, item = context.letters, context.item
    alone = letters[item] == "Q" and letters[item + 1 : item + 2] in {"|", ""}
    end = item - 1 - (letters[item - 1] == "|")
    if not alone or letters[end] != ".":
        return -1
    first = max(letters.rfind(stop, max(0, end - _SENTENCE), end) for stop in ".?|Q") + 1
    comma = letters.find(",", first, end)
    if context.view.lows[first] not in ASKED or comma < 0:
        return -1
    owned = comma + 1 in context.view.possessive or letters[comma + 1 : comma + 2] in {"D", "L"}
    return next((at for at in range(comma + 1, comma + 3 + 2 * owned) if letters[at] in "NMnpe"), -1)


def _of_relative(view: View, item: int) -> int:
    """Return who speaks of something in a clause about it: "which Velk has accused of “theft”"; -1 for nobody.

    "A claim the company called “absurd”" is such a clause, too.
    """
    letters = view.letters
    for cue in (item - 1, item - 2):
        who, how = view.subjects.get(cue, (-1, ""))
        if who < 2 or how != "a" or letters[cue] not in "VvB" or letters[cue + 1 : item] not in {"", "P", "x"}:
            continue
        bare = letters[who - 3] == "," and view.lows[who - 2] in {"a", "an"} and letters[who - 1] in "wbBdVv"
        if (letters[who - 1] == "W" or bare) and _HAVING.issuperset(view.lows[who + 1 : cue]):
            return who
    return -1


def _perceived(view: View, item: int) -> int:
    """Return who is heard or seen to say it: "A video shows a man shouting “...”"; -1 for nobody."""
    cue = item - 1 - (view.letters[item - 1] in ",:")
    heard = cue > 1 and view.letters[cue] in "Gg" and view.letters[cue - 1] in "NMne"
    return cue - 1 if heard and view.lows[cue - 2] in _PERCEIVING else -1


def _chanting(view: View, item: int) -> int:
    """Return which several cry out: "looked at the fans chanting, “Out!”", "fans marched - while chanting, “Out!”"."""
    cue = item - 1 - (view.letters[item - 1] in ",:")
    who, _ = view.subjects.get(cue, (-1, ""))
    cries = view.letters[cue] == "G" and LEMMA.get(view.lows[cue]) in CRYING
    return who if cries and who >= 0 and view.letters[who] == "e" else -1


def _set_in(letters: str, item: int) -> int:
    """Return who is set into a sentence that marked words end: "An hour away, says Mara Velk, “or two”"; else -1."""
    before = letters[max(0, item - 4) : item]
    return item - 2 if before in {",VN,", ",Vn,", ",VM,"} else -1


def _introduced(view: View, item: int) -> int:
    """The person whom a line above introduces with a colon and no one else: "Mara Velk on television:"; -1 for none."""
    letters = view.letters
    if letters[max(0, item - 2) : item] != ":|":
        return -1
    line = letters.rfind("|", 0, item - 2) + 1
    named = letters.find("N", line, item - 2)
    return named if named >= 0 and letters.find("N", named + 1, item - 2) < 0 else -1


def _last_clause(context: MarkContext) -> int:
    """Return whom the last clause of the sentence before tells of: "…, it was said; she has sued. “They lied.”"."""
    letters, end = context.letters, context.item - 1
    clause = letters.rfind(";", max(context.block_start, end - _SENTENCE), end)
    told = letters[clause + 1 : end]
    alone = letters[context.item] == "Q" and letters[end] == "." and clause > 0 and told[:1] == "p"
    return clause + 1 if alone and not set(told[1:]) & set(".?|QqunNA") else -1


def _joined_clause(context: MarkContext) -> int:
    """Return who says it in a second clause: "Velk was silent, but a rival called it “a joke”", "a rival, who said"."""
    low = max(context.sentence, context.item - _SENTENCE)
    found = _SECOND.search(context.letters, low, context.item) or _WHO.search(context.letters, low, context.item)
    return found.start(1) if found and found.start(1) not in context.view.possessive else -1


def _going_on(context: MarkContext) -> int:
    """Return who goes on: "“They knew,” said the farmer, Mara Velk, 71. “They would not go.” Her son nodded."."""
    letters, item, previous = context.letters, context.item, context.previous
    if previous is None or letters[item] != "Q" or letters[item + 1 : item + 2] in tuple("V,:-"):
        return -1
    before = max(letters.rfind(mark, context.block_start + 1, item) for mark in "qQu")
    return previous.item if 0 < before < previous.item and _ATTRIBUTED.fullmatch(letters, before + 1, item) else -1


def _led_by(context: MarkContext) -> int:
    """Return the one person of a paragraph that one sentence about them opens and marked words end, else -1.

    "Mara Velk was furious with the officials. “They said four minutes.”"
    """
    letters, start, item = context.letters, context.block_start, context.item
    lead = letters[start + 1 : item - 1]
    ends = letters[item - 1] == "." and letters[item + 1 : item + 2] in {"|", ""} and letters[item] == "Q"
    others = any(one in "Nnp" and before != "P" for before, one in pairwise(lead.replace("D", "")))
    alone = lead[:1] == "N" and not others and not set(lead) & set(".?Qqu;:VB")
    return start + 1 if ends and alone else -1


def _caller(context: MarkContext) -> int:
    """Return whose clause the marked words end: "a vote that one official called “a farce”"; -1 for nobody's."""
    who, how = context.best_cue, context.best_how
    inside = how in {"<1a", "<2a"} and context.letters[max(0, (who or 0) - 1)] in "TW"
    if who is None or not (inside or how in {"<1,", "<2,", "<1w", "<2w", "<3w", "<4w"}):
        return -1
    cue = context.item - int(how[1])
    if how in {"<3w", "<4w"} and not {*context.letters[cue + 1 : context.item]} <= set("DJRwdexnop"):
        return -1  # not "the judge, who said so, was “absurd”"
    called = LEMMA.get(context.view.lows[cue]) in _CALLING and _BEING.isdisjoint(context.view.lows[who + 1 : cue])
    passive = "x" in context.letters[who + 1 : cue] and context.letters[cue] not in "Gg" and not called
    written = context.letters[who] == "d"  # "what his report called": his words
    return -1 if written or passive else who
