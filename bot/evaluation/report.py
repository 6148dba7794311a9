"""All measures in one run, as a table for docs/quality.md or as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.errors import UsageError
from bot.evaluation.dates import DateFigures, evaluate_dates
from bot.evaluation.quotes import QuoteFigures, evaluate_quotes


@dataclass(frozen=True, slots=True)
class Report:
    """The measures of one run."""

    quotes: QuoteFigures
    dates: DateFigures

    def as_dict(self) -> dict[str, Any]:
        """The measures as plain values."""
        return {"quotes": self.quotes.as_dict(), "dates": asdict(self.dates)}

    def as_markdown(self) -> str:
        """The measures as tables."""
        return "\n".join([*self._quotes(), "", *self._dates()])

    def _quotes(self) -> Iterator[str]:
        figures = self.quotes
        yield f"Quotes, {figures.articles} articles, {figures.speed:,} characters per CPU second"
        yield ""
        yield "| layer | span F1 (IoU 0.8) | speaker right (surname) | both right F1 |"
        yield "| --- | --- | --- | --- |"
        layers = {"verbatim": figures.verbatim, "content": figures.content, "content, joined": figures.content_joined}
        for name, layer in layers.items():
            yield f"| {name} | {layer['iou80'][2]} | {layer['spk_surname']} | {layer['e2e'][2]} |"
        yield ""
        labelled, served = figures.scare
        yield f"Marked spans that are labelled as nobody's words: {labelled}, served as somebody's: {served}"
        yield ""
        yield "| form of the speaker | right, of judged |"
        yield "| --- | --- |"
        yield from (f"| {form} | {right:.1f}, {judged} |" for form, (right, judged) in figures.by_form.items())
        yield ""
        yield "| confidence from | mean | quotes | speaker right |"
        yield "| --- | --- | --- | --- |"
        yield from (f"| {low} | {mean} | {count} | {right} |" for low, mean, count, right in figures.reliability)
        if figures.ablation:
            yield ""
            yield "| what is left out | " + " | ".join(next(iter(figures.ablation.values()))) + " |"
            yield "| --- |" + " --- |" * len(next(iter(figures.ablation.values())))
            for part, scores in figures.ablation.items():
                yield f"| {part} | " + " | ".join(str(score) for score in scores.values()) + " |"

    def _dates(self) -> Iterator[str]:
        figures = self.dates
        yield f"Dates, {figures.documents_a_second:.0f} documents a CPU second, time expressions and events together"
        yield ""
        yield "| set | documents | value F1 | value F1, ages left out | calendar F1 | full dates F1 |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for times in figures.times:
            row = (times.value, times.value_without_ages, times.calendar[2], times.day[2])
            yield f"| {times.name} | {times.documents} | " + " | ".join(f"{figure:.1f}" for figure in row) + " |"
        yield ""
        yield "| set | type | labelled | found | value right |"
        yield "| --- | --- | --- | --- | --- |"
        for times in figures.times:
            for kind, counts in times.by_type.items():
                yield f"| {times.name} | {kind} | " + " | ".join(str(count) for count in counts) + " |"
        events = figures.events
        yield ""
        yield "| set | events | date exact | answered | always the publication date |"
        yield "| --- | --- | --- | --- | --- |"
        rates = (events.exact, events.answered, events.always_published)
        yield f"| {events.name} | {events.events} | " + " | ".join(f"{rate:.1f}" for rate in rates) + " |"


def evaluate_all(folder: Path, *, ablate: bool = False) -> Report:
    """Measure on the labelled text in ``folder`` (quotes/ and dates/). Raises UsageError where it is not there."""
    try:
        return Report(evaluate_quotes(folder, ablate=ablate), evaluate_dates(folder / "dates"))
    except FileNotFoundError as error:
        raise UsageError(
            f"{error.filename or error}: not there. Labelled text and scorers are no part of the project: "
            "docs/quality.md says what they are and how the folder is laid out"
        ) from None
