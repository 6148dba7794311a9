"""Invented articles with their dates marked in the text: {{words|TYPE|value}}, and what happened when, below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "date_articles"
_MARKED = re.compile(r"\{\{([^|}]*)\|(?:([A-Z]+)\|([^}]*))?\}\}")


@dataclass(frozen=True)
class Marked:
    """A marked time: its offsets, type and value (None: cannot be resolved); type "" where either is right."""

    start: int
    end: int
    type: str
    value: str | None


@dataclass(frozen=True)
class Told:
    """What a reader would list: an ISO day and words of the clause that tells it."""

    date: str
    words: str


@dataclass(frozen=True)
class Article:
    """An article without its marks. ``published`` is None where it prints no date of publication."""

    name: str
    text: str
    published: str | None
    times: tuple[Marked, ...]
    events: tuple[Told, ...]


def read(path: Path) -> Article:
    """Read one marked article."""
    published: str | None = None
    events: list[Told] = []
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, _, rest = line.partition(" ")
        if key == "#published":
            published = None if rest == "none" else rest
        elif key == "#event":
            day, _, told = rest.partition(" ")
            events.append(Told(day, told))
        else:
            lines.append(line)
    marked = "\n".join(lines).strip("\n") + "\n"
    text, times, last = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        value = None if match[3] in {None, "null"} else match[3]
        times.append(Marked(len(text), len(text) + len(match[1]), match[2] or "", value))
        text += match[1]
        last = match.end()
    return Article(path.stem, text + marked[last:], published, tuple(times), tuple(events))


ARTICLES = tuple(read(path) for path in sorted(FOLDER.glob("*.txt")))
