"""Who holds which role, is how old and of which sex: read off titles, appositions and the pronouns beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.extract.attribution.beings import MOST, Salience
from bot.extract.attribution.bodies import FIRM
from bot.extract.attribution.deeds import Deeds
from bot.extract.attribution.mark_context import block_of
from bot.extract.attribution.view import Candidate, View, is_object
from bot.extract.lexicon import DEMONYMS, GIVEN_NAMES, ROLES, read_lines
from bot.extract.names.table import NameTable
from bot.extract.tokens import unbroken
from bot.model import EntityKind

_KIN = {
    general: frozenset(special.split()) for general, special in (line.split(":") for line in read_lines("role_kin.txt"))
}
_CLOSERS = frozenset({",", ".", "-", "|", "W", "", "P", ")", ";", ":"})
_NAMING = frozenset({"named", "called", "calling", "nicknamed"})
_CALLED = frozenset({"name", "called", "named", "identified", "known"})
_CLAUSE, _TOLD = 14, 6
_BEING = frozenset({"is", "was", "became", "remains", "been"})
_HIS, _HER = frozenset({"his", "himself"}), frozenset({"her", "herself"})
_FAR = frozenset("|.?qQu;")
_IS = re.compile(r",?W?x{1,2}")  # "Velk was", "Velk, who has been"
_LEADING = frozenset(
    {"director", "chief", "executive", "chairman", "chairwoman", "chair", "chairperson", "president", "manager"}
    | {"spokesman", "spokeswoman", "spokesperson", "founder", "co-founder", "head"}
)
"""Who holds one of these holds it of a body, not of a person."""
_BODY_NAMED = re.compile(r",(?:N|M)(?:P[LMN])?,(?!O?D?[NM])")
"""Behind a plural noun: "the owners, Talbrek of Nordhaven, said", not "the ministers, Mara Velk, Tom Brandt and"."""
_FIGURES = re.compile(r"[0-9]{1,3}")
_AGED = "-year-old"
_STEM, _BARE = 6, 4
_OF_PEOPLE = frozenset({"family", "couple", "pair", "duo", "trio", "crew", "team", "band", "clan", "household"})
_OF_AGES = {
    "teenager": range(13, 20),
    "pensioner": range(65, 110),
    "septuagenarian": range(70, 80),
    "octogenarian": range(80, 90),
    "nonagenarian": range(90, 100),
    "centenarian": range(100, 110),
}
_OTHER_KIN = ("grand", "great-", "step", "god", "half-")
_MARRIED, _WED = frozenset({"married", "wed", "marriage"}), 5
_SURVIVORS = frozenset({"widow", "widower"})
SPOUSES = ("wife", "widow", "husband", "widower", "spouse")


class Roles:
    """What the document says of its people besides their names. ``apposed`` are noun phrases beside a name.

    ``told`` are the people of whom a title or role is told, ``deeds`` what they do, ``spouses`` who is married to whom.
    """

    def __init__(self, view: View, names: NameTable, at_item: Mapping[int, Candidate]) -> None:
        self.view = view
        self.names = names
        self.people = names.people
        self.at_item = at_item
        self.apposed: set[int] = set()
        self.ages: dict[int, int] = {}
        self.told: set[int] = set()
        self.spouses: dict[int, int] = {}
        self._by_role: dict[str, dict[int, None]] = {}
        self._by_age: dict[int, dict[int, None]] = {}
        self.deeds = Deeds(view)
        for candidate in view.candidates:
            if candidate.letter == "n" and candidate.entity < 0:
                self._join(candidate)
            elif candidate.letter == "e" and candidate.entity < 0:
                self._join_body(candidate)
            elif candidate.letter == "N":
                if (
                    view.letters[candidate.item + 1 : candidate.item + 3] == ",W"
                    and view.lows[candidate.item + 2] == "which"
                ):
                    self._is_body(candidate.entity)  # "Coast Traffic Control, which"
                self._age(candidate)
                self._bare(candidate)
                self._married(candidate)
        self._learn_sexes()
        for who, person in enumerate(self.people):
            if person.roles or person.role:
                self.told.add(who)
            for role in person.roles:
                self._by_role.setdefault(role, {})[who] = None

    def holders(self, word: str, salience: Salience) -> list[int]:
        """The people who hold the role ``word``, else those of a narrower one ("officer" of a constable).

        Of very many only those who are in mind.
        """
        narrower = (word,) if word in self._by_role else self._narrower(word)
        groups = [self._by_role[role] for role in narrower if role in self._by_role]
        sex = ROLES.get(word, "u")
        dead = self.deeds.did("die") if word in _SURVIVORS else set()
        found = [who for who in _few(groups, salience) if who not in dead]
        return [who for who in found if sex == "u" or self.people[who].sex in {sex, "u"}]

    def kin_of(self, word: str) -> set[str]:
        """Return the roles that can be meant by a word, itself and narrower ones."""
        return {word, *self._narrower(word)}

    def _narrower(self, word: str) -> list[str]:
        """The roles of the document that a wider word takes up: "the teacher" after "a schoolteacher"."""
        longer = {role for role in self._by_role if len(word) >= _STEM and role.endswith(word)}
        compounds = {role for role in longer if not role.startswith(_OTHER_KIN)}
        return sorted(_KIN.get(word, frozenset()) | compounds)

    def doers(self, word: str) -> list[int]:
        """The people whom the document shows at what ``word`` says, but gives no such role: "the winner"."""
        sex = ROLES.get(word, "u")
        return [who for who in self.deeds.doers(word) if sex == "u" or self.people[who].sex in {sex, "u"}]

    def of_age(self, word: str, salience: Salience) -> list[int]:
        """The people who can be "the 61-year-old": those of that age, else all in mind whose age is not told."""
        age = _age_of(word.removesuffix(_AGED))
        return (
            _few([self._by_age[age]], salience)
            if age in self._by_age
            else [
                who
                for who, _ in salience.items()
                if who < len(self.people) and who not in self.ages and self.people[who].kind is EntityKind.PERSON
            ]
        )

    def _join(self, candidate: Candidate) -> None:
        """Join "the role Name", "Name, the role," and the like."""
        for other in self._beside(candidate):
            candidate.entity = other.entity
            self.apposed.add(candidate.item)
            person = self.people[other.entity]
            if candidate.word.endswith(_AGED):
                self.note_age(other.entity, candidate.word)
                return
            if candidate.word in SPOUSES:
                self._wed(candidate, other.entity)
            words = unbroken(candidate.span.of(self.names.text)).lower().split()
            person.roles.update({candidate.word} | {word for word in words if word in DEMONYMS})
            if person.role is None:
                person.role = unbroken(candidate.span.of(self.names.text))
            sex = ROLES.get(candidate.word, "u")
            if person.sex == "u" and sex != "u":
                person.sex = sex
            return

    def _bare(self, candidate: Candidate) -> None:
        """Read "Name, now professor of" and "Name, head of", where the role has no article."""
        letters, lows, item = self.view.letters, self.view.lows, candidate.item
        if letters[item + 1 : item + 2] != ",":
            return
        for at in range(item + 2, min(item + 2 + _BARE, len(letters))):
            if letters[at] in _FAR or letters[at] in ",D":
                return
            if lows[at] in ROLES and lows[at + 1 : at + 2] in (["of"], ["at"], ["for"], ["in"]):
                self.people[candidate.entity].roles.update(ROLES.keys() & set(lows[item + 2 : at + 1]))
                if lows[at] in _LEADING and letters[at + 2 : at + 3] == "N":
                    self._is_body(self.at_item[at + 2].entity)  # "managing director of Talbrek Marine"
                return

    def _married(self, candidate: Candidate) -> None:
        """Read "He married Name", "her marriage to the botanist Name": the wife, husband or widow later on."""
        item, lows = candidate.item, self.view.lows
        near = lows[max(0, item - _WED) : item]
        if (near[-1:] and near[-1] in _MARRIED) or ("to" in near and _MARRIED & set(near[: near.index("to")])):
            for role in SPOUSES:
                self._by_role.setdefault(role, {})[candidate.entity] = None

    def _wed(self, candidate: Candidate, who: int) -> None:
        """Read "Name, Mara’s husband": each is the other's."""
        others = [mention.entity for mention in self.names.within(candidate.span) if mention.possessive]
        before = self.at_item.get(candidate.item - 2)
        if not others and self.view.letters[candidate.item - 2 : candidate.item] == "NO" and before is not None:
            others = [before.entity]  # "Tom Velk and his wife, Mara"
        for other in others:
            if other != who:
                self.spouses[who], self.spouses[other] = other, who

    def take(self, who: int, role: str) -> None:
        """Note a role that is told of somebody from afar."""
        self.people[who].roles.add(role)
        self._by_role.setdefault(role, {})[who] = None

    def _join_body(self, candidate: Candidate) -> None:
        """Join "news agency" and "the operator," to the name after it."""
        letters, item = self.view.letters, candidate.item
        if candidate.word.endswith("s") and not candidate.possessive and _BODY_NAMED.match(letters, item + 1):
            self._is_body(self.at_item[item + 2].entity)  # "the trustees' agents, Brent Hale, have"
            candidate.entity = self.at_item[item + 2].entity
            self.apposed.add(item)
            return
        if candidate.word.endswith("s") or candidate.possessive:
            return
        trade = re.search(r"N,(?:#,)?$", letters[max(0, item - 4) : item])
        if trade is not None and self.names.text[candidate.span.start :][:2].lower() in {"a ", "an"}:
            candidate.entity = self.at_item[item - len(trade[0])].entity  # "said Mara Velk, 52, a crane operator"
            self.apposed.add(item)
            return
        place = item + 1 if letters[item + 1 : item + 2] in {"N", "M"} else item + 2
        place += letters[item + 1 : item + 4] == ",DM"  # "Their union, the Bakers' League, said"
        named = self.at_item.get(place)
        beside = letters[item + 1 : item + 5].replace("D", "")[:3]
        if named is not None and (place == item + 1 or beside in {",M,", ",M.", ",N,"}):
            candidate.entity = named.entity
            self.apposed.add(item)
            if candidate.word in FIRM or (place > item + 1 and candidate.word not in _OF_PEOPLE):
                self._is_body(
                    named.entity
                )  # "the engineering firm Talbrek", "The consortium, Talbrek Offshore, answered"

    def _is_body(self, who: int) -> None:
        """Take a name that could be anybody's for that of a body."""
        person = self.people[who]
        if person.kind is EntityKind.PERSON and person.words[0] not in GIVEN_NAMES and not person.roles:
            person.kind = EntityKind.ORGANISATION

    def _beside(self, candidate: Candidate) -> Iterator[Candidate]:
        """Yield the name that the noun phrase stands in apposition to, if any."""
        letters, lows, item, at = self.view.letters, self.view.lows, candidate.item, self.at_item
        beside = at.get(item + 1)
        if beside and beside.letter in "NM" and candidate.word != "campaign" and not candidate.possessive:
            yield beside
        named = at.get(item + 2)
        if named and named.letter == "N" and lows[item + 1] in _NAMING:
            yield named
        told = self._told_by_others(item)
        if told is not None:
            yield told
        if letters[item + 1 : item + 4] in {",nN", ",DN"} and letters[item + 4 : item + 5] in _CLOSERS:
            yield at[item + 3]  # "a former pupil, the judge Mara Velk"
        if letters[item + 1 : item + 5] == ",n,N" and letters[item + 5 : item + 6] in _CLOSERS:
            yield at[item + 4]  # "said the coach, his father, Tom Velk."
        named = self._named_in_clause(item)
        if named is not None:
            yield named
        bound = letters[item - 2 : item + 4] == "N,n,N," and letters[item - 4 : item - 2].endswith(("P", "PD"))
        for step in (2,) if bound else (-2, 2, -3, -4, -5):  # "behind the Statement, the observer, Mara Velk, said"
            other = at.get(item + step)
            if not other or other.possessive or other.letter not in ("NM" if step == 2 else "N"):
                continue
            first, last = min(item, item + step), max(item, item + step)
            if self._is_apposition(letters[first + 1 : last], first, last, backward=step < 0):
                yield other

    def _told_by_others(self, item: int) -> Candidate | None:
        """The name of "a woman known as Witness A", "a man identified by police as Tom Velk"."""
        letters, lows = self.view.letters, self.view.lows
        if lows[item + 1 : item + 2] == [] or lows[item + 1] not in _CALLED:
            return None
        for at in range(item + 2, min(item + 2 + _TOLD, len(letters) - 1)):
            if letters[at] in ".,|?QquVv-;W":
                return None
            if lows[at] == "as":
                named = at + 1 + (letters[at + 1] in "Dn")
                whole = letters[named : named + 1] == "N" and named not in self.view.possessive
                return self.at_item[named] if whole else None
        return None

    def _named_in_clause(self, item: int) -> Candidate | None:
        """The name at the end of "one of the miners, who gave his name only as Beto,"."""
        letters, lows = self.view.letters, self.view.lows
        start = item + 1 + letters.startswith(",", item + 1)
        if letters[start : start + 1] != "W":
            return None
        for at in range(start + 2, min(start + _CLAUSE, len(letters))):
            if letters[at] in ".|?Q" or (letters[at] == "," and lows[at - 1] not in _CALLED):
                return None
            if letters[at - 1 : at + 1] == ",N" and letters[at + 1 : at + 2] == ",":
                return self.at_item.get(at)  # "who gave only his first name, Beto,"
            if letters[at] in "NML" and letters[at + 1 : at + 2] in {",", "-"}:
                clause = lows[start:at]
                before = lows[at - 2] if lows[at - 1] in {"only", "just", "simply"} else lows[at - 1]
                named = before in _NAMING | {"as"} and bool(_CALLED & set(clause))
                return self.at_item.get(at) if named else None
        return None

    def _is_apposition(self, between: str, first: int, last: int, *, backward: bool) -> bool:
        """Tell whether what stands between a name and a noun phrase, or the reverse, makes them one person."""
        lows = self.view.lows
        if between in {",", "-"}:
            return self.view.letters[last + 1 : last + 2] in _CLOSERS
        if between == ",#,":
            return True
        return backward and _IS.fullmatch(between) is not None and lows[first + len(between)] in _BEING

    def _age(self, candidate: Candidate) -> None:
        """Read "Name, 52,"."""
        letters, item = self.view.letters, candidate.item
        if letters[item + 1 : item + 3] == ",#" and letters[item + 3 : item + 4] in {",", ".", "-", ")", "|", ""}:
            self.note_age(candidate.entity, self.view.lows[item + 2])
        elif self.view.lows[item - 1].endswith(_AGED):
            self.note_age(candidate.entity, self.view.lows[item - 1])  # "the 19-year-old Mara Velk"

    def note_age(self, who: int, told: str) -> None:
        """Note how old somebody is: "61" or "61-year-old"."""
        age = _age_of(told.removesuffix(_AGED))
        if 3 < age < 110 and who not in self.ages:
            self.ages[who] = age
            for role in (noun for noun, ages in _OF_AGES.items() if age in ages):
                self._by_role.setdefault(role, {})[who] = None
            self._by_age.setdefault(age, {})[who] = None

    def _learn_sexes(self) -> None:
        """Take the sex of a name from the next "his" or "her", nobody else between.

        A first name that tells another sex is believed unless nobody else of the paragraph can be meant.
        """
        votes: dict[int, list[tuple[str, bool]]] = {}
        last: Candidate | None = None
        for candidate in self.view.candidates:
            if candidate.letter == "N":
                last = candidate if " " in unbroken(candidate.span.of(self.names.text)) else None
            elif candidate.letter in "ne":
                last = None
            elif last is not None and candidate.letter == "o" and candidate.word in _HIS | _HER:
                another = is_object(self.view, candidate)  # "Velk, who is not related to her"
                if not another and not set(self.view.letters[last.item + 1 : candidate.item]) & (_FAR | {"p"}):
                    start, _ = block_of(self.view.letters, last.item)
                    opens = self.view.letters[last.item - 1 : last.item] in tuple("|.?Q")
                    alone = opens and not set(self.view.letters[start + 1 : last.item]) & set("Np")
                    votes.setdefault(last.entity, []).append(("m" if candidate.word in _HIS else "f", alone))
                last = None
            elif last is not None and candidate.letter == "p" and candidate.word in {"he", "she"}:
                if self._is_quoted(last, candidate):
                    votes.setdefault(last.entity, []).append(("m" if candidate.word == "he" else "f", True))
                last = None
        for who, told in votes.items():
            sexes = {sex for sex, alone in told if alone or self.people[who].sex == "u"}
            if len(sexes) == 1 and not any(sex not in sexes for sex, _ in told):
                self.people[who].sex = sexes.pop()

    def _is_quoted(self, named: Candidate, pronoun: Candidate) -> bool:
        """Tell whether a paragraph opens with a name, names nobody else, and quotes "him": "... he said"."""
        letters = self.view.letters
        start, _ = block_of(letters, named.item)
        before, between = letters[start + 1 : named.item], letters[named.item + 1 : pronoun.item]
        says = letters[pronoun.item + 1 : pronoun.item + 2] == "V" and letters[pronoun.item - 1] in "qQu"
        return says and before in {"", "D", "n,"} and between.count("|") == 0 and not set(between) & set("Nnepo")


def _age_of(figures: str) -> int:
    return int(figures) if _FIGURES.fullmatch(figures) else 0


def _few(groups: list[dict[int, None]], salience: Salience) -> list[int]:
    """Everybody of the groups, in order; of more than ``MOST`` those who are in mind."""
    if sum(map(len, groups)) > MOST:
        return [who for who, _ in salience.items() if any(who in group for group in groups)]
    return sorted({who for group in groups for who in group})
