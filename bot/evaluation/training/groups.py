"""What the ranker of speakers learns from: the choices of one marked span, and which of them are right."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.attribution.row import ViewBuilder
from bot.extract.attribution.view import View
from bot.extract.names.table import NameTable, find_names
from bot.extract.page.blocks import find_blocks
from bot.extract.page.sentences import split_sentences
from bot.extract.quotes.marks import find_marks
from bot.model import Document


@dataclass
class Group:
    """One marked span: the features of each choice, the first of them "nobody"; which are right; its importance."""

    choices: list[list[str]]
    right: list[bool]
    weight: float = 1.0


def view_of(text: str) -> tuple[View, NameTable]:
    """Return the row of items of an article, and its names."""
    blocks = find_blocks(text)
    names = find_names(Document("article", text), blocks, split_sentences(text, blocks))
    return ViewBuilder(text, blocks, names, find_marks(text, blocks)).build(), names
