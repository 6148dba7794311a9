"""The title of a document: of the headings at its head, the one that tells what the story is.

Pages put others above it: the section ("OPINION"), the kind of text ("TRANSCRIPT"), the office that issues a release,
the slug of a wire. Such a heading is the title only where nothing better stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.extract.events.verbs import DEEDS, TELLING, is_past
from bot.extract.lexicon import ORG_WORDS, read_sections
from bot.extract.page.furniture import DATE_WITH_YEAR, is_outlet, titled
from bot.model import BODY, Block, BlockKind

_HEADING_MARKS = re.compile(r"^#{1,6} +| +#+$")  # Markdown's
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_NAMES = read_sections("name_words.txt")
_KINDS = _NAMES["kinds_of_text"]
_OFFICES = _NAMES["institutions"] | ORG_WORDS
_SMALL = frozenset({"a", "an", "and", "by", "for", "in", "of", "on", "the", "to"})
_CREDIT = re.compile(
    r"(?:(?:interview|words|text|photographs|pictures|story|report)\s+by\b|by\s+[A-Z]"
    r"|(?:words|before|chair|presenter|host|on\sthe\sline|in\sthe\sstudio|on\sthe\splatform|panel|witness(?:es)?|counsel"
    r"|present|members|ref|reference|subject|issued)\b[^:]{0,30}:)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"subject\s?:\s*(?=\S)", re.IGNORECASE)
_LETTER = re.compile(r"(?:from|to|cc|sent|date)\s?:", re.IGNORECASE)
"""Lines at the head of a letter or mail beside its subject."""
_SLUG = re.compile(r"\S\s?/\s?\S.*\S\s/\s\S")
_QUOTED = re.compile(r"[“\"‘'«„].*[”\"’'»“]")
_UNFINISHED = re.compile(
    r"(?:[,;:]|\b(?:and|or|but|the|a|an|of|to|in|on|by|with|for|at|from|as|is|was))$", re.IGNORECASE
)
_PLACE = re.compile(r"(?:,|\s[–—|-])\s(?:\S+\s?){1,3}$")
"""What follows the name of an office: "Public Affairs, Port Velk"."""
_COLUMN, _MOST_LINES, _LEAST_KICKER, _SHORT = 26, 4, 4, 80


def find_title(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the title that the head of a page prints, None where it has none."""
    lines = _headings(text, blocks)
    if not lines:
        return None
    subject = next((line for line in lines if _SUBJECT.match(line)), None)
    if subject is not None and any(map(_LETTER.match, lines)):
        return _SUBJECT.sub("", subject, count=1)
    best = next((number for number in range(len(lines)) if not _is_label(lines, number)), None)
    if best is not None:
        return _joined(lines, best)
    telling = [line for line in lines if not _is_note(line)] or lines[:1]
    return " – ".join(_SUBJECT.sub("", line, count=1).rstrip(" ,;") for line in telling[:2])


def _headings(text: str, blocks: Sequence[Block]) -> list[str]:
    """The headings before the story begins, each on one line; else a short first paragraph that is no sentence."""
    found: list[str] = []
    for number, block in enumerate(blocks):
        line = _HEADING_MARKS.sub("", " ".join(block.span.of(text).split()))
        if block.kind is BlockKind.HEADLINE:
            found.append(line)
        elif block.kind in BODY:
            is_heading = len(line) <= _SHORT and line[-1:] not in ".!?…:" and number + 1 < len(blocks)
            return found or ([line] if is_heading and block.kind is BlockKind.PARAGRAPH else [])
    return found


def _is_label(lines: list[str], number: int) -> bool:
    """Tell whether a heading says what kind of text follows, who issues it, or who is in it, and not what it tells."""
    line = lines[number]
    if _is_note(line) or is_outlet(titled(line)):
        return True
    words = _words(line)
    for shorter in (words, _words(_PLACE.sub("", line))):
        if all(word.casefold() in _KINDS | _SMALL for word in shorter) or _is_office(shorter):
            return True
    following = lines[number + 1] if number + 1 < len(lines) else ""
    kicks = len(words) <= _LEAST_KICKER and _are_capitals(words) and _QUOTED.fullmatch(following) is not None
    return kicks and (words[0].casefold() == "the" or not _tells(words, sure=False))


def _words(line: str) -> list[str]:
    return [word.rstrip(".") for word in _WORD.findall(line)]


def _is_note(line: str) -> bool:
    """Tell whether a heading is a date, a slug, a credit, or no words at all."""
    return bool(not _WORD.search(line) or DATE_WITH_YEAR.search(line) or _SLUG.search(line) or _CREDIT.match(line))


def _is_office(words: list[str]) -> bool:
    """Tell whether a heading is the name of an institution: "PORT VELK POLICE SERVICE", "Ministry of Ferries"."""
    if not words or not _are_capitals(words) or _tells(words):
        return False
    lows = [word.casefold() for word in words]
    return lows[-1] in _OFFICES or (len(lows) > 2 and lows[0] in _OFFICES and lows[1] in {"of", "for"})


def _tells(words: list[str], *, sure: bool = True) -> bool:
    """Tell whether a word behind the first is (where not ``sure``: may be) a verb: "Mayor Attacks Police"."""
    for low in (word.casefold() for word in words[1:]):
        if is_past(low) or (low[-1:] == "s" and (not sure or {low[:-1] + "ed", low[:-1] + "d"} & (DEEDS | TELLING))):
            return True
    return False


def _are_capitals(words: list[str]) -> bool:
    return all(word[0].isupper() or word in _SMALL for word in words)


def _joined(lines: list[str], first: int) -> str:
    """A title with the lines that go on with it: a narrow column breaks "TRAWLER HELD AT / OUTER REEF"."""
    last = first + 1
    while last < min(len(lines), first + _MOST_LINES) and _goes_on(lines[last - 1], lines[last]):
        last += 1
    return " ".join(lines[first:last]).rstrip(" ,;")


def _goes_on(line: str, following: str) -> bool:
    if _QUOTED.fullmatch(following):
        return False
    narrow = line.isupper() and following.isupper() and max(len(line), len(following)) <= _COLUMN
    return narrow or _UNFINISHED.search(line) is not None
