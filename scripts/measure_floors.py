"""Write tests/gold/articles/floors.json anew from what the program finds in the labelled articles today.

Run from the repository's root: ``.venv/bin/python scripts/measure_floors.py``. It prints what rose and what fell;
a fall is committed only with its reason.
"""

from __future__ import annotations

import json
from pathlib import Path

from bot.evaluation.articles.run import evaluate_articles

ARTICLES = Path(__file__).parents[1] / "tests" / "gold" / "articles"
FLOORS = ARTICLES / "floors.json"
FIGURES = (
    "span_f1",
    "both_f1",
    "published_right",
    "value_f1",
    "calendar_f1",
    "events_precision",
    "events_recall",
    "events_recall_at_80",
    "nobodys_served",
)


def main() -> None:
    """Measure every set, tell the differences, write the file with one line a set."""
    before = json.loads(FLOORS.read_text())
    floors = {}
    for path in sorted(ARTICLES.glob("*.jsonl")):
        figures = evaluate_articles(path).sets[path.stem].as_dict()
        floors[path.stem] = {figure: figures[figure] for figure in FIGURES}
        for figure, value in floors[path.stem].items():
            old = before.get(path.stem, {}).get(figure)
            if value != old:
                print(f"{path.stem} {figure}: {old} -> {value}", flush=True)
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(figures)}" for name, figures in floors.items())
    FLOORS.write_text(f"{{\n{lines}\n}}\n")


if __name__ == "__main__":
    main()
