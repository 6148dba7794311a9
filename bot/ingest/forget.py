"""A document erased for good, as the law or a person may ask for."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import UsageError
from bot.ingest.plan import is_gone
from bot.store.engine.database import Database
from bot.store.writing.files import FileLedger
from bot.store.writing.write import ArchiveWriter


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was erased: whether the document was in the archive, how many former versions, and the file still there."""

    name: str
    was_there: bool
    former: int
    file: str = ""

    def __str__(self) -> str:
        """What a person is told."""
        said = f"Erased {self.name}: {'the document' if self.was_there else 'no document was left'}"
        said += f", {self.former:,} former version{'' if self.former == 1 else 's'}."
        if self.file:
            said += f" Its file is still there: delete {self.file}, or a later ingest may read it again."
        return said


def find(name: str, database: Database) -> None:
    """Raise UsageError where there never was a document called ``name``."""
    if not ArchiveWriter(database).knows(name):
        raise UsageError(f"There is and was no document called {name!r}. /source shows a document's file name.")


def forget(name: str, database: Database) -> Forgotten:
    """Erase the document called ``name`` with its history. Raises UsageError where there never was one, StoreError."""
    find(name, database)
    ledger = FileLedger(database)
    was_there, former = ArchiveWriter(database).forget_document(name)
    file = ledger.of_document(name)
    if file and is_gone(file.path) and not ledger.documents(file.name):
        ledger.drop(file.path)
    return Forgotten(name, was_there, former, "" if file is None or is_gone(file.path) else file.path)
