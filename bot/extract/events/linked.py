"""What of a sentence is an event of its own, once each clause and noun has its date.

The sentence with its main date; a clause, or a noun that names an event, that has another date than what is around it;
the clause of each further day that the sentence names.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.extract.events.features import Node
from bot.extract.events.standing import alone, is_subordinate
from bot.extract.times import calendars
from bot.extract.tokens import Tokens
from bot.model import Dating, PartialDate, Precision, Sentence, Span, TimeExpression

_WEEK = re.compile(r"(\d{4})-W(\d\d)\b")


@dataclass(frozen=True, slots=True)
class Linked:
    """A node with the date that was chosen for it and how it stands to it ("in", "same", "before", "after", "pub")."""

    node: Node
    dating: Dating
    relation: str
    sure: float
    time: TimeExpression | None
    main: bool = False

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The words that the date rests on; none where it is that of publication."""
        return (self.time.span,) if self.time else ()

    def is_planned(self, published: PartialDate | None) -> bool:
        """Tell whether it lies ahead: after publication as a whole, or in part where the clause looks ahead."""
        if published is None or self.dating.date is None:
            return self.node.clause.ahead and published is None
        first, last = (self.time and week_of(self.time)) or (self.dating.date.first, self.dating.date.last)
        return first > published.last or (self.node.clause.ahead and last > published.last)


def distinct_events(sentence: Sentence, linked: Sequence[Linked], tokens: Tokens) -> Iterator[Linked]:
    """Yield the sentence with its main date, then what has another date than what is around it."""
    clauses = [item for item in linked if not item.node.noun]
    if not clauses:
        return
    inside = [item for item in clauses if is_inside(item)]
    to_the_day = [item for item in inside if item.dating.precision is Precision.DAY]
    main = (to_the_day or inside or clauses)[0]
    around = next((item for item in clauses if not is_subordinate(tokens, item.node.clause)), main)
    shown = alone(tokens, main.node.clause, tokens.at_or_after(sentence.span.start))
    if around.dating.date != main.dating.date and shown is not None:
        aside = replace(main, node=replace(main.node, span=shown))
        linked = [aside if item is main else item for item in linked if item is main or item.evidence != main.evidence]
        main = around
    yield replace(main, node=_with_verb(replace(main.node, span=sentence.span), clauses, tokens), main=True)
    dates = {item.node.clause.first: item.dating.date for item in clauses}
    for item in linked:
        of_clause = dates[item.node.clause.first] if item.node.noun else main.dating.date
        if item.dating.date != of_clause:
            yield item


def _with_verb(node: Node, clauses: Sequence[Linked], tokens: Tokens) -> Node:
    """The node with its sentence's verb where its own clause has none: "On Sunday a man, speaking softly, said"."""
    if node.head is not None:
        return node
    verbs = (
        item.node for item in clauses if item.node.head is not None and not is_subordinate(tokens, item.node.clause)
    )
    told = next((one for one in verbs if not tokens.lows[one.clause.first].endswith("ing")), node)
    return replace(node, clause=told.clause, head=told.head)


def further_days(
    distinct: Sequence[Linked], linked: Sequence[Linked], times: Iterable[TimeExpression]
) -> Iterator[Linked]:
    """Yield the clause of each day that the sentence names and no deed was linked to: "today and tomorrow"."""
    deeds = [item for item in distinct if not item.node.clause.saying and is_inside(item)]
    seen = {item.dating.date for item in deeds}
    clauses = [item for item in linked if not item.node.noun]
    starts = [item.node.clause.span.start for item in clauses]
    for time in times:
        if time.dating.precision is Precision.DAY and time.dating.date not in seen:
            index = bisect_right(starts, time.span.start) - 1
            around = clauses[max(index, 0)]
            if index >= 0 and around.node.clause.head is not None and not around.node.clause.saying:
                seen.add(time.dating.date)
                node = replace(around.node, span=around.node.clause.span, head=around.node.clause.head, noun=False)
                yield Linked(node, time.dating, "in", around.sure, time)


def week_of(time: TimeExpression) -> tuple[dt.date, dt.date] | None:
    """First and last day of a time that is a week; None where it is none."""
    found = _WEEK.match(time.value or "")
    try:
        return calendars.week_days(dt.date.fromisocalendar(int(found[1]), int(found[2]), 1)) if found else None
    except ValueError:  # a 60th week
        return None


def is_inside(item: Linked) -> bool:
    """Tell whether the date stands in the clause itself, or in the sentence that is told whole."""
    around = item.node.span if item.main else item.node.clause.span
    return any(around.contains(span) for span in item.evidence)
