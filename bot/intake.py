"""Taking in documents from the chats and the console, each in a process of its own."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from bot.beside import MakeWeb, build_web
from bot.errors import BotError, UsageError
from bot.logs import configure_logging
from bot.model.intake import Taken, Upload
from bot.parallel import call_apart
from bot.settings import Settings, secrets_of
from bot.store.engine.database import Database, open_database

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from bot.ingest.report import IngestReport
    from bot.ingest.web import WebOptions
    from bot.ingest.web.reading import Haul

log = logging.getLogger(__name__)

MOST_PAGES = 20
"""Pages of one feed or sitemap that a chat has fetched at once: a person waits for the answer."""

MOST_SECONDS = 600.0
"""For one call; Discord takes an answer for fifteen minutes."""

_MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class ChildIntake:
    """Reads what is handed in, one thing at a time, as `bot.commands.intake.Intake` says."""

    settings: Settings
    make_web: MakeWeb = build_web
    seconds: float = MOST_SECONDS
    _children: list[BaseProcess] = field(default_factory=list)

    def close(self) -> None:
        """Give up what is being read: what was kept or stored of it stays."""
        for process in self._children:
            process.kill()

    def is_open_to(self, server: str) -> bool:
        """Whether those who manage ``server`` may hand in documents: where the settings name servers, these alone."""
        named = {name.strip() for name in self.settings.ingest_servers.split(",") if name.strip()}
        return not named or server in named

    def page(self, url: str) -> Taken:
        """Fetch a page, or the pages of a feed or sitemap."""
        return self._apart(partial(_page, url))

    def file(self, upload: Upload) -> Taken:
        """Keep a file that was sent in the inbox, and read it."""
        return self._apart(partial(_file, upload))

    def path(self, path: str) -> Taken:
        """Read a file or folder of this machine."""
        return self._apart(partial(_path, path))

    def _apart(self, work: Callable[[Database, WebOptions], Taken]) -> Taken:
        if not _reading.acquire(blocking=False):
            raise UsageError("Another document is being read just now. Try again in a minute.")
        try:
            return call_apart(_child, (self.settings, self.make_web, work), self.seconds, self._children.append)
        finally:
            self._children.clear()
            _reading.release()


_reading = threading.Lock()
"""One at a time: each takes a worker thread of its chat, and a processor."""


def _child(job: tuple[Settings, MakeWeb, Callable[[Database, WebOptions], Taken]]) -> Taken:
    """Do the work; what a person can cause becomes a line of the answer."""
    settings, make_web, work = job
    configure_logging(settings.log_level, settings.log_format, secrets_of(settings))
    try:
        with open_database(settings.database_url) as database:
            return work(database, replace(make_web(settings), most=MOST_PAGES))
    except BotError as error:
        return Taken(unread=(str(error),))


def _page(url: str, database: Database, web: WebOptions) -> Taken:
    from bot.ingest.web.reading import Haul, WebReader

    haul = Haul()
    WebReader(database, web).collect(url, haul)
    return _ingested(haul, database, web)


def _file(upload: Upload, database: Database, web: WebOptions) -> Taken:
    from bot.ingest.origin import Origin
    from bot.ingest.web.inbox import fit
    from bot.ingest.web.kinds import suffix_for
    from bot.ingest.web.reading import Haul

    suffix = suffix_for(upload.name, upload.data, upload.media_type)
    if not suffix:
        return Taken(unread=(f"{fit(upload.name) or 'the file'}: not a format that is read",))
    stem = fit(PurePosixPath(upload.name).name.removesuffix(suffix)) or "file"
    name = f"sent/{stem}-{hashlib.sha256(upload.data).hexdigest()[:10]}{suffix}"
    kept = web.inbox.keep(name, upload.data, Origin(media_type=upload.media_type[:100]))
    return _ingested(Haul(files=[kept]), database, web)


def _path(path: str, database: Database, _web: WebOptions) -> Taken:
    from bot.ingest.run import ingest
    from bot.ingest.walk import missing

    try:
        place = Path(path).expanduser()
        there = place.exists()
    except (OSError, RuntimeError):  # too long to be one, not ours to look at, the home of nobody
        there = False
    if not there:
        other = "://" in path  # ftp: and the like
        reason = "only http and https addresses are fetched" if other else missing(path)
        return Taken(unread=(f"{path}: {reason}",))
    return _taken(ingest([place], database), [place.resolve()], database)


def _ingested(haul: Haul, database: Database, web: WebOptions) -> Taken:
    from bot.ingest.run import Options
    from bot.ingest.web.reading import ingest_haul

    return _taken(ingest_haul(haul, database, web.inbox, Options()), haul.files, database)


def _taken(report: IngestReport, places: Sequence[Path], database: Database) -> Taken:
    from bot.store.writing.files import FileLedger

    ledger = FileLedger(database)
    numbers = dict.fromkeys(
        number for place in places for known in ledger.within(place.as_posix()) for number in ledger.numbers(known.name)
    )
    return Taken(
        documents=tuple(numbers)[:_MOST_NAMED],
        new=report.stored,
        changed=report.changed,
        unchanged=report.unchanged,
        quotes=report.quotes,
        events=report.events,
        unread=tuple(str(notice) for notice in report.notices if notice.left_out),
        remarks=tuple(str(notice) for notice in report.notices if not notice.left_out),
    )
