"""The titles and offices before a name: where they end, where lower-case ones begin, the sex that they tell."""

from __future__ import annotations

from bot.extract.lexicon import (
    BARE_TITLES,
    DEMONYMS,
    GIVEN_NAMES,
    ORG_WORDS,
    PLACES,
    ROLES,
    TITLES,
    ends_in_role,
    read_sections,
    read_words,
)
from bot.extract.tokens import Tokens

OPENERS = read_words("openers.txt")
OPENERS |= {word.replace("'", "’") for word in OPENERS}
WORDS = read_sections("name_words.txt")
PARTICLES = WORDS["particles"]
CALENDAR = WORDS["calendar"]
_OFFICES = WORDS["offices"]
_LOWER_OFFICES = WORDS["lower_offices"]
_FULL_NAME = 2
_LETTERS = frozenset("ABCDEFGHJKLMNOPQRSTUVWXYZ")
_RETIRED = frozenset({"retd", "ret", "rtd", "retd.", "ret.", "rtd.", "retired", "res"})
GENERATIONS = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
"""What stands behind the surname of one whose father or grandfather has the same name."""


def is_initial(word: str) -> bool:
    """Tell whether a word is the initial of a first name: "R."."""
    return len(word) > 1 and word[-1] == "." and word[0].isupper() and (len(word) == 2 or word[1] == ".")


def retired_end(tokens: Tokens, index: int) -> int:
    """Return the index after "(retd)" within a title ("Lt Gen (retd) Velk"), 0 where none stands at ``index``."""
    lows = tokens.lows
    if lows[index - 1] not in TITLES or lows[index + 1 : index + 2] == [] or lows[index + 1] not in _RETIRED:
        return 0
    for end in range(index + 2, min(index + 4, len(lows))):
        if lows[end] == ")":
            return end + 1
    return 0


def is_pseudonym(tokens: Tokens, begin: int, end: int) -> bool:
    """Tell whether tokens are a role with a letter for a name: "Witness A", "Officer K"."""
    words = tokens.words[begin:end]
    return len(words) == 2 and words[0].lower() in ROLES and words[1] in _LETTERS and words[0][0].isupper()


_FORENAMES = frozenset({"earl", "dean", "duke", "baron", "deacon"})
_RANKED = frozenset({"deputy", "assistant", "associate", "vice", "senior", "the"})


def after_titles(tokens: Tokens, begin: int, end: int, surnames: frozenset[str]) -> tuple[int, str, bool]:
    """Return the index after the titles, the sex they tell, and whether there was a title at all.

    ``surnames`` are the words among titles that are somebody's name in this text ("Tom Bishop").
    """
    words, lows = tokens.words, tokens.lows
    if (words[begin] in surnames and end - begin == 1) or is_pseudonym(tokens, begin, end):
        return begin, "u", False
    if words[begin] in GIVEN_NAMES and lows[begin] not in BARE_TITLES and lows[begin] not in TITLES:
        return begin, "u", False
    first, sex = begin, "u"
    if lows[begin] in ORG_WORDS and lows[begin + 1 : begin + 2] == ["of"] and end - begin > 2:
        return begin, "u", False  # "the Chamber of Gold Producers"
    known = begin + 1 < end and words[begin + 1] in GIVEN_NAMES
    role = (lows[begin] in ROLES and lows[begin] not in TITLES) or (known and ends_in_role(lows[begin]))
    if role and _names_follow(tokens, begin + 1, end):
        return begin + 1, ROLES.get(lows[begin], "u"), True  # "Eyewitness Mara Velk"
    for index in range(begin, end):
        low = lows[index]
        if index > begin and lows[index - 1] in PARTICLES:
            continue  # part of the name: "bin Haji Osman"
        if index > begin and _is_name_too(tokens, index, end, surnames):
            break
        owning = lows[index + 1 : index + 2] in (["'"], ["’"])  # "the Teachers' Association"
        if _is_title(low, owning=owning) and index >= first:
            sex = ROLES.get(low, "u") if ROLES.get(low, "u") != "u" else sex
            first = index + 1
            if first < end and lows[first] in {"of", "for"}:
                first = _after_office(tokens, first + 1, end)
        if index >= first and words[index] in GIVEN_NAMES and low not in TITLES:
            break
    if first > begin:
        return first, sex, True
    first = _after_party(tokens, begin, end)
    return first, sex, first > begin


def _is_name_too(tokens: Tokens, index: int, end: int, surnames: frozenset[str]) -> bool:
    """Tell whether a title behind another is a name: "Mr. King", "Commissioner Earl Velk"."""
    before = tokens.lows[index - 1]
    if index == end - 1:
        return before in BARE_TITLES or tokens.words[index] in surnames
    return index == end - 2 and tokens.lows[index] in _FORENAMES and before in TITLES and before not in _RANKED


def _after_party(tokens: Tokens, begin: int, end: int) -> int:
    """Skip "Norwegian" and "Democrat" before a first name."""
    lows, first = tokens.lows, begin
    while first < end - 1 and (lows[first] in DEMONYMS or lows[first] in {"democrat", "republicans", "democrats"}):
        first += 1
    told = begin > 0 and lows[begin - 1] == "the" and first == begin + 1 and end - first == _FULL_NAME
    told = told and lows[end : end + 1] in ([","], ["who"]) and ORG_WORDS.isdisjoint(lows[first:end])
    return first if tokens.words[first] in GIVEN_NAMES or told else begin  # "the Ivorian Yao Kouamé, 22,"


def _is_title(low: str, *, owning: bool) -> bool:
    return (
        (low in TITLES and not owning) or low == ")" or low.startswith("vice-") or low.endswith(("-elect", "-general"))
    )


def _names_follow(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether the words look like somebody's name."""
    body = any(low in ORG_WORDS for low in tokens.lows[first:end])
    return (
        not body
        and tokens.words[first : first + 1] != []
        and (end - first in {1, 2} or tokens.words[first] in GIVEN_NAMES)
    )


def _after_office(tokens: Tokens, index: int, end: int) -> int:
    """Skip "State" in "Secretary of State John Kerry"."""
    start = index
    while index < end:
        word, low = tokens.words[index], tokens.lows[index]
        if low in {"the", "and", "for", "of"} or low in _OFFICES or low in DEMONYMS or low in ORG_WORDS:
            index += 1
        elif word in GIVEN_NAMES and index > start:
            break
        elif index == start or word in PLACES or tokens.lows[index - 1] in {"the", "of"}:
            index += 1  # "the Minister of the Sea", "the Governor of the Bank of Norland"
        else:
            break
    return index


def lower_titles(tokens: Tokens, begin: int) -> int:
    """Return the index where lower-case titles before the name begin ("spokesman Guo", "campaign manager X")."""
    index = begin
    lows, words = tokens.lows, tokens.words
    if (
        index == 0
        or not (lows[index - 1] in TITLES or lows[index - 1] in ROLES)
        or tokens.starts[index] - tokens.ends[index - 1] != 1
    ):
        return begin
    index -= 1
    while index > 0 and tokens.starts[index] - tokens.ends[index - 1] == 1:
        low = lows[index - 1]
        if not (
            low in TITLES
            or low in ROLES
            or low in _LOWER_OFFICES
            or (words[index - 1][0].isupper() and low not in OPENERS)
        ):
            break
        index -= 1
    return index
