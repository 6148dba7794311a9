"""Make nobody.json from the labelled articles and from invented passages (needs the extra ``train``).

    python -m bot.extract.weights.train_nobody ../shared/eval/quotes

A logistic regression with an L2 penalty over a few marked words: are they nobody's? In an article the ranker of
speakers is one that was fitted on other articles, since it is surer of those that it has seen. US political news has
few scare quotes and counts as somebody's all that stands inside reported speech, so passages.txt beside this script,
invented in other styles, weighs ``WEIGHT`` times as much. A tilde after an opening mark there: the words are nobody's.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.extract.attribution.attribute import attribute
from bot.extract.attribution.resolve import Resolver
from bot.extract.weights.train_quotes import fit, gold_of, groups_of, view_of
from bot.model import Span

HERE = Path(__file__).parent
FOLDS, PENALTY, WEIGHT, LEAST, RARE = 4, 25.0, 20.0, 0.004, 8
ODDS = 2.0
"""The ranker's odds are divided by this, so that the penalty holds them as it holds a feature that is there or not."""


@dataclass
class Case:
    """A few marked words: their features, the ranker's odds of nobody, and whether they are nobody's."""

    span: Span
    features: list[str]
    odds: float
    nobodys: bool = False


def cases_of(text: str, weights: Mapping[str, float] | None) -> list[Case]:
    """Return the marked words of a text that are few and not certain to be nobody's, not yet labelled; ``weights`` are
    the ranker's.
    """
    view, names = view_of(text)
    seen: list[Case] = []

    def record(span: Span, features: list[str], odds: float) -> float:
        if odds < math.inf:
            seen.append(Case(span, features, odds))
        return float(odds > 0)

    attribute(text, view, Resolver(view, names), weights, record)
    return seen


def from_articles(articles: list[dict[str, Any]]) -> Iterator[list[Case]]:
    """Yield the cases of each labelled article, with a ranker that was fitted without it."""
    groups = [groups_of(article, None) for article in articles]
    for fold in range(FOLDS):
        others = (found for number, found in enumerate(groups) if number % FOLDS != fold)
        weights = fit(list(chain.from_iterable(others)))
        for article in articles[fold::FOLDS]:
            cases = cases_of(article["text"], weights)
            for case in cases:
                case.nobodys = gold_of(article, case.span) is None
            yield cases


def from_passages(passages: str) -> Iterator[list[Case]]:
    """Yield the cases of each invented passage."""
    for passage in passages.split("\n\n"):
        pieces = passage.strip().split("~")
        starts = set(np.cumsum([len(piece) for piece in pieces[:-1]]).tolist())
        cases = cases_of("".join(pieces), None)
        for case in cases:
            case.nobodys = case.span.start in starts
        yield cases


def regression(cases: list[Case], weights: list[float]) -> dict[str, float]:
    """Fit the regression and return feature -> weight, without those nearer to zero than ``LEAST``."""
    counts = Counter(feature for case in cases for feature in case.features)
    names = sorted(feature for feature, count in counts.items() if count >= RARE)
    index = {feature: number for number, feature in enumerate(names)}
    rows = [[index[feature] for feature in case.features if feature in index] for case in cases]
    odds = np.array([case.odds for case in cases]) / ODDS
    size = len(names)
    columns = np.concatenate([np.array([*row, size, size + 1], dtype=np.int32) for row in rows])
    values = np.concatenate(
        [np.array([*[1.0] * len(row), odd, max(0.0, odd)]) for row, odd in zip(rows, odds, strict=True)]
    )
    pointers = np.cumsum([0] + [len(row) + 2 for row in rows]).astype(np.int32)
    matrix = csr_matrix((values, columns, pointers), shape=(len(rows), size + 2))
    model = LogisticRegression(C=1 / PENALTY, solver="liblinear", max_iter=300, random_state=0)
    model.fit(matrix, [case.nobodys for case in cases], sample_weight=weights)
    found = dict(zip([*names, "odds", "odds+"], model.coef_[0].tolist(), strict=True))
    found["odds"], found["odds+"] = found["odds"] / ODDS, found["odds+"] / ODDS
    found["1"] = found.get("1", 0.0) + float(model.intercept_[0])
    return {name: round(weight, 3) for name, weight in sorted(found.items()) if abs(weight) >= LEAST}


def main(folder: Path) -> None:
    """Train on the train part in ``folder`` and on the passages, and write the weights beside this script."""
    lines = (folder / "polnear_train.verbatim.jsonl").read_text(encoding="utf-8").splitlines()
    labelled = list(chain.from_iterable(from_articles([json.loads(line) for line in lines])))
    invented = list(chain.from_iterable(from_passages((HERE / "passages.txt").read_text(encoding="utf-8"))))
    weights = regression(labelled + invented, [1.0] * len(labelled) + [WEIGHT] * len(invented))
    (HERE / "nobody.json").write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
