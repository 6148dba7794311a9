"""The trained reader of indirect speech: labels each item of a block as cue, content or neither.

A linear chain (a conditional random field, as Pareti 2015 uses for the same task) whose best labelling is found by
Viterbi's method. Four states: outside, cue, content after its cue, content before its cue. Contents of different
speakers do not overlap, so one row of labels can hold them all. Weights: bot/extract/weights/indirect.json.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.extract.quotes.observe import TEMPLATES, Row, observe

WEIGHTS = Path(__file__).parents[1] / "weights" / "indirect.json"
OUT, CUE, AFTER, BEFORE = range(4)
STATES = 4
SCORES = 7
"""What a key weighs for: being cue, content after, content before; beginning either content; having ended either."""
SCALE = 20
"""All weights are whole numbers: this many make one unit of log odds."""
LANE = 16
"""Bits for each of a key's seven weights: packed into one number they are added up at once."""
_BEGIN = {AFTER: 3, BEFORE: 4}
_END = {AFTER: 5, BEFORE: 6}

Scores = tuple[int, ...]
_SIGNS = sum(1 << (LANE * place + LANE - 1) for place in range(SCORES))
_LANES = struct.Struct(f"<{SCORES}h")


@dataclass(frozen=True, slots=True)
class Model:
    """``looks``: for each template, key -> its seven weights packed; ``moves[one][other]``: that of going on."""

    looks: tuple[Callable[[str], int | None], ...]
    moves: tuple[Scores, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Items ``[first, last)`` that somebody is reported to have said. ``cue``: the items of its cue, None if not seen.

    ``chance`` (0 to 1) weighs the content against nothing at all at its place.
    """

    first: int
    last: int
    cue: tuple[int, int] | None
    chance: float


@cache
def load_model() -> Model:
    """Return the weights as bot/evaluation/training/indirect.py wrote them."""
    loaded = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    tables = [{key: _packed(row) for key, row in loaded["keys"].get(name, {}).items()} for name in TEMPLATES]
    return Model(tuple(table.get for table in tables), tuple(map(tuple, loaded["moves"])))


def _packed(weights: Iterable[int]) -> int:
    """Seven weights as one number; the sum of such numbers holds the seven sums while each fits into its lane."""
    return sum(weight << (LANE * place) for place, weight in enumerate(weights))


def find_contents(row: Row, model: Model | None = None) -> Iterator[Content]:
    """Yield the contents of a row in order. Linear in its length."""
    model = model or load_model()
    first = 0
    for block in row.letters.split("|"):
        last = first + len(block)
        if len(block) > 1:
            of_block = _scores(row, first, last, model)
            labels = best_labels(of_block, model.moves)
            for content in _contents(labels, of_block, model.moves):
                cue = content.cue and (content.cue[0] + first, content.cue[1] + first)
                yield Content(content.first + first, content.last + first, cue, content.chance)
        first = last + 1


def _scores(row: Row, first: int, last: int, model: Model) -> list[Scores]:
    """Add up the weights of the keys of each item of ``[first, last)``."""
    found = [map(look, keys) for look, keys in zip(model.looks, observe(row, first, last), strict=True)]
    sums = (sum(filter(None, weights)) for weights in zip(*found, strict=True))
    packed = b"".join([((total + _SIGNS) ^ _SIGNS).to_bytes(_LANES.size, "little") for total in sums])
    return list(_LANES.iter_unpack(packed))


def _move(scores: Scores, moves: tuple[Scores, ...], one: int, other: int) -> int:
    """The weight of going from state ``one`` to ``other`` at an item."""
    total = moves[one][other]
    if other:
        total += scores[other - 1]
    if one != other:
        total += scores[_BEGIN[other]] if other in _BEGIN else 0
        total += scores[_END[one]] if one in _END else 0
    return total


def best_labels(scores: list[Scores], moves: tuple[Scores, ...]) -> list[int]:
    """Return the likeliest state of each item (Viterbi); the row is entered from outside."""
    out, on, late, early = 0.0, -math.inf, -math.inf, -math.inf
    came: list[tuple[int, ...]] = []
    (oo, oc, oa, ob), (co, cc, ca, cb), (ao, ac, aa, ab), (bo, bc, ba, bb) = moves
    for cue, after, before, begin, begin_before, end, end_before in scores:
        late_out, early_out = late + end, early + end_before
        to_out, out_from = _best(out + oo, on + co, late_out + ao, early_out + bo)
        to_cue, cue_from = _best(out + oc + cue, on + cc + cue, late_out + ac + cue, early_out + bc + cue)
        to_late, late_from = _best(
            out + oa + after + begin, on + ca + after + begin, late + aa + after, early_out + ba + after + begin
        )
        to_early, early_from = _best(
            out + ob + before + begin_before,
            on + cb + before + begin_before,
            late_out + ab + before + begin_before,
            early + bb + before,
        )
        out, on, late, early = to_out, to_cue, to_late, to_early
        came.append((out_from, cue_from, late_from, early_from))
    totals = [out, on, late, early]
    state = totals.index(max(totals))
    labels = []
    for step in reversed(came):
        labels.append(state)
        state = step[state]
    return labels[::-1]


def _best(out: float, on: float, late: float, early: float) -> tuple[float, int]:
    """Return the largest of four totals and its place: the first of equals."""
    best, state = (out, OUT) if out >= on else (on, CUE)
    if late > best:
        best, state = late, AFTER
    return (early, BEFORE) if early > best else (best, state)


def _contents(labels: list[int], scores: list[Scores], moves: tuple[Scores, ...]) -> Iterator[Content]:
    """Read the contents off the labels, each with the cue nearest to it on its side."""
    runs = _runs(labels)
    left = _nearest_cues(runs)
    right = _nearest_cues(runs[::-1])[::-1]
    for (state, first, last), cue_left, cue_right in zip(runs, left, right, strict=True):
        if state in {AFTER, BEFORE}:
            chance = _chance(labels, scores, moves, first, last)
            yield Content(first, last, cue_left if state == AFTER else cue_right, chance)


def _nearest_cues(runs: list[tuple[int, int, int]]) -> list[tuple[int, int] | None]:
    """For each run the last cue that came before it."""
    found: list[tuple[int, int] | None] = []
    cue: tuple[int, int] | None = None
    for state, first, last in runs:
        found.append(cue)
        if state == CUE:
            cue = (first, last)
    return found


def _runs(labels: list[int]) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    for item, state in enumerate(labels):
        if runs and runs[-1][0] == state:
            runs[-1] = (state, runs[-1][1], item + 1)
        else:
            runs.append((state, item, item + 1))
    return runs


def _chance(labels: list[int], scores: list[Scores], moves: tuple[Scores, ...], first: int, last: int) -> float:
    """The odds of a content against being outside, all else as it is, as a probability."""
    before = labels[first - 1] if first else OUT
    with_it = without = 0
    one, other = before, before
    for item in range(first, min(last + 1, len(labels))):
        with_it += _move(scores[item], moves, one, labels[item])
        one = labels[item]
        plain = OUT if item < last else labels[item]
        without += _move(scores[item], moves, other, plain)
        other = plain
    return 1 / (1 + math.exp(max(-50.0, min(50.0, (without - with_it) / SCALE))))
