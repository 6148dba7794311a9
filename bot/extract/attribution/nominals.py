"""Noun phrases joined to people: by their role, by what they were called before, or because nobody else is meant."""

from __future__ import annotations

from dataclasses import replace

from bot.extract.attribution.beings import MOST, weightiest
from bot.extract.attribution.heads import NUMBERS
from bot.extract.attribution.mark_context import block_of
from bot.extract.attribution.mind import RELATIVE, Mind
from bot.extract.attribution.named_later import OPENING, NamedLater
from bot.extract.attribution.roles import SPOUSES
from bot.extract.attribution.view import Candidate
from bot.extract.lexicon import DEMONYMS, ROLES, TITLES
from bot.extract.quotes.cues import ANONYMOUS
from bot.extract.tokens import unbroken

_DOMINANT, CLEAR, _PRESENT = 0.6, 0.55, 0.3
OFTEN, SHORT = 3, 3
_VARYING = ROLES.keys() | ANONYMOUS | DEMONYMS
_MODIFIED = 9
_SOON = 300
"""Within so many characters a name follows the office that stands for it."""
OFFICES = frozenset({"minister", "president", "premier", "chancellor", "mayor", "governor", "ambassador", "monarch"})
_AGES = {"old": range(60, 120), "elderly": range(60, 120), "young": range(12, 36)}
_COMING = frozenset({"incoming", "future"})
_OPPOSITE = frozenset(
    {"counterpart", "colleague", "guest", "host", "visitor", "opponent", "rival", "challenger", "interlocutor"}
    | frozenset(SPOUSES)
)
_DETERMINERS = frozenset(
    {"a", "an", "his", "her", "their", "its", "one", "another", "some", "our", "my", "each", "any"}
)
ANYBODY = frozenset({"man", "woman", "person", "official", "officer", "source", "worker", "employee", "boy", "girl"})
COURT = frozenset(
    {"judge", "magistrate", "prosecutor", "barrister", "counsel", "coroner", "lawyer", "kc", "qc", "recorder"}
)
_ACTING = frozenset({",V", ",v", ",x", ",R", ",B"})
_ASKED = frozenset({"asked", "asks"})
_GENERATION = {"elder": 1, "older": 1, "younger": -1}
_UNTOLD = frozenset({"former", "retired"})
_LEARNED = ("ist", "ian")  # numismatist, optician


class Nominals:
    """Finds out whom a noun phrase means, and notes that in the mind."""

    def __init__(self, mind: Mind) -> None:
        self.mind = mind
        self._named_later = NamedLater(mind)
        self._title: dict[str, int] = {}  # those described in the headline

    def person(self, candidate: Candidate) -> None:
        """Join "the spokesman" to the weightiest person of that role, or to the one described so before."""
        words = unbroken(candidate.span.of(self.mind.names.text)).lower().split()
        if words[-2:-1] == ["of"] and words[-1] in NUMBERS:
            words = words[:-2]  # "the mother of three"
        definite = words[0] in {"the", "this", "that"} or words == [candidate.word] == ["counsel"]  # "asked counsel"
        found: int | None = None
        secret = self._is_secret(candidate.item)
        if self._is_singled_out(candidate, words):
            return
        coming = words[1:2] and words[1] in _COMING  # not the one who holds the office now
        if len(words) < 5 and not secret and not coming and (definite or words[0] in {"his", "her", "their", "its"}):
            found = self._holder(candidate, definite=definite)
            if found is not None and definite and self._was_described(candidate, words, found):
                found = None
        if found is None and words[0] in {"his", "her"} and len(words) <= SHORT and candidate.word in _OPPOSITE:
            found = self._opposite(candidate)
        if found is None and not definite and not secret and words[0] in {"a", "an"}:
            found = self._apposed(candidate)
            found = self._named_later.announced(candidate) if found is None else found
            found = self._named_later.in_lead(candidate, words) if found is None else found
        elif found is None and secret and definite:
            found = (
                self.mind.subject[1] if self.mind.subject and self.mind.subject[1] >= len(self.mind.people) else None
            )
            if found is not None:
                self.mind.who[candidate.item] = (found, 0.8)
        elif found is None and definite:
            found = self._headlined(candidate) if words == [words[0], candidate.word] else None
            found = self._of_that_age(candidate, words) if found is None else found
            found = self._described(candidate.word, words) if found is None else found
            found = self._just_told_of(candidate, words) if found is None else found
            if found is not None:
                self.mind.who[candidate.item] = (found, 0.9)
            else:
                found = self._doer(candidate, words)
                found = self._variation(candidate, words) if found is None else found
                found = self._only_named(candidate, words) if found is None else found
                found = self._named_later.announced(candidate) if found is None else found
        elif found is None and words[0] not in _DETERMINERS:
            found = self._named_later.headed(candidate)
            found = (
                self._named_later.announced(candidate) if found is None and words[0].endswith(("'s", "’s")) else found
            )
        self.mind.lift(found if found is not None else self._introduced(candidate, definite=definite), candidate)

    def _is_singled_out(self, candidate: Candidate, words: list[str]) -> bool:
        """Take "this councillor" and "the younger architect", no holder of the role; tell whether it is one."""
        aged = words[0] in {"the", "this", "that"} and words[1:2] != [] and words[1] in _GENERATION
        found = self._pointed_at(candidate) if words[0] == "this" else None
        if aged and found is None:
            found = self._of_generation(candidate, _GENERATION[words[1]])
            if found is None and candidate.word not in ANYBODY:
                found = self._introduced(candidate, definite=True)
        if found is not None:
            self.mind.lift(found, candidate)
        return found is not None

    def _of_generation(self, candidate: Candidate, age: int) -> int | None:
        """Join "the younger architect" to the daughter, son or younger brother in mind; the elder one is another."""
        people = self.mind.people
        options = {who: value for who, value in self.mind.persons("u").items() if who < len(people)}
        told = {who: value for who, value in options.items() if people[who].age == age}
        best = weightiest(told)
        if best is None or best[1] < CLEAR:
            return None
        self.mind.who[candidate.item] = (best[0], 0.8)
        return best[0]

    def _pointed_at(self, candidate: Candidate) -> int | None:
        """Join "this councillor" to the one without a name of whom the paragraph has just told."""
        start, _ = block_of(self.mind.view.letters, candidate.item)
        for at in range(candidate.item - 1, start, -1):
            who = self.mind.who.get(at, (-1, 0.0))[0]
            if self.mind.view.letters[at] == "N" or (
                who >= len(self.mind.people) and self.mind.beings[who].kind == "N"
            ):
                break
        else:
            return None
        if self.mind.view.letters[at] == "N":
            return None
        self.mind.who[candidate.item] = (who, 0.9)
        return who

    def _introduced(self, candidate: Candidate, *, definite: bool) -> int:
        """Take up somebody whom nothing names, and note who is told of in the headline."""
        found = self.mind.describe(candidate, "N")
        if self.mind.blocks <= 1 and definite:
            self._title[candidate.word] = found
        return found

    def _headlined(self, candidate: Candidate) -> int | None:
        """Join "the goalkeeper" of the headline to the one announced by it, or whom the article is about."""
        if candidate.word not in self._title or self.mind.blocks <= 1:
            return None
        found = self._named_later.announced(candidate)
        return self._only(candidate, named=True) if found is None else found

    def _opposite(self, candidate: Candidate) -> int | None:
        """Join "her guest" to the one in mind beside the person whose guest it is."""
        owner = self.mind.subject[1] if self.mind.subject else -1
        other = self._other_of_two(owner, wedded=candidate.word in SPOUSES)
        if other is not None:
            self.mind.who[candidate.item] = (other, _DOMINANT)
            return other
        if candidate.word in SPOUSES:
            return None
        best = weightiest(self.mind.persons("u", owner))
        if owner < 0 or best is None or best[1] < CLEAR:
            return None
        self.mind.who[candidate.item] = (best[0], _DOMINANT)
        return best[0]

    def _other_of_two(self, owner: int, *, wedded: bool) -> int | None:
        """The other of two who were named together, or who hold the same office: "her colleague".

        Those who are ``wedded`` have one surname.
        """
        if wedded and owner in self.mind.roles.spouses:
            return self.mind.roles.spouses[owner]
        for row, _ in reversed(self.mind.together[-MOST:]):
            members = [self.mind.entity_of(at) for at in row.members]
            if row.letters == "NN" and owner in members:
                other = members[1 - members.index(owner)]
                couple = self.mind.people[owner].words[-1] == self.mind.people[other].words[-1]
                return other if couple or not wedded else None
        known = 0 <= owner < len(self.mind.people) and not wedded
        for office in sorted(self.mind.people[owner].roles & OFFICES) if known else ():
            holders = self.mind.roles.holders(office, self.mind.salience)
            if len(holders) == 2 and owner in holders:
                return holders[1 - holders.index(owner)]
        return None

    def _is_secret(self, item: int) -> bool:
        """Tell whether a relative clause keeps the name back: "the minister, who insisted on anonymity"."""
        letters = self.mind.view.letters
        start = letters.find("W", item + 1, item + _MODIFIED)
        if start < 0 or set(letters[item + 1 : start]) & set(".|?QqVv;"):
            return False
        lows = self.mind.view.lows[start : start + 14]
        return "anonymity" in lows or "anonymously" in lows or bool({"named", "identified"} & set(lows))

    def _described(self, head: str, words: list[str]) -> int | None:
        """The one whom the document described before by the same head and no other words: "the neighbour"."""
        found = self.mind.heads.get(head)
        if found is None or not set(words[1:]) <= set(self.mind.beings[found].name.lower().split()):
            return None
        return found

    def _of_that_age(self, candidate: Candidate, words: list[str]) -> int | None:
        """Join "the old man" to the one in mind who is told to be 83."""
        if len(words) != SHORT or words[1] not in _AGES or candidate.word not in ANYBODY:
            return None
        sex = ROLES.get(candidate.word, "u")
        told = [who for who, age in self.mind.roles.ages.items() if age in _AGES[words[1]]]
        options = {who: self.mind.salience.get(who) for who in told if self.mind.people[who].sex in {sex, "u"}}
        best = weightiest({who: value for who, value in options.items() if value})
        return best[0] if best is not None and best[1] >= CLEAR else None

    def _just_told_of(self, candidate: Candidate, words: list[str]) -> int | None:
        """Join "the man" to "a former clerk who testified against Velk", of whom the paragraph tells."""
        item, who = self.mind.subject or (-1, -1)
        if len(words) != 2 or candidate.word not in ANYBODY or who < len(self.mind.people):
            return None
        being, between = self.mind.beings[who], self.mind.view.letters[item : candidate.item]
        sexes = {ROLES.get(candidate.word, "u"), being.sex} - {"u"}
        return who if being.kind == "N" and len(sexes) < 2 and "|" not in between else None

    def _was_described(self, candidate: Candidate, words: list[str], holder: int) -> bool:
        """Tell whether "the diplomat" is the one just described as "a diplomat from the region", no named envoy."""
        described = self._described(candidate.word, words)
        if described is None or described < len(self.mind.people):
            return False
        nearer = self.mind.salience.get(described) > self.mind.salience.get(holder)
        if nearer:
            self.mind.options.pop(candidate.item, None)
        return nearer

    def _holder(self, candidate: Candidate, *, definite: bool) -> int | None:
        word = candidate.word
        aged = word.endswith("-year-old")
        holders = (
            self.mind.roles.of_age(word, self.mind.salience)
            if aged
            else self.mind.roles.holders(word, self.mind.salience)
        )
        if not definite and len(holders) != 1:
            return None
        options = {who: self.mind.salience.get(who) for who in holders}
        if len(holders) > 1:
            options = {who: value for who, value in options.items() if value > 0}
        elif definite and not aged and self.mind.blocks > OPENING:  # not one who is named only later on
            options = {who: value for who, value in options.items() if self._is_named_by(who, candidate)}
        if not options:
            return self._only(candidate) if aged else None
        found = self.mind.choose(candidate, options)
        if found is not None:
            self.mind.who[candidate.item] = (found, 0.8)
            if aged:
                self.mind.roles.note_age(found, word)
        return found

    def _is_named_by(self, who: int, candidate: Candidate) -> bool:
        """Tell whether somebody is named before, or soon after: "the governor said. The governor, Mara Velk, will"."""
        return any(mention.start < candidate.span.end + _SOON for mention in self.mind.people[who].mentions[:1])

    def _apposed(self, candidate: Candidate) -> int | None:
        """Join "a caretaker" to the one whom it describes: "The 61-year-old, a caretaker in Mill Row, shows"."""
        letters, item = self.mind.view.letters, candidate.item
        if letters[item - 2 : item] != "n," or letters[item + 1 : item + 2] not in tuple(",.W"):
            return None
        found = self.mind.who.get(item - 2)
        if found is None:
            return None
        aged = self.mind.view.lows[item - 2].endswith("-year-old")
        acts = letters[item + 1 : item + 3] in _ACTING or (letters[item - 3] == "V" and letters[item + 1] in ".|")
        if not aged and (found[0] < len(self.mind.people) or not acts):
            return None
        being, sex = self.mind.beings[found[0]], ROLES.get(candidate.word, "u")
        if being.sex == "u" != sex:  # "The judge, a patient man,"
            self.mind.beings[found[0]] = replace(being, sex=sex)
        self.mind.who[item] = found
        return found[0]

    def _variation(self, candidate: Candidate, words: list[str]) -> int | None:
        """Join "the widow", "the former teacher" to the person who is being talked of, where there is no doubt."""
        testifies = candidate.word == "witness"
        told = any(word in _UNTOLD or word.endswith("-year-old") for word in words[1:2])
        parent = unbroken(candidate.span.of(self.mind.names.text)).lower().split()[-1] in NUMBERS
        titled = candidate.word in TITLES and not (told or testifies or parent)
        if len(words) > 4 or candidate.word not in _VARYING or titled:
            return None
        if self._is_object(candidate.item):
            return None
        options = self.mind.persons(ROLES.get(candidate.word, "u"))
        if testifies:
            options = {who: value for who, value in options.items() if not self._sits(who)}
        options.pop(self._asker(candidate.item), None)
        if parent:  # whom the text has just told of, whether or not the sex is known
            options = {who: self.mind.salience.get(who) for who in options}
        best = weightiest(options)
        least = _PRESENT / 2 if parent else _PRESENT
        if best is None or best[1] < CLEAR or options[best[0]] < least:
            return self._only(candidate)
        found = self.mind.choose(candidate, options)
        self.mind.who[candidate.item] = (best[0], 0.8 * best[1])
        return found

    def _asker(self, item: int) -> int:
        """Return who asks in the paragraph before, -1 for nobody: "“Nine?” asked Velk." / "“Ten,” said the pilot."."""
        view = self.mind.view
        start, _ = block_of(view.letters, item)
        if start < 1 or view.letters[start + 1] not in "qQu" or item not in view.spoken:
            return -1
        first, _ = block_of(view.letters, start - 1)
        asking = (at for at in range(first + 2, start) if view.lows[at] in _ASKED and view.letters[at - 1] != "x")
        subject = view.subjects.get(next(asking, -1), (-1, ""))[0]
        return self.mind.entity_of(subject) if subject in self.mind.at_item else -1

    def _sits(self, who: int) -> bool:
        """Tell whether somebody asks in court and is no witness."""
        return who < len(self.mind.people) and bool(COURT & self.mind.people[who].roles)

    def _doer(self, candidate: Candidate, words: list[str]) -> int | None:
        """Join "the winner" to the one whom the document says to have won, of several the one in mind."""
        doers = self.mind.roles.doers(candidate.word)
        if len(words) > SHORT or not doers or self._is_object(candidate.item):
            return None
        options = {who: self.mind.salience.get(who) for who in doers}
        best = weightiest(options)
        several = len(doers) > 1 or candidate.word == "witness"  # one testifies after another
        if best is None or (several and (not options[best[0]] or (len(doers) > 1 and best[1] < CLEAR))):
            return None
        sure = _DOMINANT if len(doers) == 1 else 0.0
        self.mind.who[candidate.item] = (best[0], max(sure, 0.8 * best[1]))
        return best[0]

    def _only_named(self, candidate: Candidate, words: list[str]) -> int | None:
        """Join "the poet said" to the one person whom its paragraph has named, where nobody else is told of."""
        word = candidate.word
        if (
            len(words) != 2
            or not (word in TITLES or word.endswith(_LEARNED))
            or not self.mind.says(candidate.item)
            or self._is_object(candidate.item)
        ):
            return None
        start, _ = block_of(self.mind.view.letters, candidate.item)
        near = [self.mind.at_item[at] for at in range(start + 1, candidate.item) if at in self.mind.at_item]
        named = {mention.entity for mention in near if mention.letter == "N"}
        others = any(mention.letter == "n" and mention.entity not in named for mention in near)
        if len(named) != 1 or others:
            return None
        who = named.pop()
        if word in OFFICES and not self._may_hold(who, candidate, near[0]):
            return None
        self.mind.who[candidate.item] = (who, _DOMINANT)
        return who

    def _may_hold(self, who: int, candidate: Candidate, opening: Candidate) -> bool:
        """Tell whether an office that nobody else holds is of whom a paragraph tells: "Velk spoke. The premier"."""
        letters, person = self.mind.view.letters, self.mind.people[who]
        opens = letters[opening.item - 1] == "|" and opening.entity == who and not opening.possessive
        told = person.role or person.roles & ROLES.keys()
        vacant = not self.mind.roles.holders(candidate.word, self.mind.salience)
        return opens and vacant and not told and letters[candidate.item - 1] in ".Q?"

    def _is_object(self, item: int) -> bool:
        """Tell whether somebody acts on the one meant, who is another then: "Velk thanked the winner, who said"."""
        view = self.mind.view
        tells = item in view.spoken and view.letters[item + 1 : item + 3].lstrip(",")[:1] != "W"
        if self.mind.subject is None or tells:
            return False
        between = view.letters[self.mind.subject[0] + 1 : item]
        return 0 < len(between) < RELATIVE and not set(between) & set(".?|Q")

    def _only(self, candidate: Candidate, *, named: bool = False) -> int | None:
        """The one woman, or the one man, whom the document names far more often than any other of that sex.

        For "the 38-year-old" and who is ``named`` in the headline that is the person named most often.
        """
        sex, aged = ROLES.get(candidate.word, "u"), named or candidate.word.endswith("-year-old")
        if sex == "u" and not aged:
            return None
        best = [who for who in self.mind.often(sex) if aged or self.mind.people[who].sex != "u"]
        counts = [len(self.mind.people[who].mentions) for who in best]
        if not counts or counts[0] < OFTEN or counts[0] < 2 * sum(counts[1:2]):
            return None
        self.mind.who[candidate.item] = (best[0], _DOMINANT)
        return best[0]
