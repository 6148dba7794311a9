"""The rows of documents themselves, and their texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, update

from bot.store.engine.changes import insertion
from bot.store.engine.sequences import new_numbers
from bot.store.tables.schema import document, document_text
from bot.store.writing.order import Places
from bot.store.writing.ready import Entry, ReadyDocument

_COLUMNS = tuple(column.name for column in document.columns if column.name != "story")
_PUT_DOCUMENT = insertion(document, *_COLUMNS)
_PUT_TEXT = insertion(document_text, "document_id", "text", "blocks")


def put_documents(
    connection: Connection,
    documents: Sequence[ReadyDocument],
    rows: Sequence[dict[str, Any]],
    known: Mapping[str, int],
    places: Places,
) -> list[Entry]:
    """Store documents, each with its row but for id and chrono; those whose names are ``known`` keep their ids."""
    made = iter(new_numbers(connection, document, sum(one.name not in known for one in documents)))
    entries = []
    new = []
    for one, row in zip(documents, rows, strict=True):
        (chrono,) = places.take(document, [one.day])
        values = row | {"chrono": chrono}
        if one.name in known:
            entry = Entry(known[one.name], one, changed=True)
            _replace(connection, entry, values)
        else:
            entry = Entry(next(made), one, changed=False)
            new.append(values | {"id": entry.id})
        entries.append(entry)
    _PUT_DOCUMENT.run(connection, [tuple(row[column] for column in _COLUMNS) for row in new])
    _PUT_TEXT.run(connection, [(one.id, one.document.text, one.document.blocks) for one in entries if not one.changed])
    return entries


def _replace(connection: Connection, entry: Entry, values: dict[str, Any]) -> None:
    text = {"text": entry.document.text, "blocks": entry.document.blocks}
    connection.execute(update(document).where(document.c.id == entry.id).values(values))
    connection.execute(update(document_text).where(document_text.c.document_id == entry.id).values(text))
