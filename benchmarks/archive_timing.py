"""Timing questions beside what they are compared with, in turn and in several passes, and reporting the ratios."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from bot.store.engine.database import Database
from bot.store.engine.prepared import Query, Values

Question = Callable[[], Any]
Took = tuple[float, float]
"""Seconds by the clock, and of processor time: what it would be if no other process wanted the core."""
Pass = tuple[Sequence[Took], Sequence[Took]]
"""What the one and the other took."""
PASSES = 5


@dataclass
class Report:
    """Lines of the report, and whether a target was missed."""

    lines: list[str] = field(default_factory=list)
    missed: bool = False

    def ratio(self, what: str, passes: Sequence[Pass], target: float, at: int = 95) -> None:
        """Report how the percentile ``at`` of one relates to that of the other, and the same of processor time.

        All are medians over the passes.
        """
        one, other, ratio = _compared(passes, 0, at)
        _, _, middle = _compared(passes, 0, 50)
        _, _, spent = _compared(passes, 1, at)
        self.missed |= ratio > target
        verdict = "held" if ratio <= target else "missed"
        numbers = f"{one * 1000:.3f} | {other * 1000:.3f} | {ratio:.2f} | {middle:.2f} | {spent:.2f}"
        self.say(f"| {what} | {numbers} | {target} | {verdict} |")

    def limit(self, what: str, value: float, target: float) -> None:
        """Report a figure that has an upper limit."""
        self.missed |= value > target
        self.say(f"| {what} | {value:.2f} | {target:g} | {'held' if value <= target else 'missed'} |")

    def say(self, line: str) -> None:
        """Print and keep a line."""
        self.lines.append(line)
        print(line, flush=True)


def percentile(seconds: Sequence[float], at: int) -> float:
    """The percentile ``at`` (1 to 99) of at least two figures."""
    return statistics.quantiles(seconds, n=100)[at - 1]


def _compared(passes: Sequence[Pass], clock: int, at: int) -> tuple[float, float, float]:
    """Percentiles of one and of the other by one of the two clocks, and their ratio: medians over the passes."""
    pairs = [
        (percentile([took[clock] for took in ours], at), percentile([took[clock] for took in theirs], at))
        for ours, theirs in passes
    ]
    ratio = statistics.median(one / other if other else 1.0 for one, other in pairs)
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs), ratio


def took(question: Question) -> Took:
    """What a question takes in this thread."""
    start, spent = time.perf_counter(), time.process_time()
    question()
    return time.perf_counter() - start, time.process_time() - spent


async def took_from_loop(question: Question) -> Took:
    """What a question takes by way of a worker thread, as it goes in a chat."""
    start, spent = time.perf_counter(), time.process_time()
    await asyncio.to_thread(question)
    return time.perf_counter() - start, time.process_time() - spent


async def side_by_side(
    ones: Sequence[Question], others: Sequence[Question], *, hop: bool = True, other_hop: bool = False
) -> list[Pass]:
    """Ask the one and the other in turn, so that a busy machine is fair to both; as often as ``PASSES``.

    Each goes first every other time: who goes second finds the pages of the file in the processor's memory.
    """

    async def ask(question: Question, *, hop: bool) -> Took:
        return await took_from_loop(question) if hop else took(question)

    passes = []
    for number in range(PASSES):
        ours, theirs = [], []
        for place, (one, other) in enumerate(zip(ones, others, strict=True)):
            if (number + place) % 2:
                theirs.append(await ask(other, hop=other_hop))
                ours.append(await ask(one, hop=hop))
            else:
                ours.append(await ask(one, hop=hop))
                theirs.append(await ask(other, hop=other_hop))
        passes.append((ours, theirs))
    return passes


@contextmanager
def recorded(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """The statements that reading leads to, with their parameters."""
    statements: list[tuple[str, Any]] = []
    run = Query.run

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        statements.append((statement, parameters))

    def noted(self: Query, connection: Any, values: Values) -> Iterator[Any]:
        statements.append((self.sql, self._parameters({**self.defaults, **values})))
        return run(self, connection, values)

    with database.read() as connection:
        engine = connection.engine
    event.listen(engine, "before_cursor_execute", note)
    Query.run = noted  # type: ignore[method-assign]
    try:
        yield statements
    finally:
        Query.run = run  # type: ignore[method-assign]
        event.remove(engine, "before_cursor_execute", note)
