"""Who the labels of a transcript stand for: the names, offices and initials that the lines before it give."""

from __future__ import annotations

import re
import unicodedata

from bot.extract.lexicon import FAMILY_FIRST, GIVEN_NAMES, ROLES, TITLES
from bot.extract.names.people import Person
from bot.extract.names.table import NameTable
from bot.extract.names.titles import PARTICLES
from bot.extract.quotes.turns import untitled
from bot.model import EntityKind, Span

_LINE = re.compile(r"[^\n;]+")
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_INITIALS = re.compile(r"[A-ZÀ-ÖØ-Þ]{2,4}")
_OFFICES = (
    frozenset({"chair", "chairman", "chairwoman", "chairperson", "chaired", "before"}),
    frozenset({"moderator", "moderated", "host", "hosted", "presenter", "presented", "anchor", "facilitator"}),
    frozenset({"interviewer", "interview", "interviewed"}),
    frozenset({"court", "judge", "justice", "magistrate", "coroner"}),
)
_OTHER_OFFICES = frozenset({"witness", "counsel", "clerk", "narrator"})
_POST = re.compile(r",\s(?:the\s)?((?:[^\W\d_][\w’'-]*\s){0,3}?[^\W\d_][\w’'-]*)(?=\s(?:for|of|to|at|in)\b|[,.;)\n]|$)")
"""An office behind a name: "Mara Velk, Deputy Spokesperson for the Executive Director"."""
_ANYBODY = frozenset({"caller", "heckler", "listener", "viewer", "audience", "interpreter", "usher", "bailiff"})
_LONGEST_LINE = 200


def folded(word: str) -> str:
    """Return a word as labels in capitals are compared: case, accents and the stop of an abbreviation left out."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(mark for mark in plain if not unicodedata.combining(mark)).strip(".").replace("’", "'")


class Cast:
    """The people of a transcript. ``begin`` is where its first turn begins; linear in the length of the text."""

    def __init__(self, text: str, names: NameTable, begin: int) -> None:
        self._names = names
        self._by_word: dict[str, list[tuple[Person, list[str]]]] = {}
        self._by_initials: dict[str, list[Person]] = {}
        people = [person for person in names.people if _takes_part(person)]
        for person in people:
            own = [folded(word) for word in person.words]
            for word in dict.fromkeys(own):
                self._by_word.setdefault(word, []).append((person, own))
            self._by_initials.setdefault(_initials(person), []).append(person)
        self._offices: dict[str, Person] = {}
        for line in _LINE.finditer(text, 0, begin):
            if line.end() - line.start() <= _LONGEST_LINE:
                self._introduce(line.group(), names, Span(*line.span()))
        for mention in names.within(Span(0, begin)):
            person, post = names.people[mention.entity], _POST.match(text, mention.span.end, begin)
            if post is not None and _takes_part(person):
                self._hold(person, [folded(word) for word in post[1].split()])
        for person in people:
            for role in person.roles & ROLES.keys():
                self._offices.setdefault(role, person)

    def _hold(self, person: Person, post: list[str]) -> None:
        """Note an office by its whole name and by its last word: "deputy spokesperson"."""
        if post[-1] in ROLES:
            self._offices.setdefault(" ".join(post), person)
            self._offices.setdefault(post[-1], person)

    def _introduce(self, line: str, names: NameTable, span: Span) -> None:
        """Read "Witness: Mr. Tom Velk" and "Mara Brandt, Institute of Tides (moderator)"."""
        within = dict.fromkeys(mention.entity for mention in names.within(span))
        people = [names.people[entity] for entity in within if _takes_part(names.people[entity])]
        if not people or (len(people) > 1 and ":" not in line):  # "Witness: Mr. Tom Velk, Engineer, Coast Division"
            return
        for word in {folded(word) for word in _WORD.findall(line)}:
            if word in ROLES or word in _OTHER_OFFICES or any(word in office for office in _OFFICES):
                self._offices.setdefault(word, people[0])

    def holder(self, label: str) -> Person | None:
        """Return who holds the office that a label names: "THE CHAIRMAN", "Moderator"."""
        words = [folded(word) for word in label.split()]
        word = words[-1] if words else ""
        if len(words) > 1 and (known := self._offices.get(" ".join(words))) is not None:
            return known  # "DEPUTY SPOKESPERSON"
        if len(words) > 2 or (len(words) == 2 and words[0] not in {"the", "mr", "madam", "madame"}):
            return None
        for office in ({word}, *(office for office in _OFFICES if word in office)):
            for name in sorted(office):
                if name in self._offices:
                    return self._offices[name]
        return None

    def person(self, label: str) -> Person | None:
        """Return the one person whom a label names by surname, full name or initials: "MS. VELK", "MV"."""
        words = [folded(word) for word in label.split() if word.casefold() not in TITLES]
        sexes = {ROLES[low] for low in label.casefold().split() if low in TITLES and ROLES.get(low, "u") != "u"}
        whole = words if not words or len(words[0]) > 1 else words[-1:]
        rarest = min(whole, key=lambda word: len(self._by_word.get(word, ())), default="")  # not all 2,000 called Mara
        found = [person for person, own in self._by_word.get(rarest, ()) if _is_called(own, words)]
        if not found and len(words) == 1:  # "QUISPE" of Ana Quispe Velk
            within = [person for person, own in self._by_word.get(words[0], ()) if words[0] in own[1:-1]]
            found = within if len(within) == 1 else []
        initials = label.replace(".", "")
        if _INITIALS.fullmatch(initials):
            found = found or self._by_initials.get(initials, [])
        if sexes:
            found = [person for person in found if person.sex in sexes | {"u"}] or found
        return max(found, key=lambda person: (len(person.words), len(person.mentions)), default=None)

    def labelled(self, label: str, role: str) -> Person | None:
        """Return whom a label stands for by name, by the brackets behind it, by office or by given name."""
        words = [folded(word) for word in label.split()]
        called = len(words) > 1 and words[0] != "the" and not any(is_office(word) or word in ROLES for word in words)
        named = called or words[0].title() in GIVEN_NAMES  # "TOM BRANDT (Harbour Dispatch)"
        explained = None if named else self.explained(role)
        return self.person(label) or explained or self.holder(label) or self.called(label)

    def called(self, label: str) -> Person | None:
        """Return whom a label calls by the given name alone: "Mara"."""
        found = [person for person, own in self._by_word.get(folded(label), ()) if own[0] == folded(label)]
        return found[0] if len(found) == 1 else None

    def explained(self, role: str) -> Person | None:
        """Return whom the brackets behind a label name: "The Chair (Dame Mara Velk)", "Q (Tom Brandt, Herald)"."""
        return self.named(role.strip(" (),").partition(",")[0]) if role.startswith(" (") else None

    def named(self, name: str) -> Person | None:
        """Return the person of that name, with or without a title; no constituency."""
        index = self._names.index_of(untitled(name))
        known = self._names.people[index] if index is not None else None
        return known if known is not None and known.kind is EntityKind.PERSON else None


def is_office(label: str) -> bool:
    """Tell whether a label is that of an office in the hall or the studio: "ANCHOR", "CHAIR"."""
    return any(label in office for office in (*_OFFICES, _OTHER_OFFICES, _ANYBODY))


def _takes_part(person: Person) -> bool:
    return person.kind is EntityKind.PERSON and not person.name.isupper()


def _is_called(own: list[str], words: list[str]) -> bool:
    """Tell whether ``words`` name the person whose name is made of ``own``."""
    size = len(words)
    if size > len(own):
        return False
    initial = size == 2 and len(words[0]) == 1  # "L. VELK"
    return (
        own[-size:] == words
        or (initial and own[-1] == words[1] and own[0][0] == words[0])
        or (own[:size] == words and (size > 1 or own[0] in FAMILY_FIRST))
        or (size > 1 and any(own[at : at + size] == words for at in range(1, len(own))))
    )


def _initials(person: Person) -> str:
    return "".join(word[0] for word in person.words if word.lower() not in PARTICLES).upper()
