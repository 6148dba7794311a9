"""Commands for an archive that several machines share."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.cli.opening import settled
from bot.errors import UsageError


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The archive, as in sqlite:///data/briefing.db.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Where it goes, as in postgresql://user@host/database.")],
    replace: Annotated[bool, typer.Option("--replace", help="Throw away what TO holds.")] = False,
) -> None:
    """Copy an archive with all that belongs to it into another database, either way; numbers stay as they are."""
    from bot.cli.progress import shown
    from bot.store.copying import copy_archive
    from bot.store.database import open_database

    if source == target:
        raise UsageError("FROM and TO are the same database.")
    settled(source, target)
    with open_database(source, create=False) as one, open_database(target) as other, shown("copying") as tell:
        rows = copy_archive(one, other, replace=replace, copied=lambda table, done, total: tell(done, total, table))
        place = other.place
    held = f"{rows['document']:,} documents, {rows['quote']:,} quotes, {rows['event']:,} events"
    print(f"Copied into {place} and counted there: {held}; {sum(rows.values()):,} rows in all.", file=sys.stderr)
