"""Rows of the archive -> Cards, each with its citation."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Action, Card, CardKind, Citation, Field, Passage, Speech
from bot.commands.copies import copies_words, outlets, told_apart
from bot.commands.excerpt import beginning, told
from bot.commands.spoken import Spoken
from bot.commands.tellings import MOST, tellings_words
from bot.commands.wording import (
    KIND_WORDS,
    UNATTRIBUTED,
    also_known,
    cited,
    counted,
    date_range,
    joined,
    offices,
    outlet,
    published,
    reason,
    said_by,
    when,
)
from bot.model import EntityKind, QuoteKind, Span
from bot.model.archive import DocumentRow, EntityRow, EventRow, MentionRow, Paragraph, SentenceRow

_SUMMARY_SENTENCES = 3
_NAMES = 4


class CardMaker:
    """Makes the cards of one reply and numbers their citations from 1.

    A long passage of a list is shortened, but not before the last of the words ``sought``.
    """

    def __init__(self, sought: Sequence[str] = ()) -> None:
        self._number = 0
        self._cited: dict[tuple[str, str | None, str], int] = {}
        self._sought = tuple(word.casefold() for word in sought)

    def quote(self, said: Spoken) -> Card:
        """A quote: who and when first, then the words, then how the date is known, then every story that has it."""
        row = said.row
        via = f"passed on by {row.via}" if row.via else ""
        why = "day not told" if said.reported else reason(row.said_on)
        elsewhere, copies = told_apart(row.document, row.also_in, lambda document: document)
        return Card(
            kind=CardKind.PARAPHRASE if row.kind is QuoteKind.INDIRECT else CardKind.QUOTE,
            title=row.speaker or UNATTRIBUTED,
            subtitle=f"reported {row.said_on.date}" if said.reported else when(row.said_on),
            passages=(quote_passage(said),),
            body=joined((why, via, copies_words(copies)), "\n"),
            citations=(
                self._cite(row.document, Span(row.spans[0].start, row.spans[-1].end), quote_id=row.id),
                *(self._cite(document) for document in elsewhere),
            ),
            actions=(Action("context", "In context", "context", {"quote": row.id}), source_action(row.document)),
        )

    def event(self, row: EventRow, *, remark: str = "") -> Card:
        """An event: when and where, then who, then the document's words, then where other tellings differ.

        ``remark`` of ours stands by the date. Every telling that is named has its citation, but for copies of another.
        """
        elsewhere, copies = told_apart(row.document, row.also_told, lambda telling: telling.document)
        named = (row, *elsewhere[:MOST], *row.plans[:MOST], *((row.became,) if row.became else ()))
        citations = tuple(self._cite(one.document, one.span, event_id=one.id) for one in named)
        numbers = {one.id: citation.number for one, citation in zip(named, citations, strict=True)}
        return Card(
            kind=CardKind.EVENT,
            title=joined((when(row.dating), remark, row.place or "", "planned" if row.planned else "")),
            subtitle=_some([name for name in row.participants if name != row.place]),
            passages=(Passage(told(row, self._sought), Speech.REPORT),),
            body=joined(
                (
                    reason(row.dating),
                    copies_words([one.document for one in copies]),
                    tellings_words(row, numbers, len(elsewhere) - MOST),
                ),
                "\n",
            ),
            citations=citations,
            actions=(Action("context", "In context", "context", {"event": row.id}), source_action(row.document)),
        )

    def mention(self, row: MentionRow) -> Card:
        """A day that a sentence names, with the words that name it highlighted."""
        words = _date_words(row)
        parts = beginning(row.text, self._sought, max((span.end for span in words), default=0))
        return Card(
            kind=CardKind.DATE,
            title=when(row.dating),
            passages=(Passage(parts, Speech.REPORT, highlights=words),),
            body=reason(row.dating),
            citations=(self._cite(row.document, row.sentence),),
            actions=_where(row.document, row.sentence),
        )

    def sentence(self, row: SentenceRow) -> Card:
        """A sentence of a document."""
        return Card(
            kind=CardKind.DOCUMENT,
            title=row.document.title,
            subtitle=outlet(row.document),
            passages=(Passage((row.text,), Speech.REPORT, label="sentence"),),
            citations=(self._cite(row.document, row.span),),
            actions=_where(row.document, row.span),
        )

    def document(self, row: DocumentRow, corrected: str = "") -> Card:
        """All that is known about a document: summary, where its witnesses disagree, how often it was ``corrected``."""
        summary = (
            Passage((text,), Speech.REPORT, label="" if index else "summary")
            for index, text in enumerate(row.summary[:_SUMMARY_SENTENCES])
        )
        fields = (
            Field("Published", published(row)),
            Field("Author", row.author or ""),
            Field("Same story in", outlets(row.copies)),
            Field("Holds", f"{counted(row.quote_count, 'quote')}, {counted(row.event_count, 'event')}"),
            Field("Corrected", corrected),
            Field("File", row.name),
            Field("Number", str(row.id)),
            *(Field("Disagreement", conflict) for conflict in row.conflicts),
        )
        return Card(
            kind=CardKind.DOCUMENT,
            title=row.title,
            subtitle=outlet(row),
            passages=tuple(summary),
            fields=tuple(field for field in fields if field.value),
            citations=(self._cite(row),),
        )

    def document_line(self, row: DocumentRow) -> Card:
        """A document in a list: no more than its title, publisher and date."""
        return Card(
            kind=CardKind.DOCUMENT,
            title=row.title,
            subtitle=outlet(row),
            body=copies_words(row.copies),
            citations=(self._cite(row),),
            actions=(source_action(row),),
        )

    def person(self, row: EntityRow) -> Card:
        """Somebody: names, roles, how much they say and from when to when."""
        speaks = row.kind is not EntityKind.PLACE
        fields = (
            Field("Also", ", ".join(also_known(row))),
            Field("Says", said_by(row) or ("nothing that is quoted here" if speaks else "")),
            Field(
                "In",
                joined((counted(row.documents, "document"), counted(row.events, "event") if row.events else ""), ", "),
            ),
            Field("Dates", date_range(row.first, row.last)),
        )
        return Card(
            kind=CardKind.PERSON,
            title=row.name,
            subtitle=", ".join(offices(row.roles)) or row.kind.value,
            fields=tuple(field for field in fields if field.value),
            actions=(
                *((Action("suggestion", "Quotes", "quote", {"speaker": row.name}),) if said_by(row) else ()),
                Action("suggestion", "Events", "event", {"what": row.name}),
                Action("suggestion", "Briefing", "brief", {"what": row.name}),
            ),
        )

    def behind(self, title: str, documents: Sequence[DocumentRow], rest: str) -> Card:
        """The documents that an answer rests on; ``rest`` says how many more there are."""
        return Card(CardKind.INFO, title=title, body=rest, citations=tuple(self._cite(row) for row in documents))

    def paragraph(self, found: Paragraph, spans: tuple[Span, ...], why: str, **ids: int | None) -> Card:
        """A stretch of a document in its paragraph; ``spans`` (of the document) are highlighted, ``why`` dates it."""
        return Card(
            kind=CardKind.QUOTE if ids.get("quote_id") else CardKind.DOCUMENT,
            title=found.document.title,
            subtitle=outlet(found.document),
            passages=(
                Passage((found.text,), Speech.REPORT, label="in context", highlights=_inside(found.span, spans)),
            ),
            body=why,
            citations=(self._cite(found.document, Span(spans[0].start, spans[-1].end), **ids),),
            actions=(source_action(found.document),),
        )

    def _cite(self, document: DocumentRow, span: Span | None = None, **ids: int | None) -> Citation:
        self._number += 1
        looks = document.title, document.publisher, cited(document)
        same = self._cited.setdefault(looks, document.id) == document.id
        return Citation(
            number=self._number,
            document_id=document.id,
            title=document.title if same else f"{document.title} ({document.name})",
            publisher=document.publisher,
            published=cited(document),
            url=document.url,
            start=span.start if span else None,
            end=span.end if span else None,
            quote_id=ids.get("quote_id"),
            event_id=ids.get("event_id"),
        )


def quote_passage(said: Spoken) -> Passage:
    """The words of a quote; those that mislead or are not understood alone are shown in their sentence."""
    row = said.row
    match row.kind:
        case QuoteKind.DIRECT:
            return Passage(row.parts, Speech.DIRECT, KIND_WORDS[row.kind])
        case QuoteKind.INDIRECT:
            parts = (row.context,) if said.shown_whole else row.parts
            return Passage(parts, Speech.INDIRECT, KIND_WORDS[row.kind])
        case QuoteKind.MIXED:
            return Passage((row.context,), Speech.MIXED, KIND_WORDS[row.kind], _inside(row.sentence, said.marked))


def source_action(document: DocumentRow) -> Action:
    """The button that shows a document."""
    return Action("source", "Source", "source", {"document": str(document.id)})


def _some(names: Sequence[str]) -> str:
    """Name the first few of those who take part, and count the rest."""
    rest = len(names) - _NAMES
    return ", ".join(names) if rest <= 1 else f"{', '.join(names[:_NAMES])} and {rest} others"


def _where(document: DocumentRow, span: Span) -> tuple[Action, ...]:
    place = {"document": document.id, "start": span.start, "end": span.end}
    return (Action("context", "In context", "context", place), source_action(document))


def _inside(outer: Span, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans of a document as spans of the piece ``outer`` of it; what lies outside is left out."""
    return tuple(
        Span(max(span.start, outer.start) - outer.start, min(span.end, outer.end) - outer.start)
        for span in spans
        if span.overlaps(outer)
    )


def _date_words(row: MentionRow) -> tuple[Span, ...]:
    derivation = row.dating.derivation
    if derivation.start is None or derivation.end is None:
        return ()
    return _inside(row.sentence, (Span(derivation.start, derivation.end),))
