"""What a name may go on as while it is typed, from memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from heapq import nsmallest

OFFERED = 25  # as many as a platform shows
_SHORT = 3  # letters; what begins with more is few enough to be sorted when it is asked for
_END = "\U0010ffff"


class Completion:
    """Entities by the starts of the words of their names. Immutable once made; safe to share between threads."""

    def __init__(self, ranked: Iterable[tuple[int, Iterable[str]]]) -> None:
        """``ranked`` are entity ids with the keys of all their forms, who says most first."""
        self._ids = array("q")
        self._short: dict[str, list[int]] = {}
        starts: list[tuple[str, int]] = []
        for rank, (entity_id, keys) in enumerate(ranked):
            self._ids.append(entity_id)
            own = {" ".join(words[at:]) for words in map(str.split, keys) for at in range(len(words))}
            starts += ((start, rank) for start in own)
            for short in {start[:length] for start in own for length in range(1, _SHORT + 1)}:
                first = self._short.setdefault(short, [])
                if len(first) < OFFERED:
                    first.append(rank)
        starts.sort()
        self._starts = [start for start, _ in starts]
        self._ranks = array("q", (rank for _, rank in starts))

    def starting(self, key: str, limit: int) -> tuple[int, ...]:
        """Entities with a word starting with ``key``, who says most first; all of them for an empty key."""
        if not key:
            return tuple(self._ids[:limit])
        if len(key) <= _SHORT and limit <= OFFERED:
            ranks = self._short.get(key, [])[:limit]
        else:
            low, high = bisect_left(self._starts, key), bisect_left(self._starts, key + _END)
            ranks = nsmallest(limit, set(self._ranks[low:high]))
        return tuple(self._ids[rank] for rank in ranks)
