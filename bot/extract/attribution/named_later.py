"""Noun phrases for those whom a document names only further down: in its headline, its lead, the paragraph before."""

from __future__ import annotations

from bot.extract.attribution.mark_context import block_of
from bot.extract.attribution.mind import Mind
from bot.extract.attribution.view import Candidate
from bot.extract.lexicon import BARE_TITLES, ROLES
from bot.extract.tokens import unbroken
from bot.extract.wordlist import words

OPENING, _LEAD, _DATELINE = 9, 4, 8
_LIKELY = 0.6
_ANY_TRADE = words(
    "father mother grandfather grandmother son daughter man woman boy girl widow widower pensioner teenager student "
    "resident native veteran graduate member leader head chief founder councillor politician lawmaker activist"
)
"""What somebody can be besides a trade or an office."""


class NamedLater:
    """Finds out whom a noun phrase means who has not been named yet, and notes that in the mind."""

    def __init__(self, mind: Mind) -> None:
        self.mind = mind

    def headed(self, candidate: Candidate) -> int | None:
        """Join "mayor" of a headline, which has no article, to the one mayor of the article."""
        told = ROLES.keys() & set(unbroken(candidate.span.of(self.mind.names.text)).lower().split())
        holders = self.mind.roles.holders(candidate.word, self.mind.salience)
        if len(holders) > 1:  # "chief executive" is not the executive vice president
            holders = [who for who in holders if told <= self.mind.people[who].roles]
        if len(holders) != 1:
            return None
        self.mind.who[candidate.item] = (holders[0], _LIKELY)
        return holders[0]

    def in_lead(self, candidate: Candidate, words: list[str]) -> int | None:
        """Join "a judge" in the lead to the one judge whom the article names further down."""
        if self.mind.blocks > _LEAD or words[1:] != [candidate.word]:
            return None
        holders = self.mind.roles.holders(candidate.word, self.mind.salience)
        if len(holders) != 1 or self._was_named(holders[0], candidate):
            return None
        self.mind.who[candidate.item] = (holders[0], _LIKELY)
        return holders[0]

    def announced(self, candidate: Candidate) -> int | None:
        """Join "The leader of the council has defended it" and, a paragraph on, "Gareth Pell, who"."""
        letters = self.mind.view.letters
        start, end = block_of(letters, candidate.item)
        other = self.mind.at_item.get(end + 1)
        named = [self.mind.at_item[at] for at in range(start, end) if letters[at] == "N"]
        nobody = all(self.mind.beings[mention.entity].weight < 1 for mention in named)  # "Gothic" panels
        leads = candidate.item == start + 1 or self._is_unknown_lead(candidate, start, end)
        opens = self.mind.blocks <= OPENING and leads and nobody
        if not opens or letters[end : end + 1] != "|" or other is None or other.letter != "N" or other.possessive:
            return None
        sexes = {ROLES.get(candidate.word, "u"), self.mind.people[other.entity].sex} - {"u"}
        first = next(iter(self.mind.people[other.entity].mentions), other.span)
        if first.start < candidate.span.start or self._is_titled_otherwise(other, candidate.word):
            return None  # who has been named above, or bears another title, is nobody announced
        if len(sexes) > 1 or letters[end + 2 : end + 3] not in tuple(",VvxR"):
            return None
        if self._is_apposed_otherwise(end, candidate.word):
            return None
        if candidate.word.startswith("spokes") and self.mind.says(candidate.item):
            return None  # "A spokesperson for the shop added: ...", and below that "Inspector Mara Velk said"
        candidate.entity = other.entity
        self.mind.roles.apposed.add(candidate.item)
        self.mind.roles.take(other.entity, candidate.word)
        return other.entity

    def _is_apposed_otherwise(self, end: int, word: str) -> bool:
        """Tell whether who is named below has another trade: "The mayor opened it", "Tom Velk, a fisherman, was"."""
        beside = self.mind.at_item.get(end + 3)
        if beside is None or beside.letter != "n" or self.mind.view.letters[end + 2] != ",":
            return False
        kin = self.mind.roles.kin_of
        trades = {word, beside.word} <= ROLES.keys() - _ANY_TRADE
        return trades and word not in kin(beside.word) and beside.word not in kin(word)

    def _is_unknown_lead(self, candidate: Candidate, start: int, end: int) -> bool:
        """Tell whether a dateline stands before "A former coach told a court", and below only "Tom Velk, 54, is"."""
        letters, printed = self.mind.view.letters, candidate.span.of(self.mind.names.text)
        dash = letters.find("-", start + 1, start + _DATELINE)
        return candidate.item == dash + 1 and printed[:2] in {"A ", "An"} and letters[end + 2 : end + 4] != ",n"

    def _is_titled_otherwise(self, named: Candidate, word: str) -> bool:
        """Tell whether the title before a name is another office: "The prosecutor", and below "Counsel Mara Velk"."""
        mention = next(iter(self.mind.names.within(named.span)), None)
        title = self.mind.names.text[mention.whole.start : named.span.start].lower().split() if mention else []
        told = (ROLES.keys() - BARE_TITLES) & set(title)
        return bool(told) and not told & self.mind.roles.kin_of(word)

    def _was_named(self, who: int, candidate: Candidate) -> bool:
        return any(mention.start < candidate.span.start for mention in self.mind.people[who].mentions[:1])
