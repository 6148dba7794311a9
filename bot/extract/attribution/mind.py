"""What is in mind while a document is read: its beings with their weights, and who each mention is."""

from __future__ import annotations

from bot.extract.attribution.beings import Being, Salience, weightiest
from bot.extract.attribution.bodies import Bodies
from bot.extract.attribution.described import description
from bot.extract.attribution.roles import Roles
from bot.extract.attribution.together import Series
from bot.extract.attribution.view import Candidate, View
from bot.extract.lexicon import ROLES
from bot.extract.names.table import NameTable
from bot.extract.quotes.cues import ANONYMOUS, LEMMA, QUOTING
from bot.model import EntityKind, SpeakerForm

HE = frozenset({"he", "him", "his"})
SHE = frozenset({"she", "her"})
RELATIVE = 12
_KINDS = {EntityKind.PERSON: "N", EntityKind.PLACE: "L"}
_OPENER = 20
_QUESTIONED = frozenset({"asked", "questioned", "cross-examined", "examined", "pressed", "interviewed", "challenged"})
_REPORTED, _OWNER = 0.9, 0.8
_ASKED = 1.4
_ASKER = 0.4
_UNKNOWN_SEX = 0.45
_DOUBTFUL, _NAMELESS, _KNOWN_OTHERWISE, _ANYBODY = 0.3, 0.4, 0.15, 0.1
_NOBODY = frozenset({"somebody", "someone"})


class Mind:
    """The state of the reading.

    ``who`` gives the being behind an item and how sure that is, ``options`` all whom it could mean with their
    weights, ``subjects`` the last subject before it (item, being). ``heads`` are those described last by each noun,
    ``bodies`` the nouns for those with a name, ``together`` those named together with the being that they
    are, ``asker`` who asked in this sentence, ``blocks`` how many blocks have begun, ``issuers`` those
    whose joint statement the document is.
    """

    def __init__(self, view: View, names: NameTable) -> None:
        self.view = view
        self.names = names
        self.people = names.people
        self.at_item = {candidate.item: candidate for candidate in view.candidates}
        self.roles = Roles(view, names, self.at_item)
        alive = {c.entity for c in view.candidates if c.letter == "N" and self.says(c.item)} | self.roles.told
        self.beings = [
            Being(p.name, n, _KINDS.get(p.kind, "M"), p.sex, 1.0 if len(p.words) > 1 or n in alive else _DOUBTFUL)
            for n, p in enumerate(self.people)
        ]
        self.salience = Salience()
        self.who: dict[int, tuple[int, float]] = {}
        self.options: dict[int, dict[int, float]] = {}
        self.subject: tuple[int, int] | None = None
        self.subjects: dict[int, tuple[int, int]] = {}
        self.blocks = 0
        self.issuers: int | None = None
        self.asker: tuple[int, int] | None = None
        self.heads: dict[str, int] = {}
        self.bodies = Bodies()
        self.together: list[tuple[Series, int]] = []
        self._famous: dict[str, list[int]] = {}

    def lift(self, being: int, candidate: Candidate) -> None:
        """Note that ``candidate`` means ``being``: subjects weigh more than objects."""
        letters, item = self.view.letters, candidate.item
        following = letters[item + 1 : item + 2]
        weight = 0.5 if candidate.possessive or candidate.letter == "o" else 0.7
        if following in set("VvxR") and self.view.subjects.get(item + 1, (item, ""))[0] == item:
            weight = 1.3 if following == "V" else 1.1
        kin = item > 1 and candidate.letter == "N" and letters[item - 1] == "o"  # "Her sister Mara"
        opener = item - (kin or item - 1 in self.roles.apposed)
        if item and (
            letters[opener - 1 : opener] in tuple("|.?QqO") or self._after_participle(item) or self.set_in(item)
        ):
            weight = max(weight, _OWNER if candidate.possessive else 1.3 if kin else 1.1)
        elif item and letters[item - 1] in "VvT" and item not in self.view.spoken:
            weight = min(weight, _REPORTED)
        if item in self.view.spoken and not candidate.possessive:
            weight = max(weight, 1.3)
        elif candidate.letter == "N" and letters[item + 1 : item + 3] in {",n", ",V", ",v", ",x", ",R", ",W"}:
            weight = max(weight, 1.1)
        elif candidate.letter == "n" and weight < 1:
            weight = 0.5
        if item and self.view.lows[item - 1] in QUOTING and "as" in self.view.lows[item + 1 : item + 6]:
            weight = max(weight, _ASKED)  # "State radio quoted the mayor as saying"
        if being >= len(self.people) and item not in self.view.spoken and self._is_of_another(candidate):
            weight = min(weight, _OWNER)  # "His father drowned there. “It owes me a father,” he said."
        asked = LEMMA.get(self.view.lows[item - 1]) == "ask" if item else False
        if asked and self.subject is not None:
            self.salience.lower(self.subject[1], _ASKER)
            weight = _ASKED
        if weight > 1 and self.beings[being].kind == "N":
            self.subject = (item, being)
        self.salience.lift(being, weight)
        if item > 1 and self.view.lows[item - 1] == "by" and self.view.lows[item - 2] in _QUESTIONED:
            self.salience.lower(being, _ASKER)
            self.asker = (item, being)

    def _is_of_another(self, candidate: Candidate) -> bool:
        """Tell whether somebody is only told of as another's: "his father"."""
        first = self.names.text[candidate.span.start : candidate.span.end].split()[0].lower()
        opens = self.view.letters[candidate.item - 1] == "|"
        return candidate.letter == "n" and first in {"his", "her", "my"} and not opens

    def entity_of(self, item: int) -> int:
        """Return the entity that a mention means as far as it has been read; -1 for none."""
        mention = self.at_item[item]
        if mention.entity >= 0 or item not in self.who:
            return mention.entity
        return self.beings[self.who[item][0]].entity

    def _after_participle(self, item: int) -> bool:
        """Tell whether the mention follows an opening such as "Told of the remark, "."""
        return self.view.letters[item - 1] == "," and self.view.letters[self.sentence(item)] in "VvGgBb"

    def set_in(self, item: int) -> bool:
        """Tell whether a place or time alone stands before a noun phrase: "At the annex, a mother of three was"."""
        first = self.sentence(item)
        opening = self.view.letters[first:item]
        return self.view.letters[item] == "n" and opening[:1] == "P" and opening.find(",") == len(opening) - 1

    def sentence(self, item: int) -> int:
        """Return where the sentence of ``item`` begins, looking back a little only."""
        low = max(0, item - _OPENER)
        return max(self.view.letters.rfind(stop, low, item) for stop in ".?|Q") + 1

    def says(self, item: int) -> bool:
        """Tell whether a verb of saying has the mention for its subject."""
        return any(self.view.letters[cue] in "VG" for cue, _ in self.view.spoken.get(item, ()))

    def persons(self, sex: str, excluded: int = -1) -> dict[int, float]:
        """Return the persons who can be of ``sex`` (u: any) with their weights."""
        options = {}
        for who, value in self.salience.items():
            being = self.beings[who]
            if being.kind == "N" and who != excluded and (sex == "u" or being.sex in {sex, "u"}):
                known = 1.0 if being.sex == sex or sex == "u" else _UNKNOWN_SEX
                options[who] = value * known * being.weight
        return options

    def likeness(self, who: int, pronoun: str) -> float:
        """Return how likely "he" or "she" goes on with somebody: less with one who has neither name nor sex."""
        sex = "m" if pronoun in HE else "f" if pronoun in SHE else "u"
        return 1.0 if who < len(self.people) or sex in {"u", self.beings[who].sex} else _UNKNOWN_SEX

    def choose(self, candidate: Candidate, options: dict[int, float]) -> int | None:
        """Keep the weightiest of ``options`` as who ``candidate`` is."""
        self.options[candidate.item] = options
        if self.subject is not None:
            self.subjects[candidate.item] = self.subject
        found = weightiest(options)
        if found is None:
            return None
        self.who[candidate.item] = found
        return found[0]

    def often(self, sex: str) -> list[int]:
        """The two people named most often who can be of ``sex`` (u: any)."""
        if sex not in self._famous:
            people = [who for who, person in enumerate(self.people) if person.kind is EntityKind.PERSON]
            people = [who for who in people if sex == "u" or self.people[who].sex in {sex, "u"}]
            people.sort(key=lambda who: -len(self.people[who].mentions))
            self._famous[sex] = people[:2]
        return self._famous[sex]

    def describe(self, candidate: Candidate, kind: str) -> int:
        """Take up somebody who has no name in the document: "a senior official"."""
        name = description(self.view, self.names, candidate)
        known = name[:4].lower() in {"the ", "this", "that"}
        weight = _ANYBODY if candidate.word in _NOBODY else _KNOWN_OTHERWISE if known else _NAMELESS
        being = self.take_up(Being(name, -1, kind, ROLES.get(candidate.word, "u"), weight, self._form(candidate)))
        if " " in name or candidate.word.endswith("s"):  # not the one of a headline, who is named below: "company sued"
            self.heads[candidate.word] = being
        self.who[candidate.item] = (being, 0.9)
        return being

    def take_up(self, being: Being) -> int:
        """Add somebody to those who have been met; return the number it goes by."""
        self.beings.append(being)
        return len(self.beings) - 1

    def _form(self, candidate: Candidate) -> SpeakerForm:
        if candidate.letter == "d":
            return SpeakerForm.NOMINAL
        if candidate.word in ANONYMOUS or candidate.letter == "n":
            return SpeakerForm.ANONYMOUS
        return SpeakerForm.GROUP
