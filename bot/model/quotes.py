"""Quotes and their speakers, in the terms of quotation research: content, cue, speaker (Pareti 2015)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.model.dates import Dating
from bot.model.document import Span


class QuoteKind(StrEnum):
    """Direct: set off and in marks; mixed: marked words inside the reporter's syntax; indirect: no marks."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class SpeakerForm(StrEnum):
    """How the text names the speaker of a quote.

    name: by name; pronoun: "he"; nominal: "the spokesman"; carried: not named here, goes on from a quote before;
    group: several people or an institution's people; anonymous: "a senior official"; none: unattributed.
    """

    NAME = "name"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"
    CARRIED = "carried"
    GROUP = "group"
    ANONYMOUS = "anonymous"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a quote: the canonical name (None where unattributed), the mention that names them here, its form."""

    name: str | None = None
    span: Span | None = None
    form: SpeakerForm = SpeakerForm.NONE


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words. ``spans`` are its content without the outer quotation marks, in order of the text.

    More than one span means that something else (a cue, a caption, a page break) stands between them. ``via`` names an
    agency or broadcaster that passed the words on. ``said_on`` is when they were said. ``confidence`` (0 to 1) is that
    of the attribution. ``stated`` is False for indirect speech that is no sure statement of a known speaker, but an
    attitude or an act that the reporter tells of ("opposes the plan"), or that a quote of its speaker's words in marks
    tells already: it is annotated, and not served.
    """

    spans: tuple[Span, ...]
    kind: QuoteKind
    speaker: Speaker
    said_on: Dating
    cue: Span | None = None
    via: str | None = None
    confidence: float = 1.0
    stated: bool = True

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.spans[-1].end


class PhraseKind(StrEnum):
    """Why words in quotation marks are nobody's quote."""

    SCARE = "scare quote"
    TITLE = "title of a work"
    TERM = "term or slogan"
    NICKNAME = "nickname"
    NESTED = "inside a quote"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class MarkedPhrase:
    """Words in quotation marks that are nobody's quote: kept for search, served as nobody's words."""

    span: Span
    kind: PhraseKind
