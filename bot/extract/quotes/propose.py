"""Where indirect speech may stand: the contents that each cue proposes, read off the row of items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.extract.attribution.features import bucket, plain
from bot.extract.attribution.view import View
from bot.extract.quotes.cues import LEMMA
from bot.extract.tokens import Tokens
from bot.model import Span

_CUES = frozenset("VvGgBbKA")
_STOPS = frozenset(".?|Q;")
_MENTIONS = "NMLnedp"
_TELL = frozenset({"tell", "assure", "remind", "warn", "inform", "ask", "advise", "persuade", "convince", "notify"})
_BRIDGE = re.compile(r"(?:[tR#]|P[DLMtwK#]{1,4}){0,4}")
_CUTS = (
    ("j", re.compile(r"O(?=R*x?R*[VvGgx])|,OR*(?=[Vvx])")),
    ("g", re.compile(r",(?=R*[Gg])")),
    ("w", re.compile(r",(?=[WO])")),
    ("c", re.compile(r",(?!R*x)|-")),
    ("t", re.compile(r"P?t*(?=$)|P?D?t+(?=$)")),
    ("p", re.compile(r"P(?=[^P]{1,5}$)")),
)


@dataclass(slots=True)
class Proposal:
    """A content that may be indirect speech: items ``[first, last)``. ``shape`` says how it was read off."""

    cue: int
    first: int
    last: int
    shape: str


def propose(view: View) -> Iterator[tuple[int, list[Proposal]]]:
    """Yield each cue with the contents that it proposes, in order of the cues. Linear in the length of the text."""
    letters = view.letters
    bounds = _sentences(letters)
    for item, letter in enumerate(letters):
        if letter in _CUES:
            start, end = bounds[item]
            found = list(_around(view, item, start, end))
            if found:
                yield item, found


def _sentences(letters: str) -> list[tuple[int, int]]:
    """For each item the bounds of its sentence, at most 150 items to either side."""
    starts, start = [], 0
    for item, letter in enumerate(letters):
        start = max(start, item - 150)
        starts.append(start)
        if letter in _STOPS:
            start = item + 1
    bounds: list[tuple[int, int]] = []
    end = len(letters)
    for item in range(len(letters) - 1, -1, -1):
        if letters[item] in _STOPS:
            end = item + (letters[item] == "Q")
        bounds.append((starts[item], min(end, item + 150)))
    bounds.reverse()
    return bounds


def _around(view: View, item: int, start: int, end: int) -> Iterator[Proposal]:
    letters = view.letters
    if letters[item] == "A":
        yield from _according(view, item, start, end)
        return
    subject = view.subjects.get(item)
    edge = item
    if subject is not None and subject[0] < item and subject[1] in "aw,":
        edge = subject[0]
    while edge > start and letters[edge - 1] in "RxD":
        edge -= 1
    if letters[item] in "VvB" and edge - start > 2 and letters[edge - 1] == ",":
        yield Proposal(item, start, edge - 1, "before")
        if letters[start] in "OR":
            yield Proposal(item, start + 1, edge - 1, "before+")
    yield from _after(view, item, end)


def _according(view: View, item: int, start: int, end: int) -> Iterator[Proposal]:
    letters = view.letters
    if item <= start + 2:
        comma = letters.find(",", item, end)
        if comma > 0 and end - comma > 3:
            yield Proposal(item, comma + 1, end, "according>")
    else:
        last = item - 1 if letters[item - 1] == "," else item
        if last - start > 2:
            yield Proposal(item, start, last, "according<")
            comma = letters.rfind(",", start, last)
            if comma > start + 1 and last - comma > 3:
                yield Proposal(item, comma + 1, last, "according,")


def _after(view: View, item: int, end: int) -> Iterator[Proposal]:
    """The clause or phrase after a cue, past "told reporters", "on Thursday", "that" or a preposition."""
    letters = view.letters
    first = item + 1
    way = ""
    if LEMMA.get(view.lows[item]) in _TELL and first < end and letters[first] in _MENTIONS + "ow":
        first += 1
        way = "r"
    that = letters.find("T", first, min(end, first + 8))
    if that >= 0 and view.lows[that] in {"that", "if", "whether"} and _BRIDGE.fullmatch(letters, first, that):
        first, way = that + 1, way + "T"
    else:
        while first < end and letters[first] in "tR":
            first += 1
            way = "t"
        if first + 1 < end and letters[first] == "P" and letters[first + 1] == "t":
            first += 2
            way = "t"
        elif first + 1 < end and letters[first] == "P" and view.lows[first] != "to":
            first, way = first + 1, way + "P"
    if first < end and letters[first] in ",:":
        first, way = first + 1, way + letters[first]
    if end - first < 1 or letters[first] in "QqJ.|;":
        return
    yield Proposal(item, first, end, f"after{way}")
    seen = {end}
    for name, pattern in _CUTS:
        cut = pattern.search(letters, first + 1, end)
        if cut is not None and cut.start() - first > 0 and cut.start() not in seen:
            seen.add(cut.start())
            yield Proposal(item, first, cut.start(), f"after{way}/{name}")


def features(view: View, proposal: Proposal) -> list[str]:
    """What the judge looks at; weights stand in bot/extract/weights/indirect.json."""
    letters, lows, cue = view.letters, view.lows, proposal.cue
    first, last = proposal.first, proposal.last
    content = letters[first:last]
    lemma = LEMMA.get(lows[cue], lows[cue])
    subject = view.subjects.get(cue)
    how = subject[1] if subject else "-"
    who = letters[subject[0]] if subject else "-"
    shape, kind = proposal.shape, proposal.shape.split("/")[0]
    clause = "1" if re.search(r"[NMLnedpDwJo][^,]{0,6}[xVvBb]", content) else "0"
    size = bucket(last - first)
    after = letters[last : last + 1]
    begin = plain(content[:4])[:2]
    before = letters[max(0, cue - 2) : cue]
    return [
        f"s{shape}",
        f"sl{kind}{lemma}",
        f"sc{shape}{letters[cue]}{how}",
        f"lh{lemma}{how}",
        f"lb{lemma}{begin[:1]}",
        f"lw{lemma}{lows[first]}",
        f"k{letters[cue]}{kind}{begin}",
        f"kw{letters[cue]}{kind}{lows[first]}",
        f"w{how}{who}{letters[cue]}",
        f"z{shape}{size}",
        f"zc{kind}{size}{clause}{letters[cue]}",
        f"a{shape}{after}",
        f"aa{shape}{letters[last : last + 2]}",
        f"al{lemma}{shape}",
        f"e{shape}{content[-2:]}",
        f"b{before}{letters[cue]}{kind[:5]}",
        f"m{kind}{'1' if set(content) & set('uqQ') else '0'}{letters[cue]}",
        f"v{shape}{len(re.findall('[VvGgBb]', content)) % 5}",
        f"f{shape}{lows[last] if last < len(lows) else ''}",
        f"n{shape}{lows[last + 1] if last + 1 < len(lows) else ''}",
        f"nn{shape}{letters[last : last + 3]}",
        f"q{kind}{letters[cue + 1 : cue + 4]}",
        f"qs{lemma}{letters[cue + 1 : cue + 3]}",
        f"bb{lows[cue - 1] if cue else ''}{letters[cue]}{kind[:5]}",
        f"hd{kind}{letters[cue]}{how}{clause}",
    ]


def span_of(text: str, view: View, tokens: Tokens, first: int, last: int) -> Span:
    """The characters of items ``[first, last)`` without the punctuation at the end."""
    start = tokens.starts[view.tokens[first]]
    final = view.tokens[last] - 1 if last < len(view.tokens) else len(tokens) - 1
    end = tokens.ends[max(view.tokens[first], final)]
    while end > start and text[end - 1] in " ,.;:\n\t—–-":
        end -= 1
    return Span(start, end)
