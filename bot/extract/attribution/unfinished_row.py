"""The row of items as far as it is written, and the small looks back and ahead that the writing of it needs."""

from __future__ import annotations

from bot.extract.attribution.view import Candidate, View
from bot.extract.names.table import NameTable
from bot.extract.quotes.cues import letter
from bot.extract.quotes.marks import Marked
from bot.model import Block, Span

PHRASAL = {
    **dict.fromkeys(("put", "puts"), "it"),
    **dict.fromkeys(("went", "goes"), "on"),
    **dict.fromkeys(("shot", "fired", "hit", "hits", "fires", "shoots"), "back"),
    **dict.fromkeys(("chimed", "weighed", "chimes", "weighs", "cut"), "in"),
    **dict.fromkeys(("spoke", "speaks", "piped"), "up"),
    **dict.fromkeys(("called", "calls"), "back"),
    **dict.fromkeys(("made", "makes"), "clear"),
}
"""Verbs that say something together with the word after them."""
TAKING = frozenset({"took", "takes", "taken"})
"""Those that do with "the view" after them."""


class UnfinishedRow:
    """A row that grows item by item while the tokens of a document are gone through."""

    def __init__(self, text: str, blocks: tuple[Block, ...], names: NameTable, marks: list[Marked]) -> None:
        self.text = text
        self.blocks = blocks
        self.names = names
        self.tokens = names.tokens
        self.marks = [mark for mark in marks if not mark.nested]
        self.row: list[str] = []
        self.view = View()
        self.named = {mention.token: mention.end_token for mention in names.mentions}
        self.openings: dict[int, Marked] = {}
        self.outlets: dict[int, int] = {}  # where marks open that only name a medium -> the token behind them
        self.block = -1
        self.agents: set[str] = set()  # nouns that no list has, for people whom the document introduced by them

    def _skip_parenthesis(self, index: int) -> int:
        words = self.tokens.words
        if index < len(words) and words[index] in "([":
            for end in range(index + 1, min(index + 14, len(words))):
                if words[end] in ")]":
                    return end + 1
                if end in self.openings:
                    break
        return index

    def _candidate(self, span: Span, symbol: str, word: str, entity: int = -1, possessive: bool = False) -> None:
        self.view.candidates.append(Candidate(span, len(self.row), symbol, word, self.block, entity, possessive))

    def _put(self, symbol: str, token: int, low: str) -> None:
        self.row.append(symbol)
        self.view.tokens.append(token)
        self.view.lows.append(low)

    def _is_phrasal(self, index: int, low: str) -> bool:
        """Tell whether a verb says something together with the word after it: "as Velk put it", "she went on"."""
        wanted = PHRASAL.get(low)
        if wanted is None and low not in TAKING:
            return False
        following = self.tokens.lows[index + 1 : index + 3]
        if low in TAKING and following[:1] == ["the"] and following[1:] in (["view"], ["position"], ["line"]):
            return True
        return following[:1] == [wanted]

    def _verb_follows(self, index: int) -> bool:
        """Tell whether a relative pronoun is the subject: "the study, which notes"."""
        return index + 1 < len(self.tokens) and letter(self.tokens.lows[index + 1]) in "VvxRBb"

    def _after_marks(self, determiner: int) -> bool:
        """Tell whether a noun phrase with its determiner at that place comes right after marked words."""
        return self.row[max(0, determiner - 1) : determiner + 1] in (["q", "D"], ["Q", "D"])

    def _word_at(self, index: int) -> str:
        return self.tokens.words[index] if index < len(self.tokens) else "."
