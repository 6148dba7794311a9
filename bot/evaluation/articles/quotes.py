"""Quotes and their speakers held against the labels of whole articles, and words of nobody that are served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.evaluation.articles.differences import NOTHING, Difference, Reading, f1, one_to_one, percent
from bot.evaluation.articles.labels import QuoteLabel
from bot.evaluation.articles.speakers import same_speaker
from bot.model import Quote, QuoteKind, Span

_EDGE = " \t\n\r\xa0\"“”„«»'‘’`.,;:!?-–—…()[]"
_SAME, _HALF = 0.8, 0.5


@dataclass(slots=True)
class Tally:
    """How many quotes are labelled, how many of them found, and at how many of those the speaker is right."""

    labelled: int = 0
    found: int = 0
    right: int = 0

    def add(self, *, found: bool, right: bool) -> None:
        """Count one quote."""
        self.labelled += 1
        self.found += found
        self.right += right


@dataclass(slots=True)
class QuoteScore:
    """Counts over some articles. ``nobodys`` are words labelled as nobody's, ``nobodys_served`` those served."""

    served: int = 0
    all: Tally = field(default_factory=Tally)
    by_form: dict[str, Tally] = field(default_factory=dict)
    by_style: dict[str, Tally] = field(default_factory=dict)
    nobodys: int = 0
    nobodys_served: int = 0

    @property
    def both_f1(self) -> float:
        """F1 where a hit needs span and speaker."""
        return f1(self.all.right, self.all.labelled, self.served)

    @property
    def span_f1(self) -> float:
        """F1 of the spans alone."""
        return f1(self.all.found, self.all.labelled, self.served)

    @property
    def speaker(self) -> float:
        """Speaker right, of the quotes that are found."""
        return percent(self.all.right, self.all.found)


def score_quotes(readings: Iterable[Reading]) -> tuple[QuoteScore, list[Difference]]:
    """Score the direct and mixed quotes of ``readings``.

    A quote is found where the characters of its parts, trimmed of marks and punctuation at their edges, overlap with
    a served one's to 0.8 of their union (PolNeAR's measure, over all parts); each is matched once, the best first.
    """
    score, differences = QuoteScore(), list[Difference]()
    for reading in readings:
        differences += _score_one(reading, score)
        differences += _nobodys(reading, score)
    return score, differences


def _score_one(reading: Reading, score: QuoteScore) -> Iterator[Difference]:
    article, served = reading.article, _served(reading)
    matched = _match(article.text, article.quotes, served)
    score.served += len(served)
    persons = {label.speaker for label in article.quotes if label.speaker and label.speaker_type == "person"}
    for at, label in enumerate(article.quotes):
        quote, overlap = matched.get(at, (None, 0.0))
        found, person = overlap >= _SAME, label.speaker_type == "person"
        name = quote.speaker.name if quote else None
        right = found and same_speaker(label.speaker, name, person=person, others=persons)
        forms, styles = score.by_form, score.by_style
        by_form = forms.setdefault(label.speaker_form or "none", Tally())
        for tally in (score.all, by_form, styles.setdefault(article.style, Tally())):
            tally.add(found=found, right=right)
        if not right:
            yield _difference(reading, label, quote, found=found)
    for quote in served:
        if not any(quote is one for one, _ in matched.values()):
            given = f"{quote.speaker.name} ({quote.speaker.form.value}, {quote.kind.value})"
            yield reading.differs("quote that is none", Span(quote.start, quote.end), NOTHING, given)


def _difference(reading: Reading, label: QuoteLabel, quote: Quote | None, *, found: bool) -> Difference:
    span = Span(label.spans[0].start, label.spans[-1].end)
    if quote is None:
        return reading.differs("quote missed", span, f"{label.speaker} ({label.speaker_form}, {label.kind})", NOTHING)
    if found:
        given = f"{quote.speaker.name} ({quote.speaker.form.value})"
        return reading.differs("speaker", span, f"{label.speaker} ({label.speaker_form})", given)
    text = reading.article.text
    return reading.differs("quote cut otherwise", span, _words(text, label), _words(text, quote))


def _nobodys(reading: Reading, score: QuoteScore) -> Iterator[Difference]:
    """Count words of nobody, half of which are served; what stands inside a labelled quote is somebody's after all."""
    article = reading.article
    labelled = {at for label in article.quotes for at in _characters(article.text, label.spans)}
    served = _served(reading)
    for label in article.not_quotes:
        own = _characters(article.text, (label.span,))
        if own <= labelled:
            continue
        score.nobodys += 1
        by = [quote for quote in served if len(own & _characters(article.text, quote.spans)) >= _HALF * len(own)]
        score.nobodys_served += bool(by)
        if by:
            yield reading.differs("nobody's words", label.span, f"nobody's ({label.why})", str(by[0].speaker.name))


def _served(reading: Reading) -> list[Quote]:
    return [quote for quote in reading.found.quotes if quote.kind is not QuoteKind.INDIRECT]


def _match(text: str, labels: Sequence[QuoteLabel], served: Sequence[Quote]) -> dict[int, tuple[Quote, float]]:
    """Pair labels (by index) with served quotes that overlap, one to one, the best first."""
    wanted = [_characters(text, label.spans) for label in labels]
    given = [_characters(text, quote.spans) for quote in served]
    overlaps = {(i, j): len(a & b) / len(a | b) for i, a in enumerate(wanted) for j, b in enumerate(given) if a & b}
    matched = one_to_one(sorted(overlaps, key=lambda pair: (-overlaps[pair], pair)))
    return {i: (served[j], overlaps[i, j]) for i, j in matched.items()}


def _characters(text: str, spans: Iterable[Span]) -> set[int]:
    """The places of the characters of ``spans`` without what may or may not belong to a quote at their edges."""
    return set().union(*(range(*_trimmed(text, span)) for span in spans))


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Span(start, end)


def _words(text: str, quote: QuoteLabel | Quote) -> str:
    return " […] ".join(" ".join(span.of(text).split()) for span in quote.spans)
