"""Ingest: what is in the folder is in the archive, once, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NoReturn

import pytest

from bot.errors import ManifestError, StoreError
from bot.ingest.patience import TookTooLongError
from bot.ingest.report import IngestReport, Progress
from bot.ingest.run import ingest
from bot.ingest.work import Job
from bot.store.asking.filters import Filters
from bot.store.corpus import Corpus
from bot.store.engine.database import Database, open_database

BRIDGE = "“We kept our word,” said the mayor, Jonas Halvorsen, on Thursday. The bridge is open."
FERRY = "“The ferry stays,” said the harbour master, Mira Solano. Nobody had asked her before."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two documents, one of them in a folder of its own."""
    folder = tmp_path / "news"
    (folder / "2031").mkdir(parents=True)
    (folder / "bridge.txt").write_text(BRIDGE)
    (folder / "2031" / "ferry.md").write_text(FERRY)
    return folder


def texts(database: Database) -> dict[str, str]:
    """What the archive holds: names and texts."""
    corpus = Corpus(database)
    return {row.name: corpus.text(row.id) for row in corpus.documents(Filters(), limit=1000).rows}


def ids(database: Database) -> dict[str, int]:
    """What the archive holds: names and ids."""
    return {row.name: row.id for row in Corpus(database).documents(Filters(), limit=1000).rows}


def former(database: Database) -> list[tuple[str, bool]]:
    """The former versions that are kept: names, and whether they were removed."""
    return [(edition.name, edition.removed) for edition, _ in Corpus(database).all_editions()]


def counts(report: IngestReport) -> dict[str, int]:
    """The counts of a report that are not zero."""
    names = ("stored", "changed", "unchanged", "renamed", "removed", "left_out")
    return {name: getattr(report, name) for name in names if getattr(report, name)}


def lines(report: IngestReport) -> list[str]:
    """What a person reads of a report."""
    return [str(notice) for notice in report.notices]


def test_a_folder_goes_in_and_a_second_ingest_changes_nothing(folder: Path, database: Database) -> None:
    """Documents would be missing, or everything be read twice and every id change."""
    assert counts(ingest([folder], database)) == {"stored": 2}
    before = ids(database)
    assert texts(database) == {"2031/ferry.md": FERRY, "bridge.txt": BRIDGE}
    assert counts(ingest([folder], database)) == {"unchanged": 2}
    assert ids(database) == before


def test_an_unchanged_folder_loads_no_language_code(folder: Path, database: Database, tmp_path: Path) -> None:
    """Every start would wait for parsers and word lists that it does not need."""
    ingest([folder], database)
    code = (
        "import sys; from pathlib import Path; from bot.ingest.run import ingest\n"
        "from bot.store.engine.database import open_database\n"
        "report = ingest([Path(sys.argv[1])], open_database(sys.argv[2]))\n"
        "loaded = {'trafilatura', 'htmldate', 'charset_normalizer', 'bot.extract', 'watchfiles'} & set(sys.modules)\n"
        "print(report.unchanged, sorted(loaded))"
    )
    arguments = [sys.executable, "-c", code, str(folder), f"sqlite:///{tmp_path / 'archive.db'}"]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)  # noqa: S603 - our own interpreter
    assert (done.stdout.strip(), done.stderr) == ("2 []", "")


def test_changed_renamed_and_removed_files_are_followed(folder: Path, database: Database) -> None:
    """The archive would answer from files that are not there any more, or lose the links to those that moved."""
    ingest([folder], database)
    before = ids(database)
    (folder / "2031" / "ferry.md").rename(folder / "boat.md")
    (folder / "bridge.txt").write_text(BRIDGE + " Again.")
    assert counts(ingest([folder], database)) == {"changed": 1, "renamed": 1, "unchanged": 1}
    assert texts(database) == {"boat.md": FERRY, "bridge.txt": BRIDGE + " Again."}
    assert ids(database) == {"boat.md": before["2031/ferry.md"], "bridge.txt": before["bridge.txt"]}
    (folder / "bridge.txt").unlink()
    assert counts(ingest([folder], database)) == {"unchanged": 1, "removed": 1}
    assert texts(database) == {"boat.md": FERRY}


def test_what_the_database_refuses_costs_nothing_that_came_before(folder: Path, database: Database) -> None:
    """Documents that were read together with a bad one would never get into the archive."""
    with database.write() as connection:
        refusal = "BEFORE INSERT ON document WHEN new.name = 'bridge.txt' BEGIN SELECT RAISE(ABORT, 'full'); END"
        connection.exec_driver_sql(f"CREATE TRIGGER refuse {refusal}")
    with pytest.raises(StoreError, match="full"):
        ingest([folder], database)
    assert texts(database) == {"2031/ferry.md": FERRY}
    with database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER refuse")
    assert counts(ingest([folder], database)) == {"stored": 1, "unchanged": 1}


def test_two_files_that_swap_names_swap_texts(folder: Path, database: Database) -> None:
    """A swap would be taken for two renames and end in lost documents."""
    one, other = folder / "bridge.txt", folder / "ferry.txt"
    other.write_text(FERRY + " A second one.")
    ingest([folder], database)
    one.rename(folder / "swap")
    other.rename(one)
    (folder / "swap").rename(other)
    ingest([folder], database)
    assert texts(database) == {"2031/ferry.md": FERRY, "bridge.txt": FERRY + " A second one.", "ferry.txt": BRIDGE}


def test_a_copy_is_a_document_of_its_own(folder: Path, database: Database) -> None:
    """A copied file would steal the document of the original."""
    ingest([folder], database)
    (folder / "copy.txt").write_text(BRIDGE)
    assert counts(ingest([folder], database)) == {"stored": 1, "unchanged": 2}
    assert set(texts(database)) == {"2031/ferry.md", "bridge.txt", "copy.txt"}


def test_a_folder_that_moved_keeps_its_documents(folder: Path, database: Database) -> None:
    """Moving the archive's folder would make every document twice."""
    ingest([folder], database)
    before = ids(database)
    moved = folder.rename(folder.parent / "elsewhere")
    assert counts(ingest([moved], database)) == {"unchanged": 2}
    assert ids(database) == before


def test_only_what_was_ingested_from_a_folder_goes_with_it(folder: Path, database: Database, tmp_path: Path) -> None:
    """Reading one folder would throw out the documents of all others."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "lamp.txt").write_text("The lamp burns. “It burns,” she said.")
    ingest([folder, other], database)
    (other / "lamp.txt").unlink()
    (folder / "bridge.txt").unlink()
    assert counts(ingest([other], database)) == {"removed": 1}
    assert set(texts(database)) == {"2031/ferry.md", "bridge.txt"}


def test_a_folder_that_is_not_there_removes_nothing(folder: Path, database: Database) -> None:
    """A disk that is not mounted would empty the archive."""
    ingest([folder], database)
    folder.rename(folder.parent / "away")
    report = ingest([folder], database)
    assert counts(report) == {"left_out": 1}
    assert lines(report) == [f"{folder}: there is no such file or folder; left out"]
    assert len(texts(database)) == 2


def test_files_of_one_name_in_two_folders_are_both_kept(folder: Path, database: Database, tmp_path: Path) -> None:
    """The second folder's document would overwrite the first's."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "bridge.txt").write_text("Another bridge. “Mine,” he said.")
    ingest([folder], database)
    assert counts(ingest([other], database)) == {"stored": 1}
    assert texts(database)["other/bridge.txt"] == "Another bridge. “Mine,” he said."
    assert texts(database)["bridge.txt"] == BRIDGE
    assert counts(ingest([folder, other], database)) == {"unchanged": 3}


def test_a_file_is_one_document_whichever_folder_it_is_reached_by(folder: Path, database: Database) -> None:
    """Reading a folder and then a part of it would store the part twice."""
    ingest([folder], database)
    for paths in (
        [folder / "2031"],
        [folder / "bridge.txt"],
        [folder, folder / "2031"],
        [folder, folder / "bridge.txt"],
    ):
        assert "stored" not in counts(ingest(paths, database))
    assert set(texts(database)) == {"2031/ferry.md", "bridge.txt"}


def test_curation_beside_the_documents_is_applied_and_followed(folder: Path, database: Database) -> None:
    """A date that the curator adds later would not reach the archive, or one taken back would stay."""
    ingest([folder], database)
    manifest = folder / "corpus.toml"
    manifest.write_text('[documents."2031/ferry.md"]\npublished = 2031-05-16\npublisher = "The Harbour Post"\n')
    report = ingest([folder], database)
    assert counts(report) == {"changed": 1, "unchanged": 1}
    assert report.manifests == [str(manifest)]
    rows = {row.name: row for row in Corpus(database).documents(Filters()).rows}
    assert str(rows["2031/ferry.md"].published.date) == "16 May 2031"
    assert rows["2031/ferry.md"].publisher == "The Harbour Post"
    assert rows["bridge.txt"].published.date is None
    manifest.unlink()
    assert counts(ingest([folder], database)) == {"changed": 1, "unchanged": 1}
    assert all(row.published.date is None for row in Corpus(database).documents(Filters()).rows)


def test_the_nearest_manifest_speaks_for_a_document(folder: Path, database: Database) -> None:
    """The answer would depend on which folder was named on the command line."""
    (folder / "corpus.toml").write_text('[defaults]\npublisher = "Outer"\n')
    inner = folder / "2031" / "corpus.toml"
    inner.write_text('[documents."ferry.md"]\npublisher = "Inner"\n')
    ingest([folder], database)
    assert {row.name: row.publisher for row in Corpus(database).documents(Filters()).rows} == {
        "bridge.txt": "Outer",
        "2031/ferry.md": "Inner",
    }
    assert counts(ingest([folder / "2031"], database)) == {"unchanged": 1}


@pytest.mark.parametrize(("place", "name"), [("stated.toml", "news/bridge.txt"), ("desk/stated.toml", "bridge.txt")])
def test_a_given_manifest_stands_for_those_beside_the_documents(
    folder: Path, database: Database, tmp_path: Path, place: str, name: str
) -> None:
    """A curator who may not write into the folder could state nothing."""
    (tmp_path / "desk").mkdir()
    given = tmp_path / place
    given.write_text(f'[documents."{name}"]\npublisher = "Given"\n')
    (folder / "corpus.toml").write_text('[defaults]\npublisher = "Beside"\n')
    assert lines(ingest([folder], database, manifest=given)) == []
    publishers = {row.name: row.publisher for row in Corpus(database).documents(Filters()).rows}
    assert publishers == {"bridge.txt": "Given", "2031/ferry.md": None}


def test_a_given_manifest_that_is_broken_stops_before_anything_is_read(
    folder: Path, database: Database, tmp_path: Path
) -> None:
    """Documents would go in without what the person who named the manifest wanted said."""
    given = tmp_path / "stated.toml"
    given.write_text("[defaults\n")
    with pytest.raises(ManifestError, match=r"stated\.toml: not valid TOML"):
        ingest([folder], database, manifest=given)
    assert texts(database) == {}


def test_what_was_read_is_known_again_by_another_process(tmp_path: Path) -> None:
    """A file of records that grows would be annotated as a whole each time."""
    wire = tmp_path / "wire.jsonl"
    reports = []
    for number, seed in enumerate(("1", "2"), start=2):
        wire.write_text("".join(json.dumps({"text": BRIDGE * count}) + "\n" for count in range(1, number + 1)))
        command = [sys.executable, "-m", "bot", "ingest", "--json", str(wire)]
        place = {**os.environ, "PYTHONHASHSEED": seed, "DATABASE_URL": f"sqlite:///{tmp_path / 'archive.db'}"}
        done = subprocess.run(command, env=place, capture_output=True, text=True, check=True)  # noqa: S603
        reports.append(json.loads(done.stdout))
    assert [(one["stored"], one["changed"], one["unchanged"]) for one in reports] == [(2, 0, 0), (1, 0, 2)]


def test_records_of_a_file_are_followed_one_by_one(folder: Path, database: Database) -> None:
    """A corrected record would need the whole export to be read again, or old records would stay for ever."""
    path = folder / "wire.jsonl"

    def write(*records: str) -> None:
        path.write_text("".join(json.dumps({"text": record}) + "\n" for record in records))

    write("One. “One,” she said.", "Two. “Two,” she said.", "Three. “Three,” she said.")
    assert counts(ingest([path], database)) == {"stored": 3}
    before = ids(database)
    write("One. “One,” she said.", "Two. “Zwei,” she said.")
    assert counts(ingest([path], database)) == {"unchanged": 1, "changed": 1, "removed": 1}
    assert texts(database) == {"wire.jsonl#1": "One. “One,” she said.", "wire.jsonl#2": "Two. “Zwei,” she said."}
    assert ids(database)["wire.jsonl#2"] == before["wire.jsonl#2"]
    path.rename(folder / "moved.jsonl")
    assert counts(ingest([folder / "moved.jsonl"], database)) == {"renamed": 2, "unchanged": 2}
    assert ids(database) == {"moved.jsonl#1": before["wire.jsonl#1"], "moved.jsonl#2": before["wire.jsonl#2"]}


def test_several_workers_store_the_same_as_one(folder: Path, database: Database, tmp_path: Path) -> None:
    """The order, and with it the ids, would depend on which process was faster."""
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"Number {number}. “This is {number},” said Mira Solano.")
    (folder / "wire.jsonl").write_text(
        "".join(json.dumps({"text": f"Record {n}. “{n},” he said."}) + "\n" for n in range(5))
    )
    report = ingest([folder], database, workers=2)
    with open_database(f"sqlite:///{tmp_path / 'other.db'}") as alone:
        assert counts(ingest([folder], alone)) == counts(report) == {"stored": 19}
        assert ids(alone) == ids(database)


def test_progress_counts_up_to_the_whole(folder: Path, database: Database) -> None:
    """The bar would stop short of its end, or never move."""
    seen: list[Progress] = []
    ingest([folder], database, progress=seen.append)
    assert [(step.files, step.of_files) for step in seen] == [(1, 2), (2, 2)]
    assert seen[-1].documents == 2
    seen.clear()
    ingest([folder], database, progress=seen.append)
    assert [step.files for step in seen] == [1, 2]


def test_an_ingest_that_is_stopped_goes_on_where_it_was(folder: Path, database: Database) -> None:
    """Stopping a long ingest would lose what was done, or take what was not reached for removed."""
    asked = iter([False, True])
    report = ingest([folder], database, stop=lambda: next(asked))
    assert (report.stopped, counts(report)) == (True, {"stored": 1})
    assert counts(ingest([folder], database)) == {"stored": 1, "unchanged": 1}


def test_a_new_version_of_the_extraction_reads_everything_again(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Annotations that this program would not find would stay in the archive."""
    ingest([folder], database)
    before = ids(database)
    monkeypatch.setattr("bot.ingest.run.engine_version", lambda: "another")
    assert counts(ingest([folder], database)) == {"changed": 2}
    assert ids(database) == before
    assert former(database) == []
    assert counts(ingest([folder], database)) == {"unchanged": 2}


def test_an_archive_in_the_folder_is_followed_member_by_member(folder: Path, database: Database) -> None:
    """A bundle would be stored anew with each change to it, or what it no longer holds would stay."""

    def pack(**members: str) -> None:
        with zipfile.ZipFile(folder / "bundle.zip", "w") as archive:
            for name, text in members.items():
                archive.writestr(f"2031/{name}.txt", text)

    (folder / "corpus.toml").write_text(
        '[documents."bundle.zip"]\npublisher = "The Quay"\n[documents."bundle.zip/2031/b.txt"]\ntitle = "B"\n'
    )
    pack(a=BRIDGE, b=FERRY)
    report = ingest([folder], database)
    assert (counts(report), lines(report)) == ({"stored": 4}, [])
    rows = {row.name: row for row in Corpus(database).documents(Filters(), limit=10).rows}
    assert [rows[f"bundle.zip/2031/{name}.txt"].publisher for name in "ab"] == ["The Quay", "The Quay"]
    assert rows["bundle.zip/2031/b.txt"].title == "B"
    assert counts(ingest([folder], database)) == {"unchanged": 4}
    pack(a=BRIDGE, b=FERRY + " She smiled.", c=BRIDGE)
    assert counts(ingest([folder], database)) == {"unchanged": 3, "changed": 1, "stored": 1}
    pack(b=FERRY + " She smiled.")
    assert counts(ingest([folder], database)) == {"unchanged": 3, "removed": 2}
    (folder / "bundle.zip").rename(folder / "renamed.zip")  # and nothing is stated about that name
    assert counts(ingest([folder], database)) == {"unchanged": 2, "changed": 1, "renamed": 1}
    assert "renamed.zip/2031/b.txt" in texts(database)
    (folder / "renamed.zip").unlink()
    assert counts(ingest([folder], database)) == {"unchanged": 2, "removed": 1}


def test_what_cannot_be_read_any_more_in_an_archive_stays_as_it_was(folder: Path, database: Database) -> None:
    """A bundle that came broken over the network would cost what it held before."""
    path = folder / "bundle.zip"
    for texts_ in ((BRIDGE, FERRY), ("", FERRY)):
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in zip("ab", texts_, strict=True):
                archive.writestr(f"{name}.txt", text)
        report = ingest([folder], database)
    assert lines(report) == ["bundle.zip/a.txt: empty; what was read of it before is kept"]
    path.write_bytes(path.read_bytes()[:50])
    report = ingest([folder], database)
    assert lines(report) == ["bundle.zip: damaged, or no zip file; what was read of it before is kept"]
    assert {"bundle.zip/a.txt", "bundle.zip/b.txt"} <= set(texts(database))


@pytest.mark.parametrize("workers", [1, 2])
def test_what_cannot_be_read_is_named_each_time_and_read_once(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    """A bundle of ten thousand letters, one of them broken, would be read again by every ingest, or the one be lost."""
    bundle = folder / "bundle.zip"
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.writestr("a.txt", BRIDGE)
        archive.writestr("b.txt", "")
    (folder / "broken.zip").write_bytes(bundle.read_bytes()[:50])
    said = ["broken.zip: damaged, or no zip file; left out", "bundle.zip/b.txt: empty; left out"]
    report = ingest([folder], database, workers=workers)
    assert (sorted(lines(report)), counts(report)) == (said, {"stored": 3, "left_out": 2})
    with monkeypatch.context() as patch:
        patch.setattr("bot.ingest.run.work", reads_nothing)
        patch.setattr("bot.ingest.plan.read_curated", reads_nothing)
        report = ingest([folder], database)
        assert (sorted(lines(report)), counts(report)) == (said, {"unchanged": 3, "left_out": 2})
        bundle.rename(folder / "letters.zip")
        report = ingest([folder], database)
        assert sorted(lines(report)) == [said[0], "letters.zip/b.txt: empty; left out"]
    with zipfile.ZipFile(folder / "letters.zip", "w") as archive:
        archive.writestr("a.txt", BRIDGE)
        archive.writestr("b.txt", FERRY)
    assert counts(ingest([folder], database)) == {"unchanged": 3, "stored": 1, "left_out": 1}
    (folder / "broken.zip").unlink()
    report = ingest([folder], database)
    assert (lines(report), counts(report)) == ([], {"unchanged": 4})


def reads_nothing(job: Job) -> NoReturn:
    """Stands where files are read."""
    raise AssertionError(f"{job.path} was read again")


def test_what_took_too_long_is_tried_again(folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine that was busy for an hour a document would be lost for good."""

    def gives_up(_seconds: float) -> NoReturn:
        raise TookTooLongError

    with monkeypatch.context() as patch:
        patch.setattr("bot.ingest.work.at_most", gives_up)
        assert counts(ingest([folder], database)) == {"left_out": 2}
    assert counts(ingest([folder], database)) == {"stored": 2}


def test_former_versions_are_kept_of_what_the_source_changed(folder: Path, database: Database) -> None:
    """A correction would leave no trace, or the curator's own statement pass for the newspaper's correction."""
    ingest([folder], database)
    (folder / "corpus.toml").write_text('[defaults]\npublisher = "Harbour Post"\n')
    assert counts(ingest([folder], database)) == {"changed": 2}
    assert former(database) == []
    (folder / "bridge.txt").write_text(BRIDGE.replace("open", "closed"))
    (folder / "2031" / "ferry.md").unlink()
    assert counts(ingest([folder], database)) == {"changed": 1, "removed": 1}
    assert former(database) == [("bridge.txt", False), ("2031/ferry.md", True)]
