"""Pronouns and noun phrases joined to the people that the document names or describes.

Salience after Lappin and Leass (1994), simplified: every mention adds to its being's weight, subjects more than
objects, and all weights fade with each sentence and each paragraph. Linear in the length of the text.
"""

from __future__ import annotations

import re

from bot.extract.attribution.beings import Being, Salience, weightiest
from bot.extract.attribution.features import REACH, block_of
from bot.extract.attribution.roles import Roles
from bot.extract.attribution.view import Candidate, View
from bot.extract.lexicon import DEMONYMS, ROLES, TITLES
from bot.extract.names.table import NameTable
from bot.extract.quotes.cues import ADDRESSING, ANONYMOUS, LEMMA
from bot.model import EntityKind, SpeakerForm

_HE = frozenset({"he", "him", "his"})
_SHE = frozenset({"she", "her"})
_KINDS = {EntityKind.PERSON: "N", EntityKind.PLACE: "L"}
_THEY = {"e": 1.0, "2": 1.2, "M": 0.6, "L": 0.2}
_IT = {"M": 1.0, "d": 1.0, "b": 1.0, "L": 0.5}
_RELATIVE, _OPENER = 12, 20
_STATEMENT = re.compile(
    r"(?i:\b(?:joint|leaders’|leaders'|ministerial) (?:statement|communiqu[eé]|declaration) (?:of|by|from) (?:the )?)"
    r"([^\n:]{4,120}?)(?=\s*(?:\n|$|, \d|\bon\b|\bfollowing\b|\bafter\b))"
)
_TITLE = 300
_QUESTIONED = frozenset({"asked", "questioned", "cross-examined", "examined", "pressed", "interviewed", "challenged"})
_REPORTED, _OWNER = 0.9, 0.8
_ASKED = 1.4
_ASKER = 0.4
_DOMINANT, _CLEAR, _PRESENT = 0.6, 0.55, 0.3
_OPENING, _OFTEN = 9, 3
_UNKNOWN_SEX = 0.45
_DOUBTFUL, _NAMELESS, _KNOWN_OTHERWISE = 0.3, 0.4, 0.15
_VARYING = ROLES.keys() | ANONYMOUS | DEMONYMS
_UNTOLD = frozenset({"former", "retired"})


class Discourse:
    """The mentions of a document, read from left to right once, and who each one is.

    ``who`` gives the being behind an item and how sure that is, ``options`` all whom it could mean with their
    weights, ``subjects`` the last subject before it (item, being), ``relative`` what a "who" stands for, ``pairs`` the
    items of two people named together.
    """

    def __init__(self, view: View, names: NameTable) -> None:
        self.view = view
        self.names = names
        self.people = names.people
        self.at_item = {candidate.item: candidate for candidate in view.candidates}
        self.roles = Roles(view, names, self.at_item)
        alive = {c.entity for c in view.candidates if c.letter == "N" and self._says(c.item)} | self.roles.told
        self.beings = [
            Being(p.name, n, _KINDS.get(p.kind, "M"), p.sex, 1.0 if len(p.words) > 1 or n in alive else _DOUBTFUL)
            for n, p in enumerate(self.people)
        ]
        self._salience = Salience()
        self.who: dict[int, tuple[int, float]] = {}
        self.options: dict[int, dict[int, float]] = {}
        self._subject: tuple[int, int] | None = None
        self.subjects: dict[int, tuple[int, int]] = {}
        self._blocks = 0
        self._asker: tuple[int, int] | None = None
        self.relative: dict[int, Candidate] = {}
        self._heads: dict[str, int] = {}
        self._bodies: dict[str, int] = {}
        self._pair: tuple[int, int] | None = None
        self.pairs: dict[int, int] = {}
        self._famous: dict[str, list[int]] = {}
        self._waiting: list[Candidate] = []
        self._issuers: int | None = None
        if issued := _STATEMENT.search(names.text[:_TITLE]):
            self.beings.append(Being(" ".join(issued[1].split()), -1, "2", form=SpeakerForm.GROUP))
            self._issuers = len(self.beings) - 1
        self._read()

    def _read(self) -> None:
        letters = self.view.letters
        position = 0
        last: list[Candidate] = []
        for candidate in self.view.candidates:
            gap = letters[position : candidate.item]
            position = candidate.item
            stops = gap.count(".") + gap.count("Q") + gap.count("?")
            self._blocks += gap.count("|")
            if stops or "|" in gap:
                last = []
                self._salience.fade(stops, gap.count("|"))
            self._meet(candidate, last)
            last.append(candidate)

    def _meet(self, candidate: Candidate, last: list[Candidate]) -> None:
        """Find out who ``candidate`` is; ``last`` are the mentions before it in its sentence."""
        item, letter, word = candidate.item, candidate.letter, candidate.word
        if candidate.entity >= 0:
            self._raise(candidate.entity, candidate)
            if letter == "M":
                self._bodies[self.people[candidate.entity].words[-1].lower()] = candidate.entity
            if letter == "N":
                self._name(candidate)
        elif letter == "W":
            wanted = "dMeL" if word == "which" else "NneM"
            near = [c for c in last[-4:] if c.letter in wanted and item - c.item <= _RELATIVE]
            if near:
                self.relative[item] = near[-1]
        elif word in _HE | _SHE:
            self._pronoun(candidate)
        elif letter == "n":
            self._nominal(candidate)
        elif letter in "ed":
            self._body(candidate)
        elif word in {"they", "their", "it"}:
            self._plural(candidate)
        elif word == "we" and self._issuers is not None:
            self.who[item] = (self._issuers, 0.8)

    def _name(self, candidate: Candidate) -> None:
        """Note two people named together, and who "he" was before anybody was named."""
        item = candidate.item
        first = self.at_item.get(item - 2)
        if first is not None and first.letter == "N" and self.view.lows[item - 1] == "and" and not candidate.possessive:
            name = f"{self.people[first.entity].name} and {self.people[candidate.entity].name}"
            self.beings.append(Being(name, first.entity, "2"))
            self._pair = (item, len(self.beings) - 1)
            self.pairs[first.item] = self.pairs[item] = self._pair[1]
            self._raise(self._pair[1], candidate)
        if self._waiting and self._subject is not None and self._subject[0] == item:
            for pronoun in self._waiting:
                sex = "m" if pronoun.word in _HE else "f"
                if item - pronoun.item < REACH and self.people[candidate.entity].sex in {sex, "u"}:
                    self.who[pronoun.item] = (candidate.entity, _DOMINANT)
            self._waiting = []

    def _raise(self, being: int, candidate: Candidate) -> None:
        letters, item = self.view.letters, candidate.item
        following = letters[item + 1 : item + 2]
        weight = 0.5 if candidate.possessive or candidate.letter == "o" else 0.7
        if following in set("VvxR"):
            weight = 1.3 if following == "V" else 1.1
        if item and (letters[item - 1] in "|.QqO" or self._after_participle(item)):
            weight = max(weight, _OWNER if candidate.possessive else 1.1)
        elif item and letters[item - 1] in "VvT" and item not in self.view.spoken:
            weight = min(weight, _REPORTED)
        if item in self.view.spoken and not candidate.possessive:
            weight = max(weight, 1.3)
        elif candidate.letter == "N" and letters[item + 1 : item + 3] in {",n", ",V", ",v", ",x", ",R"}:
            weight = max(weight, 1.1)
        elif candidate.letter == "n" and weight < 1:
            weight = 0.5
        asked = LEMMA.get(self.view.lows[item - 1]) == "ask" if item else False
        if asked and self._subject is not None:
            self._salience.lower(self._subject[1], _ASKER)
            weight = _ASKED
        if weight > 1 and self.beings[being].kind == "N":
            self._subject = (item, being)
        self._salience.lift(being, weight)
        if item > 1 and self.view.lows[item - 1] == "by" and self.view.lows[item - 2] in _QUESTIONED:
            self._salience.lower(being, _ASKER)
            self._asker = (item, being)

    def _after_participle(self, item: int) -> bool:
        """Tell whether the mention follows an opening such as "Told of the remark, "."""
        return self.view.letters[item - 1] == "," and self.view.letters[self._sentence(item)] in "VvGgBb"

    def _sentence(self, item: int) -> int:
        """Return where the sentence of ``item`` begins, looking back a little only."""
        low = max(0, item - _OPENER)
        return max(self.view.letters.rfind(stop, low, item) for stop in ".?|Q") + 1

    def _says(self, item: int) -> bool:
        """Tell whether a verb of saying has the mention for its subject."""
        return any(self.view.letters[cue] in "VG" for cue, _ in self.view.spoken.get(item, ()))

    def _pronoun(self, candidate: Candidate) -> None:
        """Join "he" to the weightiest man."""
        sex = "m" if candidate.word in _HE else "f"
        options = self._persons(sex, self._other(candidate))
        if self.view.lows[self._sentence(candidate.item)] == "born":  # of the one whom the article is about
            options = dict.fromkeys(self._often(sex)[:1], 1.0) or options
        found = self._choose(candidate, options)
        if found is not None:
            self._raise(found, candidate)
        elif self._blocks < 4 and candidate.letter == "p":
            self._waiting.append(candidate)

    def _persons(self, sex: str, excluded: int = -1) -> dict[int, float]:
        """Return the persons who can be of ``sex`` (u: any) with their weights."""
        options = {}
        for who, value in self._salience.items():
            being = self.beings[who]
            if being.kind == "N" and who != excluded and (sex == "u" or being.sex in {sex, "u"}):
                known = 1.0 if being.sex == sex or sex == "u" else _UNKNOWN_SEX
                options[who] = value * known * being.weight
        return options

    def _other(self, candidate: Candidate) -> int:
        """Return who the pronoun cannot be: the object of its own verb ("he told Velk"; "Velk, whom he called")."""
        letters, lows, item = self.view.letters, self.view.lows, candidate.item
        if candidate.letter != "p":
            return -1
        if self._asker is not None and not set(letters[self._asker[0] : item]) & set(".?|Q"):
            return self._asker[1]
        other = None
        if letters[item + 1 : item + 3] in {"VN", "vN", "BN", "bN"} and LEMMA.get(lows[item + 1]) in ADDRESSING:
            other = self.at_item[item + 2]
        elif letters[item - 1 : item] == "W" and lows[item - 1] in {"who", "whom"}:
            other = self.relative.get(item - 1)
        return other.entity if other is not None else -1

    def _choose(self, candidate: Candidate, options: dict[int, float]) -> int | None:
        """Keep the weightiest of ``options`` as who ``candidate`` is."""
        self.options[candidate.item] = options
        if self._subject is not None:
            self.subjects[candidate.item] = self._subject
        found = weightiest(options)
        if found is None:
            return None
        self.who[candidate.item] = found
        return found[0]

    def _nominal(self, candidate: Candidate) -> None:
        """Join "the spokesman" to the weightiest person of that role, or to the one described so before."""
        words = candidate.span.of(self.names.text).lower().split()
        definite = words[0] in {"the", "this", "that"}
        found: int | None = None
        secret = self._is_secret(candidate.item)
        if len(words) < 5 and not secret and (definite or words[0] in {"his", "her", "their"}):
            found = self._holder(candidate, definite=definite)
        if found is None and not definite and words[0] in {"a", "an"}:
            found = self._announced(candidate)
        elif found is None and secret:
            found = self._subject[1] if self._subject and self._subject[1] >= len(self.people) else None
            if found is not None:
                self.who[candidate.item] = (found, 0.8)
        elif found is None and definite:
            found = self._described(candidate.word, words)
            if found is not None:
                self.who[candidate.item] = (found, 0.9)
            else:
                found = self._variation(candidate, words)
                found = self._announced(candidate) if found is None else found
        self._raise(found if found is not None else self._describe(candidate, "N"), candidate)

    def _is_secret(self, item: int) -> bool:
        """Tell whether a relative clause keeps the name back: "the minister, who insisted on anonymity"."""
        start = item + 1 + self.view.letters.startswith(",", item + 1)
        if self.view.letters[start : start + 1] != "W":
            return False
        lows = self.view.lows[start : start + 14]
        return "anonymity" in lows or "anonymously" in lows or bool({"named", "identified"} & set(lows))

    def _described(self, head: str, words: list[str]) -> int | None:
        """The one whom the document described before by the same head and no other words: "the neighbour"."""
        found = self._heads.get(head)
        if found is None or not set(words[1:]) <= set(self.beings[found].name.lower().split()):
            return None
        return found

    def _holder(self, candidate: Candidate, *, definite: bool) -> int | None:
        word = candidate.word
        aged = word.endswith("-year-old")
        holders = self.roles.of_age(word, self._salience) if aged else self.roles.holders(word)
        if not definite and len(holders) != 1:
            return None
        options = {who: self._salience.get(who) for who in holders}
        if len(holders) > 1:
            options = {who: value for who, value in options.items() if value > 0}
        if not options:
            return self._only(candidate) if aged else None
        found = self._choose(candidate, options)
        if found is not None:
            self.who[candidate.item] = (found, 0.8)
        return found

    def _variation(self, candidate: Candidate, words: list[str]) -> int | None:
        """Join "the widow", "the former teacher" to the person who is being talked of, where there is no doubt."""
        if len(words) > 4 or candidate.word not in _VARYING or (candidate.word in TITLES and words[1] not in _UNTOLD):
            return None
        if self._is_object(candidate.item):
            return None
        options = self._persons(ROLES.get(candidate.word, "u"))
        best = weightiest(options)
        if best is None or best[1] < _CLEAR or options[best[0]] < _PRESENT:
            return self._only(candidate)
        found = self._choose(candidate, options)
        self.who[candidate.item] = (best[0], 0.8 * best[1])
        return found

    def _is_object(self, item: int) -> bool:
        """Tell whether somebody acts on the one meant, who is another then: "Velk called the winner"."""
        if self._subject is None or item in self.view.spoken:
            return False
        between = self.view.letters[self._subject[0] + 1 : item]
        return 0 < len(between) < _RELATIVE and not set(between) & set(".?|Q")

    def _only(self, candidate: Candidate) -> int | None:
        """The one woman, or the one man, whom the document names far more often than any other of that sex.

        For "the 38-year-old" that is the person named most often.
        """
        sex, aged = ROLES.get(candidate.word, "u"), candidate.word.endswith("-year-old")
        if sex == "u" and not aged:
            return None
        best = [who for who in self._often(sex) if aged or self.people[who].sex != "u"]
        counts = [len(self.people[who].mentions) for who in best]
        if not counts or counts[0] < _OFTEN or counts[0] < 2 * sum(counts[1:2]):
            return None
        self.who[candidate.item] = (best[0], _DOMINANT)
        return best[0]

    def _often(self, sex: str) -> list[int]:
        """The two people named most often who can be of ``sex`` (u: any)."""
        if sex not in self._famous:
            people = [who for who, person in enumerate(self.people) if person.kind is EntityKind.PERSON]
            people = [who for who in people if sex == "u" or self.people[who].sex in {sex, "u"}]
            people.sort(key=lambda who: -len(self.people[who].mentions))
            self._famous[sex] = people[:2]
        return self._famous[sex]

    def _announced(self, candidate: Candidate) -> int | None:
        """Join "The leader of the council has defended it" and, a paragraph on, "Gareth Pell, who"."""
        letters = self.view.letters
        start, end = block_of(letters, candidate.item)
        other = self.at_item.get(end + 1)
        opens = self._blocks <= _OPENING and candidate.item == start + 1 and "N" not in letters[start:end]
        if not opens or letters[end : end + 1] != "|" or other is None or other.letter != "N" or other.possessive:
            return None
        sexes = {ROLES.get(candidate.word, "u"), self.people[other.entity].sex} - {"u"}
        if len(sexes) > 1 or letters[end + 2 : end + 3] not in tuple(",VvxR"):
            return None
        candidate.entity = other.entity
        self.roles.apposed.add(candidate.item)
        return other.entity

    def _describe(self, candidate: Candidate, kind: str) -> int:
        """Take up somebody who has no name in the document: "a senior official"."""
        name = " ".join(candidate.span.of(self.names.text).split())
        known = name[:4].lower() in {"the ", "this", "that"}
        weight = _KNOWN_OTHERWISE if known else _NAMELESS
        self.beings.append(Being(name, -1, kind, ROLES.get(candidate.word, "u"), weight, self._form(candidate)))
        self._heads[candidate.word] = len(self.beings) - 1
        self.who[candidate.item] = (len(self.beings) - 1, 0.9)
        return len(self.beings) - 1

    def _form(self, candidate: Candidate) -> SpeakerForm:
        if candidate.letter == "d":
            return SpeakerForm.NOMINAL
        if candidate.word in ANONYMOUS or candidate.letter == "n":
            return SpeakerForm.ANONYMOUS
        return SpeakerForm.GROUP

    def _body(self, candidate: Candidate) -> None:
        """Join "the commission" to the European Commission, "the two ministers" to the two just named."""
        words = candidate.span.of(self.names.text).lower().split()
        found: int | None = None
        if words[0] in {"the", "both"} and len(words) < 4:
            entity = self._bodies.get(candidate.word)
            both = words[0] == "both" or "two" in words or words[-1] in {"pair", "duo"}
            if entity is not None and len(words) == 2:
                candidate.entity = found = entity
            elif both:
                found = self._two(candidate)
            elif len(words) == 2 and candidate.letter == "e":
                found = self._heads.get(candidate.word)
            if found is not None:
                self.who[candidate.item] = (found, 0.8)
        if found is None:
            kind = candidate.letter if candidate.letter == "d" or candidate.word.endswith("s") else "b"
            found = self._describe(candidate, kind)
        self._raise(found, candidate)

    def _two(self, candidate: Candidate) -> int | None:
        """The two people named together last, else the only two of the role: "both ministers"."""
        if self._pair is not None and candidate.item - self._pair[0] <= REACH:
            return self._pair[1]
        word = candidate.word
        holders = self.roles.holders(word[:-3] + "man" if word.endswith("men") else word.removesuffix("s"))
        if len(holders) != 2:
            sex = {"men": "m", "women": "f"}.get(word, "u")
            often = self._often(sex) if sex != "u" else []
            holders = [who for who in often if len(self.people[who].mentions) >= _OFTEN]
        if len(holders) != 2:
            return None
        name = " and ".join(self.people[who].name for who in holders)
        self.beings.append(Being(name, holders[0], "2"))
        return len(self.beings) - 1

    def _plural(self, candidate: Candidate) -> None:
        """Join "they" to several people or a body, "it" to a body or something written."""
        wanted = _IT if candidate.word == "it" else _THEY | {"b": 0.8}
        options = {
            who: value * wanted[self.beings[who].kind]
            for who, value in self._salience.items()
            if self.beings[who].kind in wanted
        }
        found = weightiest(options)
        if found is not None:
            self.who[candidate.item] = (found[0], 0.7)
            self._raise(found[0], candidate)
