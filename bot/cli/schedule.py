"""Commands for what is followed by the clock: feeds and reminders."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from bot.cli.opening import AsJson, opened
from bot.errors import ManifestError


def feeds(
    poll: Annotated[bool, typer.Option("--poll", help="First poll what is due, once.")] = False,
    as_json: AsJson = False,
) -> None:
    """The feeds that corpus.toml states: when each was polled, when it is next, what it brought, what is wrong."""
    import datetime as dt

    from bot.beside import build_web
    from bot.cli.ingest_view import polled_shown
    from bot.readers import manifest_of
    from bot.schedule.feeds import list_feeds
    from bot.store.writing.feeds import Feeds

    with opened(create=True) as (settings, archive):
        broken = None
        try:
            if (manifest := manifest_of(settings.corpus_path)) is not None:
                Feeds(archive.database).state(manifest.feeds, dt.datetime.now(dt.UTC))
        except ManifestError as error:  # what was stated before goes on
            broken = error
        if poll:
            polled_shown(archive.database, build_web(settings))
        rows = list(list_feeds(archive.database))
    _print_rows(rows, as_json=as_json, nothing="No feeds are stated. How to: docs/corpus-toml.md")
    if broken:
        raise broken


schedule = typer.Typer(
    help="Reminders: what is subscribed, what became of it, and posting from cron.", no_args_is_help=True
)


@schedule.command("list", epilog="Example: `briefing-bot schedule list --json`")
def schedule_list(as_json: AsJson = False) -> None:
    """Every subscription, with its next post and last result."""
    from bot.schedule.operations import list_subscriptions

    with opened() as (_, archive):
        _print_rows(list(list_subscriptions(archive.database)), as_json=as_json, nothing="Nothing is subscribed.")


@schedule.command("history", epilog="Example: `briefing-bot schedule history --limit 20`")
def schedule_history(
    limit: Annotated[int, typer.Option(min=1, help="How many posts, newest first.")] = 50, as_json: AsJson = False
) -> None:
    """The newest posts and what became of them: sent, late, skipped, failed; and how many of each in thirty days."""
    import datetime as dt

    from bot.schedule.operations import count_posts, list_history

    with opened() as (_, archive):
        _print_rows(list(list_history(archive.database, limit)), as_json=as_json, nothing="Nothing was due yet.")
        counts = count_posts(archive.database, dt.datetime.now(dt.UTC) - dt.timedelta(days=30))
    counted = ", ".join(f"{number:,} {name}" for name, number in counts.items())
    print(f"In thirty days: {counted}", file=sys.stderr)


@schedule.command("run-due", epilog="Example, from cron: `*/5 * * * * briefing-bot schedule run-due`")
def schedule_run_due() -> None:
    """Plan and post what is due now, once; subscriptions of the console are printed."""
    import asyncio

    from bot.bootstrap import build_clock
    from bot.chat.console import show
    from bot.commands.wording import counted
    from bot.schedule.printed import PrintedPoster

    with opened() as (settings, archive):
        clock = build_clock(settings, archive, [PrintedPoster(lambda reply: show(reply, sys.stdout))])

        async def one_round() -> int:
            try:
                return await clock.tick()
            finally:
                await clock.close()

        print(f"{counted(asyncio.run(one_round()), 'post')} worked on", file=sys.stderr)


def _print_rows(rows: list[dict[str, str | int | None]], *, as_json: bool, nothing: str) -> None:
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        print(nothing)
    for row in rows:
        print("  ".join(f"{name}={value}" for name, value in row.items() if value is not None))
