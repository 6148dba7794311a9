"""The names of the archive in memory: whom a typed name may mean, and what it may go on as."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz import fuzz, process

from bot.store.identity import fold
from bot.store.wording import name_key, words_of

# In per cent of letters in common (rapidfuzz's normalised indel similarity). 80 lets one wrong letter in five pass, and
# two swapped ones in a name of five; below, names of four letters begin to run into one another.
SAME_SPELLING = 80.0
NEAR_SPELLING = 50.0
_MIN_SPELLING = 4
_MAX_TYPED = 200
_OFFERED = 25  # as many as a platform shows
_REMEMBERED = 10_000  # what people type begins alike
_END = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class KnownName:
    """An entity with all forms of its name, printed and curated. ``weight`` is how many quotes it has,
    ``documents`` how many documents name it.

    ``person`` tells that the end of the name is a surname.
    """

    entity_id: int
    name: str
    forms: tuple[str, ...]
    weight: int
    person: bool = True
    documents: int = 0


class NameIndex:
    """Finds entities by what a person types. Immutable once made; safe to share between threads."""

    def __init__(self, known: Iterable[KnownName]) -> None:
        self._known = {one.entity_id: one for one in known}
        self._levels: tuple[tuple[str, dict[str, set[int]]], ...] = tuple(
            (how, {}) for how in ("exact", "alias", "surname", "transliteration", "part")
        )
        self._spellings: dict[str, set[int]] = {}
        for one in self._known.values():
            self._add(one)
        self._starts = sorted(self._prefixes())
        self._offered: dict[str, tuple[int, ...]] = {}

    def find(self, typed: str, limit: int, *, guess: bool = True) -> tuple[tuple[int, str], ...]:
        """Entity ids with how each was understood, best first; spelling only to ``guess`` where nothing else fits."""
        typed = typed[:_MAX_TYPED]
        found: dict[int, str] = {}
        for how, names in self._levels:
            if how == "part" and found:
                break
            for wanted in _looked_for(typed, how):
                for id_ in self._by_weight(names.get(wanted, ())):
                    found.setdefault(id_, how)
        if len(_plain(typed).split()) == 1:
            found = self._by_surname(found)
        if guess and not found:
            found = dict.fromkeys(self._by_spelling(typed, SAME_SPELLING, limit), "spelling")
        return tuple(found.items())[:limit]

    def _by_surname(self, found: dict[int, str]) -> dict[int, str]:
        """Order what a single word may mean: who says most under a surname stands before whom it names alone."""
        bare = {id_ for id_, how in found.items() if how == "exact" and self._known[id_].person}
        if any(how == "surname" for how in found.values()):
            found |= dict.fromkeys(bare, "surname")
        order = {"exact": 0, "alias": 1, "surname": 1}
        return {id_: found[id_] for id_ in sorted(found, key=lambda id_: (order.get(found[id_], 2), self._rank(id_)))}

    def nearest(self, typed: str, limit: int) -> tuple[str, ...]:
        """Canonical names most like ``typed``."""
        return tuple(self._known[id_].name for id_ in self._by_spelling(typed[:_MAX_TYPED], NEAR_SPELLING, limit))

    def starting(self, prefix: str, limit: int) -> tuple[int, ...]:
        """Entities that say something and have a word starting with ``prefix``, by how much they say."""
        key = name_key(prefix[:_MAX_TYPED])
        if prefix.strip() and not key:
            return ()
        if limit > _OFFERED:
            return self._starting(key, limit)
        offered = self._offered.get(key)
        if offered is None:
            offered = self._starting(key, _OFFERED)
            if not offered and len(key) >= _MIN_SPELLING:
                alike = self._by_spelling(key, SAME_SPELLING, _OFFERED)
                offered = tuple(id_ for id_ in alike if self._known[id_].weight)
            if len(self._offered) < _REMEMBERED:
                self._offered[key] = offered
        return offered[:limit]

    def _starting(self, key: str, limit: int) -> tuple[int, ...]:
        low, high = bisect_left(self._starts, (key, 0)), bisect_left(self._starts, (key + _END, 0))
        return tuple(nsmallest(limit, {id_ for _, id_ in self._starts[low:high]}, key=self._rank))

    def _prefixes(self) -> set[tuple[str, int]]:
        """The key of every form from each of its words on."""
        found = set()
        for one in self._known.values():
            if one.weight:
                for words in (name_key(form).split() for form in one.forms):
                    found |= {(" ".join(words[at:]), one.entity_id) for at in range(len(words))}
        return found

    def _add(self, one: KnownName) -> None:
        exact, alias, surname, transliteration, part = (names for _, names in self._levels)
        _put(exact, _plain(one.name), one)
        for form in one.forms:
            words, key = _plain(form).split(), name_key(form)
            _put(surname if len(words) == 1 and form != one.name and one.person else alias, " ".join(words), one)
            if len(words) > 1:
                _put(alias, " ".join(sorted(words)), one)
            ends = [" ".join(words[at:]) for at in range(1, len(words))]
            keys = key.split()
            _put_each(surname if one.person else part, ends, one)
            last = keys[-1:] if one.person else []
            _put_each(transliteration, [key, key.replace(" ", ""), _folded(key), *last, *map(_folded, last)], one)
            _put_each(part, keys, one)
            _put_each(self._spellings, [key, *keys] if one.person else [key], one)

    def _rank(self, entity_id: int) -> tuple[int, str, int]:
        one = self._known[entity_id]
        return -one.weight, one.name, entity_id

    def _by_weight(self, ids: Iterable[int]) -> list[int]:
        return sorted(ids, key=self._rank)

    def _by_spelling(self, typed: str, cutoff: float, limit: int) -> list[int]:
        key = name_key(typed)
        if len(key) < _MIN_SPELLING and cutoff == SAME_SPELLING:
            return []
        scores: dict[int, float] = {}
        for spelling, score, _ in process.extract(
            key, self._spellings.keys(), scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit * 4
        ):
            for id_ in self._spellings[spelling]:
                scores[id_] = max(score, scores.get(id_, 0.0))
        return nsmallest(limit, scores, key=lambda id_: (-scores[id_], self._rank(id_)))


def _looked_for(typed: str, how: str) -> Sequence[str]:
    key = name_key(typed)
    ways: dict[str, Callable[[], Sequence[str]]] = {
        "alias": lambda: (_plain(typed), " ".join(sorted(_plain(typed).split()))),
        "transliteration": lambda: (key, key.replace(" ", ""), _folded(key)),
        "part": lambda: (key, _plain(typed)),
    }
    return ways.get(how, lambda: (_plain(typed),))()


def _put(names: dict[str, set[int]], wanted: str, one: KnownName) -> None:
    if wanted:
        names.setdefault(wanted, set()).add(one.entity_id)


def _put_each(names: dict[str, set[int]], several: Iterable[str], one: KnownName) -> None:
    for wanted in several:
        _put(names, wanted, one)


def _plain(name: str) -> str:
    words = words_of(name)
    return " ".join(words[:-1] if len(words) > 1 and words[-1] == "s" else words)


def _folded(key: str) -> str:
    return " ".join(map(fold, key.split()))
