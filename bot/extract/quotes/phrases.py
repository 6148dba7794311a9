"""Marked words that are nobody's quote: titles of works, nicknames, terms, labels; and which of these they are."""

from __future__ import annotations

from bot.extract.attribution.view import View
from bot.extract.lexicon import read_sections
from bot.extract.quotes.marks import Marked
from bot.model import Block, BlockKind, PhraseKind

_WORDS = read_sections("name_words.txt")
_WORKS, _TERMS, _LABELLED = _WORDS["works"], _WORDS["terms"], _WORDS["labelled"]
_LINKS = frozenset({"called", "as", "dubbed", "named", "known", "reading", "saying", ",", "of"})


def is_title_case(words: list[str]) -> bool:
    """Tell whether the longer words, and the first, begin with capitals."""
    return bool(words) and all(
        word[0].isupper() or word[0].isdigit() for word in words if len(word) > 3 or word is words[0]
    )


def is_named(text: str, view: View, number: int) -> bool:
    """Tell whether the words before or after say that the marked words are a title, a term, a nickname or a label."""
    mark, item, letters, lows = view.marks[number], view.mark_items[number], view.letters, view.lows
    words = _words(text, mark)
    if len(words) > 8 or letters[item - 1 : item] == ":":
        return False
    before = [low for low in lows[max(0, item - 4) : item] if low][::-1]
    while before and before[0] in _LINKS - {"of"} and len(before) > 1:
        before = before[1:]
    previous = before[0] if before else ""
    following = lows[item + 1] if item + 1 < len(lows) else ""
    if letters[item - 1 : item] == "N" and letters[item + 1 : item + 2] == "N" and len(words) < 4:
        return True
    if is_title_case(words) and (previous in _WORKS or following in _LABELLED):
        return True
    return len(words) < 5 and previous in _TERMS and letters[item] != "Q"


def phrase_kind(text: str, blocks: tuple[Block, ...], view: View, number: int) -> PhraseKind:
    """Tell titles of works, nicknames, headlines and terms from scare quotes."""
    mark, item, letters = view.marks[number], view.mark_items[number], view.letters
    words = _words(text, mark)
    if blocks[mark.block].kind is BlockKind.HEADLINE:
        return PhraseKind.HEADLINE
    if letters[item - 1 : item] == "N" and letters[item + 1 : item + 2] == "N" and len(words) < 4:
        return PhraseKind.NICKNAME
    if view.lows[item - 1] in _TERMS | {"called", "as", "named", "dubbed", "known"}:
        return PhraseKind.TERM
    longer = [word for word in words if len(word) > 3]
    return PhraseKind.TITLE if len(words) > 1 and longer and is_title_case(words) else PhraseKind.SCARE


def _words(text: str, mark: Marked) -> list[str]:
    return text[mark.span.start : mark.span.end].split()
