"""Countries that stand side by side, as in headings and captions, are several: "China Russia", "India/Nepal"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.lexicon import COUNTRIES

_FIRST_NAMES = frozenset({"Chad", "Georgia", "India", "Israel", "Jordan", "Kenya"})
_SURNAMES = frozenset({"France", "Ireland", "Israel", "Jordan", "Poland", "Spain"})


def first_country_end(words: Sequence[str], first: int, end: int) -> int:
    """The end of the first country in a run ``[first, end)`` of nothing but countries, else ``end``.

    A name such as "Georgia France" stays one, as does what is called after both: "the China Nepal Forum".
    """
    if end - first < 2 or not COUNTRIES.issuperset(words[first:end]):
        return end
    person = end - first == 2 and words[first] in _FIRST_NAMES and words[first + 1] in _SURNAMES
    return end if person else first + 1
