"""What a question is limited to."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.archive import Period
from bot.model.quotes import QuoteKind


@dataclass(frozen=True, slots=True)
class Filters:
    """What a question is limited to; every part left out does not limit.

    ``words`` must all occur (stems match), ``phrases`` occur as they are, ``without`` occur nowhere. ``entity`` is an
    entity id: the speaker of a quote, a participant of an event, somebody named in a sentence. ``place`` is looked for
    in an event's place and in the sentence around what is found. ``publisher`` may be a part of its name. ``also`` are
    further speakers whose quotes are listed with those of ``entity``: the archive fills them in. ``unnamed`` limits
    quotes to those whose speaker the document does not name.
    """

    entity: int | None = None
    period: Period | None = None
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    kind: QuoteKind | None = None
    publisher: str | None = None
    place: str | None = None
    also: tuple[int, ...] = ()
    unnamed: bool = False

    @property
    def only_words(self) -> bool:
        """Whether words, perhaps of a speaker, are all that is asked for."""
        return bool(self.words) and self == Filters(self.entity, words=self.words, also=self.also)

    @property
    def speakers(self) -> tuple[int, ...]:
        """The entities one of which must have said a quote; empty where anybody may."""
        return () if self.entity is None else (self.entity, *self.also)
