"""What the benchmarks of both chats share: the echo command, many who ask at once, and the table that is printed."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Mapping, Sequence

from bot.cards import Card, CardKind, Reply
from bot.commands.command import Command, Invocation
from bot.commands.dispatch import answer
from bot.commands.table import COMMANDS
from bot.store.corpus import Corpus

ALLOWED = 3.0
AT_ONCE = 200
_ECHO = Reply("Echo", (Card(CardKind.INFO, body="The same words each time."),))
WITH_ECHO = (*COMMANDS, Command("echo", "A fixed reply", lambda _call, _corpus: _ECHO))

Times = tuple[float, float]
"""Seconds to the acknowledgement and to the answer of a call."""


def answer_or_echo(invocation: Invocation, corpus: Corpus) -> Reply:
    """The answer to a command, the echo among them."""
    return _ECHO if invocation.command == "echo" else answer(invocation, corpus)


def any_late(taken: Mapping[str, Sequence[Times]]) -> bool:
    """Whether an acknowledgement took longer than the platform allows; prints what each took, beside the echo."""
    print(f"{'command':<10}{'ack':>8}{'answer':>9}{'p95':>8}{'x echo':>8}")
    base = statistics.median(answered for _, answered in taken["echo"]) * 1000
    for name, times in taken.items():
        acked = statistics.median(acked for acked, _ in times) * 1000
        answers = sorted(answered * 1000 for _, answered in times)
        median, p95 = statistics.median(answers), answers[int(len(answers) * 0.95)]
        print(f"{name:<10}{acked:>8.1f}{median:>9.1f}{p95:>8.1f}{median / base:>8.2f}")
    return any(acked > ALLOWED for times in taken.values() for acked, _ in times)


async def late_at_once(calls: Sequence[Awaitable[Times]], whose: str) -> int:
    """How many of these calls, all made at the same moment, were not answered in time; prints what they took."""
    began = time.perf_counter()
    times = await asyncio.gather(*calls, return_exceptions=True)
    done = [pair for pair in times if not isinstance(pair, BaseException)]
    slowest = max(acked for acked, _ in done)
    print(
        f"{len(calls)} at once{whose}: {len(done)} answered in {time.perf_counter() - began:.2f} s, "
        f"slowest acknowledgement {slowest:.2f} s, slowest answer {max(answered for _, answered in done):.2f} s"
    )
    return len(calls) - len(done) + sum(acked > ALLOWED for acked, _ in done)
