"""From a message that somebody wrote to the words worth looking for in the archive."""

from __future__ import annotations

import re

LONGEST = 120
"""Characters of the question; more words only make it less likely that one sentence has them all."""

_MARKUP = re.compile(r"<[@#:!a/t][^>\s]*>|https?://\S+|[*_~`|]+|^[ >]+", re.MULTILINE)
_QUOTED = re.compile(r"[“\"„«]\s*([^“”\"„«»]{3,}?)\s*[”\"“»]")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_FEW = 5
_KEPT = 3
_EMPTY = frozenset(
    _WORD.findall(
        "about after again because before being could does doing every from have having into just more much only"
        " other really should some something than that their them then there these they thing think this those very"
        " were what when where which while will with would your"
    )
)
"""Long words that tell nothing. Short ones never get among the three."""


def words_to_find(text: str) -> str:
    """Return what to search for: quoted words as a phrase, a few words as they are, else the three most telling.

    Names (capitals inside a sentence) and numbers tell most, then long words. Empty where there are no words.
    """
    plain = " ".join(_MARKUP.sub(" ", text).split())
    quoted = _QUOTED.search(plain)
    if quoted and len(_WORD.findall(quoted[1])) >= 2:
        return f'"{_shortened(quoted[1])}"'
    words = list(_WORD.finditer(plain))
    if len(words) > _FEW:
        words = [word for word in words if word[0].casefold() not in _EMPTY] or words
        telling = sorted(words, key=lambda word: (not _tells(word, plain), -len(word[0]), word.start()))
        words = sorted(telling[:_KEPT], key=lambda word: word.start())
    return _shortened(" ".join(word[0] for word in words))


def _tells(word: re.Match[str], text: str) -> bool:
    """Whether ``word`` is a number, or a name: capitals that do not just begin a sentence."""
    before = text[: word.start()].rstrip(" “\"„«('")
    return word[0][0].isdigit() or (word[0][0].isupper() and bool(before) and before[-1] not in ".!?:\n")


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0]
