"""From a slash command to its acknowledgement and to its answer, on the wire, against an echo command in the same run.

    python -m benchmarks.interactions_slack [--mode http|socket] [--rounds 40] [--corpus seeds]

Slack's own clients talk to the Slack of tests/wire over loopback. The echo answers with a fixed reply, so that what a
command costs beyond it is looking up, composing and rendering. Then 200 people ask at once. Slack gives an
acknowledgement three seconds; the exit code is 1 where one took longer or an answer is missing.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot.cards import Card, CardKind, Reply
from bot.commands.command import Command, Invocation
from bot.commands.dispatch import answer
from bot.commands.table import COMMANDS
from bot.ingest.run import ingest
from bot.store.corpus import Corpus
from bot.store.engine.database import Database, open_database
from tests.wire.slack_workspace import Workspace

ALLOWED = 3.0
AT_ONCE = 200
_ECHO = Reply("Echo", (Card(CardKind.INFO, body="The same words each time."),))

Times = list[tuple[float, float]]
"""Seconds to the acknowledgement and to the answer, one pair a call."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mode", choices=("http", "socket"), default="http")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--corpus", type=Path, default=Path("seeds"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_database(f"sqlite:///{folder}/archive.db") as database:
        ingest([options.corpus], database)
        return asyncio.run(_measure(database, options.mode, options.rounds))


async def _measure(database: Database, mode: str, rounds: int) -> int:
    echo = Command("echo", "A fixed reply", lambda _call, _corpus: _ECHO)
    parts = {"answer": _answer, "commands": (*COMMANDS, echo)}
    async with Workspace(database, mode, archive=parts) as workspace:
        questions = _questions(Corpus(database))
        for name, text in questions.items():  # once each, so that nothing is measured cold
            await _ask(workspace, name, text, f"U{name}")
        taken = {
            name: [await _ask(workspace, name, text, f"U{name}{number}") for number in range(rounds)]
            for name, text in questions.items()
        }
        print(f"{mode}: medians of {rounds}, in milliseconds")
        print(f"{'command':<10}{'ack':>8}{'answer':>9}{'p95':>8}{'x echo':>8}")
        base = statistics.median(answered for _, answered in taken["echo"])
        for name, times in taken.items():
            _print(name, times, base)
        late = await _at_once(workspace, list(questions.items()))
    return 1 if late or any(acked > ALLOWED for times in taken.values() for acked, _ in times) else 0


def _answer(invocation: Invocation, corpus: Corpus) -> Reply:
    return _ECHO if invocation.command == "echo" else answer(invocation, corpus)


def _questions(corpus: Corpus) -> dict[str, str]:
    """A question for each command that has an answer in this archive."""
    stats, speaker = corpus.stats(), corpus.speakers(limit=1)[0].name
    year = str(max(stats.years))
    asked = {"echo": "", "event": year, "quote": speaker, "date": year, "today": "", "brief": speaker, "who": speaker}
    return asked | {"search": speaker.split()[-1], "source": "1", "corpus": "", "help": ""}


async def _ask(workspace: Workspace, name: str, text: str, user: str) -> tuple[float, float]:
    body = workspace.slash_body(f"/{name}", text, user)
    began = time.perf_counter()
    ack = await workspace.deliver("slash_commands", body)
    (reply,) = await workspace.server.answers(body["response_url"], seconds=60)
    return ack.seconds, reply.at - began


async def _at_once(workspace: Workspace, questions: Sequence[tuple[str, str]]) -> int:
    """Let 200 people ask at the same moment; return how many were not answered in time."""
    asked = [questions[number % len(questions)] for number in range(AT_ONCE)]
    began = time.perf_counter()
    times = await asyncio.gather(
        *(_ask(workspace, name, text, f"U{number}") for number, (name, text) in enumerate(asked)),
        return_exceptions=True,
    )
    done = [pair for pair in times if not isinstance(pair, BaseException)]
    slowest = max(acked for acked, _ in done)
    print(
        f"{AT_ONCE} at once: {len(done)} answered in {time.perf_counter() - began:.2f} s, "
        f"slowest acknowledgement {slowest:.2f} s, slowest answer {max(answered for _, answered in done):.2f} s"
    )
    return AT_ONCE - len(done) + sum(acked > ALLOWED for acked, _ in done)


def _print(name: str, times: Times, base: float) -> None:
    acked = statistics.median(pair[0] for pair in times) * 1000
    answered = sorted(pair[1] * 1000 for pair in times)
    median, p95 = statistics.median(answered), answered[int(len(answered) * 0.95)]
    print(f"{name:<10}{acked:>8.1f}{median:>9.1f}{p95:>8.1f}{median / (base * 1000):>8.2f}")


if __name__ == "__main__":
    sys.exit(main())
