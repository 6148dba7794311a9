"""The word lists of bot/extract/data, read once on first import."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def read_lines(name: str) -> list[str]:
    """Return the lines of a list without its comments and blank lines."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read_words(name: str) -> frozenset[str]:
    """Return all words of a list, whether one or many stand on a line."""
    return frozenset(word for line in read_lines(name) for word in line.split())


def read_sections(name: str) -> dict[str, frozenset[str]]:
    """Return the words under each ``[section]`` of a list."""
    sections: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in read_lines(name):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), set())
        else:
            current.update(line.split())
    return {section: frozenset(words) for section, words in sections.items()}


class GivenNames(dict[str, str]):
    """First name -> sex (m, f, u). A name with accents is found without them too: "Seán"."""

    def __contains__(self, name: object) -> bool:
        """Tell whether ``name`` is a first name."""
        if super().__contains__(name):
            return True
        return isinstance(name, str) and not name.isascii() and super().__contains__(_unaccented(name))

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """Return the sex that a first name tells."""
        found = super().get(name)
        if found is None and not name.isascii():
            found = super().get(_unaccented(name))
        return default if found is None else found


@lru_cache(maxsize=1 << 14)
def _unaccented(name: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", name) if not unicodedata.combining(mark))


def _given_names() -> dict[str, str]:
    names = dict(line.split("\t") for line in read_lines("given_names.txt"))
    for line in read_lines("given_names_extra.txt"):
        sex, *words = line.split()
        names.update((word.title(), sex) for word in words)
    return names


def _roles() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    sexes: dict[str, str] = {}
    titles: set[str] = set()
    only_titles: set[str] = set()
    for line in read_lines("roles.txt"):
        word, sex, *flag = line.split()
        sexes[word] = sex
        if flag:
            titles.add(word)
            if flag == ["t"]:
                titles.add(word + "s")
        if flag == ["T"]:
            only_titles.add(word)
    return sexes, frozenset(titles), frozenset(only_titles)


ROLES, TITLES, BARE_TITLES = _roles()
FORMAL = BARE_TITLES | {"the"}
"""How the label of a turn may begin: "Mr Velk", "The Chair"."""
_SHORTEST_ROLE = 6
_LAST_PARTS = tuple(
    role for role in ROLES if len(role) >= _SHORTEST_ROLE and role not in {"parent", "patient", "minister"}
)


@lru_cache(maxsize=1 << 16)
def ends_in_role(low: str) -> bool:
    """Tell whether a word that is no role itself ends in one: "churchwarden"."""
    return len(low) > _SHORTEST_ROLE and low not in ROLES and low.endswith(_LAST_PARTS)


COUNTRIES = frozenset(read_lines("countries.txt"))
DEMONYMS = read_words("demonyms.txt")
FAMILY_FIRST = read_words("family_first.txt")
GROUPS = read_words("groups.txt")
NOT_NAMES = read_words("not_names.txt")
ORG_WORDS = read_words("org_words.txt")
PLACES = frozenset(read_lines("places.txt"))
PLATFORMS = frozenset(read_lines("platforms.txt"))
"""Where posts are written: "She wrote on X:"."""
GIVEN_NAMES = GivenNames(
    {name: sex for name, sex in _given_names().items() if name not in PLACES and name.lower() not in NOT_NAMES}
)
IRREGULAR = {
    form: verb
    for verb, forms in (line.split(": ") for line in read_lines("irregular_verbs.txt"))
    for form in forms.split()
}
"""Irregular form of a verb -> its base."""
