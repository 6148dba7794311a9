"""Whether the speaker that is served is the labelled one."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.extract.wordlist import words

_WORD = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*")
_ARTICLES = {"a", "an", "the"}
_TITLES = words(
    "mr mrs ms dr sir dame lord lady sen rep gov gen col lt capt sgt prof rev hon president minister senator judge "
    "justice professor mayor"
)
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


def same_speaker(label: str | None, served: str | None, *, person: bool, others: Collection[str] = ()) -> bool:
    """Tell whether ``served`` is right for ``label``.

    A person is the same by surname, as in the scorer of PolNeAR, unless the given names contradict each other; a bare
    surname is not enough where one of ``others`` who speak in the article bears it too. Everybody else is the same by
    the whole description, articles and case aside, however several are joined; one of several is the same as these.
    Where the label is None, so must be what is served.
    """
    if label is None or served is None:
        return label is served
    if not person:
        return _described(label) == _described(served)
    one, two = _named(label), _named(served)
    if one == two or not one or not two:
        return one == two
    namesakes = any(other != one and other[-1:] == one[-1:] for other in map(_named, others))
    return one[-1] == two[-1] and _agree(one[:-1], two[:-1], namesakes=namesakes)


def _agree(one: list[str], two: list[str], *, namesakes: bool) -> bool:
    """Tell whether given names can be the same person's: one holds the other, or is an initial of it."""
    if not one or not two:
        return not namesakes
    initial = 1 in (len(one[0]), len(two[0])) and one[0][0] == two[0][0]
    return initial or set(one) <= set(two) or set(two) <= set(one)


def _words(text: str) -> list[str]:
    found = (word.removesuffix("'s") for word in _WORD.findall(text.casefold().replace("’", "'")))
    return [word for word in found if word not in _ARTICLES]


def _described(text: str) -> list[str]:
    words = [word for word in _words(text) if word != "and"]
    return words[2:] if words[:2] == ["one", "of"] and words[2:] else words


def _named(text: str) -> list[str]:
    name = _words(text)
    while len(name) > 1 and name[0] in _TITLES:
        name = name[1:]
    while len(name) > 1 and name[-1] in _SUFFIXES:
        name = name[:-1]
    return name
