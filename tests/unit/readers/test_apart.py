"""Files that could harm the program that reads them: each costs itself alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from bot.errors import ReadError
from bot.model import Document
from bot.parallel import call_apart
from bot.readers import Source, apart, read

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """No reading process is left over, and none is there before."""
    stop()
    yield
    stop()


def processes() -> list[BaseProcess]:
    """The reading processes that there are."""
    return [process for process in multiprocessing.active_children() if process.name == "reading"]


def stop() -> None:
    """End the reading process."""
    for process in processes():
        process.kill()
        process.join()


def texts(name: str) -> list[str]:
    """The texts of a sample, read apart."""
    source = replace(Source.file(SAMPLES / name, name), apart=True)
    return [item.text for item in read(source) if isinstance(item, Document)]


@pytest.mark.parametrize("name", ["columns2.pdf", "pandoc.docx", "pandoc.epub", "chromium.mhtml"])
def test_reading_apart_gives_what_reading_here_gives(name: str) -> None:
    """Documents would differ by how they were read."""
    here = [item.text for item in read(Source.file(SAMPLES / name, name)) if isinstance(item, Document)]
    assert texts(name) == here
    with pytest.raises(ReadError, match=r"^password\.pdf: protected by a password; left out$"):
        texts("password.pdf")


def test_a_file_that_takes_too_long_is_left_out_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """One file made to be slow would hold up the archive for ever."""
    with monkeypatch.context() as patch:
        patch.setattr(apart, "SECONDS", 0.0)
        with pytest.raises(ReadError, match=r"^columns2\.pdf: not read within 0 seconds; left out$"):
            texts("columns2.pdf")
    assert texts("columns2.pdf")


def test_a_file_that_takes_too_much_memory_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """One file made to be large would take the machine's memory."""
    monkeypatch.setattr(apart, "MEMORY", 450_000_000)
    swollen = b"<nitf><body><body.content>" + b"<p>x</p>" * 2_400_000 + b"</body.content></body></nitf>"
    with pytest.raises(ReadError, match=r"^a\.xml: broken XML.*left out$"):
        list(read(replace(Source.memory(swollen, "a.xml"), apart=True)))
    assert texts("columns2.pdf")


def test_a_file_that_takes_its_reader_down_is_left_out_and_the_next_is_read() -> None:
    """A parser's crash would end the program."""
    assert texts("columns2.pdf")
    (process,) = processes()
    assert process.pid
    os.kill(process.pid, signal.SIGSTOP)  # so that it cannot have answered when it dies
    threading.Timer(0.3, os.kill, (process.pid, signal.SIGKILL)).start()
    with pytest.raises(ReadError, match=r"^columns2\.pdf: broken PDF: its reader broke down; left out$"):
        texts("columns2.pdf")
    assert texts("columns2.pdf")


def test_one_reading_process_serves_all_who_read_and_ends_with_the_last() -> None:
    """Every page of a feed would wait for a new process, or one be left behind by each ingest."""
    with apart.reading():
        assert texts("columns2.pdf")
        first = processes()
        with apart.reading():
            assert texts("columns2.pdf")
        assert texts("columns2.pdf")
        assert processes() == first
    assert not processes()


def test_a_process_that_ends_with_another_may_read_apart_too() -> None:
    """What administrators hand in, and what is followed while the bot serves, could not be read."""
    assert call_apart(texts, "columns2.pdf", 60) == texts("columns2.pdf")
