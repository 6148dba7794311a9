"""Words of events: which verbs of the news tell the same deed, stems, and figures with what they count. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# One line a deed, its head word first. Only what surely tells the same of the same people on the same day.
_DEEDS = (
    "visit visits visited visiting arrive arrives arrived arriving arrival travel travels travelled trip landed",
    "sign signs signed signing ink inked",
    "die dies died death dead kill kills killed killing",
    "meet meets met meeting talks",
    "elect elects elected election",
    "resign resigns resigned resigning resignation quit quits",
    "open opens opened opening inaugurate inaugurated inauguration",
    "attack attacks attacked shell shelled bomb bombed bombing",
    "arrest arrests arrested arresting detain detained detains",
    "sink sinks sank sunk sinking",
    "agree agrees agreed agreement",
    "marry marries married wedding",
    "appoint appoints appointed appointment",
    "crash crashes crashed crashing",
    "collapse collapses collapsed collapsing",
    "capsize capsizes capsized capsizing",
    "derail derails derailed derailing derailment",
    "collide collides collided colliding collision",
    "erupt erupts erupted erupting eruption",
    "explode explodes exploded explosion",
    "dismiss dismissed dismissal sack sacked",
    "begin begins began begun start starts started",
    "approve approves approved approval",
    "win wins won",
    "speak speaks spoke spoken speech",
    "say says said tell tells told",
    "give gives gave given",
    "take takes took taken",
    "buy buys bought acquire acquired",
    "sell sells sold",
    "build builds built",
    "hold holds held",
    "break breaks broke broken",
    "fall falls fell fallen",
    "rise rises rose risen",
    "find finds found",
    "leave leaves left",
    "send sends sent",
)
FAMILIES = {form: line.split()[0] for line in _DEEDS for form in line.split()}

# Deeds in which both sides do the same: who is named first says nothing.
SYMMETRIC = frozenset({"meet", "agree", "sign", "marry"})

_WEAK = (
    "the a an and or but of in on at to for from by with as into over after before during since until near off about"
    " against between under this that these those which who whom whose what when where while it its his her their our"
    " they them she him had has have was were been being are is be will would could should may might also than then"
    " there here more most very just only both all some any other new year years month week day days time early late"
    " yesterday today tomorrow morning evening night said says told according reported reportedly official officials"
    " president minister mayor secretary general prime foreign chief leader mr mrs ms dr people one two three four five"
    " six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
    " last next hundred thousand million billion some around out up down back away"
)
# Words that tell nothing of what an event was.
WEAK = frozenset(_WEAK.split())
# Deeds that are done too often for people and day to tell which one is meant.
LIGHT = frozenset(
    {
        "say",
        "speak",
        "give",
        "take",
        "hold",
        "find",
        "send",
        "make",
        "call",
        "come",
        "get",
        "ask",
        "add",
        "warn",
        "urg",
        "announc",
        "hav",
        "mak",
        "go",
    }
)

# Deeds that are done on one day and again on the next: two days for them are two events.
REPEATED = LIGHT | {"meet", "visit", "attack", "win", "rise", "fall", "protest", "strik", "vote"}

_MISFORTUNES = (
    "blaze burn burst capsize cave collapse collide crash derail erupt explode flood gut rupture sink topple wreck"
)

_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s")
_MIN_STEM = 3

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
_SMALL = {word: number for number, word in enumerate(_NUMBERS.split())}
_SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_FIGURE = re.compile(
    rf"(?<![\w.,/-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(_SMALL)})"
    rf"(?:\s+(?P<scale>{'|'.join(_SCALE)}))?\s+(?:(?:other|more|of the|square)\s+)?(?P<what>[a-z]{{3,}})",
    re.IGNORECASE,
)
_NOT_THINGS = (
    "january february march april may june july august september october november december day days week weeks month"
    " months year years hour hours minute minutes and the was were had who that for with from percent per times"
)
_UNCOUNTED = frozenset(_NOT_THINGS.split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts: ``words`` as printed, ``stem`` that of the thing counted."""

    value: float
    stem: str
    words: str


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """A word without its commonest endings: ferries and ferry, quays and quay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM and not word.endswith("ss"):
            root = word[: -len(ending)]
            return f"{root}y" if ending in {"ies", "ied"} else root.removesuffix("e")
    return word.removesuffix("e") if len(word) > _MIN_STEM + 1 else word


@lru_cache(maxsize=32_768)
def family(word: str) -> str:
    """The head word of a deed, or the stem of a word that is in no family; empty for no word."""
    folded = word.casefold().strip()
    return FAMILIES.get(folded) or stem(folded)


MISFORTUNES = frozenset(map(family, _MISFORTUNES.split()))
"""What befalls a thing, and hardly two of its kind in one place on one day: a bridge that collapses in a town."""


def figures(text: str) -> tuple[Figure, ...]:
    """The counts that a text states, in order; dates, ages and lengths of time are none."""
    found = []
    for match in _FIGURE.finditer(text):
        what = match["what"].casefold()
        if what in _UNCOUNTED:
            continue
        plain = match["number"].casefold().replace(",", "")
        value = float(_SMALL.get(plain, 0) if plain in _SMALL else plain) * _SCALE.get(
            (match["scale"] or "").casefold(), 1
        )
        found.append(Figure(value, stem(what), " ".join(match.group().split())))
    return tuple(found)
