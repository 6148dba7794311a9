"""What the modules of quotations without marks share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.extract.lexicon import TITLES
from bot.extract.names.table import NameTable
from bot.model import BlockKind, Span

FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us|mine|ours)\b")
PERSONAL = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Mm]e|[Oo]urs?|[Uu]s|[Yy]ours?|[Yy]ou)\b")
SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADLINE})
"""Blocks that may be words without marks: a short turn or answer looks like a heading."""
MARKS = frozenset("“\"‘'«„")
CLOSING = re.compile(r"[”\"’»][.,]?$")


@dataclass(frozen=True, slots=True)
class Turn:
    """Words without marks. ``label`` is where the text names the speaker.

    ``name`` is None for a question of nobody in particular. Such a one is no quote in an interview; in a briefing it is
    (``kept``), though nobody's by name.
    """

    spans: tuple[Span, ...]
    name: str | None
    label: Span
    kept: bool = False

    @property
    def is_quote(self) -> bool:
        """Whether the words are served."""
        return self.kept or self.name is not None


def untitled(label: str) -> str:
    """Return a label without its titles, unchanged where nothing else is in it."""
    written = label.split()
    titles = [number for number, word in enumerate(written) if word.casefold() in TITLES]
    if titles and titles[-1] + 1 < len(written):
        return " ".join(written[titles[-1] + 1 :])  # "Prime Minister Velk"
    words = [word for word in written if word.casefold() not in TITLES]
    return " ".join(words) if words and words != written[:1] else label


def known(name: str, names: NameTable) -> str:
    """Return the document's full form of a name, the name itself where it has none."""
    index = names.index_of(name.strip())
    if index is None:
        index = names.index_of(untitled(name))  # "Chef Velk"
    return names.people[index].name if index is not None else name.strip()
