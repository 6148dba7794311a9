"""Which names of the archive mean the same one. Pure: names in, groups of names out.

Joining is careful, because an answer that mixes two people is worse than one that lists a person twice. Two full names
are one where the surnames are spelled alike and the given names are spellings of one another; a shorter name (a bare
surname, an initial) joins only where exactly one group can be meant; what the curator states comes before all of it.
Organisations and places are one where they differ only in what British and American spelling, articles and full stops
make of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

_PARTICLES = frozenset(
    ["al", "ben", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "ibn", "la", "le", "van", "von"]
)
_SMALL_WORDS = frozenset(["and", "for", "of", "the"])
_BRITISH = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"is(?=(?:ation|ations|ational|ed|ing|er|ers)$)", "iz"),
        (r"(?<=[a-z]{2}[bdlmnpv])our(?=s?$)", "or"),
        (r"(?<=[a-z]{2}t)re(?=s?$)", "er"),
        (r"(?<=def|off|lic)ence(?=s?$)", "ense"),
        (r"(?<=program)me(?=s?$)", ""),
    )
)
_SPACED_INITIALS = re.compile(r"(?<![a-z0-9])([a-z]) (?=[a-z](?![a-z0-9]))")
_FINAL_J = re.compile(r"(?<=[aeiou])j$")
_DOUBLED = re.compile(r"(.)\1+")
_VOWEL_CLASSES = str.maketrans("eu", "ao")
_VOWELS = "aeiou"
_MIN_VOWEL_LENGTH = 5


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name as documents write it. ``key`` is its ``name_key``, ``forms`` the keys of all forms that the documents
    give for it, ``weight`` the number of documents that have it.
    """

    id: int
    key: str
    person: bool = True
    forms: frozenset[str] = frozenset()
    weight: int = 1


@dataclass(slots=True)
class _Group:
    """Names found to be one so far."""

    members: list[WrittenName] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)


class _Groups:
    """The groups of one kind of names found so far, by what a further name could be joined to them for."""

    def __init__(self) -> None:
        self.found: list[_Group] = []
        self._by: dict[tuple[str, ...], dict[int, _Group]] = {}

    def fitting(self, name: WrittenName) -> list[_Group]:
        """The groups that ``name`` may belong to. Only those that share something with it are looked at."""
        candidates: dict[int, _Group] = {}
        for mark in (("form", name.key), *_looked_for(name)):
            candidates |= self._by.get(mark, {})
        return [group for group in candidates.values() if _fits(name, group)]

    def add(self, name: WrittenName, group: _Group) -> None:
        """Put a name into a group, a new one or one that is here."""
        if not group.members:
            self.found.append(group)
        group.members.append(name)
        group.forms |= name.forms | {name.key}
        marks = [("form", form) for form in name.forms | {name.key}]
        for mark in (*marks, *_found_under(name)):
            self._by.setdefault(mark, {})[id(group)] = group


def _found_under(name: WrittenName) -> Iterable[tuple[str, ...]]:
    """What a group with this name is looked for by: by a surname, an initial, a given name in some spelling."""
    common = handle(name.key, name.person)
    if not name.person:
        return (("whole", common),)
    given = (name.key.split() or [""])[0]
    marks = [
        ("surname", common),
        ("initial", common, fold(given)[:1]),
        ("given", common, _skeleton(given)),
        ("letters", name.key.replace(" ", "")),
    ]
    return marks if len(given) > 1 else [*marks, ("only initial", common, fold(given)[:1])]


def _looked_for(name: WrittenName) -> Iterable[tuple[str, ...]]:
    """Under what the groups stand that this name may fit. Nothing that ``_fits`` lets through is missed."""
    common = handle(name.key, name.person)
    if not name.person:
        return (("whole", common),)
    given = (name.key.split() or [""])[0]
    match _rank(name):
        case 2:
            return (("surname", common),)
        case 1:
            return (("initial", common, fold(given)[:1]),)
        case _:
            letters, initial = name.key.replace(" ", ""), fold(given)[:1]
            return (("given", common, _skeleton(given)), ("letters", letters), ("only initial", common, initial))


@lru_cache(maxsize=32_768)
def _skeleton(given: str) -> str:
    """What all spellings of a given name share: its first letter and the consonants after it."""
    folded = fold(given)
    return folded[:1] + "".join(letter for letter in folded[1:] if letter not in _VOWELS)


@lru_cache(maxsize=32_768)  # the same surnames come again with every name
def fold(word: str) -> str:
    """A word of a name without what romanisations differ in: y or i, final j or i, x or ks, doubled letters."""
    return _DOUBLED.sub(r"\1", _FINAL_J.sub("i", word).replace("x", "ks").replace("y", "i"))


def handle(key: str, person: bool = True) -> str:
    """What two names that may be one have in common.

    Of people it is the folded surname (the last word that is not "jr" or "sr"), of others the whole name as
    ``organisation_key`` has it: two ministries have no more in common than that they are ministries.
    """
    if not person:
        return organisation_key(key)
    words = [word for word in key.split() if word not in {"jr", "sr"}] or key.split()
    return fold(words[-1]) if words else ""


@lru_cache(maxsize=32_768)
def organisation_key(key: str) -> str:
    """A key without what writings of one organisation differ in.

    That is -isation or -ization, centre or center, labour or labor, defence or defense, programme or program; "the"
    and "and" (or "&"); full stops between initials (U.S. or US).
    """
    words = [_american(word) for word in key.split() if word not in {"the", "and"}]
    return _SPACED_INITIALS.sub(r"\1", " ".join(words)) or key


def _american(word: str) -> str:
    for british, american in _BRITISH:
        word = british.sub(american, word)
    return word


def same_given_name(one: str, other: str) -> bool:
    """Tell whether two given names are spellings of one: Sergei and Sergey, Yury and Yuri, Mohammed and Muhammad.

    Beside ``fold``, names of five letters and more may differ within the classes {a, e} and {o, u}, and by a vowel that
    one of them leaves out. Their first letters and their endings (-a, another vowel, a consonant) must agree: Martin
    and Martina, Christina and Christine, Oleksandr and Aleksandr stay two.
    """
    first, second = fold(one), fold(other)
    if first == second:
        return True
    if min(len(first), len(second)) < _MIN_VOWEL_LENGTH or first[0] != second[0] or _ending(first) != _ending(second):
        return False
    first, second = first.translate(_VOWEL_CLASSES), second.translate(_VOWEL_CLASSES)
    longer, shorter = sorted((first, second), key=len, reverse=True)
    if len(longer) - len(shorter) > 1:
        return False
    return first == second or any(
        letter in _VOWELS and longer[:at] + longer[at + 1 :] == shorter for at, letter in enumerate(longer[:-1])
    )


def same_full_name(one: str, other: str) -> bool:
    """Tell whether two keys of full names are spellings of one name. Those that are have one ``handle``."""
    first, second = one.split(), other.split()
    if min(len(first), len(second)) < 2 or fold(first[-1]) != fold(second[-1]):
        return False
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    return _given_agree(first[0], second[0]) and _middle_agree(first[1:-1], second[1:-1])


def group_names(
    names: Iterable[WrittenName], curated: Sequence[frozenset[str]] = ()
) -> tuple[tuple[WrittenName, ...], ...]:
    """Group the names that mean the same one. ``curated`` are sets of keys that the curator says are one.

    The outcome does not depend on the order of ``names``. Persons and others never share a group.
    """
    ordered = sorted(names, key=lambda name: (name.person, _rank(name), -len(name.key.split()), name.key, name.id))
    groups: list[_Group] = []
    for _, kind in groupby(ordered, key=lambda name: name.person):
        groups += _group_one_kind(list(kind), curated)
    return tuple(tuple(group.members) for group in groups)


def _group_one_kind(ordered: Sequence[WrittenName], curated: Sequence[frozenset[str]]) -> list[_Group]:
    groups = _Groups()
    stated: dict[str, _Group] = {}
    for keys in curated:
        one = next((stated[key] for key in sorted(keys) if key in stated), None) or _Group()
        one.forms |= keys
        stated.update(dict.fromkeys(keys, one))
    for name in ordered:
        if name.key in stated:
            groups.add(name, stated[name.key])
    for name in ordered:
        if name.key not in stated:
            fitting = groups.fitting(name)
            groups.add(name, fitting[0] if len(fitting) == 1 else _Group())
    return groups.found


def _rank(name: WrittenName) -> int:
    """Full names first, then names with an initial, then single words: the order in which they can be told apart."""
    words = name.key.split()
    if not name.person:
        return 0 if len(words) > 1 else 1
    if len(words) < 2 or words[0] in _PARTICLES:
        return 2
    return 1 if len(words[0]) == 1 else 0


def _fits(name: WrittenName, group: _Group) -> bool:
    if not name.person:
        if any(organisation_key(name.key) == organisation_key(member.key) for member in group.members):
            return True
        # "The foreign ministry" is another one in every document; only initials are as good as a name.
        return name.key in group.forms and any(name.key == _initials(member.key) for member in group.members)
    if name.key in group.forms:
        return True
    if _rank(name) == 2:
        return any(_is_short_for(name.key, member.key) for member in group.members)
    full = [member for member in group.members if _rank(member) < 2]
    return bool(full) and all(same_full_name(name.key, member.key) for member in full)


def _is_short_for(short: str, full: str) -> bool:
    words, shorter = full.split(), short.split()
    if len(words) <= len(shorter):
        return len(words) == len(shorter) == 1 and fold(short) == fold(full)
    return [fold(word) for word in words[-len(shorter) :]] == [fold(word) for word in shorter]


def _given_agree(one: str, other: str) -> bool:
    if 1 in {len(one), len(other)}:
        return one[0] == other[0]
    return same_given_name(one, other)


def _middle_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    if not one or not other:
        return True
    return len(one) == len(other) and all(map(_given_agree, one, other))


def _initials(key: str) -> str:
    return "".join(word[0] for word in key.split() if word not in _SMALL_WORDS)


def _ending(word: str) -> str:
    if word[-1] == "a":
        return "a"
    return "vowel" if word[-1] in _VOWELS else "consonant"
