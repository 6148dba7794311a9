"""A document made ready to be stored: plain values, in the order of the columns they go to.

All of it is worked out before the database is asked, so that worker processes do it and the one process that stores has
little left to do. Nothing here loads a database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from bot.model import Annotations, Document, Entity, EntityKind, SpeakerForm
from bot.store.asking.untitled import opening_title
from bot.store.matching.identity import handle
from bot.store.matching.likeness import signature
from bot.store.matching.retelling import worth_serving
from bot.store.matching.wording import bare_name, name_key, plain, spelling_rank
from bot.store.tables.codec import dating_to_json, day_columns, metadata_to_json, spans_to_json, to_json
from bot.store.verify import verify
from bot.store.writing.ready_rows import (
    ReadyEvent,
    ReadyQuote,
    Reported,
    Sentences,
    Values,
    event_ready,
    quote_ready,
    time_ready,
)


class ReadyName(NamedTuple):
    """A name as one document has it. ``forms`` are the bare forms, each with its key and its handle."""

    key: str
    person: bool
    name: str
    kind: str
    role: str | None
    forms: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ReadyDocument:
    """What is stored of a document. Names and sentences are pointed to by their place in ``names`` and ``sentences``.

    ``row`` are columns of its own table. ``sentences`` are start, end and plain words, in order of the text;
    ``mentions`` start, end, name and sentence; ``times`` the sentence and `TIME_COLUMNS`. ``quotes`` and ``events`` are
    in order of the text. ``signed`` is the size of the signature, its minima and the keys of its bands, None where the
    text is too short for one.
    """

    name: str
    fingerprint: str
    row: dict[str, Any]
    text: str
    blocks: str
    aliases: tuple[tuple[str, tuple[str, ...]], ...]
    names: tuple[ReadyName, ...]
    sentences: tuple[tuple[int, int, str], ...]
    mentions: tuple[tuple[int, int, int, int | None], ...]
    times: tuple[tuple[int | None, Values], ...]
    quotes: tuple[ReadyQuote, ...]
    events: tuple[ReadyEvent, ...]
    signed: tuple[int, bytes, tuple[int, ...]] | None

    @property
    def day(self) -> int:
        """The ordinal of the first day that the date of publication can mean; 0 where it is not known."""
        return self.row["first_day"] or 0


class Entry(NamedTuple):
    """A document under the number that it has in the archive; ``changed`` where it stands for a former version."""

    id: int
    document: ReadyDocument
    changed: bool


def make_ready(annotations: Annotations, engine: str = "") -> ReadyDocument:
    """Work out what is stored of a document; ``engine`` names the version of the extraction.

    Only quotes that are surely ``stated`` are kept: what is in the archive is served as somebody's words. Raises
    SourceChangedError where a span does not lie in the text.
    """
    verify(annotations)
    source, text = annotations.document, annotations.document.text
    quotes = sorted((one for one in annotations.quotes if one.stated), key=lambda one: one.spans)
    events = sorted(annotations.events, key=lambda one: one.span)
    served = worth_serving(text, events)
    found = _with_speakers(annotations)
    names, by_form = _names(found)
    sentences, reported = Sentences.of(annotations), Reported(annotations.quotes)
    signed = signature(text, annotations.blocks)
    return ReadyDocument(
        name=source.name,
        fingerprint=fingerprint(source, engine),
        row=_document_row(annotations, len(quotes), sum(served)) | {"engine": engine},
        text=text,
        blocks=to_json([[block.span.start, block.span.end, block.kind.value] for block in annotations.blocks]),
        aliases=source.aliases,
        names=names,
        sentences=tuple((span.start, span.end, plain(span.of(text))) for span in sentences.spans),
        mentions=_mentions(annotations, by_form, sentences),
        times=tuple(time_ready(one, annotations.blocks, sentences) for one in annotations.times),
        quotes=tuple(
            quote_ready(text, one, sentences, by_form.get(one.speaker.name or ""), reported) for one in quotes
        ),
        events=tuple(
            event_ready(text, one, sentences, worth, by_form) for one, worth in zip(events, served, strict=True)
        ),
        signed=(signed.size, signed.packed(), tuple(sorted(set(signed.bands)))) if signed else None,
    )


def fingerprint(document: Document, engine: str) -> str:
    """What decides whether a document is to be read again: text, metadata, curation, layout, engine; no name."""
    known = {key: value for key, value in asdict(document).items() if key not in {"name", "text", "content_hash"}}
    digest = hashlib.sha256(engine.encode())
    digest.update(repr(sorted(known.items())).encode(errors="surrogatepass"))
    digest.update(content_hash(document).encode())
    return digest.hexdigest()


def content_hash(document: Document) -> str:
    """The SHA-256 of a document's text, in hexadecimal."""
    return document.content_hash or hashlib.sha256(document.text.encode(errors="surrogatepass")).hexdigest()


def _document_row(annotations: Annotations, quotes: int, served: int) -> dict[str, Any]:
    source = annotations.document
    title = annotations.title or opening_title(annotations)
    return {
        "content_hash": content_hash(source),
        "title": title,
        "title_key": plain(title or ""),
        "publisher": annotations.publisher,
        "publisher_key": plain(annotations.publisher or ""),
        "author": annotations.author,
        "url": source.curated.url or source.header.url,
        **day_columns(annotations.published),
        "published": dating_to_json(annotations.published),
        "conflicts": to_json(annotations.conflicts),
        "summary": spans_to_json(annotations.summary),
        "header": metadata_to_json(source.header),
        "curated": metadata_to_json(source.curated),
        "quote_count": quotes,
        "event_count": served,
    }


def _with_speakers(annotations: Annotations) -> list[Entity]:
    """The document's entities, and those speakers of stated quotes that are not among them."""
    entities = [one for one in annotations.entities if one.name.strip()]
    known = {form for one in entities for form in (one.name, *one.aliases)}
    for speaker in (one.speaker for one in annotations.quotes if one.stated):
        if speaker.name and speaker.name.strip() and speaker.name not in known:
            kind = EntityKind.GROUP if speaker.form is SpeakerForm.GROUP else EntityKind.PERSON
            entities.append(Entity(speaker.name, kind))
            known.add(speaker.name)
    return entities


def _names(found: Sequence[Entity]) -> tuple[tuple[ReadyName, ...], dict[str, int]]:
    """The names of a document, each once, and the place of each by its forms as the text has them."""
    same: dict[tuple[str, bool], list[Entity]] = {}
    for one in found:
        same.setdefault((_key(one.name), one.kind is EntityKind.PERSON), []).append(one)
    places = {id(one): place for place, several in enumerate(same.values()) for one in several}
    by_form: dict[str, int] = {}
    for one in found:
        for form in (one.name, *one.aliases):
            by_form.setdefault(form, places[id(one)])
    by_form |= {one.name: places[id(one)] for one in reversed(found)}
    return tuple(_ready_name(key, person, several) for (key, person), several in same.items()), by_form


def _ready_name(key: str, person: bool, several: Sequence[Entity]) -> ReadyName:
    forms = {bare_name(form): _key(form) for one in several for form in (one.name, *one.aliases)}
    return ReadyName(
        key=key,
        person=person,
        name=min((bare_name(one.name) for one in several), key=spelling_rank),
        kind=several[0].kind.value,
        role=next((one.role for one in several if one.role), None),
        forms=tuple((form, form_key, handle(form_key, person)) for form, form_key in forms.items()),
    )


def _key(form: str) -> str:
    """The key of a form; where it has neither letters nor digits, the form itself."""
    return name_key(form) or form.casefold()


def _mentions(
    annotations: Annotations, by_form: dict[str, int], sentences: Sentences
) -> tuple[tuple[int, int, int, int | None], ...]:
    """The places where the document names somebody."""
    places = {
        (span.start, by_form[found.name]): span
        for found in annotations.entities
        if found.name in by_form
        for span in found.mentions
    }
    return tuple((start, span.end, name, sentences.at(start)) for (start, name), span in places.items())
