"""Which files a path means: found in a fixed order, nothing twice, nothing that could wait for ever."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import ReadError
from bot.readers import FORMATS, MANIFEST_NAME, Notice, Source, is_read, suffix_of

_ADDRESS = re.compile(r"(?:^|/)(www\.[\w-]+(?:\.[\w-]+)+(?:/\S*)?)$", re.IGNORECASE)


def missing(path: str) -> str:
    """Say that nothing is at ``path``, and how a page is fetched where it looks like the address of one."""
    address = _ADDRESS.search(path)
    hint = f"; https://{address[1]} would fetch the page of that address" if address else ""
    return f"there is no such file or folder{hint}"


@dataclass(frozen=True, slots=True)
class Found:
    """A file that can be read: its absolute path, the folder that names are relative to, its size in bytes."""

    path: Path
    folder: Path
    size: int

    @property
    def name(self) -> str:
        """The path relative to the folder, with forward slashes: what the document will be called."""
        return self.path.relative_to(self.folder).as_posix()


@dataclass(slots=True)
class Walk:
    """Walks over paths, files or folders. ``skipped`` counts, by suffix, files that are of no format we read.

    A link to a file or a folder is followed only out of the folder walked: what lies in it is met anyway.
    """

    skipped: Counter[str] = field(default_factory=Counter)
    _followed: set[str] = field(default_factory=set)

    def files(self, path: Path, top: Path) -> Iterator[Found | Notice]:
        """Every readable file at or under ``path``, by name, for names relative to ``top``; both are absolute.

        Hidden files and folders are passed over.
        """
        if path.is_dir():
            yield from self._folder(path, top)
        else:
            yield from self._file(path, top, asked_for=True)

    def _folder(self, folder: Path, top: Path) -> Iterator[Found | Notice]:
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
        except OSError as error:
            yield Notice(
                _shown(folder, top), f"folder cannot be read ({(error.strerror or '').lower()}); left out", True
            )
            return
        for name in names:
            path = folder / name
            if is_furniture(path):
                continue
            if not path.is_dir():
                if name != MANIFEST_NAME:
                    yield from self._file(path, top)
            elif not path.is_symlink():
                yield from self._folder(path, top)
            else:
                yield from self._linked_folder(path, top)

    def _linked_folder(self, link: Path, top: Path) -> Iterator[Found | Notice]:
        target = os.path.realpath(link)
        if _inside(target, top) or _inside(str(top), Path(target)) or target in self._followed:
            yield Notice(_shown(link, top), "a link to a folder that is read already; not followed")
            return
        self._followed.add(target)
        yield from self._folder(link, top)

    def _file(self, path: Path, top: Path, *, asked_for: bool = False) -> Iterator[Found | Notice]:
        shown = _shown(path, top)
        if not is_read(path.name):
            if asked_for:
                known = ", ".join(FORMATS)
                reason = f"not a format that is read ({known})" if path.exists() else missing(str(path))
                yield Notice(shown if path.exists() else _shown(path, path), f"{reason}; left out", left_out=True)
            else:
                self.skipped[suffix_of(path.name) or "no suffix"] += 1
            return
        if not _is_plain(str(path)):
            yield Notice(shown, "its name has bytes that are no text; rename it; left out", left_out=True)
            return
        if path.is_symlink() and _inside(os.path.realpath(path), top) and path.exists() and not asked_for:
            yield Notice(shown, "a link to a file that is read itself; not followed")
            return
        try:
            Source.file(path, shown)
            yield Found(path, top, path.stat().st_size)
        except ReadError as error:
            yield Notice.of(error)
        except OSError:
            yield Notice(shown, "gone while it was looked at; left out", left_out=True)


def is_furniture(folder: Path) -> bool:
    """Tell whether a folder is what a browser saved with a page: pictures, and the frames of advertisements."""
    if not folder.name.endswith("_files") or not folder.is_dir():
        return False
    page = folder.name.removesuffix("_files")
    return any(folder.with_name(page + suffix).is_file() for suffix in (".html", ".htm"))


def _inside(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(os.path.realpath(folder))


def _shown(path: Path, top: Path) -> str:
    name = path.relative_to(top).as_posix() if path != top else str(path)
    return "".join(character if character.isprintable() else "�" for character in name)


def _is_plain(name: str) -> bool:
    """Tell whether a name can be stored and printed on one line: no control characters, no undecodable bytes."""
    return all(character >= " " and not "\ud800" <= character <= "\udfff" for character in name)
