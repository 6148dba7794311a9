"""What the reader of indirect speech looks at: for each item of the row one short key a template.

A key names a circumstance of the item (the words and letters around it, the cue before it, the cue that ends its
sentence), its template says which; weights stand in bot/extract/weights/indirect.json.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from operator import add

from bot.extract.attribution.mark_context import bucket
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

CUES = frozenset("VvGgBbKA")
_STEPS = "01234"
_SIZES = [bucket(number) for number in range(21)]
_MARKS = frozenset("quQmXsZ")
_ENDED = frozenset("QXZ")
_STOPS = frozenset(".?;|")
_PAD, _WAY = 4, 6
_AHEAD = frozenset({"will", "would", "shall", "should", "could", "may", "might", "can", "must"})


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
    begins: list[str] = field(default_factory=list)
    lefts: list[str] = field(default_factory=list)


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
    row.begins = [_STEPS[min(item - start, 3)] for item, start in enumerate(row.starts)]
    row.lefts = [_STEPS[min(end - item, 4)] for item, end in enumerate(row.ends)]
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


class _Since:
    """What stood since the last cue of the sentence, at item ``cue`` of the row.

    ``flags``: that-clause begun, verb seen, commas. The heads of the keys are made when one of them changes, which is
    seldom, and not at each item.
    """

    def __init__(self, row: Row, cue: int, before: str) -> None:
        subject = row.view.subjects.get(cue)
        self.word = row.words[cue]
        self.letter = row.letters[cue]
        self.how = self.letter + (subject[1] if subject else "-")
        self.led = f"{row.words[cue - 1] if cue else '|'} {self.letter}"
        self.before = before + self.letter
        self.marks = self.letter
        self.way = self.letter
        self.plain = ""
        self.length = 0
        self.weight = 0
        self.word_weight = f"{self.word} 0"
        self.gap = self.how
        self.helpers: set[str] = set()
        self.ahead = False
        self._that = self._verb = ""
        self._commas = 0
        self._flag()

    def _flag(self) -> None:
        self.flags = flags = f"{self._that}{self._verb}{min(2, self._commas)}"
        self.of_letter, self.of_how, self.of_word = self.letter + flags, self.how + flags, f"{self.word} {flags}"
        self.of_before = self.before + flags

    def add(self, letter: str, word: str) -> None:
        """Step over an item that is no cue."""
        self.length += 1
        if self.length < _WAY:
            self.way += letter
        if letter in "Txy,":
            if letter == "T":
                self._that = "T"
            elif letter == ",":
                self._commas += 1
            else:
                self._verb = "v"
            self._flag()
            if letter == "x":
                self.helpers.add(word)
                self.ahead = self.ahead or word in _AHEAD
        elif letter in _MARKS and len(self.marks) < 3:
            self.marks += letter
        if letter not in "RD#t" and not (letter == "w" and self.plain[-1:] == "w"):
            self.weight += 1
            self.plain = (self.plain + letter) if len(self.plain) < 5 else self.plain[:4] + letter
            self.word_weight = f"{self.word} {_SIZES[min(self.weight, 20)]}"
            self.gap = self.how + (self.plain if len(self.plain) < 5 else "+")


def observe(row: Row, first: int, last: int) -> Iterator[Iterable[str]]:
    """Yield for each of ``TEMPLATES`` the keys of the items ``[first, last)``, "" where it says nothing of an item.

    Keys go by template and not by item because that is how they are looked up fastest.
    """
    yield from _around(row, first, last)
    keys = []
    letters, words, starts = row.letters, row.words, row.starts
    since: _Since | None = None
    for item in range(first, last):
        if item == starts[item]:
            since = None
        of_cue = _of_cue(row, item, since) if since is not None else _of_start(row, item)
        keys.append(of_cue + _of_tail(row, item, since is not None))
        letter = letters[item]
        if letter in CUES:
            since = _Since(row, item, since.letter if since else "-")
        elif since is not None:
            since.add(letter, words[item])
    yield from zip(*keys, strict=True)


def _around(row: Row, first: int, last: int) -> Iterator[Iterable[str]]:
    """The words and letters about each item, its place in the sentence, and whether it is the subject of a cue.

    What stands before one item stands after another, so most columns are others shifted.
    """
    words, ones = row.padded[first : last + 4], row.window[first : last + 6]
    twos = list(map(add, ones, ones[1:]))
    threes = list(map(add, twos, ones[2:]))
    back, word = words[1:-2], words[2:-2]
    pairs = list(map(" ".join, pairwise(words[1:-1])))
    endings = [letter + word[-3:] for letter, word in zip(ones[2:], words[1:-2], strict=False)]
    yield from (word, back[:-1], words[3:-1], words[:-4], words[4:], pairs[:-1], pairs[1:])
    yield map(add, word, ones[2:])
    yield map(add, back, ones[3:-3])
    yield map(add, word, twos[4:])
    yield map(add, back, twos[1:-4])
    yield from (endings[1:], endings[:-1], threes[2:-2], map(add, threes[3:], ones[6:]))
    yield map(add, row.begins[first:last], twos[3:])
    yield map(add, row.lefts[first:last], twos[2:])
    spoken = row.view.spoken
    yield [_as_subject(row, item) if item in spoken else "" for item in range(first, last)]


def _as_subject(row: Row, item: int) -> str:
    cue, how = min(row.view.spoken[item], key=lambda entry: abs(entry[0] - item))
    return f"{row.letters[cue]}{how}{int(cue > item)}{row.window[item + 2]}"


_NOT_LED = ("",) * (len(SINCE) - 4)


def _of_start(row: Row, item: int) -> tuple[str, ...]:
    """The place of an item in a sentence without a cue before it."""
    return ("", "", "", f"-{min(item - row.starts[item], 4)}{row.letters[item : item + 3]}", *_NOT_LED)


def _of_cue(row: Row, item: int, since: _Since) -> tuple[str, ...]:
    """The last cue of the sentence before an item, and what stood between."""
    letters, length = row.letters, since.length
    near, on = row.window[item + 2 : item + 4], letters[item : item + 2]
    here = on[0]
    left = row.ends[item] - item
    rest = _SIZES[left if left < 20 else 20]
    again = ""
    if "O" in on:
        at = item + on.index("O") + 1
        if letters[at : at + 1] == "x":  # "is no threat, and is of use": the same auxiliary again
            again = here + str(int(row.words[at] in since.helpers))
    return (
        since.word_weight,
        since.gap,
        since.of_letter + on,
        since.of_how + near,
        f"{since.word} {here}{int(length == 0)}",
        f"{_SIZES[length if length < 20 else 20]} {since.flags} {rest}",
        since.of_word + (near if left else "."),
        since.led + ("1" if length < 3 else "0"),
        since.of_before,
        since.marks + near,
        since.way + on if 0 < length < _WAY else "",
        f"{since.letter}{int(since.ahead)}{on}{rest}" if here in "Pt#" else "",
        again,
    )


def _of_tail(row: Row, item: int, led: bool) -> tuple[str, ...]:
    """The cue after an item that its sentence ends with; ``led``: a cue stands before the item too."""
    tail, place = row.tails[item], item - row.starts[item]
    if tail < 0:
        return ("", f"-{int(led)}{min(place, 3)}", "")
    commas = min(3, row.commas[tail] - row.commas[item])
    marked = int(row.marks[tail] > row.marks[item])
    subject = row.view.subjects.get(tail)
    kind = f"{row.letters[tail]}{subject[1] if subject else '-'}{commas}"
    return (
        f"{row.words[tail]} {commas}",
        f"{kind}{min(place, 2)}",
        f"{kind}{min(3, row.ends[item] - tail)}{marked}{int(led)}",
    )
