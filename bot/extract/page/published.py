"""When, by whom and under which title a document was published, as far as it or its curator says.

What the page itself states wins (its metadata, then "Published: ..." and other date lines, then the dateline); the
curator fills what is missing. Where the two disagree both are kept: the printed one is used, the conflict is told.
See docs/decisions for the reasons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.extract.page import furniture
from bot.extract.page.publication_date import SPOKEN, find_date
from bot.extract.page.title import find_title
from bot.model import Block, BlockKind, Dating, Derivation, Document, HowKnown

_BY = re.compile(
    r"\b[Bb]y:?\s+(?P<name>[A-Z][\w.’'-]+(?:\s+(?:[A-Z][\w.’'-]*|de|van|von|der|al|bin|el|la|da|dos)){1,4})"
)
_NAME_AND_MAIL = re.compile(r"^[-–—\s]*(?P<name>[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){1,3})\s+[\w.+-]+@")
_SOURCE = re.compile(r"\bSource:\s*(?P<name>[A-Z][\w.’'& -]{1,50}?)(?=\s+(?:Published|Updated|Posted)\b|\s*[|·]|$)")
_STOP_NAMES = re.compile(r"\s+(?:Source|Published|Updated|Posted|Photo|Staff|Correspondent|Reporter|Editor)\b.*$")


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a document says about itself. ``conflicts`` are sentences for a reader."""

    published: Dating
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    conflicts: tuple[str, ...] = ()


def find_published(document: Document, blocks: tuple[Block, ...]) -> Furniture:
    """Return what ``document`` and its curator state about its publication."""
    conflicts: list[str] = []
    published = _date(document, blocks, conflicts)
    stated: dict[str, str | None] = {}
    for name, reader in _READERS.items():
        printed = getattr(document.header, name) or reader(document.text, blocks)
        curated = getattr(document.curated, name)
        if printed and curated and name not in document.usual and _differ(printed, curated):
            conflicts.append(f"The {name} is “{printed}” in the document and “{curated}” for the curator.")
        stated[name] = printed or curated
    return Furniture(published, stated["title"], stated["publisher"], stated["author"], tuple(conflicts))


def _date(document: Document, blocks: Sequence[Block], conflicts: list[str]) -> Dating:
    printed = _stated_or_printed(document, blocks)
    curated = document.curated.published
    if curated is None:
        return printed
    by_curator = Dating(curated, Derivation(HowKnown.CURATED))
    if printed.derivation.note == SPOKEN:
        return by_curator  # the day of an interview only stands in for that of print
    if printed.date is None or printed.date.contains(curated):
        return by_curator if printed.date != curated else printed
    if not curated.contains(printed.date) and "published" not in document.usual:
        conflicts.append(
            f"The document gives {printed.date} as its date of publication ({printed.derivation.explain()}), "
            f"the curator {curated}."
        )
    return printed


def _stated_or_printed(document: Document, blocks: Sequence[Block]) -> Dating:
    found = find_date(document.text, blocks)
    header = document.header.published
    if header is None:
        return found
    if found.date is not None and header.contains(found.date) and header != found.date:
        return found  # the text is finer
    return Dating(header, Derivation(HowKnown.HEADER))


def _publisher(text: str, blocks: Sequence[Block]) -> str | None:
    """The outlet that a masthead or foot names, else one beside a date or an author's name at the head."""
    beside: str | None = None
    for block in blocks:
        line = block.span.of(text)
        if block.kind is BlockKind.BOILERPLATE and furniture.is_outlet(furniture.titled(line)):
            return furniture.titled(" ".join(line.split()))
        if block.kind is BlockKind.BYLINE and (match := _SOURCE.search(line)):
            return match["name"].strip()
        if block.kind is BlockKind.BYLINE and furniture.is_outlet(outlet := line.rpartition(", ")[2].strip()):
            beside = beside or outlet
        if block.kind is BlockKind.DATELINE:
            beside = beside or furniture.outlet_beside_date(line)
    return beside


def _author(text: str, blocks: Sequence[Block]) -> str | None:
    for block in blocks:
        if block.kind is BlockKind.BYLINE:
            line = block.span.of(text)
            match = _BY.search(line) or _NAME_AND_MAIL.search(line)
            if match:
                return _STOP_NAMES.sub("", match["name"])
    return None


_READERS: dict[str, Callable[[str, Sequence[Block]], str | None]] = {
    "title": find_title,
    "publisher": _publisher,
    "author": _author,
}


def _differ(printed: str, curated: str) -> bool:
    """Tell whether two statements differ in more than case, marks and a part that one leaves out."""
    one, two = (re.sub(r"[\W_]+", "", name).casefold() for name in (printed, curated))
    return one not in two and two not in one
