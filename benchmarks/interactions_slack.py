"""From a slash command to its acknowledgement and to its answer, on the wire, against an echo command in the same run.

    python -m benchmarks.interactions_slack [--mode http|socket] [--rounds 40] [--corpus seeds]

Slack's own clients talk to the Slack of tests/wire over loopback. The echo answers with a fixed reply, so that what a
command costs beyond it is looking up, composing and rendering. Then 200 people ask at once. Slack gives an
acknowledgement three seconds; the exit code is 1 where one took longer or an answer is missing.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.interactions import AT_ONCE, WITH_ECHO, Times, answer_or_echo, any_late, late_at_once
from bot.ingest.run import ingest
from bot.store.corpus import Corpus
from bot.store.engine.database import Database, open_database
from tests.wire.slack_workspace import Workspace


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
    parts = {"answer": answer_or_echo, "commands": WITH_ECHO}
    async with Workspace(database, mode, archive=parts) as workspace:
        questions = _questions(Corpus(database))
        for name, text in questions.items():  # once each, so that nothing is measured cold
            await _ask(workspace, name, text, f"U{name}")
        taken = {
            name: [await _ask(workspace, name, text, f"U{name}{number}") for number in range(rounds)]
            for name, text in questions.items()
        }
        print(f"{mode}: medians of {rounds}, in milliseconds")
        late = any_late(taken)
        asked = list(questions.items())
        each = ((number, *asked[number % len(asked)]) for number in range(AT_ONCE))
        calls = [_ask(workspace, name, text, f"U{number}") for number, name, text in each]
        return 1 if await late_at_once(calls, "") or late else 0


def _questions(corpus: Corpus) -> dict[str, str]:
    """A question for each command that has an answer in this archive."""
    stats, speaker = corpus.stats(), corpus.speakers(limit=1)[0].name
    year = str(max(stats.years))
    asked = {"echo": "", "event": year, "quote": speaker, "date": year, "today": "", "brief": speaker, "who": speaker}
    return asked | {"search": speaker.split()[-1], "source": "1", "corpus": "", "help": ""}


async def _ask(workspace: Workspace, name: str, text: str, user: str) -> Times:
    body = workspace.slash_body(f"/{name}", text, user)
    began = time.perf_counter()
    ack = await workspace.deliver("slash_commands", body)
    (reply,) = await workspace.server.answers(body["response_url"], seconds=60)
    return ack.seconds, reply.at - began


if __name__ == "__main__":
    sys.exit(main())
