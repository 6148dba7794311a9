"""The names of the archive in memory: whom a typed name may mean, and what it may go on as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from bot.store.asking.completion import OFFERED, Completion
from bot.store.asking.spellings import Spellings
from bot.store.matching.identity import fold
from bot.store.matching.meanings import Meanings
from bot.store.matching.wording import name_key, words_of

# In per cent of letters in common (rapidfuzz's normalised indel similarity). 80 lets one wrong letter in five pass, and
# two swapped ones in a name of five; below, names of four letters begin to run into one another.
SAME_SPELLING = 80.0
NEAR_SPELLING = 50.0
_MIN_SPELLING = 4
_MAX_TYPED = 200
_REMEMBERED = 10_000  # what people type begins alike


class KnownName(NamedTuple):
    """An entity with all forms of its name, printed and curated. ``weight`` is how many quotes it has, identical words
    counted once, ``documents`` how many documents name it.

    ``person`` tells that the end of the name is a surname. ``keys`` are those of the forms (`name_key`), where they
    are known already.
    """

    entity_id: int
    name: str
    forms: tuple[str, ...]
    weight: int
    person: bool = True
    documents: int = 0
    keys: tuple[str, ...] = ()

    @property
    def keyed(self) -> Sequence[str]:
        """The key of each form."""
        return self.keys or [name_key(form) for form in self.forms]


class NameIndex:
    """Finds entities by what a person types. Immutable once made; safe to share between threads.

    What not every question needs is made when it is first needed.
    """

    def __init__(self, known: Iterable[KnownName]) -> None:
        self._known = {one.entity_id: one for one in known}
        # Whole names, the ends of people's names, and what of the spellings in Latin letters stands in neither.
        self._whole, self._surname, self._latin = (Meanings() for _ in range(3))
        for one in self._known.values():
            self._add(one)
        self._offered: dict[str, tuple[int, ...]] = {}  # for what is misspelt

    def __getitem__(self, entity_id: int) -> KnownName:
        return self._known[entity_id]

    def find(self, typed: str, limit: int, *, guess: bool = True) -> tuple[tuple[int, str], ...]:
        """Entity ids with how each was understood, best first; spelling only to ``guess`` where nothing else fits."""
        typed = typed[:_MAX_TYPED]
        plain, key = _plain(typed), name_key(typed)
        turned = " ".join(sorted(plain.split()))
        found: dict[int, str] = {}
        self._note(found, "exact", (id_ for id_ in self._whole.get(plain) if _plain(self._known[id_].name) == plain))
        self._note(found, "alias", (*self._whole.get(plain), *self._whole.get(turned)))
        self._note(found, "surname", self._surname.get(plain))
        for way in (key, key.replace(" ", ""), _folded(key)):
            likewise = (self._latin, self._whole, self._surname)
            self._note(found, "transliteration", chain.from_iterable(names.get(way) for names in likewise))
        if not found:
            for way in (key, plain):
                self._note(found, "part", self._parts.get(way))
        if len(plain.split()) == 1:
            found = self._by_surname(found)
        if guess and not found:
            found = dict.fromkeys(self._by_spelling(typed, SAME_SPELLING, limit), "spelling")
        return tuple(found.items())[:limit]

    def _note(self, found: dict[int, str], how: str, ids: Iterable[int]) -> None:
        """Add those of the entities that are not among ``found``, who says most first."""
        for id_ in sorted({id_ for id_ in ids if id_ not in found}, key=self._rank):
            found[id_] = how

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
        found = self._completion.starting(key, limit)
        if found or len(key) < _MIN_SPELLING:
            return found
        alike = self._offered.get(key)
        if alike is None:
            spelt = self._by_spelling(key, SAME_SPELLING, OFFERED)
            alike = tuple(id_ for id_ in spelt if self._known[id_].weight)
            if len(self._offered) < _REMEMBERED:
                self._offered[key] = alike
        return alike[:limit]

    @cached_property
    def _completion(self) -> Completion:
        speaking = sorted([one for one in self._known.values() if one.weight], key=attrgetter("name", "entity_id"))
        speaking.sort(key=attrgetter("weight"), reverse=True)  # as `_rank` has it, in less time
        return Completion((one.entity_id, one.keyed) for one in speaking)

    @cached_property
    def _spellings(self) -> Spellings:
        """What a misspelt name is compared with: all forms, and of people each word of them."""
        return Spellings(
            (spelling, one.entity_id)
            for one in self._known.values()
            for key in one.keyed
            for spelling in ((key, *key.split()) if one.person else (key,))
        )

    @cached_property
    def _parts(self) -> Meanings:
        """Single words of names, and the ends of names that are not people's."""
        parts = Meanings()
        for one in self._known.values():
            for form, key in zip(one.forms, one.keyed, strict=True):
                for part in () if one.person else _ends(_plain(form).split()):
                    parts.add(part, one.entity_id)
                for part in key.split():
                    parts.add(part, one.entity_id)
        return parts

    def _add(self, one: KnownName) -> None:
        """Enter a name. What `find` looks for in several places is entered in one of them: a start waits for this."""
        id_, person = one.entity_id, one.person
        whole, surname, latin = self._whole.add, self._surname.add, self._latin.add
        if one.name not in one.forms:
            whole(_plain(one.name), id_)
        for form, key in zip(one.forms, one.keyed, strict=True):
            # Most names are of plain letters: their key is their plain writing, and no other way leads to them.
            same = form.lower() == key and not key.endswith(" s")
            plain = key if same else _plain(form)
            words = plain.split()
            keys = words if same else key.split()
            if len(words) > 1:
                whole(plain, id_)
                whole(" ".join(sorted(words)), id_)
                for end in _ends(words) if person else ():
                    surname(end, id_)
            elif person and form != one.name:
                surname(plain, id_)
            else:
                whole(plain, id_)
            if not same:
                latin(key, id_)
                if person and keys:
                    latin(keys[-1], id_)
            if len(keys) > 1:
                latin("".join(keys), id_)
            folded = list(map(fold, keys))
            if folded != keys:
                latin(" ".join(folded), id_)
                if person and folded[-1] != keys[-1]:
                    latin(folded[-1], id_)

    def _rank(self, entity_id: int) -> tuple[int, str, int]:
        one = self._known[entity_id]
        return -one.weight, one.name, entity_id

    def _by_spelling(self, typed: str, cutoff: float, limit: int) -> list[int]:
        key = name_key(typed)
        if cutoff == SAME_SPELLING:
            scores = self._spellings.alike(key, cutoff, limit * 4) if len(key) >= _MIN_SPELLING else {}
        else:
            scores = self._spellings.all_alike(key, cutoff, limit * 4)
        return nsmallest(limit, scores, key=lambda id_: (-scores[id_], self._rank(id_)))


def _ends(words: Sequence[str]) -> Sequence[str]:
    """Each end of a name of several words: what may be its surname."""
    return words[1:] if len(words) == 2 else [" ".join(words[at:]) for at in range(1, len(words))]


def _plain(name: str) -> str:
    words = words_of(name)
    return " ".join(words[:-1] if len(words) > 1 and words[-1] == "s" else words)


def _folded(key: str) -> str:
    return " ".join(map(fold, key.split()))
