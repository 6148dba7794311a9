"""Runs of capitalised words -> entities: full names first, then surnames, titles with surnames, acronyms."""

from __future__ import annotations

from itertools import pairwise

from bot.extract.lexicon import FAMILY_FIRST, GIVEN_NAMES
from bot.extract.names.family import are_kin, asked_age
from bot.extract.names.people import Person
from bot.extract.names.register import MOST, Register
from bot.extract.names.shape import Run
from bot.extract.names.short_bodies import ShortBodies
from bot.extract.names.spelling import is_surname
from bot.model import EntityKind

_ENDS = frozenset({".", "?", "!", "”", "’", '"', "''", "»"})
_SINCE, _NEAR = 2, 80
"""So many names, and so many words, may stand between somebody in full and the surname alone."""
_WITHIN = frozenset({"in", "near", "at", "to"})
_FAMILY_FIRST = 2
"""So many words has the name of somebody who may be called by its first."""


class Linker:
    """Joins runs to the entities of a register: first those of several words, then surnames, titles with surnames."""

    def __init__(self, known: Register) -> None:
        self.known = known
        self.tokens = known.tokens
        self._plain = frozenset(word for word in known.tokens.words if word.islower())
        self._bodies = ShortBodies(known.tokens, known.people)
        self._opened: dict[int, tuple[int, int]] = {}  # the run that opened a sentence with a full name, and its end
        self._bare: set[int] = set()  # who has been called by the surname alone
        self._ranked: dict[tuple[str, str], int] = {}  # the initials of a title and the surname of who bears it

    def link(self, runs: list[Run]) -> None:
        """Give every run its entity. Full names are known before surnames are looked up, wherever they stand."""
        owners: list[int | None] = [None] * len(runs)
        words = self.tokens.words
        surnames = {words[run.last - 1] for run in runs if run.kind is EntityKind.PERSON and run.last - run.first > 1}
        for number, run in enumerate(runs):
            somebody = words[run.first] in surnames and self.tokens.lows[run.first - 1] not in _WITHIN
            ranked = self._ranked.get((words[run.first], words[run.last - 1])) if run.last - run.first == 2 else None
            if ranked is not None:
                run.first, run.kind, owners[number] = run.first + 1, EntityKind.PERSON, ranked
                self.known.people[ranked].aliases.setdefault(words[run.first])
            elif run.last - run.first > 1 or (run.kind is EntityKind.PLACE and not somebody):
                owners[number] = full = self.known.full_name(run)
                self._rank(run, full)
        self._share_surnames(runs, owners)
        recent: dict[int, int] = {}
        for number, run in enumerate(runs):
            owner = owners[number]
            if owner is None:
                owner = self._single(run, recent)
            if words[run.first] not in self.known.nicknames:  # others call him so, within what they say
                recent[owner] = number
            if run.last - run.first > 1 and words[run.title - 1] in _ENDS and run.title:
                self._opened[owner] = (number, run.last)
            self.known.add(run, owner)

    def _rank(self, run: Run, owner: int) -> None:
        """Know "AC Velk" as Assistant Commissioner Mara Velk."""
        words = self.tokens.words
        initials = "".join(word[0] for word in words[run.title : run.first] if word[0].isupper())
        if len(initials) > 1:
            for word in {words[run.first], words[run.last - 1]}:
                if is_surname(self.known.people[owner].words, word):
                    self._ranked.setdefault((initials, word), owner)

    def _share_surnames(self, runs: list[Run], owners: list[int | None]) -> None:
        """Give "Rut" of "Rut and Tom Velk" the surname of the other."""
        words, lows = self.tokens.words, self.tokens.lows
        for number, (run, following) in enumerate(pairwise(runs)):
            owner = owners[number + 1]
            alone = owners[number] is None and run.last - run.first == 1 == following.first - run.last
            if not alone or owner is None or lows[run.last] != "and":
                continue
            kin = are_kin(self.tokens, run.first)
            if words[run.first] not in GIVEN_NAMES and not kin:
                continue
            other = self.known.people[owner]
            called = self.known.by_word.get(words[run.first], ())
            named = any(self.known.people[o].words[0] == words[run.first] for o in called)
            if (
                other.kind is EntityKind.PERSON
                and len(other.words) > 1
                and (kin or other.words[0] in GIVEN_NAMES)
                and not named
            ):
                name = f"{words[run.first]} {' '.join(other.words[1:])}"
                owners[number] = self.known.take_up(name, run, EntityKind.PERSON)
                self.known.people[-1].words = (words[run.first], *other.words[1:])
                self.known.note_initials(len(self.known.people) - 1)
                self.known.by_word.setdefault(other.words[-1], []).append(len(self.known.people) - 1)

    def _single(self, run: Run, recent: dict[int, int]) -> int:
        """The entity of a name of one word: a surname, first name or acronym of one known, else a new one."""
        word = self.tokens.words[run.first]
        if len(word) > 3 and word.isupper() and word.title() in self.known.by_word:
            word = word.title()  # the label of a transcript: "KESTREL: ..."
        if word not in self.known.by_word and word[0].lower() + word[1:] in self.known.by_word:
            word = word[0].lower() + word[1:]  # "Al-Masri" and "D'Arro" open a sentence
        name = self.known.name_of(run)
        owners = self.known.by_word.get(word, [])[:MOST]
        club = self._bodies.club(run, word, owners)
        if club is not None:
            self.known.people[club].aliases.setdefault(name)
            return club
        everybody = self.known.people
        people = [o for o in owners if everybody[o].kind is EntityKind.PERSON or len(everybody[o].words) == 1]
        if run.sex != "u":
            people = [o for o in people if everybody[o].sex in {"u", run.sex} or o not in self.known.titled]
            people = [o for o in people if everybody[o].sex in {"u", run.sex}] or people
        surnames = [o for o in people if is_surname(everybody[o].words, word)]
        surnames = self._of_age(surnames, asked_age(self.tokens, run.first))
        pool = surnames or [o for o in people if run.title == run.first or self._goes_by(o, word)]
        if pool:
            # "Mr" of a couple
            pool = [o for o in pool if run.sex != "u" and everybody[o].sex == run.sex] or pool
            owner = max(pool, key=lambda o: (o in self._bare and run.sex == "u", recent.get(o, -1), -o))
            owner = self._told_of(run, pool, owner, recent)
            if owner not in recent and len(pool) > 1:
                owner = min(pool)
            if run.sex == "u" and word not in self.known.nicknames:
                self._bare.add(owner)
            person = everybody[owner]
            if person.name != name:
                person.aliases.setdefault(name)
            if run.sex != "u" and (person.sex == "u" or word == person.words[0]):  # "Mr Tan" of Tan Boon Keat
                person.sex = run.sex
            return owner
        named = self.known.by_name.get(name.casefold())
        called = named if named is not None else self._bodies.by_noun(run)
        called = self._bodies.firm(word, owners) if called is None else called
        if called is not None:
            return called
        known = self.known.acronym_of(word)
        if known is not None:
            self.known.people[known].aliases.setdefault(name)
            return known
        kind = EntityKind.PLACE if self._stands_like_a_place(run) else EntityKind.PERSON
        owner = self.known.take_up(name, run, run.kind or kind)
        self.known.people[owner].credible = run.certain or word in GIVEN_NAMES
        return owner

    def _told_of(self, run: Run, pool: list[int], owner: int, recent: dict[int, int]) -> int:
        """The namesake whom a sentence has just been opened with, else ``owner``, who was called so before."""
        latest = max(pool, key=lambda o: recent.get(o, -1))
        number, end = self._opened.get(latest, (-1, -1))
        since = max(recent.values(), default=0) - number
        near = since <= _SINCE and run.first - end <= _NEAR
        return latest if near and number == recent.get(latest) and number > recent.get(owner, -1) else owner

    def _of_age(self, pool: list[int], asked: int) -> list[int]:
        """Leave those of one surname who can be "the elder Velk" (1) or "the younger Velk" (-1)."""
        if not asked or len(pool) < 2:
            return pool
        told = [o for o in pool if self.known.people[o].age == asked]
        return told or [o for o in pool if self.known.people[o].age != -asked]

    def _goes_by(self, owner: int, word: str) -> bool:
        """Tell whether a title can stand before ``word``, the first of a name.

        "Sir Ranulph", and "Mr. Sok" of Sok Vannarith, but no "Mr. Obama Speech".
        """
        return (
            word in self.known.nicknames
            or word in GIVEN_NAMES
            or word.lower() in FAMILY_FIRST
            or self.known.people[owner].kind is not EntityKind.PERSON
            or self._is_family_first(self.known.people[owner])
        )

    def _is_family_first(self, person: Person) -> bool:
        """Tell whether a name of two words may begin with the family's: its other word is no plain one of the text."""
        words = person.words
        return person.credible and len(words) == _FAMILY_FIRST and words[-1].lower() not in self._plain

    def _stands_like_a_place(self, run: Run) -> bool:
        """Tell whether an unknown name of one word follows "in", "near" or, after another name, "of"."""
        words, lows, first = self.tokens.words, self.tokens.lows, run.first
        if first < 2 or run.sex != "u" or run.title < first:
            return False
        return lows[first - 1] in {"in", "near"} or (
            lows[first - 1] in {"of", "from"} and words[first - 2][0].isupper()
        )
