"""Documents made to be slow to annotate: each costs itself alone."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.ingest import work
from bot.ingest.curation import Curation
from bot.ingest.patience import TookTooLongError, at_most
from bot.ingest.work import Job, Outcome
from bot.model import Document
from bot.store.writing.ready import ReadyDocument

Runner = Callable[[Callable[[Job], Outcome], Job], Outcome]


@pytest.fixture(autouse=True)
def without_garbage() -> Iterator[None]:
    """Nothing of other tests is collected meanwhile: an interruption that falls into that is lost with a warning."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def here(function: Callable[[Job], Outcome], job: Job) -> Outcome:
    """In this thread, as an ingest works."""
    return function(job)


def in_a_thread(function: Callable[[Job], Outcome], job: Job) -> Outcome:
    """In another thread, as the worker of a queue works."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, job).result()


@pytest.mark.parametrize("run", [here, in_a_thread])
def test_a_document_that_takes_too_long_is_named_and_the_next_goes_in(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One text of nothing but quotation marks would hold up the archive for hours."""
    plain = Document("plain.txt", "“The ferry stays,” said the harbour master, Mira Solano.")
    slow = Document("slow.txt", "“‘" * 100_000)
    run(work.work, Job(Path("a"), "a", Curation("a"), 1, "1", items=(plain,)))  # what is loaded once counts for nobody
    monkeypatch.setattr(work, "LEAST_SECONDS", 1.0)
    monkeypatch.setattr(work, "CHARACTERS_A_SECOND", 1e9)
    first, second = run(work.work, Job(Path("a"), "a", Curation("a"), 1, "1", items=(slow, plain))).results
    reason = "not annotated within 1 seconds (if it is prose, split it into several files); left out"
    assert str(first) == f"slow.txt: {reason}"
    assert isinstance(second, ReadyDocument)
    assert (second.name, len(second.quotes)) == ("plain.txt", 1)


class Swallows:
    """Something whose destructor takes long, and loses what is raised in it."""

    def __del__(self) -> None:
        """Work for longer than the limit."""
        until = time.thread_time() + 0.3
        while time.thread_time() < until:
            pass


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_limit_holds_where_the_first_interruption_is_lost() -> None:
    """A text could be read for hours since the interruption fell into the collection of garbage."""
    with pytest.raises(TookTooLongError):
        _lose_one_and_go_on()


def _lose_one_and_go_on() -> None:
    with at_most(0.1):
        Swallows()
        until = time.thread_time() + 20
        while time.thread_time() < until:
            pass
