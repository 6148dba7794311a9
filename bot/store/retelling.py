"""Which of a document's events are worth listing: told well enough, and not told before. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Event, Precision

# Below this an event is kept for search and for export, and not listed.
MIN_SALIENCE = 0.5
_STEM = 5


def salience(event: Event) -> float:
    """How surely the event is worth telling, 0 to 1."""
    return float(getattr(event, "salience", 1.0))


def worth_serving(text: str, events: Sequence[Event]) -> tuple[bool, ...]:
    """Tell for each event of one document whether to list it; of several tellings of one event, the most salient."""
    chosen: list[int] = []
    for index in sorted(range(len(events)), key=lambda one: (-salience(events[one]), events[one].span)):
        told = any(is_retelling(text, events[index], events[other]) for other in chosen)
        if salience(events[index]) >= MIN_SALIENCE and not told:
            chosen.append(index)
    return tuple(index in chosen for index in range(len(events)))


def is_retelling(text: str, one: Event, other: Event) -> bool:
    """Tell whether two events of one document are surely one: same day, same word for it, a participant in common."""
    if one.dating.date != other.dating.date or one.dating.precision is not Precision.DAY:
        return False
    if one.planned != other.planned or one.trigger is None or other.trigger is None:
        return False
    first, second = (event.trigger.of(text).casefold()[:_STEM] for event in (one, other) if event.trigger)
    together = set(one.participants) & set(other.participants)
    return first == second and (bool(together) or not (one.participants and other.participants))
