"""Documents out of the store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, FromClause, Row, exists, func, or_, select

from bot.errors import StoreError
from bot.model import Span
from bot.model.archive import DocumentRow, Paragraph, Results
from bot.store.asking.conditions import Condition, in_period, names_of
from bot.store.asking.filters import Filters
from bot.store.asking.paging import Listing, Question
from bot.store.asking.search import has_words, text_match
from bot.store.engine.prepared import PreparedAmong
from bot.store.tables.codec import chrono_start, dating_from_json, spans_from_json, strings
from bot.store.tables.schema import document, document_name, document_text, quote, sentence

# What a document is shown with. Its header, and what its curator says of it, are long and not asked for.
_SHOWN = (
    document.c.id,
    document.c.name,
    document.c.title,
    document.c.publisher,
    document.c.author,
    document.c.url,
    document.c.published,
    document.c.conflicts,
    document.c.quote_count,
    document.c.event_count,
    document.c.story,
)
_DOCUMENTS = PreparedAmong(select(*_SHOWN), document.c.id)
_WITH_TEXTS = PreparedAmong(select(*_SHOWN, document_text.c.text).join(document_text), document.c.id)
_STORIES = PreparedAmong(select(*_SHOWN).order_by(document.c.chrono.desc()), document.c.story)
_TEXTS = PreparedAmong(select(document_text.c.document_id, document_text.c.text), document_text.c.document_id)


def document_rows(connection: Connection, ids: Iterable[int]) -> dict[int, DocumentRow]:
    """Documents by id, without their summaries' text."""
    return {row.id: _row(row) for row in _DOCUMENTS.rows(connection, set(ids))}


def with_texts(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[DocumentRow, str]]:
    """Documents by id, without their summaries' text, each with its whole text."""
    return {row.id: (_row(row), row.text) for row in _WITH_TEXTS.rows(connection, set(ids))}


def texts(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """Whole texts by document id."""
    return {row.document_id: row.text for row in _TEXTS.rows(connection, set(ids))}


def one_document(connection: Connection, document_id: int) -> DocumentRow | None:
    """A document with its summary, or None."""
    found = connection.execute(
        select(*_SHOWN, document.c.summary, document_text.c.text)
        .join(document_text)
        .where(document.c.id == document_id)
    ).first()
    return with_copies(connection, [_row(found, found.text)])[0] if found else None


def one_named(connection: Connection, name: str) -> DocumentRow | None:
    """The document with exactly this name, with its summary, or None."""
    id_ = connection.execute(select(document.c.id).where(document.c.name == name)).scalar()
    return one_document(connection, id_) if id_ is not None else None


def text_of(connection: Connection, document_id: int) -> str:
    """A document's whole text. Raises StoreError where there is none."""
    text: str = _text_and_blocks(connection, document_id).text
    return text


def list_documents(connection: Connection, filters: Filters, offset: int, limit: int) -> Results[DocumentRow]:
    """Documents, newest first, undated last, of one story the newest; words may stand in different sentences."""
    found = _LISTED.page(connection, filters, offset, limit)
    rows = with_copies(connection, [_row(row) for row in found.rows])
    return Results(rows, found.total, offset, found.partial)


def with_copies(connection: Connection, rows: Sequence[DocumentRow]) -> tuple[DocumentRow, ...]:
    """The documents, each with the others of its story, newest first."""
    stories = _of_stories(connection, (row.story for row in rows))
    return tuple(
        replace(row, copies=tuple(one for one in stories.get(row.story or 0, ()) if one.id != row.id)) for row in rows
    )


def undated_documents(connection: Connection, limit: int) -> tuple[int, tuple[DocumentRow, ...]]:
    """How many documents have no publication date that is known, and the first of them by name."""
    undated = document.c.chrono < chrono_start(1)  # the few that are looked at: an index is in this order
    total = connection.execute(select(func.count()).select_from(document).where(undated)).scalar_one()
    found = connection.execute(select(*_SHOWN).where(undated).order_by(document.c.name).limit(limit))
    return total, tuple(_row(row) for row in found)


def every_document(connection: Connection) -> Iterator[DocumentRow]:
    """All documents in the order of their ids, with their summaries."""
    for id_ in connection.execute(select(document.c.id).order_by(document.c.id)).scalars().all():
        row = one_document(connection, id_)
        if row:
            yield row


def paragraph_around(connection: Connection, document_id: int, start: int, end: int) -> Paragraph:
    """The block or blocks that ``start:end`` touches; the text's own line where the document has no blocks."""
    stored = _text_and_blocks(connection, document_id)
    text = stored.text
    wanted = Span(max(0, min(start, len(text))), max(0, min(end, len(text))))
    blocks = [Span(low, high) for low, high, _ in json.loads(stored.blocks)]
    touched = [block for block in blocks if block.overlaps(wanted) or block.contains(wanted)]
    if not touched:
        line_end = text.find("\n", wanted.end)
        touched = [Span(text.rfind("\n", 0, wanted.start) + 1, len(text) if line_end < 0 else line_end)]
    around = Span(min(wanted.start, touched[0].start), max(wanted.end, touched[-1].end))
    mark = Span(wanted.start - around.start, wanted.end - around.start)
    row = document_rows(connection, [document_id])[document_id]
    return Paragraph(row, around, around.of(text), (mark,) if mark.start < mark.end else ())


def _row(row: Any, text: str | None = None) -> DocumentRow:
    summary = tuple(span.of(text) for span in spans_from_json(row.summary)) if text is not None else ()
    return DocumentRow(
        id=row.id,
        name=row.name,
        title=row.title or row.name,
        publisher=row.publisher,
        author=row.author,
        url=row.url,
        published=dating_from_json(row.published),
        conflicts=strings(row.conflicts),
        summary=summary,
        quote_count=row.quote_count,
        event_count=row.event_count,
        story=row.story,
    )


def _of_stories(connection: Connection, stories: Iterable[int | None]) -> dict[int, list[DocumentRow]]:
    """All documents of each story, newest first."""
    found = _STORIES.rows(connection, {story for story in stories if story is not None})
    told: dict[int, list[DocumentRow]] = {}
    for row in found:
        told.setdefault(row.story, []).append(_row(row))
    return told


def _text_and_blocks(connection: Connection, document_id: int) -> Row[Any]:
    found = connection.execute(select(document_text).where(document_text.c.document_id == document_id)).first()
    if found is None:
        raise StoreError(f"There is no document {document_id} in the archive any more.")
    return found


def _ask(connection: Connection, filters: Filters) -> Question | None:
    newer = document.alias("newer")
    conditions, newer_too = (_conditions(connection, rows, filters) for rows in (document, newer))
    if conditions is None or newer_too is None:
        return None
    copied = exists().where(newer.c.story == document.c.story, newer.c.chrono > document.c.chrono, *newer_too)
    conditions.append(or_(document.c.story.is_(None), ~copied))
    return Question(_SHOWN, document, conditions, [document.c.chrono.desc()])


_LISTED = Listing(_ask)


def _conditions(connection: Connection, rows: FromClause, filters: Filters) -> list[Condition] | None:
    """What documents must fulfil, as conditions on ``rows``, the table or an alias of it; None where none can."""
    conditions: list[Condition] = []
    if filters.period:
        conditions += in_period(rows, filters.period, rows.c.chrono)
    if filters.publisher:
        conditions.append(has_words(rows.c.publisher_key, filters.publisher))
    if filters.entity is not None:
        named = select(document_name.c.document_id).where(document_name.c.name_id.in_(names_of(filters.entity)))
        conditions.append(rows.c.id.in_(named))
    if filters.kind:
        conditions.append(exists().where(quote.c.document_id == rows.c.id, quote.c.kind == filters.kind.value))
    if filters.place:
        conditions.append(
            exists().where(sentence.c.document_id == rows.c.id, has_words(sentence.c.plain, filters.place))
        )
    for one in [*(Filters(words=(word,)) for word in filters.words), *(Filters(phrases=(p,)) for p in filters.phrases)]:
        match = text_match(connection, sentence, one)
        if match.impossible:
            return None
        conditions.append(rows.c.id.in_(_documents_with(match)))
    for word in filters.without:
        match = text_match(connection, sentence, Filters(words=(word,)))
        if not match.impossible:
            conditions.append(rows.c.id.not_in(_documents_with(match)))
    return conditions


def _documents_with(match: Any) -> Any:
    return select(sentence.c.document_id).select_from(match.source).where(*match.conditions)
