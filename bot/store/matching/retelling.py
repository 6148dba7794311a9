"""Which of a document's events are worth listing: what is told several times is listed once. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Prefix

from bot.model import Event, PartialDate, Precision

_STEM, _ENDING = 4, 4
_WORD = re.compile(r"\d[\d.,]*|[^\W\d_]{4,}")
_FEWEST, _NEARLY_ALL = 3, 0.8


def worth_serving(text: str, events: Sequence[Event]) -> tuple[bool, ...]:
    """Tell for each event of one document whether to list it; of several tellings of one event, the most salient."""
    chosen: dict[tuple[PartialDate | None, bool], list[int]] = {}
    listed = [False] * len(events)
    for index in sorted(range(len(events)), key=lambda one: (-events[one].salience, events[one].span)):
        event = events[index]
        same_time = chosen.setdefault((event.dating.date, event.planned), [])
        if not any(is_retelling(text, event, events[other]) for other in same_time):
            same_time.append(index)
            listed[index] = True
    return tuple(listed)


def is_retelling(text: str, one: Event, other: Event) -> bool:
    """Tell whether two events of one document and one time, both planned or neither, are surely one.

    They are told in the same words, as a heading, a lead, a bullet and a pull quote tell them; or to the day with the
    same word for it and a participant in common.
    """
    if _same_words(one.span.of(text), other.span.of(text)):
        return True
    if one.dating.precision is not Precision.DAY or one.trigger is None or other.trigger is None:
        return False
    together = set(one.participants) & set(other.participants)
    strangers = one.participants and other.participants and not together
    return not strangers and same_word(one.trigger.of(text).casefold(), other.trigger.of(text).casefold())


def _same_words(one: str, other: str) -> bool:
    """Tell whether nearly all words of the shorter text stand in the longer one, and each names nobody of its own."""
    first, second = ({word.casefold(): word for word in _WORD.findall(told)} for told in (one, other))
    shared = first.keys() & second.keys()
    if len(shared) < max(_FEWEST, _NEARLY_ALL * min(len(first), len(second))):
        return False
    own = ({word for key, word in told.items() if key not in shared} for told in (first, second))
    return not all(any(word[0].isupper() or word[0].isdigit() for word in words) for words in own)


def same_word(one: str, other: str) -> bool:
    """Tell whether two words are forms of one: signed and signing, agreed and agreement."""
    stem = Prefix.similarity(one, other)
    return one == other or (stem >= _STEM and max(len(one), len(other)) - stem <= _ENDING)
