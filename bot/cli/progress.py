"""Long work shown on standard error: a bar at a terminal, now and then a line elsewhere."""

from __future__ import annotations

import datetime as dt
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
        task = bar.add_task(label, total=None, note="", pace="")
        start = time.monotonic()

        def tell(done: int, total: int | None, note: str) -> None:
            bar.update(task, completed=done, total=total, note=note, pace=pace(done, total, time.monotonic() - start))

        yield tell


def pace(done: int, total: int | None, seconds: float) -> str:
    """Say how fast the work goes, and how long the rest takes at that speed: ``12 a second, 3:20 left``.

    Empty where nothing can be told yet; what is fast is told in whole numbers.
    """
    if done <= 0 or seconds <= 0:
        return ""
    rate = done / seconds
    left = f", {dt.timedelta(seconds=round((total - done) / rate))} left" if total and total > done else ""
    return f"{rate:,.0f} a second{left}" if rate >= 1 else f"{60 * rate:,.1f} a minute{left}"


def _lines(label: str) -> Tell:
    start = last = time.monotonic()

    def tell(done: int, total: int | None, note: str) -> None:
        nonlocal last
        if time.monotonic() - last >= LINE_EVERY:
            last = time.monotonic()
            of = f" of {total:,}" if total else ""
            speed = pace(done, total, last - start)
            print(f"{label}: {done:,}{of} {note}{f'; {speed}' if speed else ''}".rstrip(), file=sys.stderr)

    return tell


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[note]}", markup=False),
        TextColumn("{task.fields[pace]}", markup=False),
        console=Console(stderr=True),
    )
