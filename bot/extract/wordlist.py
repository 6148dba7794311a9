"""Word lists written as prose, so that a reader can check them."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of ``text``, which blanks separate."""
    return frozenset(text.split())
