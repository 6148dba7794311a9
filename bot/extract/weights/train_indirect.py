"""Make indirect.json from the labelled articles (needs the extra ``train``; after train_quotes).

    python -m bot.extract.weights.train_indirect ../shared/eval/quotes

For every cue a softmax over the contents that it proposes and the choice "none", fitted as in train_quotes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bot.extract.attribution.view import ViewBuilder
from bot.extract.names.table import find_names
from bot.extract.page.blocks import find_blocks
from bot.extract.page.sentences import split_sentences
from bot.extract.quotes.marks import find_marks
from bot.extract.quotes.propose import features, propose, span_of
from bot.extract.weights.train_quotes import Group, fit
from bot.model import Document, Span

HERE = Path(__file__).parent
EDGE = " \t\n\r\xa0\"“”„«»'‘’`.,;:!?-–—…()[]"


def trimmed(text: str, start: int, end: int) -> Span:
    """Leave out what the scorer leaves out at the edges of a span."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return Span(start, end)


def groups_of(article: dict[str, Any]) -> list[Group]:
    """Return the cues of an article as training groups."""
    text = article["text"]
    blocks = find_blocks(text)
    names = find_names(Document("article", text), blocks, split_sentences(text, blocks))
    view = ViewBuilder(text, blocks, names, find_marks(text, blocks)).build()
    gold = [trimmed(text, quote["start"], quote["end"]) for quote in article["quotes"]]
    groups = []
    for _, proposals in propose(view):
        spans = [trimmed(text, *span_of(text, view, names.tokens, p.first, p.last)) for p in proposals]
        right = [any(_same(span, other) for other in gold) for span in spans]
        choices: list[list[str]] = [["0"], *(features(view, p) for p in proposals)]
        groups.append(Group(choices, [not any(right), *right]))
    return groups


def _same(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= 0.8 * (max(one.end, other.end) - min(one.start, other.start))


def main(folder: Path) -> None:
    """Train on the train part in ``folder`` and write the weights beside this script."""
    lines = (folder / "polnear_train.content.jsonl").read_text(encoding="utf-8").splitlines()
    weights = fit([group for line in lines for group in groups_of(json.loads(line))], penalty=4.0, least=0.1)
    (HERE / "indirect.json").write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
