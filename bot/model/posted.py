"""What messages that everybody can see show of the archive, and what of it has changed since. Plain frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.model.quotes import QuoteKind
from bot.model.subscriptions import Address


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the archive that a message shows, as it was when it was posted.

    ``position`` is the index of its citation in the reply, ``card`` that of the card. ``document_id``, ``name`` and
    ``content_hash`` name the document, ``quote_id`` or ``event_id`` the annotation. ``passages`` are the words that the
    card shows of it, ``words`` those of the quote or event itself, of a document alone its title; all are empty once
    the document was erased. ``kind`` and ``speaker`` are a quote's. ``dated`` is the ISO date that answers gave, or
    empty. ``stale`` tells that the document has changed or gone since.
    """

    position: int
    card: int
    document_id: int
    name: str
    content_hash: str
    quote_id: int | None = None
    event_id: int | None = None
    passages: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    kind: QuoteKind | None = None
    speaker: str | None = None
    dated: str = ""
    stale: bool = False

    @property
    def told(self) -> str:
        """The words on one line."""
        return " ".join(" ".join(self.words or self.passages).split())


class Amendment(StrEnum):
    """Whether a message was brought up to date."""

    OPEN = "not amended"
    WANTED = "being amended"
    AMENDED = "amended"
    REFUSED = "cannot be amended"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a message shows otherwise than its source does now.

    ``before`` and ``after`` are words on one line, ``after`` empty where they are gone, ``before`` where the document
    was erased. ``content_hash`` is that of the text it was posted from. ``kind_before`` and ``kind_after`` are those of
    a quote, None of anything else; dates are ISO or empty.
    """

    document: str
    before: str
    after: str
    kind_before: QuoteKind | None = None
    kind_after: QuoteKind | None = None
    speaker_before: str | None = None
    speaker_after: str | None = None
    dated_before: str = ""
    dated_after: str = ""
    content_hash: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A message that shows what its sources have changed or withdrawn since, and whether it was amended.

    ``amended_at`` is aware, in UTC; ``reason`` says why it cannot be amended.
    """

    number: int
    address: Address
    message_ids: tuple[str, ...]
    posted_at: dt.datetime
    what: str
    differences: tuple[Difference, ...]
    state: Amendment
    amended_at: dt.datetime | None = None
    reason: str = ""
