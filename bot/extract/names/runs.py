"""Tokens -> runs of capitalised words that may name somebody, with the titles before them set apart."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.lexicon import (
    BARE_TITLES,
    DEMONYMS,
    FAMILY_FIRST,
    GIVEN_NAMES,
    GROUPS,
    NOT_NAMES,
    ORG_WORDS,
    PLACES,
    ROLES,
    TITLES,
)
from bot.extract.names.capitals import (
    NICKNAME_MARKS,
    capital_at,
    has_okina,
    is_capital,
    is_name_said,
    is_named_so,
    nickname_end,
    title_surnames,
)
from bot.extract.names.countries import first_country_end
from bot.extract.names.kinds import (
    CLUBS,
    TRADES,
    institution_end,
    is_compound,
    is_medium,
    is_several,
    is_thing,
    kind_of,
    outlet_end,
)
from bot.extract.names.titles import (
    CALENDAR,
    GENERATIONS,
    OPENERS,
    PARTICLES,
    WORDS,
    after_titles,
    is_pseudonym,
    lower_titles,
    retired_end,
)
from bot.extract.quotes.cues import letter
from bot.extract.tokens import Tokens
from bot.extract.wordlist import words
from bot.model import EntityKind

# Openers that can stand inside a name: "New York", "Will Hurd", "General Motors".
_ABOVE = 2000
_DEEDS = ("tion", "sion", "ment", "ence", "ance", "ness")
_INNER = frozenset(
    {"will", "new", "may", "general", "old", "best", "long", "young", "little", "second", "first", "big"}
)
POSTNOMINALS = WORDS["postnominals"]
_PATRONYMICS = WORDS["patronymics"]
_MATTERS = words(
    "maritime health food trade culture science education youth energy water environment fisheries agriculture labour "
    "labor industry housing transport customs safety securities commodity customs immigration planning weights tourism"
)
_DOUBTFUL = OPENERS | CALENDAR
"""Words that some first names are, too: Per, June."""
_FATHERING = frozenset({"bin", "bint", "binti", "ibn", "ben", "bte"})
_COURTESY = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms."})
_NAMES_TOO = frozenset({"scot", "dane", "finn"})
_QUARTERS = frozenset(
    {"north", "south", "east", "west", "central", "southeast", "latin", "northern", "southern", "eastern", "western"}
)
_DETERMINERS = frozenset({"the", "a", "an", "this", "that"})
_OWNERS = frozenset({"women", "men", "children", "people"})


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


def find_runs(tokens: Tokens, initial: frozenset[int], skipped: frozenset[int]) -> list[Run]:
    """Return the runs in order. ``initial`` tokens open a sentence, ``skipped`` ones stand in title-case headlines."""
    words, lows = tokens.words, tokens.lows
    lowers = {word for word in words if word.islower()}
    surnames = title_surnames(tokens)
    inside = {word for index, word in enumerate(words) if word[0].isupper() and index not in initial}
    doubtful = {index for index, low in enumerate(lows) if low in _DOUBTFUL and words[index] in GIVEN_NAMES}
    pairs = {tuple(words[index : index + 2]) for index in doubtful - initial}  # "the minister met Per Velk"
    runs: list[Run] = []
    done = 0
    for index, word in enumerate(words):
        if index < done or index in skipped or not is_capital(word):
            continue
        if end := outlet_end(tokens, index):
            runs.append(Run(index, index, end, EntityKind.ORGANISATION, True, False))
            done = end
            continue
        low = lows[index]
        dated = low in CALENDAR and not is_named_so(tokens, index, initial)
        given = index in doubtful and tuple(words[index : index + 2]) in pairs
        inner = low in _INNER or given or _is_family_name(tokens, index, initial)
        named = is_name_said(tokens, index, opens=index in initial)
        if (low in OPENERS or dated) and not named and not (inner and capital_at(tokens, index + 1)):
            continue
        if low in TRADES and index in initial and capital_at(tokens, index + 1):
            continue  # "Retailer Talbrek Stores said"
        end = first_country_end(words, index, _extend(tokens, index, initial))
        done = end
        if index in initial and end == index + 1 and not _stands_alone(tokens, index, lowers, inside):
            continue
        begin = index
        opens = index in initial and end > index + 1 and is_capital(words[index + 1])
        if opens and low in lowers and low not in CLUBS and _is_common(word, low, inside):
            begin += 1  # a common word that opens the sentence is left out
        if run := _shape(tokens, begin, end, surnames):
            done = max(done, run.last)
            runs.append(run)
    return runs


def _is_family_name(tokens: Tokens, index: int, initial: frozenset[int]) -> bool:
    """Tell whether a word that opens sentences is somebody's family name: "Do" of "Do Van Khanh"."""
    if tokens.lows[index] not in FAMILY_FIRST or index + 1 >= len(tokens):
        return False
    following = tokens.words[index + 1]
    return index not in initial or "-" in following or following in GIVEN_NAMES


def _is_common(word: str, low: str, inside: set[str]) -> bool:
    return low not in TITLES | PARTICLES and word not in GIVEN_NAMES and word not in inside and low not in DEMONYMS


def _extend(tokens: Tokens, first: int, initial: frozenset[int]) -> int:
    """Return the end of the run of capitalised words, particles and "of" that begins at ``first``."""
    index = first + 1
    while index < len(tokens) and index not in initial and tokens.starts[index] - tokens.ends[index - 1] <= 2:
        taken = _step(tokens, first, index)
        if not taken:
            break
        index += taken
    return index


def _step(tokens: Tokens, first: int, index: int) -> int:
    """Return how many tokens from ``index`` on go on with the run that begins at ``first``; 0 where it ends."""
    word, low = tokens.words[index], tokens.lows[index]
    if word == "," and tokens.lows[index + 1 : index + 2] and tokens.lows[index + 1] in GENERATIONS:
        return 2
    if tokens.starts[index] == tokens.ends[index - 1]:
        return 2 if _owns_body(tokens, index) else 0
    if word == "(" and (end := retired_end(tokens, index)):
        return end - index
    if word == "(" or word in NICKNAME_MARKS:
        if has_okina(tokens, index):
            return 2
        return max(0, nickname_end(tokens.words, index) + 1 - index)  # with the surname, which opens no sentence
    if is_pseudonym(tokens, index - 1, index + 1):
        return 1
    if is_capital(word):
        opens = low in OPENERS and low not in _INNER | FAMILY_FIRST and low not in ORG_WORDS  # "the Nordhav Trust"
        opens = opens and not is_name_said(tokens, index, opens=False)
        opens = opens and not (index == first + 1 and _is_surname(tokens, index))
        return 0 if low in CALENDAR or opens else 1
    if low in _PATRONYMICS:
        return 1
    if (low in PARTICLES or low == "&") and capital_at(tokens, index + 1):
        return 2
    if word in _FATHERING and index + 1 < len(tokens) and is_capital(tokens.words[index + 1]):
        return 2  # "bin Said", though sentences begin with "Said"
    if low in PARTICLES and tokens.lows[index + 1 : index + 2] and tokens.lows[index + 1] in PARTICLES:
        return 3 if capital_at(tokens, index + 2) else 0
    return _link(tokens, first, index)


def _is_surname(tokens: Tokens, index: int) -> bool:
    """Tell whether a word that opens sentences is a surname here: "Rex Early, a", "Tarmo Past (host)", "Mr Past"."""
    if tokens.lows[index - 1] in _COURTESY:
        return True
    return tokens.words[index - 1] in GIVEN_NAMES and tokens.words[index + 1 : index + 2] in ([","], ["("])


def _link(tokens: Tokens, first: int, index: int) -> int:
    """As ``_step``, for "of", "for" and "and" inside the names of bodies."""
    lows = tokens.lows
    low = lows[index]
    if low in {"of", "for"} and (
        _has_head(lows, index) or _is_seat(tokens, first, index) or (index == first + 1 and is_medium(tokens, first))
    ):
        step = 2 if lows[index + 1 : index + 2] == ["the"] else 1
        return step + 1 if capital_at(tokens, index + step) else 0
    if low == "and" and index == first + 1 and lows[first] in _MATTERS and capital_at(tokens, index + 1):
        following = (lows[at] for at in range(index + 1, min(index + 4, len(lows))) if capital_at(tokens, at))
        return 2 if any(word in ORG_WORDS for word in following) else 0  # "the Maritime and Coastguard Agency"
    if low == "and" and any(lows[k] in {"of", "for"} for k in range(first, index)) and capital_at(tokens, index + 1):
        return 2 if _is_org_chain(lows, first, index) else 0
    return 0


def _owns_body(tokens: Tokens, index: int) -> bool:
    """Tell whether "'" or "'s" at ``index`` stands inside a name: "the Patients' Alliance", "Children's Trust"."""
    lows = tokens.lows
    if lows[index] not in {"'", "’", "'s", "’s"}:
        return False
    owner = lows[index - 1]
    many = owner in GROUPS or owner in _OWNERS or owner.removesuffix("s") in ROLES
    if lows[index] in {"'", "’"}:
        many = many or (owner.endswith("s") and tokens.words[index - 1] not in GIVEN_NAMES)
    return many and capital_at(tokens, index + 1) and lows[index + 1] in ORG_WORDS


def _has_head(lows: list[str], index: int) -> bool:
    low = lows[index - 1]
    return low in ORG_WORDS or low in TITLES or low in {"states", "secretary", "kingdom", "republic", "bank", "centers"}


def _is_seat(tokens: Tokens, first: int, index: int) -> bool:
    """Tell whether a place follows the name of a body: "the Society of Engineers of Torrin"."""
    place = tokens.words[index + 1 : index + 2]
    named = place != [] and place[0] in PLACES
    return (
        named
        and tokens.lows[index] == "of"
        and "of" in tokens.lows[first:index]
        and _is_org_chain(tokens.lows, first, index)
    )


def _is_org_chain(lows: list[str], first: int, index: int) -> bool:
    return lows[first] not in TITLES and any(low in ORG_WORDS for low in lows[first:index])


def _stands_alone(tokens: Tokens, index: int, lowers: set[str], inside: set[str]) -> bool:
    """Tell whether a single capitalised word that opens a sentence is a name."""
    word, low = tokens.words[index], tokens.lows[index]
    if word in inside or (word.isupper() and len(word) > 1) or "." in word:
        return True
    if low in lowers or (low in TITLES and low not in BARE_TITLES) or low in ROLES or low.removesuffix("s") in ROLES:
        return False
    following = tokens.lows[index + 1] if index + 1 < len(tokens) else ""
    if following in {"'s", "’s"} or word in PLACES or word in GIVEN_NAMES:
        return True
    return not low.endswith(("ly", "ing")) and letter(following or ".") in 'VvxRBbO,("'


def _shape(tokens: Tokens, begin: int, end: int, surnames: frozenset[str]) -> Run | None:
    """Set the titles of the run apart and say what it names; None where it is a bare role, nationality or date.

    ``surnames`` are the words among titles that are somebody's name in this text.
    """
    words, lows = tokens.words, tokens.lows
    for at in range(begin + 2, end - 1):
        if lows[at] in BARE_TITLES and lows[at - 1] in {"for", "of"} and lows[begin].removesuffix("s") in ROLES:
            return _shape(tokens, at, end, surnames)  # "Lawyers for Ms Velk"
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
