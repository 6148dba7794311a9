"""Time expressions of a document, with TIMEX3 values and the reason for each date (ISO-TimeML; Pustejovsky 2010)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.page import furniture
from bot.extract.sittings import BUSINESS
from bot.extract.times import calendars
from bot.extract.times.beside import Counted, DatedSentences
from bot.extract.times.day_order import habit
from bot.extract.times.direction import direction
from bot.extract.times.forms import Beside, Clock, Day, Fixed, Form, Holiday, MonthsTo, Part, Range, Shift, Week
from bot.extract.times.match import Mention, find_mentions
from bot.extract.times.resolve import Resolver
from bot.extract.times.resolved import NOTHING, Resolved, derivation
from bot.extract.times.tokens import tokenise
from bot.extract.times.years import Anchor, Place
from bot.model import Block, BlockKind, Dating, PartialDate, Sentence, Span, TimeExpression, TimexType

_CLOSE = 25  # characters
_NOON = 12
_LIVE = 2  # stamps that make a live blog, whose times of day are of the day on which it is written
_SAID = re.compile(r"\b(?:said|announced|reported|confirmed|told\s(?:\w+\s){1,3})\s?(?:late\s)?(?:on\s)?$")
_HABIT = re.compile(r"\b(?:always|usually|normally|typically|generally)\b")
_PART = re.compile(r"\b(?:(morning)|afternoon|evening|night)s?\b")
_JOINT = re.compile(r",?\s(?:(?:and|or)\s)?(?:in\s|on\s)?")
_DIRECTED = (Day, Part, Holiday, MonthsTo, Range, Shift, Week)


def find_times(
    text: str, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], published: Dating
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of ``text`` in order; they do not overlap. Furniture such as copyright is left out.

    What cannot be worked out has the value None, and its dating says why.
    """
    placed = _placed(text, blocks, sentences)
    own = [Anchor(date, place) for mention, place in placed if (date := printed_date(mention.form)) is not None]
    stamps = [mention for mention, place in placed if _is_stamp(text, mention, blocks[place.block])]
    live = len(stamps) >= _LIVE
    resolver = Resolver(published, own, day_first=habit([mention for mention, _ in placed]))
    dated = DatedSentences(text, sentences)
    found: list[TimeExpression] = []
    stamp: Clock | None = None
    for index, (mention, place) in enumerate(placed):
        towards = 0
        if isinstance(mention.form, Beside):
            ahead = direction(text, mention.span, sentences[place.sentence].span, blocks[place.block].kind) > 0
            until = published.date.last if published.date and not ahead else None
            beside = _beside(
                text, mention.form, mention.span, dated.count(mention.form, mention.span, until), published
            )
            found.extend([beside] if beside else [])
            continue
        if isinstance(mention.form, Clock) and (named := _day_behind(placed, index)) is not None:
            day, where = named
            towards = direction(text, day.span, sentences[where.sentence].span, blocks[where.block].kind)
            resolver.resolve(replace(day.form, clock="") if isinstance(day.form, Day) else day.form, towards, place)
        elif isinstance(mention.form, Clock):
            around, sentence = blocks[place.block], sentences[place.sentence].span
            of_print = live or mention in stamps or BUSINESS.fullmatch(text, *sentence)
            towards = 1 if of_print else direction(text, mention.span, sentence, around.kind)
        if isinstance(mention.form, _DIRECTED):
            towards = _joined(text, found, mention, published) or direction(
                text, mention.span, sentences[place.sentence].span, blocks[place.block].kind
            )
        form = mention.form
        if live and isinstance(form, Clock):
            stamp = form if mention in stamps else stamp
            if stamp and form.unsure:
                ahead = direction(text, mention.span, sentences[place.sentence].span, blocks[place.block].kind) > 0
                form = _by_the_stamp(form, stamp, ahead=ahead)
        resolved = resolver.resolve(form, towards, place)
        if isinstance(mention.form, Day) and _opens_story(text, blocks, place.block):
            resolver.dateline(resolved, place)
        if resolved is not NOTHING:
            dated.note(resolved.date, place.sentence, mention.span)
            found.append(_expression(text, mention.span, resolved, published))
    return tuple(found)


def _opens_story(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a block is a dateline on the line of the sentence that it opens: "LUNDE, March 13 (NNA) -- The"."""
    if blocks[index].kind is not BlockKind.DATELINE or index + 1 == len(blocks):
        return False
    return "\n" not in text[blocks[index].span.end : blocks[index + 1].span.start]


def _is_of_the_clock(form: Form) -> bool:
    """Tell whether a time of day is read, or a stretch between two."""
    return isinstance(form, Clock) or (isinstance(form, Range) and isinstance(form.second, Clock))


def _is_stamp(text: str, mention: Mention, block: Block) -> bool:
    """Tell whether a time of day opens its paragraph, as in a live blog: it is of the day on which that is written."""
    return isinstance(mention.form, Clock) and not text[block.span.start : mention.span.start].strip("([ ")


def _by_the_stamp(form: Clock, stamp: Clock, *, ahead: bool) -> Clock:
    """Put "half past six", told at 18:42, after noon: the last before the entry was written, or the next to come."""
    both = (form.clock, f"T{(int(form.clock[1:3]) + _NOON) % (2 * _NOON):02}{form.clock[3:]}")
    fitting = sorted(clock for clock in both if (clock > stamp.clock if ahead else clock <= stamp.clock))
    return replace(form, clock=fitting[0 if ahead else -1], unsure=False) if fitting else form


def _joined(text: str, found: Sequence[TimeExpression], mention: Mention, published: Dating) -> int:
    """Where the month or day before it lies to which this one is joined ("in June and July"); 0 for none."""
    if not found or not isinstance(mention.form, Day) or mention.form.month is None or published.date is None:
        return 0
    before = found[-1]
    date = before.dating.date
    if date is None or date.month is None or not _JOINT.fullmatch(text, before.span.end, mention.span.start):
        return 0
    return 2 * ((date.first > published.date.last) - (date.last < published.date.first))


def _day_behind(placed: Sequence[tuple[Mention, Place]], index: int) -> tuple[Mention, Place] | None:
    """The day that stands close behind a time of day: "at 10:35 a.m. (0735 GMT) Friday"."""
    mention, place = placed[index]
    for other, where in placed[index + 1 : index + 3]:
        gap = where.at - mention.span.end
        if where.sentence == place.sentence and gap <= _CLOSE and isinstance(other.form, Day):
            return other, where
    return None


def _beside(text: str, form: Beside, span: Span, counted: Counted | None, published: Dating) -> TimeExpression | None:
    """A day counted from an event; where the text does not date that event, the printed number of days alone."""
    if counted is not None:
        note = f'counted from "{counted.words}"'
        resolved = Resolved("DATE", counted.date.iso, counted.date, note=note, anchored=False)
        return _expression(text, span, resolved, published)
    if form.duration is None:
        return None
    alone = Span(span.start, span.start + len(span.of(text).rsplit(None, 1)[0]))
    return _expression(text, alone, Resolved("DURATION", form.duration, anchored=False), published)


def mentions_in(text: str, blocks: Sequence[Block]) -> Iterator[Mention]:
    """Yield the time expressions of the blocks as printed, unresolved; also those of readers' comments below."""
    comments = False
    for block in blocks:
        if block.kind is BlockKind.BOILERPLATE:
            line = block.span.of(text)
            comments = comments or furniture.opens_comments(line.partition("\n")[0].rstrip())
            if not comments or furniture.kind_of(line) is BlockKind.BOILERPLATE:
                continue
        yield from find_mentions(tokenise(text, *block.span))


def printed_date(form: Form) -> PartialDate | None:
    """The day that ``form`` prints in full, of a range the last; None where a piece of it is missing."""
    if isinstance(form, Range):
        return printed_date(form.second)
    if isinstance(form, Day) and form.year is not None and form.month is not None and form.day is not None:
        return calendars.make(form.year, form.month, form.day)
    return None


def _placed(text: str, blocks: Sequence[Block], sentences: Sequence[Sentence]) -> list[tuple[Mention, Place]]:
    """The time expressions that stand in a sentence, each with its place."""
    starts = [sentence.span.start for sentence in sentences]
    mentions = [(mention, bisect_right(starts, mention.span.start) - 1) for mention in mentions_in(text, blocks)]
    habitual = {
        sentence: mention.span.of(text)
        for mention, sentence in mentions
        if isinstance(mention.form, Fixed) and mention.form.type == "SET"
    }
    return [
        (
            _at_its_habit(mention, habitual.get(sentence, "")),
            Place(
                mention.span.start,
                sentence,
                sentences[sentence].block,
                mention.span.of(text),
                habitual=_is_of_the_clock(mention.form)
                and (
                    sentence in habitual
                    or _HABIT.search(text, sentences[sentence].span.start, mention.span.start) is not None
                ),
                said=_SAID.search(text, max(0, mention.span.start - _CLOSE), mention.span.start) is not None,
            ),
        )
        for mention, sentence in mentions
        if sentence >= 0
    ]


def _at_its_habit(mention: Mention, habit: str) -> Mention:
    """Put "half past six" into the half of the day that its habit names: "every morning", "every night"."""
    form, part = mention.form, _PART.search(habit)
    if not isinstance(form, Clock) or not form.unsure or part is None:
        return mention
    hour = int(form.clock[1:3]) + (0 if part[1] else _NOON)
    return (
        replace(mention, form=replace(form, clock=f"T{hour:02}{form.clock[3:]}", unsure=False))
        if hour < 2 * _NOON
        else mention
    )


def _expression(text: str, span: Span, resolved: Resolved, published: Dating) -> TimeExpression:
    reason = derivation(resolved, span.of(text), span.start, span.end, published)
    return TimeExpression(span, TimexType(resolved.type), resolved.value, Dating(resolved.date, reason))
