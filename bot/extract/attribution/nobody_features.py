"""Features of the choice that marked words are nobody's: scare quotes, titles, terms."""

from __future__ import annotations

import re

from bot.extract.attribution.mark_context import MarkContext, bucket, plain
from bot.extract.quotes.cues import LEMMA

_SAY, _CUE, _MENTION = re.compile(r"[VGBA]"), re.compile(r"[VvGgBbKA]"), re.compile(r"[NMLnedp]")


def none_features(context: MarkContext, text: str) -> list[str]:
    """Return the features of the choice "nobody" for the marked words of ``context``."""
    inner = text[context.mark.span.start : context.mark.span.end].strip()
    words = inner.split()
    size, case = bucket(len(words)), _case(inner, words)
    ends = inner[-1:] if inner[-1:] in ".,!?…" else "-"
    repeated = context.view.repeats.get(inner.casefold().strip(".,!?"), 1) > 1
    return [
        "0",
        f"0rep{repeated}{size}",
        *_form(context, ends, size, case),
        *_beside(context, size, case),
        *_cues(context, ends, size, case),
    ]


def _case(inner: str, words: list[str]) -> str:
    """Capitals: "W" of the title of a work, "U" on every word, "T" on most, "C" on the first, "l" on none of these."""
    longer = [word for word in words if len(word) > 3 or word in {words[0], words[-1]}]
    if len(words) > 1 and all(word[0].isupper() or word[0].isdigit() for word in longer):
        return "W"
    capitals = sum(1 for word in words if word[0].isupper())
    if words and capitals == len(words):
        return "U"
    if capitals > 0.6 * len(words):
        return "T"
    return "C" if inner[:1].isupper() else "l"


def _form(context: MarkContext, ends: str, size: str, case: str) -> list[str]:
    """The marked words themselves, and how their marks open and close."""
    mark = context.mark
    single = "1" if mark.single else "0"
    return [
        f"0size{size}{single}",
        f"0case{case}{size}",
        f"0end{ends}{size}",
        f"0sym{context.symbol}{case}",
        f"0len{size}{case}{single}{ends}",
        f"0alone{context.alone}{size}",
        f"0bcue{context.block_cue}{size}{single}",
        f"0open{mark.closed}{mark.continues}{mark.resumes}",
    ]


def _beside(context: MarkContext, size: str, case: str) -> list[str]:
    """The words right before and after, by themselves and by kind."""
    letters, item, lows = context.letters, context.item, context.view.lows
    previous = lows[item - 1] if item else ""
    following = lows[item + 1] if item + 1 < len(lows) else ""
    before, after = letters[max(0, item - 3) : item], letters[item + 1 : item + 4]
    return [
        f"0bef{context.before}",
        f"0aft{context.after}",
        f"0b1{context.before[-1:]}{size}",
        f"0a1{context.after[:1]}{size}",
        f"0ba{context.before[-1:]}{context.after[:1]}",
        f"0pw{previous}",
        f"0fw{following}",
        f"0pc{previous}{case}",
        f"0hd{lows[item - 2] if item > 1 else ''}",
        f"0col{context.colon}",
        f"0btw{context.between[:3]}",
        f"0rb{before[-2:]}{size}",
        f"0ra{after[:2]}{size}",
        f"0rr{before[-1:]}{after[:1]}{case}",
        f"0cq{case}{context.symbol}{before[-1:]}{after[:1]}",
    ]


def _cues(context: MarkContext, ends: str, size: str, case: str) -> list[str]:
    """The cues of the sentence: whether there are any, the last one before the marked words, and its subject."""
    letters, item = context.letters, context.item
    cue = "1" if _SAY.search(letters, context.sentence + 1, context.block_end) else "0"
    weak = "1" if _CUE.search(letters, context.sentence + 1, item) else "0"
    at, distance, lemma = _nearest_cue(context)
    subject = "1" if _MENTION.search(letters, context.sentence + 1, max(at, context.sentence + 1)) else "0"
    return [
        f"0cue{cue}{size}",
        f"0weak{cue}{weak}{case}",
        f"0cc{case}{cue}{weak}{ends}",
        f"0cd{distance}{size}",
        f"0cd{distance}{letters[max(0, item - 1) : item]}{letters[item + 1 : item + 2]}",
        f"0cl{lemma}{size}",
        f"0who{subject}{distance}",
    ]


def _nearest_cue(context: MarkContext) -> tuple[int, str, str]:
    """The last cue before the marked words in their sentence: place, letter with distance, base form."""
    letters, item = context.letters, context.item
    at = max(letters.rfind(cue, context.sentence + 1, item) for cue in "VvGgBbKA")
    if at < 0:
        return item, "-", "-"
    low = context.view.lows[at]
    return at, letters[at] + bucket(len(plain(letters[at + 1 : item]))), LEMMA.get(low, low)
