"""Quotes out of the store, each verified against its document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, exists, func, or_, select

from bot.model import QuoteKind, Span, SpeakerForm
from bot.model.archive import DocumentRow, QuoteRow, Results
from bot.store.asking.conditions import Condition, in_period, near_place, of_publisher
from bot.store.asking.documents import document_rows, with_texts
from bot.store.asking.filters import Filters
from bot.store.asking.paging import Listing, Question
from bot.store.asking.search import text_match
from bot.store.engine.prepared import PreparedAmong
from bot.store.engine.rows import pages_of
from bot.store.tables.codec import dating_from_json, spans_from_json, strings
from bot.store.tables.schema import entity, quote
from bot.store.verify import is_verbatim

# Made once: SQLAlchemy takes longer to name the columns of an alias than SQLite to find a quote.
_NEWER = quote.alias("newer")
_AGAIN = quote.alias("again")
_OTHER = quote.alias("other")
# What a quote is shown with.
_SPEAKER = select(entity.c.name).where(entity.c.id == quote.c.speaker_id).scalar_subquery()
_SHOWN = (
    quote.c.id,
    quote.c.document_id,
    quote.c.said_on,
    quote.c.spans,
    quote.c.parts,
    quote.c.repeated,
    quote.c.kind,
    quote.c.speaker_id,
    _SPEAKER.label("speaker"),
    quote.c.speaker_form,
    quote.c.via,
    quote.c.confidence,
    quote.c.sentence_start,
    quote.c.sentence_end,
)
_KINDS = {kind.value: kind for kind in QuoteKind}
_FORMS = {form.value: form for form in SpeakerForm}


def list_quotes(connection: Connection, filters: Filters, offset: int, limit: int) -> Results[QuoteRow]:
    """Quotes, newest first, undated last; identical words of one speaker once."""
    found = _QUOTES.page(connection, filters, offset, limit)
    return Results(_rows(connection, found.rows), found.total, offset, found.partial)


def printings_of(connection: Connection, filters: Filters) -> Select[Any] | None:
    """The document, the last day and the place in time of such quotes, identical ones each.

    None where there can be none.
    """
    match = text_match(connection, quote, filters, filters.speakers)
    if match.impossible:
        return None
    conditions = [*match.conditions, *_conditions(quote, filters, match.chrono)]
    return (
        select(quote.c.document_id, quote.c.last_day.label("day"), match.chrono.label("chrono"))
        .select_from(match.source)
        .where(*conditions)
    )


def one_quote(connection: Connection, quote_id: int) -> QuoteRow | None:
    """One quote, or None where there is none, or where its text has changed."""
    rows = _rows(connection, connection.execute(select(*_SHOWN).where(quote.c.id == quote_id)).all())
    return rows[0] if rows else None


def quotes_of(connection: Connection, document_id: int) -> tuple[QuoteRow, ...]:
    """All quotes of a document, in order of the text."""
    mine = select(*_SHOWN).where(quote.c.document_id == document_id).order_by(quote.c.start, quote.c.id)
    return _rows(connection, connection.execute(mine).all())


def every_quote(connection: Connection) -> Iterator[QuoteRow]:
    """All quotes in the order of their ids, those with identical words each."""
    for page in pages_of(connection, quote, *_SHOWN):
        yield from _rows(connection, page)


def _ask(connection: Connection, filters: Filters) -> Question | None:
    match = text_match(connection, quote, filters, filters.speakers)
    if match.impossible:
        return None
    conditions = [*match.conditions, *_conditions(quote, filters, match.chrono), _first_of_its_words(filters)]
    fitting = None
    if match.alone is not None and filters.only_words:
        # The index knows words and speakers; of rows only those are read that may tell what a newer one tells.
        # "Between" makes SQLite look for them in the index of these few, not in that of all, and joining them spares
        # it to open that index once for each.
        here = _AGAIN.c.chrono.between(match.chrono, match.chrono)
        alone = match.alone.outerjoin(_AGAIN, and_(_AGAIN.c.repeated, here))
        fitting = alone.where(or_(_AGAIN.c.chrono.is_(None), ~_told_newer(_AGAIN, filters)))
    return Question(_SHOWN, match.source, conditions, [match.chrono.desc()], fitting)


_QUOTES = Listing(_ask)


def _conditions(rows: FromClause, filters: Filters, chrono: ColumnElement[Any] | None = None) -> list[Condition]:
    """All but the words, which are the same wherever the words are identical."""
    conditions: list[Condition] = []
    if filters.entity is not None:
        conditions.append(rows.c.speaker_id.in_(filters.speakers))
    if filters.unnamed:
        unnamed = rows.c.speaker_form.in_((SpeakerForm.ANONYMOUS.value, SpeakerForm.NONE.value))
        conditions.append(or_(rows.c.speaker_id.is_(None), unnamed))
    if filters.kind is not None:
        conditions.append(rows.c.kind == filters.kind.value)
    if filters.period is not None:
        conditions += in_period(rows, filters.period, chrono)
    if filters.publisher:
        conditions.append(of_publisher(rows.c.document_id, filters.publisher))
    if filters.place:
        conditions.append(near_place(rows, filters.place, rows.c.sentence_start, rows.c.sentence_end))
    return conditions


def _first_of_its_words(filters: Filters) -> Condition:
    return or_(~quote.c.repeated, ~_told_newer(quote, filters))


def _told_newer(rows: Any, filters: Filters) -> Condition:
    """Whether a quote that is asked for has the same words: a newer one, or one that has the whole statement in marks.

    Of whatever kind, so that there is as much of each kind by itself as there is of it among all (`people.py`).
    """
    newer = and_(_NEWER.c.kind == rows.c.kind, _NEWER.c.chrono > rows.c.chrono)
    whole = and_(_NEWER.c.kind == QuoteKind.DIRECT.value, rows.c.kind == QuoteKind.MIXED.value)
    others = _conditions(_NEWER, replace(filters, kind=None))
    return exists().where(_alike(_NEWER, rows), or_(newer, whole), *others).correlate(rows)


def _alike(one: Any, other: Any) -> Condition:
    """The same words of the same speaker, both in marks or both not."""
    indirect = QuoteKind.INDIRECT.value
    # Through coalesce, SQLite finds them by their few equal hashes, not among all that the speaker says.
    alike: Condition = (
        (one.c.words_hash == other.c.words_hash)  # 64 bits of BLAKE2b: words that are not the same do not meet
        & (func.coalesce(one.c.speaker_id, 0) == func.coalesce(other.c.speaker_id, 0))
        & ((one.c.kind == indirect) == (other.c.kind == indirect))
    )
    return alike


def _rows(connection: Connection, found: Sequence[Any]) -> tuple[QuoteRow, ...]:
    if not found:
        return ()
    stored = with_texts(connection, {row.document_id for row in found})
    copies = _copies(connection, [row.id for row in found if row.repeated])
    elsewhere = {id_ for several in copies.values() for id_ in several}
    documents = document_rows(connection, elsewhere) if elsewhere else {}
    rows = []
    for row in found:
        document, text = stored[row.document_id]
        spans, parts = spans_from_json(row.spans), strings(row.parts)
        if is_verbatim(text, spans, parts, f"quote {row.id} of {document.name}"):
            also = tuple(documents[id_] for id_ in copies.get(row.id, ()))
            rows.append(_quote_row(row, document, text, spans, parts, also))
    return tuple(rows)


def _quote_row(
    row: Any,
    document: DocumentRow,
    text: str,
    spans: tuple[Span, ...],
    parts: tuple[str, ...],
    also_in: tuple[DocumentRow, ...],
) -> QuoteRow:
    around = Span(row.sentence_start, row.sentence_end)
    return QuoteRow(
        id=row.id,
        document=document,
        spans=spans,
        parts=parts,
        kind=_KINDS[row.kind],
        speaker=row.speaker,
        speaker_id=row.speaker_id,
        speaker_form=_FORMS[row.speaker_form],
        via=row.via,
        said_on=dating_from_json(row.said_on),
        confidence=row.confidence,
        sentence=around,
        context=around.of(text),
        also_in=also_in,
    )


def _copies(connection: Connection, ids: Collection[int]) -> dict[int, list[int]]:
    """Further documents that print the words of each of the quotes, newest first."""
    copies: dict[int, list[int]] = {}
    for row in _COPIES.rows(connection, ids):
        several = copies.setdefault(row.id, [])
        if row.document_id not in several:
            several.append(row.document_id)
    return copies


_COPIES = PreparedAmong(
    select(quote.c.id, _OTHER.c.document_id)
    .join(_OTHER, _alike(_OTHER, quote) & (_OTHER.c.document_id != quote.c.document_id))
    .order_by(_OTHER.c.chrono.desc()),
    quote.c.id,
)
