"""What runs beside the chats, in processes of its own: polling feeds, following the folder of documents."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.logs import configure_logging
from bot.settings import Settings, secrets_of
from bot.store.engine.database import open_database

if TYPE_CHECKING:
    from bot.ingest.report import IngestReport
    from bot.ingest.web import WebOptions

log = logging.getLogger(__name__)

MakeWeb = Callable[[Settings], "WebOptions"]


def build_web(settings: Settings) -> WebOptions:
    """How pages of the web are fetched, and where they are kept."""
    from bot.ingest.web import web_options

    ports = frozenset(int(port) for port in settings.fetch_ports.split(","))
    return web_options(settings.inbox.resolve(), settings.fetch_contact, ports)


def poll_feeds(settings: Settings, make_web: MakeWeb = build_web) -> None:
    """Poll the feeds that are due, and log what came of it. For a process of its own: SIGTERM ends it after a page."""
    from bot.ingest.run import Options
    from bot.ingest.watch import stopped_by_signals
    from bot.ingest.web.polling import poll_due

    stop = threading.Event()
    with _in_order(settings), stopped_by_signals(stop), open_database(settings.database_url) as database:
        for poll in poll_due(database, make_web(settings), Options(stop=stop.is_set)):
            facts = {"feed": poll.state.stated.url, "new": poll.report.stored, "changed": poll.report.changed}
            log.log(
                logging.WARNING if poll.state.error else logging.INFO,
                "feed polled",
                extra=facts | ({"error": poll.state.error} if poll.state.error else {}),
            )


def follow_corpus(settings: Settings) -> None:
    """Follow the folder of documents, and log each change. For a process of its own, until SIGTERM."""
    from bot.ingest.run import Options
    from bot.ingest.watch import watch

    def told(report: IngestReport) -> None:
        counts = {name: getattr(report, name) for name in ("stored", "changed", "renamed", "removed", "left_out")}
        if any(counts.values()):
            log.info("documents read", extra={name: count for name, count in counts.items() if count})
        for notice in report.notices:
            log.warning("%s", notice)

    with _in_order(settings), open_database(settings.database_url) as database:
        watch([settings.corpus_path], database, Options(), on_report=told)


@contextmanager
def _in_order(settings: Settings) -> Iterator[None]:
    """Log lines as the settings say, and what a person can cause as one of them."""
    configure_logging(settings.log_level, settings.log_format, secrets_of(settings))
    try:
        yield
    except BotError as error:
        log.error("%s", error)
        raise SystemExit(error.exit_code) from error
