"""What a name may go on as while it is typed, from memory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain

from bot.store.matching.meanings import Meanings

OFFERED = 25  # as many as a platform shows
_DEEPEST = 50  # letters that are looked at: nobody types more, and a name may be as long as a page
_END = "\U0010ffff"


class Completion:
    """Entities by the starts of the words of their names. Immutable once made; safe to share between threads."""

    def __init__(self, ranked: Iterable[tuple[int, Iterable[str]]]) -> None:
        """``ranked`` are entity ids with the keys of all their forms, who says most first."""
        self._ids: list[int] = []
        bearers = Meanings()
        add = bearers.add
        for rank, (entity_id, keys) in enumerate(ranked):
            self._ids.append(entity_id)
            for key in keys:
                while key:
                    add(key[:_DEEPEST], rank)
                    key = key.partition(" ")[2]  # noqa: PLW2901 - from word to word
        # Who is offered for each start that several names share, and for the shortest that is a name's own; that name.
        self._offered: dict[str, tuple[int, ...]] = {}
        self._own: dict[str, str] = {}
        if self._ids:
            self._offer(sorted(bearers), bearers, 0)

    def starting(self, key: str, limit: int) -> tuple[int, ...]:
        """Entities with a word starting with ``key``, most quotes first: at most ``OFFERED``, all for an empty key."""
        if not key:
            return tuple(self._ids[:limit])
        key = key[:_DEEPEST]
        start = key
        while start and start not in self._offered:
            start = start[:-1]
        fits = start == key or self._own.get(start, "").startswith(key)
        return self._offered[start][:limit] if fits else ()

    def _offer(self, names: Sequence[str], bearers: Meanings, length: int) -> Sequence[int]:
        """Keep whom to offer for the first ``length`` letters of ``names``, which share them, and for longer starts.

        ``names`` are in order. Returns the ranks: the first of all are among the first of each longer start.
        """
        first: list[Sequence[int]] = []
        at = 0
        while at < len(names):
            start = names[at][: length + 1]
            end = bisect_left(names, start + _END, at) if len(start) > length else at + 1
            if end - at > 1:
                first.append(self._offer(names[at:end], bearers, length + 1))
            else:
                ranks = bearers.get(names[at])[:OFFERED]
                first.append(ranks)
                if len(start) > length:
                    self._own[start] = names[at]
                    self._offered[start] = self._bearers(ranks)
            at = end
        best = first[0] if len(first) == 1 else sorted(set(chain.from_iterable(first)))[:OFFERED]
        self._offered[names[0][:length]] = self._bearers(best)
        return best

    def _bearers(self, ranks: Iterable[int]) -> tuple[int, ...]:
        return tuple(map(self._ids.__getitem__, ranks))
