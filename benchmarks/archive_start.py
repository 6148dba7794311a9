"""How soon a process that has imported the program answers on a large archive, and how much memory it holds.

python -m benchmarks.archive_start DATABASE console|serve     (benchmarks.archive runs it in a process of its own)
"""

from __future__ import annotations

import io
import json
import resource
import sys
import time

from bot.bootstrap import build_beside, build_bots, open_archive
from bot.chat.console import run_console
from bot.settings import Settings


def console(settings: Settings) -> None:
    """Open the archive and answer a first line, which needs the names."""
    with open_archive(settings, create=False) as archive:
        who = archive.corpus.entity(100).name
        run_console(archive.corpus, stdin=io.StringIO(f"/quote {who}\n"), stdout=io.StringIO())


def serve(settings: Settings) -> None:
    """Open the archive, make the bots and what runs beside them, and complete a name: all but connecting."""
    with open_archive(settings, create=False) as archive:
        build_bots(settings, archive)
        build_beside(settings, archive)
        archive.corpus.speakers("a")


def main() -> None:
    """Print seconds and megabytes as JSON."""
    path, how = sys.argv[1:]
    tokens = {"discord_token": "x.y.z", "slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1"}
    settings = Settings(_env_file=None, database_url=f"sqlite:///{path}", **(tokens if how == "serve" else {}))  # type: ignore[arg-type]
    start = time.perf_counter()
    if how == "serve":  # where the program imports them when it is told which chats there are
        import bot.chat.discord
        import bot.chat.slack  # noqa: F401
    imports = time.perf_counter() - start
    start, spent = time.perf_counter(), time.process_time()
    {"console": console, "serve": serve}[how](settings)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent = time.process_time() - spent
    print(json.dumps({"seconds": seconds, "processor": spent, "megabytes": memory, "imports": imports}))


if __name__ == "__main__":
    main()
