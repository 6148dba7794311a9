"""How likely an event is one that a reader would list, 0 to 1: a logistic regression over its traits.

The weights (weights/salience.json) are made by ``bot/evaluation/articles/train_salience.py``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path

from bot.model import Event

WEIGHTS = Path(__file__).parents[1] / "weights" / "salience.json"
LISTED = 0.5
"""The salience from which on an event is one that a reader would list."""
UNDATED = 0.6
"""That of an event whose day is named and could not be worked out."""
DATED_ELSEWHERE = 0.4
"""That of an event whose date surely stands in another clause or sentence, or which is none: never listed."""


Weigh = Callable[[Event, Sequence[str]], float]
"""Gives an event its salience by its traits."""


@cache
def _weights() -> dict[str, float]:
    loaded: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def likelihood(traits: Sequence[str], weights: Mapping[str, float]) -> float:
    """Return how likely an event with these ``traits`` is listed, 0 to 1; a trait without a weight says nothing."""
    known = weights.get
    odds = known("1", 0.0) + sum([known(trait, 0.0) for trait in traits])
    return 1 / (1 + exp(-odds))


def by_traits(_: Event, traits: Sequence[str]) -> float:
    """Weigh an event as the trained weights do."""
    return likelihood(traits, _weights())
