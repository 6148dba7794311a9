"""What an ingest did, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.readers import Notice


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is. ``files`` counts what has been looked at, unchanged ones too.

    ``documents`` counts those read and stored so far (a file may hold many).
    """

    files: int
    of_files: int
    documents: int


@dataclass(slots=True)
class IngestReport:
    """What an ingest did, in documents.

    ``stored`` are new, ``changed`` were read again, ``unchanged`` were not touched, ``renamed`` followed their file,
    ``removed`` went with theirs. ``quotes`` and ``events`` are those of the stored and changed ones. ``left_out``
    counts files and records that did not go in; ``notices`` has a line for each of them and for whatever else a person
    should know. ``manifests`` are the corpus.toml files that were used, ``stopped`` whether it was asked to stop.
    """

    stored: int = 0
    changed: int = 0
    unchanged: int = 0
    renamed: int = 0
    removed: int = 0
    quotes: int = 0
    events: int = 0
    left_out: int = 0
    notices: list[Notice] = field(default_factory=list)
    manifests: list[str] = field(default_factory=list)
    stopped: bool = False

    def add(self, other: IngestReport) -> None:
        """Count what ``other`` did too."""
        for name in ("stored", "changed", "unchanged", "renamed", "removed", "quotes", "events", "left_out"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.notices += other.notices
        self.manifests += [path for path in other.manifests if path not in self.manifests]
        self.stopped |= other.stopped

    @property
    def documents(self) -> int:
        """How many documents were found in good order."""
        return self.stored + self.changed + self.unchanged


Tell = Callable[[Notice], None]
"""Is given each notice as it arises."""

OnProgress = Callable[[Progress], None]
