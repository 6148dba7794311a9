"""Somebody's words or nobody's: the trained decision over a few marked words.

A logistic regression over short strings read off the row of items, and over what the ranker of speakers thinks. Its
weights stand in bot/extract/weights/nobody.json; bot/evaluation/training/nobody.py fits them on labelled news, on
whole invented articles and on invented passages (docs/decisions/0077-whose-a-few-words-are.md).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.extract.attribution.mark_context import MarkContext, bucket, plain
from bot.extract.attribution.rank import load_weights, score
from bot.extract.attribution.view import Candidate, View
from bot.extract.lexicon import read_sections
from bot.extract.quotes.cues import LEMMA
from bot.extract.quotes.phrases import ANYBODY, cue_before, is_spoken, sign_of
from bot.extract.quotes.setoff import is_set_off
from bot.extract.quotes.wording import Wording
from bot.model import Span

FEW = 8
"""So many words at most are judged here; of longer ones the ranker's own chance decides."""
NOBODY = 0.4
"""Above this chance a few marked words are nobody's; set on the train part and the invented passages."""

MOST = 8.0
"""The ranker's odds count for no more than this."""

Judge = Callable[[Span, list[str], float], float]
"""A few marked words, their features and the ranker's odds -> the chance that they are nobody's."""

_WORD = re.compile(r"[\w’'-]+")
_APART = re.compile(r"[.?|]")
_CUES = frozenset("VvGgBbKA")
_CUE_OR_STOP = re.compile(r"[.?Q|VvGgBbKA]")
_ROWS = frozenset({"O", ",O", ",", "", "OD", ",D"})
_AHEAD, _BESIDE, _NEXT, _LEAST, _NEAR, _READ = 40, 25, 60, 1e-12, 3, 300
_SENTENCE_REACH, _FEW_ITEMS, _CLASS_REACH = 60, 3, 5
_NAMES = read_sections("name_words.txt")
_CLASSES = {
    "W": _NAMES["works"],
    "S": _NAMES["terms"] | _NAMES["inscribed"],
    "P": _NAMES["labelled"] | _NAMES["schemes"],
}
"""Nouns of works, of words and what bears them, of schemes."""
_CERTAIN, _TELLING = frozenset({"sign", "dubbed"}), frozenset({"named", "given"})


@dataclass(frozen=True, slots=True)
class Ranked:
    """What the ranker found for marked words: the mentions, and their chances after that of nobody."""

    candidates: Sequence[Candidate]
    chances: Sequence[float]

    def odds(self, sign: str) -> float:
        """Return the odds of nobody against all mentions (logarithm), no further from even than ``MOST``.

        Where the words around call the marked ones a name they are high, however sure of a speaker the ranker is. What
        a placard bears, and what nobody in particular calls something by habit, is certain: infinite.
        """
        if sign in _CERTAIN:
            return math.inf
        nobody = self.chances[0]
        odds = math.log(max(_LEAST, nobody) / max(_LEAST, 1 - nobody))
        return min(MOST, max(MOST if sign in _TELLING else -MOST, odds))


def chance_of_nobody(_: Span, features: list[str], odds: float) -> float:
    """Return the chance that a few marked words are nobody's, by the trained weights."""
    if odds == math.inf:
        return 1.0
    return 1 / (1 + math.exp(-weighed(load_weights("nobody"), features, odds)))


def weighed(weights: Mapping[str, float], features: Iterable[str], odds: float) -> float:
    """Return the odds (logarithm) that ``weights`` give a few marked words of being nobody's."""
    return score(weights, features) + weights["odds"] * odds + weights["odds+"] * max(0.0, odds)


def evidence(text: str, context: MarkContext, number: int, ranked: Ranked) -> tuple[list[str], float]:
    """Return the features of the ``number``-th marked words (their form, what governs them, what stands beside them)
    and the odds of nobody.
    """
    inside = Wording(text, context.mark.span)
    view = context.view
    off = int(is_set_off(text, view, number))
    sign = sign_of(text, view, number)
    cues = _Cue(view, cue_before(context.letters, context.item)), _Cue(view, _cue_after(context.letters, context.item))
    features = [
        "1",
        f"sign {sign} {inside.size}",
        f"case {sign} {inside.shape}",
        f"off {off}{inside.size}",
        f"offs {off}{inside.shape}",
        f"spoken {is_spoken(view, context.item):d}{inside.size}{inside.shape}",
        *inside.features(context),
        *_governing(context, *cues, inside),
        *_around(context, inside),
        *_nouns(context, inside),
        *_sentence(context, inside),
        *_beside(view, number, inside),
        f"echo {_is_echoed(text, view, number, inside)} {inside.size}",
        *_ranked(context, ranked, cues, inside, off),
    ]
    return features, ranked.odds(sign)


class _Cue:
    """A cue, what kind of mention its subject is, and how the subject was found."""

    def __init__(self, view: View, item: int) -> None:
        self.item = item
        self.letter, self.subject, self.how, self.lemma = "-", "-", "-", "-"
        if item < 0:
            return
        low = view.lows[item]
        self.letter, self.lemma = view.letters[item], LEMMA.get(low, low)
        found = view.subjects.get(item)
        self.subject, self.how = (_kind(view, found[0]), found[1]) if found else ("0", "0")


def _kind(view: View, item: int) -> str:
    """The letter of a subject; "y" for anybody ("critics"), "P" for "they" and "we"."""
    found, low = view.letters[item], view.lows[item]
    if found in "ed" and low in ANYBODY:
        return "y"
    return "P" if found == "p" and low in {"they", "we"} else found


def _cue_after(letters: str, item: int) -> int:
    """The first cue after an item in its sentence, -1 where there is none."""
    found = _CUE_OR_STOP.search(letters, item + 1, item + _AHEAD)
    return found.start() if found and found.group() in _CUES else -1


def _governing(context: MarkContext, cue: _Cue, later: _Cue, inside: Wording) -> list[str]:
    """The last cue before the marked words in their sentence and the first after them, with their subjects."""
    letters, item, size, shape = context.letters, context.item, inside.size, inside.shape
    way = letters[cue.item + 1 : item] if cue.item >= 0 else ""
    far = bucket(len(plain(way))) if cue.item >= 0 else "-"
    ahead = bucket(later.item - item - 1) if later.item >= 0 else "-"
    that = "T" if "T" in way else ""
    by, then = cue.letter + cue.subject, later.letter + later.subject
    before, after = letters[item - 1 : item], letters[item + 1 : item + 2]
    return [
        f"by {by}{cue.how}{size}",
        f"bys {by}{shape}",
        f"byd {by}{far}{that}",
        f"byn {by}{far}{before}{size}",
        f"byb {before}{after}{by}",
        f"byp {context.view.lows[item - 1] if item else ''} {by}",
        f"cue {cue.lemma}{cue.subject}",
        f"cued {cue.lemma}{far}{size}",
        f"cues {cue.lemma}{shape}",
        f"then {then}{later.how}{size}",
        f"thend {then}{ahead}",
        f"thenc {later.lemma}{later.subject}",
        f"both {by}{then}{size}",
        f"boths {by}{then}{shape}",
    ]


def _around(context: MarkContext, inside: Wording) -> list[str]:
    """The words and letters right before and after."""
    letters, item, lows, size, shape = context.letters, context.item, context.view.lows, inside.size, inside.shape
    before, after = letters[max(0, item - 3) : item], letters[item + 1 : item + 4]
    last = lows[item - 1] if item else ""
    return [
        f"bef {before}{size}",
        f"befs {before}{shape}",
        f"aft {after}{size}",
        f"ba {before[-1:]}{after[:1]}{letters[item]}{size}",
        f"bas {before[-1:]}{after[:1]}{shape}",
        f"pair {lows[item - 2] if item > 1 else ''} {last}",
        f"word {last} {size}",
        f"words {last} {shape}",
        f"next {lows[item + 1] if item + 1 < len(lows) else ''} {shape}",
    ]


def _nouns(context: MarkContext, inside: Wording) -> list[str]:
    """Whether a noun close before, or the one right after, says what the marked words are the name of."""
    item, lows, size = context.item, context.view.lows, inside.size
    before, far = "-", 0
    for at in range(item - 1, max(-1, item - 1 - _CLASS_REACH), -1):
        if context.letters[at] in ".|?Q":
            break
        far += 1
        before = _class(lows[at])
        if before != "-":
            break
    after = _class(lows[item + 1]) if item + 1 < len(lows) else "-"
    last = lows[item - 1] if item else ""
    return [
        f"noun {before}{far}{size}",
        f"nouns {before}{inside.shape}",
        f"nouna {after}{size}",
        f"nounb {before}{after}{last}",
    ]


def _class(low: str) -> str:
    return next((name for name, nouns in _CLASSES.items() if low in nouns), "-")


def _sentence(context: MarkContext, inside: Wording) -> list[str]:
    """How long the sentence is, how many marked words it has, and whether these begin or end it."""
    letters, item, size = context.letters, context.item, inside.size
    low, high = max(0, item - _SENTENCE_REACH), item + _SENTENCE_REACH
    start = max(low - 1, *(letters.rfind(stop, low, item) for stop in ".|?"))
    ends = [end for stop in ".|?" if (end := letters.find(stop, item, high)) >= 0]
    end = min(ends, default=min(high, len(letters)))
    marked = sum(letters.count(mark, start + 1, end) for mark in "qQu")
    return [
        f"sent {min(marked, _NEAR)}{size}",
        f"sentl {bucket(end - start)}{size}",
        f"sentp {int(item - start < _FEW_ITEMS)}{int(end - item < _FEW_ITEMS)}{inside.shape}",
    ]


def _beside(view: View, number: int, inside: Wording) -> list[str]:
    """How the marked words before and after stand to these: in a row, in the sentence, in the paragraph."""
    items, letters, before, after = view.mark_items, view.letters, "-", "-"
    if number:
        gap = letters[items[number - 1] + 1 : items[number]]
        before = _nearness(gap, letters[items[number - 1]])
    if number + 1 < len(items):
        after = _nearness(letters[items[number] + 1 : items[number + 1]], letters[items[number]])
    size, shape = inside.size, inside.shape
    return [f"nb {before}{size}", f"nbs {before}{shape}", f"na {after}{size}", f"nab {before}{after}{shape}"]


def _is_echoed(text: str, view: View, number: int, inside: Wording) -> bool:
    """Tell whether longer marked words nearby have the same words in them: "asked for “hymns”. “I play no hymns.”"."""
    words = " ".join(inside.lows)
    near = view.marks[max(0, number - _NEAR) : number] + view.marks[number + 1 : number + 1 + _NEAR]
    longer = (mark.span.of(text)[:_READ].lower() for mark in near if mark.span.end - mark.span.start > len(words) + 1)
    return any(f" {words} " in f" {' '.join(_WORD.findall(other))} " for other in longer)


def _nearness(gap: str, first: str) -> str:
    if len(gap) < _BESIDE and _APART.search(gap) is None and first != "Q":
        return "a" if gap in _ROWS else "s"
    return "p" if len(gap) < _NEXT and "|" not in gap else "-"


def _ranked(context: MarkContext, ranked: Ranked, cues: tuple[_Cue, _Cue], inside: Wording, off: int) -> list[str]:
    """The likeliest speaker: what mention, where, how likely, and whether a cue near the marked words is theirs."""
    if not ranked.candidates:
        return ["nobody"]
    best = max(range(len(ranked.candidates)), key=lambda choice: ranked.chances[choice + 1])
    speaker, item = ranked.candidates[best], context.item
    share = int(4 * ranked.chances[best + 1] / max(1e-9, 1 - ranked.chances[0]))
    here = int(context.block_start < speaker.item < context.block_end)
    span = context.letters[min(speaker.item, item) : max(speaker.item, item)]
    same = int(bool(here) and context.sentence < speaker.item and "." not in span)
    spoken = {cue for cue, _ in context.view.spoken.get(speaker.item, ())}
    governs = "".join(str(int(cue.item in spoken)) for cue in cues)
    return [
        f"best {speaker.letter}{here}{same}{int(speaker.item > item)}",
        f"gov {governs}{speaker.letter}{inside.size}",
        f"govs {governs}{inside.shape}{off}",
        f"share {share}{here}{same}{inside.size}",
    ]
