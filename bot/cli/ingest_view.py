"""An ingest as a person sees it: progress, a line for what was left out, and what came of it in one sentence."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.progress import shown
from bot.commands.wording import counted
from bot.ingest.report import IngestReport, Progress
from bot.ingest.run import Options, ingest
from bot.ingest.watch import watch
from bot.readers import Notice
from bot.store.engine.database import Database

if TYPE_CHECKING:
    from bot.ingest.web import WebOptions


def ingest_shown(
    paths: Sequence[Path],
    database: Database,
    *,
    manifest: Path | None = None,
    workers: int = 1,
    quiet: bool = False,
) -> IngestReport:
    """Ingest with a progress bar and print what came of it on standard error. Raises as ``ingest`` does."""
    new = 0
    try:
        with shown("reading") as tell:

            def progress(now: Progress) -> None:
                nonlocal new
                new = now.documents
                tell(now.files, now.of_files, f"files, {counted(new, 'new document')}")

            report = ingest(paths, database, manifest=manifest, workers=workers, tell=_say, progress=progress)
    except KeyboardInterrupt:
        print(
            f"Interrupted: {counted(new, 'new document')} so far; the next ingest goes on from there.", file=sys.stderr
        )
        raise
    if not quiet:
        nothing = "nothing found; briefing-bot ingest --help lists what is read"
        print(sentence(report, nothing), file=sys.stderr)
    return report


def addresses_shown(
    urls: Sequence[str],
    database: Database,
    web: WebOptions,
    *,
    manifest: Path | None = None,
    workers: int = 1,
    quiet: bool = False,
) -> IngestReport:
    """Fetch and ingest pages, feeds and sitemaps, and say what came of it. Raises as ``ingest_addresses`` does."""
    from bot.ingest.web import ingest_addresses

    with shown("fetching") as tell:

        def on_page(url: str, left: int) -> None:
            tell(0, None, f"{left:,} pages to go: {url[:60]}")

        options = Options(manifest=manifest, workers=workers, tell=_say)
        report = ingest_addresses(urls, database, replace(web, on_page=on_page), options)
    if not quiet:
        print(sentence(report), file=sys.stderr)
    return report


def polled_shown(database: Database, web: WebOptions) -> None:
    """Poll the feeds that are due, with a line for each."""
    from bot.ingest.web.polling import poll_due

    with shown("fetching") as tell:

        def on_page(url: str, left: int) -> None:
            tell(0, None, f"{left:,} pages to go: {url[:60]}")

        polls = poll_due(database, replace(web, on_page=on_page), Options(tell=_say))
    for poll in polls:
        error = f"; {poll.state.error}" if poll.state.error else ""
        print(f"{poll.state.stated.url}: {sentence(poll.report)}{error}", file=sys.stderr)


def watch_shown(
    paths: Sequence[Path], database: Database, *, manifest: Path | None = None, workers: int = 1, quiet: bool = False
) -> None:
    """Follow ``paths`` until interrupted, with a line for each change unless ``quiet``."""

    def tell(line: str) -> None:
        if not quiet:
            print(line, file=sys.stderr, flush=True)

    def on_report(report: IngestReport) -> None:
        tell(sentence(report))

    tell("Watching; Ctrl-C stops.")
    watch(paths, database, Options(manifest=manifest, workers=workers, tell=_say), on_report=on_report)


def print_report(report: IngestReport) -> None:
    """Print the report as JSON."""
    print(json.dumps(asdict(report), ensure_ascii=False, indent=2))


def sentence(report: IngestReport, nothing: str = "nothing found") -> str:
    """Say what an ingest did: ``5 documents read: 21 quotes, 30 events; 1 left out``."""
    parts = [
        (report.stored, "new"),
        (report.changed, "changed"),
        (report.renamed, "renamed"),
        (report.removed, "removed"),
        (report.unchanged, "unchanged"),
        (report.left_out, "left out"),
    ]
    counts = ", ".join(f"{number:,} {word}" for number, word in parts if number) or nothing
    found = ""
    if report.stored or report.changed:
        found = f" ({counted(report.quotes, 'quote')}, {counted(report.events, 'event')})"
    return f"Documents: {counts}{found}{'; stopped before the end' if report.stopped else ''}"


def _say(notice: Notice) -> None:
    print(notice, file=sys.stderr)
