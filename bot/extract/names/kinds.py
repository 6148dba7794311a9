"""What a run of capitalised words names, judged by its words and by those around it: person, body or place."""

from __future__ import annotations

import re

from bot.extract.events.verbs import is_verb
from bot.extract.lexicon import DEMONYMS, GIVEN_NAMES, NOT_NAMES, ORG_WORDS, PLACES, PLATFORMS, ROLES
from bot.extract.names.capitals import is_capital
from bot.extract.names.titles import CALENDAR, GENERATIONS, PARTICLES, WORDS
from bot.extract.quotes.cues import letter
from bot.extract.tokens import Tokens
from bot.extract.wordlist import words
from bot.model import EntityKind

_INSTITUTIONS = WORDS["institutions"]
_INSTITUTION_WORDS = WORDS["institution_words"]
_LONGEST_NAME = 4
_MEDIA = words("daily weekly newspaper paper magazine tabloid broadcaster station channel radio agency website")
_OPENING, _CLOSING = frozenset("“„«\"‘'‹"), frozenset("”“»\"’'›")
_WITHIN = words("of the and & for de la del di el al")
CLUBS = words(
    "real atlético atletico athletic sporting fc afc ac sv vfb vfl dynamo dinamo spartak lokomotiv borussia olympique "
    "deportivo rovers wanderers albion hotspur club"
)
"""Words that begin or end the name of a club."""
TRADES = words(
    "manufacturer retailer carrier airline lender insurer developer builder brewer supplier producer "
    "subsidiary contractor chipmaker carmaker automaker drugmaker steelmaker planemaker telco wholesaler distributor "
    "broadcaster publisher miner"
)
"""What stands before the name of a firm and is no part of it: "Retailer Talbrek Stores"."""
TRADING = words(
    "ab acquisitions aerospace ag agribusiness agrochemicals airfreight airlines airways analytics apparel "
    "aquaculture automotive aviation avionics bakeries bancshares bank biofuels biologics biosciences biotech "
    "breweries brewery broadband brokerage brokers bullion bunkering casinos catering cellular cement ceramics "
    "chemicals co co. company confectionery construction contracting corp corp. corporation cosmetics couriers "
    "cruises cybersecurity dairies developers diagnostics distilleries distillers dredging electronics energy "
    "engineering enterprises exploration explosives ferries fertilisers fertilizers finance financial fisheries "
    "foods forestry foundries freight gaming genomics geosciences gmbh group hauliers holding holdings hotels "
    "hydropower inc inc. industries instruments insurance interactive investments ironworks laboratories leasing "
    "lenders limited llc logistics ltd ltd. marine microelectronics mining motors munitions optics orbital "
    "outfitters outsourcing oy paperworks partners petrochemicals petroleum pharma pharmaceuticals photonics "
    "plantations plc properties publishers publishing quarries rail railways recruitment refineries refiners resorts "
    "retailers robotics sa satellites sawmills seafood semiconductor semiconductors shipbuilders shipbuilding "
    "shipping shipyard smelters smelting software solutions spaceworks steel stevedores systems technologies telecom "
    "telecommunications terminals textiles therapeutics timber towage upholstery ventures wholesale wholesalers "
    "wireless works"
)
"""What stands behind the name of a firm and is part of it: "Talbrek Energy"."""
_CAMEL = re.compile(r"[A-Z][a-z]{2,}[A-Z][a-z]{2,}")
_NAMES_WITHIN = ("Mac", "Fitz", "Van", "Von", "Der", "Des", "Den", "San", "Abd", "Abu", "Bin", "Mul", "Ter", "Ver")
_OF_FIRMS = words(
    "headquarters shares stock revenue revenues turnover profits sales customers shareholders investors workforce "
    "plant plants factory factories stores warehouses shipyard subsidiary subsidiaries fleet"
)
"""What a firm has, and nobody with a surname."""
_AT_FIRMS = words("employee worker manager plant factory store depot warehouse subsidiary shareholder driver tanker")
_LANDS = words(
    "island islands isle isles archipelago atoll peninsula coast valley hills mountains plateau desert steppe delta "
    "bay gulf strait straits sea ocean river creek lagoon lakes province county district prefecture oblast canton "
    "region territory territories highlands lowlands basin reef canyon glacier heights"
)
"""What ends the name of a place behind one of ``_PLACING``."""
_PLACING = words("the in of near to from at on off across along over around through into between")
_BEFORE_LANDS = words("lake mount cape")
_MANY = words("many most some few all fellow other")


def kind_of(words: list[str], lows: list[str], first: int, end: int) -> tuple[EntityKind | None, bool]:
    """Judge by the words alone: kind (None where they do not tell) and whether that is certain."""
    while end - first > 1 and lows[end - 1] in GENERATIONS | {","}:
        end -= 1
    name = " ".join(words[first:end])
    if name in PLATFORMS:
        return EntityKind.ORGANISATION, True
    if name in PLACES or _is_land(words, lows, first, end):
        return EntityKind.PLACE, True
    given = words[first] in GIVEN_NAMES
    club = 1 < end - first < _LONGEST_NAME and not CLUBS.isdisjoint((lows[first], lows[end - 1]))
    if club or (any(low in ORG_WORDS for low in lows[first:end]) and not (given and end - first == 2)):
        return EntityKind.ORGANISATION, True
    if end - first == 1:
        if words[first].isupper() and len(name) > 1:
            return (EntityKind.PLACE if name in {"US", "U.S.", "UK", "U.K.", "UAE"} else EntityKind.ORGANISATION), False
        return None, False
    if all(word.isupper() for word in words[first:end]) and words[first].title() in GIVEN_NAMES:
        return EntityKind.PERSON, False
    if lows[first] in CALENDAR:
        return EntityKind.PERSON, True  # "Sunday Okoro"
    if any(low in {"of", "for", "and", "&"} for low in lows[first:end]):
        return EntityKind.ORGANISATION, False
    if given and end - first <= _LONGEST_NAME + 2 and lows[end - 1] not in NOT_NAMES:
        return EntityKind.PERSON, True
    if any(low in NOT_NAMES for low in lows[first:end]) or (words[end - 1].isupper() and len(words[end - 1]) > 2):
        return None, False
    parts = sum(1 for low in lows[first:end] if low not in PARTICLES and low[0].isalnum())
    return (EntityKind.PERSON, False) if parts <= _LONGEST_NAME else (None, False)


def _is_land(words: list[str], lows: list[str], first: int, end: int) -> bool:
    """Tell whether a name is that of a piece of land or water: "the Kelsby Islands", no "Council of the Bay"."""
    if "of" in lows[first:end] and not ORG_WORDS.isdisjoint(lows[first : lows.index("of", first)]):
        return False
    placed = lows[end - 1] in _LANDS and first > 0 and lows[first - 1] in _PLACING
    return end - first > 1 and words[first] not in GIVEN_NAMES and (placed or lows[first] in _BEFORE_LANDS)


def is_club(name: tuple[str, ...]) -> bool:
    """Tell whether a name of several words is that of a club: "Torvik Athletic", "Real Almarena"."""
    return 1 < len(name) < _LONGEST_NAME and not CLUBS.isdisjoint((name[0].lower(), name[-1].lower()))


def is_thing(tokens: Tokens, first: int, end: int, *, certain: bool) -> bool:
    """Tell whether words like somebody's name are none: "the Sierra Club", "the Branding Iron cafe"."""
    if first == 0 or tokens.lows[first - 1] not in {"the", "a", "an"}:
        return False
    if tokens.lows[end - 1] in ORG_WORDS:
        return tokens.lows[first - 1] == "the"
    if certain or end >= len(tokens) or end - first < 2:
        return False
    low = tokens.lows[end]
    return tokens.words[end].islower() and letter(low) == "w" and not is_verb(low)


def is_medium(tokens: Tokens, first: int) -> bool:
    """Tell whether the word before a run says that it names a medium: "the daily Velk List", "the agency «Ost»"."""
    before = first - 1 - _is_opened(tokens, first)
    return before >= 0 and tokens.lows[before] in _MEDIA


def outlet_end(tokens: Tokens, first: int) -> int:
    """Return the end of a medium's name that fills marks: "the daily «The Star of Kel»"; 0 where there is none."""
    if not (_is_opened(tokens, first) and is_medium(tokens, first)):
        return 0
    end = first
    while end < len(tokens) and (is_capital(tokens.words[end]) or (end > first and tokens.lows[end] in _WITHIN)):
        end += 1
    closes = end < len(tokens) and tokens.lows[end] in _CLOSING and tokens.ends[end - 1] == tokens.starts[end]
    return end if closes and 1 < end - first <= _LONGEST_NAME + 1 else 0


def _is_opened(tokens: Tokens, first: int) -> bool:
    """Tell whether a quotation mark opens right before a word."""
    mark = first - 1
    if mark < 1 or tokens.lows[mark] not in _OPENING or tokens.ends[mark] != tokens.starts[first]:
        return False
    return tokens.ends[mark - 1] < tokens.starts[mark]


def is_traded(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether a name of one word is a firm's by what it owns: "EcoVelk", "Talbrek's shares", "a Talbrek plant"."""
    name, lows = tokens.words[first], tokens.lows
    if _CAMEL.fullmatch(name) and not name.startswith(_NAMES_WITHIN):
        return True
    if lows[end : end + 1] in (["'s"], ["’s"]) or lows[end : end + 2] == [",", "whose"]:
        return not _OF_FIRMS.isdisjoint(lows[end + 1 : end + 2 + (lows[end] == ",")])
    return first > 0 and lows[first - 1] in {"a", "an"} and not _AT_FIRMS.isdisjoint(lows[end : end + 1])


def is_several(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether a single word is many people and nobody's name: "like many Norlanders"."""
    return first > 0 and end == first + 1 and tokens.lows[first - 1] in _MANY


def institution_end(tokens: Tokens, end: int) -> int:
    """Return the end of an institution named by a lower-case noun: "Russian foreign ministry", "Clinton campaign"."""
    index = end
    lows = tokens.lows
    while index < min(len(tokens), end + 3) and tokens.starts[index] - tokens.ends[index - 1] == 1:
        nxt = index + 1
        if lows[index] == "side":  # "the Chinese side said", not "the Chinese side of the river"
            return nxt if lows[nxt : nxt + 1] and letter(lows[nxt]) in "VvxB,R" and lows[end - 1] in DEMONYMS else end
        if lows[index] in _INSTITUTIONS:
            if nxt < len(tokens) and lows[nxt] in _INSTITUTIONS and tokens.starts[nxt] - tokens.ends[index] == 1:
                return nxt + 1
            return index + 1 if not (nxt < len(tokens) and lows[nxt] in ROLES) else end
        if lows[index] not in _INSTITUTION_WORDS:
            break
        index += 1
    return end


def is_compound(low: str) -> bool:
    """Tell whether a hyphenated word is an adjective made of names: "China-Russia", "Western-led"."""
    parts = low.split("-")
    return any(
        p in DEMONYMS or p.title() in PLACES or p in NOT_NAMES or p in {"led", "backed", "based", "sino"} for p in parts
    )
