"""An ingest from beginning to end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.errors import SourceChangedError
from bot.ingest.curation import Curators
from bot.ingest.engine import engine_version
from bot.ingest.plan import OpenFile, Planner, is_gone
from bot.ingest.report import IngestReport, OnProgress, Progress, Tell
from bot.ingest.walk import Found, Walk
from bot.ingest.work import Job, Kept, Outcome, Result, work
from bot.model import Annotations
from bot.parallel import ordered_map
from bot.readers import DEFAULT_LIMIT, Notice, is_of
from bot.readers.apart import end_reading
from bot.store.engine.database import Database
from bot.store.writing.files import FileLedger
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

    Each document is one transaction; stopped at any moment, the next run goes on from there. What cannot be read is
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
        for outcome in ordered_map(work, run.jobs(targets), options.workers):
            run.store(outcome)
    finally:
        end_reading()
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

    def store(self, outcome: Outcome) -> None:
        """Store what became of a job; with the last one of a file, the file is done."""
        file = self.planner.open[outcome.path]
        for result in outcome.results:
            self._store_one(file, result)
        if outcome.last:
            del self.planner.open[outcome.path]
            self._close(file)
            self._advance(file.size, file.file.name)

    def finish(self, targets: Sequence[Target]) -> None:
        """Remove what is gone, and say what the walk passed over."""
        if self.report.stopped:
            return
        self.remove_gone(targets)
        self.curators.check([target.path for target in targets])
        self._note_all(self.curators.notices)
        self.report.manifests = [str(path) for path in self.curators.used]
        if self.walk.skipped:
            kinds = ", ".join(f"{suffix} ({count})" for suffix, count in sorted(self.walk.skipped.items()))
            place = ", ".join(target.path.name for target in targets)
            self._note(Notice(place, f"{self.walk.skipped.total()} files of other formats are passed over: {kinds}"))

    def remove_gone(self, targets: Sequence[Target]) -> None:
        """Remove what is gone from the targets that are there."""
        for target in targets:
            # What is not there as a whole may be a disk that is not mounted.
            if target.path.exists() or self.options.follow_missing:
                self._remove_gone(target.path)

    def _store_one(self, file: OpenFile, result: Result) -> None:
        if isinstance(result, Annotations):
            self._store_document(file, result)
        elif isinstance(result, Kept):
            file.met.add(result.name)
            self.report.unchanged += 1
        elif result.left_out:
            self._leave_out(file, result)
        else:
            self._note(result)

    def _store_document(self, file: OpenFile, annotations: Annotations) -> None:
        document = annotations.document
        known = file.before.get(document.name)
        if known is not None and known == self.writer.fingerprint(document):
            self._store_one(file, Kept(document.name))
            return
        try:
            self.writer.store_document(annotations, same_source=file.same_source)
        except SourceChangedError as error:
            self._leave_out(file, Notice(document.name, f"{error}; left out", left_out=True))
            return
        file.met.add(document.name)
        if known is None:
            self.report.stored += 1
        else:
            self.report.changed += 1
        self.report.quotes += sum(one.stated for one in annotations.quotes)
        self.report.events += len(annotations.events)

    def _leave_out(self, file: OpenFile, notice: Notice) -> None:
        """Note what does not go in. What is stored of it from an earlier run stays, and the line says so."""
        file.faults += 1
        stays = [name for name in file.before if is_of(name, notice.name)]
        file.met.update(stays)
        if stays and notice.text.endswith("left out"):
            kept = "what was read of it before is kept"
            notice = replace(notice, text=notice.text.removesuffix("left out") + kept)
        self._note(notice)

    def _close(self, file: OpenFile) -> None:
        """All of a file was met: what it no longer holds goes, and it is remembered as done if it is."""
        for name in file.before:
            if name not in file.met:
                self.writer.remove_document(name)
                self.report.removed += 1
        if not file.faults:
            self.ledger.put(replace(file.file, documents=len(file.met)))
        elif not file.met:
            self.ledger.drop(file.file.path)

    def _remove_gone(self, path: Path) -> None:
        for known in self.ledger.within(path.as_posix()):
            if is_gone(known.path):
                for name in self.ledger.documents(known.name):
                    self.writer.remove_document(name)
                    self.report.removed += 1
                self.ledger.drop(known.path)

    def _unchanged(self, found: Found, documents: int) -> None:
        self.report.unchanged += documents
        self._advance(found.size, found.name)

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
        sizes = [
            found.size
            for target in targets
            for found in Walk().files(target.path, target.folder)
            if isinstance(found, Found)
        ]
        return Progress(0, len(sizes), 0, sum(sizes), 0)

    def _advance(self, size: int, name: str) -> None:
        stored = self.report.stored + self.report.changed
        done = self._done
        self._done = replace(done, files=done.files + 1, bytes=done.bytes + size, documents=stored, name=name)
        self.options.progress(self._done)
