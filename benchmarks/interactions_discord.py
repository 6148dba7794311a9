"""From an interaction to its acknowledgement and to its answer, on the wire, against an echo command in the same run.

    python -m benchmarks.interactions_discord [--rounds 40] [--corpus seeds]

The real discord.py, in a process of its own as in life, talks to the Discord of tests/wire over loopback, TLS and
gateway included. The echo answers with a fixed reply, so that what a command costs beyond it is looking up, composing
and rendering. Then 200 people ask at once from 20 servers over two shards. Discord gives an acknowledgement three
seconds; the exit code is 1 where one took longer or an answer is missing.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from itertools import count
from multiprocessing import get_context
from pathlib import Path

from bot.cards import Card, CardKind, Reply
from bot.chat.discord import DiscordBot
from bot.commands.command import Command, Invocation
from bot.commands.dispatch import answer
from bot.commands.table import COMMANDS
from bot.ingest.run import ingest
from bot.service import serve
from bot.store.chats.servers import Servers
from bot.store.corpus import Corpus
from bot.store.engine.database import open_database
from tests.wire.discord_parts import TOKEN
from tests.wire.discord_server import DiscordServer, connector_to

ALLOWED = 3.0
AT_ONCE = 200
GUILDS = tuple(number << 22 for number in range(1, 21))
_ECHO = Reply("Echo", (Card(CardKind.INFO, body="The same words each time."),))

Options = Mapping[str, str | int]
Times = list[tuple[float, float]]
"""Seconds to the acknowledgement and to the answer, one pair a call."""

_people = count(10_000)  # somebody else each time, so that nobody is asked to wait


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--corpus", type=Path, default=Path("seeds"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/archive.db"
        with open_database(url) as database:
            ingest([options.corpus], database)
            questions = _questions(Corpus(database))
        return asyncio.run(_measure(url, questions, options.rounds))


def _serve(url: str, port: int, certificate: str) -> None:
    """The bot, in its own process."""
    echo = Command("echo", "A fixed reply", lambda _call, _corpus: _ECHO)
    with open_database(url) as database:
        bot = DiscordBot(
            TOKEN,
            Corpus(database),
            Servers(database),
            commands=(*COMMANDS, echo),
            answer=_answer,
            connector=lambda: connector_to(port, certificate),
            guild_ready_timeout=0.05,
        )
        asyncio.run(serve([bot]))


async def _measure(url: str, questions: Mapping[str, Options], rounds: int) -> int:
    async with DiscordServer(shards=2, guilds=GUILDS).running() as server:
        process = get_context("spawn").Process(target=_serve, args=(url, server.port, server.certificate))
        process.start()
        try:
            await server.until(lambda: len(server.identified) == server.shards, 60)
            return await _ask_all(server, questions, rounds)
        finally:
            process.terminate()
            await asyncio.to_thread(process.join)


async def _ask_all(server: DiscordServer, questions: Mapping[str, Options], rounds: int) -> int:
    for name, asked in questions.items():  # once each, so that nothing is measured cold
        await _ask(server, name, asked)
    taken = {name: [await _ask(server, name, asked) for _ in range(rounds)] for name, asked in questions.items()}
    print(f"medians of {rounds}, in milliseconds")
    print(f"{'command':<10}{'ack':>8}{'answer':>9}{'p95':>8}{'x echo':>8}")
    base = statistics.median(answered for _, answered in taken["echo"])
    for name, times in taken.items():
        _print(name, times, base)
    late = await _at_once(server, questions)
    return 1 if late or any(acked > ALLOWED for times in taken.values() for acked, _ in times) else 0


def _answer(invocation: Invocation, corpus: Corpus) -> Reply:
    return _ECHO if invocation.command == "echo" else answer(invocation, corpus)


def _questions(corpus: Corpus) -> dict[str, Options]:
    """A question for each command that has an answer in this archive."""
    stats, speaker = corpus.stats(), corpus.speakers(limit=1)[0].name
    year = str(max(stats.years))
    return {
        "echo": {},
        "event": {"what": year},
        "quote": {"speaker": speaker},
        "date": {"what": year},
        "today": {},
        "brief": {"what": speaker},
        "who": {"name": speaker},
        "search": {"words": speaker.split()[-1]},
        "source": {"document": "1"},
        "corpus": {},
        "help": {},
    }


async def _ask(server: DiscordServer, name: str, asked: Options, guild: int = GUILDS[0]) -> tuple[float, float]:
    exchange = await server.slash(name, dict(asked), user=next(_people), guild=guild)
    async with asyncio.timeout(60):
        await exchange.answered.wait()
    return (exchange.acknowledged_at or 0) - exchange.sent_at, (exchange.answered_at or 0) - exchange.sent_at


async def _at_once(server: DiscordServer, questions: Mapping[str, Options]) -> int:
    """Let 200 people of 20 servers ask at the same moment; return how many were not answered in time."""
    names = list(questions)
    asked = [(names[number % len(names)], GUILDS[number % len(GUILDS)]) for number in range(AT_ONCE)]
    began = time.perf_counter()
    times = await asyncio.gather(
        *(_ask(server, name, questions[name], guild) for name, guild in asked), return_exceptions=True
    )
    done = [pair for pair in times if not isinstance(pair, BaseException)]
    slowest = max(acked for acked, _ in done)
    print(
        f"{AT_ONCE} at once from {len(GUILDS)} servers: {len(done)} answered in {time.perf_counter() - began:.2f} s, "
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
