"""Words in a picture: on lines of a width that is measured, in letters that the font has."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from anyascii import anyascii

from bot.commands import lines


def filled(text: str, fits: Callable[[str], bool], most: int, needed: int = 0) -> list[str]:
    """The text on lines (see `lines.filled`) in letters that can be drawn."""
    return lines.filled(drawable(text), fits, most, len(drawable(text[:needed])))


def drawable(text: str) -> str:
    """The text on one line; what the font has no letters for, or what runs from right to left, in Latin letters."""
    known = _glyphs()
    return " ".join("".join(one if ord(one) in known else anyascii(one) for one in text).split())


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font

    kept = frozenset(get_font(findfont("DejaVu Sans")).get_charmap())
    return frozenset(one for one in kept if not 0x0590 <= one <= 0x08FF)
