"""Names as they are misspelt: found by their likeness (rapidfuzz's ratio) to what was typed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from bot.store.matching.meanings import Meanings

_END = "\U0010ffff"


class Spellings:
    """Spellings in Latin letters with the entities that they name. Immutable once made."""

    def __init__(self, spelt: Iterable[tuple[str, int]]) -> None:
        """``spelt`` are spellings with entity ids, those of one entity one after the other."""
        self._meanings = Meanings()
        for spelling, entity_id in spelt:
            self._meanings.add(spelling, entity_id)
        self._forwards = sorted(self._meanings)
        self._backwards = sorted(spelling[::-1] for spelling in self._forwards)

    def alike(self, key: str, cutoff: float, most: int) -> dict[int, float]:
        """Entities with how alike their best spelling is, in per cent of letters in common, of ``most`` spellings.

        A single mistake leaves the first or the last half of a name as it is. So those that share a half are compared,
        a few dozen by two looks into sorted lists; all of them, which takes a hundred times as long, where none of the
        few is alike.
        """
        return self._best(key, self._sharing_a_half(key), cutoff, most) or self.all_alike(key, cutoff, most)

    def all_alike(self, key: str, cutoff: float, most: int) -> dict[int, float]:
        """The same, compared with all spellings."""
        return self._best(key, self._forwards, cutoff, most)

    def _sharing_a_half(self, key: str) -> Sequence[str]:
        half = (len(key) - 1) // 2  # two letters swapped in the middle are one mistake too
        if not half:
            return ()
        ends = _starting(self._backwards, key[: -half - 1 : -1])
        return [*_starting(self._forwards, key[:half]), *(spelling[::-1] for spelling in ends)]

    def _best(self, key: str, spellings: Sequence[str], cutoff: float, most: int) -> dict[int, float]:
        scores: dict[int, float] = {}
        for spelling, score, _ in process.extract(key, spellings, scorer=fuzz.ratio, score_cutoff=cutoff, limit=most):
            for entity_id in self._meanings.get(spelling):
                scores[entity_id] = max(score, scores.get(entity_id, 0.0))
        return scores


def _starting(ordered: Sequence[str], start: str) -> Sequence[str]:
    return ordered[bisect_left(ordered, start) : bisect_left(ordered, start + _END)]
