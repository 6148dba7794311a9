"""Which body a part of its name stands for: "the Institute", "Torvik" of Torvik Athletic, "Talbrek" alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.extract.lexicon import GIVEN_NAMES, ORG_WORDS, PLACES
from bot.extract.names.kinds import CLUBS, TRADING, is_club
from bot.extract.names.people import Person
from bot.extract.names.shape import Run
from bot.extract.tokens import Tokens
from bot.model import EntityKind

_WHERE = frozenset({"in", "near", "at", "to", "from"})


class ShortBodies:
    """Looks among the entities of a document, a list that grows while it is read."""

    def __init__(self, tokens: Tokens, people: Sequence[Person]) -> None:
        self._tokens = tokens
        self._people = people
        self._placed = frozenset(word for before, word in pairwise(tokens.words) if before.lower() in {"in", "near"})

    def by_noun(self, run: Run) -> int | None:
        """The one body that "the Institute" takes up, where only one named before has that word in its name."""
        lows = self._tokens.lows
        if run.first == 0 or lows[run.first - 1] != "the" or lows[run.first] not in ORG_WORDS:
            return None
        word = self._tokens.words[run.first]
        called = [
            index
            for index, other in enumerate(self._people)
            if other.kind is EntityKind.ORGANISATION and len(other.words) > 1 and word in other.words
        ]
        return called[0] if len(called) == 1 else None

    def club(self, run: Run, word: str, owners: Sequence[int]) -> int | None:
        """The one club of ``owners`` that "Torvik" means where it is no place: not "in Torvik"."""
        if word in PLACES or word.lower() in CLUBS or run.sex != "u" or run.title < run.first:
            return None
        if run.first and self._tokens.lows[run.first - 1] in _WHERE:
            return None
        people = [self._people[owner] for owner in owners]
        clubs = [
            owner
            for owner, body in zip(owners, people, strict=True)
            if body.kind is EntityKind.ORGANISATION and is_club(body.words)
        ]
        others = any(person.kind is EntityKind.PERSON and len(person.words) > 1 for person in people)
        return clubs[0] if len(clubs) == 1 and not others else None

    def firm(self, word: str, owners: Sequence[int]) -> int | None:
        """The one firm of ``owners`` that "Talbrek" stands for: nobody's name, and nothing is "in Talbrek"."""
        if word in GIVEN_NAMES or word in PLACES or word in self._placed:
            return None
        called = [
            owner
            for owner in owners
            if self._people[owner].kind is EntityKind.ORGANISATION
            and self._people[owner].words[0] == word
            and {other.lower() for other in self._people[owner].words[1:]} <= TRADING
        ]
        return called[0] if len(called) == 1 and len(self._people[called[0]].words) > 1 else None
