"""What has become of what was posted: still as it was, worded otherwise now, or gone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.model.archive import DocumentRow, EventRow, QuoteRow
from bot.model.posted import Item
from bot.store.corpus import Corpus
from bot.store.matching.differences import ALIKE, likeness, one_line

Row = TypeVar("Row", QuoteRow, EventRow)


class Fate(StrEnum):
    """What became of it."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One item and what the archive has in its place: the document as it is now, its quote or event; None for none."""

    item: Item
    fate: Fate
    document: DocumentRow | None = None
    quote: QuoteRow | None = None
    event: EventRow | None = None

    @property
    def speaker(self) -> str | None:
        """Whose the words are now."""
        return self.quote.speaker if self.quote else None

    @property
    def told(self) -> str:
        """The words that are there now, on one line; empty where they are gone, or are as they were."""
        if self.fate is not Fate.CHANGED:
            return ""
        if self.quote:
            return one_line(" ".join(self.quote.parts))
        if self.event:
            return one_line(self.event.text)
        return self.document.title if self.document and self.item.words else ""

    @property
    def dated(self) -> str:
        """The ISO date that answers give now."""
        dating = self.quote.said_on if self.quote else self.event.dating if self.event else None
        return dating.date.iso if dating and dating.date else ""


def digest_of(verdicts: Iterable[Verdict]) -> str:
    """Names the state that a message is to be brought to; empty for the state that it was posted in."""
    changed = [one for one in verdicts if one.fate is not Fate.SAME]
    if not changed:
        return ""
    state = [(one.item.position, one.fate.value, one.told, one.speaker, one.dated) for one in changed]
    return hashlib.sha256(repr(state).encode(errors="surrogatepass")).hexdigest()[:32]


class Judge:
    """Compares what was posted with one archive, reading each document once. Blocking. Raises StoreError."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._texts: dict[int, str] = {}
        self._quotes: dict[int, tuple[QuoteRow, ...]] = {}
        self._events: dict[int, tuple[EventRow, ...]] = {}

    def verdicts(self, items: Iterable[Item]) -> tuple[Verdict, ...]:
        """What became of each item."""
        return tuple(self._verdict(item) if item.stale else Verdict(item, Fate.SAME) for item in items)

    def _verdict(self, item: Item) -> Verdict:
        document = self._corpus.current_document(item.document_id, item.name)
        erased = not item.told and (item.quote_id is not None or item.event_id is not None)
        if document is None or erased:
            return Verdict(item, Fate.GONE)
        if item.quote_id is not None:
            return self._quote(item, document)
        if item.event_id is not None:
            return self._event(item, document)
        return self._document(item, document)

    def _quote(self, item: Item, document: DocumentRow) -> Verdict:
        if document.id not in self._quotes:
            self._quotes[document.id] = self._corpus.document_quotes(document.id)
        row = _counterpart(item, [(one, " ".join(one.parts), one.speaker) for one in self._quotes[document.id]])
        if row is None:
            return Verdict(item, self._same_or_gone(item, document), document)
        found = Verdict(item, Fate.CHANGED, document, quote=row)
        same = self._stands(item.passages, document) and found.told == item.told and row.speaker == item.speaker
        return Verdict(item, Fate.SAME, document, quote=row) if same and found.dated == item.dated else found

    def _event(self, item: Item, document: DocumentRow) -> Verdict:
        if document.id not in self._events:
            self._events[document.id] = self._corpus.document_events(document.id)
        row = _counterpart(item, [(one, one.text, None) for one in self._events[document.id]])
        if row is None:
            return Verdict(item, self._same_or_gone(item, document), document)
        found = Verdict(item, Fate.CHANGED, document, event=row)
        same = self._stands(item.passages, document) and found.told == item.told and found.dated == item.dated
        return Verdict(item, Fate.SAME, document, event=row) if same else found

    def _document(self, item: Item, document: DocumentRow) -> Verdict:
        """A document's title and summary, or words of it that nothing can stand in for."""
        standing = self._stands(item.passages, document)
        if item.words == item.passages:
            return Verdict(item, Fate.SAME if standing else Fate.GONE, document)
        same = standing and item.words == (document.title,)
        return Verdict(item, Fate.SAME if same else Fate.CHANGED, document)

    def _same_or_gone(self, item: Item, document: DocumentRow) -> Fate:
        """Words that stand there still, but are no quote or event to us any more, are as the source has them."""
        standing = self._stands(item.passages or item.words, document) and self._stands(item.words, document)
        return Fate.SAME if standing else Fate.GONE

    def _stands(self, words: Sequence[str], document: DocumentRow) -> bool:
        if document.id not in self._texts:
            self._texts[document.id] = one_line(self._corpus.text(document.id))
        return all(one_line(part) in self._texts[document.id] for part in words)


def _counterpart(item: Item, rows: Iterable[tuple[Row, str, str | None]]) -> Row | None:
    """The row with the same words, of the same speaker before others; else the one most like them; None for none."""
    best: tuple[float, bool, Row] | None = None
    for row, words, speaker in rows:
        told = one_line(words)
        score = 2.0 if told == item.told else likeness(item.told, told)
        if score >= ALIKE and (best is None or (score, speaker == item.speaker) > best[:2]):
            best = (score, speaker == item.speaker, row)
    return best[2] if best else None
