"""The trained linear ranker that picks an event's date among its candidates (weights/event_dates.json)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path

from bot.extract.events.features import Candidate

WEIGHTS = Path(__file__).parents[1] / "weights" / "event_dates.json"


@cache
def weights() -> dict[str, float]:
    """Return the weight of each feature, as train_event_dates.py wrote them."""
    loaded: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def best(candidates: Sequence[Candidate], weight: Mapping[str, float]) -> tuple[Candidate, float] | None:
    """Return the likeliest candidate and the probability of its date (0 to 1); None where there is none.

    Candidates with the same date speak for it together; of those the one that stands nearest in the text is returned.
    """
    if not candidates:
        return None
    known = weight.get
    scores = [sum([known(name, 0.0) for name in candidate.features]) for candidate in candidates]
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    by_date: dict[str, float] = {}
    for candidate, share in zip(candidates, shares, strict=True):
        by_date[candidate.date] = by_date.get(candidate.date, 0.0) + share
    date = max(by_date, key=by_date.__getitem__)
    chosen = next(candidate for candidate in candidates if candidate.date == date)
    return chosen, by_date[date] / sum(shares)
