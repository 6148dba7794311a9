"""Tokens -> runs of capitalised words that may name somebody: where each begins and ends."""

from __future__ import annotations

from bot.extract.lexicon import (
    BARE_TITLES,
    DEMONYMS,
    FAMILY_FIRST,
    GIVEN_NAMES,
    GROUPS,
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
    is_medium,
    outlet_end,
)
from bot.extract.names.shape import Run, shaped
from bot.extract.names.titles import (
    CALENDAR,
    GENERATIONS,
    OPENERS,
    PARTICLES,
    WORDS,
    is_pseudonym,
    retired_end,
)
from bot.extract.quotes.cues import letter
from bot.extract.tokens import Tokens
from bot.extract.wordlist import words
from bot.model import EntityKind

_INNER = frozenset(
    {"will", "new", "may", "general", "old", "best", "long", "young", "little", "second", "first", "big"}
)
"""Openers that can stand inside a name: "New York", "Will Hurd", "General Motors"."""
_PATRONYMICS = WORDS["patronymics"]
_MATTERS = words(
    "maritime health food trade culture science education youth energy water environment fisheries agriculture labour "
    "labor industry housing transport customs safety securities commodity customs immigration planning weights tourism"
)
_DOUBTFUL = OPENERS | CALENDAR
"""Words that some first names are, too: Per, June."""
_FATHERING = frozenset({"bin", "bint", "binti", "ibn", "ben", "bte"})
_COURTESY = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms."})
_OWNERS = frozenset({"women", "men", "children", "people"})


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
        if run := shaped(tokens, begin, end, surnames):
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
