"""What a run of capitalised words is: its titles set apart from the name, and the kind of what it names."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.lexicon import (
    BARE_TITLES,
    DEMONYMS,
    GIVEN_NAMES,
    NOT_NAMES,
    ORG_WORDS,
    ROLES,
    TITLES,
)
from bot.extract.names.capitals import (
    is_capital,
)
from bot.extract.names.kinds import (
    institution_end,
    is_compound,
    is_medium,
    is_several,
    is_thing,
    kind_of,
)
from bot.extract.names.titles import (
    WORDS,
    after_titles,
    lower_titles,
)
from bot.extract.tokens import Tokens
from bot.model import EntityKind

_ABOVE = 2000
_DEEDS = ("tion", "sion", "ment", "ence", "ance", "ness")
POSTNOMINALS = WORDS["postnominals"]
_NAMES_TOO = frozenset({"scot", "dane", "finn"})
_QUARTERS = frozenset(
    {"north", "south", "east", "west", "central", "southeast", "latin", "northern", "southern", "eastern", "western"}
)
_DETERMINERS = frozenset({"the", "a", "an", "this", "that"})


@dataclass(slots=True)
class Run:
    """A name as it stands in the text: tokens ``[first, last)`` are the name, ``[title, first)`` its title."""

    title: int
    first: int
    last: int
    kind: EntityKind | None
    certain: bool
    possessive: bool
    sex: str = "u"


def shaped(tokens: Tokens, begin: int, end: int, surnames: frozenset[str]) -> Run | None:
    """Set the titles of the run apart and say what it names; None where it is a bare role, nationality or date.

    ``surnames`` are the words among titles that are somebody's name in this text.
    """
    words, lows = tokens.words, tokens.lows
    for at in range(begin + 2, end - 1):
        if lows[at] in BARE_TITLES and lows[at - 1] in {"for", "of"} and lows[begin].removesuffix("s") in ROLES:
            return shaped(tokens, at, end, surnames)  # "Lawyers for Ms Velk"
    first, sex, titled = after_titles(tokens, begin, end, surnames)
    if first >= end:
        return None
    while end - first > 2 and lows[end - 1] in POSTNOMINALS:
        end -= 1
    if titled and (body := _office_body(tokens, begin, end)):
        if body >= end:
            return None
        return Run(body, body, end, EntityKind.ORGANISATION, False, False)
    title = lower_titles(tokens, begin)
    if title < begin:
        titled = True
        told = (ROLES.get(lows[k], "u") for k in range(first - 1, title - 1, -1))  # "the peer Lord Velk"
        sex = next((one for one in told if one != "u"), "u")
    possessive = (end < len(tokens) and lows[end] in {"'s", "’s"}) or (
        end < len(tokens) and _plural_possessive(tokens, end)
    )
    kind, certain = kind_of(words, lows, first, end) if titled else _kind_within(tokens, first, end)
    if kind is not EntityKind.ORGANISATION and not possessive and (last := institution_end(tokens, end)) > end:
        return Run(first, first, last, EntityKind.ORGANISATION, True, False)
    if title < begin and is_medium(tokens, first) and words[first] not in GIVEN_NAMES:
        return Run(first, first, end, EntityKind.ORGANISATION, True, possessive)  # "state broadcaster Voice of Norland"
    if titled and kind is not EntityKind.ORGANISATION and not (kind is EntityKind.PLACE and title < begin):
        return Run(title, first, end, EntityKind.PERSON, True, possessive, sex)
    if _is_nobody(tokens, first, end):
        return None
    return Run(title if titled else first, first, end, kind, certain, possessive, sex)


def _is_nobody(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether a run is only a nationality, several people, a word that is no name or a compound of names."""
    low = tokens.lows[first]
    if end == first + 1:
        if low in POSTNOMINALS and tokens.lows[first - 1] == "," and tokens.words[first - 2][0].isupper():
            return True  # "Mara Velk, QC,"
        demonym = low in DEMONYMS and low not in {"u.s.", "us", "uk", "u.k.", "u.n.", "un", "eu", "nato"}
        demonym = demonym and (low not in _NAMES_TOO or (first > 0 and tokens.lows[first - 1] in _DETERMINERS))
        if demonym or (low in NOT_NAMES and low not in {"twitter", "facebook", "gop"}):
            return True
        abstract = low.endswith("ism") or (low.endswith(_DEEDS) and tokens.lows[end : end + 1] in (["of"], ["for"]))
        if abstract and low not in GIVEN_NAMES:
            return True  # "Hegemonism: Condemnation of states"
    elif tokens.lows[end - 1] in DEMONYMS and _QUARTERS.issuperset(tokens.lows[first : end - 1]):
        return True  # "South Korean", "Central Asian"
    last = tokens.lows[end - 1]
    parts = last.split("-") if end - first > 1 else [last]  # not "Hannatu Bello-Osagie", though Bello is a place
    compound = "-" in last and all(map(is_compound, parts)) and not _is_surname_above(tokens, first)
    return is_several(tokens, first, end) or compound


def _is_surname_above(tokens: Tokens, index: int) -> bool:
    """Tell whether a given name stood before the same word above: "Rupert Lyle-Vaughan", though Vaughan is a place."""
    words, word = tokens.words, tokens.words[index]
    above = range(max(1, index - _ABOVE), index)
    return any(words[at] == word and words[at - 1] in GIVEN_NAMES for at in above)


def _kind_within(tokens: Tokens, first: int, end: int) -> tuple[EntityKind | None, bool]:
    """Judge a run without a title by its words and those around it, as ``kind_of`` does by its words."""
    kind, certain = kind_of(tokens.words, tokens.lows, first, end)
    if kind is EntityKind.PERSON and is_thing(tokens, first, end, certain=certain):
        return EntityKind.ORGANISATION, certain
    if kind in {EntityKind.PERSON, None} and is_medium(tokens, first):
        return EntityKind.ORGANISATION, True
    return kind, certain


def _office_body(tokens: Tokens, begin: int, end: int) -> int:
    """Return where the body begins in "Director of the Tidal Institute" and, where a name stands before it, in
    "Mara Velk, Chief Executive of Brent Tidal"; 0 where there is none.
    """
    words, lows = tokens.words, tokens.lows
    apposed = begin > 2 and words[begin - 1] == "," and is_capital(words[begin - 2]) and is_capital(words[begin - 3])
    if "of" not in lows[begin:end]:
        return 0
    body = lows.index("of", begin, end) + 1
    body += lows[body] == "the"
    if end - body > 1 and lows[end - 1] in ORG_WORDS:
        return body
    if not apposed:
        return 0
    ends = tokens.words[end : end + 1] in ([","], ["."], [":"], [])
    plain = not any(word in GIVEN_NAMES or word.lower() in TITLES for word in words[body:end])
    return body if ends and plain and end - body > 1 else 0


def _plural_possessive(tokens: Tokens, end: int) -> bool:
    return (
        tokens.words[end] in {"’", "'"}
        and tokens.words[end - 1].endswith("s")
        and tokens.starts[end] == tokens.ends[end - 1]
    )
