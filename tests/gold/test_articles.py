"""Whole articles that others invented and labelled: what is right in them may not become less.

They were read once before anything was mended for them; docs/quality.md gives those figures. Raise a floor when the
figure rises; never lower one without saying why in docs/quality.md.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.evaluation.articles.run import evaluate_articles

ARTICLES = Path(__file__).parent / "articles"
FLOORS: dict[str, dict[str, float]] = json.loads((ARTICLES / "floors.json").read_text())
"""For each set the least that its figures may be, and the most of nobody's words that may be served."""


def test_every_set_has_floors() -> None:
    """A set would lie there and guard nothing."""
    assert {path.stem for path in ARTICLES.glob("*.jsonl")} == set(FLOORS)


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_falls(name: str) -> None:
    """Quotes, dates or events of articles in many styles would be found less surely than before."""
    figures = evaluate_articles(ARTICLES / f"{name}.jsonl").sets[name].as_dict()
    floors = dict(FLOORS[name])
    most_of_nobody = floors.pop("nobodys_served")
    fallen = {key: figures[key] for key, floor in floors.items() if figures[key] < floor}
    assert not fallen, f"below their floors: {fallen}; see `briefing-bot evaluate tests/gold/articles --errors`"
    assert figures["nobodys_served"] <= most_of_nobody
