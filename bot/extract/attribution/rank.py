"""Arithmetic of the trained ranker: a weight for each feature, a softmax over the mentions of one marked span."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import repeat
from pathlib import Path

WEIGHTS = Path(__file__).parents[1] / "weights"


@cache
def load_weights(name: str) -> dict[str, float]:
    """Return feature -> weight of one model, as bot/evaluation/training/speakers.py wrote it."""
    loaded: dict[str, float] = json.loads((WEIGHTS / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def score(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """Sum the weights of the features; unknown ones count nothing."""
    return sum(map(weights.get, features, repeat(0.0)))


def softmax(scores: list[float]) -> list[float]:
    """Return the probabilities of the choices."""
    top = max(scores)
    powers = [math.exp(value - top) for value in scores]
    total = sum(powers)
    return [power / total for power in powers]
