"""What the tellings of one event say of it and of one another, in our words: where they differ, what was planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.commands.wording import counted, joined, listed, when
from bot.model.archive import EventRow
from bot.model.dates import HowKnown, PartialDate
from bot.store.matching.event_words import figures

MOST = 5
"""Tellings of one event that a card names, and plans; the rest is counted."""

Numbers = Mapping[int, int]


def tellings_words(row: EventRow, numbers: Numbers, rest: int) -> str:
    """Say where tellings differ, with who says what, and what was planned or became of it, one remark a line.

    ``numbers`` are the citations by event id; ``rest`` is how many further stories tell it that have none.
    """
    told = (row, *row.also_told)
    lines = (
        f"told by {counted(rest, 'further story', 'further stories')}" if rest > 0 else "",
        _dates(told, numbers),
        *_figures(told, numbers),
        _plans(row, numbers),
        _outcome(row, numbers),
    )
    return joined(lines, "\n")


def _dates(told: Sequence[EventRow], numbers: Numbers) -> str:
    """Days that cannot be one, each with who gives it; a coarser date that holds the finer one is no other date."""
    by_date: dict[PartialDate, list[EventRow]] = {}
    for one in told:
        if one.dating.date and _stated(one):
            by_date.setdefault(one.dating.date, []).append(one)
    differing = [date for date in by_date if any(_apart(date, other) for other in by_date)]
    if not differing:
        return ""
    return "Dates differ: " + "; ".join(f"{date} ({_who(by_date[date], numbers)})" for date in differing)


def _stated(one: EventRow) -> bool:
    """Tell whether the document itself gives the date: what is told as news of its day states none."""
    why = one.dating.derivation
    return why.how is not HowKnown.RESOLVED or bool(why.words)


def _apart(one: PartialDate, other: PartialDate) -> bool:
    return not one.contains(other) and not other.contains(one)


def _figures(told: Sequence[EventRow], numbers: Numbers) -> Iterator[str]:
    """Counts of the same thing that two tellings give differently, as printed."""
    by_thing: dict[str, dict[int, tuple[set[float], str]]] = {}
    for one in told:
        for figure in figures(one.text):
            values, _ = by_thing.setdefault(figure.stem, {}).setdefault(one.id, (set(), figure.words))
            values.add(figure.value)
    rows = {one.id: one for one in told}
    for counts in by_thing.values():
        said = list(counts.values())
        if any(not one[0] & other[0] for one in said for other in said):
            alike: dict[frozenset[float], list[int]] = {}
            for id_, (values, _) in counts.items():
                alike.setdefault(frozenset(values), []).append(id_)
            parts = (f"“{counts[ids[0]][1]}” ({_who([rows[id_] for id_ in ids], numbers)})" for ids in alike.values())
            yield "Figures differ: " + "; ".join(parts)


def _plans(row: EventRow, numbers: Numbers) -> str:
    if not row.plans:
        return ""
    named = row.plans[:MOST]
    planned = listed(dict.fromkeys(when(plan.dating) for plan in named))
    return f"planned for {planned} ({_who(named, numbers)}); happened {when(row.dating)}"


def _outcome(row: EventRow, numbers: Numbers) -> str:
    return f"happened {when(row.became.dating)} ({_who([row.became], numbers)})" if row.became else ""


def _who(rows: Sequence[EventRow], numbers: Numbers) -> str:
    """Name the publishers, or the documents of none, with their citations: ``Harbour Gazette [1]``."""
    names = []
    for row in rows:
        number = numbers.get(row.id)
        names.append(joined((row.document.publisher or row.document.title, f"[{number}]" if number else ""), " "))
    return ", ".join(dict.fromkeys(names))
