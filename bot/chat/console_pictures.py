"""Pictures at a terminal, which shows none: each is written to a file, and the answer names the file."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path

from bot.cards import Card, Field, Image, Reply


def with_files(reply: Reply, folder: Path | None) -> Reply:
    """``reply`` with the path of each picture in its place; where it cannot be written, why, beside what it shows.

    A file of the same picture is named again, no other file is touched. Without a folder the reply is as it was.
    """
    if folder is None:
        return reply
    return replace(reply, cards=tuple(_with_file(card, folder) for card in reply.cards))


def _with_file(card: Card, folder: Path) -> Card:
    if card.image is None:
        return card
    try:
        path = _written(card.image, folder)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        return replace(card, fields=(*card.fields, Field("not written", f"{folder} does not take it ({why})")))
    return replace(card, image=None, fields=(*card.fields, Field("picture", str(path))))


def _written(image: Image, folder: Path) -> Path:
    """The file that holds the picture, under its name or, where another file has that, its name with a number."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = Path(image.filename)
    for number in count(1):
        path = folder / (f"{wanted.stem}-{number}{wanted.suffix}" if number > 1 else wanted.name)
        try:
            with path.open("xb") as file:
                file.write(image.data)
        except FileExistsError:
            if not (path.is_file() and path.read_bytes() == image.data):
                continue
        return path
    raise AssertionError  # pragma: no cover - there is always a further number
