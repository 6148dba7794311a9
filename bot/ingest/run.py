"""An ingest from beginning to end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.errors import StoreError
from bot.ingest.batch import Batch
from bot.ingest.curation import Curators
from bot.ingest.engine import engine_version
from bot.ingest.plan import OpenFile, Planner, is_gone
from bot.ingest.report import IngestReport, OnProgress, Progress, Tell
from bot.ingest.walk import Found, Walk
from bot.ingest.work import Job, Kept, Outcome, Result, work
from bot.parallel import ordered_map
from bot.readers import DEFAULT_LIMIT, Notice, is_of, other_formats
from bot.readers.apart import reading
from bot.store.engine.database import Database
from bot.store.writing.files import FileLedger
from bot.store.writing.ready import ReadyDocument
from bot.store.writing.write import ArchiveWriter


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest. ``limit`` is the greatest size of one document in bytes, ``stop`` is asked between documents.

    ``follow_missing`` tells that a target which is not there was seen to go, so that its documents go too.
    """

    manifest: Path | None = None
    workers: int = 1
    limit: int = DEFAULT_LIMIT
    tell: Tell = lambda _: None
    progress: OnProgress = lambda _: None
    stop: Callable[[], bool] = lambda: False
    follow_missing: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A file or folder to bring up to date, and the folder that names are relative to. All absolute."""

    path: Path
    folder: Path


def ingest(
    paths: Sequence[Path],
    database: Database,
    *,
    manifest: Path | None = None,
    workers: int = 1,
    limit: int = DEFAULT_LIMIT,
    tell: Tell = lambda _: None,
    progress: OnProgress = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> IngestReport:
    """Bring the archive up to date with files and folders: new, changed, renamed and removed ones are followed.

    A few documents are one transaction; stopped at any moment, the next run goes on from there. What cannot be read is
    left out with one line, given to ``tell`` and kept in the report; the rest goes in. Only what lies in a folder of
    ``paths`` can be found to be removed. ``manifest`` stands for the corpus.toml files beside the documents.
    Raises ManifestError where ``manifest`` cannot be used, StoreError where the database fails.
    """
    options = Options(manifest, workers, limit, tell, progress, stop)
    return ingest_targets(targets_of(paths), database, options)


def targets_of(paths: Iterable[Path]) -> tuple[Target, ...]:
    """The paths as targets, without those that lie in another of them."""
    real = tuple(dict.fromkeys(Path(os.path.realpath(path)) for path in paths))
    outer = [path for path in real if not any(path != other and path.is_relative_to(other) for other in real)]
    return tuple(Target(path, path if path.is_dir() else path.parent) for path in outer)


def ingest_targets(targets: Sequence[Target], database: Database, options: Options) -> IngestReport:
    """As ``ingest``, with names relative to each target's folder."""
    run = _Run(database, options)
    try:
        with reading():
            for outcome in ordered_map(work, run.jobs(targets), options.workers):
                run.take(outcome)
    finally:
        run.store()
    run.finish(targets)
    return run.report


def remove_gone(targets: Sequence[Target], database: Database) -> int:
    """Remove the documents of files that are gone from those targets that are there; returns how many."""
    run = _Run(database, Options())
    run.remove_gone(targets)
    return run.report.removed


@dataclass(slots=True)
class _Run:
    """The state of one ingest."""

    database: Database
    options: Options
    report: IngestReport = field(default_factory=IngestReport)
    walk: Walk = field(default_factory=Walk)
    writer: ArchiveWriter = field(init=False)
    ledger: FileLedger = field(init=False)
    curators: Curators = field(init=False)
    planner: Planner = field(init=False)
    _done: Progress = field(init=False)
    _batch: Batch = field(default_factory=Batch)

    def __post_init__(self) -> None:
        engine = engine_version()
        self.writer = ArchiveWriter(self.database, engine)
        self.ledger = FileLedger(self.database)
        self.curators = Curators(self.options.manifest)
        self.planner = Planner(
            self.ledger, self.writer, self.curators, engine, self.options.limit, self._unchanged, self._renamed
        )

    def jobs(self, targets: Sequence[Target]) -> Iterator[Job]:
        """All the work that there is, file by file."""
        self._done = self._measure(targets)
        for target in targets:
            for found in self.walk.files(target.path, target.folder):
                if isinstance(found, Notice):
                    if not (self.options.follow_missing and is_gone(str(target.path)) and not target.path.is_dir()):
                        self._note(found)
                    continue
                for job in self.planner.jobs(found):
                    if self.options.stop():
                        self.report.stopped = True
                        return
                    yield job
                self._note_all(self.curators.notices)

    def take(self, outcome: Outcome) -> None:
        """Take in what became of a job, and store what waits where it is enough; with its last job a file is done."""
        file = self.planner.open[outcome.path]
        for result in outcome.results:
            self._take_one(file, result)
        if outcome.last:
            del self.planner.open[outcome.path]
            self._batch.complete(file)
        if self._batch.is_full:
            self.store()

    def store(self) -> None:
        """Store the documents that wait, and close the files that are complete with them."""
        batch, self._batch = self._batch, Batch()
        if batch.documents:
            self._put(list(batch.documents.values()))
        for file in batch.files:
            self._remove_unmet(file)
        self.ledger.put(*(done for file in batch.files if (done := file.done())))
        for _ in batch.files:
            self._advance()

    def finish(self, targets: Sequence[Target]) -> None:
        """Remove what is gone, and say what the walk passed over."""
        if self.report.stopped:
            return
        self.remove_gone(targets)
        self.curators.check([target.path for target in targets])
        self._note_all(self.curators.notices)
        self.report.manifests = [str(path) for path in self.curators.used]
        if self.walk.skipped:
            place = ", ".join(target.path.name for target in targets)
            self._note(Notice(place, other_formats(self.walk.skipped)))

    def remove_gone(self, targets: Sequence[Target]) -> None:
        """Remove what is gone from the targets that are there."""
        for target in targets:
            # What is not there as a whole may be a disk that is not mounted.
            if target.path.exists() or self.options.follow_missing:
                self._remove_gone(target.path)

    def _take_one(self, file: OpenFile, result: Result) -> None:
        if isinstance(result, Kept):
            file.met.add(result.name)
            self.report.unchanged += 1
        elif isinstance(result, Notice):
            (self._leave_out(file, result) if result.left_out else self._note(result))
        elif file.before.get(result.name) == result.fingerprint:
            self._take_one(file, Kept(result.name))
        else:
            if result.name in self._batch.documents or self._batch.is_full:
                self.store()
            self._batch.add(file, result)
            file.met.add(result.name)

    def _put(self, waiting: Sequence[tuple[OpenFile, ReadyDocument]]) -> None:
        """Store documents at once; where that fails, one by one, so that one costs no others."""
        try:
            self.writer.store_documents(
                [document for _, document in waiting], {one.name for file, one in waiting if file.same_source}
            )
        except StoreError:
            if len(waiting) == 1:
                raise
            for one in waiting:
                self._put([one])
            return
        for file, document in waiting:
            if document.name in file.before:
                self.report.changed += 1
            else:
                self.report.stored += 1
            self.report.quotes += len(document.quotes)
            self.report.events += len(document.events)

    def _leave_out(self, file: OpenFile, notice: Notice) -> None:
        """Note what does not go in. What is stored of it from an earlier run stays, and the line says so."""
        stays = [name for name in file.before if is_of(name, notice.name)]
        file.met.update(stays)
        if stays and notice.text.endswith("left out"):
            kept = "what was read of it before is kept"
            notice = replace(notice, text=notice.text.removesuffix("left out") + kept)
        file.faults.append(notice)
        self._note(notice)

    def _remove_unmet(self, file: OpenFile) -> None:
        """Remove what a file no longer holds, all of which was met; forget a file of which nothing is known."""
        for name in file.before:
            if name not in file.met:
                self.writer.remove_document(name)
                self.report.removed += 1
        if not file.met and not file.done():
            self.ledger.drop(file.file.path)

    def _remove_gone(self, path: Path) -> None:
        for known in self.ledger.within(path.as_posix()):
            if is_gone(known.path):
                for name in self.ledger.documents(known.name):
                    self.writer.remove_document(name)
                    self.report.removed += 1
                self.ledger.drop(known.path)

    def _unchanged(self, documents: int, faults: Sequence[Notice]) -> None:
        self.report.unchanged += documents
        for fault in faults:
            self._note(fault)
        self._advance()

    def _renamed(self, documents: int) -> None:
        self.report.renamed += documents

    def _note(self, notice: Notice) -> None:
        self.report.left_out += notice.left_out
        self.report.notices.append(notice)
        self.options.tell(notice)

    def _note_all(self, notices: list[Notice]) -> None:
        for notice in notices:
            self._note(notice)
        notices.clear()

    def _measure(self, targets: Sequence[Target]) -> Progress:
        """How much there is to look at: a walk that only counts."""
        met = (found for target in targets for found in Walk().files(target.path, target.folder))
        return Progress(0, sum(isinstance(found, Found) for found in met), 0)

    def _advance(self) -> None:
        stored = self.report.stored + self.report.changed
        self._done = replace(self._done, files=self._done.files + 1, documents=stored)
        self.options.progress(self._done)
