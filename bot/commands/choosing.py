"""The few events and quotes that tell most: each document and each speaker once before one comes twice."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands import mixture
from bot.commands.spoken import Spoken, spoken
from bot.model.archive import EventRow, QuoteRow
from bot.model.dates import PartialDate
from bot.model.quotes import QuoteKind

_KIND_ORDER = (QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.INDIRECT)


def telling_events(events: Sequence[EventRow], most: int) -> Sequence[EventRow]:
    """Choose what happened, dated, over what was planned or has no date; what several documents tell over the rest."""
    turn: dict[int, int] = {}
    ranked: list[tuple[bool, bool, int, int, int, EventRow]] = []
    for place, row in enumerate(sorted(events, key=lambda row: -row.dating.precision)):
        told = turn[row.document.id] = turn.get(row.document.id, -1) + 1
        ranked.append((row.dating.date is None, row.planned, told, -len(row.also_told), place, row))
    chosen = [row for *_, row in sorted(ranked, key=lambda entry: entry[:5])][:most]
    return sorted(chosen, key=lambda row: row.dating.date or PartialDate(9999))


def telling_quotes(quotes: Sequence[QuoteRow], told: Sequence[EventRow], most: int) -> Sequence[Spoken]:
    """Choose quotes that no event has told: own words before paraphrase, each speaker once before one speaks twice."""
    every = spoken(quotes)
    fresh = [one for one in mixture.merged(told, every) if isinstance(one, Spoken)] or list(every)
    turn: dict[str | None, int] = {}
    ranked: list[tuple[bool, int, int, Spoken]] = []
    for place, one in enumerate(sorted(fresh, key=lambda one: _KIND_ORDER.index(one.row.kind))):
        speaker = one.row.speaker
        turn[speaker] = turn.get(speaker, -1) + 1
        ranked.append((speaker is None, turn[speaker], place, one))
    return [one for *_, one in sorted(ranked, key=lambda entry: entry[:3])][:most]
