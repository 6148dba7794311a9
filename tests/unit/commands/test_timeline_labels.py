"""What stands beside a date in a timeline's picture: invented events."""

from __future__ import annotations

import pytest

from bot.commands.timeline import label_of
from bot.model import Dating, Span
from bot.model.archive import DocumentRow, EventRow

_DOCUMENT = DocumentRow(1, "ferry.txt", "Ferry", None, None, None, Dating.unknown())


@pytest.mark.parametrize(
    ("text", "trigger", "seen"),
    [
        ("After three weeks of talks in the old customs house, the board of the harbour resigned.", "resigned", 86),
        ("The harbour is ready to open its northern quay to ferries, the minister said on Thursday.", "said", 0),
        ("The minister said on Thursday that the harbour would open.", "said", 17),
    ],
    ids=["a deed at the end", "words before their cue", "words after their cue"],
)
def test_how_much_of_an_event_a_picture_has_to_show(text: str, trigger: str, seen: int) -> None:
    """A label would be cut before what happened, or show who spoke and not what was said."""
    at = text.index(trigger)
    row = EventRow(
        1,
        _DOCUMENT,
        Span(5, 5 + len(text)),
        text,
        Dating.unknown(),
        False,
        (),
        None,
        (),
        Span(5 + at, 5 + at + len(trigger)),
    )
    assert label_of(row)[1] == seen
