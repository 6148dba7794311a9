"""Quotes as a reader sees them: what one sentence gives of one speaker is shown once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.model import QuoteKind, Span
from bot.model.archive import QuoteRow


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quote, with further quotes that the same sentence holds and that are shown by showing it.

    A sentence with marked words is shown whole, so all that it quotes or paraphrases of this speaker stands in it.
    """

    row: QuoteRow
    within: tuple[QuoteRow, ...] = ()

    @property
    def marked(self) -> tuple[Span, ...]:
        """The spans of the document that are the speaker's own marked words, in order."""
        rows = (self.row, *self.within)
        return tuple(sorted({span for row in rows if row.kind is QuoteKind.MIXED for span in row.spans}))

    @property
    def reported(self) -> bool:
        """Tell whether only the day of publication is known: the document does not say when it was said."""
        return self.row.said_on.date is not None and self.row.said_on == self.row.document.published


def spoken(rows: Iterable[QuoteRow]) -> tuple[Spoken, ...]:
    """Gather quotes by the sentence that shows them, in the order of each one's first."""
    gathered: dict[object, list[QuoteRow]] = {}
    rows = tuple(rows)
    whole = {_sentence(row) for row in rows if row.kind is QuoteKind.MIXED}
    for row in rows:
        key = _sentence(row)
        shown_whole = key in whole and row.kind is not QuoteKind.DIRECT
        gathered.setdefault(key if shown_whole else row.id, []).append(row)
    return tuple(_one(group) for group in gathered.values())


def _sentence(row: QuoteRow) -> tuple[int, str | None, Span]:
    return row.document.id, row.speaker, row.sentence


def _one(group: list[QuoteRow]) -> Spoken:
    lead = next((row for row in group if row.kind is QuoteKind.MIXED), group[0])
    return Spoken(lead, tuple(row for row in group if row is not lead))
