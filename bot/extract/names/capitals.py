"""Which words are written like names, and which that usually are titles or days are somebody's name here."""

from __future__ import annotations

import re

from bot.extract.lexicon import GIVEN_NAMES, NOT_NAMES, ORG_WORDS, TITLES
from bot.extract.names.titles import CALENDAR, OPENERS, is_initial
from bot.extract.quotes.cues import letter
from bot.extract.tokens import Tokens

_COMPOUND_ENDS = frozenset(
    {"led", "era", "run", "born", "like", "wide", "made", "based", "held", "free", "only", "size"}
)
_SYLLABLE = re.compile(r"(?:ch|[bdghjkmst])?[wy]?(?:eo|ou|oo|u)(?:ng|[klmnpt])")  # Korean: "Min-hyeok", "Do-yeong"
_SYLLABLES = re.compile(
    r"hs[a-z]{2,4}|(?:[cs]h|ts|l|k|j|y|q|x|zh)i?u?(?:a|e|ia|ua)n?g?|(?:p|m|y|l|t|ch|sh|j)ing|feng|hui|hwa"
)
"""Chinese ones of five letters and more: "Ying-hsuan", "Tse-liang"."""
ARTICLES = frozenset({"al-", "el-", "ul-", "as-", "ad-", "an-", "ar-", "at-", "az-"})
_OKINA = frozenset("'’‘ʻ")
NICKNAME_MARKS = frozenset("“”‘’\"'")
_NO_SURNAMES = CALENDAR | ORG_WORDS | NOT_NAMES | TITLES


def is_capital(word: str) -> bool:
    """Tell whether a word is written like a name: with a capital, or as "al-Masri" or "d'Alema" are."""
    if word[0] in "tnmbgdh" and word[1:2].isupper() and word[-1].islower():
        return True  # Irish: "Mac an tSaoir"
    if word[0].isupper():
        return not word[-1].islower() or "-" not in word or _capital_parts(word)
    start = 3 if word[:3] in ARTICLES else 2 if word[:2] in {"d'", "d’"} else 0
    return start > 0 and word[start : start + 1].isupper()


def _capital_parts(word: str) -> bool:
    """Leave out "Xi-led" and "Orban-critic"; keep "Jean-Luc" and Korean given names such as "Tae-hyun"."""
    last = word.rsplit("-", 1)[1]
    return (
        not last.islower()
        or (len(last) < 5 and last not in _COMPOUND_ENDS)
        or bool(_SYLLABLE.fullmatch(last) or _SYLLABLES.fullmatch(last))
    )


def nickname_end(words: list[str], index: int) -> int:
    """Return the index after a nickname that a surname follows, 0 where none stands at ``index``.

    It is in marks, in brackets, or both: Hugo “Sparky” Delacroix, Hugo (Sparky) Delacroix, Hugo ("Sparky") Delacroix.
    """
    bracket = words[index] == "("
    first = index + bracket
    marked = words[first : first + 1] != [] and words[first] in NICKNAME_MARKS
    first += marked
    for last in (first, first + 1)[: 1 + marked]:
        end = last + 1 + marked + bracket
        if end >= len(words) or not words[end][0].isupper():
            continue
        closed = (not marked or words[last + 1] in NICKNAME_MARKS) and (not bracket or words[end - 1] == ")")
        if closed:
            named = words[index - 1] in GIVEN_NAMES or (bracket and marked and is_capital(words[index - 1]))
            return end if named and words[first][0].isupper() and len(words[first]) > 1 else 0
    return 0


def has_okina(tokens: Tokens, index: int) -> bool:
    """Tell whether the mark at ``index`` is the first letter of a Polynesian surname with another one within."""
    if index + 1 >= len(tokens) or tokens.starts[index + 1] != tokens.ends[index] or tokens.words[index] not in _OKINA:
        return False
    name = tokens.words[index + 1]
    return name[0] in "AEIOU" and name[1:2].isalpha() and any(mark in name[2:-1] for mark in _OKINA)  # not "‘I’m"


def capital_at(tokens: Tokens, index: int) -> bool:
    """Tell whether a word at ``index`` is written like a name and opens no sentence usually."""
    return index < len(tokens) and is_capital(tokens.words[index]) and tokens.lows[index] not in OPENERS


def title_surnames(tokens: Tokens) -> frozenset[str]:
    """The words that are titles elsewhere and somebody's surname here: "Tom Bishop", "R. Dean"."""
    words, lows = tokens.words, tokens.lows
    return frozenset(
        word
        for index, word in enumerate(words)
        if index
        and lows[index] in TITLES
        and word[0].isupper()
        and (words[index - 1] in GIVEN_NAMES or is_initial(words[index - 1]))
        and tokens.starts[index] - tokens.ends[index - 1] == 1
        and not (index + 1 < len(words) and is_capital(words[index + 1]) and lows[index + 1] not in OPENERS)
    )


def is_named_so(tokens: Tokens, index: int, initial: frozenset[int]) -> bool:
    """Tell whether a day or month is somebody's first name: "The fisherman, Sunday Okoro, wept", "said April Cole"."""
    lows, end = tokens.lows, index + 2
    if not capital_at(tokens, index + 1) or lows[index + 1] in _NO_SURNAMES:
        return False
    between = lows[index - 1 : index] == [","] and lows[end : end + 1] in ([","], ["and"], ["who"])
    inverted = index > 0 and index not in initial and letter(lows[index - 1]) == "V"
    opens = index in initial and lows[end : end + 1] == [","] and tokens.words.count(tokens.words[index + 1]) > 1
    return between or opens or (inverted and lows[end : end + 1] in ([","], ["."], ["and"], ["who"]))


def is_name_said(tokens: Tokens, index: int, *, opens: bool) -> bool:
    """Tell whether "Said" is part of a name: "Tarek Said Brahimi", "the minister, Said Tahir", "Ms Said".

    Where it ``opens`` a sentence, what it does must follow: "Said told them".
    """
    words, lows = tokens.words, tokens.lows
    if words[index] != "Said" or index + 1 >= len(words):
        return False
    if opens:
        return letter(lows[index + 1]) in "VvxRJ"
    before = index > 0 and (words[index - 1] in GIVEN_NAMES or lows[index - 1] in TITLES)
    following = words[index + 1]
    return capital_at(tokens, index + 1) if is_capital(following) else before
