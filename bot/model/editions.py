"""Former versions of documents, and what differs between one version and the next. Plain frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.model.dates import Dating
from bot.model.document import Metadata
from bot.model.quotes import QuoteKind


@dataclass(frozen=True, slots=True)
class ServedQuote:
    """A quote as it was served: verbatim ``parts``, the speaker's name as answers had it, kind, and its date.

    ``id`` is the number it had in the archive; it may be nobody's any more.
    """

    id: int
    parts: tuple[str, ...]
    speaker: str | None
    kind: QuoteKind
    said_on: Dating

    @property
    def words(self) -> str:
        """The words on one line, for comparing: a text that was only wrapped anew says the same."""
        return " ".join(" ".join(self.parts).split())


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """One quote before and after: None before where it is new, None after where it is gone."""

    before: ServedQuote | None
    after: ServedQuote | None


@dataclass(frozen=True, slots=True)
class HeaderChange:
    """A statement of the page about itself, before and after; empty where it says nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between a version and the one that came after it."""

    quotes: tuple[QuoteChange, ...] = ()
    header: tuple[HeaderChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a document that is served no more.

    ``document_id`` is the document's number at the time, ``name`` its name now (it follows renames). ``seen_at`` is
    when this version was first met (None where that was before such things were noted), ``superseded_at`` when the
    next one was, or when the document was found ``removed``; both aware, in UTC. ``changes`` say what the next version
    has otherwise; none for a removed one.
    """

    id: int
    document_id: int
    name: str
    title: str
    publisher: str | None
    published: Dating
    header: Metadata
    content_hash: str
    seen_at: dt.datetime | None
    superseded_at: dt.datetime
    removed: bool
    changes: Changes = Changes()


@dataclass(frozen=True, slots=True)
class Corrections:
    """How often a document was corrected, and the newest version that was replaced; None where never."""

    times: int = 0
    last: Edition | None = None
