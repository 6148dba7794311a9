"""Long work shown on standard error: a bar at a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

LINE_EVERY = 5.0
"""Seconds between two lines where there is no terminal."""


class Tell(Protocol):
    """Say how far the work is: ``done`` of ``total``, with a note."""

    def __call__(self, done: int, total: int | None, note: str) -> None:
        """``total`` is None where it is not known."""


@contextmanager
def shown(label: str) -> Iterator[Tell]:
    """Show work called ``label`` while the block runs; call what it gives to move on."""
    if not sys.stderr.isatty():
        yield _lines(label)
        return
    with _bar() as bar:
        task = bar.add_task(label, total=None, note="")

        def tell(done: int, total: int | None, note: str) -> None:
            bar.update(task, completed=done, total=total, note=note)

        yield tell


def _lines(label: str) -> Tell:
    last = time.monotonic()

    def tell(done: int, total: int | None, note: str) -> None:
        nonlocal last
        if time.monotonic() - last >= LINE_EVERY:
            last = time.monotonic()
            print(f"{label}: {done:,}{f' of {total:,}' if total else ''} {note}".rstrip(), file=sys.stderr)

    return tell


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[note]}", markup=False),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
    )
