"""The trained reader of indirect speech: labels each item of a block as cue, content or neither.

A linear chain (a conditional random field, as Pareti 2015 uses for the same task) whose best labelling is found by
Viterbi's method. Four states: outside, cue, content after its cue, content before its cue. Contents of different
speakers do not overlap, so one row of labels can hold them all. Weights: bot/extract/weights/indirect.json.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
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
"""The weights in the file are whole numbers: this many make one unit of log odds."""
_BEGIN = {AFTER: 3, BEFORE: 4}
_END = {AFTER: 5, BEFORE: 6}

Scores = tuple[float, ...]
_NONE: Scores = (0.0,) * SCORES


@dataclass(frozen=True, slots=True)
class Model:
    """``looks``: for each template, key -> seven weights; ``moves[one][other]``: the weight of going on to a state."""

    looks: tuple[Callable[[str], Scores | None], ...]
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
    tables: list[dict[str, Scores]] = [
        {key: tuple(value / SCALE for value in weights) for key, weights in loaded["keys"].get(name, {}).items()}
        for name in TEMPLATES
    ]
    return Model(
        tuple(table.get for table in tables), tuple(tuple(value / SCALE for value in row) for row in loaded["moves"])
    )


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
    found = [[*map(look, keys)] for look, keys in zip(model.looks, observe(row, first, last), strict=True)]
    return [tuple(map(sum, zip(_NONE, *filter(None, weights), strict=True))) for weights in zip(*found, strict=True)]


def _move(scores: Scores, moves: tuple[Scores, ...], one: int, other: int) -> float:
    """The weight of going from state ``one`` to ``other`` at an item."""
    total = moves[one][other]
    if other:
        total += scores[other - 1]
    if one != other:
        total += scores[_BEGIN[other]] if other in _BEGIN else 0.0
        total += scores[_END[one]] if one in _END else 0.0
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
    with_it = without = 0.0
    one, other = before, before
    for item in range(first, min(last + 1, len(labels))):
        with_it += _move(scores[item], moves, one, labels[item])
        one = labels[item]
        plain = OUT if item < last else labels[item]
        without += _move(scores[item], moves, other, plain)
        other = plain
    return 1 / (1 + math.exp(max(-50.0, min(50.0, without - with_it))))
