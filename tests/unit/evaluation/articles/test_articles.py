"""Whole labelled articles, scored through the way in that people use."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli.main import run_cli
from bot.errors import UsageError
from bot.evaluation.articles.events import EventScore
from bot.evaluation.articles.run import evaluate_articles
from bot.evaluation.articles.speakers import same_speaker

TEXT = """Harbour opens in Orlen

By Ida Frey
Published: 4 May 2023

ORLEN — Mara Velk opened the new harbour on 2 May 2023. “It will hold,” Velk said. “Come and see it.”

The workers call it “the Bathtub”.
"""

Labels = dict[str, Any]
Write = Callable[..., Path]


def place(words: str, **more: object) -> Labels:
    """Where ``words`` stand in the article."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), **more}


def quote(words: str, speaker: str | None = "Mara Velk", form: str = "name", kind: str = "person") -> Labels:
    """The label of a quote of one part."""
    start = TEXT.index(words)
    spans = [[start, start + len(words)]]
    return {"spans": spans, "kind": "direct", "speaker": speaker, "speaker_type": kind, "speaker_form": form}


def labelled(**changes: object) -> Labels:
    """The article with the labels that are right, but for ``changes``."""
    return {
        "doc_id": "X01",
        "style": "wire",
        "text": TEXT,
        "published": "2023-05-04",
        "quotes": [quote("It will hold"), quote("Come and see it", form="carried")],
        "not_quotes": [place("the Bathtub", why="nickname")],
        "times": [
            place("4 May 2023", type="DATE", value="2023-05-04"),
            place("2 May 2023", type="DATE", value="2023-05-02"),
        ],
        "events": [
            place("Mara Velk opened the new harbour on 2 May 2023.", trigger="opened", date="2023-05-02"),
            place("Harbour opens in Orlen", trigger="opens", date="2023-05"),
        ],
        **changes,
    }


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes articles into a file."""

    def _write(*articles: Labels, name: str = "set.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(one) + "\n" for one in articles), encoding="utf-8")
        return path

    return _write


def figures(path: Path, name: str = "set") -> dict[str, Any]:
    """The figures of one set, with its errors."""
    scored: dict[str, Any] = evaluate_articles(path).as_dict(errors=True)[name]
    return scored


def test_right_labels_score_full_marks(write: Write) -> None:
    """Every figure of docs/quality.md on whole articles would be too low."""
    scored = figures(write(labelled()))
    for figure in ("span_f1", "speaker", "both_f1", "value_f1", "calendar_f1", "events_recall", "events_recall_at_80"):
        assert scored[figure] == 100, figure
    assert (scored["nobodys"], scored["nobodys_served"]) == (1, 0)
    assert scored["published_right"] == scored["events"] == 1
    assert scored["errors"] == []
    assert scored["by_form"]["carried"] == scored["by_style"]["wire"] | {"labelled": 1, "found": 1, "right": 1}


@pytest.mark.parametrize(
    ("changes", "wrong", "what"),
    [
        ({"quotes": [quote("It will hold", "Jon Velk"), quote("Come and see it")]}, {"both_f1": 50.0}, "speaker"),
        (
            {"quotes": [quote("It will hold", None, kind="none"), quote("Come and see it")]},
            {"both_f1": 50.0},
            "speaker",
        ),
        ({"quotes": [quote("It will hold")]}, {"span_f1": 66.7, "both_f1": 66.7}, "quote that is none"),
        ({"quotes": [quote("It will"), quote("Come and see it")]}, {"span_f1": 50.0}, "quote cut otherwise"),
        (
            {"quotes": [quote(w) for w in ("It will hold", "Come and see it", "call it")]},
            {"span_f1": 80},
            "quote missed",
        ),
        ({"not_quotes": [place("will hold", why="term")], "quotes": []}, {"nobodys_served": 1}, "nobody's words"),
        ({"not_quotes": [place("will hold", why="term")]}, {"nobodys": 0, "nobodys_served": 0}, None),
        ({"published": None}, {"published_wrongly_found": 1}, "publication date"),
        ({"published": "2023-05-05"}, {"published_wrong": 1}, "publication date"),
        ({"times": [place("2 May 2023", type="DATE", value="2023-05-02")]}, {"value_f1": 66.7}, "time that is none"),
        (
            {"times": [place(f"{day} May 2023", type="DATE", value="2023-05-02") for day in (4, 2)]},
            {"value_f1": 50.0, "calendar_f1": 50.0},
            "time value",
        ),
        ({"events": []}, {"events_precision": 0, "events_listed": 1}, "event that is none"),
        (
            {"events": [place("Mara Velk opened the new harbour", trigger="opened", date="2023-05-03")]},
            {"events_recall": 0, "events_recall_at_80": 0},
            "event missed",
        ),
    ],
)
def test_a_difference_counts_and_is_listed(write: Write, changes: Labels, wrong: Labels, what: str | None) -> None:
    """A figure would hide an error, or the list of errors would not name it."""
    scored = figures(write(labelled(**changes)))
    assert {name: scored[name] for name in wrong} == wrong
    listed = {error["what"] for error in scored["errors"]}
    assert what in listed if what else not listed


@pytest.mark.parametrize(
    ("label", "served", "person", "same"),
    [
        ("Mara Velk", "Velk", True, True),
        ("Mara Velk", "Dr. Mara Velk", True, True),
        ("Mara Velk", "M. Velk", True, True),
        ("Mara Velk", "Jon Velk", True, False),
        ("Mara Velk", "Mara Sund", True, False),
        ("Mara Sund", "Sund", True, False),
        ("Mara Velk", None, True, False),
        (None, None, False, True),
        (None, "Velk", False, False),
        ("a senior official", "The senior official", False, True),
        ("a senior official", "an official", False, False),
        ("Ministry of Health", "ministry", False, False),
        ("Mara Velk and Jon Sund and Ida Orn", "Mara Velk, Jon Sund and Ida Orn", False, True),
        ("two pilots", "one of two pilots", False, True),
        ("two pilots", "one of the crew", False, False),
    ],
)
def test_who_counts_as_the_same_speaker(label: str | None, served: str | None, person: bool, same: bool) -> None:
    """Speakers would be counted right who are not, or the other way round."""
    assert same_speaker(label, served, person=person, others=("Mara Sund", "Olaf Sund", "Mara Velk")) is same


@pytest.mark.parametrize(
    ("ranked", "recall"),
    [
        ([], 0),
        ([(0.9, False), (0.8, True)], 0),
        ([(0.9, True), (0.8, False)], 10),
        ([(0.9, True), (0.8, False), (0.7, True), (0.6, True), (0.5, True)], 40),
        ([(0.5, False), (0.9, True), (0.6, True)], 20),
    ],
)
def test_recall_at_a_precision_of_80(ranked: list[tuple[float, bool]], recall: float) -> None:
    """The ranking of events would be judged by another stretch than the best one."""
    assert EventScore(labelled=10, ranked=ranked).recall_at_precision == recall


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2: not JSON"),
        ("[1]", "line 2: not a JSON object"),
        (json.dumps({k: v for k, v in labelled().items() if k != "times"}), "line 2: times: missing"),
        (json.dumps(labelled(quotes=[{"spans": [[0, 4]], "kind": "direct"}])), "line 2: quotes.0.speaker: missing"),
        (json.dumps(labelled(quotes=[quote("It") | {"spans": [[0]]}])), "quotes.0.spans.0: must be [start, end]"),
        (
            json.dumps(labelled(quotes=[quote("It") | {"spans": [[0, 9999]]}])),
            "quotes.0.spans: [0, 9999] is no stretch",
        ),
        (json.dumps(labelled(published="May")), "line 2: published:"),
        (json.dumps(labelled(events=[place("It", trigger="is", date="2023-02-31")])), "line 2: events.0.date:"),
    ],
)
def test_a_malformed_line_is_named(write: Write, line: str, says: str) -> None:
    """Somebody who labels articles could not find the slip in a long file."""
    path = write(labelled())
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(UsageError) as error:
        evaluate_articles(path)
    assert says in str(error.value)


def test_an_empty_file_is_said(write: Write) -> None:
    """Figures over nothing would look like figures."""
    with pytest.raises(UsageError, match="no article"):
        evaluate_articles(write())


def test_the_command_line_scores_a_folder(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """Several sets could not be compared, or their errors not be read in one go."""
    write(labelled(), name="one.jsonl")
    folder = write(labelled(published=None), name="two.jsonl").parent
    assert run_cli(["evaluate", str(folder), "--errors"]) == 0
    shown = capsys.readouterr().out
    assert "| figure | one | two | all |" in shown
    assert "| span and speaker both right, F1 | 100.0 | 100.0 | 100.0 |" in shown
    assert "X01: expected None | served 2023-05-04" in shown
    assert run_cli(["evaluate", str(folder / "two.jsonl"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["two"]["published_wrongly_found"] == 1
