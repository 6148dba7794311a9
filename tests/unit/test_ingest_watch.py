"""`ingest --watch`: the archive follows the folder until it is asked to stop."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path
from queue import Queue

import pytest

from bot.ingest.report import IngestReport
from bot.ingest.run import Options
from bot.ingest.watch import watch
from bot.store.asking.filters import Filters
from bot.store.corpus import Corpus
from bot.store.engine.database import Database

PATIENCE = 120.0
"""Seconds until a missing report is a failure; a report that comes is not waited for."""


def names(database: Database) -> set[str]:
    """The names of the documents in the archive."""
    return {row.name for row in Corpus(database).documents(Filters(), limit=100).rows}


def test_the_archive_follows_the_folder(tmp_path: Path, database: Database) -> None:
    """New, changed and removed documents would be missed, or the program not end when asked to."""
    folder = tmp_path / "news"
    (folder / "old").mkdir(parents=True)
    (folder / "a.txt").write_text("The bridge is open. “Open,” she said.")
    (folder / "old" / "b.txt").write_text("The ferry stays. “Stays,” she said.")
    reports: Queue[IngestReport] = Queue()
    stop = threading.Event()
    thread = threading.Thread(
        target=watch, args=([folder], database, Options()), kwargs={"on_report": reports.put, "stop": stop}
    )

    def until(wanted: set[str]) -> None:
        while names(database) != wanted:
            reports.get(timeout=PATIENCE)

    thread.start()
    try:
        assert reports.get(timeout=PATIENCE).stored == 2
        (folder / "new").mkdir()
        (folder / "new" / "c.txt").write_text("A new one. “New,” she said.")
        (folder / "notes.xyz").write_text("of no format that is read")
        (folder / ".hidden.txt").write_text("hidden")
        (folder / "page.html").write_text("<html></html>")
        (folder / "page_files").mkdir()
        (folder / "page_files" / "frame.txt").write_text("Buy two, pay one.")
        until({"a.txt", "old/b.txt", "new/c.txt"})
        (folder / "a.txt").unlink()
        until({"old/b.txt", "new/c.txt"})
        (folder / "old").rename(tmp_path / "away")
        until({"new/c.txt"})
        (folder / "corpus.toml").write_text("[defaults]\npublished = 2031-05-16\n")
        while str(Corpus(database).documents(Filters()).rows[0].published.date) != "16 May 2031":
            reports.get(timeout=PATIENCE)
        assert thread.is_alive()
    finally:
        stop.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()
    assert not any(report.left_out for report in reports.queue)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    """A service manager would have to kill it, in the midst of a document."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("The bridge is open. “Open,” she said.")
    code = (
        "import sys; from pathlib import Path; from bot.ingest.run import Options; from bot.ingest.watch import watch\n"
        "from bot.store.engine.database import open_database\n"
        "with open_database(sys.argv[2]) as database:\n"
        "    watch([Path(sys.argv[1])], database, Options(), on_report=lambda done: print(done.stored, flush=True))\n"
        "print('closed')"
    )
    process = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code, str(folder), f"sqlite:///{tmp_path / 'archive.db'}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "1\n"
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE)
    assert (out, err, process.returncode) == ("closed\n", "", 0)
