"""What a command answers with: plain text and structure, no platform's markup.

A renderer escapes, splits and truncates to its platform's limits, and may drop decoration, never a Citation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.model import Span


class Speech(StrEnum):
    """Whose words a passage is, and how it must look. No two may look alike."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document, set apart from ours.

    ``parts`` are verbatim slices, in order; a renderer shows " […] " between two of them, so that an empty first or
    last part says that the sentence begins before the passage or goes on behind it. DIRECT is shown in quotation marks
    that the renderer adds (``marks``, one pair for all parts). MIXED is the document's whole sentence with the marks it
    prints; only ``highlights`` are the speaker's words, so no marks are added and the highlights are set off.
    INDIRECT is shown as a paraphrase without marks, REPORT as the document's own prose. ``highlights`` are spans into
    ``parts[0]``. ``label`` says in a word or two what the passage is ("direct", "partly quoted", "in context").
    """

    parts: tuple[str, ...]
    speech: Speech
    label: str = ""
    highlights: tuple[Span, ...] = ()

    @property
    def marks(self) -> tuple[str, str]:
        """The marks around direct speech; none around any other."""
        return marks_around(self.parts) if self.speech is Speech.DIRECT else ("", "")


def marks_around(words: Iterable[str]) -> tuple[str, str]:
    """A pair of quotation marks that can be told from those that the words have as printed: ‘He said “no” to it’."""
    return ("‘", "’") if any(mark in part for part in words for mark in "“”") else ("“", "”")


@dataclass(frozen=True, slots=True)
class Field:
    """A short fact: a name and a value, both plain text."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A pointer from a card to its text. ``number`` is unique in a Reply and is what ``/open`` takes.

    ``published`` says in a reader's words when the document was published and how that is known, for instance
    ``published 10 April 2024 (curator)``; ``quote_id`` or ``event_id`` names the annotation.
    """

    number: int
    document_id: int
    title: str
    publisher: str | None = None
    published: str = ""
    url: str | None = None
    start: int | None = None
    end: int | None = None
    quote_id: int | None = None
    event_id: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something a reader can do next: call ``command`` with ``arguments`` and ``page``. ``key`` names its role.

    Keys: ``previous``, ``next``, ``context``, ``source``, ``suggestion``; a chat adds ``share`` of its own where it
    answers in private. ``label`` is at most 40 characters.
    """

    key: str
    label: str
    command: str
    arguments: Mapping[str, str | int]
    page: int = 1


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with its alternative text. ``data`` is a PNG."""

    data: bytes
    alt: str
    filename: str = "picture.png"


class CardKind(StrEnum):
    """What a card shows; renderers choose a colour by it."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    EVENT = "event"
    DATE = "date"
    DOCUMENT = "document"
    PERSON = "person"
    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Card:
    """One answer. Order on the screen: title, subtitle, passages, body, fields, citations, actions.

    ``title`` and ``subtitle`` say who, when and where; ``body`` and ``fields`` are our words; ``passages`` are the
    document's.
    """

    kind: CardKind
    title: str = ""
    subtitle: str = ""
    passages: tuple[Passage, ...] = ()
    body: str = ""
    fields: tuple[Field, ...] = ()
    citations: tuple[Citation, ...] = ()
    actions: tuple[Action, ...] = ()
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of the whole a reply shows: page ``number`` of ``pages`` (both from 1), ``total`` results in all."""

    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to an Invocation.

    ``heading`` says what was asked and what was found (empty where a card says it all), ``note`` how it was
    understood or what is missing, one remark a line. ``actions`` hold for the whole reply (paging, suggestions).
    ``private`` asks the platform to show it to its asker only.
    """

    heading: str
    cards: tuple[Card, ...] = ()
    note: str = ""
    actions: tuple[Action, ...] = ()
    page: Page | None = None
    private: bool = False

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations of all cards, in order."""
        return tuple(citation for card in self.cards for citation in card.citations)
