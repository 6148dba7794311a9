"""What a name may go on as while it is typed, from memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

OFFERED = 25  # as many as a platform shows
_MANY = 10  # what fewer words start with is sorted when it is asked for
_END = "\U0010ffff"


class Completion:
    """Entities by the starts of the words of their names. Immutable once made; safe to share between threads."""

    def __init__(self, ranked: Iterable[tuple[int, Iterable[str]]]) -> None:
        """``ranked`` are entity ids with the keys of all their forms, who says most first."""
        self._ids = array("q")
        starts: list[tuple[str, int]] = []
        for rank, (entity_id, keys) in enumerate(ranked):
            self._ids.append(entity_id)
            own = {" ".join(words[at:]) for words in map(str.split, keys) for at in range(len(words))}
            starts += ((start, rank) for start in own)
        starts.sort()
        self._starts = [start for start, _ in starts]
        self._ranks = array("q", (rank for _, rank in starts))
        self._kept: dict[str, tuple[int, ...]] = {}
        self._keep()

    def starting(self, key: str, limit: int) -> tuple[int, ...]:
        """Entities with a word starting with ``key``, who says most first; all of them for an empty key."""
        if not key:
            return tuple(self._ids[:limit])
        kept = self._kept.get(key)
        if kept is not None and limit <= OFFERED:
            return kept[:limit]
        return self._best(bisect_left(self._starts, key), bisect_left(self._starts, key + _END), limit)

    def _best(self, low: int, high: int, limit: int) -> tuple[int, ...]:
        return tuple(self._ids[rank] for rank in sorted(set(self._ranks[low:high]))[:limit])

    def _keep(self) -> None:
        """Keep the first of every start that many share, from no letters on to one letter more."""
        several = [(0, len(self._starts), 0)]
        while several:
            low, high, length = several.pop()
            if high - low <= _MANY:
                continue
            self._kept[self._starts[low][:length]] = self._best(low, high, OFFERED)
            while low < high:
                longer = self._starts[low][: length + 1]
                if len(longer) == length:
                    low = bisect_right(self._starts, longer, low, high)
                    continue
                end = bisect_left(self._starts, longer + _END, low, high)
                several.append((low, end, length + 1))
                low = end
