"""What attribution looks at: surface features of a marked span and of a mention that may be its speaker.

A feature is a short string; its weight stands in bot/extract/weights/speakers.json. All are read off the row of items
of bot.extract.attribution.view, so none needs a parse.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.extract.attribution.subjects import main_subject
from bot.extract.attribution.view import Candidate, View
from bot.extract.quotes.cues import LEMMA

_CUE = re.compile(r"[VvGgBbKA]")
_SAY = re.compile(r"[VGBA]")
_MENTION = re.compile(r"[NMLnedp]")
_STOP = re.compile(r"[.?Q|]")
_LEADING, _BRIDGED = frozenset("VvBGgA"), frozenset("VvA")
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


def none_features(context: MarkContext, text: str) -> list[str]:
    """Features of the choice that the marked words are nobody's: scare quotes, titles, terms."""
    mark, view = context.mark, context.view
    inner = text[mark.span.start : mark.span.end].strip()
    words = inner.split()
    first = inner[:1]
    capitals = sum(1 for word in words if word[0].isupper())
    case = (
        "U"
        if words and capitals == len(words)
        else "T"
        if capitals > 0.6 * len(words)
        else "C"
        if first.isupper()
        else "l"
    )
    longer = [word for word in words if len(word) > 3 or word in {words[0], words[-1]}]
    if len(words) > 1 and all(word[0].isupper() or word[0].isdigit() for word in longer):
        case = "W"  # like the title of a work
    size = bucket(len(words))
    previous = view.lows[context.item - 1] if context.item else ""
    following = view.lows[context.item + 1] if context.item + 1 < len(view.lows) else ""
    cue = "1" if _SAY.search(context.letters, context.sentence + 1, context.block_end) else "0"
    weak = "1" if _CUE.search(context.letters, context.sentence + 1, context.item) else "0"
    single = "1" if mark.single else "0"
    ends = inner[-1:] if inner[-1:] in ".,!?…" else "-"
    letters, item = context.letters, context.item
    raw_before, raw_after = letters[max(0, item - 3) : item], letters[item + 1 : item + 4]
    at, distance, lemma = _nearest_cue(context)
    subject = "1" if _MENTION.search(letters, context.sentence + 1, max(at, context.sentence + 1)) else "0"
    return [
        "0",
        f"0size{size}{single}",
        f"0case{case}{size}",
        f"0end{ends}{size}",
        f"0sym{context.symbol}{case}",
        f"0bef{context.before}",
        f"0aft{context.after}",
        f"0b1{context.before[-1:]}{size}",
        f"0a1{context.after[:1]}{size}",
        f"0ba{context.before[-1:]}{context.after[:1]}",
        f"0pw{previous}",
        f"0fw{following}",
        f"0cue{cue}{size}",
        f"0weak{cue}{weak}{case}",
        f"0bcue{context.block_cue}{size}{single}",
        f"0alone{context.alone}{size}",
        f"0open{mark.closed}{mark.continues}{mark.resumes}",
        f"0col{context.colon}",
        f"0btw{context.between[:3]}",
        f"0rb{raw_before[-2:]}{size}",
        f"0ra{raw_after[:2]}{size}",
        f"0rr{raw_before[-1:]}{raw_after[:1]}{case}",
        f"0cd{distance}{size}",
        f"0cd{distance}{raw_before[-1:]}{raw_after[:1]}",
        f"0cl{lemma}{size}",
        f"0who{subject}{distance}",
        f"0len{size}{case}{single}{ends}",
        f"0pc{previous}{case}",
        f"0cc{case}{cue}{weak}{ends}",
        f"0hd{view.lows[item - 2] if item > 1 else ''}",
        f"0cq{case}{context.symbol}{raw_before[-1:]}{raw_after[:1]}",
        f"0rep{view.repeats.get(inner.casefold().strip('.,!?'), 1) > 1}{size}",
    ]


def _nearest_cue(context: MarkContext) -> tuple[int, str, str]:
    """The last cue before the marked words in their sentence: place, letter with distance, base form."""
    letters, item = context.letters, context.item
    at = max(letters.rfind(cue, context.sentence + 1, item) for cue in "VvGgBbKA")
    if at < 0:
        return item, "-", "-"
    low = context.view.lows[at]
    return at, letters[at] + bucket(len(plain(letters[at + 1 : item]))), LEMMA.get(low, low)


def pair_features(context: MarkContext, candidate: Candidate) -> list[str]:
    """Features of a marked span together with one mention."""
    letters, item, place = context.letters, context.item, candidate.item
    if place < item:
        side, gap = "<", letters[place + 1 : item]
    else:
        side, gap = ">", letters[item + 1 : place]
    short = plain(gap)
    kind = candidate.letter + ("'" if candidate.possessive else "")
    head = plain(letters[place + 1 : place + 8])[:3]
    lead = plain(letters[max(0, place - 5) : place])[-2:]
    stops = min(3, len(_STOP.findall(gap)))
    rivals = min(4, len(_MENTION.findall(gap)))
    blocks = min(2, gap.count("|"))
    cues = _CUE.findall(gap)
    base = f"{side}{stops}"
    features = [
        f"k{kind}{side}",
        f"g{side}{short[:6]}" if len(short) < 7 else f"g{side}{short[:3]}_{short[-3:]}",
        f"gk{side}{kind}{short[:3]}_{short[-2:]}",
        f"h{base}{head}",
        f"hk{side}{kind}{head[:2]}",
        f"l{base}{lead}",
        f"lh{side}{lead[-1:]}{head[:1]}",
        f"d{base}{bucket(len(short))}",
        f"r{base}{rivals}{context.block_cue}",
        f"b{blocks}{side}{context.alone}{context.colon}",
        f"qh{side}{stops}{context.before[-1:]}{context.symbol}{context.after[:1]}",
        f"qh2{base}{context.after}{head[:1]}",
        f"qb2{base}{context.before}{head[:1]}",
    ]
    features += _cue_features(context, candidate, side, stops)
    if context.block_start < place < context.block_end:
        first = not _MENTION.search(letters, max(context.block_start, context.sentence) + 1, place)
        features.append(f"s{side}{stops}{'1' if first else '0'}{head[:1]}")
    main = "1" if place == context.main else "0"
    features += [f"M{main}{context.colon}{side}{stops}", f"Mb{main}{context.before}{context.block_cue}"]
    if candidate.letter in "poW":
        features.append(f"w{candidate.word}{base}{head[:1]}")
    else:
        features.append(f"wn{candidate.word}" if candidate.letter in "ned" else f"ent{candidate.letter}{base}")
    previous = context.previous
    if previous is not None:
        if candidate is previous:
            same = "S"
        elif candidate.entity >= 0 and candidate.entity == previous.entity:
            same = "E"
        else:
            same = "W" if candidate.word == previous.word and candidate.letter == "p" else "x"
        features += [
            f"p{same}{context.between}",
            f"ps{same}{base}{context.block_cue}{context.alone}",
            f"pc{same}{side}{head[:1]}{'c' if cues else '-'}{blocks}",
            f"pq{same}{context.symbol}{context.after[:1]}{context.before[-1:]}",
        ]
    return features


def _cue_features(context: MarkContext, candidate: Candidate, side: str, stops: int) -> list[str]:
    """The cue whose subject the mention is, and how it stands to the mention and to the marked words."""
    letters, place, view, item = context.letters, candidate.item, context.view, context.item
    features = []
    cues = view.spoken.get(place, ())
    if cues:
        at, how = min(cues, key=lambda cue: abs(cue[0] - item))
        lemma = LEMMA.get(view.lows[at], view.lows[at])
        where = "<" if at < item else ">"
        between = letters[at + 1 : item] if at < item else letters[item + 1 : at]
        way = plain(between)
        stop = min(2, len(_STOP.findall(between)))
        near = f"{way[:2]}{way[-2:]}" if len(way) < 5 else f"{bucket(len(way))}{way[-2:]}"
        other = "1" if _SAY.search(between) else "0"
        features += [
            f"C{how}{side}{where}{stop}",
            f"Cn{how}{side}{where}{letters[at]}{near}",
            f"Cl{lemma}{side}{where}{stop}",
            f"Cw{letters[at]}{side}{where}{stop}{other}{'1' if _MENTION.search(between) else '0'}",
            f"Cq{letters[at]}{where}{stop}{context.symbol}{context.after[:1]}",
            f"Cln{lemma}{where}{near}",
        ]
    else:
        features.append(f"Cno{side}{stops}{context.block_cue}")
    features += _right_cue(context, candidate, side, stops) + _left_cue(context, candidate, side, stops)
    if context.best_cue is not None:
        features.append(f"Cb{'1' if context.best_cue == place else '0'}{context.best_how}{side}")
    return features


def _right_cue(context: MarkContext, candidate: Candidate, side: str, stops: int) -> list[str]:
    """The next cue after the mention."""
    letters, place, lows = context.letters, candidate.item, context.view.lows
    right = _CUE.search(letters, place + 1, min(len(letters), place + 9))
    if right is None or _STOP.search(letters, place + 1, right.start()):
        return [f"c{side}no{stops}"]
    at = right.start()
    lemma = LEMMA.get(lows[at], lows[at])
    way = plain(letters[place + 1 : at])[:3]
    where = "<" if at < context.item else ">"
    rest = letters[at + 1 : context.item] if at < context.item else letters[context.item + 1 : place]
    return [
        f"c{side}{where}{way}{bucket(abs(context.item - at) - 1)}",
        f"cl{side}{where}{lemma}{min(stops, 1)}",
        f"cr{side}{letters[at]}{way[:1]}{plain(rest)[-2:]}{stops}",
        f"cs{side}{letters[at]}{way}{stops}",
    ]


def _left_cue(context: MarkContext, candidate: Candidate, side: str, stops: int) -> list[str]:
    """A cue right before the mention: "said X", "told X"."""
    letters, place, lows = context.letters, candidate.item, context.view.lows
    left = letters[max(0, place - 4) : place]
    if not (left[-1:] in _LEADING or left[-2:-1] in _BRIDGED):
        return []
    at = place - 1 if left[-1:] in _LEADING else place - 2
    lemma = LEMMA.get(lows[at], lows[at])
    opener = letters[at - 1 : at] if at else ""
    return [
        f"i{side}{lemma}{stops}",
        f"io{side}{opener}{letters[at:place]}{stops}",
        f"iq{side}{'1' if at - 1 == context.item else '0'}{letters[place + 1 : place + 2]}",
    ]
