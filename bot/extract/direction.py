"""Whether a clause looks back or ahead: the verb that stands nearest before a time expression tells."""

from __future__ import annotations

import re

from bot.model import Span

_MARK = re.compile(
    r"\b(?:(?P<ahead>will|would|shall|won['’]t|going\sto|to\sbe|(?:is|are|be)\s(?:due|set|scheduled|expected|planned|slated|likely)"
    r"|due|scheduled|slated|plans?|planning|intends?|expects?|expected|aims?|hopes?|ready\sto|(?:is|are)\sto|upcoming|promised\sto"
    r"|agreed\sto|until|can|could|may|might|must|should|tickets|begins|starts|opens|expires?|deadline)"
    r"|(?P<back>[a-z]{2,}ed|was|were|had|did|said|told|wrote|went|came|took|gave|got|made|saw|found|became|left|held|met|won"
    r"|lost|fell|rose|began|led|sent|spoke|paid|kept|put|set|hit|cut|shot|struck|ran|sold|bought|brought|thought|knew|grew"
    r"|drew|broke|chose|drove|flew|fought|hurt|built|stood|understood|won|beat|let|read|quit|sat|slid|sank|spent|threw"
    r"|withdrew|overthrew|arose|bore|dealt|fled|forgot|laid|lay|meant|sought|shook|shut|sprang|stole|swore|taught|tore|woke"
    r"|since|ago|after))\b|['’](?P<short>ll)\b"
)
_WINDOW = 200


def direction(text: str, span: Span, sentence: Span) -> int:
    """Return 1 where the words around ``span`` look ahead, -1 where they look back, 0 where nothing tells."""
    start = max(sentence.start, span.start - _WINDOW)
    before = [*_MARK.finditer(text, start, span.start)]
    mark = before[-1] if before else None
    if mark is None:
        mark = _MARK.search(text, span.end, min(sentence.end, span.end + _WINDOW))
    if mark is None:
        return 0
    return -1 if mark["back"] else 1
