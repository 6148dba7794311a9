"""Events: clauses that tell that something happened or is planned."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.dates import Dating
from bot.model.document import Span


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or is planned, told by the clause at ``span``.

    ``trigger`` is the word that names it. ``participants`` are canonical entity names. ``evidence`` are the spans of
    the text that the date rests on. ``salience`` (0 to 1) says how much it is an event that a reader would list, and
    surely dated.
    """

    span: Span
    dating: Dating
    trigger: Span | None = None
    planned: bool = False
    participants: tuple[str, ...] = ()
    place: str | None = None
    evidence: tuple[Span, ...] = ()
    salience: float = 1.0
