"""Commands for what was corrected, or must be erased."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.cli.opening import opened


def forget(
    name: Annotated[str, typer.Argument(help="The document's file name, as /source shows it.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Erase a document for good, with its former versions. It cannot be undone."""
    from bot.ingest.forget import forget as erase

    with opened() as (_, archive):
        if not yes:
            typer.confirm(f"Erase {name} and everything that was ever read under this name?", abort=True, err=True)
        print(erase(name, archive.database), file=sys.stderr)
