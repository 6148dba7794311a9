"""The names of a document in its title-case headlines, where a capital tells nothing and no run can be read off."""

from __future__ import annotations

from bot.extract.lexicon import GIVEN_NAMES
from bot.extract.names.register import Register
from bot.extract.names.shape import Run
from bot.extract.names.spelling import is_surname, sex_of
from bot.model import EntityKind

_LONGEST = 4


def link_headlines(known: Register, titled: frozenset[int]) -> None:
    """Note every name of the register that stands among the ``titled`` tokens, the longest first."""
    tokens = known.tokens
    plain = {tokens.lows[index] for index in range(len(tokens)) if index not in titled} if titled else set()
    taken = -1
    for first in sorted(titled):
        if first < taken or not tokens.words[first][0].isupper():
            continue
        for end in range(first + _LONGEST, first, -1):
            if not titled.issuperset(range(first, end)):
                continue
            owner = _named(known, first, end, plain)
            if owner is not None:
                taken = end
                possessive = end < len(tokens) and tokens.lows[end] in {"'s", "’s"}
                known.add(Run(first, first, end, None, True, possessive), owner)
                break
    known.mentions.sort(key=lambda mention: mention.span.start)


def _named(known: Register, first: int, end: int, plain: set[str]) -> int | None:
    """Return who is named by the tokens from ``first`` to ``end``; ``plain`` are the words outside of headlines."""
    words = known.tokens.words[first:end]
    owner = known.by_name.get(" ".join(words).casefold())
    if owner is None and len(words) == 1:
        called = known.by_word.get(words[0], [])
        return next((one for one in called if is_surname(known.people[one].words, words[0])), None)
    if owner is None and len(words) == 2 and words[0] in GIVEN_NAMES and words[1].casefold() in plain:
        owner = _labelled(known, words)
        if owner is None:
            owner = known.take_up(" ".join(words), Run(first, first, end, None, True, False), EntityKind.PERSON)
    return owner


def _labelled(known: Register, words: list[str]) -> int | None:
    """Give the surname in capitals that a transcript's turns bear, "VELK:", the full name of its headline."""
    index = known.by_name.get(words[-1].casefold())
    if index is None or known.people[index].name != words[-1].upper():
        return None
    person = known.people[index]
    person.aliases.setdefault(person.name)
    person.name, person.words, person.kind = " ".join(words), tuple(words), EntityKind.PERSON
    person.sex = sex_of(person.words)
    person.credible = True
    known.by_name[person.name.casefold()] = index
    known.by_word.setdefault(words[-1], []).append(index)
    return index
