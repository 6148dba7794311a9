"""Labelled articles in a file of JSON lines, one article a line; docs/quality.md describes the form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from bot.errors import ReadError, UsageError
from bot.model import PartialDate, Precision, Span
from bot.readers.jsonl import numbered_lines, parse_object
from bot.readers.source import DEFAULT_LIMIT, MEGABYTE


def _as_span(value: object) -> Span:
    match value:
        case [int(start), int(end)]:
            return Span(start, end)
    raise ValueError("must be [start, end], two whole numbers")


def _as_date(value: object) -> PartialDate:
    if not isinstance(value, str):
        raise ValueError("must be an ISO date such as 2024-05-16, 2024-05 or 2024")
    return PartialDate.parse(value)


Part = Annotated[Span, BeforeValidator(_as_span)]


class _Label(BaseModel):
    model_config = ConfigDict(frozen=True)


class _Place(_Label):
    """A stretch of the text, in code points."""

    start: int
    end: int

    @property
    def span(self) -> Span:
        """The stretch."""
        return Span(self.start, self.end)


class QuoteLabel(_Label):
    """A quote: its parts without marks, and who says it (None where nobody can know)."""

    spans: tuple[Part, ...] = Field(min_length=1)
    kind: Literal["direct", "mixed"]
    speaker: str | None
    speaker_type: Literal["person", "organization", "group", "anonymous", "none"]
    speaker_form: Literal["name", "pronoun", "nominal", "carried", "label", "none"] | None = None


class NotQuoteLabel(_Place):
    """Words in quotation marks that are nobody's."""

    why: str


class TimeLabel(_Place):
    """A time expression with its TIMEX3 value, None where the text cannot resolve it."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None


class EventLabel(_Place):
    """An event that belongs in a chronology: the sentence that tells it, the word that names it, its date."""

    trigger: str
    date: Annotated[PartialDate, BeforeValidator(_as_date)]

    @property
    def has_day(self) -> bool:
        """Whether the date is known to the day."""
        return self.date.precision is Precision.DAY


class Article(_Label):
    """An article with everything that is labelled in it. ``published`` is None where the text does not show it."""

    doc_id: str
    style: str
    text: str
    published: dt.date | None
    quotes: tuple[QuoteLabel, ...]
    not_quotes: tuple[NotQuoteLabel, ...]
    times: tuple[TimeLabel, ...]
    events: tuple[EventLabel, ...]

    @model_validator(mode="after")
    def _inside(self) -> Article:
        places = {"not_quotes": self.not_quotes, "times": self.times, "events": self.events}
        named = [(f"{key}.{at}", one.span) for key, ones in places.items() for at, one in enumerate(ones)]
        named += [(f"quotes.{at}.spans", span) for at, quote in enumerate(self.quotes) for span in quote.spans]
        for name, span in named:
            if not 0 <= span.start < span.end <= len(self.text):
                raise ValueError(f"{name}: [{span.start}, {span.end}] is no stretch of the text's {len(self.text)}")
        return self


def article_files(path: Path) -> tuple[Path, ...]:
    """The files of labelled articles that ``path`` names: itself, or the ``.jsonl`` files right inside a folder."""
    if path.is_dir():
        return tuple(sorted(path.glob("*.jsonl")))
    return (path,) if path.is_file() else ()


def read_articles(path: Path) -> tuple[Article, ...]:
    """Read a file. Raises UsageError that names the line and the key at fault, ReadError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            articles = tuple(_article(path, *line) for line in numbered_lines(stream, DEFAULT_LIMIT))
    except OSError as error:
        raise ReadError(str(path), f"cannot be read ({(error.strerror or 'input/output error').lower()})") from error
    if not articles:
        raise UsageError(f"{path}: no article in it; one JSON object a line, as docs/quality.md describes")
    return articles


def _article(path: Path, number: int, line: bytes | None) -> Article:
    where = f"{path}, line {number}"
    if line is None:
        raise UsageError(f"{where}: longer than {DEFAULT_LIMIT / MEGABYTE:g} MB")
    try:
        return Article.model_validate(parse_object(line))
    except ValidationError as error:
        raise UsageError(f"{where}: {'; '.join(_faults(error))} (the form: docs/quality.md)") from None
    except ValueError as error:
        raise UsageError(f"{where}: {error}") from None


def _faults(error: ValidationError) -> Iterator[str]:
    for fault in error.errors():
        name = ".".join(str(step) for step in fault["loc"])
        says = "missing" if fault["type"] == "missing" else fault["msg"].removeprefix("Value error, ")
        yield f"{name}: {says}" if name else says
