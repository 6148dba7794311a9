"""Which files need work, and under which name: decided by their bytes, the curator's statements and the engine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.errors import StoreError
from bot.ingest.curation import Curation, Curators
from bot.ingest.walk import Found
from bot.ingest.work import Item, Job, Kept, read_curated
from bot.model import Document
from bot.readers import Notice, is_streamed
from bot.store.writing.files import FileLedger, IngestedFile
from bot.store.writing.write import ArchiveWriter

_CHUNK = 1 << 20
_MOST_FAULTS = 1_000


@dataclass(slots=True)
class OpenFile:
    """A file that is being worked on: what it will be in the ledger, what was stored of it, what was met again.

    ``same_source`` tells that its bytes are those of the last time, so that only we read them otherwise.
    """

    file: IngestedFile
    before: dict[str, str]
    same_source: bool = False
    met: set[str] = field(default_factory=set)
    faults: list[Notice] = field(default_factory=list)

    def done(self) -> IngestedFile | None:
        """What is remembered of the file: all that tells next time that there is nothing to do but to name its faults.

        None where the same bytes may be read otherwise then, or would be too much to remember.
        """
        name = self.file.name
        lasting = all(not fault.passing and fault.name.startswith(name) for fault in self.faults)
        if self.faults and not (self.file.digest and lasting and len(self.faults) <= _MOST_FAULTS):
            return None
        faults = tuple((fault.name.removeprefix(name), fault.text) for fault in self.faults)
        return replace(self.file, documents=len(self.met), faults=faults)


@dataclass(slots=True)
class Planner:
    """Turns found files into jobs. ``open`` holds the files under work, by path; the caller closes them.

    ``unchanged`` is called for a file that needs no work, with the number of its documents and what cannot be read of
    it, ``renamed`` for one that goes by another name now, with the number of its documents.
    """

    ledger: FileLedger
    writer: ArchiveWriter
    curators: Curators
    engine: str
    limit: int
    unchanged: Callable[[int, Sequence[Notice]], None]
    renamed: Callable[[int], None]
    open: dict[Path, OpenFile] = field(default_factory=dict)

    def jobs(self, found: Found) -> Iterator[Job]:
        """The jobs for one file: none where it is unchanged."""
        curation = self.curators.of(found.path, found.folder)
        known = self.ledger.get(found.path.as_posix())
        too_large = found.size > self.limit and not is_streamed(found.name)
        digest = "" if too_large else _digest(found.path)  # the reader will refuse it: no need to look at all of it
        if known is None or not known.digest:
            known = self._follow(found, digest) or known
        if known and digest and known.digest == digest and self._is_current(known, curation):
            faults = [Notice(known.name + member, text, left_out=True) for member, text in known.faults]
            self.unchanged(known.documents, faults)
            return
        name = known.name if known else self._free_name(found)
        state = self._state(curation)
        # The name is claimed before anything is stored under it: stopped here, the next run finds it again.
        if known is None:
            self.ledger.put(IngestedFile(found.path.as_posix(), name))
        before = self.ledger.documents(name) if known else {}
        file = IngestedFile(found.path.as_posix(), name, digest, state)
        same_source = known is not None and known.digest == digest != ""
        self.open[found.path] = OpenFile(file, before, same_source)
        job = Job(found.path, name, curation, self.limit, self.engine)
        if is_streamed(found.name):
            yield from self._record_jobs(job, before)
        else:
            yield job

    def _record_jobs(self, job: Job, before: dict[str, str]) -> Iterator[Job]:
        """One job a document, so that a file of any length takes the memory of a few; stored ones are not redone."""
        for item in read_curated(job):
            yield replace(job, items=(self._unless_stored(item, before),), last=False)
        yield replace(job, items=())

    def _unless_stored(self, item: Document | Notice, before: dict[str, str]) -> Item:
        known = before.get(item.name)
        if isinstance(item, Document) and known is not None and known == self.writer.fingerprint(item):
            return Kept(item.name)
        return item

    def _state(self, curation: Curation) -> str:
        return f"{self.engine}:{self.limit}:{'?' if curation.digest is None else curation.digest}"

    def _is_current(self, known: IngestedFile, curation: Curation) -> bool:
        if curation.digest is None:  # what the curator states is not known: not a reason to forget it
            return known.state.rpartition(":")[0] == f"{self.engine}:{self.limit}"
        return known.state == self._state(curation)

    def _follow(self, found: Found, digest: str) -> IngestedFile | None:
        """Let a stored file follow to where its bytes are now, if it is no longer where it was."""
        for old in self.ledger.with_digest(digest) if digest else ():
            if not is_gone(old.path):
                continue
            self.ledger.drop(found.path.as_posix())
            name = self._free_name(found, instead_of=old.name)
            for document in self.ledger.documents(old.name):
                new = name + document.removeprefix(old.name)
                if new != document:
                    self.writer.rename_document(document, new)
            self.ledger.move(old.path, found.path.as_posix(), name)
            self.renamed(old.documents if name != old.name else 0)
            return self.ledger.get(found.path.as_posix())
        return None

    def _free_name(self, found: Found, instead_of: str = "") -> str:
        """The path relative to the folder; with as many folders above put before it as it takes to be unique."""
        name = found.name
        for folder in (found.folder, *found.folder.parents):
            if name == instead_of or not self.ledger.is_taken(name, found.path.as_posix()):
                return name
            name = f"{folder.name}/{name}"
        raise StoreError(f"{found.path}: another file goes by every name that it could have. Rename one of them.")


def is_gone(path: str) -> bool:
    """Tell whether there is surely no file at ``path``. Where the system will not say, there may be one."""
    try:
        return not Path(path).is_file()
    except OSError:
        return False


def _digest(path: Path) -> str:
    """The SHA-256 of a file's bytes; empty where they cannot be read (its reader will say why)."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()
