"""All figures of whole labelled articles: read by the pipeline as an ingest does, with no day of publication given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.errors import UsageError
from bot.evaluation.articles.differences import Difference, Reading
from bot.evaluation.articles.events import EventScore, score_events
from bot.evaluation.articles.labels import article_files, read_articles
from bot.evaluation.articles.quotes import QuoteScore, Tally, score_quotes
from bot.evaluation.articles.times import PublishedScore, TimeScore, score_published, score_times
from bot.extract.pipeline import annotate
from bot.readers.document import document


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """The scores of one set of articles, and where what is served differs from its labels."""

    articles: int
    quotes: QuoteScore
    published: PublishedScore
    times: TimeScore
    events: EventScore
    differences: tuple[Difference, ...]

    def as_dict(self) -> dict[str, float]:
        """Every figure by its name; those in percent or F1 with one decimal."""
        return {key: round(of(self), 1) for key, (_, of) in _FIGURES.items()}


_FIGURES: Mapping[str, tuple[str, Callable[[ArticleScore], float]]] = {
    "articles": ("articles", lambda s: s.articles),
    "quotes": ("quotes labelled", lambda s: s.quotes.all.labelled),
    "quotes_served": ("quotes served", lambda s: s.quotes.served),
    "span_f1": ("span F1 (IoU 0.8)", lambda s: s.quotes.span_f1),
    "speaker": ("speaker right on found quotes", lambda s: s.quotes.speaker),
    "both_f1": ("span and speaker both right, F1", lambda s: s.quotes.both_f1),
    "nobodys": ("marked words of nobody labelled", lambda s: s.quotes.nobodys),
    "nobodys_served": ("marked words of nobody served", lambda s: s.quotes.nobodys_served),
    "published_right": ("publication date right, and none where there is none", lambda s: s.published.right),
    "published_wrong": ("publication date wrong", lambda s: s.published.wrong),
    "published_missed": ("publication date missed", lambda s: s.published.missed),
    "published_wrongly_found": ("publication date found where there is none", lambda s: s.published.wrongly_found),
    "times": ("times labelled", lambda s: s.times.labelled),
    "value_f1": ("value F1", lambda s: s.times.value_f1),
    "calendar_f1": ("calendar F1", lambda s: s.times.calendar_f1),
    "events": ("events with a day labelled", lambda s: s.events.labelled),
    "events_listed": ("events with a day listed", lambda s: len(s.events.ranked)),
    "events_precision": ("events, all that is listed: precision", lambda s: s.events.precision),
    "events_recall": ("events, all that is listed: recall", lambda s: s.events.recall),
    "events_recall_at_80": ("events: recall at a precision of 80", lambda s: s.events.recall_at_precision),
}


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """Scores by the name of the set, "all" among them where there are several."""

    sets: Mapping[str, ArticleScore]

    def as_dict(self, *, errors: bool = False) -> dict[str, Any]:
        """The figures by set as plain values, with every difference where ``errors``."""
        return {name: _plain(score, errors=errors) for name, score in self.sets.items()}

    def as_markdown(self, *, errors: bool = False) -> str:
        """The figures as tables, with every difference below where ``errors``."""
        lines = [*self._figures(), "", *self._tallies("form of the speaker", lambda quotes: quotes.by_form), ""]
        lines += self._tallies("style", lambda quotes: quotes.by_style)
        if errors:
            together = list(self.sets.values())[-1]
            lines += ["", *_listed(together.differences)]
        return "\n".join(lines)

    def _figures(self) -> Iterator[str]:
        yield from _head("figure", self.sets)
        for label, of in _FIGURES.values():
            figures = (of(score) for score in self.sets.values())
            yield _row(label, (str(one) if isinstance(one, int) else f"{one:.1f}" for one in figures))

    def _tallies(self, what: str, of: Callable[[QuoteScore], Mapping[str, Tally]]) -> Iterator[str]:
        yield from _head(f"{what}: quotes labelled, found, speaker right", self.sets)
        tallies = [of(score.quotes) for score in self.sets.values()]
        for name in sorted({name for tally in tallies for name in tally}):
            ones = (tally.get(name, Tally()) for tally in tallies)
            yield _row(name, (f"{one.labelled}, {one.found}, {one.right}" if one.labelled else "" for one in ones))


def evaluate_articles(path: Path) -> ArticleReport:
    """Score a file of labelled articles, or every such file in a folder.

    Raises UsageError where there is none or a line is malformed, ReadError where a file cannot be read.
    """
    files = article_files(path)
    if not files:
        raise UsageError(f"{path}: no file of labelled articles (.jsonl, as docs/quality.md describes)")
    articles = {file.stem: read_articles(file) for file in files}
    readings = {
        name: [Reading(one, annotate(document(one.doc_id, one.text))) for one in ones]
        for name, ones in articles.items()
    }
    sets = {name: _score(ones) for name, ones in readings.items()}
    if len(sets) > 1:
        sets["all"] = _score([one for ones in readings.values() for one in ones])
    return ArticleReport(sets)


def _score(readings: Sequence[Reading]) -> ArticleScore:
    quotes, by_quote = score_quotes(readings)
    published, by_day = score_published(readings)
    times, by_time = score_times(readings)
    events, by_event = score_events(readings)
    differences = (*by_quote, *by_day, *by_time, *by_event)
    return ArticleScore(len(readings), quotes, published, times, events, differences)


def _plain(score: ArticleScore, *, errors: bool) -> dict[str, Any]:
    plain: dict[str, Any] = {
        **score.as_dict(),
        "by_form": {name: asdict(tally) for name, tally in sorted(score.quotes.by_form.items())},
        "by_style": {name: asdict(tally) for name, tally in sorted(score.quotes.by_style.items())},
    }
    if errors:
        plain["errors"] = [asdict(difference) for difference in score.differences]
    return plain


def _listed(differences: Sequence[Difference]) -> Iterator[str]:
    """The differences by what they are, in the order of the articles."""
    for what in dict.fromkeys(difference.what for difference in differences):
        ones = [difference for difference in differences if difference.what == what]
        yield f"{what} ({len(ones)})"
        for one in ones:
            yield f"  {one.doc_id}: expected {one.expected} | served {one.served}"
            yield f"      {one.around}"


def _head(what: str, names: Iterable[str]) -> Iterator[str]:
    yield _row(what, names)
    yield "| --- |" + " --- |" * len(list(names))


def _row(label: str, cells: Iterable[str]) -> str:
    return f"| {label} | " + " | ".join(cells) + " |"
