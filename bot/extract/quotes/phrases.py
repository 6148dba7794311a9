"""Marked words that are nobody's quote: titles of works, nicknames, terms, labels; and which of these they are."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.extract.attribution.view import View
from bot.extract.lexicon import read_sections
from bot.extract.quotes.cues import LEMMA
from bot.extract.quotes.marks import Marked
from bot.extract.quotes.setoff import is_set_off
from bot.extract.tokens import unbroken
from bot.model import Block, BlockKind, PhraseKind

_WORDS = read_sections("name_words.txt")
_WORKS, _TERMS, _LABELLED, _NAMING = (_WORDS[section] for section in ("works", "terms", "labelled", "naming"))
INSCRIBED = _WORDS["inscribed"]
BEARING = INSCRIBED | _WORKS
"""Nouns of what bears words that nobody says: a sign, a song."""
_PEOPLE = frozenset("NMpno")
_CUES = "VvGgBbKA"
_STOPS = ".?Q|"
_STOP = re.compile(r"[.?Q|]")
_SAYING = re.compile(r"[VvGgBbA]")
ANYBODY = _WORDS["anybody"]
_SMALL = frozenset({"with", "from", "into", "over", "than", "that", "upon"})
_READS, _THINGS = frozenset({"read", "reads"}), frozenset({"it", "they", "which"})
_STATEMENTS = frozenset({"statement", "letter", "message", "speech", "tweet", "post", "memo", "email"})
_SHORT, _REACH, _NEAR, _ROW, _MODIFIER = 8, 60, 9, 8, 5
_RATED = _WORDS["rated"]
_RATING = _WORDS["rating"]
_RATING_REACH = 15
_RATINGS = frozenset(word.replace("-", " ") for word in _WORDS["ratings"]) | _WORDS["ratings"]
_PROVERBS = frozenset({"proverb", "proverbs", "adage"})
_HAVE = frozenset({"have", "has", "long"})
_CALLED = frozenset({"name", "names", "nickname", "title", "heading", "label", "motto", "slogan"})
_BEING = frozenset({"is", "was", "are", "were"})
_LINKS = frozenset({"called", "as", "such", "dubbed", "named", "known", "reading", "saying", ",", "of"})


def is_title_case(words: list[str]) -> bool:
    """Tell whether the longer words, and the first, begin with capitals."""
    return bool(words) and all(
        word[0].isupper() or word[0].isdigit()
        for word in words
        if word is words[0] or (len(word) > 3 and word not in _SMALL)
    )


def calls_for_name(lows: list[str]) -> bool:
    """Tell whether words ask for a title, a nickname or what a sign says: "And the title of the book?"."""
    return not (_WORKS | _TERMS | _CALLED | INSCRIBED).isdisjoint(lows)


def is_named(text: str, view: View, number: int) -> bool:
    """Tell whether the words before or after say that the marked words are a title, a term, a nickname or a label.

    Of several in a row the words before the first hold for all: "the expressions “water theft” and “dry war”".
    """
    if _is_named(text, view, number):
        return True
    first = number
    while first and number - first < _ROW and _follows(view, first):
        first -= 1
    short = len(_words(text, view.marks[number])) < 6
    return first < number and short and view.lows[view.mark_items[first] - 1] in _TERMS


def _follows(view: View, number: int) -> bool:
    """Tell whether nothing but "and", "or" or a comma stands between the marked words and those before."""
    item = view.mark_items[number]
    return view.mark_items[number - 1] == item - 2 and view.lows[item - 1] in {"and", "or", ","}


def _is_named(text: str, view: View, number: int) -> bool:
    mark, item, letters, lows = view.marks[number], view.mark_items[number], view.letters, view.lows
    words = _words(text, mark)
    if _is_proverb(view, item) or _is_rating(view, item, words):
        return True
    if len(words) > 8 or letters[item - 1 : item] == ":":
        return False
    before = [low for low in lows[max(0, item - 4) : item] if low][::-1]
    while before and before[0] in _LINKS - {"of"} and len(before) > 1:
        before = before[1:]
    previous = before[0] if before else ""
    if (previous == "of" or previous in _BEING) and len(before) > 1:
        previous = before[1] if before[1] in _CALLED else previous  # "under the name of “...”"
    following = lows[item + 1] if item + 1 < len(lows) else ""
    if _is_nickname(letters, item, words):
        return True
    if len(words) < 6 and _is_known_as(view, item):
        return True
    if is_title_case(words) and (previous in _WORKS or following in _LABELLED or _is_work(view, item)):
        return True
    if (
        len(words) > 1
        and is_title_case(words)
        and lows[item - 1] == ","
        and not _WORKS.isdisjoint(lows[max(0, item - 6) : item])
    ):
        return True  # "a piece for it, “Concerto for One Note”"
    return len(words) < 6 and (previous in _TERMS | _CALLED or _is_rated(view, item))


def _is_proverb(view: View, item: int) -> bool:
    """Tell whether the sentence so far calls the words a proverb: "As the saying has it, “...”"."""
    start = max(_start_of(view.letters, item), item - _NEAR)
    lows = view.lows[start:item]
    goes = any(one == "saying" and two in {"has", "goes", "went"} for one, two in pairwise(lows))
    return goes or (not _PROVERBS.isdisjoint(lows) and _PEOPLE.isdisjoint(view.letters[start:item]))


def _is_rated(view: View, item: int) -> bool:
    """Tell whether something is rated with the words: "rated both claims of it “true”"."""
    for at in range(item - 1, max(-1, item - 1 - _ROW), -1):
        if view.letters[at] in ",V":
            return False
        if view.lows[at] in _RATED:
            return True
    return False


def _is_rating(view: View, item: int, words: list[str]) -> bool:
    """Tell whether the words are an analyst's rating: "cut the shares to “neutral”", but "pledged to be “neutral”"."""
    if " ".join(words).strip(".,;").casefold() not in _RATINGS:
        return False
    return not _RATING.isdisjoint(view.lows[max(0, item - _RATING_REACH) : item + 3])


def _is_nickname(letters: str, item: int, words: list[str]) -> bool:
    """Tell whether the words stand within a name: "Ivan “Vanya” Petrov"; no stop or comma ends them."""
    return letters[item] == "u" and letters[item - 1 : item] == letters[item + 1 : item + 2] == "N" and len(words) < 4


def _is_known_as(view: View, item: int) -> bool:
    """Tell whether the words are what something is known as: "known to everyone on the island as “the Old Hen”"."""
    if view.lows[item - 1] != "as":
        return False
    for at in range(item - 2, max(-1, item - _NEAR), -1):
        if view.letters[at] in _STOPS or view.letters[at] in ",quV":
            return False
        if view.lows[at] == "known":
            return True
    return False


def _is_work(view: View, item: int) -> bool:
    """Tell whether an apposition says that the marked words are a work: "“A Long Winter”, a film about ..."."""
    lows = view.lows[item + 1 : item + 6]
    return lows[:2] in ([",", "a"], [",", "an"], [",", "the"]) and not _WORKS.isdisjoint(lows[2:])


def sign_of(text: str, view: View, number: int) -> str:
    """Return what the sentence makes of short marked words, as one word for the trained decision.

    ``named``: called a title, term or nickname. ``sign``: written on a placard. ``given``: a name that something is
    called by. ``off``: set off from the sentence. ``dubbed``: what nobody in particular calls it by habit; ``called``:
    called it once. ``part``, ``parted``: between an article and a noun, where somebody speaks or nobody does.
    ``label``: a name by its place and capitals. ``vague``: the subject is no person or body. ``said``: somebody in
    particular speaks. ``cue`` and ``end``: a cue or only the punctuation speaks for a quote. ``bare``: nothing does.
    ``long``: more words than these signs tell of.
    """
    item, letters = view.mark_items[number], view.letters
    words = _words(text, view.marks[number])
    if is_named(text, view, number):
        return "named"
    if len(words) > _SHORT:
        return "long"
    if is_inscribed(view, item):
        return "sign"
    if _is_given_name(view, item, words):
        return "given"
    if is_set_off(text, view, number):
        return "off"
    cue = cue_before(letters, item)
    subject = view.subjects.get(cue)
    if subject is not None and subject[1] == "i" and letters[cue] not in "VB":
        subject = None  # "X, called the report": the report does not call
    speaks = subject is not None and _speaks(view, subject[0], cue)
    named = cue >= 0 and item - cue < _NEAR and not speaks and _names(view, cue, subject)
    if named or _is_relative(view, item, cue):
        habit = LEMMA.get(view.lows[cue]) == view.lows[cue] or not _HAVE.isdisjoint(view.lows[max(0, cue - 2) : cue])
        return "dubbed" if habit else "called"
    spoken = is_spoken(view, item)
    if _modifies(letters, item) and len(words) < _MODIFIER:
        return "part" if spoken else "parted"
    if _is_label(view, item, words, cue):
        return "label"
    if subject is not None and letters[subject[0]] in "de" and not speaks:
        return "vague"
    if spoken or speaks:
        return "said"
    return "cue" if cue >= 0 else "end" if letters[item] in "qQ" else "bare"


def is_inscribed(view: View, item: int) -> bool:
    """Tell whether a placard or a sign bears the words: "carried placards: “...”", "a sign says “...”"."""
    subject = view.subjects.get(cue_before(view.letters, item))
    before = view.lows[max(0, item - 3) : item]
    if not INSCRIBED.isdisjoint(before) and not _PEOPLE & set(view.letters[max(0, item - 3) : item]):
        return not (view.letters[item - 1] == "." and _is_said_behind(view, item))
    if view.lows[item - 1] in _READS and view.lows[item - 2] in _THINGS and not _is_said_behind(view, item):
        return True  # "They wear badges. They read “Please be late”."
    return subject is not None and view.lows[subject[0]] in INSCRIBED


def _is_said_behind(view: View, item: int) -> bool:
    """Tell whether a verb of saying with its subject comes right behind marked words: "“...”, she admits"."""
    return any(
        view.letters[cue] == "V" and cue in view.subjects
        for cue in range(item + 1, item + 4)
        if cue < len(view.letters)
    )


def _is_given_name(view: View, item: int, words: list[str]) -> bool:
    """Tell whether something is called by a name of a word or two: "she calls it “Norport”"."""
    before = [LEMMA.get(low, low) for low in view.lows[max(0, item - 3) : item]]
    return len(words) < 3 and is_title_case(words) and not _NAMING.isdisjoint(before)


def _is_label(view: View, item: int, words: list[str], cue: int) -> bool:
    """Tell whether words stand as a name: "the “sting jet”, a narrow belt", or in capitals after a noun, before a
    person's name, or where nobody says.
    """
    letters = view.letters
    if letters[item] == "q" and view.lows[item - 1] == "the" and len(words) < 4:
        return True
    if words[0][0].isupper() and len(words) < 3 and letters[item] == "u" and letters[item + 1 : item + 2] == "N":
        return True
    if not is_title_case(words):
        return False
    noun = letters[item - 1 : item] == "w" or (letters[item - 2 : item - 1] == "D" and letters[item - 1] in "bKed")
    return noun or (len(words) > 1 and cue >= 0 and letters[cue] in "vbg")


def _speaks(view: View, item: int, cue: int) -> bool:
    """Tell whether a subject is somebody in particular: no critics, newspapers or reports, but a state or a statement.

    Several people ("three members") are, where they say something; where they call it something it is a name.
    """
    letter, low = view.letters[item], view.lows[item]
    if letter == "e":
        return low not in ANYBODY and not (low.endswith("s") and LEMMA.get(view.lows[cue]) in _NAMING)
    return letter in _PEOPLE or letter == "L" or (letter == "d" and low in _STATEMENTS)


def cue_before(letters: str, item: int) -> int:
    """The last cue before an item in its sentence, -1 where there is none."""
    start = _start_of(letters, item)
    return max(letters.rfind(cue, start, item) for cue in _CUES)


def _start_of(letters: str, item: int) -> int:
    """Where the sentence of an item begins, no further than ``_REACH`` items away."""
    low = max(0, item - _REACH + 1)
    return max(low, max(letters.rfind(stop, low, item) for stop in _STOPS) + 1)


def _names(view: View, cue: int, subject: tuple[int, str] | None) -> bool:
    """Tell whether a cue gives a name ("critics called it") and surely no person is its subject."""
    if LEMMA.get(view.lows[cue]) not in _NAMING or view.lows[cue + 1 : cue + 2] in (["for"], ["on"]):
        return False
    if subject is not None and subject[1] == "a":
        return True
    for at in range(cue - 1, max(-1, cue - _REACH), -1):
        if view.letters[at] in _STOPS:
            return True
        if view.letters[at] in "NMp":
            return False
    return True


def _is_relative(view: View, item: int, cue: int) -> bool:
    """Tell whether a relative clause gives a name that no person of the text uses: "whom all of them call “Ilona”"."""
    if cue < 1 or item - cue > 2 or LEMMA.get(view.lows[cue]) not in _NAMING:
        return False
    for at in range(cue - 1, max(-1, cue - _NEAR), -1):
        if view.letters[at] in _STOPS or view.letters[at] in ",NMnp":
            return False
        if view.lows[at] in {"whom", "which", "that", "what"}:
            return True
    return False


def is_spoken(view: View, item: int) -> bool:
    """Tell whether a person says, calls or thinks something in the sentence of an item."""
    letters = view.letters
    stop = _STOP.search(letters, item + 1, item + _REACH)
    end = stop.start() if stop else item + _REACH
    for saying in _SAYING.finditer(letters, _start_of(letters, item), end):
        subject = view.subjects.get(saying.start())
        if subject is not None and letters[subject[0]] in "Npn":
            return True
    return False


def _modifies(letters: str, item: int) -> bool:
    """Tell whether an article or the like stands before the marked words and a noun after them."""
    before, after = letters[item - 1 : item], letters[item + 1 : item + 2]
    return letters[item] == "u" and before in set("DJow") and after in set("wgndebK")


def phrase_kind(text: str, blocks: tuple[Block, ...], view: View, number: int) -> PhraseKind:
    """Tell titles of works, nicknames, headlines and terms from scare quotes."""
    mark, item, letters = view.marks[number], view.mark_items[number], view.letters
    words = _words(text, mark)
    if blocks[mark.block].kind is BlockKind.HEADLINE:
        return PhraseKind.HEADLINE
    if _is_nickname(letters, item, words):
        return PhraseKind.NICKNAME
    if is_inscribed(view, item) or _is_given_name(view, item, words):
        return PhraseKind.TERM
    if view.lows[item - 1] in _TERMS | {"called", "as", "named", "dubbed", "known"}:
        return PhraseKind.TERM
    longer = [word for word in words if len(word) > 3]
    return PhraseKind.TITLE if len(words) > 1 and longer and is_title_case(words) else PhraseKind.SCARE


def _words(text: str, mark: Marked) -> list[str]:
    return unbroken(mark.span.of(text)).split()
