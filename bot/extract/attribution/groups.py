"""Noun phrases joined to bodies and to several people: "the commission", "the company", "the two ministers"."""

from __future__ import annotations

from dataclasses import replace

from bot.extract.attribution.beings import MOST, Being, weightiest
from bot.extract.attribution.bodies import FIRM
from bot.extract.attribution.heads import LEADING, head
from bot.extract.attribution.mark_context import REACH
from bot.extract.attribution.mind import Mind
from bot.extract.attribution.nominals import CLEAR, OFFICES, OFTEN, SHORT
from bot.extract.attribution.together import Series, fits, how_many, is_of_bodies, members_told, singular
from bot.extract.attribution.view import Candidate
from bot.extract.lexicon import DEMONYMS, GIVEN_NAMES
from bot.extract.quotes.cues import letter
from bot.extract.tokens import unbroken
from bot.model import EntityKind, SpeakerForm

_PAIR = frozenset({"two", "pair", "duo", "both"})
_ANY_BODY = frozenset({"group", "organisation", "organization", "body", "institution", "charity", "agency", "watchdog"})
"""Nouns for a body of any kind: "Amnesty said ... The group called"."""
_UNCOUNTED = frozenset({"some", "most", "other", "all"})
_IN_MIND, _ONE_OF = 0.4, 0.4


class Groups:
    """Finds out which body or which several people a noun phrase means, and notes that in the mind."""

    def __init__(self, mind: Mind) -> None:
        self.mind = mind

    def join(self, candidate: Candidate) -> None:
        """Join "the commission" to the European Commission, "the two ministers" to the two just named."""
        words = unbroken(candidate.span.of(self.mind.names.text)).lower().split()
        found: int | None = None
        if words[0] in {"the", "both", "these", "those"} and len(words) <= SHORT + 1:
            found = self._known_body(candidate, words)
            if found is not None:
                self.mind.who[candidate.item] = (found, 0.8)
        if found is None:
            many = candidate.word.endswith(("s", "men", "people", "children", "folk"))
            kind = candidate.letter if candidate.letter == "d" or many else "b"
            found = self.mind.describe(candidate, kind)
        self.mind.lift(found, candidate)

    def some_of(self, candidate: Candidate) -> bool:
        """Take "one of them" and "three of them" for some of those described last; tell whether it is that."""
        if self.mind.names.text[candidate.span.start : candidate.span.end].lower().split()[1:] != ["of", "them"]:
            return False
        options = {who: value for who, value in self.mind.salience.items() if self.mind.beings[who].kind == "e"}
        found = weightiest(options)
        if found is None:
            return False
        who = found[0]
        if candidate.letter == "n":
            form = SpeakerForm.ANONYMOUS
            one = replace(self.mind.beings[who], kind="N", weight=_ONE_OF, form=form)
            who = self.mind.take_up(replace(one, name=_one_of(one.name)))
        self.mind.who[candidate.item] = (who, 0.8)
        self.mind.lift(who, candidate)
        return True

    def _known_body(self, candidate: Candidate, words: list[str]) -> int | None:
        entity = self.mind.bodies.called(candidate.word)
        if entity is None and len(words) == 2:
            entity = self._firm(candidate.word)
        if entity is not None and len(words) == 2:
            candidate.entity = entity
            return entity
        many = how_many(words)
        if self.mind.issuers is not None and is_of_bodies(candidate.word) and (many == 2 or words[0] == "both"):
            return self.mind.issuers
        for row, being in reversed(self.mind.together[-MOST:]):
            members = [self.mind.entity_of(at) for at in row.members]
            if fits(row, candidate.word, many, self.mind.people, members):
                return being
        if many and words == ["the", candidate.word] and candidate.word not in _PAIR:
            return self._so_many(many)
        if many == 2 and len(words) <= SHORT:
            return self._two(candidate)
        if not many and singular(candidate.word) in OFFICES and candidate.word not in self.mind.heads:
            return self._both(self.mind.roles.holders(singular(candidate.word), self.mind.salience))
        return self.mind.heads.get(candidate.word) if len(words) == 2 and candidate.letter == "e" else None

    def _so_many(self, many: int) -> int | None:
        """Join "the three" to "the ministers of Nordia, Sudland and Volan", who are in mind as three."""
        options = {who: value for who, value in self.mind.salience.items() if self.mind.beings[who].kind == "e"}
        best = weightiest(
            {who: value for who, value in options.items() if members_told(self.mind.beings[who].name) == many}
        )
        return best[0] if best is not None and best[1] >= CLEAR else None

    def _firm(self, noun: str) -> int | None:
        """Return which of the bodies in mind is "the company", where there is no doubt."""
        if noun in self.mind.heads:
            return None  # one without a name
        if noun in _ANY_BODY:
            best = weightiest({who: value for who, value in self.mind.salience.items() if self._is_named_body(who)})
            return (
                best[0]
                if best is not None and best[1] >= CLEAR and self.mind.salience.get(best[0]) > _IN_MIND
                else None
            )
        firms = self._whole(self.mind.bodies.firms(noun))
        options = {who: value * firms[who] for who, value in self.mind.salience.items() if who in firms}
        if not firms and noun in FIRM:
            return self.unlikely_person()
        sure = {who: value for who, value in firms.items() if value == max(firms.values())}
        best = weightiest(options) if options else weightiest(sure) if len(sure) == 1 else None
        if best is None or best[1] < CLEAR or any(firms[who] > firms[best[0]] for who in options):
            return None
        return best[0]

    def _is_named_body(self, who: int) -> bool:
        return self.mind.beings[who].kind == "M" and who < len(self.mind.people)

    def _whole(self, firms: dict[int, float]) -> dict[int, float]:
        """Leave out "Oru" beside "Oru Semiconductor"."""
        named = {who: self.mind.people[who].words for who in firms}
        first: dict[str, int] = {}
        for words in named.values():
            first[words[0]] = max(first.get(words[0], 0), len(words))
        return {who: firms[who] for who, words in named.items() if len(words) > 1 or first[words[0]] == 1}

    def unlikely_person(self) -> int | None:
        """Take the last subject for a firm where its name is nobody's in particular: "Talbrek Marine"."""
        who = self.mind.subject[1] if self.mind.subject is not None else -1
        if not 0 <= who < len(self.mind.people):
            return None
        person = self.mind.people[who]
        told = person.roles - FIRM or person.sex != "u" or who in self.mind.roles.ages
        if told or len(person.words) < 2 or person.words[0] in GIVEN_NAMES or self.mind.beings[who].kind != "N":
            return None
        person.kind = EntityKind.ORGANISATION
        self.mind.beings[who] = replace(self.mind.beings[who], kind="M")
        return who

    def _two(self, candidate: Candidate) -> int | None:
        """The two people named together last, else the only two of the role: "both ministers"."""
        for row, being in reversed(self.mind.together):
            if candidate.item - row.end > REACH:
                break
            if row.letters == "NN" and not is_of_bodies(candidate.word) and self._may_be(row, candidate.word):
                return being
        holders = self.mind.roles.holders(singular(candidate.word), self.mind.salience)
        if len(holders) != 2:
            sex = {"men": "m", "women": "f"}.get(candidate.word, "u")
            often = self.mind.often(sex) if sex != "u" else []
            holders = [who for who in often if len(self.mind.people[who].mentions) >= OFTEN]
        if not holders and candidate.word in _PAIR:
            holders = self._two_in_mind()
        return self._both(holders)

    def _may_be(self, row: Series, noun: str) -> bool:
        """Tell whether two who were named together can be "the ministers": nobody besides them is one."""
        members = {self.mind.entity_of(at) for at in row.members}
        return members.issuperset(self.mind.roles.holders(singular(noun), self.mind.salience))

    def _two_in_mind(self) -> list[int]:
        """The two with a name of whom alone the last sentences tell: "Velk joined her by video link. The two said"."""
        options = {who: value for who, value in self.mind.persons("u").items() if who < len(self.mind.people)}
        ranked = sorted(options, key=lambda who: -options[who])
        first, second, third = [*map(options.__getitem__, ranked), 0.0, 0.0, 0.0][:3]
        if not second or second < _IN_MIND * first or third > _IN_MIND * second:
            return []
        return sorted(ranked[:2], key=lambda who: self.mind.people[who].mentions[:1])

    def _both(self, holders: list[int]) -> int | None:
        """Take up two people who were named apart."""
        if len(holders) != 2:
            return None
        name = " and ".join(self.mind.people[who].name for who in holders)
        return self.mind.take_up(Being(name, holders[0], "2"))


def _one_of(several: str) -> str:
    """Return "one of two pilots" for "Two pilots", "one of the aides" for "Aides" and "some aides"."""
    first, _, rest = several.partition(" ")
    low = first.lower()
    if low in _UNCOUNTED:
        return f"one of the {rest}"
    common = letter(low) in "Do" or (low not in DEMONYMS and (low in LEADING or head(low) is not None))
    name = low + several[len(first) :] if common else several
    return f"one of {name}" if letter(low) in "Do" or low.isdigit() else f"one of the {name}"
