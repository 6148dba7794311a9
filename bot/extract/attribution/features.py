"""What attribution looks at: surface features of a marked span and of a mention that may be its speaker.

A feature is a short string; its weight stands in bot/extract/weights/speakers.json. All are read off the row of items
of bot.extract.attribution.view, so none needs a parse.
"""

from __future__ import annotations

import re

from bot.extract.attribution.mark_context import MarkContext, bucket, plain
from bot.extract.attribution.view import Candidate
from bot.extract.quotes.cues import LEMMA

_CUE = re.compile(r"[VvGgBbKA]")
_SAY = re.compile(r"[VGBA]")
_MENTION = re.compile(r"[NMLnedp]")
_STOP = re.compile(r"[.?Q|]")
_LEADING, _BRIDGED = frozenset("VvBGgA"), frozenset("VvA")


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
    features += _standing(context, candidate, base, head)
    return features + _after_previous(context, candidate, base, head, f"{'c' if _CUE.search(gap) else '-'}{blocks}")


def _standing(context: MarkContext, candidate: Candidate, base: str, head: str) -> list[str]:
    """Whether the mention is the first of its sentence and the main subject, and which word it is."""
    place, features = candidate.item, []
    if context.block_start < place < context.block_end:
        start = max(context.block_start, context.sentence) + 1
        first = not _MENTION.search(context.letters, start, place)
        features.append(f"s{base}{first:d}{head[:1]}")
    main = "1" if place == context.main else "0"
    features += [f"M{main}{context.colon}{base}", f"Mb{main}{context.before}{context.block_cue}"]
    if candidate.letter in "poW":
        features.append(f"w{candidate.word}{base}{head[:1]}")
    else:
        features.append(f"wn{candidate.word}" if candidate.letter in "ned" else f"ent{candidate.letter}{base}")
    return features


def _after_previous(context: MarkContext, candidate: Candidate, base: str, head: str, way: str) -> list[str]:
    """Whether the mention is who said the marked words before; ``way``: a cue between it and these, and blocks."""
    previous = context.previous
    if previous is None:
        return []
    if candidate is previous:
        same = "S"
    elif candidate.entity >= 0 and candidate.entity == previous.entity:
        same = "E"
    else:
        same = "W" if candidate.word == previous.word and candidate.letter == "p" else "x"
    return [
        f"p{same}{context.between}",
        f"ps{same}{base}{context.block_cue}{context.alone}",
        f"pc{same}{base[0]}{head[:1]}{way}",
        f"pq{same}{context.symbol}{context.after[:1]}{context.before[-1:]}",
    ]


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
