"""Whether a clause looks back or ahead: the verb that stands nearest before a time expression tells."""

from __future__ import annotations

import re

from bot.extract.verbs import IRREGULAR
from bot.model import Span

_MARK = re.compile(
    r"\b(?:(?P<undone>had\sbeen\s(?:due|set|scheduled|expected|planned|slated|meant|supposed))"
    r"|(?P<ahead>will|would|shall|won['’]t|going\sto|to\sbe|set\s(?:to|for)|(?:is|are|was|were)\sto"
    r"|due|scheduled|slated|plann(?:ed|ing)|plans?|intend(?:s|ed)?|expect(?:s|ed)?|aim(?:s|ed)?|hop(?:es?|ed|ing)\sto"
    r"|ready\sto|upcoming|promised\sto|agreed\sto|until|can|could|may|might|must|should|tickets|begins|starts|opens"
    r"|expires?|deadline|postponed|delayed|adjourned|rescheduled|extended)"
    r"|(?P<back>[a-z]{2,}ed|since|ago|" + "|".join(sorted(IRREGULAR | {"was", "were", "had", "did"})) + r"))\b|['’]ll\b"
)
_WINDOW = 200
_POSSESSIVE = re.compile(r"['’]s\b")


def direction(text: str, span: Span, sentence: Span) -> int:
    """Return 1 where the words around ``span`` look ahead, -1 where they look back, 0 where nothing tells."""
    if _POSSESSIVE.match(text, span.end):
        return 0  # "Wednesday's ruling": the verb before it is not the ruling's
    start = max(sentence.start, span.start - _WINDOW)
    before = [*_MARK.finditer(text, start, span.start)]
    mark = before[-1] if before else _MARK.search(text, span.end, min(sentence.end, span.end + _WINDOW))
    if mark is None:
        return 0
    return -1 if mark["back"] or mark["undone"] else 1
