"""Runs of capitalised words -> entities: full names first, then surnames, titles with surnames, acronyms."""

from __future__ import annotations

from itertools import pairwise

from bot.extract.lexicon import BARE_TITLES, DEMONYMS, FAMILY_FIRST, GIVEN_NAMES, ROLES, TITLES
from bot.extract.names.capitals import ARTICLES
from bot.extract.names.family import are_kin, asked_age, told_age
from bot.extract.names.kinds import is_traded
from bot.extract.names.people import Mention, Person
from bot.extract.names.runs import Run
from bot.extract.names.short_bodies import ShortBodies
from bot.extract.names.spelling import generation, is_head, is_surname, is_tail, nickname, sex_of, without_nickname
from bot.extract.names.titles import GENERATIONS
from bot.extract.tokens import Tokens, unbroken
from bot.model import EntityKind, Span

_ENDS = frozenset({".", "?", "!", "”", "’", '"', "''", "»"})
_SINCE, _NEAR = 2, 80
"""So many names, and so many words, may stand between somebody in full and the surname alone."""
_WITHIN = frozenset({"in", "near", "at", "to"})
_MOST = 200  # people of one surname among whom somebody is looked for: a list of thousands is no article
_FAMILY_FIRST = 2
"""So many words has the name of somebody who may be called by its first."""


class Linker:
    """Joins runs to entities: first those of several words, then surnames, titles with surnames, acronyms."""

    def __init__(self, text: str, tokens: Tokens, aliases: dict[str, tuple[str, ...]]) -> None:
        self.text = text
        self.tokens = tokens
        self._plain = frozenset(word for word in tokens.words if word.islower())
        self.people: list[Person] = []
        self._bodies = ShortBodies(tokens, self.people)
        self.mentions: list[Mention] = []
        self._full: dict[str, int] = {}
        self._by_word: dict[str, list[int]] = {}
        self._nicknames: set[str] = set()
        self._opened: dict[int, tuple[int, int]] = {}  # the run that opened a sentence with a full name, and its end
        self._titled: set[int] = set()  # whose sex a title tells
        self._bare: set[int] = set()  # who has been called by the surname alone
        self._ranked: dict[tuple[str, str], int] = {}  # the initials of a title and the surname of who bears it
        self._curated = {alias.casefold(): name for name, spellings in aliases.items() for alias in (name, *spellings)}

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
                self.people[ranked].aliases.setdefault(words[run.first])
            elif run.last - run.first > 1 or (run.kind is EntityKind.PLACE and not somebody):
                owners[number] = full = self._full_name(run)
                self._rank(run, full)
        self._share_surnames(runs, owners)
        recent: dict[int, int] = {}
        for number, run in enumerate(runs):
            owner = owners[number]
            if owner is None:
                owner = self._single(run, recent)
            if words[run.first] not in self._nicknames:  # others call him so, within what they say
                recent[owner] = number
            if run.last - run.first > 1 and words[run.title - 1] in _ENDS and run.title:
                self._opened[owner] = (number, run.last)
            self._add(run, owner)

    def _rank(self, run: Run, owner: int) -> None:
        """Know "AC Velk" as Assistant Commissioner Mara Velk."""
        words = self.tokens.words
        initials = "".join(word[0] for word in words[run.title : run.first] if word[0].isupper())
        if len(initials) > 1:
            for word in {words[run.first], words[run.last - 1]}:
                if is_surname(self.people[owner].words, word):
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
            other = self.people[owner]
            known = any(self.people[o].words[0] == words[run.first] for o in self._by_word.get(words[run.first], ()))
            if (
                other.kind is EntityKind.PERSON
                and len(other.words) > 1
                and (kin or other.words[0] in GIVEN_NAMES)
                and not known
            ):
                name = f"{words[run.first]} {' '.join(other.words[1:])}"
                owners[number] = self._new(name, run, EntityKind.PERSON)
                self.people[-1].words = (words[run.first], *other.words[1:])
                self._by_word.setdefault(other.words[-1], []).append(len(self.people) - 1)

    def link_headlines(self, titled: frozenset[int]) -> None:
        """Find the document's names again in title-case headlines, where no run can be read off."""
        tokens = self.tokens
        surnames = {tokens.lows[index] for index in range(len(tokens)) if index not in titled} if titled else set()
        taken = -1
        for index in sorted(titled):
            if index < taken or not tokens.words[index][0].isupper():
                continue
            for size in (4, 3, 2, 1):
                if index + size <= len(tokens) and all(k in titled for k in range(index, index + size)):
                    words = tokens.words[index : index + size]
                    owner = self._full.get(" ".join(words).casefold())
                    if owner is None and size == 1:
                        owner = next(
                            (o for o in self._by_word.get(words[0], []) if is_surname(self.people[o].words, words[0])),
                            None,
                        )
                    if owner is None and size == 2 and words[0] in GIVEN_NAMES and words[1].casefold() in surnames:
                        run = Run(index, index, index + 2, None, True, False)
                        owner = self._labelled(words)
                        if owner is None:
                            owner = self._new(" ".join(words), run, EntityKind.PERSON)
                    if owner is not None:
                        taken = index + size
                        possessive = taken < len(tokens) and tokens.lows[taken] in {"'s", "’s"}
                        self._add(Run(index, index, taken, None, True, possessive), owner)
                        break
        self.mentions.sort(key=lambda mention: mention.span.start)

    def _labelled(self, words: list[str]) -> int | None:
        """Give the surname in capitals that a transcript's turns bear, "VELK:", the full name of its headline."""
        index = self._full.get(words[-1].casefold())
        if index is None or self.people[index].name != words[-1].upper():
            return None
        person = self.people[index]
        person.aliases.setdefault(person.name)
        person.name, person.words, person.kind = " ".join(words), tuple(words), EntityKind.PERSON
        person.sex = sex_of(person.words)
        person.credible = True
        self._full[person.name.casefold()] = index
        self._by_word.setdefault(words[-1], []).append(index)
        return index

    def finish(self) -> None:
        """Judge who is credible and take over the curator's spellings; after all linking."""
        self._find_traded()
        for person in self.people:
            person.mentions.sort()
            person.credible = person.credible or len(person.words) > 1 or len(person.mentions) > 2
            curated = self._curated.get(person.name.casefold())
            person.credible = person.credible or curated is not None
            if curated and curated != person.name:
                if len(person.words) == 1:
                    person.name, other = curated, person.name
                    person.aliases.setdefault(other)
                else:
                    person.aliases.setdefault(curated)

    def _find_traded(self) -> None:
        """Make firms of those with a name of one word that own what firms do."""
        for mention in self.mentions:
            person = self.people[mention.entity]
            alone = (
                person.kind is EntityKind.PERSON and len(person.words) == 1 and person.sex == "u" and not person.role
            )
            if (
                alone
                and person.words[0] not in GIVEN_NAMES
                and is_traded(self.tokens, mention.token, mention.end_token)
            ):
                person.kind = EntityKind.ORGANISATION

    def _words(self, run: Run) -> tuple[str, ...]:
        """The words of a name, without a nickname and without what tells a son from his father."""
        words = without_nickname("\n".join(self.tokens.words[run.first : run.last])).split()
        while len(words) > 1 and (words[-1] == "," or words[-1].lower() in GENERATIONS):
            words.pop()
        return tuple(word.title() for word in words) if self._is_shouted(run) else tuple(words)

    def _name(self, run: Run) -> str:
        start, end = self.tokens.starts[run.first], self.tokens.ends[run.last - 1]
        name = " ".join(without_nickname(unbroken(self.text[start:end])).split())
        return name.title() if self._is_shouted(run) else name

    def _is_shouted(self, run: Run) -> bool:
        """Tell whether a person's full name is printed in capitals: "MARA VELK"."""
        words = self.tokens.words[run.first : run.last]
        return run.kind is EntityKind.PERSON and len(words) > 1 and all(word.isupper() for word in words)

    def _new(self, name: str, run: Run, kind: EntityKind) -> int:
        words = self._words(run)
        sex = run.sex
        if sex == "u" and kind is EntityKind.PERSON:
            sex = sex_of(words)
        self.people.append(Person(name, kind, words, sex))
        index = len(self.people) - 1
        if run.sex != "u":
            self._titled.add(index)
        self._full[name.casefold()] = index
        self._nicknamed(run, index)
        known = {words[0], words[-1], *(words[1:-1] if kind is EntityKind.PERSON else ())}
        for word in known | {word[3:] for word in known if word[:3].lower() in ARTICLES and len(word) > 5}:
            self._by_word.setdefault(word, []).append(index)
        return index

    def _nicknamed(self, run: Run, owner: int) -> None:
        """Know Hugo “Sparky” Velk as Sparky too, where nobody else is called so."""
        word = nickname(self.tokens.words[run.first : run.last])
        if word and word not in self._by_word:
            self._by_word[word] = [owner]
            self._nicknames.add(word)

    def _full_name(self, run: Run) -> int:
        name = self._name(run)
        known = self._full.get(name.casefold())
        kind = run.kind or EntityKind.ORGANISATION
        if known is None and kind is EntityKind.PERSON:
            known = self._same_person(self._words(run), generation(name))
        curated = self._curated.get(name.casefold())
        if known is None and curated:
            same = (i for i, p in enumerate(self.people) if self._curated.get(p.name.casefold()) == curated)
            known = next(same, None)
        if known is None:
            return self._new(name, run, kind)
        person = self.people[known]
        if person.name.casefold() != name.casefold():
            person.aliases.setdefault(name)
            self._full[name.casefold()] = known
            words = self._words(run)
            # "Van der Velk" before "Bram van der Velk", "Vera Ilyinichna" before "Vera Ilyinichna Velk"
            if is_tail(person.words, words) or is_head(person.words, words):
                person.aliases.setdefault(person.name)
                person.name, person.words, person.sex = name, words, sex_of(words)
                self._by_word.setdefault(words[0], []).append(known)
        if run.sex != "u":
            person.sex = run.sex  # "Mr" tells more than the first name
            self._titled.add(known)
        return known

    def _same_person(self, words: tuple[str, ...], born: str) -> int | None:
        """The person of the same surname whose first name is the same, an initial of it, or a middle name apart.

        ``born`` ("jr") tells a son from a father of the same name.
        """
        either = dict.fromkeys((words[-1], words[min(1, len(words) - 1)]))
        for index in (owner for word in either for owner in self._by_word.get(word, [])[:_MOST]):
            other = self.people[index]
            if other.kind is not EntityKind.PERSON or len(other.words) < 2:
                continue
            if is_head(words, other.words) or is_head(other.words, words):
                return index
            if other.words[-1] != words[-1]:
                continue
            if born and generation(other.name) not in {"", born}:
                continue
            mine, theirs = words[0].strip("."), other.words[0].strip(".")
            if (
                mine == theirs
                or is_tail(words, other.words)
                or is_tail(other.words, words)
                or (len(mine) > 2 and mine.startswith(theirs))
                or (len(theirs) > 2 and theirs.startswith(mine))
            ):
                return index
        return None

    def _single(self, run: Run, recent: dict[int, int]) -> int:
        """The entity of a name of one word: a surname, first name or acronym of one known, else a new one."""
        word = self.tokens.words[run.first]
        if len(word) > 3 and word.isupper() and word.title() in self._by_word:
            word = word.title()  # the label of a transcript: "KESTREL: ..."
        if word not in self._by_word and word[0].lower() + word[1:] in self._by_word:
            word = word[0].lower() + word[1:]  # "Al-Masri" and "D'Arro" open a sentence
        name = self._name(run)
        owners = self._by_word.get(word, [])[:_MOST]
        club = self._bodies.club(run, word, owners)
        if club is not None:
            self.people[club].aliases.setdefault(name)
            return club
        people = [o for o in owners if self.people[o].kind is EntityKind.PERSON or len(self.people[o].words) == 1]
        if run.sex != "u":
            people = [o for o in people if self.people[o].sex in {"u", run.sex} or o not in self._titled]
            people = [o for o in people if self.people[o].sex in {"u", run.sex}] or people
        surnames = [o for o in people if is_surname(self.people[o].words, word)]
        surnames = self._of_age(surnames, asked_age(self.tokens, run.first))
        pool = surnames or [o for o in people if run.title == run.first or self._goes_by(o, word)]
        if pool:
            pool = [o for o in pool if run.sex != "u" and self.people[o].sex == run.sex] or pool  # "Mr" of a couple
            owner = max(pool, key=lambda o: (o in self._bare and run.sex == "u", recent.get(o, -1), -o))
            owner = self._told_of(run, pool, owner, recent)
            if owner not in recent and len(pool) > 1:
                owner = min(pool)
            if run.sex == "u" and word not in self._nicknames:
                self._bare.add(owner)
            person = self.people[owner]
            if person.name != name:
                person.aliases.setdefault(name)
            if run.sex != "u" and (person.sex == "u" or word == person.words[0]):  # "Mr Tan" of Tan Boon Keat
                person.sex = run.sex
            return owner
        named = self._full.get(name.casefold())
        called = named if named is not None else self._bodies.by_noun(run)
        called = self._bodies.firm(word, owners) if called is None else called
        if called is not None:
            return called
        known = self._acronym_of(word)
        if known is not None:
            self.people[known].aliases.setdefault(name)
            return known
        kind = EntityKind.PLACE if self._stands_like_a_place(run) else EntityKind.PERSON
        owner = self._new(name, run, run.kind or kind)
        self.people[owner].credible = run.certain or word in GIVEN_NAMES
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
        told = [o for o in pool if self.people[o].age == asked]
        return told or [o for o in pool if self.people[o].age != -asked]

    def _goes_by(self, owner: int, word: str) -> bool:
        """Tell whether a title can stand before ``word``, the first of a name.

        "Sir Ranulph", and "Mr. Sok" of Sok Vannarith, but no "Mr. Obama Speech".
        """
        return (
            word in self._nicknames
            or word in GIVEN_NAMES
            or word.lower() in FAMILY_FIRST
            or self.people[owner].kind is not EntityKind.PERSON
            or self._is_family_first(self.people[owner])
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

    def _acronym_of(self, word: str) -> int | None:
        if not word.isupper() or not 2 <= len(word) <= 6:
            return None
        for index, person in enumerate(self.people):
            letters = "".join(part[0] for part in person.words if part[0].isupper())
            if len(letters) > 1 and letters == word:
                self._by_word.setdefault(word, []).append(index)
                self._full[word.casefold()] = index
                return index
        return None

    def _add(self, run: Run, owner: int) -> None:
        starts, ends = self.tokens.starts, self.tokens.ends
        span = Span(starts[run.first], ends[run.last - 1])
        person = self.people[owner]
        person.mentions.append(span)
        if not person.age:
            suffix = {"sr": 1, "jr": -1}.get(generation(person.name), 0)
            person.age = suffix or told_age(self.tokens, run.title)
        if run.title < run.first:
            title = unbroken(self.text[starts[run.title] : ends[run.first - 1]])
            lows = self.tokens.lows[run.title : run.first]
            person.roles.update(low.removesuffix("s") if low not in ROLES else low for low in lows if low in TITLES)
            person.roles.update(low for low in lows if low in ROLES or low in DEMONYMS)
            if not all(low in BARE_TITLES for low in lows):
                person.role = person.role or title
                if "prime" in lows and "minister" in lows:
                    person.roles.add("premier")
            person.kind = EntityKind.PERSON
            person.credible = True
        self.mentions.append(
            Mention(span, Span(starts[run.title], span.end), owner, run.first, run.last, run.possessive)
        )
