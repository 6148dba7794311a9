"""Words in a picture: on lines of a width that is measured, in letters that the font has."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from anyascii import anyascii


def filled(text: str, fits: Callable[[str], bool], most: int) -> list[str]:
    """The text in at most ``most`` lines that fit, the last with an ellipsis where it is cut."""
    words = drawable(text).split()
    lines: list[str] = []
    rest = list(words)
    while rest and len(lines) < most:
        line, *rest = rest
        while not fits(line):  # one word that is longer than a line
            cut = next((at for at in range(len(line) - 1, 1, -1) if fits(line[:at])), 1)
            rest.insert(0, line[cut:])
            line = line[:cut]
        while rest and fits(f"{line} {rest[0]}"):
            line = f"{line} {rest.pop(0)}"
        lines.append(line)
    if rest and lines:
        last, end = lines[-1], "…”" if words[-1].endswith("”") else "…"
        while not fits(f"{last}{end}") and len(last) > 1:
            last = last.rpartition(" ")[0] or last[:-1]
        lines[-1] = f"{last.rstrip(' ,;:–-')}{end}"
    return lines


def drawable(text: str) -> str:
    """The text on one line; what the font has no letters for, or what runs from right to left, in Latin letters."""
    known = _glyphs()
    return " ".join("".join(one if ord(one) in known else anyascii(one) for one in text).split())


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font

    kept = frozenset(get_font(findfont("DejaVu Sans")).get_charmap())
    return frozenset(one for one in kept if not 0x0590 <= one <= 0x08FF)
