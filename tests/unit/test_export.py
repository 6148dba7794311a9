"""Export: all of the archive, verbatim, for programs and for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.export import CSV_COLUMNS, ExportFormat, export_csv, export_file, export_json
from bot.ingest.run import ingest
from bot.store.corpus import Corpus, open_corpus
from bot.store.engine.database import open_database
from tests.archives import PATIENT

DOCS = Path(__file__).parents[2] / "docs" / "export-format.md"
BRIDGE = (
    "“We kept our word, ‘all’ of us,” said the mayor, Jonas Halvorsen, on Thursday. The bridge opened on 15 May 2031."
)
FORMULA = "“=HYPERLINK(1) is a formula, and it runs,” said Mira Solano, the harbour master, on Thursday."
QUOTES = 3  # the one that two documents print is exported twice


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    """An archive of two documents with the same quote, and one with a quote that looks like a formula."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(BRIDGE)
    (folder / "b.txt").write_text(BRIDGE)
    (folder / "c.txt").write_text(FORMULA)
    (folder / "corpus.toml").write_text(
        '[defaults]\npublished = 2031-05-16\npublisher = "@Harbour, Post"\n[documents."a.txt"]\ntitle = "A “title”"\n'
    )
    with open_database(f"sqlite:///{tmp_path / 'archive.db'}", deadline=PATIENT) as database:
        ingest([folder], database)
        yield open_corpus(database)


def test_json_holds_everything_and_every_slice_is_verbatim(corpus: Corpus) -> None:
    """A program would work on words that no document prints, or on a part of the archive."""
    out = io.StringIO()
    count = export_json(corpus, out)
    data = json.loads(out.getvalue())
    assert (data["format"], data["version"]) == ("briefing-bot archive", 1)
    assert (len(data["documents"]), len(data["quotes"]), count) == (3, QUOTES, QUOTES)
    assert {document["name"] for document in data["documents"]} == {"a.txt", "b.txt", "c.txt"}
    texts = {document["name"]: corpus.text(document["id"]) for document in data["documents"]}
    for quote in data["quotes"]:
        text = texts[quote["document"]]
        assert [text[start:end] for start, end in quote["spans"]] == quote["parts"]
    assert data["events"]
    for event in data["events"]:
        assert texts[event["document"]][slice(*event["span"])] == event["text"]
    said = next(quote for quote in data["quotes"] if quote["document"] == "a.txt")
    assert (said["speaker"], said["said_on"], said["said_on_how"]) == ("Jonas Halvorsen", "2031-05-15", "resolved")
    assert said["also_in"] == ["b.txt"]


def test_csv_has_a_row_for_every_quote(corpus: Corpus) -> None:
    """A spreadsheet would miss quotes, or show them in the wrong columns."""
    out = io.StringIO()
    export_csv(corpus, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert len(rows) == QUOTES
    said = next(row for row in rows if row["document"] == "a.txt")
    start, end = map(int, said["spans"].split(":"))
    assert said["text"] == BRIDGE[start:end]
    assert said["title"] == "A “title”"
    assert (said["speaker"], said["kind"], said["said_on"]) == ("Jonas Halvorsen", "direct", "2031-05-15")
    assert "Thursday" in said["said_on_why"]
    assert said["published"] == "2031-05-16"
    assert said["also_in"] == "b.txt"


def test_no_cell_is_a_formula(corpus: Corpus) -> None:
    """A document could run a formula on the machine of whoever opens the table."""
    out = io.StringIO()
    export_csv(corpus, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert {row["publisher"] for row in rows} == {"'@Harbour, Post"}
    assert any(row["text"].startswith("'=HYPERLINK") for row in rows)


def test_a_file_is_whole_or_not_there(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk or Ctrl-C would leave half a table that looks like a whole one."""
    target = tmp_path / "out.csv"
    done: list[int] = []
    assert export_file(corpus, target, ExportFormat.CSV, done.append) == len(done) == QUOTES
    before = target.read_bytes()
    assert before.startswith("\ufeffquote_id,text".encode())

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_file(corpus, target, ExportFormat.CSV, interrupted)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.glob(".*")] == []
    with pytest.raises(UsageError, match="cannot be written"):
        export_file(corpus, tmp_path / "missing" / "out.json", ExportFormat.JSON)


def test_standard_output_takes_it_too(corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    """`export | jq` would not work."""
    export_file(corpus, None, ExportFormat.JSON)
    assert json.loads(capsys.readouterr().out)["quotes"]


def test_former_versions_are_written_with_their_quotes(corpus: Corpus, tmp_path: Path) -> None:
    """An archive that is moved on would lose what its documents said before they were corrected."""
    (tmp_path / "news" / "a.txt").write_text(BRIDGE.replace("word", "promise"))
    ingest([tmp_path / "news"], corpus.database)
    out = io.StringIO()
    export_json(corpus, out)
    (former,) = json.loads(out.getvalue())["former"]
    assert (former["document"], former["removed"], len(former["quotes"])) == ("a.txt", False, 1)
    (change,) = former["changed_quotes"]
    assert (change["before"]["speaker"], change["after"]["speaker"]) == ("Jonas Halvorsen", "Jonas Halvorsen")
    assert change["before"]["parts"] == former["quotes"][0]["parts"] != change["after"]["parts"]


def test_every_key_and_column_is_documented(corpus: Corpus, tmp_path: Path) -> None:
    """A person would have to guess what a column means."""
    (tmp_path / "news" / "a.txt").write_text(BRIDGE.replace("word", "promise"))
    ingest([tmp_path / "news"], corpus.database)
    out = io.StringIO()
    export_json(corpus, out)
    data = json.loads(out.getvalue())
    keys = {
        *data,
        *CSV_COLUMNS,
        *(key for name in ("documents", "quotes", "events", "former") for key in data[name][0]),
    }
    text = DOCS.read_text(encoding="utf-8")
    assert [key for key in sorted(keys) if f"`{key}`" not in text] == []
