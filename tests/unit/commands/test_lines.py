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
