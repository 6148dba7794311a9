"""Commands for what was corrected, or must be erased."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.cli.opening import AsJson, opened


def corrections(
    amend: Annotated[bool, typer.Option("--amend", help="Amend the messages, in place.")] = False,
    as_json: AsJson = False,
) -> None:
    """What was posted and has changed since in its source. The exit code is 1 where something is not amended."""
    from bot.cli.corrections_view import corrections_shown

    with opened() as (settings, archive):
        raise typer.Exit(corrections_shown(settings, archive, amend=amend, as_json=as_json))


def forget(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="The document's file name, as /source shows it.", show_default=False),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Erase a document for good, with its former versions. It cannot be undone."""
    from bot.ingest.forget import find
    from bot.ingest.forget import forget as erase

    with opened() as (_, archive):
        find(name, archive.database)
        if not yes:
            asked = f"Erase {name} and everything that was ever read under this name? (--yes does not ask)"
            typer.confirm(asked, abort=True, err=True)
        print(erase(name, archive.database), file=sys.stderr)
