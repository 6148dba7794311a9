"""corpus.toml: what the curator of a folder states about its documents (docs/corpus-toml.md)."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from fnmatch import fnmatchcase
from pathlib import Path

from bot.errors import ManifestError
from bot.model import Document, Metadata, PartialDate
from bot.model.feeds import StatedFeed
from bot.readers.formats import is_streamed
from bot.readers.stated_feeds import read_feeds

MANIFEST_NAME = "corpus.toml"
_LIMIT = 20_000_000
_FIELDS = tuple(entry.name for entry in fields(Metadata))
_RECORD = re.compile(r"#\d+$")
_INWARDS = re.compile(r"/|#|$")
_GLOB_MARKS = frozenset("*?[")

Aliases = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one corpus.toml states.

    ``defaults`` hold for every document of the folder, ``patterns`` for those whose name fits a glob (a later one
    wins), ``names`` for single files and for what they hold (``wire.jsonl#3``, ``bundle.zip/2031/bridge.pdf``). Names
    are relative to the manifest's folder. The more particular statement wins, field by field.
    """

    defaults: Metadata = field(default_factory=Metadata)
    patterns: tuple[tuple[str, Metadata], ...] = ()
    names: Mapping[str, Metadata] = field(default_factory=dict)
    aliases: Aliases = ()
    feeds: tuple[StatedFeed, ...] = ()

    def about(self, file: str) -> Manifest:
        """The part that may speak of the documents of one file: of feeds it says nothing."""
        return replace(self._about(file), feeds=())

    def _about(self, file: str) -> Manifest:
        if not is_streamed(file):
            patterns = tuple(entry for entry in self.patterns if _fits(file, file_of(entry[0])))
            return replace(self, patterns=patterns, names={file: self.names[file]} if file in self.names else {})
        # What such a file holds is not known before it is read: every glob may speak of a part of it.
        names = {name: stated for name, stated in self.names.items() if is_of(name, file)}
        return replace(self, names=names)

    def of(self, name: str) -> Metadata:
        """What is stated about one document, and about the files that it stands in, from the outermost inwards."""
        return overlay(self.defaults, self._particular(name))

    def _particular(self, name: str) -> Metadata:
        stated, within = Metadata(), _with_what_holds(name)
        for pattern, metadata in self.patterns:
            if any(_fits(one, pattern) for one in within):
                stated = overlay(stated, metadata)
        for one in within:
            stated = overlay(stated, self.names.get(one, Metadata()))
        return stated

    def curate(self, document: Document, name: str) -> Document:
        """Return ``document`` with what is stated about ``name``; what it says of itself is left as it is."""
        particular = self._particular(name)
        usual = tuple(field for field in _FIELDS if getattr(particular, field) is None)
        return replace(document, curated=overlay(self.defaults, particular), usual=usual, aliases=self.aliases)


def file_of(name: str) -> str:
    """The file that a document stands in: its name without a record's number."""
    return _RECORD.sub("", name)


def is_of(name: str, file: str) -> bool:
    """Tell whether a document of that name is the file, or a part of it (``file#3``, ``file/a.pdf``)."""
    return name == file or name.startswith((f"{file}#", f"{file}/"))


def _with_what_holds(name: str) -> list[str]:
    """``a.zip``, ``a.zip/b.jsonl`` and ``a.zip/b.jsonl#3`` for the last of them."""
    return [name[: match.start()] for match in _INWARDS.finditer(name)]


def _fits(name: str, pattern: str) -> bool:
    return name == pattern or fnmatchcase(name, pattern)


def overlay(under: Metadata, over: Metadata) -> Metadata:
    """``under`` with every field that ``over`` states."""
    stated = {name: value for name in _FIELDS if (value := getattr(over, name)) is not None}
    return replace(under, **stated) if stated else under


def load_manifest(path: Path) -> Manifest:
    """Read a corpus.toml. Raises ManifestError that names the line or the entry and says what is expected there."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LIMIT + 1)
        if len(data) > _LIMIT:
            raise ManifestError(str(path), f"larger than {_LIMIT // 1_000_000} MB")
        return parse_manifest(data.decode("utf-8-sig"), str(path))
    except OSError as error:
        raise ManifestError(str(path), f"cannot be read ({(error.strerror or 'error').lower()})") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ManifestError(str(path), f"not UTF-8 (line {line})") from error


def manifest_of(folder: Path) -> Manifest | None:
    """What the corpus.toml in ``folder`` states; None where there is none. Raises ManifestError as `load_manifest`."""
    place = folder / MANIFEST_NAME
    return load_manifest(place) if place.is_file() else None


def parse_manifest(text: str, name: str = MANIFEST_NAME) -> Manifest:
    """Read the text of a corpus.toml. Raises ManifestError."""
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise ManifestError(name, f"not valid TOML: {str(error)[:200]}") from error
    _only(raw, ("defaults", "documents", "aliases", "feeds"), "", name)
    patterns: list[tuple[str, Metadata]] = []
    names: dict[str, Metadata] = {}
    for key, entry in _table(raw, "documents", name).items():
        stated = _metadata(entry, f'documents."{key}"', name)
        if _GLOB_MARKS & set(key):
            patterns.append((key, stated))
        else:
            names[key] = stated
    return Manifest(
        defaults=_metadata(raw.get("defaults", {}), "defaults", name),
        patterns=tuple(patterns),
        names=names,
        aliases=_aliases(_table(raw, "aliases", name), name),
        feeds=read_feeds(raw.get("feeds", []), name),
    )


def _table(raw: Mapping[str, object], key: str, name: str) -> dict[str, object]:
    table = raw.get(key, {})
    if not isinstance(table, dict):
        raise ManifestError(name, f"{key} must be a table: [{key}]")
    return table


def _only(table: Mapping[str, object], known: tuple[str, ...], where: str, name: str) -> None:
    for key in table:
        if key not in known:
            place = f" in {where}" if where else ""
            raise ManifestError(name, f"unknown key {key!r}{place}; known are {', '.join(known)}")


def _metadata(raw: object, where: str, name: str) -> Metadata:
    if not isinstance(raw, dict):
        raise ManifestError(name, f"{where} must be a table: [{where}]")
    _only(raw, _FIELDS, where, name)
    texts = {key: _line(value, f"{where}.{key}", name) for key, value in raw.items() if key != "published"}
    published = _date(raw["published"], f"{where}.published", name) if "published" in raw else None
    return Metadata(**texts, published=published)


def _line(value: object, where: str, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ManifestError(name, f"{where} must be a text in quotation marks that is not empty")
    return " ".join(value.split())


def _date(value: object, where: str, name: str) -> PartialDate:
    if isinstance(value, dt.date):
        return PartialDate(value.year, value.month, value.day)
    try:
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            return PartialDate.parse(str(value))
    except ValueError:
        pass
    raise ManifestError(name, f'{where} is not a date: {value!r}; write 2024-05-16, "2024-05" or 2024')


def _aliases(raw: Mapping[str, object], name: str) -> Aliases:
    found = []
    for entity, spellings in raw.items():
        if not isinstance(spellings, list):
            raise ManifestError(name, f'aliases."{entity}" must be a list of spellings: ["…", "…"]')
        where = f'aliases."{entity}"'
        found.append((_line(entity, where, name), tuple(_line(spelling, where, name) for spelling in spellings)))
    return tuple(found)
