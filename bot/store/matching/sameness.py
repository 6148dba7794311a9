"""Whether two tellings of different documents tell one event. Pure: two tellings in, yes or no out.

Joining is careful, because an answer that mixes two events is worse than one that lists an event twice: the word for
what happened, who took part and on which side of it, the place and what else is told must all agree, and nothing may
speak against it. What is not told (no place, no second participant) speaks neither for nor against.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bot.model import PartialDate, Precision
from bot.store.matching.event_words import (
    FAMILIES,
    LIGHT,
    MISFORTUNES,
    REPEATED,
    SYMMETRIC,
    WEAK,
    family,
    figures,
    stem,
)
from bot.store.matching.identity import fold, same_full_name
from bot.store.matching.wording import words_of

_ENOUGH = 0.5  # of the words of the shorter telling
_ALIKE = 0.6  # the same where people or the day do not speak for it
_GREATEST_RATIO = 2.0  # of two figures for one thing that are still two counts of one event
_DAYS_APART = 3  # of two days that can still be one event, told with different dates
_NEWS_DAYS = 3  # how long after it happened an event is told as news
_NEGATION = frozenset({"not", "no", "never", "neither", "nor", "without", "denied", "failed", "refused", "cancelled"})
_ORDINAL = re.compile(r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|final|last")
_AGAIN = frozenset({"again", "another", "daily", "repeatedly", "weekly", "further", "every", "each"})
_PASSIVE = frozenset({"was", "were", "been", "being", "is", "are", "be", "got"})
_SUBJECT_REACH = 9  # words before the trigger: "a road bridge over the river in the port of Oldhaven collapsed"
_PASSIVE_REACH = 3  # words before the trigger: "was reportedly arrested"
_CALENDAR_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december"
)
_CALENDAR = frozenset(_CALENDAR_WORDS.split())


@dataclass(frozen=True)
class Telling:
    """An event as one document tells it.

    ``document`` is its name, ``start`` where the telling stands in it. ``trigger`` is the word that names the event.
    ``vague`` tells that the document gives no date and was taken to tell news of its own day. ``people`` are the keys
    (``name_key``) of persons and organisations, ``places`` those of places that are named, ``place`` that where it
    happened. ``story`` is that of a document which prints the same as others do.
    """

    id: int
    document: str
    start: int
    text: str
    trigger: str
    date: PartialDate
    vague: bool = False
    planned: bool = False
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    place: str = ""
    story: int | None = None

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words of the text, folded."""
        return tuple(words_of(self.text))

    @cached_property
    def word(self) -> str:
        """What happened, as the head word of its family: visit for arrived."""
        return family(self.trigger)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """All that happens in the text, by the head words of families; the trigger's among them."""
        return frozenset({self.word, *(FAMILIES[token] for token in self.tokens if token in FAMILIES)}) - {""}

    @cached_property
    def named(self) -> frozenset[str]:
        """The words of all names."""
        names = (*self.people, *self.places, self.place)
        return frozenset(word for name in names for word in words_of(name))

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of what else is told: no names, calendar words, figures, no trigger, no words that say little."""
        own = {token for token in self.tokens if family(token) == self.word}
        left_out = WEAK | _CALENDAR | _NEGATION | self.named | own
        return frozenset(
            family(token) for token in self.tokens if token not in left_out and token.isalpha() and len(token) > 2
        )

    @cached_property
    def around(self) -> frozenset[str]:
        """The words of places that are named, and of what else is named."""
        return frozenset({*self.people, *self.places, self.place} - {""})

    @cached_property
    def befallen(self) -> frozenset[str]:
        """To what a misfortune happened: the nouns before the trigger, those of names among them."""
        at = self._trigger_at
        if at is None or self.word not in MISFORTUNES:
            return frozenset()
        before = self.tokens[max(0, at - _SUBJECT_REACH) : at]
        left_out = WEAK | _CALENDAR | FAMILIES.keys() | _NEGATION
        return frozenset(stem(word) for word in before if word not in left_out and word.isalpha() and len(word) > 2)

    @cached_property
    def figures(self) -> dict[str, tuple[float, ...]]:
        """Numbers by the stem of what they count: ``{"peopl": (12,)}``."""
        counted: dict[str, tuple[float, ...]] = {}
        for figure in figures(self.text):
            counted[figure.stem] = (*counted.get(figure.stem, ()), figure.value)
        return counted

    @cached_property
    def _passive(self) -> bool:
        at = self._trigger_at
        return at is not None and bool(_PASSIVE & set(self.tokens[max(0, at - _PASSIVE_REACH) : at]))

    @cached_property
    def _trigger_at(self) -> int | None:
        wanted = words_of(self.trigger)
        return self.tokens.index(wanted[0]) if wanted and wanted[0] in self.tokens else None

    def side(self, person: str) -> str:
        """On which side of what happened a person stands: doer, other, or empty where that cannot be told."""
        at = self._trigger_at
        surname = words_of(person)[-1:]
        if at is None or not surname or surname[0] not in self.tokens or not self._is_verb:
            return ""
        before = self.tokens.index(surname[0]) < at
        return "doer" if before is not self._passive else "other"

    @cached_property
    def _is_verb(self) -> bool:
        return self.trigger.casefold() not in {"visit", "meeting", "talks", "attack", "strike", "death", "election"}


def same_event(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings are surely of one event. Their dates must be able to mean one day."""
    if one.document == other.document or not dates_agree(one, other) or contrary(one, other):
        return False
    if one.story is not None and one.story == other.story and one.tokens == other.tokens:
        return True
    if not _same_word(one, other):
        return False
    if befell_one(one, other) and one.date == other.date and not (one.vague or other.vague):
        return True
    together = shared_people(one, other)
    common, least, _ = _content(one, other)
    exact = min(one.date.precision, other.date.precision) is Precision.DAY and not (one.vague or other.vague)
    if not together or one.word in LIGHT:
        here = bool({*one.places, one.place} & {*other.places, other.place} - {""}) and one.word not in LIGHT
        return exact and common >= (2 if here else 3) and common >= _ALIKE * least
    if not least:
        return exact and len(one.people) == len(other.people)
    enough = common >= _ENOUGH * least
    return enough if exact else enough and common >= 2


def same_but_for_the_day(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings name different days, few apart, for what in all else is surely one event."""
    if one.document == other.document or dates_agree(one, other) or contrary(one, other):
        return False
    days = {one.date.precision, other.date.precision} == {Precision.DAY} and not (one.vague or other.vague)
    if not days or abs((one.date.first - other.date.first).days) > _DAYS_APART:
        return False
    if one.word != other.word or one.word in REPEATED or _AGAIN & {*one.tokens, *other.tokens}:
        return False
    common, _, most = _content(one, other)
    return bool(shared_people(one, other)) and common >= 2 and common >= _ALIKE * most


def came_of(plan: Telling, what: Telling) -> bool:
    """Tell whether ``what`` is what became of a plan: the same people, deed and place, at the time that was planned."""
    if not plan.planned or what.planned or what.vague or not plan.date.contains(what.date):
        return False
    if plan.word != what.word or contrary(plan, what, planned=True) or not shared_people(plan, what):
        return False
    common, least, _ = _content(plan, what)
    places = {*plan.places, plan.place} & {*what.places, what.place} - {""}
    if plan.date.precision is Precision.YEAR:
        return common >= (1 if places else 2) and common >= _ENOUGH * least
    return common >= _ENOUGH * least if common else bool(places) or not least


def contrary(one: Telling, other: Telling, *, planned: bool = False) -> bool:
    """Tell whether something speaks against two tellings being of one event."""
    return (
        (not planned and one.planned != other.planned)
        or _elsewhere(one, other)
        or (_others_took_part(one, other) and not befell_one(one, other))
        or _changed_sides(one, other)
        or bool(_NEGATION & set(one.tokens)) != bool(_NEGATION & set(other.tokens))
        or (not planned and _ordinals_differ(one, other))
        or any(not _near(values, other.figures[what]) for what, values in one.figures.items() if what in other.figures)
    )


def befell_one(one: Telling, other: Telling) -> bool:
    """Tell whether both tell that the same misfortune befell the same kind of thing at one place."""
    here = {word for name in one.around & other.around for word in words_of(name)}
    return one.word == other.word and bool(here) and bool(one.befallen & other.befallen - set(map(stem, here)))


def dates_agree(one: Telling, other: Telling) -> bool:
    """Tell whether two dates can mean one day; news of a day can be of the days before it."""
    if one.vague or other.vague:
        newest = max(one.date.last, other.date.last) if one.vague and other.vague else None
        vague, firm = (one, other) if one.vague else (other, one)
        if newest is None and firm.date.precision is not Precision.DAY:
            return firm.date.contains(vague.date)
        return -_NEWS_DAYS <= (firm.date.first - vague.date.first).days <= (0 if newest is None else _NEWS_DAYS)
    return one.date.contains(other.date) or other.date.contains(one.date)


def shared_people(one: Telling, other: Telling) -> frozenset[str]:
    """The people of ``one`` who are in ``other`` too."""
    return frozenset(person for person in one.people if any(_same_name(person, name) for name in other.people))


def _content(one: Telling, other: Telling) -> tuple[int, int, int]:
    """How much of what else is told they have in common, and how much there is in the shorter and in the longer."""
    named = {family(word) for word in one.named | other.named}
    first, second = one.content - named, other.content - named
    return len(first & second), min(len(first), len(second)), max(len(first), len(second))


def _same_word(one: Telling, other: Telling) -> bool:
    return bool(one.word) and (one.word == other.word or (one.word in other.verbs and other.word in one.verbs))


def _same_name(one: str, other: str) -> bool:
    """Tell whether two keys are of one name; a name that ends with the other is it with an office or a given name."""
    if one == other or same_full_name(one, other):
        return True
    first, second = sorted((one.split(), other.split()), key=len)
    return len(first) < len(second) and [*map(fold, first)] == [*map(fold, second[-len(first) :])]


def _others_took_part(one: Telling, other: Telling) -> bool:
    """Tell whether each has somebody whom the other has not: two meetings of one host are two."""
    if not one.people or not other.people:
        return False
    return len(one.people) > len(shared_people(one, other)) and len(other.people) > len(shared_people(other, one))


def _elsewhere(one: Telling, other: Telling) -> bool:
    """Tell whether the places differ: Beijing is not elsewhere than China where a telling names both."""
    places, others = {*one.places, one.place} - {""}, {*other.places, other.place} - {""}
    if one.place and other.place and one.place not in others and other.place not in places:
        return True
    return bool(places and others) and not places & others


def _changed_sides(one: Telling, other: Telling) -> bool:
    """Tell whether somebody did in one telling what was done to them in the other."""
    if one.word in SYMMETRIC:
        return False
    return any({"doer", "other"} == {one.side(person), other.side(person)} for person in shared_people(one, other))


def _ordinals_differ(one: Telling, other: Telling) -> bool:
    first, second = (frozenset(filter(_ORDINAL.fullmatch, telling.tokens)) for telling in (one, other))
    return bool(first and second) and not first & second


def _near(some: tuple[float, ...], others: tuple[float, ...]) -> bool:
    """Tell whether two of the figures for one thing can be counts of one event."""
    return any(
        one == other or (min(one, other) > 0 and max(one, other) <= _GREATEST_RATIO * min(one, other))
        for one in some
        for other in others
    )
