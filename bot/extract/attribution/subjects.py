"""The subject of each cue, read off the row of items: who says, tells, claims."""

from __future__ import annotations

import re
from collections.abc import Set

_MENTIONS = frozenset("NMLnedp")
_STOPS = frozenset(".?|Q;")
_CUES = frozenset("VvGgBbKA")
_REACH, _CLAUSE, _BESIDE = 60, 10, 12


def find_subjects(letters: str, possessive: set[int], addressing: Set[int]) -> dict[int, tuple[int, str]]:
    """Return cue item -> (item of its subject, how it was found); ``possessive`` are items with an "'s".

    ``addressing`` are verbs that a person follows as their object ("told Velk"), which no subject follows.

    How: ``a`` right before the cue, ``i`` inverted ("said X"), ``,`` across an apposition, ``w`` across a relative
    clause, ``g`` the main subject of a participle, ``o`` of a coordinated verb, ``t`` "according to X", ``j`` "X's
    claim", ``b`` "the claim by X", ``m`` the first mention of the sentence.
    """
    found: dict[int, tuple[int, str]] = {}
    for item, letter in enumerate(letters):
        if letter in _CUES:
            subject = _subject(letters, item, possessive, addressing)
            if subject is not None:
                found[item] = subject
    return found


def _subject(letters: str, item: int, possessive: set[int], addressing: Set[int]) -> tuple[int, str] | None:
    letter = letters[item]
    if letter == "A":
        return _following(letters, item, "t", possessive)
    at = item - 1
    while at >= 0 and letters[at] in "xR":
        at -= 1
    before = letters[at] if at >= 0 else "|"
    if letter == "K":
        return _of_noun(letters, item, possessive)
    if before in _MENTIONS and at not in possessive:
        return _past_reduced(letters, at, possessive) or (past_origin(letters, at, possessive), "a")
    if before == "W":
        return (at - 1, "w") if at and letters[at - 1] in _MENTIONS else _across(letters, at, possessive) or (at, "w")
    if before in ",uqQ|-" and letter in "VvBb":
        parted = _parted(letters, item, at, possessive, addressing)
        if parted is not None:
            return parted
    if letter in "Gg":
        tail = _of_participle(letters, item, at, possessive)
        if tail is not None:
            return tail
    how = "g" if letter in "Gg" else "o" if before == "O" else "m"
    return main_subject(letters, item, possessive, how)


def _parted(letters: str, item: int, at: int, possessive: set[int], addressing: Set[int]) -> tuple[int, str] | None:
    """The subject of a verb right behind a comma, a dash or marked words (``at``), or where a paragraph opens."""
    if letters[at] != "-" and letters[item] in "VvB" and item not in addressing:
        subject = _goes_on(letters, item, at, possessive) or _apposed(letters, item, at, possessive)
        subject = subject or _inverted(letters, item, possessive)
        if subject is not None:
            return subject
    across = _across(letters, at, possessive) if letters[at] in ",-" else None
    return _past_company(letters, across, possessive) if across is not None else None


def _past_reduced(letters: str, at: int, possessive: Set[int]) -> tuple[int, str] | None:
    """Step from "a house" to "a man" in "A man accused of burning a house told police"."""
    if letters[at - 1] == "P" and (clause := letters.rfind("W", max(0, at - _CLAUSE), at)) > 0:
        told = letters[clause - 1] in "nNe" and not set(letters[clause + 1 : at]) & (_STOPS | {",", "q", "u"})
        return (clause - 1, "w") if told else None  # "An officer who testified against Velk said"
    if letters[at] not in "edLM":
        return None
    main = main_subject(letters, at, possessive, "w")
    reduced = main is not None and letters[main[0]] in "Nn" and letters[main[0] + 1 : main[0] + 3] == "vP"
    return main if reduced else None


def past_origin(letters: str, at: int, possessive: Set[int]) -> int:
    """Step from "Volania" to "Mara Velk" in "Mara Velk of Volania" and "Volania columnist Mara Velk".

    From her to the panel in "the panel led by Mara Velk said".
    """
    led = _LED.search(letters, max(0, at - _BESIDE), at) if letters[at : at + 2] in {"NV", "Nv", "Nx"} else None
    if led is not None and at not in possessive:
        return led.start(1)
    if letters[at] == "N" and letters[at - 1 : at] == "P" and letters[at - 3 : at - 2] in tuple("|.QqO"):
        return at - 2 if letters[at - 2] in "ne" and at not in possessive else at  # "bakers in Mill Row told"
    if letters[at] not in "ML" or at < 2:
        return at
    if letters[at + 1 : at + 2] == "N" and at not in possessive:
        return at + 1
    head = at - 2 if letters[at - 1] == "P" else at - 3 if letters[at - 2 : at] == "PD" else -1
    return head if head >= 0 and letters[head] in "Nn" and head not in possessive else at


_LED = re.compile(r"[|.?Q,]D?(e)[wv]P$")
_OPENED = re.compile(r"(?:^|[|.?Q])O?D?([Nne]),([nW][^,.|?QquA]*),$")
_ACTING = re.compile(r"D?[NMneLp]J?[NMneLwR]{0,3}[VvxbB]|D?[NMnep][R]{0,1}w[^,.|?]")
_BOUND = re.compile(r"P(?:Dw?)?$")
_COMPANY = re.compile(r"([nNMedp]),[vwGgV](?:[^,.|?QquNneMxVW]*)PD?(?:n,)?$")
_HEARD = re.compile(r"[NneM](?:PD?w{1,3})?W[xRw]{1,3}$")


def _following(letters: str, item: int, how: str, possessive: Set[int]) -> tuple[int, str] | None:
    for at in range(item + 1, min(item + 5, len(letters))):
        if letters[at] in _MENTIONS or letters[at] == "o":
            return _past_owner(letters, at, possessive), how
        if letters[at] in _STOPS:
            return None
    return None


def _apposed(letters: str, item: int, comma: int, possessive: set[int]) -> tuple[int, str] | None:
    """The subject of what is no verb of saying across its apposition: "Tom Velk, a baker, shows Mara the oven"."""
    if letters[comma] != "," or letters[item] != "v" or letters[comma - 1] not in "nNMe":
        return None
    across = _across(letters, comma, possessive)
    return across if across is not None and across[1] == "," else None


def _inverted(letters: str, item: int, possessive: Set[int]) -> tuple[int, str] | None:
    following, at = letters[item + 1 : item + 2], -1
    if letters[item - 1] == "," and following == "p" and letters[item + 2 : item + 3] in tuple("uqQ"):
        return None  # "a reviewer, writing in May, thought it “brave”"
    if following in _MENTIONS and following:
        at = _past_owner(letters, item + 1, possessive)
    elif following and following in "DwR" and letters[item + 2 : item + 3] in tuple("NMLne"):
        at = _past_owner(letters, item + 2, possessive)
    if at < 0 or (letters[item - 1] == "," and letters[at + 1 : at + 2] in tuple("xVv")):
        return None  # "The mayor, who was asked, said the bridge was shut"
    return at, "i"


def _goes_on(letters: str, item: int, comma: int, possessive: Set[int]) -> tuple[int, str] | None:
    """The opening of "One baker, who was there, said Velk now brings her flour": Velk does something, and says nothing.

    "He was a liar, said Velk." opens with somebody, too, and there the sentence ends behind the name.
    """
    opened = _OPENED.search(letters, max(0, comma - _REACH), comma + 1)
    if opened is None or opened.start(1) in possessive or not _ACTING.match(letters, item + 1):
        return None
    return opened.start(1), "w" if letters[opened.start(2)] == "W" else ","


def _past_owner(letters: str, at: int, possessive: Set[int]) -> int:
    """Step from "Volania" to "Mara Velk" in "Volania's former finance chief Mara Velk"."""
    if at not in possessive and letters[at] not in "ML":
        return at
    for head in range(at + 1, min(at + 7, len(letters))):
        if letters[head] in "Nn" and head not in possessive:
            return head
        if letters[head] not in "wnMLJ#KRD" or (letters[head] in "ML" and head not in possessive and at in possessive):
            break
    return at


def _across(letters: str, comma: int, possessive: set[int]) -> tuple[int, str] | None:
    """The mention before "X, ..., " whose second comma stands at ``comma``; in "the last of whom, X," that one."""
    at = comma - 1
    if letters[comma - 3 : comma] == "W,N":
        return at, ","
    low = max(0, comma - _REACH)
    best: tuple[int, str] | None = None
    while at > low and letters[at] not in _STOPS:
        if letters[at] in ",-" and letters[at - 1] in _MENTIONS and at - 1 not in possessive:
            how = "w" if letters[at + 1 : at + 2] == "W" else ","
            first = letters.rfind("W", low, at) if letters[at + 1 : at + 3] == "OW" else -1
            if first > low and letters[first - 1] in "Nne":
                return first - 1, "w"  # "A soldier who fought at Lunde, and who lost a leg, said"
            if letters[at - 1] in "Nnp":
                return at - 1, how
            if letters[at + 1 : comma] == "N" and _BOUND.search(letters, low, at - 1):
                best = at + 1, ","  # "The head of the Coast Guard, Captain Tom Velk, said"
            elif best is None or letters[best[0]] != "N":
                best = at - 1, how
        at -= 1
    return best


def _past_company(letters: str, found: tuple[int, str], possessive: Set[int]) -> tuple[int, str]:
    """Step from the president to the ruling in "The ruling, read aloud by the president, Mara Velk, called it"."""
    beside = _COMPANY.search(letters, max(0, found[0] - _BESIDE), found[0])
    return (beside.start(1), ",") if beside and beside.start(1) not in possessive else found


def _of_participle(letters: str, item: int, at: int, possessive: set[int]) -> tuple[int, str] | None:
    """The speaker of "a woman who was heard shouting" and, across a comma, of "..., Velk said, adding"."""
    heard = _HEARD.search(letters, max(0, item - _BESIDE), item)
    if heard is not None:
        return heard.start(), "w"
    return _of_tail(letters, at, possessive) if letters[at] == "," else None


def _of_tail(letters: str, comma: int, possessive: set[int]) -> tuple[int, str] | None:
    """The speaker right before a participle: "..., Velk said, adding that" and "..., said Velk, adding that"."""
    at = comma - 1
    while at > 0 and letters[at] in "t#":  # "Velk said Monday, adding"
        at -= 1
    if at < 2:
        return None
    if letters[at] == "V" and letters[at - 1] in _MENTIONS and at - 1 not in possessive:
        return at - 1, "g"
    inverted = letters[at] in _MENTIONS and letters[at - 1] == "V" and letters[at - 2] in ",uqQ"
    return (at, "g") if inverted else None


def main_subject(letters: str, item: int, possessive: Set[int], how: str) -> tuple[int, str] | None:
    """The first mention of the sentence that no preposition or possessive binds."""
    start = item
    low = max(0, item - _REACH)
    while start > low and letters[start - 1] not in _STOPS:
        start -= 1
    fallback = None
    for at in range(start, item):
        if letters[at] in _MENTIONS and at not in possessive:
            if at == start or letters[at - 1] not in "PJ":
                return at, how
            if fallback is None:
                fallback = (at, how)
    return fallback


def _of_noun(letters: str, item: int, possessive: set[int]) -> tuple[int, str] | None:
    """The speaker of a cue noun: "X's claim", "his claim", "the claim by X"."""
    for place in range(item - 1, max(-1, item - 4), -1):
        if letters[place] == "J" and place and letters[place - 1] in _MENTIONS:
            return place - 1, "j"
        if letters[place] == "o" or place in possessive:
            return place, "j"
        if letters[place] in _STOPS:
            break
    if letters[item + 1 : item + 2] == "P":
        return _following(letters, item, "b", possessive)
    return None
