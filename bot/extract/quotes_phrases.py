"""Why marked words are nobody's quote."""

from __future__ import annotations

from bot.extract.attribution import Attribution
from bot.extract.attribution_view import View
from bot.model import Block, BlockKind, PhraseKind


def phrase_kind(text: str, blocks: tuple[Block, ...], view: View, found: Attribution) -> PhraseKind:
    """Tell titles of works, nicknames, headlines and terms from scare quotes."""
    item = view.mark_items[found.index]
    letters = view.letters
    words = text[found.mark.span.start : found.mark.span.end].split()
    if blocks[found.mark.block].kind is BlockKind.HEADLINE:
        return PhraseKind.HEADLINE
    before, after = letters[item - 1 : item], letters[item + 1 : item + 2]
    if before == "N" and after == "N" and len(words) < 4:
        return PhraseKind.NICKNAME
    longer = [word for word in words if len(word) > 3]
    if len(words) > 1 and longer and all(word[0].isupper() for word in longer):
        return PhraseKind.TITLE
    if view.lows[item - 1] in {"called", "as", "so-called", "term", "phrase", "slogan", "named", "dubbed", "known"}:
        return PhraseKind.TERM
    return PhraseKind.SCARE
