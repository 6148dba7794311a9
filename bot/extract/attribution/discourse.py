"""A document's mentions read from left to right: who each of them is, named, described or meant by a pronoun.

Salience after Lappin and Leass (1994), simplified: every mention adds to its being's weight, subjects more than
objects, and all weights fade with each sentence and each paragraph. Linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.extract.attribution.beings import Being
from bot.extract.attribution.groups import Groups
from bot.extract.attribution.issued import Issuers
from bot.extract.attribution.mind import HE, RELATIVE, SHE, Mind
from bot.extract.attribution.nominals import ANYBODY, OFFICES, Nominals
from bot.extract.attribution.pronouns import SURE, Pronouns
from bot.extract.attribution.revealed import name_at_last
from bot.extract.attribution.together import Series, find_series, name_of
from bot.extract.attribution.view import Candidate, View
from bot.extract.names.table import NameTable
from bot.extract.quotes.cues import ASKED
from bot.extract.tokens import unbroken
from bot.model import SpeakerForm

_STATEMENT = re.compile(
    r"(?i:\b(?:joint|leaders’|leaders'|ministerial)\s+(?:statement|communiqu[eé]|declaration)"
    r"\s+(?:of|by|from)\s+(?:the )?)"
    r"([^\n:]{4,120}?)(?=\s*(?:\n|$|, \d|\bon\b|\bfollowing\b|\bafter\b))"
)
_TITLE = 300
_BEING = frozenset({"is", "was"})
_WHO = frozenset({"who", "whom"})
_DESCRIBED = re.compile(r"(?:[Gg][^|.?QV,;]{1,6}|P[^|.?QV,;]{1,4})?")
_SAME_OFFICE = frozenset({"counterpart", "colleague", "predecessor", "successor"})


class Discourse:
    """The mentions of a document, read from left to right once, and who each one is.

    ``mind`` keeps what was found; ``relative`` is what a "who" stands for, ``together`` those named together, by
    the item of each, with the being that they are; ``issuers`` whose each writing is.
    """

    def __init__(self, view: View, names: NameTable, author: str | None = None) -> None:
        self.mind = Mind(view, names)
        self.view = view
        self.people = names.people
        self.at_item = self.mind.at_item
        self.relative: dict[int, Candidate] = {}
        self.together: dict[int, tuple[Series, int]] = {}
        self._rows = {row.members[-1]: row for row in find_series(view, self.at_item)}
        self._nominals = Nominals(self.mind)
        self._groups = Groups(self.mind)
        self.issuers = Issuers(self.mind)
        self._pronouns = Pronouns(self.mind, self.relative, self._groups)
        self._first_persons = {"i": self._writes(author)} if author is not None and " and " not in author else {}
        if issued := _STATEMENT.search(names.text[:_TITLE]):
            statement = Being(" ".join(issued[1].split()), -1, "2", form=SpeakerForm.GROUP)
            self.mind.issuers = self.mind.take_up(statement)
            self._first_persons["we"] = self.mind.issuers
        self._read()

    def _read(self) -> None:
        letters = self.view.body
        position = 0
        last: list[Candidate] = []
        for candidate in self.view.candidates:
            if letters[candidate.item] == " ":
                continue  # a caption
            gap = letters[position : candidate.item]
            position = candidate.item
            stops = gap.count(".") + gap.count("Q") + gap.count("?")
            self.mind.blocks += gap.count("|")
            if stops or "|" in gap:
                last = []
                self.mind.salience.fade(stops, gap.count("|"))
            self._meet(candidate, last)
            last.append(candidate)

    def _writes(self, author: str) -> int:
        """Take up the author, whom nothing but "I" means."""
        index = self.mind.names.index_of(author)
        return index if index is not None else self.mind.take_up(Being(author, -1, "N"))

    def _meet(self, candidate: Candidate, last: list[Candidate]) -> None:
        """Find out who ``candidate`` is; ``last`` are the mentions before it in its sentence."""
        item, letter, word = candidate.item, candidate.letter, candidate.word
        if candidate.entity >= 0:
            if letter == "n":
                self._apposes(candidate)
            self.mind.lift(candidate.entity, candidate)
            if self.mind.beings[candidate.entity].kind == "M" and letter in "MN":
                self.mind.bodies.name(candidate.entity, self.people[candidate.entity].words)
            elif letter == "e":
                self.mind.bodies.call(candidate.entity, word)
            if letter == "N":
                self._name(candidate)
            self._join(candidate)
        elif letter == "W":
            wanted = "dMeL" if word == "which" else "NneM"
            near = [c for c in last[-4:] if c.letter in wanted and item - c.item <= RELATIVE]
            if near:
                self.relative[item] = self._antecedent(near) if word in _WHO else near[-1]
        elif word in HE | SHE:
            self._pronouns.person(candidate)
        elif letter in "ned":
            self._describes(candidate)
        elif word in {"they", "their", "it"}:
            self._pronouns.plural(candidate)
        elif word in self._first_persons:
            self.mind.who[item] = (self._first_persons[word], 0.8)

    def _describes(self, candidate: Candidate) -> None:
        """Find out whom a noun phrase means."""
        if self._groups.some_of(candidate):
            return
        if candidate.letter == "n":
            self._nominals.person(candidate)
            self._anticipates(candidate)
            self._join(candidate)
        else:
            self._groups.join(candidate)
            self.issuers.note(candidate, self.mind.who.get(candidate.item, (-1, 0.0))[0])

    def _apposes(self, candidate: Candidate) -> None:
        """Read what a noun phrase beside a name tells of others.

        "His counterpart, Mara Velk" has his office; "The man, who gave his name as Tom Velk," is just quoted.
        """
        words = unbroken(candidate.span.of(self.mind.names.text)).lower().split()
        item, who = self.mind.subject or (-1, -1)
        if words[0] in HE | SHE and candidate.word in _SAME_OFFICE and 0 <= who < len(self.people):
            for role in self.people[who].roles & (OFFICES | {"premier", "envoy", "spokesman", "spokeswoman"}):
                self.mind.roles.take(candidate.entity, role)
        unknown = who >= len(self.people) and self.mind.beings[who].kind == "N"
        near = unknown and "|" not in self.view.letters[item : candidate.item]
        again = candidate.word in ANYBODY or self.mind.heads.get(candidate.word) == who
        if near and words == ["the", candidate.word] and again:
            self._name_being(who, candidate.entity)

    def _name_being(self, who: int, entity: int) -> None:
        """Give somebody described a name."""
        name = self.people[entity].name
        self.mind.beings[who] = replace(self.mind.beings[who], name=name, entity=entity, form=None)

    def _anticipates(self, described: Candidate) -> None:
        """Give an unknown to the pronoun before it: "Asked whether she would stay, the poet smiled"."""
        letters, first, item = self.view.letters, self.mind.sentence(described.item), described.item
        who = self.mind.who.get(item, (-1, 0.0))[0]
        if letters[item - 1] != "," or self.view.lows[first] not in ASKED or who != len(self.mind.beings) - 1:
            return
        pronoun = next((at for at in range(first + 1, item) if letters[at] == "p" and at in self.mind.who), -1)
        meant = self.mind.who.get(pronoun, (-1, 0.0))[0]
        if meant >= 0 and self.mind.beings[meant].kind == "N":
            self.mind.who[item] = (meant, SURE)

    def _antecedent(self, near: list[Candidate]) -> Candidate:
        """Return whom "who" stands for among the mentions before it: in "Mara Velk, head of the Trust, who" her."""
        last = near[-1]
        bound = self._is_body(last) and "P" in self.view.letters[max(0, last.item - 2) : last.item]
        people = [mention for mention in near if not self._is_body(mention) and not mention.possessive]
        return people[-1] if bound and people else last

    def _is_body(self, mention: Candidate) -> bool:
        return mention.letter in "Me" or (mention.entity >= 0 and self.mind.beings[mention.entity].kind == "M")

    def _name(self, candidate: Candidate) -> None:
        """Note who was described, or "he", before a name."""
        self._reveal(candidate)
        name_at_last(self.mind, candidate)
        self._pronouns.named(candidate)

    def _join(self, candidate: Candidate) -> None:
        """Take up several who are named together once the last of them is read."""
        row = self._rows.get(candidate.item)
        if row is None:
            return
        entities = [self.mind.entity_of(at) for at in row.members]
        if len(set(entities)) < len(entities) or (-1 in entities and "n" not in row.letters):
            return
        name = name_of(row, entities, self.at_item, self.people, self.mind.names.text)
        being = self._several(Being(name, entities[0], "2"), row)
        self.mind.together.append((row, being))
        self.together.update(dict.fromkeys(row.members, (row, being)))
        if set(row.letters) != {"L"}:
            self.mind.lift(being, candidate)

    def _several(self, being: Being, row: Series) -> int:
        """Take up those of a row: the ones described before it in "The joint directors, X and Y, said"."""
        for at in row.nouns.values():
            who, _ = self.mind.who.get(at, (-1, 0.0))
            if at < row.first and who >= len(self.people):
                self.mind.beings[who] = being
                return who
        return self.mind.take_up(being)

    def _reveal(self, named: Candidate) -> None:
        """Give somebody described before a name: "The woman was Mara Velk.", "The man holding the rope was ..."."""
        letters, at = self.view.letters, named.item
        ends = letters[at + 1 : at + 2] in {",", ".", "|", ""} and not named.possessive
        if self.view.lows[at - 1] not in _BEING or not ends:
            return
        first = self.mind.sentence(at)
        described = next((self.at_item[n] for n in (first, first + 1) if letters[n] == "n"), None)
        if described is None or not _DESCRIBED.fullmatch(letters, described.item + 1, at - 1):
            return
        who = self.mind.who.get(described.item, (-1, 0.0))[0]
        self.mind.who[described.item] = (named.entity, 0.9)
        if who >= len(self.people):
            self._name_being(who, named.entity)
