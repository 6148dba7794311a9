"""Tellings that may be of one event -> which are of which event, who tells it best, and what became of plans. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.model import Precision
from bot.store.matching.sameness import Telling, came_of, contrary, same_but_for_the_day, same_event

Group = tuple[Telling, ...]
Alike = Callable[[Telling, Telling], bool]


@dataclass(frozen=True, slots=True)
class Grouping:
    """``groups`` of tellings of one event each, the best telling first; ``became`` what came of the plans among them.

    ``became`` maps the best telling of a plan to the best telling of what became of it.
    """

    groups: tuple[Group, ...]
    became: dict[int, int]


def group_tellings(tellings: Sequence[Telling]) -> Grouping:
    """Group tellings by event. The outcome does not depend on their order or ids.

    Those that know the day are grouped first. One that knows less (the month, the year, only that it is news) joins
    where exactly one event can be meant, and else stands by itself. Two different days are one event only where all
    else agrees, and only if exactly one other event can be meant.
    """
    ordered = sorted(tellings, key=_place)
    groups: list[list[Telling]] = []
    for (precision, vague), level in groupby(ordered, key=_level):
        groups = _attached(groups, _grouped(list(level), same_event))
        if precision == -Precision.DAY and not vague:
            groups = _reconciled(groups)
    ranked = tuple(_ranked(group) for group in groups)
    return Grouping(ranked, _outcomes(ranked))


def _level(one: Telling) -> tuple[int, bool]:
    """What is known of the date, the most first; in this order tellings are grouped."""
    return -one.date.precision, one.vague


def _place(one: Telling) -> tuple[object, ...]:
    return *_level(one), one.date, one.document, one.start


def _grouped(level: Sequence[Telling], alike: Alike) -> list[list[Telling]]:
    """Group what is equally well dated: with one of a group surely the same, and with none of it contrary."""
    groups: list[list[Telling]] = []
    for one in level:
        fitting = [group for group in groups if _fits([one], group, alike)]
        if fitting:
            max(fitting, key=lambda group: sum(alike(one, other) for other in group)).append(one)
        else:
            groups.append([one])
    return groups


def _attached(finer: list[list[Telling]], coarser: list[list[Telling]]) -> list[list[Telling]]:
    """Let each group that knows less of its date join the one finer group that it can mean."""
    alone = []
    joined = [list(group) for group in finer]
    for group in coarser:
        fitting = [index for index, other in enumerate(finer) if _fits(group, other, same_event)]
        if len(fitting) == 1 and not _share_a_document(group, joined[fitting[0]]):
            joined[fitting[0]] += group
        else:
            alone.append(group)
    return joined + alone


def _reconciled(groups: list[list[Telling]]) -> list[list[Telling]]:
    """Join the groups that differ in nothing but the day, where exactly two do."""
    rivals = [
        [other for other in groups if other is not group and _fits(group, other, same_but_for_the_day)]
        for group in groups
    ]
    result = []
    for group, others in zip(groups, rivals, strict=True):
        mutual = len(others) == 1 and rivals[_index(groups, others[0])] == [group]
        if not mutual:
            result.append(group)
        elif _place(group[0]) < _place(others[0][0]):
            result.append(group + others[0])
    return result


def _index(groups: list[list[Telling]], wanted: list[Telling]) -> int:
    return next(index for index, group in enumerate(groups) if group is wanted)


def _fits(some: Sequence[Telling], others: Sequence[Telling], alike: Alike) -> bool:
    """Tell whether two groups are of one event: one pair is alike, no document is in both, and nothing is contrary."""
    return (
        not _share_a_document(some, others)
        and any(alike(one, other) for one in some for other in others)
        and not any(contrary(one, other) for one in some for other in others)
    )


def _share_a_document(some: Sequence[Telling], others: Sequence[Telling]) -> bool:
    return not {one.document for one in some}.isdisjoint(other.document for other in others)


def _ranked(group: Sequence[Telling]) -> Group:
    """The best telling first: the finest date, of several days the one that most stories give, then who is named."""
    votes = Counter(date for date, _ in {(one.date, one.story or one.document) for one in group if not one.vague})
    return tuple(
        sorted(
            group,
            key=lambda one: (*_level(one), -votes[one.date], -len(one.people), not one.place, one.document, one.start),
        )
    )


def _outcomes(groups: Sequence[Group]) -> dict[int, int]:
    """What became of each plan, where exactly one event can be meant."""
    became = {}
    for plan in groups:
        if not plan[0].planned:
            continue
        found = [
            what
            for what in groups
            if not what[0].planned
            and what[0].date.precision is Precision.DAY
            and any(came_of(one, other) for one in plan for other in what)
        ]
        if len(found) == 1:
            became[plan[0].id] = found[0][0].id
    return became
