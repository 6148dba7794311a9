"""Whether a clause looks back or ahead: the verb that stands nearest before a time expression tells."""

from __future__ import annotations

import re

from bot.extract.events.verbs import IRREGULAR
from bot.model import BlockKind, Span

# A modal takes the verb behind it along, so that "will be paid" does not look back.
_VERB = r"(?:\s(?:not|also|be|have|been|then|now|only|stay|remain|become|get))*(?:\s[a-z]+)?"
_MARK = re.compile(
    r"\b(?:(?P<undone>could(?:\snot|n['’]t)\s(?:immediately\s)?be\s[a-z]+"
    r"|(?:neither|nor|nobody|no\sone|none)\b[^.;!?]{0,80}\bcould\sbe\s[a-z]+|had\sbeen\s(?:due|set|scheduled|expected|planned|slated|meant|supposed)(?:\sto\s[a-z]+)?)"
    rf"|(?P<ahead>(?:will|would|shall|won['’]t|shan['’]t|can|could|may|might|must|should){_VERB}|to\sbe(?:\s[a-z]+)?|going\sto"
    r"|set\s(?:to|for)|(?:is|are|was|were)\sto|due(?!\sto\s(?:the|a|an|its|his|her|their|this|that|bad)\b)|scheduled|slated"
    r"|plann(?:ed|ing)|plans?\s(?:to|on|for)|intend(?:s|ed)?|expect(?:s|ed)?|aim(?:s|ed)?|hop(?:es?|ed|ing)\sto|ready\sto"
    r"|upcoming|coming|next\s(?!day|morning|week|month|year|to\b)[a-z]+|(?:promised|agreed)\sto(?!\s(?:the|a|an|its|his|her|their|this|that)\b)|until|tickets|expires?|deadline|postponed|delayed|adjourned"
    r"|rescheduled|extended)"
    r"|(?P<scheduled>(?<!\ba\s)(?<!\bthe\s)(?<!\bhis\s)(?<!\bher\s)(?<!\bits\s)(?<!\btheir\s)(?:meets?|plays?|travels?|leaves?|returns?|visits?|opens|closes|turns|comes|begins|starts|ends|resumes?|hosts?|faces?"
    r"|departs?|arrives?|takes\splace))"
    r"|(?P<back>(?<!\bto\s)(?<!\bis\s)(?<!\bare\s)(?:(?!un)[a-z]{2,}ed|since|ago|"
    + "|".join(sorted(IRREGULAR | {"was", "were", "had", "did"}))
    + r")))\b|['’]ll\b"
)
_WINDOW, _CLOSE = 200, 20
# "The vote is on Wednesday", "there is a poll in November"
_IS = re.compile(
    r"\b(?:(?:is|are)\s+(?:on|at|for|this|next)?|there(?:\sis|\sare|['’]s)\s(?:an?\s)?(?:[a-z]+\s){1,3}(?:on|in|at))\s*$"
)
_THEN = re.compile(r",?\s+(?:it|he|she|they|that|this|we)\s(?:was|were|had)\b")
_STATED = re.compile(r"\s(?:is|will|marks)\b")
_TERM = re.compile(r"\b(by|until|effective|payable|from)\s+(?:the\s+(?:end|start|beginning)\s+of\s+)?$")
_TERM_WIDTH = 50
_FOR, _WEEKDAY = re.compile(r"\bfor\s+$"), re.compile(r"[A-Z][a-z]+day\b")
_DECLARED = re.compile(r"\bdeclared?\s+$")  # "declared Thursday a day of mourning"
_PERFECT = re.compile(r"\b(?:has|have|had)\b[^,;]*$")  # "they had left by Friday" looks back
_POSSESSIVE = re.compile(r"['’]s\b")


def direction(text: str, span: Span, sentence: Span, kind: BlockKind = BlockKind.PARAGRAPH) -> int:
    """Return 1 where the words around ``span`` look ahead, -1 where they look back, 0 where nothing tells.

    2 and -2 where they stand close to it. The present tense looks ahead in a paragraph ("meets on Thursday"), back in a
    caption, and tells nothing in a headline.
    """
    if kind is BlockKind.CAPTION:
        return -1
    if _POSSESSIVE.match(text, span.end):
        return 0  # "Wednesday's ruling": the verb before it is not the ruling's
    start = max(sentence.start, span.start - _WINDOW)
    near = max(sentence.start, span.start - _TERM_WIDTH)
    if _STATED.match(text, span.end) or _IS.search(text, near, span.start) or _DECLARED.search(text, near, span.start):
        return 2  # "and Monday is its anniversary"
    if _FOR.search(text, near, span.start) and _WEEKDAY.match(text, span.start):
        return 2  # "has called a vigil for Sunday"
    if _THEN.match(text, span.end):
        return -2  # "by Tuesday morning it was known"
    before = [*_MARK.finditer(text, start, span.start)]
    term = _TERM.search(text, near, span.start)
    looked_back = term and term[1] == "from" and any(mark["back"] for mark in before)  # "it rose in May from April"
    if term and not looked_back and not _PERFECT.search(text, start, span.start):
        return 2
    mark = before[-1] if before else _MARK.search(text, span.end, min(sentence.end, span.end + _WINDOW))
    if mark is None:
        return 0
    if mark["scheduled"] and kind is BlockKind.HEADLINE:
        return 0
    gap = span.start - mark.end() if before else mark.start() - span.end
    strength = 2 if gap <= _CLOSE else 1
    return -strength if mark["back"] or mark["undone"] else strength
