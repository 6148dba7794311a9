"""Blocks -> sentences: abbreviations, initials, ellipses, quotation marks after the stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.extract.wordlist import words
from bot.model import Block, BlockKind, Sentence, Span

# A stop with what closes after it; in tokenised text ("done . ''") a blank may stand between. What opens in English
# closes elsewhere („done.“ »done.«): there the blank stands behind it.
_STOP = re.compile(r"(?:[.!?…]+|[。！？]+)(?:[\"'”’»›)\]]|[“‘«‹](?!\S)|\s''|\s”)*")
_WORD_BEFORE = re.compile(r"[^\s(\[“\"‘«„‚»›—–/]*$")
_BULLET = re.compile(r"[-–•*·▪►]\s+(?=\S)")
_NEXT = re.compile(r"\s+(?:[\"'“‘«„‚»‹›(\[\-–—•]|``)*\s?(?P<first>\S)(?P<rest>[\w’'-]*)")
_SPEECH_AFTER = re.compile(
    r"\s+(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|wrote|added|told|replied|demanded|wondered|exclaimed|shouted|cried"
    r"|inquired|tweeted|continued)\b"
)
# Never the end of a sentence: a name, number or example follows.
_PREFIXES = words(
    """
    mr mrs ms messrs dr prof gen lt col maj sgt capt cpl pvt sen rep gov rev hon pres adm cmdr cmdt supt insp st mt
    ft fr sr. br vs cf e.g i.e approx ca pp fig art sec vol op viz al amb atty brig cllr dep dist det dir est hr
    msgr pfc ald asst assoc b.a.
    """
)
# Ends a sentence only when a word that opens sentences follows.
_MAYBE = words(
    """
    corp inc co ltd pvt pte pty plc llc jr sr bros u.s u.k u.n u.s.a e.u d.c l.a n.y n.j a.m p.m etc ph.d m.d b.c a.d
    no nos calif ariz ark colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn
    tenn tex va vt wash wis wyo ala n.c s.c n.d s.d n.h n.m w.va r.i ave blvd rd dept univ assn intl natl ed
    """
)
_ERAS = words("b.c a.d b.c.e c.e")
_AFTER_YEAR = re.compile(r"\d\s?$")
_OPENING = 16  # characters of "In about 216 B.C" and the like
_MONTHS = words("jan feb mar apr jun jul aug sep sept oct nov dec")
_STARTERS = words(
    """
    the a an he she it they we i you this that these those his her its their our my in on at by for from to with but
    and or so as if when while after before since until although though because however meanwhile moreover there
    here what who how why where which no not one two three some many most both all each every another other others
    now then last next today yesterday tomorrow earlier later asked under over during between among about according
    despite without within is are was were has have had do does did will would can could may might must should let
    nor yet still also
    """
)


def split_sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of every block, in order; they do not overlap.

    They leave out the white space around them, and the mark before an item of a list.
    """
    return tuple(
        Sentence(span, index) for index, block in enumerate(blocks) for span in _sentences(text, _told(text, block))
    )


def _told(text: str, block: Block) -> Span:
    mark = _BULLET.match(text, *block.span) if block.kind is BlockKind.LIST_ITEM else None
    return Span(mark.end(), block.span.end) if mark else block.span


def _sentences(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    for stop in _STOP.finditer(text, block.start, block.end):
        if stop.end() < block.end and stop.start() > start and _ends(text, start, stop, block.end):
            yield Span(start, stop.end())
            start = stop.end()
            while start < block.end and text[start].isspace():
                start += 1
    if start < block.end:
        yield Span(start, block.end)


def _ends(text: str, start: int, stop: re.Match[str], block_end: int) -> bool:
    """Tell whether the sentence that began at ``start`` ends with ``stop``."""
    mark = stop.group()[0]
    if mark in "。！？":  # full-width stops need no blank after them
        return True
    following = _NEXT.match(text, stop.end(), block_end)
    if following is None:
        return False
    first = following["first"]
    if not (first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())):
        return False
    if mark in "!?":
        return not (len(stop.group()) > 1 and _SPEECH_AFTER.match(text, stop.end(), block_end))
    if stop.group().startswith(("..", "…")):
        return first.isupper()
    return _full_stop_ends(text, start, stop, first + following["rest"])


def _full_stop_ends(text: str, start: int, stop: re.Match[str], next_word: str) -> bool:
    before = _WORD_BEFORE.search(text, max(start, stop.start() - 24), stop.start())
    word = before.group() if before else ""
    low = word.lower()
    if len(stop.group()) > 1 and low not in _MAYBE:  # a quotation mark or bracket closes after the stop
        return True
    opens = next_word.lower() in _STARTERS
    if low in _PREFIXES:
        return False
    if low in _MONTHS or low in {"no", "nos", "p"}:
        return not next_word[0].isdigit()
    if low in _ERAS and _AFTER_YEAR.search(text, start, before.start() if before else start):
        return opens or stop.start() - start > _OPENING  # "In 216 B.C. Rome fell", "was founded in 216 B.C. Rome fell"
    if low in _MAYBE:
        return opens
    if len(word) == 1 and word.isupper():
        return opens
    return not (word.isdigit() and before is not None and before.start() == start)  # "1. First point"
