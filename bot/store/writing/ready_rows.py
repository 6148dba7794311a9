"""A document's time expressions, quotes and events as the values of their columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.model import Annotations, Block, Event, Quote, QuoteKind, Span, TimeExpression
from bot.store.matching.wording import plain, words_hash
from bot.store.tables.codec import dating_to_json, day_columns, month_day, spans_to_json, to_json

Values = tuple[Any, ...]

TIME_COLUMNS = ("start", "end", "type", "value", "first_day", "last_day", "dating", "around_start", "around_end")
QUOTE_COLUMNS = (
    *("first_day", "last_day", "said_on", "start", "spans", "parts", "plain", "words_hash", "kind", "speaker_form"),
    *("speaker_start", "speaker_end", "cue_start", "cue_end", "via", "confidence", "sentence_start", "sentence_end"),
)
EVENT_COLUMNS = (
    *("first_day", "last_day", "month_day", "dating", "start", "end", "text", "plain", "trigger_start", "trigger_end"),
    *("planned", "place", "place_key", "evidence", "served", "salience"),
)
_QUOTE_DAY, _QUOTE_HASH = QUOTE_COLUMNS.index("first_day"), QUOTE_COLUMNS.index("words_hash")
_EVENT_DAY = EVENT_COLUMNS.index("first_day")


class ReadyQuote(NamedTuple):
    """A quote: the place of its speaker's name in the document's names, and the values of `QUOTE_COLUMNS`."""

    speaker: int | None
    values: Values

    @property
    def day(self) -> int:
        """The ordinal of the first day that its date can mean; 0 where it has none."""
        return self.values[_QUOTE_DAY] or 0

    @property
    def words_hash(self) -> int:
        """The hash of its words."""
        return int(self.values[_QUOTE_HASH])


class ReadyEvent(NamedTuple):
    """An event: each participant with the place of the name in the document's names; the values of `EVENT_COLUMNS`."""

    participants: tuple[tuple[str, int | None], ...]
    values: Values

    @property
    def day(self) -> int:
        """The ordinal of the first day that its date can mean; 0 where it has none."""
        return self.values[_EVENT_DAY] or 0


@dataclass(frozen=True, slots=True)
class Sentences:
    """A document's sentences in order of the text, with where they start and end."""

    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, annotations: Annotations) -> Sentences:
        """The sentences of a document."""
        spans = tuple(sorted(one.span for one in annotations.sentences))
        return cls(spans, tuple(one.start for one in spans), tuple(one.end for one in spans))

    def around(self, span: Span) -> Span | None:
        """The sentence, or the run of sentences, that ``span`` touches; None where it touches none."""
        first = bisect_right(self.ends, span.start)
        last = bisect_left(self.starts, span.end) - 1
        return Span(self.starts[first], self.ends[last]) if first <= last else None

    def at(self, offset: int) -> int | None:
        """The place of the sentence in which ``offset`` lies."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.ends[index] else None


def time_ready(one: TimeExpression, blocks: Iterable[Block], sentences: Sentences) -> tuple[int | None, Values]:
    """The place of a time expression's sentence, and its values."""
    around = sentences.around(one.span) or next(
        (block.span for block in blocks if block.span.contains(one.span)), one.span
    )
    return sentences.at(one.span.start), (
        *(one.span.start, one.span.end, one.type.value, one.value),
        *day_columns(one.dating).values(),
        *(dating_to_json(one.dating), around.start, around.end),
    )


class Reported:
    """Paraphrases that are not served because marked words of their speaker lie in them.

    Those words are found by theirs: "said the treaty was “a gift”" is what somebody said of the treaty.
    """

    def __init__(self, quotes: Iterable[Quote]) -> None:
        told = [one for one in quotes if one.kind is QuoteKind.INDIRECT and not one.stated]
        spans = ((span, one.speaker.name) for one in told for span in one.spans)
        self._told = sorted(spans, key=lambda found: found[0])
        self._starts = [span.start for span, _ in self._told]

    def around(self, text: str, one: Quote) -> str:
        """The words that a quote is searched by: its own, within the paraphrase that they stand in."""
        spans = set(one.spans)
        for part in one.spans:
            place = bisect_left(self._starts, part.end) - 1
            while place >= 0 and self._told[place][0].end > part.start:
                if self._told[place][1] == one.speaker.name:
                    spans.add(self._told[place][0])
                place -= 1
        whole = [span for span in sorted(spans) if not any(span != other and other.contains(span) for other in spans)]
        return " ".join(span.of(text) for span in whole)


def quote_ready(text: str, one: Quote, sentences: Sentences, speaker: int | None, reported: Reported) -> ReadyQuote:
    """A quote, whose speaker's name has the place ``speaker``."""
    parts = [span.of(text) for span in one.spans]
    words = " ".join(parts)
    around = sentences.around(Span(one.start, one.end)) or Span(one.start, one.end)
    values = (
        *day_columns(one.said_on).values(),
        *(
            dating_to_json(one.said_on),
            one.start,
            spans_to_json(one.spans),
            to_json(parts),
            plain(reported.around(text, one)),
            words_hash(words),
        ),
        *(one.kind.value, one.speaker.form.value, *_ends(one.speaker.span), *_ends(one.cue), one.via, one.confidence),
        *(min(around.start, one.start), max(around.end, one.end)),
    )
    return ReadyQuote(speaker, values)


def event_ready(text: str, one: Event, sentences: Sentences, served: bool, by_form: Mapping[str, int]) -> ReadyEvent:
    """An event, ``served`` where it is worth listing."""
    around = sentences.around(one.span) or one.span
    searched = Span(min(around.start, one.span.start), max(around.end, one.span.end))
    values = (
        *day_columns(one.dating).values(),
        *(month_day(one.dating), dating_to_json(one.dating), one.span.start, one.span.end, one.span.of(text)),
        *(plain(searched.of(text)), *_ends(one.trigger), one.planned, one.place, plain(one.place or "")),
        *(spans_to_json(one.evidence), served, one.salience),
    )
    return ReadyEvent(tuple((who, by_form.get(who)) for who in one.participants), values)


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)
