"""What stands behind an answer, in words: how many documents and publishers, and how far they reach."""

from __future__ import annotations

from collections.abc import Iterable

from bot.commands.wording import counted, joined
from bot.model.archive import Coverage, DocumentRow
from bot.model.dates import PartialDate


def coverage_words(found: Coverage) -> str:
    """Say ``4 documents, 2 publishers, nothing after May 2024``; empty where nothing stands behind it.

    Papers that print what another one does are no further witnesses: ``6 documents, 4 of them copies, 6 publishers``.
    Where not all were counted it begins with ``at least``.

    Nothing on the matter was published, said or done later, as far as the archive knows.
    """
    if not found.documents:
        return ""
    newest = found.newest
    until = f"nothing after {newest}" if newest else "without dates"
    publishers = counted(found.publishers, "publisher") if found.publishers else ""
    copies = f"{found.copies:,} of them {'a copy' if found.copies == 1 else 'copies'}" if found.copies else ""
    least = "at least " if found.partial else ""
    return joined((f"{least}{counted(found.documents, 'document')}", copies, publishers, until), ", ")


def coverage_of(documents: Iterable[DocumentRow], dates: Iterable[PartialDate | None] = ()) -> Coverage:
    """The coverage that documents give, and the ``dates`` of what was said and done in them."""
    rows = {document.id: document for document in documents}.values()
    known = [date for date in (*(row.published.date for row in rows), *dates) if date]
    latest = max(known, key=lambda date: date.last, default=None)
    publishers = {row.publisher for row in rows if row.publisher}
    month = PartialDate(latest.last.year, latest.last.month) if latest else None
    stories = {(row.story, row.story is None and row.id) for row in rows}
    return Coverage(len(rows), len(publishers), month, len(rows) - len(stories))
