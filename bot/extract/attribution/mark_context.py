"""What is known of a marked span before any speaker is looked at: the words around it, and who may speak it."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.extract.attribution.subjects import main_subject
from bot.extract.attribution.view import Candidate, View
from bot.extract.attribution.worded import worded_by

_SAY = re.compile(r"[VGBA]")
_DROP = str.maketrans("", "", "RD#t")
_RUN = re.compile(r"w+")
_BESIDE = 8
BEFORE, AFTER, REACH = 14, 8, 400


def bucket(number: int) -> str:
    """A count as a coarse step."""
    if number < 4:
        return str(number)
    return "4" if number < 7 else "7" if number < 12 else "12" if number < 20 else "20"


@lru_cache(4096)  # a mention stands in many pairs, and short stretches are few
def plain(gap: str) -> str:
    """A stretch of the row without adverbs, determiners, numbers and times, runs of other words taken together."""
    return _RUN.sub("w", gap.translate(_DROP))


def block_of(letters: str, item: int) -> tuple[int, int]:
    """Return where the item's block begins and ends, looking no further than ``REACH`` items."""
    start = letters.rfind("|", max(0, item - REACH), item)
    end = letters.find("|", item, item + REACH)
    return (start if start >= 0 else max(-1, item - REACH)), (end if end >= 0 else min(len(letters), item + REACH))


def window(view: View, mark: int, first: int, previous: Candidate | None) -> tuple[list[Candidate], int]:
    """Return the mentions that may speak the ``mark``-th marked span, and where to begin looking for the next.

    They stand in the same block, or shortly before it; ``previous`` is the speaker of the marked span before.
    """
    item = view.mark_items[mark]
    letters = view.letters
    block_start, block_end = block_of(letters, item)
    earlier = letters.rfind("|", max(0, item - 120), max(block_start, 0))
    low = max(earlier, item - 120)
    candidates = view.candidates
    while first < len(candidates) and candidates[first].item < low:
        first += 1
    index = first
    found: list[Candidate] = []
    after = 0
    while index < len(candidates) and candidates[index].item < min(block_end, item + 60):
        if candidates[index].item > item:
            after += 1
            if after > AFTER:
                break
        found.append(candidates[index])
        index += 1
    if len(found) - after > BEFORE:
        found = found[len(found) - after - BEFORE :]
    if (
        previous is not None
        and abs(item - previous.item) < 2 * REACH
        and all(candidate is not previous for candidate in found)
    ):
        found.insert(0, previous)
    return found, first


class MarkContext:
    """What is the same for all mentions that may speak one marked span."""

    def __init__(self, view: View, mark: int, previous: Candidate | None, text: str) -> None:
        self.view = view
        self.letters = letters = view.letters
        self.item = item = view.mark_items[mark]
        self.mark = view.marks[mark]
        self.previous = previous
        self.before = plain(letters[max(0, item - 6) : item])[-2:]
        self.after = plain(letters[item + 1 : item + 7])[:2]
        self.symbol = letters[item]
        size = self.mark.span.end - self.mark.span.start
        self.size = "1" if size < 12 else "2" if size < 30 else "3" if size < 70 else "4"
        self.words = text.count(" ", self.mark.span.start, self.mark.span.end) + 1
        self.between = ""
        if mark > 0:
            gap = letters[view.mark_items[mark - 1] + 1 : item]
            self.between = plain(gap)[:7] if len(gap) < 14 else "far|" if "|" in gap else "far"
        self.block_start, self.block_end = block_of(letters, item)
        self.block_cue = "1" if _SAY.search(letters, self.block_start + 1, self.block_end) else "0"
        self.alone = "1" if item == self.block_start + 1 and item == self.block_end - 1 else "0"
        sentence = max(letters.rfind(stop, self.block_start + 1, item) for stop in ".?Q")
        self.sentence = max(sentence, self.block_start)
        self.colon = "1" if item > 0 and letters[item - 1] == ":" else "0"
        self.best_cue, self.best_how = self._adjacent()
        self.main = self._main()
        self.worded = worded_by(view, item)

    def _main(self) -> int:
        """The main subject of the sentence; before a colon that of the verb of saying beside it."""
        if self.colon == "1":
            for at in range(self.item - 2, max(self.sentence, self.item - _BESIDE), -1):
                subject = self.view.subjects.get(at)
                if subject is not None and self.letters[at] in "VBG":
                    return subject[0]
        main = main_subject(self.letters, self.item, self.view.possessive, "m")
        return main[0] if main else -1

    def _adjacent(self) -> tuple[int | None, str]:
        """The subject of the cue that touches the marked words, and how they touch."""
        letters, item = self.letters, self.item
        for step in range(1, 4):
            if letters[item + step : item + step + 1] in {"|", ".", ""}:
                break
            subject = self.view.subjects.get(item + step)
            if subject is not None and letters[item + step] in "VvB":
                return subject[0], f">{step}{subject[1]}"
        for step in range(1, 5):
            if item - step <= self.sentence:
                break
            subject = self.view.subjects.get(item - step)
            if subject is not None and letters[item - step] in "VvBGgA":
                return subject[0], f"<{step}{subject[1]}"
        return None, ""
