"""What a reply shows of the archive: noted when it is posted, marked when a document changes, emptied when erased."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, and_, select, update

from bot.cards import Card, CardKind, Citation, Reply
from bot.model import QuoteKind
from bot.model.posted import Item
from bot.store.chats.replies import reply_from_json, reply_to_json
from bot.store.engine.rows import among, insert_rows
from bot.store.tables.codec import dating_from_json, strings, to_json
from bot.store.tables.posted import posted, posted_item
from bot.store.tables.schema import document, entity, event, quote


@dataclass(frozen=True, slots=True)
class _Known:
    """What the archive has of what a reply cites, by id."""

    documents: Mapping[int, Row[Any]]
    quotes: Mapping[int, Row[Any]]
    events: Mapping[int, Row[Any]]


def put_items(connection: Connection, posted_id: int, reply: Reply) -> None:
    """Note what ``reply`` shows. What has gone since it was composed is stale from the beginning."""
    known = _known(connection, reply.citations)
    insert_rows(connection, posted_item, [{"posted_id": posted_id, **row} for row in _rows(reply, known)])


def items_of(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[Item, ...]]:
    """What each of these messages shows, in order."""
    wanted = select(posted_item).where(posted_item.c.posted_id.in_(list(ids)))
    found: dict[int, list[Item]] = {}
    for row in connection.execute(wanted.order_by(posted_item.c.posted_id, posted_item.c.position)):
        found.setdefault(row.posted_id, []).append(_item(row))
    return {id_: tuple(items) for id_, items in found.items()}


def mark_stale(connection: Connection, document_id: int) -> None:
    """Note that a document has changed or gone, wherever it was shown."""
    shown = and_(posted_item.c.document_id == document_id, ~posted_item.c.stale)
    connection.execute(update(posted_item).where(shown).values(stale=True))


def follow_rename(connection: Connection, document_id: int, name: str) -> None:
    """Let what was shown of a document go by its new name."""
    connection.execute(update(posted_item).where(posted_item.c.document_id == document_id).values(name=name))


def erase_items(connection: Connection, name: str) -> None:
    """Take the words of a document out of all that is kept of messages; that and where it was shown stays."""
    mine = posted_item.c.name == name
    places: dict[int, set[int]] = {}
    for row in connection.execute(select(posted_item.c.posted_id, posted_item.c.card).where(mine)):
        places.setdefault(row.posted_id, set()).add(row.card)
    if not places:
        return
    for row in connection.execute(select(posted.c.id, posted.c.reply).where(among(posted.c.id, places))).all():
        emptied = reply_to_json(_without(reply_from_json(row.reply), places[row.id]))
        connection.execute(update(posted).where(posted.c.id == row.id).values(reply=emptied))
        cards = and_(posted_item.c.posted_id == row.id, posted_item.c.card.in_(places[row.id]))
        connection.execute(update(posted_item).where(cards).values(passages="[]"))
    nothing = {"words": "[]", "kind": None, "speaker": None, "dated": "", "stale": True}
    connection.execute(update(posted_item).where(mine).values(nothing))


def _known(connection: Connection, citations: Iterable[Citation]) -> _Known:
    cited = list(citations)
    documents = select(document.c.id, document.c.name, document.c.content_hash)
    documents = documents.where(document.c.id.in_({one.document_id for one in cited})).with_for_update(read=True)
    quotes = select(quote.c.id, quote.c.parts, quote.c.kind, quote.c.said_on, entity.c.name.label("speaker"))
    quotes = quotes.outerjoin(entity, entity.c.id == quote.c.speaker_id)
    quotes = quotes.where(quote.c.id.in_({one.quote_id for one in cited if one.quote_id is not None}))
    events = select(event.c.id, event.c.text, event.c.dating)
    events = events.where(event.c.id.in_({one.event_id for one in cited if one.event_id is not None}))
    by_id = [{row.id: row for row in connection.execute(query)} for query in (documents, quotes, events)]
    return _Known(*by_id)


def _rows(reply: Reply, known: _Known) -> Iterator[dict[str, Any]]:
    position = 0
    for index, card in enumerate(reply.cards):
        passages = tuple(part for passage in card.passages for part in passage.parts if part)
        lead: dict[str, Any] = {}
        for first, citation in zip((True, *[False] * len(card.citations)), card.citations, strict=False):
            row = _row(citation, known) | {"position": position, "card": index, "passages": "[]"}
            alone = citation.quote_id is None and citation.event_id is None
            if first:
                lead = row = row | {"passages": to_json(passages)}
                if alone and citation.start is not None:
                    row["words"] = row["passages"]
                elif alone and card.kind is not CardKind.INFO:
                    row["words"] = to_json([citation.title])
            elif alone and lead["quote_id"] is not None:  # a further document that prints the same words
                row |= {"passages": lead["words"], "words": lead["words"]}
            yield row
            position += 1


def _row(citation: Citation, known: _Known) -> dict[str, Any]:
    """What is known of one citation, words and all."""
    source = known.documents.get(citation.document_id)
    said, told = known.quotes.get(citation.quote_id or 0), known.events.get(citation.event_id or 0)
    dating = said.said_on if said else told.dating if told else None
    date = dating_from_json(dating).date if dating else None
    words = strings(said.parts) if said else (told.text,) if told else ()
    return {
        "document_id": citation.document_id,
        "name": source.name if source else "",
        "content_hash": source.content_hash if source else "",
        "quote_id": citation.quote_id,
        "event_id": citation.event_id,
        "words": to_json(words),
        "kind": said.kind if said else None,
        "speaker": said.speaker if said else None,
        "dated": date.iso if date else "",
        "stale": source is None or not (said or told or (citation.quote_id is None and citation.event_id is None)),
    }


def _item(row: Row[Any]) -> Item:
    return Item(
        position=row.position,
        card=row.card,
        document_id=row.document_id,
        name=row.name,
        content_hash=row.content_hash,
        quote_id=row.quote_id,
        event_id=row.event_id,
        passages=strings(row.passages),
        words=strings(row.words),
        kind=QuoteKind(row.kind) if row.kind else None,
        speaker=row.speaker,
        dated=row.dated,
        stale=row.stale,
    )


def _without(reply: Reply, cards: set[int]) -> Reply:
    """The reply with these cards emptied; their citations keep their numbers and nothing else."""
    return replace(
        reply, cards=tuple(_emptied(card) if index in cards else card for index, card in enumerate(reply.cards))
    )


def _emptied(card: Card) -> Card:
    return Card(card.kind, citations=tuple(Citation(one.number, one.document_id, "") for one in card.citations))
