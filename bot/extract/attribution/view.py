"""A document as a row of items: each marked span, name, noun phrase and pronoun is one item, as is any other token.

Attribution reads its patterns off this row: ``letters`` holds one letter an item (bot.extract.quotes.cues for single
tokens). N: name of a person. M: of an institution. L: of a place. n: noun phrase for one person. e: for several or a
body. d: for something written. p, o, W: pronouns. q, Q, u: words in marks that end with a comma, with a stop, or with
neither. |: a block begins. Parentheses after a name are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.extract.quotes.marks import Marked
from bot.model import FURNITURE, Block, BlockKind, Span

_AFTER_OBJECT = frozenset(",.|;:)?-qQuPOTWtxpD")
_SHARING = frozenset({"share", "shares", "shared", "sharing"})


@dataclass(slots=True)
class Candidate:
    """A mention that may be the speaker. ``letter`` as in the row of items; ``item`` is its place there."""

    span: Span
    item: int
    letter: str
    word: str
    block: int
    entity: int = -1
    possessive: bool = False


@dataclass(slots=True)
class View:
    """The row of items. ``tokens`` gives each item's first token; ``mark_items`` each marked span's place in the row.

    ``repeats`` counts how often the same words stand in marks (case ignored); ``subjects`` is what
    bot.extract.attribution.subjects found (cue -> subject), ``spoken`` the same from the subject's side;
    ``possessive`` are the items with an "'s"; ``body`` are the letters with blanks for captions and furniture.
    """

    letters: str = ""
    body: str = ""
    tokens: list[int] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    marks: list[Marked] = field(default_factory=list)
    mark_items: list[int] = field(default_factory=list)
    lows: list[str] = field(default_factory=list)
    repeats: dict[str, int] = field(default_factory=dict)
    subjects: dict[int, tuple[int, str]] = field(default_factory=dict)
    spoken: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    possessive: set[int] = field(default_factory=set)


def is_object(view: View, candidate: Candidate) -> bool:
    """Tell whether "her" or "him" is nobody of its own clause: "who is not related to her", "who shares her name"."""
    if view.lows[candidate.item - 1] in _SHARING:
        return True
    alone = view.letters[candidate.item + 1 : candidate.item + 2] in ("", *_AFTER_OBJECT)
    return candidate.word in {"him", "them"} or (candidate.word == "her" and alone)


def body_of(letters: str, blocks: tuple[Block, ...]) -> str:
    """Return the letters of a row with blanks for what stands on the page besides the article."""
    starts = [item for item, letter in enumerate(letters) if letter == "|"]
    if not starts or len(starts) != len(blocks):
        return letters
    pieces = [letters[: starts[0]]]
    for block, start, end in zip(blocks, starts, [*starts[1:], len(letters)], strict=True):
        beside = block.kind in FURNITURE or block.kind is BlockKind.CAPTION
        pieces.append(" " * (end - start) if beside else letters[start:end])
    return "".join(pieces)
