"""Words of time that are part of a name: "USA Today", "the Today programme", “This Week”, Saturday Night Live."""

from __future__ import annotations

import re

from bot.extract.times.tokens import NOTHING, Tokens

_REACH = 12  # characters before the expression
_TITLE = 30  # characters of a title before the weekday that closes it
# A programme in marks is named by its station or called the, a, another: ABC's "This Week".
_OPENED = re.compile(r"(?:['’]s|s['’]|\b(?:[Tt]he|[Aa]n?|[Aa]nother|new))\s(?:[\"“‘]|''|``|')$")
_CLOSED = re.compile(r"(?:\s[A-Z][^\"”'\n]{1,30})?[,.]?(?:[\"”’]|''|')")
_IN_MARKS = re.compile(r"(?:[\"“‘]|''|``)$")  # “60 Minutes”
_OF_A_TITLE = re.compile(r"(?:[\"“‘]|''|``)(?:[A-Z][\w’]*\s){1,3}$")  # “Fox News Sunday”
_OF_A_STATION = re.compile(r"[A-Z]['’]s\s$")  # ABC's This Week
_THE_TODAY = re.compile(r"\b(?:[Tt]he|[A-Z]{2,})\s$")
_AFTER_A_CAPITAL = re.compile(r"[A-Z][a-z]+\s$")  # badges with the words "Hare Today"
_TODAYS = re.compile(r"\s(?:show|programme|program|newspaper)\b")
_CAPITAL = re.compile(r"\s[A-Z][a-z]+")


def is_title(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether the expression of the tokens ``first`` to ``end`` (exclusive) is a name, or the head of one."""
    text, start, stop = tokens.text, tokens.starts[first], tokens.ends[end - 1]
    opening = max(0, start - _REACH)
    counted = text[start].isdigit() and text[tokens.starts[end - 1]].isupper()  # "60 Minutes"
    if not text[start].isupper() and not counted:
        return False
    if _OPENED.search(text, opening, start) and _CLOSED.match(text, stop):
        return True
    closes = _CLOSED.match(text, stop) is not None
    classes = tokens.classes[first:end]
    if closes and (
        (counted and _IN_MARKS.search(text, opening, start))
        or (classes == "W" and _OF_A_TITLE.search(text, max(0, start - _TITLE), start))
    ):
        return True
    if classes == "K":
        mixed = text[start + 1].islower()
        named = closes and _AFTER_A_CAPITAL.search(text, opening, start)
        if text.endswith("USA ", 0, start):
            return True
        return mixed and bool(named or _THE_TODAY.search(text, opening, start) or _TODAYS.match(text, stop))
    if classes in {"hU", "hP"} and _OF_A_STATION.search(text, opening, start):
        return text[tokens.starts[end - 1]].isupper()
    followed = tokens.classes[end : end + 1] == NOTHING and _CAPITAL.match(text, stop)
    whole = all(tokens.text[tokens.starts[i]].isupper() for i in range(first, end))
    return bool(followed) and whole and classes in {"WP", "eZ", "eA"}  # the Winter Palace
