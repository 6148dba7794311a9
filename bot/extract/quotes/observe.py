"""What the reader of indirect speech looks at: for each item of the row one short key a template.

A key names a circumstance of the item (the words and letters around it, the cue before it, the cue that ends its
sentence), its template says which; weights stand in bot/extract/weights/indirect.json.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeVar

from bot.extract.attribution.features import bucket
from bot.extract.attribution.view import View
from bot.extract.events.verbs import is_verb

AROUND = (
    *("word", "word before", "word after", "word before that", "word after that", "pair", "pair after"),
    *("word, letter before", "word before, letter", "word, letters after", "word before, letters before"),
    *("ending", "ending before", "letters 3", "letters on", "start", "end", "subject"),
)
SINCE = (
    *("cue", "cue gap", "cue flags", "cue letters", "cue at", "cue far", "cue flags, letters", "word before cue"),
    *("cue before cue", "cue marks", "cue way", "cue time", "cue again"),
)
TAIL = ("tail", "tail how", "tail end")
TEMPLATES = (*AROUND, *SINCE, *TAIL)
"""The templates in the order of the keys."""

Found = TypeVar("Found")
CUES = frozenset("VvGgBbKA")
_STEPS = "01234"
_SIZES = [bucket(number) for number in range(21)]
_MARKS = frozenset("quQmXsZ")
_ENDED = frozenset("QXZ")
_STOPS = frozenset(".?;|")
_PAD, _WAY = 4, 6
_AHEAD = frozenset({"will", "would", "shall", "should", "could", "may", "might", "can", "must"})


@dataclass(slots=True)
class _Since:
    """What stood since the last cue of the sentence. ``flags``: that-clause begun, verb seen, commas."""

    cue: int = -1
    before: str = ""
    that: bool = False
    verb: bool = False
    commas: int = 0
    marks: str = ""
    length: int = 0
    plain: str = ""
    weight: int = 0
    way: str = ""
    helpers: set[str] = field(default_factory=set)
    ahead: bool = False
    flags: str = "0"

    def add(self, letter: str, word: str) -> None:
        """Step over an item that is no cue."""
        self.length += 1
        if self.length < _WAY:
            self.way += letter
        if letter == "x":
            self.helpers.add(word)
            self.ahead = self.ahead or word in _AHEAD
        if letter == "T":
            self.that = True
        elif letter in "xy":
            self.verb = True
        elif letter == ",":
            self.commas += 1
        if letter in "Txy,":
            self.flags = f"{'T' if self.that else ''}{'v' if self.verb else ''}{min(2, self.commas)}"
        if letter in _MARKS and len(self.marks) < 2:
            self.marks += letter
        if letter not in "RD#t" and not (letter == "w" and self.plain[-1:] == "w"):
            self.weight += 1
            self.plain = (self.plain + letter) if len(self.plain) < 5 else self.plain[:4] + letter


@dataclass(slots=True)
class Row:
    """The row of items as the reader sees it: finer ``letters``, ``words``, and the sentence of each item.

    ``letters`` distinguish what ``View.letters`` take together: verbs by form (y) and -ing forms (i) among other words,
    marked words in the reporter's syntax (m, X with a stop), marked words that are nobody's (s, Z with a stop).
    ``tails`` is the cue after the item that a sentence ends with ("..., X said"), ``commas`` and ``marks`` how many of
    them came before it. ``padded`` and ``window`` are words and letters with bars around, two and three ahead.
    """

    view: View
    letters: str
    words: list[str]
    capital: Sequence[bool]
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tails: list[int] = field(default_factory=list)
    commas: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    padded: list[str] = field(default_factory=list)
    window: str = ""


def row_of(view: View, letters: str, capital: Sequence[bool]) -> Row:
    """Prepare a row. ``letters`` are the view's with the marks' kinds; ``capital``: the item begins with a capital."""
    fine = "".join(map(_finer, letters, view.lows))
    row = Row(view, fine, [low or letter for low, letter in zip(view.lows, fine, strict=True)], capital)
    stops = [_stops(row, item) for item in range(len(fine))]
    start = 0
    for item, stop in enumerate(stops):
        row.starts.append(start)
        if stop:
            start = item + 1
    end, tail = len(fine), -1
    for item in range(len(fine) - 1, -1, -1):
        if stops[item]:
            end = item if fine[item] in _STOPS else item + 1
        row.ends.append(end)
        row.tails.append(tail if tail < end else -1)
        if fine[item] in "VvBA" and _is_tail(view, fine, item):
            tail = item
    row.ends.reverse()
    row.tails.reverse()
    row.padded = ["|", "|", *row.words, "|", "|"]
    row.window = f"|||{fine}||||"
    row.commas = list(accumulate((letter == "," for letter in fine), initial=0))
    row.marks = list(accumulate((letter in "quQ" for letter in fine), initial=0))
    return row


def _finer(letter: str, low: str) -> str:
    if letter != "w":
        return letter
    return "i" if low.endswith("ing") else "y" if is_verb(low) else "w"


def _stops(row: Row, item: int) -> bool:
    letters = row.letters
    if letters[item] in _STOPS:
        return True
    if letters[item] not in _ENDED:
        return False
    follows = letters[item + 1 : item + 3]
    return follows[:1] == "|" or (follows != "" and row.capital[item + 1] and "V" not in follows)


def _is_tail(view: View, letters: str, item: int) -> bool:
    """Tell whether a comma or marked words stand before a cue and its subject: "..., X said"."""
    if letters[item] == "A":
        return True
    edge = item
    subject = view.subjects.get(item)
    if subject is not None and subject[0] < item and subject[1] in "aw,":
        edge = subject[0]
    low = max(0, edge - _PAD)
    while edge > low and letters[edge - 1] in "RxD":
        edge -= 1
    return edge > 0 and (letters[edge - 1] == "," or letters[edge - 1] in _MARKS)


Look = Callable[[str], Found | None]


def observe(row: Row, first: int, last: int, looks: Sequence[Look[Found]]) -> list[list[Found | None]]:
    """Return for each item of the block ``[first, last)`` what ``looks`` finds for its keys.

    There is one look-up for each of ``TEMPLATES``: at run time that of the template's weights, in training one that
    keeps the key itself. Keys are made and looked up in one go because that is where the time goes.
    """
    around, of_cue = looks[: len(AROUND)], looks[len(AROUND) : -len(TAIL)]
    of_tail = looks[-len(TAIL) :]
    since = _Since()
    found = []
    letters, words, starts = row.letters, row.words, row.starts
    for item in range(first, last):
        if item == starts[item]:
            since = _Since()
        seen = _around(row, item, around)
        _of_cue(row, item, since, of_cue, seen)
        _of_tail(row, item, since.cue >= 0, of_tail, seen)
        found.append(seen)
        letter = letters[item]
        if letter in CUES:
            since = _Since(item, letters[since.cue] if since.cue >= 0 else "-")
        else:
            since.add(letter, words[item])
    return found


def _around(row: Row, item: int, looks: Sequence[Look[Found]]) -> list[Found | None]:
    """The words and letters about an item, its place in the sentence, and whether it is the subject of a cue."""
    (word_, back_, on_, back2_, on2_, pair_, pair_on_, word_near_, back_here_, word_on_, back_near_) = looks[:11]
    (ending_, ending_back_, three_, four_, start_, end_, subject_) = looks[11:]
    back2, back, word, on, on2 = row.padded[item : item + 5]
    window = row.window[item : item + 7]
    near, here = window[2], window[3]
    since, left = item - row.starts[item], row.ends[item] - item
    seen = [
        *(word_(word), back_(back), on_(on), back2_(back2), on2_(on2)),
        *(pair_(f"{back} {word}"), pair_on_(f"{word} {on}")),
        *(word_near_(word + near), back_here_(back + here)),
        *(word_on_(word + window[4:6]), back_near_(back + window[1:3])),
        *(ending_(here + word[-3:]), ending_back_(near + back[-3:])),
        *(three_(window[2:5]), four_(window[3:])),
        start_(_STEPS[since if since < 3 else 3] + window[3:5]),
        end_(_STEPS[left if left < 4 else 4] + window[2:4]),
    ]
    cues = row.view.spoken.get(item)
    if cues:
        cue, how = min(cues, key=lambda entry: abs(entry[0] - item))
        seen.append(subject_(f"{row.letters[cue]}{how}{int(cue > item)}{near}"))
    return seen


def _of_cue(row: Row, item: int, since: _Since, looks: Sequence[Look[Found]], seen: list[Found | None]) -> None:
    """The last cue of the sentence before an item, and what stood between."""
    (cue_, gap_, flags_, letters_, at_, far_, flags_letters_, before_cue_, before_, marks_) = looks[:10]
    letters, words, cue = row.letters, row.words, since.cue
    near, on = row.window[item + 2], letters[item : item + 2]
    here = on[0]
    if cue < 0:
        seen.append(letters_(f"-{min(item - row.starts[item], 4)}{letters[item : item + 3]}"))
        return
    word, letter, flags = words[cue], letters[cue], since.flags
    subject = row.view.subjects.get(cue)
    how = subject[1] if subject else "-"
    left = row.ends[item] - item
    size, rest = _SIZES[min(since.length, 20)], _SIZES[min(left, 20)]
    seen += [
        cue_(f"{word} {_SIZES[min(since.weight, 20)]}"),
        gap_(letter + how + (since.plain if len(since.plain) < 5 else "+")),
        flags_(letter + flags + on),
        letters_(letter + how + flags + near + here),
        at_(f"{word} {here}{int(since.length == 0)}"),
        far_(f"{size} {flags} {rest}"),
        flags_letters_(f"{word} {flags}{near + here if left else '.'}"),
        before_cue_(f"{words[cue - 1] if cue else '|'} {letter}{int(since.length < 3)}"),
        before_(since.before + letter + flags),
        marks_(letter + since.marks + near + here),
    ]
    way_, time_, again_ = looks[10:]
    if 0 < since.length < _WAY:
        seen.append(way_(letter + since.way + on))
    if here in "Pt#":
        seen.append(time_(f"{letter}{int(since.ahead)}{on}{rest}"))
    if "O" in on:
        at = item + on.index("O") + 1
        if letters[at : at + 1] == "x":  # "is no threat, and is of use": the same auxiliary again
            seen.append(again_(here + str(int(words[at] in since.helpers))))


def _of_tail(row: Row, item: int, led: bool, looks: Sequence[Look[Found]], seen: list[Found | None]) -> None:
    """The cue after an item that its sentence ends with; ``led``: a cue stands before the item too."""
    tail_, how_, end_ = looks
    tail, place = row.tails[item], item - row.starts[item]
    if tail < 0:
        seen.append(how_(f"-{int(led)}{min(place, 3)}"))
        return
    commas = min(3, row.commas[tail] - row.commas[item])
    marked = int(row.marks[tail] > row.marks[item])
    subject = row.view.subjects.get(tail)
    kind = f"{row.letters[tail]}{subject[1] if subject else '-'}{commas}"
    seen += [
        tail_(f"{row.words[tail]} {commas}"),
        how_(f"{kind}{min(place, 2)}"),
        end_(f"{kind}{min(3, row.ends[item] - tail)}{marked}{int(led)}"),
    ]
