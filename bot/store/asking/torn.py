"""Whether a stretch of a text begins or ends in the middle of a sentence. Pure."""

from __future__ import annotations

from bot.model import Span

_ENDS = frozenset(".!?…")
_QUOTES = "\"'”’»"
_CLOSERS = f"{_QUOTES})]"
_REACH = 80  # characters looked at on either side: more white space than that parts sentences


def begins_inside(text: str, span: Span) -> bool:
    """Tell whether words of the sentence stand before ``span``."""
    around = text[max(0, span.start - _REACH) : span.start]
    before = around.rstrip()
    small = next((one.islower() for one in span.of(text) if one.isalpha()), False)
    if not before or small:
        return bool(before) and (before[-1] in _QUOTES or before[-1] not in _ENDS)
    same_line = "\n" not in around[len(before) :]
    return same_line and (before[-1].isalnum() or before[-1] in ",;")


def ends_inside(text: str, span: Span) -> bool:
    """Tell whether words of the sentence stand behind ``span``."""
    around = text[span.end : span.end + _REACH]
    behind = around.lstrip()
    told, goes_on = span.of(text).rstrip(_CLOSERS), behind.lstrip(_CLOSERS)
    if not told or told[-1] in _ENDS or not goes_on or goes_on[0] in _ENDS:
        return False
    return "\n" not in around[: len(around) - len(behind)] or goes_on[0].islower()
