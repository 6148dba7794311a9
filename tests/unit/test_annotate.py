"""The annotate form: what goes in, what comes out, and that it stays as documented."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.annotate import annotate_file, annotate_jsonl, as_json
from bot.errors import ReadError, UsageError
from bot.model import (
    Annotations,
    Dating,
    Derivation,
    Event,
    HowKnown,
    MarkedPhrase,
    PartialDate,
    PhraseKind,
    Quote,
    QuoteKind,
    Span,
    Speaker,
    SpeakerForm,
    TimeExpression,
    TimexType,
)
from bot.readers.document import document

TEXT = "“We kept our word,” said Jonas Halvorsen on Thursday. He spoke of a “new age” in May."
DOCS = Path(__file__).parents[2] / "docs" / "annotate-format.md"


def run(*lines: str | dict[str, Any], workers: int = 1) -> tuple[list[dict[str, Any]], list[str]]:
    """Annotate lines: the output objects, and the lines told to a person."""
    raw = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    out, told = io.StringIO(), []
    report = annotate_jsonl(
        io.BytesIO(raw.encode()), out, name="in.jsonl", workers=workers, tell=lambda notice: told.append(str(notice))
    )
    results = [json.loads(line) for line in out.getvalue().splitlines()]
    assert (report.written, report.left_out) == (len(results), len(told))
    return results, told


def test_annotations_become_exactly_the_documented_form() -> None:
    """A program that reads the output would break on a key that changed its name, type or meaning."""
    thursday = Span(TEXT.index("Thursday"), TEXT.index("Thursday") + 8)
    resolved = Derivation(HowKnown.RESOLVED, "Thursday", *thursday, PartialDate(2031, 5, 16), HowKnown.HEADER)
    annotations = Annotations(
        document=document("a", TEXT),
        published=Dating(PartialDate(2031, 5, 16), Derivation(HowKnown.HEADER)),
        quotes=(
            Quote(
                spans=(Span(1, 18),),
                kind=QuoteKind.DIRECT,
                speaker=Speaker("Jonas Halvorsen", Span(25, 40), SpeakerForm.NAME),
                said_on=Dating(PartialDate(2031, 5, 15), resolved),
                cue=Span(20, 24),
                confidence=0.87654321,
            ),
        ),
        times=(TimeExpression(thursday, TimexType.DATE, "2031-05-15", Dating(PartialDate(2031, 5, 15), resolved)),),
        events=(
            Event(
                Span(54, 85),
                Dating(PartialDate(2031, 5), resolved),
                None,
                True,
                ("Jonas Halvorsen",),
                "Ostervik",
                (thursday,),
            ),
            Event(Span(0, 10), Dating.unknown("nothing says when")),
        ),
        phrases=(MarkedPhrase(Span(70, 77), PhraseKind.SCARE),),
        summary=(Span(0, 53),),
    )
    assert as_json(annotations, "a") == {
        "doc_id": "a",
        "published": "2031-05-16",
        "published_how": "header",
        "published_why": "in the document's header",
        "quotes": [
            {
                "spans": [[1, 18]],
                "kind": "direct",
                "speaker": "Jonas Halvorsen",
                "speaker_span": [25, 40],
                "speaker_form": "name",
                "cue": "said",
                "via": None,
                "confidence": 0.8765,
                "said_on": "2031-05-15",
                "said_on_why": resolved.explain(),
                "stated": True,
            }
        ],
        "timexes": [{"start": thursday.start, "end": thursday.end, "type": "DATE", "value": "2031-05-15"}],
        "events": [
            {
                "start": 54,
                "end": 85,
                "date": "2031-05",
                "precision": "month",
                "how": "resolved",
                "why": resolved.explain(),
                "evidence": [list(thursday)],
                "planned": True,
                "participants": ["Jonas Halvorsen"],
                "place": "Ostervik",
                "salience": 1.0,
            },
            {
                "start": 0,
                "end": 10,
                "date": None,
                "precision": "none",
                "how": "unknown",
                "why": "date unknown; nothing says when",
                "evidence": [],
                "planned": False,
                "participants": [],
                "place": None,
                "salience": 1.0,
            },
        ],
        "summary": [[0, 53]],
        "phrases": [{"start": 70, "end": 77, "kind": "scare quote"}],
    }


def test_every_key_and_value_of_the_form_is_documented() -> None:
    """A person who reads the documentation would not learn of a part of the form."""
    text = DOCS.read_text(encoding="utf-8")
    (found,), _ = run({"doc_id": "a", "text": TEXT, "dct": "2031-05-16"})
    keys = {*found, *found["quotes"][0], *found["timexes"][0]}
    keys |= {"start", "end", "date", "precision", "how", "why", "evidence", "planned", "participants", "place", "kind"}
    values = {value.value for kinds in (QuoteKind, SpeakerForm, HowKnown, PhraseKind, TimexType) for value in kinds} | {
        "day",
        "month",
        "year",
        "none",
    }
    assert [word for word in sorted(keys | values) if f"`{word}`" not in text] == []


@pytest.mark.parametrize(("dct", "thursday"), [("2031-05-16", "2031-05-15"), (None, None)])
def test_the_given_date_is_what_times_are_counted_from(dct: str | None, thursday: str | None) -> None:
    """A weekday would mean another day, or a day be made up where no date was given."""
    (found,), told = run({"doc_id": "a", "text": TEXT, "dct": dct})
    assert (found["published"], told) == (dct, [])
    assert found["published_how"] == ("header" if dct else "unknown")
    words = {TEXT[timex["start"] : timex["end"]]: timex["value"] for timex in found["timexes"]}
    assert words["Thursday"] == thursday


def test_output_follows_input_line_by_line() -> None:
    """Lines would be mixed up between documents when several processes work on them."""
    lines = [{"doc_id": number, "text": TEXT * (number % 3), "dct": None} for number in range(12)]
    alone, _ = run(*lines)
    assert [found["doc_id"] for found in alone] == list(range(12))
    assert run(*lines, workers=2) == (alone, [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "not JSON"),
        ("[]", "not a JSON object"),
        ({"text": "x"}, '"doc_id" must be a string or a whole number'),
        ({"doc_id": True, "text": "x"}, '"doc_id" must be'),
        ({"doc_id": "b"}, '"text" must be a string'),
        ({"doc_id": "b", "text": None}, '"text" must be a string'),
        ({"doc_id": "b", "text": "x", "dct": "now"}, '"dct" must be an ISO date such as "2024-05-16", or null; it is'),
        ({"doc_id": "b", "text": "x", "dct": "2031-02-30"}, '"dct" must be'),
        ({"doc_id": "b", "text": "x", "dct": 20310230}, '"dct" must be'),
        ({"doc_id": "b", "text": "x", "title": 3}, '"title" must be a string or null'),
        ({"doc_id": "b", "text": "x", "publisher": []}, '"publisher" must be a string or null'),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_done(line: str | dict[str, Any], reason: str) -> None:
    """One bad line would end a batch of a million."""
    good = {"doc_id": "a", "text": TEXT}
    results, told = run(good, line, good)
    assert [found["doc_id"] for found in results] == ["a", "a"]
    assert len(told) == 1
    assert told[0].startswith(f"in.jsonl:2: {reason}")
    assert told[0].endswith("; left out")


@given(st.text(st.characters(codec=None), max_size=300))
def test_offsets_hold_for_any_text_as_it_was_given(text: str) -> None:
    """A carriage return or half a surrogate pair would shift every offset after it."""
    (found,), told = run({"doc_id": "a", "text": text, "dct": "2031-05-16"})
    assert told == []
    spans = [span for quote in found["quotes"] for span in quote["spans"]] + found["summary"]
    spans += [[timex["start"], timex["end"]] for timex in found["timexes"]]
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_carriage_returns_do_not_shift_offsets() -> None:
    """Offsets would count characters that the caller's text does not have."""
    text = "The bridge\r\nis open.\r\n\r\n“We kept our word,” said Jonas Halvorsen.\r\n"
    (found,), _ = run({"doc_id": "a", "text": text})
    assert [text[slice(*span)].rstrip(",") for quote in found["quotes"] for span in quote["spans"]] == [
        "We kept our word"
    ]


def test_files_are_read_and_written(tmp_path: Path) -> None:
    """The command would not do what it is for, or destroy its own input."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"doc_id": "a", "text": TEXT}) + "\n\n" + json.dumps({"doc_id": "b", "text": ""}))
    done: list[int] = []
    report = annotate_file(source, target, tell=lambda notice: pytest.fail(str(notice)), progress=done.append)
    assert (report.written, report.left_out, done) == (2, 0, [1, 2])
    assert [json.loads(line)["doc_id"] for line in target.read_text().splitlines()] == ["a", "b"]
    with pytest.raises(UsageError, match="the same file"):
        annotate_file(source, source, tell=lambda _: None)
    with pytest.raises(ReadError, match=r"missing\.jsonl: cannot be read \(no such file"):
        annotate_file(tmp_path / "missing.jsonl", target, tell=lambda _: None)
    with pytest.raises(UsageError, match="cannot be written"):
        annotate_file(source, tmp_path / "missing" / "out.jsonl", tell=lambda _: None)
