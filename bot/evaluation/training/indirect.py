"""Make indirect.json from the labelled articles (needs the extra ``train``; after ``nobody``).

    python -m bot.evaluation.training.indirect ../shared/eval/quotes

Every item of the training articles is labelled as cue, content after or before its cue, or neither, and a linear chain
is fitted to the labels (bot.evaluation.training.chain). Keys that are seen fewer than four times are left out; then all
but the weightiest, in two steps, each time fitted again.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from bot.evaluation.training.chain import Chain, split
from bot.evaluation.training.groups import view_of
from bot.extract.attribution.attribute import attribute
from bot.extract.attribution.resolve import Resolver
from bot.extract.quotes.indirect import capitals
from bot.extract.quotes.kind import mark_letters
from bot.extract.quotes.label import AFTER, BEFORE, CUE, OUT, SCALE, WEIGHTS
from bot.extract.quotes.observe import TEMPLATES, Row, observe, row_of
from bot.model import Span

PENALTY = 2.5
SEEN = 4
STEPS = ((40, 30_000), (40, 11_000), (140, 0))
"""Rounds of fitting, and how many keys are kept after them."""
EAGER = 0.3
"""Added to the weight of beginning a content, which favours finding over leaving out; by cross-validation on train."""
EDGE = " \t\n\r\xa0\"“”„«»'‘’`.,;:!?-–—…()[]"

Key = tuple[int, str]


def trimmed(text: str, start: int, end: int) -> Span:
    """Leave out what the scorer leaves out at the edges of a span."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return Span(start, end)


def row_and_labels(article: dict[str, Any]) -> tuple[Row, list[int]]:
    """Return the row of an article and the state of each of its items."""
    text = article["text"]
    view, names = view_of(text)
    letters = mark_letters(text, view, attribute(text, view, Resolver(view, names)))
    row = row_of(view, letters, capitals(view, names.tokens))
    starts = [names.tokens.starts[token] for token in view.tokens]
    labels = [OUT] * len(starts)
    contents = [(trimmed(text, quote["start"], quote["end"]), quote) for quote in article["quotes"]]
    for span, quote in contents:
        if span.end > span.start:
            cues = quote["cue_spans"]
            state = BEFORE if cues and min(cues)[0] > span.start else AFTER
            items = range(bisect_right(starts, span.start) - 1, bisect_left(starts, span.end))
            for item in items:
                labels[item] = state
    for begin, end in (cue for _, quote in contents for cue in quote["cue_spans"] or ()):
        for item in range(max(0, bisect_right(starts, begin) - 1), bisect_left(starts, end)):
            if labels[item] == OUT:
                labels[item] = CUE
    return row, labels


class _Rows:
    """The rows of all articles on one pile, blocks apart."""

    def __init__(self) -> None:
        self.keys: list[list[Key]] = []
        self.labels: list[int] = []
        self.blocks: list[tuple[int, int]] = []

    def add(self, row: Row, labels: list[int]) -> None:
        first = 0
        for last in [item for item, letter in enumerate([*row.letters, "|"]) if letter == "|"]:
            if last > first:
                self.blocks.append((len(self.labels), last - first))
                self.labels += labels[first:last]
                seen = zip(*observe(row, first, last), strict=True)
                self.keys += [[(number, key) for number, key in enumerate(keys) if key] for keys in seen]
            first = last + 1

    def matrix(self, index: dict[Key, int]) -> Any:
        columns = [[index[key] for key in keys if key in index] for keys in self.keys]
        pointers = np.cumsum([0] + [len(row) for row in columns])
        flat = np.concatenate([np.array(row, dtype=np.int64) for row in columns])
        return csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(columns), len(index)))


def fit(articles: list[dict[str, Any]]) -> tuple[list[Key], Any, Any]:
    """Return the keys that are kept, their weights (keys by scores), and the weights of the moves."""
    rows = _Rows()
    for article in articles:
        rows.add(*row_and_labels(article))
    counts = Counter(key for keys in rows.keys for key in keys)
    kept = sorted(key for key, count in counts.items() if count >= SEEN)
    weights = None
    for rounds, most in STEPS:
        chain = Chain(rows.matrix({key: number for number, key in enumerate(kept)}), rows.blocks, rows.labels)
        weights = chain.fit(PENALTY, rounds, weights)
        if most:
            of_keys, moves = split(weights)
            often = np.minimum(1.0, np.sqrt([counts[key] / 20 for key in kept]))
            best = sorted(np.argsort(-np.abs(of_keys).max(1) * often)[:most].tolist())
            kept = [kept[number] for number in best]
            weights = np.concatenate([of_keys[best].ravel(), moves.ravel()])
    of_keys, moves = split(weights)
    moves = moves.copy()
    for state in (AFTER, BEFORE):
        moves[[other for other in (OUT, CUE, AFTER, BEFORE) if other != state], state] += EAGER
    return kept, of_keys, moves


def as_text(keys: list[Key], weights: Any, moves: Any) -> str:
    """Return the file: a key a line, its weights as whole numbers."""
    tables: dict[str, list[str]] = {name: [] for name in TEMPLATES}
    for (number, key), row in zip(keys, np.rint(weights * SCALE).astype(int).tolist(), strict=True):
        if any(row):
            tables[TEMPLATES[number]].append(
                f"{json.dumps(key, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
            )
    body = ",\n".join(f'"{name}":{{\n' + ",\n".join(lines) + "}" for name, lines in tables.items())
    return f'{{"moves":{json.dumps(np.rint(moves * SCALE).astype(int).tolist())},\n"keys":{{{body}}}}}\n'


def main(folder: Path) -> None:
    """Train on the train part in ``folder`` and write the weights beside this script."""
    lines = (folder / "polnear_train.content.jsonl").read_text(encoding="utf-8").splitlines()
    WEIGHTS.write_text(as_text(*fit([json.loads(line) for line in lines])), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
