"""Documents that wait to be stored together: most of what a transaction costs, several cost no more than one."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic

from bot.ingest.plan import OpenFile
from bot.store.writing.ready import ReadyDocument

DOCUMENTS = 16
CHARACTERS = 1_000_000
SECONDS = 1.0


@dataclass(slots=True)
class Batch:
    """Documents by name, each with its file, and the files that are complete when these are stored.

    It is full with so many `DOCUMENTS`, so many `CHARACTERS` of text, or when the first has waited so many `SECONDS`:
    memory stays flat, and what a killed process has to do again is little.
    """

    documents: dict[str, tuple[OpenFile, ReadyDocument]] = field(default_factory=dict)
    files: list[OpenFile] = field(default_factory=list)
    _characters: int = 0
    _since: float | None = None

    def add(self, file: OpenFile, document: ReadyDocument) -> None:
        """Let a document wait. None of its name may wait here already."""
        self.documents[document.name] = file, document
        self._characters += len(document.text)
        self._begin()

    def complete(self, file: OpenFile) -> None:
        """Let a file wait, all of whose documents were met."""
        self.files.append(file)
        self._begin()

    @property
    def is_full(self) -> bool:
        """Whether it is time to store."""
        many = max(len(self.documents), len(self.files)) >= DOCUMENTS or self._characters >= CHARACTERS
        return many or (self._since is not None and monotonic() - self._since >= SECONDS)

    def _begin(self) -> None:
        self._since = monotonic() if self._since is None else self._since
