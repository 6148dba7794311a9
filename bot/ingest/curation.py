"""Which corpus.toml speaks for a file, and what it says."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import ManifestError
from bot.ingest.origin import Origin, read_origin
from bot.model import Document
from bot.readers import MANIFEST_NAME, Manifest, Notice, file_of, load_manifest


@dataclass(frozen=True, slots=True)
class Curation:
    """What the curator states about one file, and where it came from. ``name`` is how the manifest calls it.

    ``digest`` stands for all of it; it is None where the manifest is broken, so that nobody knows.
    """

    name: str
    manifest: Manifest = field(default_factory=Manifest)
    digest: str | None = ""
    origin: Origin | None = None

    def apply(self, document: Document, file_name: str) -> Document:
        """Return ``document``, one of the file that goes by ``file_name``, with what is stated about it."""
        curated = self.manifest.curate(document, self.name + document.name.removeprefix(file_name))
        return self.origin.apply(curated, file_name) if self.origin else curated


@dataclass(slots=True)
class Curators:
    """Finds the manifest of each file: the one given, else the nearest corpus.toml in its folder or above.

    A given one that is broken raises ManifestError. One that was found and is broken gives one notice; its documents
    go in without what it states, and those that are in the archive already keep what they have.
    """

    given: Path | None = None
    notices: list[Notice] = field(default_factory=list)
    _loaded: dict[Path, Manifest | None] = field(default_factory=dict)
    _nearest: dict[Path, Path | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.given:
            self.given = self.given.resolve()
            self._loaded[self.given] = load_manifest(self.given)

    @property
    def used(self) -> tuple[Path, ...]:
        """The manifests that spoke for some file so far."""
        return tuple(path for path, manifest in self._loaded.items() if manifest is not None)

    def of(self, path: Path, folder: Path) -> Curation:
        """What is stated about the file ``path``, found in ``folder``."""
        place, origin = self.given or self._find(path.parent), read_origin(path)
        if place is None:
            return Curation(path.name, digest=_digest(origin), origin=origin)
        base = place.parent if path.is_relative_to(place.parent) else folder
        name = path.relative_to(base).as_posix()
        manifest = self._load(place)
        if manifest is None:
            return Curation(name, digest=None, origin=origin)
        about = manifest.about(name)
        return Curation(name, about, _digest(about, origin), origin)

    def check(self, folders: Sequence[Path]) -> None:
        """Note every document that a manifest of ``folders``, or the one given, names and that is not there."""
        for place, manifest in self._loaded.items():
            beside = any(place.is_relative_to(folder) for folder in folders)
            above = place == self.given and any(folder.is_relative_to(place.parent) for folder in folders)
            if manifest is None or not (beside or above):
                continue
            for file in manifest.names:
                if not _is_there(place.parent / file):
                    what = "what is stated about it waits until it is"
                    self.notices.append(Notice(str(place), f'the document "{file}" is not there; {what}'))

    def _find(self, folder: Path) -> Path | None:
        if folder not in self._nearest:
            place = folder / MANIFEST_NAME
            if place.is_file():
                self._nearest[folder] = place
            else:
                self._nearest[folder] = None if folder.parent == folder else self._find(folder.parent)
        return self._nearest[folder]

    def _load(self, place: Path) -> Manifest | None:
        if place not in self._loaded:
            try:
                self._loaded[place] = load_manifest(place)
            except ManifestError as error:
                self._loaded[place] = None
                what = "new and changed documents go in without it, the others keep what it stated"
                self.notices.append(Notice(error.name, f"{error.reason}; {what}", left_out=True))
        return self._loaded[place]


def _is_there(path: Path) -> bool:
    """Tell whether a manifest's name may be something: a file, a record of one (``#3``) or a part of an archive."""
    places = (path.with_name(file_of(path.name)), *path.parents)
    return places[0].exists() or any(place.is_file() for place in places)


def _digest(*stated: object) -> str:
    """What stands for all that is stated; empty where nothing is."""
    said = [one for one in stated if one is not None]
    return hashlib.sha256("".join(map(repr, said)).encode()).hexdigest()[:16] if said else ""
