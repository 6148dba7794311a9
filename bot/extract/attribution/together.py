"""Several who are named together, "Mara Velk and Tom Brandt", and the plural nouns that take them up again.

"the ministers" are the two who were introduced as ministers, "the brothers" those of "her sons, Tom and Jan Velk",
"the two sides" the bodies that a text has dealing with each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.extract.attribution.view import Candidate, View
from bot.extract.events.verbs import is_verb
from bot.extract.lexicon import ROLES
from bot.extract.names.people import Person
from bot.extract.tokens import unbroken
from bot.extract.wordlist import words
from bot.model import EntityKind

_POST = r"D?(?:w{0,2}[wn]P(?:D?w?[wNMLe])){1}(?:P[NML])?"  # "minister of transport of Nordland"
_ONE = rf"(?:n,?|D?e|D)?[NML](?:\(u\))?(?:PD?[LM]|P[wK](?=[O,.VvxR]))?(?:,(?:[n#]|{_POST})(?=,))?"
_SEVERAL = re.compile(rf"(?:{_ONE}|[pn](?=O))(?:,{_ONE}){{0,11}},?O(?:{_ONE}|n)")
_APPOSED = re.compile(r"(?:P?[LMN](?:O[LMN])?|w)?,|")
_FARTHEST = 5
_PLACING = words("in at near on of outside after to")
_KIN = words("brothers sisters couple siblings sons daughters twins parents children spouses newlyweds cousins")
_PARTIES = words("sides parties partners rivals adversaries signatories")
_BODIES = words(
    "companies firms unions organisations organizations groups clubs agencies councils charities universities banks "
    "institutions bodies ministries departments associations federations teams churches carriers airlines"
)
_ANYBODY = words("men women people politicians leaders officials colleagues authors friends")
_STATES = words("countries nations states governments capitals cities neighbours neighbors")
_HOW_MANY = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True)
class Series:
    """Several in a row.

    ``members`` are their items, ``[first, end)`` the items of the whole, ``letters`` those of the members, ``nouns``
    the plural nouns beside them ("ministers") with their items.
    """

    members: tuple[int, ...]
    first: int
    end: int
    letters: str
    nouns: dict[str, int]

    def speaks(self, view: View) -> bool:
        """Tell whether all speak together: "Velk and Brandt said", "said the Bakers' Guild and the Millers' Union"."""
        letters, end = view.letters, self.end
        before = letters[self.first - 1 : self.first]
        if before in {"V", ""}:
            return True
        closes = (
            bool(self.nouns) or "," in letters[self.members[-1] : end] or letters[end - 3 : end - 1] == "n,"
        )  # "Velk and his counterpart, Brandt, left"
        apposed = letters[end : end + 1] == "," and (closes or letters[end + 1 : end + 2] == "W")
        return before in tuple("|.QqO,") and _acts(view, end + apposed)


def find_series(view: View, at_item: dict[int, Candidate]) -> Iterator[Series]:
    """Yield everybody named together, in order; linear in the length of the row."""
    letters, lows = view.letters, view.lows
    for match in _SEVERAL.finditer(letters):
        joint = letters.rindex("O", *match.span())
        if lows[joint] not in {"and", "&"}:
            continue
        members = [at for at in range(*match.span()) if _is_member(letters, at, match)]
        first = members[0] if "e" in letters[match.start() : members[0]] else match.start()  # "the brothers X and Y"
        before = lows[first - 1] if first else ""
        if len(members) > 2 and (before == "and" or before in _PLACING):
            members = members[1:]  # "In Volan, Velk and Brandt"; "the ministers of Sudland and Nordia, Velk and Brandt"
            first = members[0]
        if len(members) < 2 or any(at_item[at].possessive for at in members):
            continue
        kinds = "".join(letters[at] if letters[at] in "ML" or _is_counterpart(view, at) else "N" for at in members)
        if "n" not in kinds or kinds in {"Mn", "Ln"}:
            yield Series(tuple(members), first, match.end(), kinds, dict(_beside(view, first, match.end())))


def _acts(view: View, at: int) -> bool:
    """Tell whether a verb, or the "who" before one, stands at an item."""
    letter = view.letters[at : at + 1]
    return letter in tuple("VBvxRW") or (letter == "w" and is_verb(view.lows[at]))


def _is_member(letters: str, at: int, match: re.Match[str]) -> bool:
    """Tell whether an item is one of the row, not where one of them comes from: "Mara Velk of Volania"."""
    if at == match.start() and letters[at + 1] == "O":
        return True
    alone = letters[at] == "n" and at == match.end() - 1 and letters[at - 1] != ","
    placed = at > match.start() and (
        letters[at - 1] == "P" or (at - 2 > match.start() and letters[at - 2 : at] == "PD")
    )
    return alone or (letters[at] in "NML" and not placed)


def _is_counterpart(view: View, at: int) -> bool:
    """Tell whether an item is "its Nordian counterpart", which has no name."""
    return view.letters[at] == "n" and view.lows[at].startswith("counterpart")


def _beside(view: View, first: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield the plural noun in apposition: "the ministers, X and Y", "brothers X and Y", "X and Y, the founders,"."""
    letters, lows = view.letters, view.lows
    for at in range(first - 1, max(-1, first - 1 - _FARTHEST), -1):
        if letters[at] == "e" and _APPOSED.fullmatch(letters, at + 1, first):
            yield lows[at], at
    if letters[end : end + 2] == ",e":
        yield lows[end + 1], end + 1


def name_of(series: Series, entities: list[int], at_item: dict[int, Candidate], people: list[Person], text: str) -> str:
    """Return the names joined in the document's own way; ``entities`` are the members' (-1: has no name)."""
    parts: list[str] = []
    for at, entity in zip(series.members, entities, strict=True):
        mention = at_item[at]
        printed = unbroken(mention.span.of(text))
        short = " " not in printed and _shares_surname(people, entities, entity)
        name = people[entity].name if entity >= 0 and not short else printed  # "Rut and Tom Velk"
        the = "the " if parts and mention.letter == "M" and text[: mention.span.start].endswith("the ") else ""
        parts.append(the + name)
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def _shares_surname(people: list[Person], entities: list[int], entity: int) -> bool:
    """Tell whether the last of a row has the surname of one before."""
    last = entities[-1]
    return -1 not in {entity, last} and entity != last and people[entity].words[-1] == people[last].words[-1]


def fits(series: Series, noun: str, many: int, people: list[Person], entities: list[int]) -> bool:
    """Tell whether a plural noun ("the two ministers") can mean a series; ``entities`` are its members'."""
    if many and len(series.members) != many:
        return False
    if noun in series.nouns:
        return True
    bodies = "M" in series.letters or any(people[entity].kind is EntityKind.ORGANISATION for entity in entities)
    persons = set(series.letters) == {"N"} and not bodies
    if noun in _KIN:
        return persons and (bool(series.nouns.keys() & _KIN) or many == len(series.members) or noun == "couple")
    if noun in _PARTIES:
        return not persons
    if noun in _BODIES:
        return bodies
    if noun in _STATES:
        return set(series.letters) == {"L"}
    if noun in _HOW_MANY:
        return True
    one = singular(noun)
    kind = series.letters == "N" * max(many, 1) and noun in _ANYBODY
    return persons and (kind or all(one in people[entity].roles for entity in entities))


def singular(noun: str) -> str:
    """Return the noun for one of them: "ministers", "spokesmen"."""
    if noun.endswith("men"):
        return noun[:-3] + "man"
    one = noun.removesuffix("s")
    return one if one in ROLES or not noun.endswith("ies") else noun[:-3] + "y"


def how_many(spoken: list[str]) -> int:
    """Return of how many "the two ministers", "both sides" or "the trio" tell; 0 where they do not."""
    return next((_HOW_MANY[word] for word in spoken if word in _HOW_MANY), 0)


def members_told(name: str) -> int:
    """Return how many a description lists or counts: three for "the ministers of Nordia, Sudland and Volan"."""
    listed = name.rpartition(" of ")[2]
    return how_many(name.lower().split()) or (listed.count(",") + 2 if " and " in listed else 0)


def is_of_bodies(noun: str) -> bool:
    """Tell whether a plural noun means bodies or states and no people."""
    return noun in _PARTIES | _BODIES | _STATES
