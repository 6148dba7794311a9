"""What is listed of a document as a whole: no deed twice, and the statement that is its only news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.extract.events.salience import LISTED
from bot.model import Dating, Event, Precision

_AGAIN = 0.5  # what a second telling keeps of its salience
_NEWS = dt.timedelta(days=7)


def settle(text: str, events: Sequence[Event], statement: int | None, published: Dating) -> tuple[Event, ...]:
    """Return ``events``, which stand in the order of the text, with the salience that they have beside each other.

    What an earlier one tells of the same day with the same verb falls behind it. ``statement`` is the index of the one
    that leads the story and only tells that somebody spoke: it is listed where nothing else happened in the week before
    publication, or the story would have no event.
    """
    settled = list(_told_once(text, events))
    if statement is not None and _is_recent(settled[statement], published):
        news = (one for one in settled if one.salience >= LISTED and _is_recent(one, published))
        if next(news, None) is None:
            settled[statement] = replace(settled[statement], salience=LISTED)
    return tuple(settled)


def _told_once(text: str, events: Iterable[Event]) -> Iterable[Event]:
    """Yield the events, each told again by the same people or by "she" with less salience."""
    told: dict[tuple[object, str], set[frozenset[str]]] = {}
    for event in events:
        word = event.trigger.of(text).lower() if event.trigger else ""
        who = frozenset(event.participants[:2])
        earlier = told.setdefault((event.dating.date, word), set())
        again = who in earlier or bool(word and earlier and (not who or frozenset() in earlier))
        if event.salience >= LISTED:
            earlier.add(who)
        yield replace(event, salience=round(event.salience * _AGAIN, 3)) if again else event


def _is_recent(event: Event, published: Dating) -> bool:
    """Tell whether the event has a day, and one of the week that ends on publication."""
    date = event.dating.date
    if date is None or published.date is None or date.precision is not Precision.DAY:
        return False
    return published.date.first - _NEWS <= date.first <= published.date.last
