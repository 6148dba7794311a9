"""The measures of quotes, over an invented article and a scorer that only counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.evaluation.quotes import evaluate_quotes

TEXT = "Mara Velk, the mayor, said the bridge “will hold”.\n\n“Come and see,” she told reporters. “Bring a coat.”"

SCORER = """
def trim(text, start, end):
    return start, end

def score(gold, system, collect=None):
    triples = sorted(triple for found in system.values() for triple in found)
    if collect is not None:
        for name, found in system.items():
            collect.extend((name, s, e, {}, (s, e, who), "OK" if who else "WRONG") for s, e, who in found)
    return {"triples": triples, "iou80": [0, 0, 0], "spk_surname": 0, "e2e": [0, 0, 0]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder laid out as the labelled articles are."""
    place = tmp_path / "quotes"
    place.mkdir()
    (place / "quotemarks.py").write_text("")
    (place / "score_quotes.py").write_text(SCORER)
    scare = [[TEXT.index("will hold"), TEXT.index("will hold") + 9], [0, 4]]
    line = json.dumps({"doc_id": "one", "text": TEXT, "quotes": [], "scare": scare})
    for layer in ("verbatim", "content"):
        (place / f"polnear_dev.{layer}.jsonl").write_text(line + "\n", encoding="utf-8")
    return tmp_path


def words(triples: list[list[object]]) -> list[str]:
    """The words that a run hands to the scorer."""
    return [TEXT[int(str(start)) : int(str(end))] for start, end, _ in triples]


def test_each_layer_gets_its_quotes(folder: Path) -> None:
    """The figures would be those of other quotes than the ones served."""
    figures = evaluate_quotes(folder)
    assert words(figures.verbatim["triples"]) == ["will hold", "Come and see,", "Bring a coat."]
    assert "the bridge “will hold”" in words(figures.content["triples"])
    assert "will hold" not in words(figures.content_joined["triples"])


def test_forms_and_confidence_are_counted(folder: Path) -> None:
    """The table by form, or the reliability table, would leave quotes out."""
    figures = evaluate_quotes(folder)
    assert sum(count for _, count in figures.by_form.values()) == 3
    assert sum(row[2] for row in figures.reliability) == 3
    assert figures.speed > 0


def test_scare_quotes_that_are_served_are_counted(folder: Path) -> None:
    """How often nobody's words are put into somebody's mouth could not be told."""
    assert evaluate_quotes(folder).scare == (2, 1)


def test_the_ablation_names_every_part(folder: Path) -> None:
    """What a part adds could not be told."""
    parts = evaluate_quotes(folder, ablate=True).ablation
    assert "everything" in parts
    assert len(parts) == 8


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """A run without the labelled articles would end in a riddle."""
    with pytest.raises(FileNotFoundError):
        evaluate_quotes(tmp_path)
