"""Somebody whose name comes only behind their words: "“Second place,” he says. His name is Tom Velk"."""

from __future__ import annotations

from dataclasses import replace

from bot.extract.attribution.mark_context import REACH
from bot.extract.attribution.mind import HE, SHE, Mind
from bot.extract.attribution.view import Candidate
from bot.extract.lexicon import GIVEN_NAMES

_IS = ["name", "is"], ["name", "was"]
_BLOCKS, _LATER, _NOT_MEANT = 3, 0.7, 0.1


def name_at_last(mind: Mind, named: Candidate) -> None:
    """Give those pronouns a name that "His name is Tom Velk" has behind them, if nobody else could be meant.

    Whoever is known for a person keeps them: "“I am tired,” he said. His name is Rex" may tell of a dog.
    """
    owner = mind.at_item.get(named.item - 3)
    if owner is None or mind.view.lows[named.item - 2 : named.item] not in _IS or owner.word not in HE | SHE:
        return
    meant, _ = mind.who.get(owner.item, (-1, 0.0))
    if meant == named.entity or _is_somebody(mind, meant):
        return
    alike = HE if owner.word in HE else SHE
    for item in range(owner.item, max(0, owner.item - REACH), -1):
        pronoun = mind.at_item.get(item)
        if pronoun is None:
            if mind.view.letters.count("|", item, owner.item) > _BLOCKS:
                return
            continue
        if pronoun.word in alike and mind.who.get(item, (-1, 0.0))[0] == meant:
            mind.options.pop(item, None)
            mind.who[item] = (named.entity, _LATER)
        elif pronoun.entity == meant >= 0:
            break
    if meant >= len(mind.people):
        mind.beings[meant] = replace(
            mind.beings[meant], name=mind.people[named.entity].name, entity=named.entity, form=None
        )
    mind.salience.lower(meant, _NOT_MEANT)


def _is_somebody(mind: Mind, being: int) -> bool:
    """Tell whether a being has the name of a person, a role, or does something."""
    if not 0 <= being < len(mind.people):
        return False
    person, letters = mind.people[being], mind.view.letters
    acts = (c.entity == being and letters[c.item + 1 : c.item + 2] in tuple("VvxR") for c in mind.view.candidates)
    return person.words[0] in GIVEN_NAMES or bool(person.roles) or any(acts)
