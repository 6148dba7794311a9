"""Work spread over processes: results in order, memory bounded, workers that leave Ctrl-C to their parent."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import current_process, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeVar

from bot.errors import BotError

T = TypeVar("T")
R = TypeVar("R")

# Enough that no worker waits while the parent stores a result, little enough that results do not pile up.
_IN_FLIGHT_PER_WORKER = 4


def ordered_map(function: Callable[[T], R], items: Iterable[T], workers: int = 1) -> Iterator[R]:
    """Give ``function(item)`` for every item, in order; in this process where ``workers`` is 1.

    Items are taken as there is room for them, so that neither they nor the results pile up. ``function``, items and
    results must be picklable for more than one worker. Raises what ``function`` raises, and BotError where a worker
    was killed.
    """
    if workers <= 1:
        yield from map(function, items)
        return
    # Spawned, not forked: a child must not inherit the parent's database connection.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=begin_worker)
    pending: deque[Future[R]] = deque()
    try:
        for item in items:
            pending.append(pool.submit(function, item))
            if len(pending) >= workers * _IN_FLIGHT_PER_WORKER:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    except BrokenProcessPool as error:
        raise BotError(
            "A worker process was killed (perhaps memory ran out). What was finished is kept: run the same again, "
            "with fewer workers."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def start_apart(function: Callable[[], None]) -> BaseProcess:
    """Start a process that calls ``function`` (picklable) and ends with it, or with this one; it ignores Ctrl-C."""
    process = get_context("spawn").Process(target=_apart, args=(function,), daemon=True)
    process.start()
    return process


def call_apart(
    function: Callable[[T], R], item: T, seconds: float, started: Callable[[BaseProcess], None] = lambda _: None
) -> R:
    """Give ``function(item)``, worked out in a process of its own. Function, item and result must be picklable.

    ``started`` is given the process: whoever kills it ends the call. Raises BotError where it takes longer than
    ``seconds``, or where the process was killed or failed.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(function, item, theirs), daemon=True)
    process.start()
    started(process)
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise BotError(
                f"That takes longer than {seconds:g} seconds, so it was given up. Ingest it by command line."
            )
        result: R = ours.recv()
        return result
    except EOFError as error:
        raise BotError("What was handed in could not be read: its process broke off. The log may say why.") from error
    finally:
        ours.close()
        process.kill()
        process.join()


def _send(function: Callable[[T], R], item: T, to: Connection) -> None:
    begin_worker()
    to.send(function(item))


def _apart(function: Callable[[], None]) -> None:
    begin_worker()
    function()


def begin_worker() -> None:
    """Leave Ctrl-C to the parent, and end with it: a worker whose parent was killed would wait for work for ever."""
    # A daemon may start no process, for that would outlive it. One of ours ends with the process that began it.
    current_process().daemon = False
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
