"""Pronouns joined to those in mind: "he" and "she" to people, "they" to several or a body, "it" to what is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.extract.attribution.beings import weightiest
from bot.extract.attribution.groups import Groups
from bot.extract.attribution.mark_context import REACH
from bot.extract.attribution.mind import HE, RELATIVE, SHE, Mind
from bot.extract.attribution.view import Candidate, is_object
from bot.extract.lexicon import ROLES
from bot.extract.quotes.cues import ADDRESSING, ASKED, LEMMA

_THEY = {"e": 1.0, "2": 1.2, "M": 0.6, "L": 0.2}
_IT = {"M": 1.0, "d": 1.0, "b": 1.0, "L": 0.5}
_SENTENCE = 200
_BESIDE = re.compile(r"P[DwoJ]{0,3}n")
_LATER, SURE = 0.6, 0.7
_ASKING = frozenset({"asking", "speaking"})
_OWN, _NOT_MEANT, _FAINT = 2.0, 0.4, 0.02


class Pronouns:
    """Finds out whom a pronoun means, and notes that in the mind. ``relative`` is what each "who" stands for."""

    def __init__(self, mind: Mind, relative: Mapping[int, Candidate], groups: Groups) -> None:
        self.mind = mind
        self.view = mind.view
        self.people = mind.people
        self.at_item = mind.at_item
        self.relative = relative
        self._groups = groups
        self._waiting: list[Candidate] = []  # "he" before anybody was named

    def person(self, candidate: Candidate) -> None:
        """Join "he" to the weightiest man."""
        sex = "m" if candidate.word in HE else "f"
        options = self.mind.persons(sex, self._other(candidate))
        if self.view.lows[self.mind.sentence(candidate.item)] == "born":  # of the one whom the article is about
            options = dict.fromkeys(self.mind.often(sex)[:1], 1.0) or options
        self._leave_out(candidate, options)
        self._favour(candidate, options)
        faint = max(options.values(), default=0.0) < _FAINT
        guessed = self._last_subject(candidate) if faint else {}
        found = self.mind.choose(candidate, guessed or options)
        if found in guessed:
            self.mind.who[candidate.item] = (found, _LATER)
        if found is not None:
            subject = candidate.letter == "p" or self._in_own_clause(candidate, found)
            sure = subject and self.mind.who[candidate.item][1] >= SURE
            if sure and self.mind.beings[found].sex == "u":  # who was "she" is not "he" later on
                self.mind.beings[found] = replace(self.mind.beings[found], sex=sex)
            self.mind.lift(found, candidate)
            if sure and found < len(self.people):
                self.mind.roles.deeds.note(self.view, candidate.item, found)
        elif self.mind.blocks < 4 and candidate.letter == "p":
            self._waiting.append(candidate)

    def plural(self, candidate: Candidate) -> None:
        """Join "they" to several people or a body, "it" to a body or something written."""
        wanted = _IT if candidate.word == "it" else _THEY | {"b": 0.8}
        options = {
            who: value * wanted[self.mind.beings[who].kind]
            for who, value in self.mind.salience.items()
            if self.mind.beings[who].kind in wanted
        }
        written = self._written_in(candidate) if candidate.word == "it" else -1
        options.pop(written, None)
        found = weightiest(options)
        item, who = self.mind.subject or (0, -1)
        near = candidate.item in self.view.spoken and candidate.item - item < _SENTENCE
        between = self.view.letters[item : candidate.item].replace("t.#", "t#") if near else "."  # "on Feb. 14"
        if written >= 0:
            between = between.replace(".", "", 1)  # "Talbrek Paper would not comment. In a letter, it said"
        if candidate.word == "it" and not set(between) & set(".|?Q") and who not in options:
            firm = self._groups.unlikely_person()  # "Talbrek Paper said it would close, citing what it called"
            found = (firm, 1.0) if firm is not None else found
        if found is not None:
            self.mind.who[candidate.item] = (found[0], 0.7)
            self.mind.lift(found[0], candidate)

    def named(self, candidate: Candidate) -> None:
        """Note who "he" was before anybody was named."""
        item = candidate.item
        self._anticipated(candidate)
        if self._waiting and self.mind.subject is not None and self.mind.subject[0] == item:
            for pronoun in self._waiting:
                sex = "m" if pronoun.word in HE else "f"
                if item - pronoun.item < REACH and self.people[candidate.entity].sex in {sex, "u"}:
                    self.mind.who[pronoun.item] = (candidate.entity, _LATER)
            self._waiting = []

    def _leave_out(self, candidate: Candidate, options: dict[int, float]) -> None:
        """Leave out whom the sentence opens with behind a preposition: "Through an interpreter, he thanked them"."""
        letters, first = self.view.letters, self.mind.sentence(candidate.item)
        opening = letters[first : candidate.item].rstrip(",")
        if candidate.letter == "p" and _BESIDE.fullmatch(opening):
            options.pop(self.mind.who.get(first + len(opening) - 1, (-1, 0.0))[0], None)

    def _favour(self, candidate: Candidate, options: dict[int, float]) -> None:
        """Weigh more whom the sentence before the marked words opens with, and whose relative clause it is.

        "An aide is less polite. “A child drew it,” he says"; "an officer, who would not say why he came".
        """
        letters, item = self.view.letters, candidate.item
        owner = self.relative.get(letters.rfind("W", max(0, item - RELATIVE), item))
        if owner is not None and not set(letters[owner.item + 1 : item]) & set(".|?QNn"):
            who = self.mind.who.get(owner.item, (owner.entity, 0.0))[0]
            if who in options and is_object(self.view, candidate):
                del options[who]
            elif who in options:
                options[who] = max(options.values()) * _OWN
        at, who = self.mind.subject or (-1, -1)
        cue = item - 1 - (letters[item - 1] == "T")
        teller = self.mind.who.get(self.view.subjects.get(cue, (-1, ""))[0], (-1, 0.0))[0]
        if letters[cue] == "V" and teller in options and teller >= len(self.people):
            options[teller] = max(options.values()) * _OWN  # "An officer said he feared for his life"
            return
        if who not in options or who < len(self.people) or item not in self.view.spoken:
            return
        between, opener = letters[at + 1 : item], self.mind.sentence(at)
        marked = letters[item - 1] in "qQu" or letters[item - 2 : item] in {"q,", "Q,", "u,"}  # «I saw it», he said
        just = marked and between.count(".") + between.count("Q") < 2
        just = just and ("|" not in between or between.index("|") == len(between) - 2)
        asks = any(
            LEMMA.get(self.view.lows[cue]) == "ask" for cue, how in self.view.spoken.get(opener, ()) if how == "a"
        )
        if asks:
            return  # "A clerk asked how long she would stay. “When do you close?” she replied."
        if just and (self.mind.who.get(opener, (-1, 0.0))[0] == who or self.mind.set_in(at)):
            options[who] = max(options.values()) * _OWN

    def _in_own_clause(self, candidate: Candidate, who: int) -> bool:
        """Tell whether a relative clause says "his" of the one whom it belongs to: "an officer, who hid his name"."""
        letters, item = self.view.letters, candidate.item
        start = letters.rfind("W", max(0, item - RELATIVE), item)
        if start < 0 or set(letters[start + 1 : item]) & set(".|?QNn,"):
            return False
        before = start - 1 - (letters[start - 1] == ",")
        return letters[before] == "n" and self.mind.who.get(before, (-1, 0.0))[0] == who

    def _last_subject(self, candidate: Candidate) -> dict[int, float]:
        """The subject just before a pronoun that nobody else can be: a first name tells the sex but likely."""
        item, who = self.mind.subject or (-1, -1)
        near = 0 <= who < len(self.people) and self.view.letters.count("|", item, candidate.item) < 2
        if not near or candidate.letter != "p" or who == self._other(candidate):
            return {}
        told = any(ROLES.get(role, "u") != "u" for role in self.people[who].roles)  # "Mrs", "the widow"
        return {} if told else {who: 1.0}

    def _other(self, candidate: Candidate) -> int:
        """Return who the pronoun cannot be: the object of its own verb ("he told Velk"; "Velk, whom he called")."""
        letters, lows, item = self.view.letters, self.view.lows, candidate.item
        if candidate.letter != "p":
            return -1
        if self.mind.asker is not None and not set(letters[self.mind.asker[0] : item]) & set(".?|Q"):
            return self.mind.asker[1]
        other = None
        verb = item + 1 + (letters[item + 1 : item + 2] == "x")  # "he had told Velk"
        if letters[verb : verb + 2] in {"VN", "vN", "BN", "bN"} and LEMMA.get(lows[verb]) in ADDRESSING:
            other = self.at_item[verb + 1]
        elif letters[item - 1 : item] == "W" and lows[item - 1] in {"who", "whom"}:
            other = self.relative.get(item - 1)
        return other.entity if other is not None else -1

    def _written_in(self, candidate: Candidate) -> int:
        """Return the letter that "it" does not mean in "In a letter, it said"; -1 for none."""
        first = self.mind.sentence(candidate.item)
        if self.view.letters[first] != "P" or self.view.letters[first + 1 : first + 3] != "d,":
            return -1
        return self.mind.who.get(first + 1, (-1, 0.0))[0]

    def _anticipated(self, named: Candidate) -> None:
        """Give the pronoun before a name to it: "Asked whether she would accept, Mara Velk was unmoved."."""
        letters, first = self.view.letters, self.mind.sentence(named.item)
        if (
            letters[named.item - 1] != ","
            or letters[first] not in "VvGgBb"
            or self.view.lows[first] not in ASKED | _ASKING
        ):
            return
        for at in range(first + 1, named.item):
            pronoun = self.at_item.get(at)
            if pronoun is None or pronoun.letter != "p" or letters[first + 1 : at].count(","):
                continue
            sex = "m" if pronoun.word in HE else "f" if pronoun.word in SHE else ""
            meant = self.mind.who.get(at, (-1, 0.0))[0]
            if sex and self.people[named.entity].sex in {sex, "u"} and meant not in {-1, named.entity}:
                self.mind.salience.lower(meant, _NOT_MEANT)
                self.mind.options.pop(at, None)
                self.mind.who[at] = (named.entity, SURE)
