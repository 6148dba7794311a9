"""The archive written out for other programs: JSON with everything, CSV with every quote (docs/export-format.md)."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from bot.errors import UsageError
from bot.model import Dating, Span
from bot.model.archive import DocumentRow, EventRow, QuoteRow
from bot.model.editions import Edition, ServedQuote
from bot.store.corpus import Corpus

FORMAT_VERSION = 1
Progress = Callable[[int], None]

CSV_COLUMNS = (
    *("quote_id", "text", "kind", "speaker", "speaker_form", "via", "said_on", "said_on_why", "confidence"),
    *("document", "spans", "title", "publisher", "author", "url", "published", "published_why", "also_in"),
)
# A cell that begins so is a formula to a spreadsheet, and a document could run one on its reader's machine (OWASP,
# "CSV Injection"): such a cell gets an apostrophe before it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ExportFormat(StrEnum):
    """What can be written."""

    JSON = "json"
    CSV = "csv"


def format_named(name: str) -> ExportFormat:
    """The format called ``name``, in any case. Raises UsageError for one that there is not."""
    try:
        return ExportFormat(name.casefold())
    except ValueError:
        known = ", ".join(ExportFormat)
        raise UsageError(f"{name!r} is not a format to export: choose one of {known}, with --format json") from None


def export_file(corpus: Corpus, target: Path | None, format_: ExportFormat, progress: Progress = lambda _: None) -> int:
    """Write the archive to ``target`` (None for standard output) and return the number of quotes written.

    A file is complete or not there: it is written beside its place and put there at the end. CSV files begin with a
    byte order mark, which spreadsheets need. Raises UsageError where the file cannot be written.
    """
    write = {ExportFormat.JSON: export_json, ExportFormat.CSV: export_csv}[format_]
    if target is None:
        return write(corpus, sys.stdout, progress)
    with _in_its_place(target, "utf-8-sig" if format_ is ExportFormat.CSV else "utf-8") as out:
        return write(corpus, out, progress)


def export_json(corpus: Corpus, out: IO[str], progress: Progress = lambda _: None) -> int:
    """Write one JSON object with all documents, quotes and events, an item a line; memory does not grow with them."""
    out.write(f'{{"format": "briefing-bot archive", "version": {FORMAT_VERSION}')
    _write_array(out, "documents", map(_document, corpus.all_documents()))
    count = _write_array(out, "quotes", map(_quote, corpus.all_quotes()), progress)
    _write_array(out, "events", map(_event, corpus.all_events()))
    _write_array(out, "former", (_former(edition, quotes) for edition, quotes in corpus.all_editions()))
    out.write("}\n")
    return count


def export_csv(corpus: Corpus, out: IO[str], progress: Progress = lambda _: None) -> int:
    """Write a table with a row for every quote. Parts of one quote are joined by " […] "."""
    table = csv.writer(out)
    table.writerow(CSV_COLUMNS)
    count = 0
    for count, row in enumerate(corpus.all_quotes(), 1):
        cells = _cells(row)
        table.writerow([_harmless(cells[column]) for column in CSV_COLUMNS])
        progress(count)
    return count


@contextmanager
def _in_its_place(target: Path, encoding: str) -> Iterator[IO[str]]:
    partial = target.with_name(f".{target.name}.part")
    try:
        with partial.open("w", encoding=encoding, newline="") as out:
            yield out
        partial.replace(target)
    except OSError as error:
        raise UsageError(f"{target}: cannot be written ({(error.strerror or 'error').lower()})") from error
    finally:
        partial.unlink(missing_ok=True)


def _write_array(out: IO[str], name: str, items: Iterable[dict[str, Any]], progress: Progress = lambda _: None) -> int:
    out.write(f',\n"{name}": [')
    count = 0
    for count, item in enumerate(items, 1):
        out.write(",\n" if count > 1 else "\n")
        json.dump(item, out, ensure_ascii=False)
        progress(count)
    out.write("]")
    return count


def _document(row: DocumentRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "title": row.title,
        "publisher": row.publisher,
        "author": row.author,
        "url": row.url,
        **_dated("published", row.published),
        "conflicts": list(row.conflicts),
        "summary": list(row.summary),
        "story": row.story,
    }


def _quote(row: QuoteRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "document": row.document.name,
        "parts": list(row.parts),
        "spans": _spans(row.spans),
        "kind": row.kind.value,
        "speaker": row.speaker,
        "speaker_form": row.speaker_form.value,
        "via": row.via,
        **_dated("said_on", row.said_on),
        "said_on_why": row.said_on.explain_said(row.document.published),
        "confidence": round(row.confidence, 4),
        "sentence": list(row.sentence),
        "also_in": [document.name for document in row.also_in],
    }


def _event(row: EventRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "document": row.document.name,
        "text": row.text,
        "span": list(row.span),
        **_dated("date", row.dating),
        "precision": row.dating.precision.label,
        "planned": row.planned,
        "participants": list(row.participants),
        "place": row.place,
        "evidence": list(row.evidence),
    }


def _former(edition: Edition, quotes: Iterable[ServedQuote]) -> dict[str, Any]:
    changes = edition.changes
    return {
        "document": edition.name,
        "document_id": edition.document_id,
        "title": edition.title,
        "publisher": edition.publisher,
        "url": edition.header.url,
        **_dated("published", edition.published),
        "content_hash": edition.content_hash,
        "seen_at": edition.seen_at.isoformat() if edition.seen_at else None,
        "superseded_at": edition.superseded_at.isoformat(),
        "removed": edition.removed,
        "quotes": [_served(quote) for quote in quotes],
        "changed_quotes": [
            {"before": _served(one.before) if one.before else None, "after": _served(one.after) if one.after else None}
            for one in changes.quotes
        ],
        "changed_header": [asdict(one) for one in changes.header],
    }


def _served(quote: ServedQuote) -> dict[str, Any]:
    return {
        "id": quote.id,
        "parts": list(quote.parts),
        "speaker": quote.speaker,
        "kind": quote.kind.value,
        **_dated("said_on", quote.said_on),
    }


def _dated(name: str, dating: Dating) -> dict[str, str | None]:
    """A date under ``name``, how it is known, and why in a reader's words."""
    why = dating.derivation
    return {name: _iso(dating), f"{name}_how": why.how.value, f"{name}_why": why.explain()}


def _cells(row: QuoteRow) -> dict[str, str]:
    document = row.document
    return {
        "quote_id": str(row.id),
        "text": " […] ".join(row.parts),
        "kind": row.kind.value,
        "speaker": row.speaker or "",
        "speaker_form": row.speaker_form.value,
        "via": row.via or "",
        "said_on": _iso(row.said_on) or "",
        "said_on_why": row.said_on.explain_said(document.published),
        "confidence": f"{row.confidence:.4f}",
        "document": document.name,
        "spans": " ".join(f"{span.start}:{span.end}" for span in row.spans),
        "title": document.title,
        "publisher": document.publisher or "",
        "author": document.author or "",
        "url": document.url or "",
        "published": _iso(document.published) or "",
        "published_why": document.published.derivation.explain(),
        "also_in": "; ".join(other.name for other in row.also_in),
    }


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _iso(dating: Dating) -> str | None:
    return dating.date.iso if dating.date else None


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]
