"""Quotes as a reader sees them: what one sentence gives of one speaker is shown once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.model import QuoteKind, Span
from bot.model.archive import QuoteRow

_LEANING = frozenset(
    {"he", "she", "it", "they", "him", "her", "them", "his", "their", "its", "that", "to", "not", "about", "of", "for"}
    | {"on", "with", "against", "whether", "why", "how", "when", "where"}
)
"""What a paraphrase begins with that needs the words before it."""
_MARKED = re.compile(r"[“”\"„«»]|(?<!\w)[‘'](?=\w)")
_LONGEST = 320  # characters of a sentence


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quote, with further quotes that the same sentence holds and that are shown by showing it.

    A sentence with marked words is shown whole, so all that it quotes or paraphrases of this speaker stands in it; so
    is one whose paraphrase needs the words before it ("to let them sail", "he was glad").
    """

    row: QuoteRow
    within: tuple[QuoteRow, ...] = ()

    @property
    def marked(self) -> tuple[Span, ...]:
        """The spans of the document that are the speaker's own marked words, in order."""
        rows = (self.row, *self.within)
        return tuple(sorted({span for row in rows if row.kind is QuoteKind.MIXED for span in row.spans}))

    @property
    def shown_whole(self) -> bool:
        """Tell whether the sentence is shown, and not the words alone."""
        return _is_shown_whole(self.row)

    @property
    def reported(self) -> bool:
        """Tell whether only the day of publication is known: the document does not say when it was said."""
        return self.row.said_on.date is not None and self.row.said_on == self.row.document.published


def spoken(rows: Iterable[QuoteRow]) -> tuple[Spoken, ...]:
    """Gather quotes by the sentence that shows them, in the order of each one's first."""
    gathered: dict[object, list[QuoteRow]] = {}
    rows = tuple(rows)
    whole = {_sentence(row) for row in rows if _is_shown_whole(row)}
    for row in rows:
        key = _sentence(row)
        shown_whole = key in whole and row.kind is not QuoteKind.DIRECT
        gathered.setdefault(key if shown_whole else row.id, []).append(row)
    return tuple(_one(group) for group in gathered.values())


def _is_shown_whole(row: QuoteRow) -> bool:
    if row.kind is not QuoteKind.INDIRECT:
        return row.kind is QuoteKind.MIXED
    leaning = row.parts[0].partition(" ")[0].casefold().strip(",") in _LEANING
    return leaning and _MARKED.search(row.context) is None and len(row.context) <= _LONGEST


def _sentence(row: QuoteRow) -> tuple[int, str | None, Span]:
    return row.document.id, row.speaker, row.sentence


def _one(group: list[QuoteRow]) -> Spoken:
    lead = next((row for row in group if row.kind is QuoteKind.MIXED), group[0])
    return Spoken(lead, tuple(row for row in group if row is not lead))
