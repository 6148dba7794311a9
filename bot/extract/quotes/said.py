"""When a quote was said: the time that its sentence gives, else the publication date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from bot.extract.spans import Spans
from bot.model import Dating, Precision, Span, TimeExpression, TimexType

_REACH = 90


class SaidOn:
    """Finds the time expression that belongs to an act of speech.

    Times inside ``marked`` words tell nothing about when these or others were said.
    """

    def __init__(
        self, text: str, times: tuple[TimeExpression, ...], published: Dating, marked: Iterable[Span] = ()
    ) -> None:
        self._text = text
        spoken = Spans(marked)
        self._times = [
            time for time in times if time.type in {TimexType.DATE, TimexType.TIME} and not spoken.share(time.span)
        ]
        self._starts = [time.span.start for time in self._times]
        self._published = published

    def at(self, sentence: Span, contents: list[Span], anchor: int) -> Dating:
        """Date the act of speech whose cue or speaker stands at ``anchor`` in ``sentence``.

        Times inside the quoted words (``contents``) tell nothing about when they were said, nor does a time that
        lies after the publication or on the other side of a semicolon.
        """
        first = bisect_left(self._starts, sentence.start)
        best: TimeExpression | None = None
        for time in self._times[first : bisect_left(self._starts, sentence.end)]:
            if any(span.overlaps(time.span) for span in contents) or not self._possible(time.dating):
                continue
            distance = max(0, time.span.start - anchor, anchor - time.span.end)
            if distance > _REACH and time.span.start > sentence.start + 20:
                continue
            if ";" in self._text[min(anchor, time.span.end) : max(anchor, time.span.start)]:
                continue
            if best is None or distance < max(0, best.span.start - anchor, anchor - best.span.end):
                best = time
        return best.dating if best is not None else self._published

    def _possible(self, dating: Dating) -> bool:
        if dating.date is None:
            return self._published.date is None
        if dating.precision is not Precision.DAY:
            return False
        return self._published.date is None or dating.date.first <= self._published.date.last
