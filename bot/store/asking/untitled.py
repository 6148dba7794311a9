"""What to call a document that prints no title: by how it begins, so that a reader knows it again."""

from __future__ import annotations

from bot.model import Annotations, BlockKind

_LONGEST = 45  # characters of the document's own words: with ours around them a line of a terminal


def opening_title(annotations: Annotations) -> str | None:
    """``untitled: On 3 May the council met in …``, None where there is no paragraph.

    The words after the colon are the document's own; the mark behind them is ours.
    """
    text = annotations.document.text
    paragraphs = (block.span.of(text).split() for block in annotations.blocks if block.kind is BlockKind.PARAGRAPH)
    words = next((found for found in paragraphs if found), None)
    if words is None:
        return None
    shown = words[0][:_LONGEST]
    for count in range(2, len(words) + 1):
        longer = " ".join(words[:count])
        if len(longer) > _LONGEST:
            break
        shown = longer
    return f"untitled: {shown}{'' if shown == ' '.join(words) else ' …'}"
