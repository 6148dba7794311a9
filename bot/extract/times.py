"""Time expressions of a document, with TIMEX3 values and the reason for each date (ISO-TimeML; Pustejovsky 2010)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.extract import calendars
from bot.extract.direction import direction
from bot.extract.times_forms import Day, Form, Holiday, Part, Range, Shift
from bot.extract.times_match import Mention, find_mentions
from bot.extract.times_numbers import habit
from bot.extract.times_resolve import NOTHING, Anchor, Resolver, derivation
from bot.extract.times_tokens import tokenise
from bot.model import Block, BlockKind, Dating, PartialDate, Sentence, TimeExpression, TimexType

_DIRECTED = (Day, Part, Holiday, Range, Shift)


def find_times(
    text: str, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], published: Dating
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of ``text`` in order; they do not overlap. Furniture such as copyright is left out.

    What cannot be worked out has the value None, and its dating says why.
    """
    mentions = list(mentions_in(text, blocks))
    own = tuple(
        Anchor(date, mention.span.of(text)) for mention in mentions if (date := printed_date(mention.form)) is not None
    )
    resolver = Resolver(published, own, day_first=habit(mentions))
    starts = [sentence.span.start for sentence in sentences]
    found = (_express(text, mention, resolver, sentences, starts) for mention in mentions)
    return tuple(time for time in found if time is not None)


def mentions_in(text: str, blocks: Sequence[Block]) -> Iterator[Mention]:
    """Yield the time expressions of the blocks as printed, unresolved."""
    for block in blocks:
        if block.kind is not BlockKind.BOILERPLATE:
            yield from find_mentions(tokenise(text, *block.span))


def printed_date(form: Form) -> PartialDate | None:
    """The day that ``form`` prints in full, None where a piece of it is missing."""
    if isinstance(form, Day) and form.year is not None and form.month is not None and form.day is not None:
        return calendars.make(form.year, form.month, form.day)
    return None


def _express(
    text: str, mention: Mention, resolver: Resolver, sentences: Sequence[Sentence], starts: list[int]
) -> TimeExpression | None:
    span = mention.span
    towards = 0
    if isinstance(mention.form, _DIRECTED) and sentences:
        sentence = sentences[max(0, bisect_right(starts, span.start) - 1)].span
        towards = direction(text, span, sentence)
    words = span.of(text)
    resolved = resolver.resolve(mention.form, towards, words, span.start)
    if resolved is NOTHING:
        return None
    reason = derivation(resolved, words, span.start, span.end, resolver.published)
    return TimeExpression(span, TimexType(resolved.type), resolved.value, Dating(resolved.date, reason))
