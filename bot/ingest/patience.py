"""A limit of processor time for a piece of work of this process, in whatever thread it is done."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_AGAIN, _TRIES = 0.5, 5
"""An exception that falls into a destructor or the collection of garbage is lost there: after so many further seconds
of work it is raised again, at most so often. Unwinding takes far less."""


class TookTooLongError(Exception):
    """The work of `at_most` was given up."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Give up the block after ``seconds`` of its thread's processor time (of clock time where a system has no such).

    It then raises TookTooLongError, between two steps of Python: for pure work alone, which leaves nothing half done.
    A signal would be simpler, but only reaches a process's main thread, and the workers of a queue use others.
    """
    done, settled = threading.Event(), threading.Lock()
    thread = threading.get_ident()
    watch = threading.Thread(target=_watch, args=(thread, seconds, done, settled), daemon=True, name="patience")
    watch.start()
    try:
        yield
    finally:
        with settled:  # either it was interrupted by now, or it never will be
            done.set()


def _watch(thread: int, seconds: float, done: threading.Event, settled: threading.Lock) -> None:
    used = _stopwatch(thread)
    left, tries = seconds, 0
    while tries < _TRIES and not done.wait(left):
        left = seconds + tries * _AGAIN - used()
        if left > 0:
            continue
        with settled:
            if not done.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TookTooLongError))
        tries, left = tries + 1, _AGAIN


def _stopwatch(thread: int) -> Callable[[], float]:
    """Counts the processor seconds of a thread from now on."""
    if not hasattr(time, "pthread_getcpuclockid"):
        begun = time.monotonic()
        return lambda: time.monotonic() - begun
    clock = time.pthread_getcpuclockid(thread)
    start = time.clock_gettime(clock)
    return lambda: time.clock_gettime(clock) - start
