"""The command line: parses, calls, prints. What it calls is imported only when it is called."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli import corrections, schedule, sharing
from bot.cli.opening import AsJson, opened, settled
from bot.errors import BotError, UsageError
from bot.readers.formats import FORMATS

if TYPE_CHECKING:
    from bot.bootstrap import Archive
    from bot.settings import Settings

app = typer.Typer(
    name="briefing-bot",
    help="Turn a folder of news documents into a press archive that you can question.",
    epilog="Settings come from the environment and .env; `briefing-bot check` says what is set and what is missing.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Workers = Annotated[int, typer.Option(min=1, max=64, help="How many processes read and annotate.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]


def run_cli(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code.

    0: done; 1: failed, in part or whole; 2: wrong usage or settings; 3: not permitted; 130: interrupted.
    """
    try:
        app(list(arguments))
    except SystemExit as leave:
        if leave.code == UsageError.exit_code:
            _show_example(arguments)
        return leave.code if isinstance(leave.code, int) else 1
    except BotError as error:
        print(f"Error: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    return 0


def _show_example(arguments: Sequence[str]) -> None:
    """Say how the command that was typed wrongly is typed: what stands above names only what was wrong."""
    named: Any = typer.main.get_command(app)
    for word in arguments:
        found = getattr(named, "commands", {}).get(word)
        if found is None:
            break
        named = found
    if named.epilog and not hasattr(named, "commands"):
        print(named.epilog.replace("`", ""), file=sys.stderr)


@app.command(epilog="Example: `briefing-bot run`")
def run() -> None:
    """Read the corpus, then serve the chats that have tokens; where none has, open the console."""
    from bot.bootstrap import clear_history, sample_lines
    from bot.chat.console import run_console
    from bot.cli.ingest_view import ingest_shown
    from bot.settings import write_env_hints

    if write_env_hints(Path(".env")):
        print(
            "Wrote .env: put tokens there to serve Discord or Slack. Until then, here is the console.", file=sys.stderr
        )
    with opened(create=True) as (settings, archive):
        ingest_shown([settings.corpus_path, *_kept(settings)], archive.database)
        clear_history(settings, archive)
        if settings.platforms:
            raise typer.Exit(_serve(settings, archive))
        if sys.stdin.isatty():
            run_console(archive.corpus, stdin=io.StringIO("\n".join(sample_lines(archive.corpus))))
        raise typer.Exit(_console(settings, archive))


def _kept(settings: Settings) -> list[Path]:
    """The inbox, where there is one."""
    return [settings.inbox] if settings.inbox.is_dir() else []


@app.command(epilog="Examples: `briefing-bot ingest articles/` · `briefing-bot ingest https://example.org/feed.xml`")
def ingest(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|FOLDER|URL",
            help=f"Files and folders of documents ({', '.join(FORMATS)}); addresses of pages, feeds and sitemaps.",
            show_default=False,
        ),
    ],
    manifest: Annotated[
        Path | None, typer.Option(help="A corpus.toml to use instead of those beside the documents.")
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Stay, and follow changes until interrupted.")] = False,
    workers: Workers = 1,
    queue: Annotated[
        bool, typer.Option("--queue", help="Let `briefing-bot worker`, on any machine, do it; show how far it is.")
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Bring the archive up to date with files, folders and pages of the web: new, changed, renamed, removed."""
    from bot.beside import build_web
    from bot.bootstrap import clear_history
    from bot.cli.ingest_view import addresses_shown, ingest_shown, print_report, watch_shown
    from bot.fetch.urls import looks_like_url
    from bot.ingest.report import IngestReport

    urls = [typed for typed in what if looks_like_url(typed)]
    paths = [Path(typed) for typed in what if typed not in urls]
    _refuse_contradiction(bool(urls), watch=watch, queue=queue, workers=workers, as_json=as_json)
    with opened(create=True) as (settings, archive):
        if queue:
            raise typer.Exit(sharing.queue_shown(paths, settings, archive, manifest=manifest, quiet=quiet))
        if watch:
            watch_shown(paths, archive.database, manifest=manifest, workers=workers, quiet=quiet)
            return
        report = IngestReport()
        if urls:
            web = build_web(settings)
            report.add(addresses_shown(urls, archive.database, web, manifest=manifest, workers=workers, quiet=quiet))
        if paths:
            report.add(ingest_shown(paths, archive.database, manifest=manifest, workers=workers, quiet=quiet))
        clear_history(settings, archive)
        if as_json:
            print_report(report)
        raise typer.Exit(1 if report.left_out else 0)


def _refuse_contradiction(pages: bool, *, watch: bool, queue: bool, workers: int, as_json: bool) -> None:
    """Raise UsageError where something was asked for that would not be done."""
    if watch and pages:
        raise UsageError("--watch follows files and folders. To follow pages, state a feed in corpus.toml.")
    if queue and (pages or watch):
        raise UsageError("--queue takes files and folders that every worker can read, and does not watch them.")
    if queue and workers > 1:
        raise UsageError("--workers does not go with --queue. Start workers with: briefing-bot worker --processes N")
    if as_json and (queue or watch):
        raise UsageError("--json prints what one ingest did. It goes neither with --queue nor with --watch.")


@app.command(epilog="Examples: `briefing-bot console` · `echo '/event 2024' | briefing-bot console`")
def console() -> None:
    """Question the archive at this terminal, or answer each line of a pipe."""
    with opened() as (settings, archive):
        raise typer.Exit(_console(settings, archive))


def _console(settings: Settings, archive: Archive) -> int:
    from bot.chat.console import run_console

    kept = settings.data_path
    return run_console(archive.corpus, history_path=kept / "history", pictures=kept / "pictures")


@app.command(epilog="Example: `briefing-bot serve`")
def serve() -> None:
    """Serve Discord, Slack, or both: those whose tokens are set."""
    with opened(create=True) as (settings, archive):
        raise typer.Exit(_serve(settings, archive))


def _serve(settings: Settings, archive: Archive) -> int:
    import asyncio

    from bot.bootstrap import build_beside, build_bots
    from bot.service import serve as serve_bots

    bots = build_bots(settings, archive)
    return asyncio.run(serve_bots(bots, beside=build_beside(settings, archive)))


@app.command(epilog="Examples: `briefing-bot check` · `briefing-bot check --offline --json`")
def check(
    as_json: AsJson = False,
    offline: Annotated[bool, typer.Option("--offline", help="Do not ask Discord and Slack.")] = False,
) -> None:
    """Say what is configured, what is missing, and what to do. The exit code is 1 where something is wrong."""
    from bot.checks import check_everything
    from bot.findings import Level

    findings = check_everything(settled(), Path(".env"), ask_platforms=not offline)
    if as_json:
        print(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False, indent=2))
    else:
        marks = {Level.OK: "ok   ", Level.HINT: "hint ", Level.FAULT: "FAULT"}
        for finding in findings:
            remedy = f"\n        {finding.remedy}" if finding.remedy else ""
            print(f"{marks[finding.level]}  {finding.subject}: {finding.message}{remedy}")
    raise typer.Exit(int(any(finding.level is Level.FAULT for finding in findings)))


@app.command(epilog="Examples: `briefing-bot export -o archive.json` · `briefing-bot export --format csv > quotes.csv`")
def export(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output where left out.")
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", help="json or csv; by the output's suffix where left out, else json.")
    ] = None,
) -> None:
    """Write the archive: JSON with everything, or CSV with every quote (the form: docs/export-format.md)."""
    from bot.cli.progress import shown
    from bot.export import export_file, format_named

    chosen = format_named(form or (output.suffix.lstrip(".") if output else "") or "json")
    with opened() as (_, archive), shown("writing") as tell:
        count = export_file(archive.corpus, output, chosen, lambda done: tell(done, None, "items"))
    if output:
        print(f"{count:,} quotes written to {output}", file=sys.stderr)


app.command(epilog="Example: `briefing-bot copy sqlite:///data/briefing.db postgresql://briefing@db/briefing`")(
    sharing.copy
)


app.command(epilog="Examples: `briefing-bot worker --processes 4` · `briefing-bot worker --until-empty`")(
    sharing.worker
)


@app.command(epilog="Example: `briefing-bot annotate in.jsonl -o out.jsonl` (the form: docs/annotate-format.md)")
def annotate(
    source: Annotated[
        Path, typer.Argument(metavar="IN.jsonl", help="Documents, one JSON object a line; - for a pipe.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output where left out.")
    ] = None,
    workers: Workers = 1,
) -> None:
    """Run the engine without the archive: JSON lines in, annotations out, in the same order."""
    from bot.annotate import annotate_file
    from bot.cli.progress import shown

    piped = None if str(source) == "-" else source
    with shown("annotating") as tell:
        report = annotate_file(
            piped,
            output,
            workers=workers,
            tell=lambda notice: print(notice, file=sys.stderr),
            progress=lambda done: tell(done, None, "documents"),
        )
    if report.left_out:
        print(f"{report.written:,} documents annotated, {report.left_out:,} left out", file=sys.stderr)
    raise typer.Exit(1 if report.left_out else 0)


@app.command(
    epilog="Examples: `briefing-bot evaluate ../shared/eval` · `briefing-bot evaluate articles.jsonl --errors`"
)
def evaluate(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="LABELLED",
            help="A file or folder of labelled articles (.jsonl), or a folder with labelled text and scorers; "
            "docs/quality.md describes both.",
        ),
    ],
    ablate: Annotated[bool, typer.Option("--ablate", help="Also measure what each part adds; takes longer.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Of articles: also list what is served otherwise.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure the engine on labelled text: the figures of docs/quality.md."""
    from bot.evaluation.articles.labels import article_files
    from bot.evaluation.articles.run import evaluate_articles
    from bot.evaluation.report import evaluate_all

    articles = article_files(path)
    if articles and ablate:
        raise UsageError("--ablate is for labelled text with its scorers, not for labelled articles.")
    if errors and not articles:
        raise UsageError("--errors is for labelled articles, which are not here.")
    if articles:
        report = evaluate_articles(path)
        print(json.dumps(report.as_dict(errors=errors), indent=2) if as_json else report.as_markdown(errors=errors))
    else:
        figures = evaluate_all(path, ablate=ablate)
        print(json.dumps(figures.as_dict(), indent=2) if as_json else figures.as_markdown())


@app.command(epilog="Example: `briefing-bot manifest > manifest.json`")
def manifest() -> None:
    """Print the Slack app manifest to paste at Slack's 'Create app from manifest'."""
    from bot.bootstrap import slack_manifest

    print(json.dumps(slack_manifest(settled()), indent=2))


app.command(epilog="Examples: `briefing-bot corrections` · `briefing-bot corrections --amend`")(corrections.corrections)
app.command(epilog="Example: `briefing-bot forget 2031/ferry.txt`")(corrections.forget)
app.command(epilog="Examples: `briefing-bot feeds` · from cron: `*/10 * * * * briefing-bot feeds --poll`")(
    schedule.feeds
)
app.add_typer(schedule.schedule, name="schedule")
