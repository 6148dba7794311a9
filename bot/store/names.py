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
        self._levels: tuple[tuple[str, dict[str, list[int]]], ...] = tuple(
            (how, {}) for how in ("exact", "alias", "surname", "transliteration", "part")
        )
        self._spellings: dict[str, list[int]] = {}
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
                for id_ in self._by_weight(names.get(wanted, ()) if wanted else ()):
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
        id_, person = one.entity_id, one.person
        _put(exact, (_plain(one.name),), id_)
        for form in one.forms:
            plain, key = _plain(form), name_key(form)
            words, keys = plain.split(), key.split()
            _put(surname if len(words) == 1 and form != one.name and person else alias, (plain,), id_)
            folded = [fold(word) for word in keys]
            if len(words) > 1:
                _put(alias, (" ".join(sorted(words)),), id_)
                _put(surname if person else part, [" ".join(words[at:]) for at in range(1, len(words))], id_)
            last = (keys[-1], folded[-1]) if person and keys else ()
            _put(transliteration, (key, key.replace(" ", ""), " ".join(folded), *last), id_)
            _put(part, keys, id_)

    def _spelt(self) -> dict[str, list[int]]:
        """The entities by what a misspelt name is compared with; made when it is first needed."""
        if not self._spellings:
            spellings: dict[str, list[int]] = {}
            for one in self._known.values():
                for key in map(name_key, one.forms):
                    _put(spellings, (key, *key.split()) if one.person else (key,), one.entity_id)
            self._spellings = spellings
        return self._spellings

    def _rank(self, entity_id: int) -> tuple[int, str, int]:
        one = self._known[entity_id]
        return -one.weight, one.name, entity_id

    def _by_weight(self, ids: Iterable[int]) -> list[int]:
        return sorted(ids, key=self._rank)

    def _by_spelling(self, typed: str, cutoff: float, limit: int) -> list[int]:
        key = name_key(typed)
        if len(key) < _MIN_SPELLING and cutoff == SAME_SPELLING:
            return []
        spellings = self._spelt()
        scores: dict[int, float] = {}
        for spelling, score, _ in process.extract(
            key, spellings.keys(), scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit * 4
        ):
            for id_ in spellings[spelling]:
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


def _put(names: dict[str, list[int]], several: Iterable[str], entity_id: int) -> None:
    """Enter an entity under several spellings. Those of one entity are entered one after the other."""
    for wanted in several:
        ids = names.get(wanted)
        if ids is None:
            names[wanted] = [entity_id]
        elif ids[-1] != entity_id:
            ids.append(entity_id)


def _plain(name: str) -> str:
    words = words_of(name)
    return " ".join(words[:-1] if len(words) > 1 and words[-1] == "s" else words)


def _folded(key: str) -> str:
    return " ".join(map(fold, key.split()))
