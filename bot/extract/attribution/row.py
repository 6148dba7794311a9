"""Makes the row of items of a document (bot.extract.attribution.view) in one pass over its tokens."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from bot.extract.attribution.heads import NUMBERS, head
from bot.extract.attribution.noun_phrases import SPECIAL, NounPhrases
from bot.extract.attribution.subjects import find_subjects
from bot.extract.attribution.view import View, body_of
from bot.extract.names.kinds import is_medium
from bot.extract.names.people import Mention
from bot.extract.names.shape import POSTNOMINALS
from bot.extract.quotes.cues import ADDRESSING, LEMMA, letter
from bot.extract.quotes.marks import Marked
from bot.model import FURNITURE, BlockKind, EntityKind, Span

_SILENT = frozenset({"us", "me", "them", "you", "whose", "whom"})
_PRONOUNS = "poW"
_OPEN = frozenset("wpoW")
"""Letters of words that may be somebody, or part of who is."""
_NAME_LETTERS = {EntityKind.PERSON: "N", EntityKind.PLACE: "L"}


@lru_cache(maxsize=1 << 16)
def is_plain(low: str) -> bool:
    """Tell whether a word is an item by itself wherever it stands: most of those that no phrase can begin or end with.

    It only saves time: nothing that ``ViewBuilder`` asks of such a word can be so.
    """
    asked = low in NUMBERS or low in SPECIAL or low.endswith(("s", "-year-old"))
    return not asked and head(low) is None and letter(low) not in _OPEN


class ViewBuilder(NounPhrases):
    """Makes the row in one pass over the tokens."""

    def build(self) -> View:
        """Return the finished row."""
        tokens, view = self.tokens, self.view
        ordered = sorted(self.names.mentions, key=lambda mention: mention.end_token)
        wholes = {tokens.at_or_after(mention.whole.start): mention for mention in ordered}  # the longest wins
        marks = {tokens.at_or_after(mark.outer.start): mark for mark in reversed(self.marks)}
        self.outlets = {at: tokens.at_or_after(mark.outer.end) for at, mark in marks.items() if self._is_outlet(mark)}
        self.openings = openings = {at: mark for at, mark in marks.items() if at not in self.outlets}
        edges = {tokens.at_or_after(block.span.start): n for n, block in enumerate(self.blocks)}
        index, count = 0, len(tokens)
        while index < count:
            if index in edges:
                self.block = edges[index]
                self._put("|", index, "")
            if index in openings:
                index = self._mark(openings[index], index)
            elif index in self.outlets:
                self._name(wholes[index + 1], index)
                index = self.outlets[index]
            elif index in wholes:
                index = self._name(wholes[index], index)
            else:
                index = self._word(index)
        view.letters = "".join(self.row)
        view.body = body_of(view.letters, self.blocks)
        words = (self.text[mark.span.start : mark.span.end].strip(" .,!?").casefold() for mark in view.marks)
        view.repeats = dict(Counter(words))
        view.candidates.sort(key=lambda candidate: candidate.item)
        view.possessive = {candidate.item for candidate in view.candidates if candidate.possessive}
        view.subjects = find_subjects(view.letters, view.possessive, self._addressing())
        for cue, (subject, how) in view.subjects.items():
            view.spoken.setdefault(subject, []).append((cue, how))
        return view

    def _addressing(self) -> set[int]:
        """The verbs that a person follows as their object; "asked" only where no marked words stand before it."""
        row, found = self.row, set()
        for item, low in enumerate(self.view.lows):
            lemma = LEMMA.get(low) if row[item] in "VvB" else None
            after_marks = item > 0 and row[item - 1] in "uqQ"
            if lemma in ADDRESSING and (lemma in {"tell", "quote", "cite"} or not after_marks):
                found.add(item)
        return found

    def _mark(self, mark: Marked, index: int) -> int:
        text, end = self.text, mark.span.end
        while end > mark.span.start and text[end - 1].isspace():
            end -= 1
        last = text[end - 1]
        follows = text[mark.outer.end : mark.outer.end + 1]
        symbol = "q" if last == "," or follows == "," else "Q" if last in ".?!…" else "u"
        self.view.mark_items.append(len(self.row))
        self.view.marks.append(mark)
        self._put(symbol, index, "")
        return max(index + 1, self.tokens.at_or_after(mark.outer.end))

    def _name(self, mention: Mention, index: int) -> int:
        person = self.names.people[mention.entity]
        if self.block >= 0 and self.blocks[self.block].kind in FURNITURE:
            self._put("w", index, "")
            return mention.end_token
        if person.kind is EntityKind.PLACE and self._is_place_label(mention.end_token):
            self._put("w", index, "")
            return mention.end_token
        symbol = _NAME_LETTERS.get(person.kind, "M")
        self._candidate(
            mention.span, symbol, self.tokens.lows[mention.end_token - 1], mention.entity, mention.possessive
        )
        self._put(symbol, index, "")
        return self._skip_parenthesis(self._skip_honours(mention.end_token))

    def _skip_honours(self, index: int) -> int:
        """Return the token after what honours and offices stand in letters behind a name: "Mara Velk KC"."""
        words = self.tokens.words
        while index < len(words) and words[index].lower() in POSTNOMINALS and words[index][:2].isupper():
            index += 1
        return index

    def _is_outlet(self, mark: Marked) -> bool:
        """Tell whether marked words are the name of a medium that may speak: "the daily «Velk Star» wrote"."""
        mention = next(iter(self.names.within(mark.span)), None)
        return mention is not None and mention.span == mark.span and is_medium(self.tokens, mention.token)

    def _is_place_label(self, end: int) -> bool:
        """Tell whether a headline opens with where it is about: "Port Velk: the bakers «have no flour»"."""
        heading = self.block >= 0 and self.blocks[self.block].kind is BlockKind.HEADLINE and self.row[-1:] == ["|"]
        return heading and self.tokens.words[end : end + 1] == [":"] and end + 1 not in self.openings

    def _word(self, index: int) -> int:
        low = self.tokens.lows[index]
        if is_plain(low):
            self._put(letter(low), index, low)
            return index + 1
        kind = head(low)
        if low in NUMBERS and self.row[-1:] != ["D"] and not self._verb_follows(index):
            kind = None
        elif kind is None and self._may_be_person(low) and (self._is_rank(index, low) or self._is_trade(index, low)):
            kind = "n"
            self.agents.add(low)
        elif kind is None and len(low) > 3 and low[-1] == "s" and self._are_people(index, low[:-1]):
            kind = "e"
        end = self._nominal(index, kind) if kind is not None else self._partitive(index, low)
        if end:
            return end
        symbol = "V" if self._is_phrasal(index, low) else letter(low)
        if symbol in _PRONOUNS and low not in _SILENT and (low != "which" or self._verb_follows(index)):
            self._candidate(Span(self.tokens.starts[index], self.tokens.ends[index]), symbol, low)
        self._put(symbol, index, low)
        return index + 1
