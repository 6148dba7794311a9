"""The work that can be done anywhere: read a file, annotate its documents, make them ready to be stored.

Runs in worker processes; raises nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bot.errors import ReadError, SourceChangedError
from bot.ingest.curation import Curation
from bot.ingest.patience import TookTooLongError, at_most
from bot.model import Document
from bot.readers import Notice, Source, read

if TYPE_CHECKING:
    from bot.store.writing.ready import ReadyDocument

LEAST_SECONDS, CHARACTERS_A_SECOND = 60.0, 20_000
"""What annotating a document may take in processor time: a minute, and a second for so many characters. Measured here:
90,000 characters a second of news, 13,000 of nothing but quotation marks."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that is stored as it is already."""

    name: str


Item = Document | Notice | Kept
Result: TypeAlias = "ReadyDocument | Notice | Kept"


@dataclass(frozen=True, slots=True)
class Job:
    """A file, or some documents of one.

    ``path`` is the file, ``name`` what its documents are called. ``items`` are documents that were read already;
    None asks to read the file. ``engine`` is the version of the extraction. ``last`` says that the file is complete
    with this job.
    """

    path: Path
    name: str
    curation: Curation
    limit: int
    engine: str
    items: tuple[Item, ...] | None = None
    last: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job, in order of its documents."""

    path: Path
    results: tuple[Result, ...]
    last: bool


def work(job: Job) -> Outcome:
    """Do one job."""
    items = read_curated(job) if job.items is None else job.items
    return Outcome(job.path, tuple(_done(items, job.engine)), job.last)


def read_curated(job: Job) -> Iterator[Document | Notice]:
    """Read the job's file and add what the curator states; a file that cannot be read ends in a notice."""
    try:
        origin = job.curation.origin
        stated = origin.media_type or None if origin else None
        for item in read(replace(Source.file(job.path, job.name, job.limit), media_type=stated, apart=True)):
            yield job.curation.apply(item, job.name) if isinstance(item, Document) else item
    except ReadError as error:
        yield Notice.of(error)


def _done(items: Iterable[Item], engine: str) -> Iterator[Result]:
    for item in items:
        yield _ready(item, engine) if isinstance(item, Document) else item


def _ready(document: Document, engine: str) -> ReadyDocument | Notice:
    from bot.extract.pipeline import annotate
    from bot.store.writing.ready import make_ready

    seconds = LEAST_SECONDS + len(document.text) / CHARACTERS_A_SECOND
    try:
        with at_most(seconds):
            return make_ready(annotate(document), engine)
    except TookTooLongError:
        reason = f"not annotated within {seconds:.0f} seconds (if it is prose, split it into several files)"
        return Notice(document.name, f"{reason}; left out", left_out=True, passing=True)
    except SourceChangedError as error:
        return Notice(document.name, f"{error}; left out", left_out=True)
    except Exception as error:  # a defect of ours in one document must not cost the rest of the folder
        reason = f"a defect of this program ({type(error).__name__}: {error})"
        return Notice(document.name, f"{' '.join(reason.split())}; left out", left_out=True, passing=True)
