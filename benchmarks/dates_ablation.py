"""What each part of the engine for dates is worth: the figures of docs/quality.md with one part left out at a time.

    python -m benchmarks.dates_ablation ../shared/eval/dates

Time expressions on both sets without the tense of the clause, without dates that the text spoke of before, without
quarters that the text speaks of; event dates in cross-validation without one group of features (needs the extra
``train``).
"""

from __future__ import annotations

import sys
from collections import deque
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from bot.evaluation.dates import TIME_SETS, evaluate_dates
from bot.extract.times.context import Context
from bot.extract.times.years import YearRule, Years
from bot.extract.weights.train_event_dates import Labelled, cross_validate, read
from bot.model import PartialDate

GROUPS = {
    "the publication date's circumstances": ("pub ",),
    "tense against the date": ("ahead ", "past ", "perfect ", "pluperfect ", "present "),
    "precision of the date": ("in day", "in month", "in year", "before day", "before month", "before year", "same day",
                              "same month", "same year", "after day", "after month", "after year"),
    "place in the sentence": ("in clause", "in sentence"),
    "other sentences on the same event": ("same ",),
    "sentences before and after": ("before ", "after "),
}  # fmt: skip


_FORGETFUL = property(lambda _self: None, lambda _self, _value: None)
_EMPTY = property(lambda _self: deque(maxlen=0), lambda _self, _value: None)


def _same_year(self: Years, year_of: YearRule, *_circumstances: object) -> PartialDate | None:
    published = self._published.date
    return year_of(published.year) if published else None


def times(folder: Path) -> None:
    """Print value F1 and calendar F1 of both sets with each part left out."""
    parts = {
        "everything": nullcontext(),
        "the tense of the clause": patch("bot.extract.times.find.direction", return_value=0),
        "dates spoken of before": patch.multiple(Context, create=True, last=_FORGETFUL, recent=_EMPTY),
        "quarters spoken of before": patch.object(Context, "quarter", _FORGETFUL, create=True),
        "the year nearest to publication": patch.object(Years, "nearest", _same_year),
    }
    print("left out", *(f"{name}: value F1, calendar F1" for name in TIME_SETS), sep=" | ")
    for name, left_out in parts.items():
        with left_out:
            figures = evaluate_dates(folder)
        print(name, *(f"{found.value:.1f}, {found.calendar[2]:.1f}" for found in figures.times), sep=" | ")


def events(path: Path) -> None:
    """Print the share of events dated exactly right with each group of features left out."""
    labelled = read(path)
    print(f"everything | {100 * _mean(labelled):.1f}")
    for name, prefixes in GROUPS.items():
        print(f"{name} | {100 * _mean([_without(event, prefixes) for event in labelled]):.1f}")


def _mean(labelled: list[Labelled]) -> float:
    return sum(cross_validate(labelled, seed) for seed in range(3)) / 3


def _without(event: Labelled, prefixes: tuple[str, ...]) -> Labelled:
    kept = [
        replace(item, features=tuple(name for name in item.features if not name.startswith(prefixes)))
        for item in event.candidates
    ]
    return replace(event, candidates=kept)


if __name__ == "__main__":
    times(Path(sys.argv[1]))
    events(Path(sys.argv[1]) / "event_dates_dev.jsonl")
