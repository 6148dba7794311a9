"""Make nobody.json from labelled articles and from invented passages (needs the extra ``train``).

    python -m bot.evaluation.training.nobody ../shared/eval/quotes tests/gold/articles

A logistic regression with an L2 penalty over a few marked words: are they nobody's? In an article the ranker of
speakers is one that was fitted on other articles, since it is surer of those that it has seen. US political news has
few scare quotes and counts as somebody's all that stands inside reported speech, so whole articles and passages,
invented in other styles, weigh more. A tilde after an opening mark in passages.txt: the words are nobody's.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.evaluation.articles.labels import Article
from bot.evaluation.training.groups import Group, view_of
from bot.evaluation.training.own import label_of, own_groups, own_sets
from bot.evaluation.training.speakers import fit, gold_of, groups_of
from bot.extract.attribution.attribute import attribute
from bot.extract.attribution.rank import WEIGHTS
from bot.extract.attribution.resolve import Resolver
from bot.extract.quotes.whose import NOBODY, weighed
from bot.model import Span

HERE = Path(__file__).parent
FOLDS, PENALTY, LEAST, RARE = 4, 25.0, 0.004, 8
POLNEAR, OWN, PASSAGE = 1.0, 5.0, 5.0
"""Weights of a case by where it is from; by what sets left out and the development part show."""
ODDS = 2.0
"""The ranker's odds are divided by this, so that the penalty holds them as it holds a feature that is there or not."""


@dataclass
class Case:
    """A few marked words: their features, the ranker's odds of nobody, and whether they are nobody's."""

    span: Span
    features: list[str]
    odds: float
    nobodys: bool = False
    weight: float = 1.0


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


def from_polnear(articles: Sequence[dict[str, Any]], own: Sequence[Group]) -> Iterator[Case]:
    """Yield the cases of labelled articles, each with a ranker that was fitted without the article."""
    groups = [groups_of(article, None) for article in articles]
    for fold in range(FOLDS):
        others = (found for number, found in enumerate(groups) if number % FOLDS != fold)
        weights = fit([*chain.from_iterable(others), *own])
        for article in articles[fold::FOLDS]:
            for case in cases_of(article["text"], weights):
                case.nobodys, case.weight = gold_of(article, case.span) is None, POLNEAR
                yield case


def from_own(
    sets: Mapping[str, Sequence[Article]], polnear: Sequence[Group], own: Mapping[str, Sequence[Group]]
) -> Iterator[tuple[str, list[Case]]]:
    """Yield each invented set's name and cases, with a ranker that was fitted without the set."""
    for name, articles in sets.items():
        others = chain.from_iterable(groups for other, groups in own.items() if other != name)
        weights = fit([*polnear, *others])
        cases = []
        for article in articles:
            for case in cases_of(article.text, weights):
                label = label_of(article, case.span)
                if label is not None:
                    case.nobodys, case.weight = label is True, OWN
                    cases.append(case)
        yield name, cases


def from_passages(passages: str) -> Iterator[Case]:
    """Yield the cases of all invented passages."""
    for passage in passages.split("\n\n"):
        pieces = passage.strip().split("~")
        starts = set(np.cumsum([len(piece) for piece in pieces[:-1]]).tolist())
        for case in cases_of("".join(pieces), None):
            case.nobodys, case.weight = case.span.start in starts, PASSAGE
            yield case


def regression(cases: Sequence[Case]) -> dict[str, float]:
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
    model.fit(matrix, [case.nobodys for case in cases], sample_weight=[case.weight for case in cases])
    found = dict(zip([*names, "odds", "odds+"], model.coef_[0].tolist(), strict=True))
    found["odds"], found["odds+"] = found["odds"] / ODDS, found["odds+"] / ODDS
    found["1"] = found.get("1", 0.0) + float(model.intercept_[0])
    return {name: round(weight, 3) for name, weight in sorted(found.items()) if abs(weight) >= LEAST}


def mistakes(weights: Mapping[str, float], cases: Sequence[Case]) -> tuple[int, int]:
    """Return how many of nobody's are served, and how many of somebody's are not."""
    limit = math.log(NOBODY / (1 - NOBODY))
    served = lost = 0
    for case in cases:
        is_phrase = weighed(weights, case.features, case.odds) > limit
        served += case.nobodys and not is_phrase
        lost += not case.nobodys and is_phrase
    return served, lost


def main(folder: Path, own_folder: Path) -> None:
    """Train on the train part in ``folder``, the sets in ``own_folder`` and the passages, and write the weights.

    Prints beforehand what weights that were fitted without a set do on it.
    """
    lines = (folder / "polnear_train.verbatim.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    sets = own_sets(own_folder)
    groups = {name: [group for article in found for group in own_groups(article)] for name, found in sets.items()}
    polnear = [group for article in articles for group in groups_of(article, None)]
    labelled = list(from_polnear(articles, list(chain.from_iterable(groups.values()))))
    labelled += from_passages((HERE / "passages.txt").read_text(encoding="utf-8"))
    own = dict(from_own(sets, polnear, groups))
    for name, cases in own.items():
        others = chain.from_iterable(found for other, found in own.items() if other != name)
        served, lost = mistakes(regression([*labelled, *others]), cases)
        nobodys = sum(case.nobodys for case in cases)
        shown = f"{served} of {nobodys} of nobody served, {lost} of {len(cases) - nobodys} of somebody lost"
        sys.stdout.write(f"{name}: {shown}\n")
    weights = regression([*labelled, *chain.from_iterable(own.values())])
    (WEIGHTS / "nobody.json").write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
