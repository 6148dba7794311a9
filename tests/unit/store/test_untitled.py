"""Documents that print no title are called by how they begin."""

from __future__ import annotations

import pytest

from bot.model import Annotations, Block, BlockKind, Dating, Document, Span
from bot.store.asking.untitled import opening_title


def _annotations(text: str, *blocks: tuple[str, BlockKind]) -> Annotations:
    spans = [(Span(text.index(words), text.index(words) + len(words)), kind) for words, kind in blocks]
    return Annotations(Document("a.txt", text), Dating.unknown(), blocks=tuple(Block(*one) for one in spans))


@pytest.mark.parametrize(
    ("paragraph", "called"),
    [
        ("The pontoon was repaired.", "untitled: The pontoon was repaired."),
        (
            "On 3 May 2031 the port council\nmet in Oldhaven to vote on the ferry line.",
            "untitled: On 3 May 2031 the port council met in …",
        ),
        ("x" * 60, f"untitled: {'x' * 45} …"),
    ],
)
def test_the_first_paragraph_names_it(paragraph: str, called: str) -> None:
    """A citation would be a file name that tells a reader nothing, or pass our words for a printed title."""
    text = f"3 May 2031\n\n{paragraph}\n"
    blocks = ("3 May 2031\n", BlockKind.DATELINE), (paragraph, BlockKind.PARAGRAPH)
    assert opening_title(_annotations(text, *blocks)) == called


def test_without_a_paragraph_there_is_no_such_title() -> None:
    """Furniture of a page would pass for what the document is about."""
    assert opening_title(_annotations("All rights reserved.", ("All rights reserved.", BlockKind.BOILERPLATE))) is None
