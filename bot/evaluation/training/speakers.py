"""Make speakers.json from labelled articles (needs the extra ``train``).

    python -m bot.evaluation.training.speakers ../shared/eval/quotes tests/gold/articles

A softmax over the mentions of each marked span and the choice "nobody", with an L2 penalty, fitted by L-BFGS. Features
seen fewer than three times and weights near zero are left out. In articles of PolNeAR the speaker of the marked span
before is the labelled one in the first round; in the second it is the one that the weights of the other half of the
articles predict. Whole invented articles in many styles (bot.evaluation.training.own) weigh ``OWN`` times as much.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bot.evaluation.training.groups import Group, view_of
from bot.evaluation.training.own import own_groups, own_sets
from bot.extract.attribution.features import pair_features
from bot.extract.attribution.mark_context import MarkContext, window
from bot.extract.attribution.nobody_features import none_features
from bot.extract.attribution.rank import WEIGHTS, score
from bot.extract.attribution.view import Candidate
from bot.model import Span

PENALTY = 1.5


def gold_of(article: dict[str, Any], span: Span) -> dict[str, Any] | None:
    """Return the labelled quote that ``span`` is, if any."""
    for quote in article["quotes"]:
        shared = min(span.end, quote["end"]) - max(span.start, quote["start"])
        if shared >= 0.8 * (max(span.end, quote["end"]) - min(span.start, quote["start"])):
            found: dict[str, Any] = quote
            return found
    return None


def groups_of(article: dict[str, Any], weights: dict[str, float] | None) -> list[Group]:
    """Return the marked spans of an article as training groups."""
    text = article["text"]
    view, _ = view_of(text)
    groups = []
    previous: Candidate | None = None
    first = 0
    for number, mark in enumerate(view.marks):
        candidates, first = window(view, number, first, previous)
        gold = gold_of(article, mark.span)
        context = MarkContext(view, number, previous, text)
        choices = [none_features(context, text)] + [pair_features(context, candidate) for candidate in candidates]
        right = [gold is None, *_right(candidates, gold)]
        if any(right) and (gold is None or gold["speaker"]):
            groups.append(Group(choices, right))
        if weights is None:
            chosen = next((c for c, hit in zip(candidates, right[1:], strict=True) if hit), None)
        else:
            scores = [score(weights, features) for features in choices]
            best = int(np.argmax(scores))
            chosen = candidates[best - 1] if best else None
        previous = chosen or previous
    return groups


def _right(candidates: list[Candidate], gold: dict[str, Any] | None) -> list[bool]:
    if gold is None or not gold["speaker"]:
        return [False] * len(candidates)
    spans = gold["speaker_spans"]
    hits = [any(c.span.start < end and start < c.span.end for start, end in spans) for c in candidates]
    entities = {c.entity for c, hit in zip(candidates, hits, strict=True) if hit and c.entity >= 0}
    return [hit or c.entity in entities for c, hit in zip(candidates, hits, strict=True)]


def fit(groups: Sequence[Group], penalty: float = PENALTY, least: float = 0.02) -> dict[str, float]:
    """Fit the softmax and return feature -> weight, without those nearer to zero than ``least``."""
    counts = Counter(feature for group in groups for choice in group.choices for feature in choice)
    names = sorted(feature for feature, count in counts.items() if count >= 3)
    index = {feature: number for number, feature in enumerate(names)}
    rows = [[index[f] for f in choice if f in index] for group in groups for choice in group.choices]
    pointers = np.cumsum([0] + [len(row) for row in rows])
    columns = np.concatenate([np.array(row, dtype=np.int64) for row in rows])
    matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), len(names)))
    right = np.array([hit for group in groups for hit in group.right])
    starts = np.cumsum([0] + [len(group.choices) for group in groups])[:-1]
    sizes = np.array([len(group.choices) for group in groups])
    importance = np.array([group.weight for group in groups])

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        power = np.exp(scores)
        total = np.add.reduceat(power, starts)
        good = np.add.reduceat(power * right, starts)
        chance = power / np.repeat(total, sizes)
        share = power * right / np.repeat(good, sizes)
        value = float(np.sum(importance * (np.log(total) - np.log(good))) + 0.5 * penalty * weights @ weights)
        return value, matrix.T @ ((chance - share) * np.repeat(importance, sizes)) + penalty * weights

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {name: round(float(weight), 3) for name, weight in zip(names, result.x, strict=True) if abs(weight) >= least}


def polnear_groups(articles: Sequence[dict[str, Any]], own: Sequence[Group]) -> list[list[Group]]:
    """Return the groups of each article, the speaker of the words before as weights of the other half predict."""
    halves = articles[::2], articles[1::2]
    first = [fit([*(group for article in half for group in groups_of(article, None)), *own]) for half in halves]
    return [groups_of(article, first[number % 2 == 0]) for number, article in enumerate(articles)]


def main(folder: Path, own_folder: Path) -> None:
    """Train on the train part in ``folder`` and on the sets in ``own_folder``, and write the weights."""
    lines = (folder / "polnear_train.verbatim.jsonl").read_text(encoding="utf-8").splitlines()
    own = [group for found in own_sets(own_folder).values() for article in found for group in own_groups(article)]
    groups = polnear_groups([json.loads(line) for line in lines], own)
    weights = fit([*chain.from_iterable(groups), *own])
    (WEIGHTS / "speakers.json").write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
