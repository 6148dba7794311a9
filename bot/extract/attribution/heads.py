"""Which words head a noun phrase for people, bodies and writings, and which words stand before them."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.extract.lexicon import BARE_TITLES, DEMONYMS, GROUPS, ROLES, ends_in_role
from bot.extract.quotes.cues import ANONYMOUS, DOCUMENTS, letter


def _is_many(word: str) -> bool:
    return word == "people" or (word.endswith("s") and not word.endswith("ss"))  # "witness" is one person


_PLURALS = {role + "s": "e" for role in ROLES} | {role[:-1] + "ies": "e" for role in ROLES if role.endswith("y")}
_PLURALS |= {role[:-3] + "men": "e" for role in ROLES if role.endswith("man")}
_NOUNS_TOO = {"canon", "archdeacon", "admiral", "marshal", "mullah", "abbot", "abbess", "viscount", "earl", "mufti"}
_OTHER_SENSES = {"general", "head", "guide", "guard"}
_HEADS: dict[str, str] = (
    dict.fromkeys(DOCUMENTS, "d")
    | _PLURALS
    | dict.fromkeys(GROUPS, "e")
    | {role: "n" for role in ROLES if (role not in BARE_TITLES and role not in _OTHER_SENSES) or role in _NOUNS_TOO}
    | {word: ("e" if _is_many(word) else "n") for word in ANONYMOUS}
)
_AGENT = re.compile(r"[a-z-]{3,}(?:er|or|ist|ian|man|woman|ant)")
_PARENT = re.compile(r"([a-z]{3,})-of-(?:one|two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,2})")
LEADING = (
    frozenset({"senior", "top", "federal", "local", "state", "former", "some", "many", "other", "several", "unnamed"})
    | {
        "most",
        "u.s.",
        "western",
        "campaign",
        "government",
        "administration",
        "military",
        "police",
        "law",
        "enforcement",
    }
    | {"health", "aid", "prominent", "two", "three", "leading", "black", "white", "young", "foreign", "national"}
    | {"opposition", "company"}
    | DEMONYMS
)
COMPOUND = frozenset({"chief", "deputy", "assistant", "campaign", "company", "communications", "vice", "police"})
PARTITIVE = {"one": "n", "another": "n", "others": "e", "some": "e", "many": "e", "several": "e", "most": "e"}
NUMBERS = frozenset({"two", "three", "four", "five", "six", "dozens", "hundreds", "thousands"})


def bare(low: str) -> str:
    """Return the noun of "mum-of-four" and "father-of-3", any other word as it is."""
    parent = _PARENT.fullmatch(low)
    return parent[1] if parent else low


@lru_cache(maxsize=1 << 16)
def head(low: str) -> str | None:
    """Return n (one person), e (several, a body) or d (something written) for a word that heads such a phrase.

    A word that ends in a known role is one too: "churchwarden"; so does "mum-of-four".
    """
    known = _HEADS.get(bare(low))
    if known is None and letter(low) == "w" and ends_in_role(low):
        return "n"
    if known is None and low.endswith("s") and letter(low) == "w" and ends_in_role(low[:-1]):
        return "e"  # "churchwardens"
    return known


@lru_cache(maxsize=1 << 16)
def is_agent(low: str) -> bool:
    """Tell whether a word may be somebody's trade by its ending: "beekeeper", "glaciologist"."""
    if low in DEMONYMS or low in _OTHER_SENSES:
        return letter(low) == "w"
    return letter(low) == "w" and _AGENT.fullmatch(low) is not None and low not in LEADING
