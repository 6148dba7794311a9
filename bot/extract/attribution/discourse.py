"""Pronouns and noun phrases joined to the people that the document names or describes.

Salience after Lappin and Leass (1994), simplified: every mention adds to its being's weight, subjects more than
objects, and all weights fade with each sentence and each paragraph. Linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.extract.attribution.beings import Being, weightiest
from bot.extract.attribution.groups import Groups
from bot.extract.attribution.issued import Issuers
from bot.extract.attribution.mark_context import REACH
from bot.extract.attribution.mind import HE, RELATIVE, SHE, Mind
from bot.extract.attribution.nominals import ANYBODY, OFFICES, Nominals
from bot.extract.attribution.together import Series, find_series, name_of
from bot.extract.attribution.view import Candidate, View, is_object
from bot.extract.lexicon import ROLES
from bot.extract.names.table import NameTable
from bot.extract.quotes.cues import ADDRESSING, ASKED, LEMMA
from bot.extract.tokens import unbroken
from bot.model import SpeakerForm

_THEY = {"e": 1.0, "2": 1.2, "M": 0.6, "L": 0.2}
_IT = {"M": 1.0, "d": 1.0, "b": 1.0, "L": 0.5}
_STATEMENT = re.compile(
    r"(?i:\b(?:joint|leaders’|leaders'|ministerial)\s+(?:statement|communiqu[eé]|declaration)"
    r"\s+(?:of|by|from)\s+(?:the )?)"
    r"([^\n:]{4,120}?)(?=\s*(?:\n|$|, \d|\bon\b|\bfollowing\b|\bafter\b))"
)
_TITLE, _SENTENCE = 300, 200
_BEING = frozenset({"is", "was"})
_WHO = frozenset({"who", "whom"})
_BESIDE = re.compile(r"P[DwoJ]{0,3}n")
_DESCRIBED = re.compile(r"(?:[Gg][^|.?QV,;]{1,6}|P[^|.?QV,;]{1,4})?")
_LATER, _SURE = 0.6, 0.7
_SAME_OFFICE = frozenset({"counterpart", "colleague", "predecessor", "successor"})
_ASKING = frozenset({"asking", "speaking"})
_OWN, _NOT_MEANT, _FAINT = 2.0, 0.4, 0.02


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
        self._waiting: list[Candidate] = []
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
            self._pronoun(candidate)
        elif letter in "ned":
            self._describes(candidate)
        elif word in {"they", "their", "it"}:
            self._plural(candidate)
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
            self.mind.who[item] = (meant, _SURE)

    def _antecedent(self, near: list[Candidate]) -> Candidate:
        """Return whom "who" stands for among the mentions before it: in "Mara Velk, head of the Trust, who" her."""
        last = near[-1]
        bound = self._is_body(last) and "P" in self.view.letters[max(0, last.item - 2) : last.item]
        people = [mention for mention in near if not self._is_body(mention) and not mention.possessive]
        return people[-1] if bound and people else last

    def _is_body(self, mention: Candidate) -> bool:
        return mention.letter in "Me" or (mention.entity >= 0 and self.mind.beings[mention.entity].kind == "M")

    def _name(self, candidate: Candidate) -> None:
        """Note who "he" was before anybody was named."""
        item = candidate.item
        self._reveal(candidate)
        self._anticipated(candidate)
        if self._waiting and self.mind.subject is not None and self.mind.subject[0] == item:
            for pronoun in self._waiting:
                sex = "m" if pronoun.word in HE else "f"
                if item - pronoun.item < REACH and self.people[candidate.entity].sex in {sex, "u"}:
                    self.mind.who[pronoun.item] = (candidate.entity, _LATER)
            self._waiting = []

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
                self.mind.who[at] = (named.entity, _SURE)

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

    def _pronoun(self, candidate: Candidate) -> None:
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
            sure = subject and self.mind.who[candidate.item][1] >= _SURE
            if sure and self.mind.beings[found].sex == "u":  # who was "she" is not "he" later on
                self.mind.beings[found] = replace(self.mind.beings[found], sex=sex)
            self.mind.lift(found, candidate)
            if sure and found < len(self.people):
                self.mind.roles.deeds.note(self.view, candidate.item, found)
        elif self.mind.blocks < 4 and candidate.letter == "p":
            self._waiting.append(candidate)

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

    def _plural(self, candidate: Candidate) -> None:
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

    def _written_in(self, candidate: Candidate) -> int:
        """Return the letter that "it" does not mean in "In a letter, it said"; -1 for none."""
        first = self.mind.sentence(candidate.item)
        if self.view.letters[first] != "P" or self.view.letters[first + 1 : first + 3] != "d,":
            return -1
        return self.mind.who.get(first + 1, (-1, 0.0))[0]
