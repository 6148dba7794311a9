"""Documents out of containers, from the folder to the answer: named, curated, quoted word for word, followed."""

from __future__ import annotations

import io
import json
import multiprocessing
import shutil
import zipfile
from pathlib import Path

import pytest

from bot.chat.console import run_console
from bot.export import export_json
from bot.ingest.run import ingest
from bot.store.corpus import Corpus
from bot.store.engine.database import Database

SAMPLES = Path(__file__).parents[1] / "samples"
NAME = "bundle.zip/2031/columns2.pdf"
QUOTE = (
    "I told the engineers in the very first winter that the unquestionably strongest argument against the bridge "
    "was the ice,"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a PDF in a zip, and what the curator knows of it."""
    folder = tmp_path / "news"
    folder.mkdir()
    with zipfile.ZipFile(folder / "bundle.zip", "w") as archive:
        archive.write(SAMPLES / "columns2.pdf", "2031/columns2.pdf")
    (folder / "corpus.toml").write_text(
        f'[documents."{NAME}"]\npublisher = "The Harbour Post"\npublished = 2031-05-16\n', encoding="utf-8"
    )
    return folder


def names(database: Database) -> set[str]:
    """What the archive holds."""
    return {row.name for row in Corpus(database).all_documents()}


def test_a_quote_from_a_pdf_in_a_zip_is_served_with_its_place(folder: Path, database: Database) -> None:
    """Words that run over lines and columns would be broken, or nobody could find the page they stand on."""
    report = ingest([folder], database)
    assert (report.stored, report.left_out, report.notices) == (1, 0, [])
    assert multiprocessing.active_children() == []
    out = io.StringIO()
    typed = f"/quote Solano about ice\n/open 1\n/source {NAME}\n"
    run_console(Corpus(database), stdin=io.StringIO(typed), stdout=out)
    said = " ".join(out.getvalue().split())
    assert said.count(QUOTE) == 2
    assert f"File: {NAME}" in said
    assert "Published: 16 May 2031, stated by the curator" in said
    export = io.StringIO()
    export_json(Corpus(database), export)
    written = json.loads(export.getvalue())
    assert [(one["name"], one["publisher"], one["published"]) for one in written["documents"]] == [
        (NAME, "The Harbour Post", "2031-05-16")
    ]
    assert QUOTE in {part for one in written["quotes"] for part in one["parts"]}
    again = ingest([folder], database)
    assert (again.unchanged, again.stored, again.changed) == (1, 0, 0)


def test_what_a_browser_saved_with_a_page_is_no_document(tmp_path: Path, database: Database) -> None:
    """The frames of advertisements would be read as news."""
    folder = tmp_path / "saved"
    (folder / "Bridge_files").mkdir(parents=True)
    title, *story = (SAMPLES / "story.txt").read_text(encoding="utf-8").split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story)
    page = f"<html><head><meta charset='utf-8'></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    (folder / "Bridge.html").write_text(page, encoding="utf-8")
    (folder / "Bridge_files" / "saved_resource.html").write_text("<article><p>Buy two, pay one, only this week.")
    report = ingest([folder], database)
    assert (names(database), report.left_out) == ({"Bridge.html"}, 0)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_folder_of_everything_goes_in_and_each_bad_file_is_one_line(
    tmp_path: Path, database: Database, workers: int
) -> None:
    """One hostile file would cost all others, or nobody would learn which it was."""
    folder = tmp_path / "all"
    shutil.copytree(SAMPLES, folder)
    (folder / "bomb.odt").write_bytes(b"PK\x03\x04" + bytes(100))
    (folder / "bomb.xml").write_text('<!DOCTYPE a [<!ENTITY a "ha">]><rss>&a;</rss>')
    (folder / "lying.pdf").write_text("<html><script>let a = 1;</script></html>")
    report = ingest([folder], database, workers=workers)
    left_out = [str(notice) for notice in report.notices if notice.left_out]
    assert [line.partition(": ")[0] for line in sorted(left_out)] == [
        "bomb.odt",
        "bomb.xml",
        "lying.pdf",
        "password.pdf",
        "scanned.pdf",
    ]
    assert len(names(database)) == 16
    assert report.stored == 16
