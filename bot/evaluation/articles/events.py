"""The dated events that the archive lists, held against those that a chronology of the article would have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.evaluation.articles.differences import NOTHING, Difference, Reading, one_to_one, percent
from bot.evaluation.articles.labels import EventLabel
from bot.model import Event, Precision
from bot.store.matching.retelling import same_word, worth_serving

PRECISION = 80.0
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class EventScore:
    """Counts of events with a day; ``ranked`` holds (salience, right) of every one that is listed."""

    labelled: int = 0
    ranked: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def right(self) -> int:
        """How many of the listed events are labelled, each label counted once."""
        return sum(right for _, right in self.ranked)

    @property
    def precision(self) -> float:
        """Of all that is listed."""
        return percent(self.right, len(self.ranked))

    @property
    def recall(self) -> float:
        """Of all that is listed."""
        return percent(self.right, self.labelled)

    @property
    def recall_at_precision(self) -> float:
        """The best recall of a stretch from the top of the ranking whose precision is 80 or more."""
        best = right = 0
        for place, (_, is_right) in enumerate(sorted(self.ranked, key=lambda one: -one[0]), start=1):
            right += is_right
            if percent(right, place) >= PRECISION:
                best = right
        return percent(best, self.labelled)


def score_events(readings: Iterable[Reading]) -> tuple[EventScore, list[Difference]]:
    """Score the listed events with a day, ranked by salience over all ``readings``.

    A listed event is right where a label has the same day and its sentence touches the event's clause, or its word
    is a form of the event's. Each label is found once: a second telling is wrong.
    """
    score, differences = EventScore(), list[Difference]()
    for reading in readings:
        labels = [label for label in reading.article.events if label.has_day]
        listed = _listed(reading)
        matched = match(reading.article.text, labels, listed)
        score.labelled += len(labels)
        score.ranked += [(event.salience, at in matched.values()) for at, event in enumerate(listed)]
        differences += _differences(reading, labels, listed, matched)
    return score, differences


def _listed(reading: Reading) -> list[Event]:
    """The events with a day that the archive lists, in the order in which it ranks them."""
    events = sorted(reading.found.events, key=lambda event: event.span)
    worth = worth_serving(reading.article.text, events)
    dated = [e for e, listed in zip(events, worth, strict=True) if listed and e.dating.precision is Precision.DAY]
    return sorted(dated, key=lambda event: (-event.salience, event.span))


def match(text: str, labels: Sequence[EventLabel], listed: Sequence[Event]) -> dict[int, int]:
    """Map labels to listed events, by index, one to one: those with place and word in common first."""
    pairs = []
    for i, label in enumerate(labels):
        for j, event in enumerate(listed):
            touch, word = touches(label, event), same_trigger(text, label, event)
            if event.dating.date == label.date and (touch or word):
                pairs.append((-(touch + word), not touch, j, i))
    return one_to_one((i, j) for _, _, j, i in sorted(pairs))


def touches(label: EventLabel, event: Event) -> bool:
    """Tell whether the labelled sentence touches the event's clause."""
    return label.start < event.span.end and event.span.start < label.end


def same_trigger(text: str, label: EventLabel, event: Event) -> bool:
    """Tell whether the event's word is a form of one of the label's."""
    if event.trigger is None:
        return False
    trigger = event.trigger.of(text).casefold()
    return any(same_word(word, trigger) for word in _WORD.findall(label.trigger.casefold()))


def _differences(
    reading: Reading, labels: Sequence[EventLabel], listed: Sequence[Event], matched: dict[int, int]
) -> Iterator[Difference]:
    every = (*reading.found.events, *reading.found.background)
    text = reading.article.text
    for i, label in enumerate(labels):
        if i not in matched:
            there = [_shown(text, event, listed) for event in every if touches(label, event)]
            expected = f"{label.date.iso} {label.trigger}"
            yield reading.differs("event missed", label.span, expected, "; ".join(there) or NOTHING)
    for j, event in enumerate(listed):
        if j not in matched.values():
            there = [f"{label.date.iso} {label.trigger}" for label in reading.article.events if touches(label, event)]
            served = _shown(text, event, listed)
            yield reading.differs("event that is none", event.span, "; ".join(there) or NOTHING, served)


def _shown(text: str, event: Event, listed: Sequence[Event]) -> str:
    date = event.dating.date.iso if event.dating.date else "undated"
    trigger = event.trigger.of(text) if event.trigger else "(no verb)"
    return f"{date} {trigger} {event.salience:.2f}{'' if event in listed else ' not listed'}"
