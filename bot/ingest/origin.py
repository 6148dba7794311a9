"""Where a file of the inbox came from: kept beside it, so that it can be read again without the web or the database.

``page.html`` has its origin in ``.page.html.origin.json``, which ingest passes over as a hidden file.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from urllib.parse import urlsplit

from bot.model import Document, Metadata, PartialDate
from bot.readers.manifest import overlay

_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a file besides its bytes. ``url`` is its address; empty for a file that somebody sent.

    ``media_type`` is what the server called it, with its charset, ``title``, ``author`` and ``published`` (ISO, as
    precise as known) what a feed said of it, ``publisher`` what the curator states about that feed.
    """

    url: str = ""
    media_type: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    publisher: str = ""

    def over(self, before: Origin | None) -> Origin:
        """The origin, with what it leaves open as it was ``before``."""
        said = {key: value for key, value in asdict(self).items() if value}
        return replace(before, **said) if before else self

    def apply(self, document: Document, file_name: str) -> Document:
        """``document``, one of the file that goes by ``file_name``, with what its own furniture does not say.

        An address that the page itself gives counts where it is of the same site: a page may not speak for another's.
        """
        alone = document.name == file_name
        said = Metadata(
            title=self.title or None if alone else None,
            author=self.author or None if alone else None,
            url=self.url or None,
            published=_date(self.published) if alone else None,
        )
        header = overlay(said, document.header)
        if self.url and not same_site(header.url or "", self.url):
            header = replace(header, url=self.url)
        stated = Metadata(publisher=self.publisher or None)
        return replace(document, header=header, curated=overlay(stated, document.curated))


def origin_place(file: Path) -> Path:
    """Where the origin of ``file`` is kept."""
    return file.with_name(f".{file.name}.origin.json")


def write_origin(file: Path, origin: Origin) -> None:
    """Keep the origin of ``file``. Raises OSError."""
    stated = {key: value for key, value in asdict(origin).items() if value}
    origin_place(file).write_text(json.dumps(stated, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_origin(file: Path) -> Origin | None:
    """The origin of ``file``; None where none is kept, or none that can be read: the file itself goes on."""
    try:
        with origin_place(file).open("rb") as stream:
            found = json.loads(stream.read(_LIMIT))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    known = {field.name for field in fields(Origin)}
    return Origin(**{key: value for key, value in found.items() if key in known and isinstance(value, str)})


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one host, with or without ``www.``."""
    try:
        hosts = [(urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other)]
    except ValueError:
        return False
    return hosts[0] == hosts[1] != ""


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except ValueError:
        return None
