"""The inbox: the folder where fetched and handed-in files are kept, so that they can be read again at any time."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.errors import StoreError
from bot.ingest.origin import Origin, origin_place, read_origin, write_origin

_UNFIT = re.compile(r"[^\w.-]+")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Inbox:
    """A folder, made when the first file comes. Raises StoreError where it cannot be written."""

    folder: Path

    def keep(self, name: str, body: bytes, origin: Origin) -> Path:
        """Write a file called ``name`` (relative, with forward slashes) with its origin, in place of what was there.

        What the origin leaves open stays as it was. Written aside and moved, so that whoever reads meanwhile sees the
        old file or the new one. Returns its path.
        """
        place = self.folder / name
        aside = place.with_name(f".{place.name}.new")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_origin(place, origin.over(read_origin(place)))
            aside.write_bytes(body)
            aside.replace(place)
        except OSError as error:
            reason = (error.strerror or "error").lower()
            raise StoreError(f"The inbox {self.folder} cannot be written ({reason}). Set INBOX_PATH.") from error
        return Path(os.path.realpath(place))

    def drop(self, name: str) -> Path:
        """Delete the file called ``name`` and what is kept beside it. Returns the path where it was."""
        place = self.folder / name
        for path in (place, origin_place(place)):
            path.unlink(missing_ok=True)
        return Path(os.path.realpath(self.folder)) / name

    def has(self, name: str) -> bool:
        """Tell whether there is a file called ``name``."""
        return bool(name) and (self.folder / name).is_file()


def name_of_page(url: str, suffix: str) -> str:
    """What the file of the page at ``url`` is called: its host, the end of its path, and a digest of all of it.

    ``https://harbour.example/2031/bridge-opens`` gives ``harbour.example/bridge-opens-1a2b3c4d5e.html``.
    """
    parts = urlsplit(url)
    stem = unquote(parts.path).rstrip("/").rpartition("/")[2]
    stem = stem.removesuffix(suffix)
    digest = hashlib.sha256(url.encode()).hexdigest()[:10]
    return f"{fit(parts.netloc) or 'page'}/{fit(stem) or 'page'}-{digest}{suffix}"


def fit(name: str) -> str:
    """``name`` with nothing in it that a file system, a shell or a reader could take for something else."""
    return _UNFIT.sub("-", name).strip(".-_")[:_LONGEST].rstrip(".-_")
