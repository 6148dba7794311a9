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
import sys
import tempfile
from collections.abc import Mapping
from itertools import count
from multiprocessing import get_context
from pathlib import Path

from benchmarks.interactions import AT_ONCE, WITH_ECHO, Times, answer_or_echo, any_late, late_at_once
from bot.chat.discord import DiscordBot
from bot.ingest.run import ingest
from bot.service import serve
from bot.store.chats.servers import Servers
from bot.store.corpus import Corpus
from bot.store.engine.database import open_database
from tests.wire.discord_parts import TOKEN
from tests.wire.discord_server import DiscordServer, connector_to

GUILDS = tuple(number << 22 for number in range(1, 21))

Options = Mapping[str, str | int]

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
    with open_database(url) as database:
        bot = DiscordBot(
            TOKEN,
            Corpus(database),
            Servers(database),
            commands=WITH_ECHO,
            answer=answer_or_echo,
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
    late = any_late(taken)
    names = list(questions)
    asked = [(names[number % len(names)], GUILDS[number % len(GUILDS)]) for number in range(AT_ONCE)]
    calls = [_ask(server, name, questions[name], guild) for name, guild in asked]
    return 1 if await late_at_once(calls, f" from {len(GUILDS)} servers") or late else 0


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


async def _ask(server: DiscordServer, name: str, asked: Options, guild: int = GUILDS[0]) -> Times:
    exchange = await server.slash(name, dict(asked), user=next(_people), guild=guild)
    async with asyncio.timeout(60):
        await exchange.answered.wait()
    return (exchange.acknowledged_at or 0) - exchange.sent_at, (exchange.answered_at or 0) - exchange.sent_at


if __name__ == "__main__":
    sys.exit(main())
