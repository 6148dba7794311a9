"""Make event_dates.json from the labelled articles (needs the extra ``train``).

    python -m bot.extract.weights.train_event_dates ../shared/eval/dates/event_dates_dev.jsonl --write

A softmax over the candidate dates of each labelled event, with an L2 penalty, fitted by L-BFGS; a date is as likely as
all its candidates together. There is no training part, so the figure it prints is that of a ten-fold cross-validation
over articles; with ``--write`` the weights are then fitted to all of them and kept.
"""

from __future__ import annotations

import json
import random
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from bot.extract.events.clauses import find_clauses
from bot.extract.events.features import Candidate, Linker, Node, nodes
from bot.extract.events.rank import WEIGHTS, best
from bot.extract.page.blocks import find_blocks
from bot.extract.page.published import find_published
from bot.extract.page.sentences import split_sentences
from bot.extract.times.find import find_times
from bot.extract.tokens import Tokens
from bot.model import Document, Metadata, PartialDate

PENALTY = 1.0
FOLDS = 10


@dataclass(frozen=True)
class Labelled:
    """A labelled event: its article, its date and the dates it may have."""

    article: str
    date: str
    candidates: list[Candidate]


def read(path: Path) -> list[Labelled]:
    """Return the labelled events of a file, each with the candidates of the shortest clause or noun around it."""
    return [event for line in path.open(encoding="utf-8") for event in _events(json.loads(line))]


def _events(article: dict[str, Any]) -> list[Labelled]:
    text = article["text"]
    blocks = find_blocks(text)
    sentences = split_sentences(text, blocks)
    document = Document(article["doc_id"], text, header=Metadata(published=PartialDate.parse(article["dct"])))
    published = find_published(document, blocks).published
    tokens = Tokens.of(text)
    linker = Linker(text, blocks, sentences, tokens, find_times(text, blocks, sentences, published), (), published)
    found = list(nodes(tokens, find_clauses(tokens, sentences)))
    labelled = []
    for event in article["events"]:
        around = [node for node in found if node.span.start <= event["start"] and event["end"] <= node.span.end]
        if around:
            candidates = linker.candidates(min(around, key=_length))
            labelled.append(Labelled(article["doc_id"], event["date"], candidates))
    return labelled


def _length(node: Node) -> int:
    return node.span.end - node.span.start


def fit(events: Sequence[Labelled], penalty: float = PENALTY) -> dict[str, float]:
    """Return the weight of each feature that the events show."""
    names = sorted({name for event in events for candidate in event.candidates for name in candidate.features})
    index = {name: number for number, name in enumerate(names)}
    examples = []
    for event in events:
        right = np.array([candidate.date == event.date for candidate in event.candidates])
        if right.any() and not right.all():
            rows = np.zeros((len(event.candidates), len(names)))
            for row, candidate in enumerate(event.candidates):
                for name in candidate.features:
                    rows[row, index[name]] += 1
            examples.append((rows, right))

    def loss(weights: Any) -> tuple[float, Any]:
        value, slope = penalty * weights @ weights, 2 * penalty * weights
        for rows, right in examples:
            scores = rows @ weights
            share = np.exp(scores - scores.max())
            good = share * right
            value -= np.log(good.sum() / share.sum())
            slope -= rows.T @ (good / good.sum() - share / share.sum())
        return float(value), slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {name: round(float(weight), 3) for name, weight in zip(names, found.x, strict=True) if abs(weight) >= 0.02}


def cross_validate(events: Sequence[Labelled], seed: int = 0) -> float:
    """Return the share of events dated exactly right by weights fitted to the other articles, 0 to 1."""
    articles = sorted({event.article for event in events})
    random.Random(seed).shuffle(articles)  # noqa: S311  # not cryptography: the folds must be the same each time
    right = 0
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        weights = fit([event for event in events if event.article not in held])
        for event in events:
            if event.article in held:
                found = best(event.candidates, weights)
                right += found is not None and found[0].date == event.date
    return right / len(events)


def main(path: Path, *, write: bool) -> None:
    """Report and, where asked to, fit to all articles and keep the weights."""
    events = read(path)
    oracle = sum(any(candidate.date == event.date for candidate in event.candidates) for event in events)
    folds = [cross_validate(events, seed) for seed in range(3)]
    sys.stdout.write(
        f"{len(events)} events; the right date is among the candidates of {100 * oracle / len(events):.1f}%; "
        f"exact in cross-validation, three times: {', '.join(f'{100 * share:.1f}%' for share in folds)}\n"
    )
    if write:
        fitted = fit(events)
        WEIGHTS.write_text(json.dumps(fitted, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    main(asked.labelled, write=asked.write)
