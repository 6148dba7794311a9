"""Figures for dates and events on the labelled texts beside the project (``../shared/eval/dates``).

The scorers lie with the texts; their docstrings define every figure. Nothing here is needed to run the bot.
"""

from __future__ import annotations

import importlib.util
import json
import re
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.extract.events.find import ELSEWHERE, find_events
from bot.extract.names.table import find_names
from bot.extract.page.blocks import find_blocks
from bot.extract.page.published import find_published
from bot.extract.page.sentences import split_sentences
from bot.extract.times.find import find_times
from bot.model import Document, Event, Metadata, PartialDate, TimeExpression

TIME_SETS = ("timebank_aquaint_dev", "meantime_dev")
_AGE = re.compile(r"\bold$|^age[ds]?\b", re.IGNORECASE)
EVENT_SET = "event_dates_dev"


@dataclass(frozen=True, slots=True)
class TimeFigures:
    """Figures of one set, in percent; ``by_type`` maps a TIMEX3 type to (labelled, found, right value).

    ``value_without_ages`` is the value F1 with "54-year-old" taken out of what is found: TimeML's annotators label no
    ages, our own convention does. The scorer knows no such thing, so ``value`` is the figure to compare with others.
    """

    name: str
    documents: int
    relaxed: tuple[float, float, float]
    value: float
    value_without_ages: float
    calendar: tuple[float, float, float]
    day: tuple[float, float, float]
    by_type: dict[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class EventFigures:
    """Figures of event-date linking, in percent; ``always_published`` is the share that the publication date gets.

    ``by_rule`` maps where the date was taken from to (labelled events so dated, right among them).
    """

    name: str
    events: int
    exact: float
    answered: float
    always_published: float
    by_rule: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class DateFigures:
    """All figures for dates; ``documents_a_second`` is for time expressions and events together, in CPU time."""

    times: tuple[TimeFigures, ...]
    events: EventFigures
    documents_a_second: float


def evaluate_dates(folder: Path) -> DateFigures:
    """Measure on the sets in ``folder``. Raises FileNotFoundError where they are not there."""
    times_scorer, events_scorer = _scorer(folder / "score_times.py"), _scorer(folder / "score_event_dates.py")
    clock = _Clock()
    times = tuple(_times(times_scorer, folder / f"{name}.jsonl", clock) for name in TIME_SETS)
    events = _events(events_scorer, folder / f"{EVENT_SET}.jsonl", clock)
    return DateFigures(times, events, clock.documents / clock.seconds if clock.seconds else 0.0)


class _Clock:
    """Counts documents and the CPU seconds that time expressions and events took."""

    def __init__(self) -> None:
        self.documents = 0
        self.seconds = 0.0

    def annotate(self, article: dict[str, Any]) -> tuple[tuple[TimeExpression, ...], tuple[Event, ...]]:
        """Annotate one article with its publication date given, as the sets are meant."""
        text = article["text"]
        blocks = find_blocks(text)
        sentences = split_sentences(text, blocks)
        document = Document(article["doc_id"], text, header=Metadata(published=PartialDate.parse(article["dct"])))
        names = find_names(document, blocks, sentences)
        published = find_published(document, blocks).published
        begun = time.process_time()
        times = find_times(text, blocks, sentences, published)
        events = find_events(text, blocks, sentences, names, times, (), published)
        self.seconds += time.process_time() - begun
        self.documents += 1
        return times, events


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.exists():
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(path: Path) -> dict[str, dict[str, Any]]:
    articles = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {article["doc_id"]: article for article in articles}


def _times(scorer: ModuleType, path: Path, clock: _Clock) -> TimeFigures:
    gold = _read(path)
    found = {name: {"timexes": [_timex(t) for t in clock.annotate(article)[0]]} for name, article in gold.items()}
    figures, _ = scorer.score(gold, found)
    ageless, _ = scorer.score(gold, {name: _without_ages(given, gold[name]["text"]) for name, given in found.items()})
    return TimeFigures(
        path.stem,
        len(gold),
        _percent(figures["relaxed"]),
        100 * figures["value_f1"],
        100 * ageless["value_f1"],
        _percent(figures["cal"]),
        _percent(figures["day"]),
        _by_type(scorer, gold, found),
    )


def _without_ages(given: dict[str, Any], text: str) -> dict[str, Any]:
    return {"timexes": [timex for timex in given["timexes"] if not _AGE.search(text[timex["start"] : timex["end"]])]}


def _timex(found: TimeExpression) -> dict[str, Any]:
    return {"start": found.span.start, "end": found.span.end, "type": found.type.value, "value": found.value}


def _percent(three: tuple[float, float, float]) -> tuple[float, float, float]:
    return 100 * three[0], 100 * three[1], 100 * three[2]


def _by_type(
    scorer: ModuleType, gold: dict[str, dict[str, Any]], found: dict[str, Any]
) -> dict[str, tuple[int, int, int]]:
    labelled: Counter[str] = Counter()
    matched: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for name, article in gold.items():
        wanted, given = article["timexes"], found[name]["timexes"]
        labelled.update(timex["type"] for timex in wanted)
        for one, two in scorer.match(wanted, given):
            matched[wanted[one]["type"]] += 1
            right[wanted[one]["type"]] += scorer.canon(wanted[one]["value"]) == scorer.canon(given[two]["value"])
    return {kind: (labelled[kind], matched[kind], right[kind]) for kind in sorted(labelled)}


def _events(scorer: ModuleType, path: Path, clock: _Clock) -> EventFigures:
    gold = _read(path)
    events = {name: clock.annotate(article)[1] for name, article in gold.items()}
    found = {name: {"events": [_event(event) for event in told]} for name, told in events.items()}
    figures = scorer.score(gold, found)
    dates = [(event["date"], article["dct"]) for article in gold.values() for event in article["events"]]
    always = 100 * sum(date == dct[:10] for date, dct in dates) / len(dates)
    rules = _by_rule(gold, events)
    return EventFigures(path.stem, figures["events"], figures["exact"], figures["answered"], always, rules)


def _by_rule(gold: dict[str, dict[str, Any]], events: dict[str, tuple[Event, ...]]) -> dict[str, tuple[int, int]]:
    """Count, as the scorer does, which event answers for each labelled word, by where its date was taken from."""
    labelled: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for name, article in gold.items():
        for word in article["events"]:
            around = [e for e in events[name] if e.span.start <= word["start"] and word["end"] <= e.span.end]
            if around:
                told = min(around, key=lambda event: event.span.end - event.span.start)
                labelled[_rule(told)] += 1
                right[_rule(told)] += told.dating.date is not None and told.dating.date.iso == word["date"]
    return {rule: (labelled[rule], right[rule]) for rule in sorted(labelled)}


def _rule(event: Event) -> str:
    if not event.evidence:
        return "publication date"
    note = event.dating.derivation.note or ""
    elsewhere = next((remark for remark in ELSEWHERE.values() if note.endswith(remark)), None)
    return elsewhere or ("in the clause" if event.span.contains(event.evidence[0]) else "in the sentence")


def _event(found: Event) -> dict[str, Any]:
    date = found.dating.date
    return {"start": found.span.start, "end": found.span.end, "date": date.iso if date else None}
