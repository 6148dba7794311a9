"""Following folders as they change, until asked to stop."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

from bot.ingest.report import IngestReport
from bot.ingest.run import Options, Target, ingest_targets, targets_of
from bot.ingest.walk import is_furniture
from bot.readers import MANIFEST_NAME, is_read
from bot.store.engine.database import Database

_GATHER_MS = 500
"""Changes that come closer together than this are one batch: editors write a file in several steps."""


def watch(
    paths: Sequence[Path],
    database: Database,
    options: Options,
    *,
    on_report: Callable[[IngestReport], None],
    stop: threading.Event | None = None,
) -> None:
    """Ingest ``paths``, then whatever changes in them, until ``stop`` is set or SIGINT or SIGTERM arrives.

    ``on_report`` is given the report of the first ingest and of each later one. The document under work is finished
    before the function returns. Raises as ``ingest`` does.
    """
    from watchfiles import watch as changes_of

    stop = stop or threading.Event()
    targets = targets_of(paths)
    with stopped_by_signals(stop):
        options = replace(options, stop=stop.is_set)
        folders = [target.path for target in targets if target.path.exists()]
        if not folders:
            on_report(ingest_targets(targets, database, options))
            return
        batches = changes_of(
            *folders,
            stop_event=stop,
            step=50,
            debounce=_GATHER_MS,
            rust_timeout=_GATHER_MS,
            yield_on_timeout=True,
            watch_filter=None,
            raise_interrupt=False,
        )
        # The first batch comes when the watching has begun: what changes during the first ingest is not missed.
        next(batches, None)
        on_report(ingest_targets(targets, database, options))
        for changes in batches:
            changed = _affected((Path(path) for _, path in changes), targets)
            if changed:
                on_report(ingest_targets(changed, database, replace(options, follow_missing=True)))


def _affected(paths: Iterable[Path], targets: Sequence[Target]) -> tuple[Target, ...]:
    """What must be looked at again. A changed manifest concerns its whole folder; hidden files concern nobody."""
    wanted: dict[Path, Target] = {}
    for path in sorted(paths):
        for target in targets:
            if path != target.path and not path.is_relative_to(target.path):
                continue
            inner = path.relative_to(target.folder)
            other = path.is_file() and not is_read(path.name) and path.name != MANIFEST_NAME
            saved = any(map(is_furniture, (path, *path.parents)))
            if other or saved or any(part.startswith(".") for part in inner.parts):
                continue
            place = path.parent if path.name == MANIFEST_NAME else path
            wanted[place] = Target(place, target.folder)
    return tuple(
        target
        for place, target in wanted.items()
        if not any(place != other and place.is_relative_to(other) for other in wanted)
    )


@contextmanager
def stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """Let SIGINT and SIGTERM set ``stop`` meanwhile; only the main thread may, elsewhere nothing is changed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
