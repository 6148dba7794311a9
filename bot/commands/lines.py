"""Words on lines: as many as there is room for, and in any case those that tell what it is about. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def filled(text: str, fits: Callable[[str], bool], most: int, needed: int = 0) -> list[str]:
    """The text in at most ``most`` lines that fit, the last with an ellipsis where it is cut.

    Where the first ``needed`` characters do not fit, it begins later, with an ellipsis: behind a mark of punctuation,
    or else with any word.
    """
    words, least = text.split(), len(text[:needed].split())
    lines = _lines(words, fits, most)
    if _count(lines) >= least:
        return lines
    for start in _openings(words[:least]):
        later = _lines([f"…{words[start]}", *words[start + 1 :]], fits, most)
        if start + _count(later) >= least:
            return later
    return lines


def _openings(words: Sequence[str]) -> list[int]:
    """Where a text may begin later: behind marks of punctuation first, then anywhere."""
    behind = [at for at in range(1, len(words)) if words[at - 1][-1] in ",;:–—)"]
    return behind + list(range(1, len(words)))


def _count(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _lines(words: Sequence[str], fits: Callable[[str], bool], most: int) -> list[str]:
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
        last = lines[-1]
        while not fits(f"{last}{_end(lines[:-1], last)}") and len(last) > 1:
            last = last.rpartition(" ")[0] or last[:-1]
        lines[-1] = f"{last.rstrip(' ,;:–-')}{_end(lines[:-1], last)}"
    return lines


def _end(before: Sequence[str], last: str) -> str:
    """What words that are cut off end with: an ellipsis, and the mark that closes a quotation they leave open."""
    kept = " ".join([*before, last]).lstrip("…")
    if kept.count("“") > kept.count("”"):
        return "…”"
    return "…’" if kept.startswith("‘") else "…"
