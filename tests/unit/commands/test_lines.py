"""Words that are cut to a few lines still tell what they are about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.lines import filled

_VOTE = "Mayor Mara Vale, who “very much liked” the letter of the port on her re-election in May"


def _short(line: str) -> bool:
    return len(line) <= 24


@pytest.mark.parametrize(
    ("needed", "lines"),
    [
        ("", ["Mayor Mara Vale, who", "“very much liked” the…"]),
        ("Mayor Mara Vale", ["Mayor Mara Vale, who", "“very much liked” the…"]),
        ("letter", ["…who “very much liked”", "the letter of the port…"]),
        (" in May", ["…letter of the port on", "her re-election in May"]),
    ],
)
def test_what_is_needed_is_shown(needed: str, lines: list[str]) -> None:
    """A label would be cut before the one word that tells what happened."""
    end = _VOTE.index(needed) + len(needed) if needed else 0
    assert filled(_VOTE, _short, 2, end) == lines


@given(st.text(st.sampled_from("ab ,;”"), max_size=80), st.integers(1, 3), st.integers(0, 90))
def test_no_line_is_too_long(text: str, most: int, needed: int) -> None:
    """Words would run out of the picture."""
    lines = filled(text, _short, most, needed)
    assert len(lines) <= most
    assert all(_short(line) for line in lines)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("“We will not sell the harbour to anybody at all”", "harbour to anybody at…”"),
        ("Mara Vale: “We will not sell the harbour to anybody”", "sell the harbour to…”"),
        ("Mara Vale called it “a ship without any keel” and left", "ship without any keel”…"),
        ("Mara Vale called them all “a very long ship” and left", "all “a very long ship”…"),
    ],
)
def test_a_quotation_that_is_cut_is_closed(text: str, last: str) -> None:
    """Half a quotation would look as if the rest of the picture belonged to it."""
    assert filled(text, _short, 2)[-1] == last
