"""The engine without the store: JSON lines in, JSON lines out. A public, stable form: docs/annotate-format.md."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bot.errors import ReadError, UsageError
from bot.model import Annotations, Document, Event, Metadata, PartialDate, Quote, Span, TimeExpression
from bot.parallel import ordered_map
from bot.readers.document import document
from bot.readers.encoding import storable
from bot.readers.jsonl import numbered_lines, parse_object
from bot.readers.source import DEFAULT_LIMIT, MEGABYTE, Notice

Tell = Callable[[Notice], None]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class AnnotateReport:
    """How many lines were annotated and how many were left out."""

    written: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the input as a worker takes it."""

    name: str
    line: bytes | None


def annotate_file(
    source: Path | None, target: Path | None, *, workers: int = 1, tell: Tell, progress: Progress = lambda _: None
) -> AnnotateReport:
    """Annotate a file of JSON lines; None stands for standard input and output.

    ``tell`` is given a line for a person about each input line that was left out, ``progress`` the number of lines
    done. Raises ReadError where the input cannot be read, UsageError where the output cannot be written.
    """
    if source and target and target.exists() and source.exists() and source.samefile(target):
        raise UsageError(f"{target}: input and output are the same file; name another output, for instance out.jsonl")
    name = str(source) if source else "standard input"
    with ExitStack() as stack:
        try:
            lines = stack.enter_context(source.open("rb")) if source else sys.stdin.buffer
        except OSError as error:
            raise ReadError(name, f"cannot be read ({_reason(error)})") from error
        try:
            out = stack.enter_context(target.open("w", encoding="utf-8", newline="\n")) if target else sys.stdout
        except OSError as error:
            raise UsageError(f"{target}: cannot be written ({_reason(error)})") from error
        return annotate_jsonl(lines, out, name=name, workers=workers, tell=tell, progress=progress)


def annotate_jsonl(
    lines: IO[bytes],
    out: IO[str],
    *,
    name: str = "input",
    workers: int = 1,
    tell: Tell,
    progress: Progress = lambda _: None,
) -> AnnotateReport:
    """Annotate line by line, in order, and write as it goes; blank lines count for nothing."""
    written = left_out = 0
    items = (_Line(f"{name}:{number}", line) for number, line in numbered_lines(lines, DEFAULT_LIMIT))
    for result in ordered_map(_annotate_line, items, workers):
        if isinstance(result, Notice):
            tell(result)
            left_out += 1
        else:
            out.write(result + "\n")
            written += 1
        progress(written + left_out)
    out.flush()
    return AnnotateReport(written, left_out)


def as_json(annotations: Annotations, doc_id: str | int) -> dict[str, Any]:
    """One output line. Offsets are code points of the document's text."""
    published = annotations.published
    return {
        "doc_id": doc_id,
        "published": published.date.iso if published.date else None,
        "published_how": published.derivation.how.value,
        "published_why": published.derivation.explain(),
        "quotes": [_quote(quote, annotations) for quote in annotations.quotes],
        "timexes": [_timex(time) for time in annotations.times],
        "events": [_event(event) for event in (*annotations.events, *_background(annotations))],
        "summary": _spans(annotations.summary),
        "phrases": [
            {"start": phrase.span.start, "end": phrase.span.end, "kind": phrase.kind.value}
            for phrase in annotations.phrases
        ],
    }


def _quote(quote: Quote, annotations: Annotations) -> dict[str, Any]:
    said = quote.said_on.date
    return {
        "spans": _spans(quote.spans),
        "kind": quote.kind.value,
        "speaker": quote.speaker.name,
        "speaker_span": list(quote.speaker.span) if quote.speaker.span else None,
        "speaker_form": quote.speaker.form.value,
        "cue": quote.cue.of(annotations.document.text) if quote.cue else None,
        "via": quote.via,
        "confidence": round(quote.confidence, 4),
        "stated": quote.stated,
        "said_on": said.iso if said else None,
        "said_on_why": quote.said_on.explain_said(annotations.published),
    }


def _timex(time: TimeExpression) -> dict[str, Any]:
    return {"start": time.span.start, "end": time.span.end, "type": time.type.value, "value": time.value}


def _event(event: Event) -> dict[str, Any]:
    date = event.dating.date
    return {
        "start": event.span.start,
        "end": event.span.end,
        "date": date.iso if date else None,
        "precision": event.dating.precision.label,
        "how": event.dating.derivation.how.value,
        "why": event.dating.derivation.explain(),
        "evidence": _spans(event.evidence),
        "planned": event.planned,
        "participants": list(event.participants),
        "place": event.place,
        "salience": event.salience,
    }


def _background(annotations: Annotations) -> tuple[Event, ...]:
    """The clauses that no reader would list: a caller who states the publication date wants every clause dated."""
    return annotations.background if annotations.document.header.published else ()


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _annotate_line(item: _Line) -> str | Notice:
    """The output line for an input line, or why there is none. Runs in a worker: raises nothing."""
    from bot.extract.pipeline import annotate

    if item.line is None:
        return _left_out(item, f"longer than {DEFAULT_LIMIT / MEGABYTE:g} MB")
    try:
        doc_id, input_document = _input(parse_object(item.line))
    except ValueError as error:
        return _left_out(item, str(error))
    try:
        found = as_json(annotate(input_document), doc_id)
    except Exception as error:  # a defect of ours in one document must not end a batch of many
        return _left_out(item, f"a defect of this program ({type(error).__name__}: {error})")
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _left_out(item: _Line, reason: str) -> Notice:
    return Notice(item.name, f"{reason}; left out", left_out=True)


def _input(record: dict[str, object]) -> tuple[str | int, Document]:
    """Check one input object. Raises ValueError that names the key and says what is expected."""
    doc_id = record.get("doc_id")
    if not isinstance(doc_id, str | int) or isinstance(doc_id, bool):
        raise ValueError('"doc_id" must be a string or a whole number')
    text = record.get("text")
    if not isinstance(text, str):
        raise ValueError('"text" must be a string')
    header = Metadata(
        title=_optional(record, "title"), publisher=_optional(record, "publisher"), published=_dct(record.get("dct"))
    )
    doc_id = storable(doc_id)[0] if isinstance(doc_id, str) else doc_id
    return doc_id, document(str(doc_id), _same_length(text), header)


def _same_length(text: str) -> str:
    """``text`` as the extraction expects it, character for character, so that offsets hold for the input as given."""
    return storable(text)[0].replace("\r\n", " \n").replace("\r", "\n")


def _optional(record: dict[str, object], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'"{key}" must be a string or null')
    return storable(value)[0].strip() or None if value else None


def _dct(value: object) -> PartialDate | None:
    if value is None:
        return None
    try:
        return PartialDate.parse(value) if isinstance(value, str) else _no_date(value)
    except ValueError:
        return _no_date(value)


def _no_date(value: object) -> PartialDate:
    raise ValueError(f'"dct" must be an ISO date such as "2024-05-16", or null; it is {json.dumps(value)[:40]}')


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
