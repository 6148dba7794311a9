"""Which names of the archive mean the same one. Pure: names in, groups of names out.

Joining is careful, because an answer that mixes two people is worse than one that lists a person twice. Two full names
are one where the surnames are spelled alike and the given names are spellings of one another; a shorter name (a bare
surname, an initial) joins only where exactly one group can be meant; what the curator states comes before all of it.
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

    def add(self, name: WrittenName) -> None:
        self.members.append(name)
        self.forms |= name.forms | {name.key}


@lru_cache(maxsize=32_768)  # the same surnames come again with every name
def fold(word: str) -> str:
    """A word of a name without what romanisations differ in: y or i, final j or i, x or ks, doubled letters."""
    return _DOUBLED.sub(r"\1", _FINAL_J.sub("i", word).replace("x", "ks").replace("y", "i"))


def handle(key: str) -> str:
    """What two names that may be one have in common: the folded surname (the last word that is not "jr" or "sr")."""
    words = [word for word in key.split() if word not in {"jr", "sr"}] or key.split()
    return fold(words[-1]) if words else ""


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
    groups: list[_Group] = []
    stated: dict[str, _Group] = {}
    for keys in curated:
        one = next((stated[key] for key in sorted(keys) if key in stated), None) or _Group()
        one.forms |= keys
        stated.update(dict.fromkeys(keys, one))
    rest: list[WrittenName] = []
    for name in ordered:
        group = stated.get(name.key)
        if group is None:
            rest.append(name)
            continue
        if not group.members:
            groups.append(group)
        group.add(name)
    for name in rest:
        fitting = [group for group in groups if _fits(name, group)]
        if len(fitting) == 1:
            fitting[0].add(name)
        else:
            groups.append(_Group([name], set(name.forms | {name.key})))
    return groups


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
