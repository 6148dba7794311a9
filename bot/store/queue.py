"""The queue of files that many machines ingest: procrastinate's, in the PostgreSQL that the archive lies in.

procrastinate hands each job to one worker, tries again what failed, and keeps no two jobs of one file at work. A worker
that dies leaves its job behind; the others notice by its heartbeat and give the job back.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, column, func, inspect, select
from sqlalchemy import table as sql_table

from bot.errors import MissingExtraError, StoreError
from bot.store.engine.database import Database, parsed_url
from bot.store.engine.locks import Lock, hold

if TYPE_CHECKING:
    from procrastinate import App
    from procrastinate.jobs import Job

log = logging.getLogger(__name__)

QUEUE = "ingest"
ATTEMPTS = 5
"""How often a job is tried that fails or whose worker dies; after 2, 4, 8 and 16 seconds."""
HEARTBEAT = 5.0
"""Seconds between two signs of life of a worker."""
DEAD_AFTER = 20.0
"""Seconds without one after which its job is given to another."""
_BATCH = 500
_LAST = 100
"""What the priority of jobs is less that are done after the others. It is one less again for each try: procrastinate's
own count of attempts also counts how often a task has waited for others."""

Task = Callable[..., None]
Arguments = Mapping[str, str]

_jobs = sql_table(
    "procrastinate_jobs", column("queue_name"), column("task_name"), column("status"), column("args"), column("id")
)


class TryLaterError(Exception):
    """Raised by a task that waits for others; it is tried again, as often as it takes."""


@dataclass(frozen=True, slots=True)
class QueueState:
    """How many jobs wait, are at work, and were given up."""

    waiting: int = 0
    working: int = 0
    failed: int = 0

    @property
    def left(self) -> int:
        """Jobs that are not at their end yet."""
        return self.waiting + self.working


class FileQueue:
    """The queue as those see it who put jobs in. Raises StoreError, MissingExtraError."""

    def __init__(self, database: Database, url: str) -> None:
        self._database = database
        self._url = _libpq(url)
        _prepare(database)

    def add(self, task: str, jobs: Iterable[Arguments], *, lock: str = "", last: bool = False) -> int:
        """Put jobs in, ``last`` after all others; returns how many.

        Two whose argument called ``lock`` is the same are never at work at once.
        """
        app = _app(self._url, shared=True)
        count = 0
        remaining = iter(jobs)
        with _translated(self._database.place), app.open():
            while some := list(islice(remaining, _BATCH)):
                app.job_manager.batch_defer_jobs(
                    [
                        app.configure_task(
                            task,
                            queue=QUEUE,
                            lock=one[lock] if lock else None,
                            priority=-_LAST if last else 0,
                            task_kwargs=dict(one),
                        ).job
                        for one in some
                    ]
                )
                count += len(some)
        return count

    def state(self, batch: str, task: str | None = None) -> QueueState:
        """How far the jobs are whose argument ``batch`` is this one; those of one task where it is given."""
        return queue_state(self._database, batch, task)


def queue_state(database: Database, batch: str, task: str | None = None) -> QueueState:
    """As `FileQueue.state`, for those who work."""
    mine = [_jobs.c.queue_name == QUEUE, func.jsonb_extract_path_text(_jobs.c.args, "batch") == batch]
    if task:
        mine.append(_jobs.c.task_name == task)
    counted = select(_jobs.c.status, func.count()).where(*mine).group_by(_jobs.c.status)
    with database.read() as connection:
        counts: dict[str, int] = dict(connection.execute(counted).all())
    return QueueState(counts.get("todo", 0), counts.get("doing", 0), counts.get("failed", 0))


def work_off(database: Database, url: str, tasks: Mapping[str, Task], *, until_empty: bool = False) -> None:
    """Do the queue's jobs, one at a time, until SIGTERM or SIGINT, which let the one at work come to its end.

    With ``until_empty`` also until no job is left. Raises StoreError, MissingExtraError.
    """
    _prepare(database)
    app = _app(_libpq(url), shared=False)
    _register(app, tasks)
    with _translated(database.place):
        asyncio.run(_work(app, until_empty=until_empty))


def _register(app: App, tasks: Mapping[str, Task]) -> None:
    from procrastinate import BaseRetryStrategy, RetryDecision

    class Patient(BaseRetryStrategy):
        """A task that waits for others is tried for ever, one that fails a few times."""

        def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
            if isinstance(exception, TryLaterError):
                return RetryDecision(retry_in={"seconds": 2})
            tried = _tried(job)
            log.warning("%s", exception, extra={"attempt": tried, "of": ATTEMPTS, **job.task_kwargs})
            if tried >= ATTEMPTS:
                return None
            return RetryDecision(retry_in={"seconds": int(2**tried)}, priority=job.priority - 1)

    for name, function in tasks.items():
        app.task(name=name, queue=QUEUE, retry=Patient())(function)


def _tried(job: Job) -> int:
    """How often a job was tried, with this time, without the times that it waited for others."""
    return -job.priority % _LAST + 1


async def _work(app: App, *, until_empty: bool) -> None:
    from procrastinate.jobs import DeleteJobCondition

    async with app.open_async():
        rescue = asyncio.create_task(_rescue(app))
        try:
            await app.run_worker_async(
                queues=[QUEUE],
                concurrency=1,
                wait=not until_empty,
                delete_jobs=DeleteJobCondition.SUCCESSFUL,
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=DEAD_AFTER,
                fetch_job_polling_interval=2.0,
            )
        finally:
            rescue.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await rescue


async def _rescue(app: App) -> None:
    """Give back what dead workers were doing, and give up what several have died of."""
    from procrastinate.exceptions import ProcrastinateException
    from procrastinate.jobs import Status

    while True:
        # Another worker may have been first, and the database may be away for a moment.
        with contextlib.suppress(ProcrastinateException):
            for job in await app.job_manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=DEAD_AFTER):
                if _tried(job) >= ATTEMPTS:
                    await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
                else:
                    await app.job_manager.retry_job(job, priority=job.priority - 1)
                log.warning("a worker died; its job is given to another", extra=dict(job.task_kwargs))
        await asyncio.sleep(HEARTBEAT)


def _prepare(database: Database) -> None:
    """Make procrastinate's tables, where they are not there."""
    with database.write() as connection:
        if connection.dialect.name != "postgresql":
            raise StoreError(
                f"{database.place} cannot hold a queue: that takes PostgreSQL. Set DATABASE_URL to postgresql://..., "
                "or ingest with --workers on this machine."
            )
        if not _is_prepared(connection):
            hold(connection, Lock.SCHEMA)
            if not _is_prepared(connection):
                driver: Any = connection.connection.driver_connection
                driver.execute(_schema())  # with no parameters, so that its per cent signs stay


def _is_prepared(connection: Connection) -> bool:
    return inspect(connection).has_table(_jobs.name)


def _schema() -> str:
    try:
        from procrastinate.schema import SchemaManager
    except ImportError as error:
        raise MissingExtraError("The queue", "postgres") from error
    return str(SchemaManager.get_schema())


def _app(url: str, *, shared: bool) -> App:
    """Procrastinate on our database: for a program that puts jobs in, or for a worker's event loop."""
    try:
        from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
    except ImportError as error:
        raise MissingExtraError("The queue", "postgres") from error
    logging.getLogger("procrastinate").setLevel(logging.ERROR)  # what it tells at work, we tell
    return App(connector=SyncPsycopgConnector(conninfo=url) if shared else PsycopgConnector(conninfo=url))


def _libpq(url: str) -> str:
    return parsed_url(url).render_as_string(hide_password=False)


@contextmanager
def _translated(place: str) -> Iterator[None]:
    """Turn what procrastinate raises into StoreError."""
    from procrastinate.exceptions import ConnectorException

    try:
        yield
    except ConnectorException as error:
        reason = str(error.__cause__ or error).partition("\n")[0]
        raise StoreError(f"The queue in {place} cannot be reached ({reason}). Check that the server runs.") from error
