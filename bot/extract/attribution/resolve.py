"""Who a mention is: pronouns and noun phrases are joined to the people that the document names.

Salience after Lappin and Leass (1994), simplified: every mention adds to its person's weight, subjects more than
objects, and all weights fade with each sentence and each paragraph. Linear in the length of the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.attribution.features import REACH, block_of
from bot.extract.attribution.view import Candidate, View
from bot.extract.names.table import NameTable
from bot.extract.quotes.cues import ANONYMOUS
from bot.model import EntityKind, SpeakerForm

_HE = frozenset({"he", "him", "his"})
_SHE = frozenset({"she", "her"})
_SENTENCE_FADE, _BLOCK_FADE = 0.6, 0.5
_SPOKE_BEFORE = 0.5
_FAMILY = {"spokesman": "spokes", "spokeswoman": "spokes", "spokesperson": "spokes", "chairman": "chair"}
_FAMILY |= {"chairwoman": "chair", "chairperson": "chair", "congressman": "congress", "congresswoman": "congress"}
_FAMILY |= {"representative": "congress", "lawmaker": "congress", "senator": "senator", "sen.": "senator"}
_FAMILY |= {"rep.": "congress", "gov.": "governor", "businesswoman": "business", "businessman": "business"}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a mention is: ``name`` as served (None: not known), the entity's index (-1: none), how the text names it."""

    name: str | None
    entity: int
    form: SpeakerForm
    confidence: float


def _weightiest(options: dict[int, float]) -> tuple[int, float] | None:
    if not options:
        return None
    (who, best), *others = sorted(options.items(), key=lambda option: -option[1])
    return who, best / (best + (others[0][1] if others else 0.0))


class Resolver:
    """Reads the mentions from left to right once and keeps who each one is."""

    def __init__(self, view: View, names: NameTable) -> None:
        self.view = view
        self.names = names
        self.people = names.people
        self._salience: dict[int, float] = {}
        self._antecedent: dict[int, tuple[int, float]] = {}
        self._options: dict[int, dict[int, float]] = {}
        self._subject: tuple[int, int] | None = None
        self._subjects: dict[int, tuple[int, int]] = {}
        self._blocks = 0
        self._spoke: tuple[int, int] | None = None
        self._group: dict[int, Candidate] = {}
        self.at_item = {candidate.item: candidate for candidate in view.candidates}
        self._recent: list[Candidate] = []
        self._apposed: set[int] = set()
        self._pair: tuple[Candidate, Candidate] | None = None
        self._bodies: dict[str, int] = {}
        self._by_role: dict[str, list[int]] = {}
        self._join_appositions()
        self._read()

    def _join_appositions(self) -> None:
        """Join "Name, the role," and "the role, Name," and remember the role."""
        letters = self.view.letters
        for item, candidate in self.at_item.items():
            if candidate.letter != "n" or candidate.entity >= 0:
                continue
            beside = self.at_item.get(item + 1)
            if beside and beside.letter in "NM" and candidate.word not in {"campaign"}:
                candidate.entity = beside.entity
                self._apposed.add(item)
                continue
            for step in (-2, 2):
                other = self.at_item.get(item + step)
                middle = min(item, item + step) + 1
                if other and other.letter == "N" and letters[middle] in ",x-" and not other.possessive:
                    last = max(item, item + step) + 1
                    closed = letters[last : last + 1] in {",", ".", "-", "|", "W", "", "P"}
                    if (letters[middle] == "x" and step == 2) or (letters[middle] != "x" and not closed):
                        continue
                    candidate.entity = other.entity
                    self._apposed.add(item)
                    person = self.people[other.entity]
                    person.roles.add(candidate.word)
                    if person.role is None:
                        start, end = candidate.span
                        person.role = " ".join(self.names.text[start:end].split())
                    break

    def _read(self) -> None:
        for who, person in enumerate(self.people):
            for role in {_FAMILY.get(role, role) for role in person.roles}:
                self._by_role.setdefault(role, []).append(who)
        letters = self.view.letters
        position = 0
        last: Candidate | None = None
        for candidate in self.view.candidates:
            gap = letters[position : candidate.item]
            position = candidate.item
            stops = gap.count(".") + gap.count("Q") + gap.count("?")
            self._blocks += gap.count("|")
            self._fade(_SENTENCE_FADE ** min(stops, 6) * _BLOCK_FADE ** min(gap.count("|"), 6))
            self._meet(candidate, last)
            last = candidate
            if candidate.letter == "M":
                self._bodies[self.people[candidate.entity].words[-1].lower()] = candidate.entity
            if candidate.letter == "N" and letters[candidate.item - 2 : candidate.item] == "NO":
                self._pair = (self.at_item[candidate.item - 2], candidate)
            if candidate.letter in "eMLd" and not candidate.possessive:
                self._recent = [*self._recent[-3:], candidate]

    def _fade(self, factor: float) -> None:
        if factor < 1:
            self._salience = {who: value * factor for who, value in self._salience.items() if value * factor > 0.01}

    def _meet(self, candidate: Candidate, last: Candidate | None) -> None:
        item = candidate.item
        if candidate.letter in "NMLn" and candidate.entity >= 0:
            self._raise(candidate.entity, candidate)
        elif candidate.word in _HE | _SHE:
            found = self._person(item, "m" if candidate.word in _HE else "f")
            if found:
                self._antecedent[item] = found
                self._raise(found[0], candidate)
        elif candidate.letter == "W" and last is not None and item - last.item <= 3:
            self._group[item] = last
        elif candidate.letter == "n":
            self._nominal(candidate)
        elif candidate.letter == "e" and candidate.entity < 0:
            self._body(candidate)
        elif candidate.word in {"they", "their", "it"} and last is not None:
            self._plural(candidate)

    def _raise(self, entity: int, candidate: Candidate) -> None:
        following = self.view.letters[candidate.item + 1 : candidate.item + 2]
        weight = 0.5 if candidate.possessive or candidate.letter == "o" else 0.7
        if following in set("VvxR"):
            weight = 1.3 if following == "V" else 1.1
        if candidate.item and self.view.letters[candidate.item - 1] in "V|.QqO":
            weight = max(weight, 1.1)
        if weight > 1 and self.people[entity].kind is EntityKind.PERSON:
            self._subject = (candidate.item, entity)
        old = self._salience.get(entity, 0.0)
        self._salience[entity] = max(old, weight) + 0.1 * min(old, 1.0)

    def _person(self, item: int, sex: str) -> tuple[int, float] | None:
        """Return the weightiest person of that sex, with a confidence."""
        options = {
            who: value * (1.0 if self.people[who].sex == sex else 0.45) * (1.0 if self.people[who].credible else 0.3)
            for who, value in self._salience.items()
            if self.people[who].kind is EntityKind.PERSON and self.people[who].sex in {sex, "u"}
        }
        self._options[item] = options
        if self._subject is not None:
            self._subjects[item] = self._subject
        return _weightiest(options)

    def spoke(self, candidate: Candidate | None, entity: int) -> None:
        """Remember who spoke the marked words before: a pronoun after them is likely the same person."""
        if candidate is not None and entity >= 0:
            self._spoke = (candidate.item, entity)

    def _nominal(self, candidate: Candidate) -> None:
        """Join "the spokesman" to the weightiest person of that role."""
        start, end = candidate.span
        words = self.names.text[start:end].lower().split()
        if words[0] not in {"the", "this", "that"}:
            return
        matching: list[int] = []
        if len(words) > 4:
            pass
        elif candidate.word.endswith("-year-old"):
            matching = [w for w in self._salience if self.people[w].kind is EntityKind.PERSON]
        else:
            family = _FAMILY.get(candidate.word, candidate.word)
            matching = self._by_role.get(family, [])
        if not matching and self._blocks < 6:
            self._announced(candidate)
        if matching:
            best = max(matching, key=lambda who: self._salience.get(who, 0.0))
            if self._salience.get(best, 0.0) > 0 or len(matching) == 1:
                candidate.entity = best
                self._raise(best, candidate)

    def _announced(self, candidate: Candidate) -> None:
        """Join "The leader of the council has defended it" and, a paragraph on, "Gareth Pell, who"."""
        letters = self.view.letters
        start, end = block_of(letters, candidate.item)
        other = self.at_item.get(end + 1)
        if (
            letters[end : end + 1] != "|"
            or "N" in letters[start:end]
            or other is None
            or other.letter != "N"
            or other.possessive
        ):
            return
        if letters[end + 2 : end + 3] in tuple(",VvxR") and self.people[other.entity].kind is EntityKind.PERSON:
            candidate.entity = other.entity
            self._apposed.add(candidate.item)
            self._raise(other.entity, candidate)

    def _body(self, candidate: Candidate) -> None:
        """Join "the commission" to the European Commission, "the two ministers" to the two just named."""
        start, end = candidate.span
        words = self.names.text[start:end].lower().split()
        if words[0] not in {"the", "both"} or len(words) > 3:
            return
        entity = self._bodies.get(candidate.word)
        if entity is not None and len(words) == 2:
            candidate.entity = entity
        elif self._pair is None or candidate.item - self._pair[0].item > REACH:
            return
        elif words[0] == "both" or "two" in words or words[-1] in {"pair", "duo"}:
            self._group[candidate.item] = self._pair[1]

    def _plural(self, candidate: Candidate) -> None:
        wanted = "eML" if candidate.word != "it" else "MLde"
        for other in reversed(self._recent):
            if other.letter in wanted:
                self._group[candidate.item] = other
                return

    def identity(self, candidate: Candidate) -> Identity:
        """Say who ``candidate`` is."""
        if candidate.letter in "NML":
            return self._named(candidate)
        if candidate.item in self._group:
            if candidate.letter == "e" and self._pair is not None:
                return self._pair_identity(self._group[candidate.item])
            inner = self.identity(self._group[candidate.item])
            if candidate.letter == "W":
                return inner
            return Identity(inner.name, inner.entity, SpeakerForm.PRONOUN, 0.7 * inner.confidence)
        if candidate.letter in "poW":
            found = self._antecedent.get(candidate.item)
            if found is not None and self._spoke is not None:
                found = self._with_speaker(candidate, found)
            if found is None:
                return Identity(None, -1, SpeakerForm.NONE, 0.0)
            return Identity(self.people[found[0]].name, found[0], SpeakerForm.PRONOUN, found[1])
        if candidate.entity >= 0:
            form = (
                SpeakerForm.NAME if candidate.item in self._apposed or candidate.letter == "e" else SpeakerForm.NOMINAL
            )
            return Identity(self.people[candidate.entity].name, candidate.entity, form, 0.8)
        return Identity(self._description(candidate), -1, self._described_form(candidate), 0.9)

    def _with_speaker(self, candidate: Candidate, found: tuple[int, float]) -> tuple[int, float]:
        """Weigh the antecedent again with the speaker of the quote before in mind."""
        item, entity = self._spoke or (0, -1)
        options = dict(self._options.get(candidate.item, {}))
        if abs(item - candidate.item) > REACH:
            return found
        blocks = self.view.letters.count("|", min(item, candidate.item), max(item, candidate.item))
        since, subject = self._subjects.get(candidate.item, (-1, entity))
        if entity not in options or blocks > 2 or (since > item and subject != entity):
            return found  # somebody else has come up since
        options[entity] += _SPOKE_BEFORE / (1 + blocks)
        return _weightiest(options) or found

    def _pair_identity(self, second: Candidate) -> Identity:
        first = self.at_item[second.item - 2]
        name = f"{self.people[first.entity].name} and {self.people[second.entity].name}"
        return Identity(name, first.entity, SpeakerForm.GROUP, 0.8)

    def _named(self, candidate: Candidate) -> Identity:
        person = self.people[candidate.entity]
        partner = self._partner(candidate)
        if partner is not None:
            pair = sorted((candidate, partner), key=lambda c: c.item)
            name = " and ".join(self.people[c.entity].name for c in pair)
            return Identity(name, candidate.entity, SpeakerForm.GROUP, 0.9)
        return Identity(person.name, candidate.entity, SpeakerForm.NAME, 1.0)

    def _partner(self, candidate: Candidate) -> Candidate | None:
        """The other of two people who speak together: "Velk and Brandt said"."""
        letters, item, lows = self.view.letters, candidate.item, self.view.lows
        for step in (-2, 2):
            other = item + step
            if not 0 <= other < len(letters) or letters[other] not in "NML" or lows[(item + other) // 2] != "and":
                continue
            first, second = min(item, other), max(item, other)
            subject = letters[second + 1 : second + 2] in tuple("VvxR") and letters[first - 1 : first] in tuple(
                "|.QqO,"
            )
            inverted = letters[first - 1 : first] == "V"
            if subject or inverted:
                return self.at_item.get(other)
        return None

    def _description(self, candidate: Candidate) -> str:
        start, end = candidate.span
        return " ".join(self.names.text[start:end].split())

    def _described_form(self, candidate: Candidate) -> SpeakerForm:
        if candidate.letter == "d":
            return SpeakerForm.NOMINAL
        if candidate.word in ANONYMOUS or candidate.letter == "n":
            return SpeakerForm.ANONYMOUS
        return SpeakerForm.GROUP
