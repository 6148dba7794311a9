"""Whose words those of a letter, a message, a view or a description are, read off the row of items."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.extract.attribution.view import View
from bot.extract.quotes.cues import LEMMA

_TELLING = frozenset({"tell", "assure", "warn", "remind", "inform"})
_RECEIVING = frozenset({"note", "noted", "notes", "read", "reads", "reading", "heard", "hears", "welcomed", "received"})
_POSTED = frozenset({"post", "posts", "tweet", "message", "statement", "thread", "video", "caption"})
_SIGNED = frozenset({"signed", "written", "sent", "issued", "published", "penned", "drafted", "released", "posted"})
_NOT_OF_SENDER = frozenset(
    {"video", "videos", "footage", "film", "films", "clip", "clips", "recording", "recordings", "tape", "audio"}
    | {"transcript", "book", "novel", "bill", "act", "law", "treaty", "song", "photo", "photograph", "picture"}
)
"""What holds others' words than of those who signed or released it: "a video released by police shows a man"."""
_HELD = re.compile(r"(?:^|[|.?Q,x])P(?:D?n,?|D)?(N)(?:,P[^.?|Qqu]{1,8})?,$")
_REACH, _WRITER = 60, 12


def holder_of(view: View, mark: int) -> int:
    """Return whose view the marked words are in "It is, for the grocer Amina Velk, of Thies, “a tax”"; -1 for none."""
    found = _HELD.search(view.letters, max(0, mark - _WRITER - 6), mark)
    return found.start(1) if found and view.lows[view.letters.index("P", found.start())] == "for" else -1


def past_whose(view: View, at: int) -> int:
    """Step from the team to Mara Velk in "Mara Velk, whose team watched, said": a verb behind the clause is hers."""
    if view.lows[at - 1 : at] != ["whose"]:
        return at
    before = at - 2 - (view.letters[at - 2] == ",")
    return before if any(cue > at for cue, _ in view.spoken.get(before, ())) else at


def past_writing(letters: str, at: int, subjects: Mapping[int, tuple[int, str]]) -> int:
    """Step from the letter to who wrote it: "the wardens, in a letter, complained", "they warned in a note"."""
    if letters[at] != "d" or letters[at - 1 : at] != "P":
        return at
    if letters[at - 2 : at - 1] == ",":
        return at - 3 if letters[at - 3] in "NMLne" else at
    for cue in range(at - 2, max(-1, at - _WRITER), -1):
        if letters[cue] in ".|?Q":
            return at
        if letters[cue] in "VB" and cue in subjects:
            return subjects[cue][0]
    return at


def agent_of(view: View, mark: int) -> int:
    """Return who describes something so in "a van described by witnesses as “cream”" and "called “a van” by the guard".

    -1 where nobody does.
    """
    letters, lows = view.letters, view.lows
    if (
        (letters[mark - 1] == "v" or letters[mark - 2 : mark] == "vP")
        and lows[mark + 1 : mark + 2] == ["by"]
        and letters[mark + 2 : mark + 3] in tuple("NMne")
    ):
        return mark + 2
    at = mark - 1 - (lows[mark - 1] == "as")
    acts = at > 1 and letters[at] in "NMne" and lows[at - 1] == "by" and letters[at - 2] in "Vv"
    return at if acts else -1


def writer_of(view: View, at: int) -> int:
    """Step from what reads so to whose it is: "read a post on his account", "reads a note from its harbour office".

    So of "a letter signed by the wardens".
    """
    letters, lows = view.letters, view.lows
    if (
        letters[at] == "d"
        and (lows[at] not in _NOT_OF_SENDER or lows[at + 1 : at + 2] == ["written"])
        and lows[at + 1 : at + 3] != []
        and lows[at + 1] in _SIGNED
        and lows[at + 2 : at + 3] == ["by"]
    ):
        return next((who for who in (at + 3, at + 4) if letters[who : who + 1] in tuple("NMne")), at)
    if letters[at] != "d" or letters[at + 1 : at + 2] != "P" or lows[at + 1] not in {"on", "from", "by"}:
        return at
    for head in range(at + 2, min(at + 6, len(letters))):
        if letters[head] == "o" and lows[at + 1] == "on":
            return head if lows[at] in _POSTED else at
        if letters[head] in "NMne":
            return head if lows[at + 1] != "on" or (head in view.possessive and lows[at] in _POSTED) else at
        if letters[head] not in "oDwJL":
            break
    return at


def sender_of(view: View, mark: int) -> int:
    """Return whose a message is that the sentence hands over: "They heard a message from Mara Velk, read by her son: ".

    -1 where none is.
    """
    letters, lows = view.letters, view.lows
    edge = mark - 1 - (letters[mark - 1] == "|")
    if letters[edge : edge + 1] != ":":
        return -1
    for at in range(edge - 1, max(0, edge - _REACH), -1):
        if letters[at] in ".?|Q" or (letters[at] in "VB" and lows[at] not in _RECEIVING and letters[at - 1] != ","):
            return -1
        if letters[at] == "d" and lows[at + 1] in {"from", "by"} and letters[at + 1] == "P":
            named = next((n for n in range(at + 2, edge) if letters[n] in "NM"), -1)
            return named if not set(letters[at + 2 : named]) & set("VvxGg") else -1
    return -1


def teller_of(letters: str, mark: int, subjects: Mapping[int, tuple[int, str]], lows: Sequence[str]) -> int:
    """Return who tells somebody the marked words at ``mark``, -1 where nobody does.

    In "She said the mayor had told her "never"" that is the mayor; so in "had told her to "wait and see"".
    """
    at = mark - 1
    while at > 1 and (letters[at] in ",:" or lows[at] == "to"):
        at -= 1
    if at < 2 or letters[at] not in "oNneM" or LEMMA.get(lows[at - 1]) not in _TELLING:
        return -1
    return subjects.get(at - 1, (-1, ""))[0]
