"""Ingest over many machines: each file a job in a queue that workers share.

The workers read the files themselves, so the folder must be there under the same path on each machine. What a job does
is an ingest of its one file: what is stored already is not stored again, however often it is done.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bot.ingest.report import Tell
from bot.ingest.run import Options, Target, ingest_targets, remove_gone, targets_of
from bot.ingest.walk import Walk
from bot.readers import Notice
from bot.store.engine.database import Database
from bot.store.queue import FileQueue, QueueState, TryLaterError, queue_state
from bot.store.writing.files import FileLedger

log = logging.getLogger(__name__)

_READ, _SWEEP = "read a file", "remove what is gone"


@dataclass(frozen=True, slots=True)
class Batch:
    """What was put into the queue at once: the files, and where they were found."""

    name: str
    targets: tuple[Target, ...]
    files: tuple[Path, ...] = field(repr=False)


def enqueue(paths: Sequence[Path], queue: FileQueue, *, manifest: Path | None = None, tell: Tell) -> Batch:
    """Put a job for every file at or under ``paths`` into the queue, and one that removes what is gone after them.

    What cannot be read is told to ``tell``. Raises StoreError, MissingExtraError.
    """
    name, targets = secrets.token_hex(8), targets_of(paths)
    common = {"batch": name, "manifest": str(manifest.resolve()) if manifest else ""}
    files: list[Path] = []

    def jobs() -> Iterator[dict[str, str]]:
        walk = Walk()
        for target in targets:
            for found in walk.files(target.path, target.folder):
                if isinstance(found, Notice):
                    tell(found)
                else:
                    files.append(found.path)
                    yield common | {"path": str(found.path), "folder": str(target.folder)}

    queue.add(_READ, jobs(), lock="path")
    gone = (common | {"path": str(target.path), "folder": str(target.folder)} for target in targets)
    queue.add(_SWEEP, gone, last=True)
    return Batch(name, targets, tuple(files))


def progress_of(batch: Batch, queue: FileQueue) -> QueueState:
    """How far the workers are with a batch."""
    return queue.state(batch.name)


def not_stored(batch: Batch, database: Database) -> tuple[Path, ...]:
    """Those of a batch's files that did not go in as a whole; the workers' logs say why."""
    ledger = FileLedger(database)
    known = (file for target in batch.targets for file in ledger.within(target.path.as_posix()))
    done = {file.path for file in known if file.digest and not file.faults}
    return tuple(path for path in batch.files if path.as_posix() not in done)


def tasks(database: Database) -> dict[str, Callable[..., None]]:
    """What a worker can do, by name."""
    return {_READ: partial(_read, database), _SWEEP: partial(_sweep, database)}


def _read(database: Database, *, path: str, folder: str, manifest: str, batch: str) -> None:
    """Bring one file up to date."""
    options = Options(manifest=Path(manifest) if manifest else None, tell=partial(_warn, batch))
    report = ingest_targets((Target(Path(path), Path(folder)),), database, options)
    log.info("read", extra={"path": path, "stored": report.stored, "changed": report.changed})


def _sweep(database: Database, *, path: str, folder: str, manifest: str, batch: str) -> None:  # noqa: ARG001 - one form
    """Remove what is gone; after the files, since one of them may be what was renamed."""
    left = queue_state(database, batch, _READ).left
    if left:
        raise TryLaterError(f"{left} files are still to be read")
    removed = remove_gone((Target(Path(path), Path(folder)),), database)
    log.info("removed what is gone", extra={"path": path, "removed": removed})


def _warn(batch: str, notice: Notice) -> None:
    log.warning("%s", notice, extra={"batch": batch})
