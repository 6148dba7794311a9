"""Make salience.json from labelled articles (needs the extra ``train``).

    python -m bot.evaluation.articles.train_salience tests/gold/articles/{D,E,G,H,I,J}.jsonl --write

A logistic regression with an L2 penalty: is the event one that a label calls an event? Labels and events meet as the
scorer has them meet, those known to the month or the year too. An event that was found on another day than its label
has, or that is told a second time, is no case: whether its clause is worth listing is not what is wrong with it. Nor is
one that is known to the week, since no label has a week.

It prints what weights that were fitted to the other sets do on each set; with ``--write`` it then fits to all of them
and keeps those.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from bot.evaluation.articles.differences import Reading
from bot.evaluation.articles.events import EventScore, match, same_trigger, score_events, touches
from bot.evaluation.articles.labels import Article, read_articles
from bot.extract.events.find import find_events
from bot.extract.events.salience import LISTED, WEIGHTS, Weigh, likelihood
from bot.extract.events.traits import WEEK
from bot.extract.names.table import NameTable, find_names
from bot.extract.pipeline import annotate
from bot.model import Annotations, Event
from bot.readers.document import document

PENALTY = 2.0
MISSED = 2.5
"""A missed event weighs as much as so many that are none: four fifths of what is listed should be right."""
PRIOR = {
    "deed": 1.0,
    "leads in": -1.0,
    "negated": -2.0,
    "question": -1.0,
    "supposed": -1.0,
    "in progress": -1.0,
    "saying": -1.0,
    "announcing": 1.0,
    "caption": -1.0,
    "clock": -1.0,
    "said then": -2.0,
    "last time": -1.0,
    "reference": -1.0,
    "modal": -1.0,
}
"""What the penalty pulls a weight to, where that is not zero: what speaks against an event and is seldom seen."""
RARE = 4
"""What fewer cases show has no weight."""


@dataclass(frozen=True, slots=True)
class Case:
    """An event with its traits, and whether a label calls it one."""

    traits: Sequence[str]
    labelled: bool


@dataclass(frozen=True, slots=True)
class Text:
    """An article with all that is found in it, its events but for their salience."""

    article: Article
    found: Annotations
    names: NameTable

    @classmethod
    def of(cls, article: Article) -> Text:
        """Read an article as an ingest does."""
        found = annotate(document(article.doc_id, article.text))
        return cls(article, found, find_names(found.document, found.blocks, found.sentences))

    def cases(self) -> Iterator[Case]:
        """Yield the events whose salience the weights tell."""
        seen: list[tuple[Event, Sequence[str]]] = []

        def record(event: Event, traits: Sequence[str]) -> float:
            seen.append((event, traits))
            return LISTED

        self._events(record)
        labels, events = self.article.events, [event for event, _ in seen]
        right = set(match(self.article.text, labels, events).values())
        for at, (event, traits) in enumerate(seen):
            if WEEK not in traits and (at in right or not self._beside_a_label(event)):
                yield Case(traits, at in right)

    def weighed(self, weights: Mapping[str, float]) -> Reading:
        """Read it with other weights than those that are kept."""
        events = self._events(lambda _, traits: likelihood(traits, weights))
        listed = tuple(event for event in events if event.salience >= LISTED)
        return Reading(self.article, replace(self.found, events=listed, background=()))

    def _events(self, weigh: Weigh) -> tuple[Event, ...]:
        found = self.found
        return find_events(
            found.document.text,
            found.blocks,
            found.sentences,
            self.names,
            found.times,
            found.quotes,
            found.published,
            weigh,
        )

    def _beside_a_label(self, event: Event) -> bool:
        """Tell whether an event that is not right tells what is labelled, on another day or a second time."""
        text = self.article.text
        return any(
            same_trigger(text, label, event) and (touches(label, event) != (label.date == event.dating.date))
            for label in self.article.events
        )


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Return the weight of each trait, "1" for what all events have."""
    counts = Counter(trait for case in cases for trait in case.traits)
    names = ["1", *sorted({*PRIOR, *(trait for trait, count in counts.items() if count >= RARE)})]
    rows = np.array([[name == "1" or name in case.traits for name in names] for case in cases], dtype=float)
    labelled = np.array([case.labelled for case in cases])
    cost = np.where(labelled, MISSED, 1.0)
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    penalty = np.array([PENALTY * (name != "1") for name in names])

    def loss(weights: Any) -> tuple[float, Any]:
        odds, gone = rows @ weights, weights - prior
        value = cost @ np.logaddexp(0, np.where(labelled, -odds, odds)) + penalty @ gone**2 / 2
        slope = rows.T @ (cost * (expit(odds) - labelled)) + penalty * gone
        return float(value), slope

    found = minimize(loss, prior, jac=True, method="L-BFGS-B").x
    return {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}


def left_out(sets: Mapping[str, Sequence[Text]]) -> dict[str, EventScore]:
    """Score each set with weights that were fitted to the others."""
    cases = {name: [case for text in texts for case in text.cases()] for name, texts in sets.items()}
    scores = {}
    for name, texts in sets.items():
        weights = fit([case for other, ones in cases.items() if other != name for case in ones])
        scores[name] = score_events(text.weighed(weights) for text in texts)[0]
    return scores


def table(scores: Mapping[str, EventScore]) -> str:
    """The scores by set, and those of all sets in one ranking."""
    pooled = EventScore(
        sum(score.labelled for score in scores.values()), [one for score in scores.values() for one in score.ranked]
    )
    lines = ["| left out | labelled | listed | precision | recall | recall at a precision of 80 |", f"|{' --- |' * 6}"]
    for name, score in {**scores, "all": pooled}.items():
        figures = (score.precision, score.recall, score.recall_at_precision)
        shown = " | ".join(f"{figure:.1f}" for figure in figures)
        lines.append(f"| {name} | {score.labelled} | {len(score.ranked)} | {shown} |")
    return "\n".join(lines)


def main(files: Iterable[Path], *, write: bool) -> None:
    """Report and, where asked to, fit to all files and keep the weights."""
    sets = {file.stem: [Text.of(article) for article in read_articles(file)] for file in files}
    sys.stdout.write(f"{table(left_out(sets))}\n")
    if write:
        weights = fit([case for texts in sets.values() for text in texts for case in text.cases()])
        WEIGHTS.write_text(json.dumps(weights, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    main(asked.files, write=asked.write)
