"""What a time expression turned out to mean, and the words for how that is known."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model import Dating, Derivation, HowKnown, PartialDate


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 type and value, the date behind it and how that is known."""

    type: str
    value: str | None
    date: PartialDate | None = None
    how: HowKnown = HowKnown.RESOLVED
    note: str | None = None
    anchored: bool = True


NOTHING = Resolved("", None)  # words that name a time only where the text has spoken of one


def dated(
    date: PartialDate, clock: str = "", *, how: HowKnown = HowKnown.RESOLVED, note: str | None = None
) -> Resolved:
    """A date that was worked out or printed, with its time of day where one is known."""
    kind = "TIME" if clock else "DATE"
    return Resolved(kind, date.iso + clock, date, how, note, anchored=how is HowKnown.RESOLVED and note is None)


def unknown(note: str | None = None) -> Resolved:
    """A date that cannot be worked out, with the reason."""
    return Resolved("DATE", None, None, HowKnown.UNKNOWN, note, anchored=False)


def derivation(resolved: Resolved, words: str, start: int, end: int, published: Dating) -> Derivation:
    """Say how a resolved expression is known, in the terms of the model."""
    if resolved.date is None:
        return Derivation(HowKnown.UNKNOWN, words, start, end, note=resolved.note)
    anchored = resolved.how is HowKnown.RESOLVED and resolved.anchored and published.date is not None
    return Derivation(
        resolved.how,
        words,
        start,
        end,
        anchor=published.date if anchored else None,
        anchor_how=published.derivation.how if anchored else None,
        note=resolved.note,
    )
