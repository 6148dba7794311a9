"""A folder of everything that can be wrong with a file: each is one clear line, and the rest goes in whole."""

from __future__ import annotations

import json
import os
import random
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.ingest.report import IngestReport
from bot.ingest.run import ingest
from bot.model import Annotations
from bot.store.asking.filters import Filters
from bot.store.corpus import Corpus
from bot.store.engine.database import Database

GOOD = "“We kept our word,” said the mayor, Jonas Halvorsen. The bridge is open."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good document, last by name: it must go in whatever comes before it."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "zz.txt").write_text(GOOD)
    return folder


def stored(database: Database) -> set[str]:
    """The names of the documents in the archive."""
    return {row.name for row in Corpus(database).documents(Filters(), limit=1000).rows}


def lines(report: IngestReport) -> list[str]:
    """What a person reads of a report."""
    return [str(notice) for notice in report.notices]


def sparse(path: Path) -> None:
    """A file of 200 MB that takes no room on the disk."""
    with path.open("wb") as stream:
        stream.truncate(200_000_000)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty.txt": (lambda path: path.touch(), "empty; left out"),
    "blank.md": (lambda path: path.write_bytes(b" \r\n\t"), "nothing but white space; left out"),
    "pdf.txt": (
        lambda path: path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"),
        "called plain text, but it is PDF: damaged, or no PDF; left out",
    ),
    "noise.txt": (
        lambda path: path.write_bytes(random.Random(7).randbytes(50_000)),  # noqa: S311 - any noise will do
        "binary, not text; left out",
    ),
    "zip.html": (
        lambda path: path.write_bytes(b"PK\x03\x04rest"),
        "called HTML, but it is zip: damaged, or no zip file; left out",
    ),
    "huge.txt": (sparse, "larger than 20 MB, the limit for one document; left out"),
    "huge.html": (sparse, "larger than 20 MB, the limit for one document; left out"),
    "pipe.txt": (os.mkfifo, "not a regular file; left out"),
    "dangling.txt": (
        lambda path: path.symlink_to("/nowhere/at/all.txt"),
        "cannot be read (no such file or directory); left out",
    ),
    "circle.txt": (
        lambda path: path.symlink_to(path),
        "cannot be read (too many levels of symbolic links); left out",
    ),
    "loop": (lambda path: path.symlink_to(path.parent), "a link to a folder that is read already; not followed"),
    "again.txt": (lambda path: path.symlink_to("zz.txt"), "a link to a file that is read itself; not followed"),
    "menu.html": (
        lambda path: path.write_text("<html><script>let a = 1;</script></html>"),
        "no article found in the page; left out",
    ),
    "void.jsonl": (lambda path: path.write_bytes(b""), "empty; left out"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_each_bad_file_is_one_clear_line(folder: Path, database: Database, name: str) -> None:
    """A person would search in vain for what became of a file, or one bad file would cost the folder."""
    make, reason = BAD[name]
    make(folder / name)
    report = ingest([folder], database)
    assert lines(report) == [f"{name}: {reason}"]
    assert report.left_out == ("left out" in reason)
    assert stored(database) == {"zz.txt"}


def test_a_folder_of_bad_files_goes_through_in_bounded_memory(folder: Path, database: Database) -> None:
    """Together they would take the machine's memory, or one would hide another."""
    for name, (make, _) in BAD.items():
        make(folder / name)
    (folder / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    ingest([folder], database)  # loads what there is to load
    tracemalloc.start()
    try:
        report = ingest([folder], database)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()
    expected = sorted(f"{name}: {reason}" for name, (_, reason) in BAD.items())
    assert sorted(lines(report)[:-1]) == expected
    assert lines(report)[-1] == "news: 1 file of another format is passed over: .jpg (1)"
    assert stored(database) == {"zz.txt"}


def test_a_folder_named_like_a_document_is_walked(folder: Path, database: Database) -> None:
    """A folder called letters.txt would end the run, or its documents be lost."""
    (folder / "letters.txt").mkdir()
    (folder / "letters.txt" / "a.txt").write_text(GOOD)
    assert lines(ingest([folder], database)) == []
    assert stored(database) == {"letters.txt/a.txt", "zz.txt"}


def test_a_link_out_of_the_folder_is_followed_once(folder: Path, database: Database, tmp_path: Path) -> None:
    """Documents behind a link would be missing, or two links to each other never end."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.txt").write_text(GOOD)
    (outside / "back").symlink_to(folder)
    (folder / "one").symlink_to(outside)
    (folder / "two").symlink_to(outside)
    report = ingest([folder], database)
    assert stored(database) == {"one/a.txt", "zz.txt"}
    assert lines(report) == [
        "one/back: a link to a folder that is read already; not followed",
        "two: a link to a folder that is read already; not followed",
    ]


def test_files_that_are_named_must_be_there_and_readable(folder: Path, database: Database) -> None:
    """A misspelt path would look like success."""
    (folder / "notes.xyz").write_text(GOOD)
    report = ingest([folder / "notes.xyz", folder / "nowhere.txt", folder / "zz.txt"], database)
    first, second = lines(report)
    assert first.startswith("notes.xyz: not a format that is read (.txt, ")
    assert second == "nowhere.txt: cannot be read (no such file or directory); left out"
    assert stored(database) == {"zz.txt"}


@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"line\nbreak.txt"])
def test_a_name_that_cannot_be_printed_is_refused_on_one_line(folder: Path, database: Database, name: bytes) -> None:
    """Such a name would end the run in the database, or forge a line of the report."""
    Path(os.fsdecode(bytes(folder) + b"/" + name)).write_text(GOOD)
    (line,) = lines(ingest([folder], database))
    assert line.endswith(": its name has bytes that are no text; rename it; left out")
    assert "\n" not in line
    assert stored(database) == {"zz.txt"}


def test_an_encoding_that_had_to_be_guessed_is_said_once(folder: Path, database: Database) -> None:
    """Wrong letters would stand in a quote without a word about where they come from."""
    (folder / "old.txt").write_bytes("Le ministre a déclaré : « C’est fini », à l’été dernier.".encode("cp1252"))
    assert lines(ingest([folder], database)) == ["old.txt: not UTF-8; read as windows-1252, detected from its bytes"]
    assert stored(database) == {"old.txt", "zz.txt"}
    assert lines(ingest([folder], database)) == []


def test_a_document_that_breaks_later_keeps_what_was_read(folder: Path, database: Database) -> None:
    """A failing disk or a bad save would empty the archive."""
    ingest([folder], database)
    (folder / "zz.txt").write_bytes(b"")
    report = ingest([folder], database)
    assert lines(report) == ["zz.txt: empty; what was read of it before is kept"]
    assert stored(database) == {"zz.txt"}
    (folder / "zz.txt").write_text(GOOD)
    assert ingest([folder], database).unchanged == 1


def test_a_broken_record_costs_itself_alone_and_is_told_until_mended(folder: Path, database: Database) -> None:
    """One broken line would cost an export of thousands, or be forgotten after the first run."""
    path = folder / "wire.jsonl"
    records = [json.dumps({"text": f"Record {number}. “It is {number},” she said."}) for number in (1, 2, 3)]
    path.write_text("\n".join([records[0], "{broken", records[2]]))
    for _ in range(2):
        (line,) = lines(ingest([folder], database))
        assert line.startswith("wire.jsonl#2: not JSON")
        assert stored(database) == {"wire.jsonl#1", "wire.jsonl#3", "zz.txt"}
    path.write_text("\n".join(records))
    report = ingest([folder], database)
    assert (report.stored, report.unchanged, lines(report)) == (1, 3, [])
    path.write_text("\n".join([records[0], "{broken again", records[2]]))
    (line,) = lines(ingest([folder], database))
    assert line.startswith("wire.jsonl#2: not JSON")
    assert line.endswith("what was read of it before is kept")
    assert "wire.jsonl#2" in stored(database)


def test_a_broken_manifest_is_told_and_takes_nothing_back(folder: Path, database: Database) -> None:
    """One typing error in corpus.toml would wipe out every date that the curator had stated."""
    manifest = folder / "corpus.toml"
    manifest.write_text("[defaults]\npublished = 2031-05-16\n")
    ingest([folder], database)
    manifest.write_text("[defaults]\npublished = 2031-05-16\nautor = 'x'\n")
    (folder / "new.txt").write_text(GOOD + " New.")
    report = ingest([folder], database)
    (line,) = lines(report)
    assert line.startswith(f"{manifest}: unknown key 'autor' in defaults")
    assert line.endswith("new and changed documents go in without it, the others keep what it stated")
    dates = {row.name: row.published.date for row in Corpus(database).documents(Filters()).rows}
    assert {name: str(date) for name, date in dates.items()} == {"zz.txt": "16 May 2031", "new.txt": "None"}
    manifest.write_text("[defaults]\npublished = 2031-05-16\n")
    assert lines(ingest([folder], database)) == []
    dates = {row.name: row.published.date for row in Corpus(database).documents(Filters()).rows}
    assert {str(date) for date in dates.values()} == {"16 May 2031"}


def test_a_document_that_the_manifest_names_and_that_is_missing_is_told(folder: Path, database: Database) -> None:
    """A misspelt file name in corpus.toml would go unnoticed, and its date never be used."""
    (folder / "corpus.toml").write_text('[documents."zz.txt"]\n[documents."zy.txt"]\npublished = 2031-05-16\n')
    (line,) = lines(ingest([folder], database))
    assert line == (
        f'{folder / "corpus.toml"}: the document "zy.txt" is not there; what is stated about it waits until it is'
    )


def test_a_defect_in_one_document_costs_that_document_alone(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of ours in one strange document would end the ingest of a whole archive."""
    from bot.extract import pipeline

    whole = pipeline.annotate

    def annotate(document: object) -> Annotations:
        if "strange" in document.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError("by a strange document")
        return whole(document)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "annotate", annotate)
    (folder / "strange.txt").write_text("A strange one.")
    report = ingest([folder], database)
    assert lines(report) == [
        "strange.txt: a defect of this program (ZeroDivisionError: by a strange document); left out"
    ]
    assert stored(database) == {"zz.txt"}
    monkeypatch.undo()
    assert ingest([folder], database).stored == 1


def test_one_gigantic_line_is_a_document_like_any_other(folder: Path, database: Database) -> None:
    """A text without line breaks would take minutes, or memory without end."""
    (folder / "line.txt").write_text(f"{GOOD} " * 800)
    assert lines(ingest([folder], database)) == []
    assert stored(database) == {"line.txt", "zz.txt"}
