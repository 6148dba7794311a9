"""Commands for an archive that several machines share."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import opened, settled
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.bootstrap import Archive
    from bot.settings import Settings

LOOK_EVERY = 0.5
"""Seconds between two looks at how far the workers are."""


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The archive, as in sqlite:///data/briefing.db.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Where it goes, as in postgresql://user@host/database.")],
    replace: Annotated[bool, typer.Option("--replace", help="Throw away what TO holds.")] = False,
) -> None:
    """Copy an archive with all that belongs to it into another database, either way; numbers stay as they are."""
    from bot.cli.progress import shown
    from bot.commands.wording import counted
    from bot.store.copying import copy_archive
    from bot.store.engine.database import open_database, place_of

    if place_of(source) == place_of(target):
        raise UsageError("FROM and TO are the same database.")
    settled(source, target)
    with open_database(source, create=False) as one, open_database(target) as other, shown("copying") as tell:
        rows = copy_archive(one, other, replace=replace, copied=lambda table, done, total: tell(done, total, table))
        place = other.place
    held = ", ".join(counted(rows[table], table) for table in ("document", "quote", "event"))
    print(f"Copied into {place} and counted there: {held}; {sum(rows.values()):,} rows in all.", file=sys.stderr)


def worker(
    processes: Annotated[int, typer.Option(min=1, max=64, help="How many processes work.")] = 1,
    until_empty: Annotated[bool, typer.Option("--until-empty", help="Leave when there is nothing to do.")] = False,
) -> None:
    """Do what `ingest --queue` has put into the queue, until interrupted; as many at once as there are machines for."""
    from bot.schedule.children import Follower
    from bot.service import serve

    if until_empty and processes > 1:
        raise UsageError("--until-empty is for one process. Start as many of them as there is room for.")
    if processes == 1:
        _work(until_empty=until_empty)
        return
    settled()
    followers = [Follower(f"worker {number}", partial(_work, until_empty=False)) for number in range(1, processes + 1)]
    raise typer.Exit(asyncio.run(serve(followers)))


def queue_shown(
    paths: Sequence[Path], settings: Settings, archive: Archive, *, manifest: Path | None = None, quiet: bool = False
) -> int:
    """Put files into the queue and show how far the workers are, until all is done; returns the exit code."""
    from bot.cli.progress import shown
    from bot.ingest.queued import enqueue, not_stored, progress_of
    from bot.store.queue import FileQueue

    gone = [path for path in paths if not path.exists()]
    for path in gone:
        print(f"{path}: is not there; name a file or a folder that is", file=sys.stderr)
    if gone:
        return 1
    queue = FileQueue(archive.database, settings.database_url)
    batch = enqueue(paths, queue, manifest=manifest, tell=lambda notice: print(notice, file=sys.stderr))
    total = len(batch.files)
    if not quiet:
        print(f"{total:,} files are in the queue. Ctrl-C leaves them to the workers.", file=sys.stderr)
    with shown("reading") as tell:
        while (state := progress_of(batch, queue)).left:
            tell(max(0, total - state.left), total, f"files, {state.working} at work, {state.failed} given up")
            time.sleep(LOOK_EVERY)
    missing = not_stored(batch, archive.database)
    for path in missing:
        print(f"{path}: did not go in as a whole; the log of the worker that read it says why", file=sys.stderr)
    if not quiet:
        print(f"Files: {total - len(missing):,} read, {len(missing):,} left out", file=sys.stderr)
    return 1 if missing or state.failed else 0


def _work(*, until_empty: bool) -> None:
    from bot.ingest.queued import tasks
    from bot.store.queue import work_off

    with opened(create=True) as (settings, archive):
        work_off(archive.database, settings.database_url, tasks(archive.database), until_empty=until_empty)
