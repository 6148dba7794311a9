"""The labelling of reported speech: the best row of labels, whatever the weights."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extract.quotes.label import AFTER, BEFORE, CUE, OUT, STATES, Scores, best_labels

WEIGHTS = st.integers(-60, 60).map(float)
SCORES = st.lists(st.tuples(*[WEIGHTS] * 7), min_size=1, max_size=5)
MOVES = st.tuples(*[st.tuples(*[WEIGHTS] * STATES)] * STATES)


def worth(labels: tuple[int, ...], scores: list[Scores], moves: tuple[Scores, ...]) -> float:
    """The weight of a row of labels, added up as the module's docstring says."""
    total, before = 0.0, OUT
    for state, (cue, after, early, begin, begin_early, end, end_early) in zip(labels, scores, strict=True):
        total += moves[before][state] + {OUT: 0.0, CUE: cue, AFTER: after, BEFORE: early}[state]
        if state != before:
            total += {AFTER: begin, BEFORE: begin_early}.get(state, 0.0)
            total += {AFTER: end, BEFORE: end_early}.get(before, 0.0)
        before = state
    return total


@settings(deadline=None, max_examples=60)
@given(SCORES, MOVES)
def test_no_other_row_of_labels_weighs_more(scores: list[Scores], moves: tuple[Scores, ...]) -> None:
    """Contents would begin and end elsewhere than the weights say."""
    best = max(worth(row, scores, moves) for row in itertools.product(range(STATES), repeat=len(scores)))
    assert worth(tuple(best_labels(scores, moves)), scores, moves) == pytest.approx(best)
