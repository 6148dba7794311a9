"""/compare: what was said and what happened about a person or a topic at one time, and at another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.cards import Action, Card, CardKind, Field, Reply
from bot.commands.choosing import telling_events, telling_quotes
from bot.commands.command import Invocation
from bot.commands.coverage import coverage_words
from bot.commands.nothing import nothing
from bot.commands.paging import AT_LEAST
from bot.commands.periods import find_period, parse_period
from bot.commands.show import CardMaker
from bot.commands.understanding import Understanding
from bot.commands.wording import counted, joined, said
from bot.commands.words import pieces, unquote
from bot.errors import UsageError
from bot.model.archive import Coverage, EventRow, Period, QuoteRow, Results
from bot.model.quotes import QuoteKind
from bot.store.corpus import Corpus, Filters
from bot.store.matching.event_words import WEAK
from bot.store.matching.wording import words_of

_EACH = 2  # events, and as many quotes, of each time
_WINDOW = 60  # rows of each sort that are looked at
_WORDS = 5
_OFTEN = 2  # times a word is said at one time, and never at the other
_BETWEEN = frozenset({"and", "with", "vs", "vs.", "versus", "against", "then", "now", "to"})
_EXAMPLE = "For example: /compare Smith 2023 2024"


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two times: what was found of it."""

    asked: Understanding
    period: Period
    events: Results[EventRow]
    quotes: Results[QuoteRow]
    coverage: Coverage

    @property
    def words(self) -> Counter[str]:
        """What was said, word by word."""
        words = (word for row in self.quotes.rows for part in row.parts for word in words_of(part))
        return Counter(word for word in words if len(word) > 3 and word not in WEAK and word.isalpha())

    @property
    def partial(self) -> bool:
        """Tell whether not all was counted."""
        return self.quotes.partial or self.events.partial

    @property
    def counts(self) -> str:
        """How much was found."""
        parts = ((self.quotes.total, "quote"), (self.events.total, "event"))
        return joined((counted(number, noun) for number, noun in parts if number), ", ") or "nothing found"


def compare(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer with two stretches of cards, the earlier time first."""
    asked = Understanding(invocation, corpus)
    rest, then, now = _times(invocation)
    asked.read_free(rest)
    if not asked.subject:
        raise UsageError(f"/compare needs a person or a topic and two times. {_EXAMPLE}")

    def restated(other: Understanding) -> dict[str, str | int]:
        return {**other.as_free(), "then": then.words, "now": now.words}

    for reading in asked.readings():
        sides = [_side(reading.moved(period), period, corpus) for period in (then, now)]
        if any(side.events.total or side.quotes.total for side in sides):
            break
    else:
        times = f"{then.words} and {now.words}"
        return nothing(asked, "event or quote", lambda filters: _count(corpus, filters), restated, times)
    make = CardMaker()
    first, second = sides
    return Reply(
        heading=joined(("Compared", *reading.subject, f"{then.words} and {now.words}")),
        cards=(*_cards(make, first, second), *_cards(make, second, first)),
        note=joined((asked.note, AT_LEAST if any(side.partial for side in sides) else ""), "\n"),
        actions=(*_more(first), *_more(second)),
    )


def _times(invocation: Invocation) -> tuple[str, Period, Period]:
    """The words left over and the two times, the earlier first. Raises PeriodError, UsageError."""
    rest = list(pieces(invocation.text("what")))
    given = [
        parse_period(unquote(typed), invocation.now) for name in ("then", "now") if (typed := invocation.text(name))
    ]
    while len(given) < 2 and (found := find_period([piece.covered for piece in rest], invocation.now)):
        given.append(found.period)
        del rest[found.begin : found.end]
        while len(rest) > found.begin and rest[found.begin].raw.casefold() in _BETWEEN:
            del rest[found.begin]
    if len(given) < 2 or given[0] == given[1]:
        raise UsageError(f"/compare needs two different times. {_EXAMPLE}")
    then, now = sorted(given, key=lambda period: (period.first, period.last))
    return " ".join(piece.raw for piece in rest), then, now


def _side(asked: Understanding, period: Period, corpus: Corpus) -> _Side:
    filters = asked.filters
    return _Side(
        asked,
        period,
        corpus.events(filters, 0, _WINDOW),
        corpus.quotes(filters, 0, _WINDOW),
        corpus.coverage(filters),
    )


def _cards(make: CardMaker, side: _Side, other: _Side) -> Iterator[Card]:
    """A time's own card, then what tells most of it."""
    only = [word for word, number in (side.words - other.words).most_common() if number >= _OFTEN]
    new = [word for word in only if word not in other.words][:_WORDS]
    kinds = Counter(row.kind for row in side.quotes.rows)
    how = said(*(kinds[kind] for kind in QuoteKind)) if side.quotes.total <= _WINDOW else ""
    fields = (Field("Said", how), Field("Words said only here", ", ".join(new) if other.quotes.total else ""))
    yield Card(
        kind=CardKind.INFO,
        title=side.period.words,
        body=joined((side.counts, coverage_words(side.coverage))),
        fields=tuple(field for field in fields if field.value),
    )
    told = telling_events(side.events.rows, _EACH)
    yield from (make.event(row) for row in told)
    yield from (make.quote(one) for one in telling_quotes(side.quotes.rows, told, _EACH))


def _more(side: _Side) -> Sequence[Action]:
    if side.events.total <= _EACH and side.quotes.total <= _EACH:
        return ()
    label = f"All of {side.period.words}"[:40]
    return (Action("suggestion", label, "brief", side.asked.as_free()),)


def _count(corpus: Corpus, filters: Filters) -> int:
    return corpus.events(filters, 0, 1).total + corpus.quotes(filters, 0, 1).total
