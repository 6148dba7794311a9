"""What a name may go on as while it is typed, from memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain

from bot.store.matching.meanings import Meanings

OFFERED = 25  # as many as a platform shows
_MANY = 10  # what fewer words start with is sorted when it is asked for
_DEEPEST = 200  # letters: nobody types more, and a name may be as long as a page
_END = "\U0010ffff"


class Completion:
    """Entities by the starts of the words of their names. Immutable once made; safe to share between threads."""

    def __init__(self, ranked: Iterable[tuple[int, Iterable[str]]]) -> None:
        """``ranked`` are entity ids with the keys of all their forms, who says most first."""
        self._ids = array("q")
        bearers = Meanings()
        add = bearers.add
        for rank, (entity_id, keys) in enumerate(ranked):
            self._ids.append(entity_id)
            for key in keys:
                while key:
                    add(key, rank)
                    key = key.partition(" ")[2]  # noqa: PLW2901 - from word to word
        self._starts = sorted(bearers)
        # The ranks of the bearers of each start, one start after the other, and where those of each begin.
        self._ranks, self._at = array("q"), array("q", (0,))
        for start in self._starts:
            self._ranks.extend(bearers.get(start))
            self._at.append(len(self._ranks))
        self._kept: dict[str, tuple[int, ...]] = {}
        if self._starts:
            self._keep(0, len(self._starts), 0)

    def starting(self, key: str, limit: int) -> tuple[int, ...]:
        """Entities with a word starting with ``key``, who says most first; all of them for an empty key."""
        if not key:
            return tuple(self._ids[:limit])
        kept = self._kept.get(key)
        if kept is not None and limit <= OFFERED:
            return kept[:limit]
        starts, at = self._starts, self._at
        low = high = bisect_left(starts, key)
        every = kept or len(key) >= _DEEPEST
        end = len(starts) if every else min(len(starts), low + _MANY)  # what more start with is kept
        while high < end and starts[high].startswith(key):
            high += 1
        ranks = self._ranks[at[low] : at[high]]
        if len(ranks) > 1:
            return self._bearers(sorted(set(ranks))[:limit])
        return (self._ids[ranks[0]],) if ranks else ()

    def _best(self, low: int, high: int, limit: int) -> list[int]:
        return sorted(set(self._ranks[self._at[low] : self._at[high]]))[:limit]

    def _bearers(self, ranks: Iterable[int]) -> tuple[int, ...]:
        return tuple([self._ids[rank] for rank in ranks])

    def _keep(self, low: int, high: int, length: int) -> Sequence[int]:
        """Keep the first of what shares its first ``length`` letters, and of every longer start that many share.

        Returns their ranks. The first of all are among the first of each longer start.
        """
        starts = self._starts
        first: list[Sequence[int]] = []
        at = low
        while at < high:
            start = starts[at][: length + 1]
            end = bisect_left(starts, start + _END, at, high) if len(start) > length else at + 1
            few = end - at <= _MANY or length + 1 == _DEEPEST
            first.append(self._best(at, end, OFFERED) if few else self._keep(at, end, length + 1))
            at = end
        best = first[0] if len(first) == 1 else sorted(set(chain.from_iterable(first)))[:OFFERED]
        self._kept[starts[low][:length]] = self._bearers(best)
        return best
