"""What is no event however it is told: a bound, nothing but a date, a formula, the business of a sitting."""

from __future__ import annotations

import re

from bot.extract.events.features import Node
from bot.extract.sittings import BUSINESS
from bot.extract.tokens import Tokens
from bot.extract.wordlist import words
from bot.model import Dating, Span

_EDGE_WORDS = words("until since till before after except to as through")
_NEXT_BRIEFING = re.compile(r"\bnext (?:press |news )?(?:briefing|conference)\b", re.IGNORECASE)
_SHORTLY = words("shortly just soon moments minutes immediately")
_IS = words("is was are were")
_ENDING = words("ended ending")
_STRETCHES = words("year years quarter half month months week weeks days season period")  # "the year ended 31 March"
_WHEN = re.compile(r",?\s+when\b")
_HOUR = re.compile(r"(?:about |around )?(?:\d{1,2}(?:[:.]\d\d|\s?[ap]\.?m\b|$| (?:on|in|the)\b)|noon|midnight|midday)")
_A_FEW = 4  # words beside its date below which what has no verb tells nothing
_BEFORE = 15  # characters before a clause, for the "asked" that it answers
_ASKED = re.compile(r"\bwhether\b|\b(?:ask(?:ed|ing|s)?|wonder(?:ed|ing|s)?|see|know) if\b", re.IGNORECASE)
_FORMULA = re.compile(r"(?:Done|Signed|Adopted|Issued|Given)\s+(?:at|in)\s+[A-Z]")
_SELF = re.compile(r"\bthis (?:interview|article|story|transcript|conversation|report|text)\b", re.IGNORECASE)


class Excluded:
    """Knows the text and the date of one document."""

    def __init__(self, text: str, tokens: Tokens, published: Dating) -> None:
        self._text = text
        self._tokens = tokens
        self._published = published

    def has(self, node: Node, dating: Dating, sentence: Span) -> bool:
        """Tell whether ``node`` of ``sentence`` is none for the date that stands in it."""
        if self._is_edge(dating) or self._is_bare(node, dating) or self._is_asked(node, dating):
            return True
        text = self._text
        formulas = (_SELF.search, _NEXT_BRIEFING.search, _FORMULA.match, BUSINESS.fullmatch)
        return any(found(text, *sentence) for found in formulas)

    def _is_asked(self, node: Node, dating: Dating) -> bool:
        """Tell whether it is only asked: "did not say whether it would open on Friday", "asked if she would go"."""
        start = dating.derivation.start
        if start is None:
            return False
        opening = self._text[max(0, node.clause.span.start - _BEFORE) : start]
        return _ASKED.search(opening) is not None

    def _is_bare(self, node: Node, dating: Dating) -> bool:
        """Tell whether there is no verb and hardly a word beside the date: "Dr Velk: On 29 January."."""
        if node.head is not None:
            return False
        start, end = dating.derivation.start or 0, dating.derivation.end or 0
        tokens = self._tokens
        around = range(tokens.at_or_after(node.span.start), tokens.at_or_after(node.span.end))
        beside = (i for i in around if tokens.lows[i].isalpha() and not start <= tokens.starts[i] < end)
        return sum(1 for _ in beside) < _A_FEW

    def _is_edge(self, dating: Dating) -> bool:
        """Tell whether the date only bounds what is told: "closed until 3 May", but "since 3 May, when she left"."""
        start, end = dating.derivation.start, dating.derivation.end
        if start is None or end is None or _WHEN.match(self._text, end):
            return False
        lows, token = self._tokens.lows, self._tokens.before(start)
        if lows[token] in {"of", "on"}:
            token -= 1  # "as of Monday", "except on Monday"
        if token > 0 and lows[token] == "dated" and lows[token - 1] in _IS:
            return True  # "the letter is dated 3 February", but "she warned of it in a letter dated 3 February"
        if token > 0 and lows[token] in _ENDING:
            return any(low in _STRETCHES for low in lows[max(0, token - 2) : token])
        if token >= 0 and lows[token] == "by":
            published, date = self._published.date, dating.date
            # "had 74 names by Thursday", but "will be shut by Monday"
            return date is not None and published is not None and date.last <= published.last
        if token > 0 and lows[token] in {"after", "before"} and lows[token - 1] in _SHORTLY:
            return False  # "shortly after two this afternoon"
        if token < 0 or (lows[token] in {"after", "before"} and _HOUR.match(self._text[start:end])):
            return False  # "after 2:40 a.m."
        return lows[token] in _EDGE_WORDS
